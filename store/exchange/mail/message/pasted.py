"""Text that was pasted: with the lines that a mail client sets above a mail, or only sentences."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec.structs import replace
from pendulum import DateTime

from store.dates.order import DayOrder
from store.exchange.mail.message.addresses import Address
from store.exchange.mail.message.body import MOST_RAW, MOST_WORDS
from store.exchange.mail.message.headers import Headers
from store.exchange.mail.message.message import Mail, from_headers, is_by
from store.exchange.mail.message.quotes import told_apart
from store.text import clean

_NAMES = {
    "from": ("from", "von", "de", "da", "van", "från", "fra", "expéditeur", "absender"),
    "to": ("to", "an", "à", "pour", "para", "a", "aan", "till", "til", "destinataire", "empfänger"),
    "cc": ("cc", "kopie", "copie", "cci", "bcc"),
    "date": (
        *("date", "sent", "gesendet", "datum", "envoyé", "envoyé le", "enviado", "enviado el"),
        *("fecha", "inviato", "data", "verzonden", "skickat", "sendt", "received", "empfangen"),
    ),
    "subject": (
        *("subject", "betreff", "objet", "sujet", "asunto", "oggetto", "assunto", "onderwerp"),
        *("ämne", "emne"),
    ),
    "reply-to": ("reply-to", "antwort an", "répondre à", "antworten an"),
    "": ("importance", "wichtigkeit", "priorität", "attachments", "anlagen", "pièces jointes"),
}
_HEADER_OF = {each: name for name, names in _NAMES.items() for each in names}
_LINE = re.compile(
    r"\s{0,3}[*_]{0,2}([^\W\d_][^:*<>@\n]{0,20}?)[*_]{0,2}\s?:[*_]{0,2}(?:\s+(.*))?$"
)
_NAME_AND_ADDRESS = re.compile(r"\s{0,3}[^<>@:]{2,80} <[^<>@\s]{1,64}@[^<>@\s]{1,200}>.{0,60}")
_TO_ME = frozenset({"to me", "an mich", "à moi", "para mí", "a me", "aan mij", "till mig"})
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*\.?(?: [^\W\d_][\w.'’-]*){1,3}")
_MOST_ABOVE = 12
_LONGEST_VALUE = 2_000
_MOST_LINES = 40


def read_pasted(text: str, now: DateTime, mine: Collection[str], order: DayOrder | None) -> Mail:
    """The mail that was pasted; without such lines above it, it is words alone."""
    safe = clean(text[:MOST_RAW]).strip("\n")
    headers, below = _split(safe) if _has_headers(safe) else _from_web(safe)
    words = told_apart(below)
    doubts = (
        ("It is very long, so only its beginning was read.",) if len(words.own) > MOST_WORDS else ()
    )
    mail = from_headers(headers, now, order)
    return replace(
        mail,
        sender=mail.sender or _named(headers.first("from"), mine),
        text=words.own[:MOST_WORDS],
        forwarded=words.below[:MOST_WORDS] if words.is_forward else "",
        doubts=mail.doubts + doubts,
    )


def handed_on(mail: Mail, now: DateTime, mine: Collection[str], order: DayOrder | None) -> Mail:
    """The mail that is handed on in ``mail`` by the candidate or without a word; else ``mail``.

    Its thread is not told in it, but most clients name it in what they send on.
    """
    if not _has_headers(mail.forwarded) or (mail.text.strip() and not is_by(mail.sender, mine)):
        return mail
    inner = read_pasted(mail.forwarded, now, mine, order)
    return replace(
        inner,
        forwarded="",
        references=mail.references,
        calendars=mail.calendars,
        doubts=(*inner.doubts, *mail.doubts),
    )


def _has_headers(text: str) -> bool:
    """Whether the text begins with two such lines at least, who wrote it being one of them."""
    return "from" in (found := dict(_split(text)[0].lines)) and len(found) > 1


def _from_web(text: str) -> tuple[Headers, str]:
    """As :func:`_split`, of a mail that was copied out of Gmail in a browser: who wrote it.

    Below their name and address stands when, without the year, and "to me".
    """
    lines = text.split("\n")
    for at, line in enumerate(lines[:_MOST_ABOVE]):
        if not _NAME_AND_ADDRESS.fullmatch(line):
            continue
        for below in range(at + 1, min(at + 5, len(lines))):
            if lines[below].strip().casefold() in _TO_ME:
                rest = "\n".join(lines[below + 1 :]).strip("\n")
                return Headers((("from", line.strip()),)), rest
    return Headers(), text


def _named(value: str, mine: Collection[str]) -> Address | None:
    """Who wrote it where only a name is shown; it is the candidate's where their address has it."""
    last, comma, first = (each.strip(" '\"") for each in value.partition(","))
    name = f"{first} {last}" if comma else last
    words = {word.casefold() for word in name.split()}
    if not _NAME.fullmatch(name):
        return None
    own = (each for each in mine if words <= set(re.split(r"[._+-]", each.partition("@")[0])))
    return Address(name, next(own, ""))


def _split(text: str) -> tuple[Headers, str]:
    """The lines above a mail with the names that mails have for them, and what stands below."""
    lines = text.lstrip("\n").split("\n")
    found: list[tuple[str, str]] = []
    read = 0
    for line in lines[:_MOST_LINES]:
        match = _LINE.match(line[:_LONGEST_VALUE])
        name = _HEADER_OF.get(match[1].strip().casefold()) if match else None
        if match and name is not None:
            found.append((name, (match[2] or "").strip()))
        elif found and line.strip() and _goes_on(found[-1], line):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}".strip())
        else:
            break
        read += 1
    return Headers(tuple(each for each in found if each[0])), "\n".join(lines[read:]).strip("\n")


def _goes_on(last: tuple[str, str], line: str) -> bool:
    """Whether a header goes on here: it was empty, or is a list of addresses cut in two."""
    name, value = last
    if not value or line.startswith((" ", "\t")):
        return True
    return name in {"from", "to", "cc"} and value.endswith((",", ";")) and "@" in line
