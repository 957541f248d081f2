"""An invitation, a mail or pasted text: which of them it is, and what it says of an interview."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec.structs import replace
from pendulum import DateTime

from store.dates.order import DayOrder
from store.dates.workdays import WEEKDAYS, Workdays
from store.errors import UnreadableError
from store.exchange.mail.calendar.invitation import read_invitations
from store.exchange.mail.message.charsets import decoded
from store.exchange.mail.message.headers import head
from store.exchange.mail.message.mbox import is_mbox, mails_in
from store.exchange.mail.message.message import Mail, read_message
from store.exchange.mail.message.pasted import handed_on, read_pasted
from store.exchange.mail.taken import Taken
from store.exchange.mail.understood import Reader
from store.records import Me
from store.rules.rules import Rules

MOST_BYTES = 10_000_000
"""The most bytes that are read; a mail with its attachments is seldom larger."""
_MOST_LETTERS = 400_000
_TOO_MUCH = "There is too much text in these mails; save only those you mean."
_CALENDAR_BEGINS, _CALENDAR_ENDS = b"BEGIN:VCALENDAR", b"END:VCALENDAR"
_MACHINES_HEADERS = frozenset(
    {"message-id", "mime-version", "received", "return-path", "content-type", "delivered-to"}
)
_OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", "This is Outlook's own .msg file; save the mail as .eml, or paste it."),
    (b"%PDF", "This is a PDF; save the mail as .eml or the invitation as .ics, or paste it."),
    (b"PK\x03\x04", "This is a packed file; unpack it first."),
    (b"\x1f\x8b", "This is a packed file; unpack it first."),
)
_NOTHING = "There is nothing to read in it: no invitation, no mail, no text."


def read(
    content: bytes,
    now: DateTime,
    mine: Collection[str],
    workdays: Workdays = WEEKDAYS,
    order: DayOrder | None = None,
) -> tuple[Taken, ...]:
    """What each event or message in ``content`` says of an interview, newest mail first.

    ``content`` is an invitation (.ics), a message (.eml), several (mbox), or text that was pasted,
    with headers or without. ``now`` is in the person's zone. ``mine`` are the candidate's own
    addresses, in lower case: they are never among the people. ``workdays`` are those promises are
    counted in, ``order`` says which number of 03/11 is the day.

    Raises:
        UnreadableError: It is empty, too large, or nothing that can be read.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"It is larger than {MOST_BYTES // 1_000_000} MB; that is too much.")
    plain = _plain(content)
    if re.match(rb"BEGIN:VCALENDAR", plain, re.IGNORECASE):
        return read_invitations(plain, now, mine)
    reader = Reader(now, frozenset(each.casefold() for each in mine), workdays, order)
    if is_mbox(plain):
        return _of_mbox(plain, reader)
    if _is_message(plain):
        return _of_message(plain, reader)
    return reader.taken(_pasted(plain, reader))


def read_for(me: Me, content: bytes, rules: Rules, now: DateTime) -> tuple[Taken, ...]:
    """What ``content`` says, as :func:`read` reads it for this candidate by their rules."""
    mine = [me.email.casefold()] if me.email else []
    return read(content, now, mine, rules.workdays_in(""), rules.date_order(now))


def _plain(content: bytes) -> bytes:
    """The content with newlines, from its first line that is not blank."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    for start, says in _OTHER_FILES:
        if content.startswith(start):
            raise UnreadableError(says)
    plain = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\n")
    plain = plain.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    first = re.search(rb"[^\s\0]", plain)
    if first is None or (b"\0" in plain[:1000] and not _is_message(plain)):
        raise UnreadableError(_NOTHING)
    return plain[plain.rfind(b"\n", 0, first.start()) + 1 :]


def _is_message(plain: bytes) -> bool:
    """Whether it begins with headers as only a mail has them, not those that a client shows."""
    names = {name for name, _ in head(plain).lines}
    return bool(names & _MACHINES_HEADERS) and len(names) > 1


def _of_mbox(content: bytes, reader: Reader) -> tuple[Taken, ...]:
    found: list[tuple[Mail, tuple[Taken, ...]]] = []
    refused: list[UnreadableError] = []
    letters = 0
    for piece in mails_in(content):
        try:
            mails = _mails(piece, reader)
        except UnreadableError as error:
            refused.append(error)
            continue
        letters += sum(len(mail.text) for mail in mails)
        if letters > _MOST_LETTERS:
            raise UnreadableError(_TOO_MUCH)
        found += [(mail, reader.taken(mail)) for mail in mails]
    if not found:
        raise refused[0]
    found.sort(key=lambda each: each[0].sent.timestamp() if each[0].sent else 0.0, reverse=True)
    newest, *older = (each for _, some in found for each in some)
    doubts = tuple(f"Of another mail: {error}" for error in refused[:1])
    return replace(newest, doubts=newest.doubts + doubts), *older


def _of_message(content: bytes, reader: Reader) -> tuple[Taken, ...]:
    return tuple(each for mail in _mails(content, reader) for each in reader.taken(mail))


def _mails(content: bytes, reader: Reader) -> list[Mail]:
    mails = read_message(content, reader.now, reader.mine, reader.order)
    return [handed_on(mail, reader.now, reader.mine, reader.order) for mail in mails]


def _pasted(content: bytes, reader: Reader) -> Mail:
    """A mail that was pasted, perhaps with its invitation as text below it."""
    start, end = content.find(_CALENDAR_BEGINS), content.rfind(_CALENDAR_ENDS)
    calendar = content[start : end + len(_CALENDAR_ENDS)] if 0 <= start < end else b""
    if calendar:
        content = content[:start] + b"\n" + content[end + len(_CALENDAR_ENDS) :]
    mail = read_pasted(decoded(content, ""), reader.now, reader.mine, reader.order)
    mail = handed_on(mail, reader.now, reader.mine, reader.order)
    return mail.with_calendar(calendar) if calendar else mail
