"""A mail that is ready to send, as a draft in a file, which takes much that a link does not."""

from __future__ import annotations

import re
from email.charset import QP, Charset
from email.header import Header
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr

from pendulum import DateTime

from store.records import Me
from store.text import clean, clean_line
from store.words.deliver.mail import named_address

_WRITTEN = compat32.clone(mangle_from_=False)  # a line "From what you said" stays as it is
_MOST_OF_A_NAME = 80
_MOST_OF_A_SUBJECT = 400  # encoding one of a million characters takes seconds
_NAME_BREAKING = re.compile(r'[][()<>@,;:\\"=?\s]+')  # RFC 5322's specials, and encoded words
_MESSAGE_ID = re.compile(r"<[!-;=A-~]{1,450}@[!-;=A-~]{1,450}>")


def eml(to: str, subject: str, body: str, me: Me, *, now: DateTime, in_reply_to: str = "") -> bytes:
    """The bytes of a ``.eml`` file: a draft that Outlook and others open to send (``X-Unsent``).

    ``to`` is as for :func:`store.words.deliver.mail.mailto`. An address that is not one plain ASCII
    address is left out, of To as of From, for the person to fill in. ``in_reply_to`` is the
    Message-ID of the mail this answers; one that does not look like ``<...@...>`` is left out too.
    ``now`` is the draft's date. A draft has no Message-ID: the mail program gives it one.
    """
    draft = _message(to, subject, body, me, now=now, in_reply_to=in_reply_to)
    draft["X-Unsent"] = "1"
    return draft.as_bytes(policy=_WRITTEN.clone(linesep="\r\n"))


def outgoing(
    to: str, subject: str, body: str, me: Me, *, now: DateTime, in_reply_to: str = ""
) -> bytes:
    """The same mail for a program that sends it, or a mail client on this machine.

    It has the machine's own line breaks, and no header that says it is a draft: what is sent as it
    stands would carry that along. The arguments are as for :func:`eml`.
    """
    ended = body.rstrip("\n") + "\n"
    return _message(to, subject, ended, me, now=now, in_reply_to=in_reply_to).as_bytes(
        policy=_WRITTEN
    )


def _message(
    to: str, subject: str, body: str, me: Me, *, now: DateTime, in_reply_to: str
) -> MIMEText:
    utf8 = Charset("utf-8")
    utf8.body_encoding = QP
    # The older half of the email package: EmailMessage decodes encoded words in what it is given,
    # line breaks included, drops blanks between long words that are not ASCII, and encodes a
    # Message-ID that is longer than a line, as Outlook's are, so that nobody recognises it.
    draft = MIMEText(clean(body), "plain", utf8)  # type: ignore[arg-type]
    to_name, to_address = named_address(to)
    headers: dict[str, str | Header] = {
        "From": _mailbox(me.name, named_address(me.email)[1]),
        "To": _mailbox(to_name, to_address),
        "Subject": _text(_unencoded(clean_line(subject))[:_MOST_OF_A_SUBJECT]),
        "Date": format_datetime(now),
    }
    if answered := _MESSAGE_ID.fullmatch(in_reply_to.strip()):
        headers["In-Reply-To"] = headers["References"] = answered[0]
    for header, value in headers.items():
        if value:
            draft[header] = value  # type: ignore[assignment] # a Header is one of its kinds
    return draft


def _mailbox(name: str, address: str) -> str | Header:
    """The address with its name, as an address header has it; "" without an address."""
    shown = _NAME_BREAKING.sub(" ", clean_line(name))[:_MOST_OF_A_NAME].strip()
    if not address or shown.isascii():
        return address and formataddr((shown, address))
    header = Header(shown, "utf-8")
    header.append(f"<{address}>", "us-ascii")
    return header


def _text(line: str) -> str | Header:
    """A line of a header: as it is, or in encoded words where it is not ASCII."""
    return line if line.isascii() else Header(line, "utf-8")


def _unencoded(line: str) -> str:
    """The line with nothing in it that reads as an encoded word (RFC 2047): it could hide more."""
    return line.replace("=?", "= ?")
