"""A mail as it is read: who wrote it, when, in which thread, and their words."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.dates.order import DayOrder
from store.exchange.mail.message.addresses import Address, addresses, names_another
from store.exchange.mail.message.body import MOST_WORDS, body_of, is_calendar
from store.exchange.mail.message.headers import Headers
from store.exchange.mail.message.mime import Part, parsed
from store.exchange.mail.message.quotes import told_apart
from store.exchange.mail.message.sent import sent_of

_MOST_CALENDARS = 20
_MOST_ATTACHED = 20
_MOST_DAYS_AHEAD = 2
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_FORWARD_SUBJECTS = ("fw:", "fwd:", "wg:", "tr:", "rv:", "i:", "doorst:", "vb:", "vs:")


class Mail(Struct, frozen=True, kw_only=True):
    """What a mail, or pasted text, holds.

    ``sender`` is None where it names none, or two. ``sent`` is at the offset of the sender.
    ``text`` are their words without quotes, ``forwarded`` the mail that they hand on in them.
    ``calendars`` are the invitations in it, each once.
    """

    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    recipients: tuple[Address, ...] = ()
    subject: str = ""
    sent: DateTime | None = None
    message_id: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    forwarded: str = ""
    calendars: tuple[bytes, ...] = ()
    is_from_list: bool = False
    is_automatic: bool = False
    doubts: tuple[str, ...] = ()

    def with_calendar(self, content: bytes) -> Mail:
        """The mail with one more invitation in it."""
        return replace(self, calendars=(*self.calendars, content))


def read_message(
    content: bytes, now: DateTime, mine: Collection[str], order: DayOrder | None
) -> tuple[Mail, ...]:
    """The mail in ``content``, whose line breaks are newlines; or those that are handed on in it.

    Where the candidate sent on a mail to themselves, or somebody sent one on without a word, it is
    that mail that is read.

    Raises:
        UnreadableError: It has too many parts, is nested too deep, or its headers are too long.
    """
    whole = parsed(content)
    mail = _mail(whole, now, order)
    attached = [
        part.parts[0] for part in whole.walk() if part.kind.startswith("message/") and part.parts
    ]
    if not attached or (mail.text.strip() and not is_by(mail.sender, mine)):
        return (mail,)
    return tuple(_mail(each, now, order) for each in attached[:_MOST_ATTACHED])


def is_by(sender: Address | None, mine: Collection[str]) -> bool:
    """Whether the candidate wrote it."""
    return sender is not None and sender.email in mine


def _mail(whole: Part, now: DateTime, order: DayOrder | None) -> Mail:
    headers = whole.headers
    words = told_apart(body_of(whole))
    subject = headers.text("subject")
    is_forward = words.is_forward or subject.lower().startswith(_FORWARD_SUBJECTS)
    mail = from_headers(headers, now, order)
    doubts = list(mail.doubts)
    if any(part.kind in _ENCRYPTED for part in whole.walk()):
        doubts.append("It is encrypted, so only what stands above it was read.")
    if any(part.name.lower() == "winmail.dat" for part in whole.walk()):
        doubts.append("It has a winmail.dat, which only Outlook can read.")
    if whole.is_cut or len(words.own) > MOST_WORDS:
        doubts.append("It is very long, so only its beginning was read.")
    calendars = (part.content for part in whole.walk() if is_calendar(part))
    return replace(
        mail,
        text=words.own[:MOST_WORDS],
        forwarded=words.below[:MOST_WORDS] if is_forward else "",
        calendars=tuple(dict.fromkeys(each.strip() for each in calendars if each.strip()))[
            :_MOST_CALENDARS
        ],
        doubts=tuple(doubts),
    )


def from_headers(headers: Headers, now: DateTime, order: DayOrder | None) -> Mail:
    """What the headers of a mail say; its words are not in it yet."""
    doubts: list[str] = []
    senders = {each.email: each for value in headers.all("from") for each in addresses(value)}
    sender = next(iter(senders.values()), None)
    if len(senders) > 1:
        doubts.append("It names two senders, so none of them was taken.")
        sender = None
    elif sender and names_another(headers.first("from"), sender):
        doubts.append("Its sender has another address for a name, so nobody was taken.")
        sender = None
    sent = sent_of(headers.only("date", "sent"), now, order)
    if sent and sent > now.add(days=_MOST_DAYS_AHEAD):
        doubts.append("Its date lies in the future, so it was left out.")
        sent = None
    if is_automatic := _is_automatic(headers):
        doubts.append("It is an automatic reply, so no promise was read from it.")
    ids = headers.ids("message-id")
    message_id = ids[0] if len(ids) == 1 else ""
    references = (each for each in headers.ids("references", "in-reply-to") if each != message_id)
    return Mail(
        sender=sender,
        reply_to=addresses(headers.only("reply-to")),
        recipients=tuple(each for value in headers.all("to") for each in addresses(value)),
        subject=headers.text("subject"),
        sent=sent,
        message_id=message_id,
        references=tuple(references),
        is_from_list=_is_from_list(headers),
        is_automatic=is_automatic,
        doubts=tuple(doubts),
    )


def _is_from_list(headers: Headers) -> bool:
    """Whether it was sent to many by way of a list."""
    return bool(headers.all("list-post")) or headers.first("precedence").lower() in {"list", "junk"}


def _is_automatic(headers: Headers) -> bool:
    """Whether a machine answered for somebody who is away."""
    says = headers.first("auto-submitted").lower()
    return says.startswith("auto-replied") or any(
        headers.all(name) for name in ("x-autoreply", "x-autorespond", "x-auto-response")
    )
