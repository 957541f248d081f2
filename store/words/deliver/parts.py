"""What of a script can be copied by itself: its subject, the address, all of it, the number."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from store.records import Person
from store.text import clean_line
from store.words.cards import address
from store.words.scripts.current import TO_OTHERS
from store.words.scripts.edited import as_text
from store.words.scripts.fill import Script


class Part(StrEnum):
    """A part, by the name that is said of it."""

    SUBJECT = "the subject"
    ADDRESS = "the address"
    ALL = "all of it"
    NUMBER = "the phone number"


class Copied(Struct, frozen=True):
    """A part and its text; ``key`` is its number, the same for every script."""

    key: int
    part: Part
    text: str


def mail_to(script: Script, person: Person | None) -> str:
    """Whom the words go to: "Dana Lee <dana@example.com>".

    "" without an address, and for a letter to somebody who is not on the card.
    """
    return "" if script.kind in TO_OTHERS else address(person)


def whole(script: Script, person: Person | None) -> str:
    """The words to read with their headers: To and Subject where there are any, then the body."""
    to = clean_line(mail_to(script, person)) if script.medium == "email" else ""
    return f"To: {to}\n{as_text(script)}" if to else as_text(script)


def parts(script: Script, person: Person | None) -> tuple[Copied, ...]:
    """What there is to copy besides the body, in order: only what is there.

    ``person`` is whom the words are for. The address stands without a name, as any field takes it.
    """
    named = person if person and script.kind not in TO_OTHERS else None
    everything = whole(script, person)
    texts = {
        Part.SUBJECT: script.subject_text,
        Part.ADDRESS: named.email if named else "",
        Part.ALL: everything if everything != script.text else "",
        Part.NUMBER: named.phone if named else "",
    }
    return tuple(
        Copied(key, part, text) for key, (part, text) in enumerate(texts.items(), 1) if text.strip()
    )
