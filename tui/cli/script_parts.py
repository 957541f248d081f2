"""What of a script is wanted by itself: its subject, the address, the number, a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pendulum import DateTime

    from store.records import Card
    from store.rules.board import Entry
    from store.words.scripts.author import Author
    from store.words.scripts.fill import Script

PARTS = ("body", "subject", "address", "number", "all", "link")


def part_of(script: Script, card: Card, part: str) -> str:
    """One part of a script: ``all`` has To and Subject too, ``link`` is what a phone opens.

    Raises:
        NotAllowedError: The script has none.
    """
    from store.rules.stages import recipient
    from store.words.deliver.parts import Part, parts, whole

    person = recipient(card)
    texts = {each.part: each.text for each in parts(script, person)}
    found = {
        "body": script.text,
        "subject": texts.get(Part.SUBJECT, ""),
        "address": texts.get(Part.ADDRESS, ""),
        "number": texts.get(Part.NUMBER, ""),
        "all": whole(script, person),
        "link": _link(script, card),
    }[part]
    if not found.strip():
        raise NotAllowedError(f"“{script.title}” for {card.company} has no {part}.")
    return found


def _link(script: Script, card: Card) -> str:
    """The link that writes the mail, or dials; "" where there is neither address nor number."""
    from store.rules.stages import recipient
    from store.words.deliver.letter import letter
    from store.words.deliver.links import sms, tel

    if script.medium == "email":
        return letter(script, card).mailto.link
    person = recipient(card)
    phone = person.phone if person else ""
    return tel(phone) if script.medium == "speech" else sms(phone, script.text)


def kinds_of(entry: Entry, author: Author, now: DateTime) -> Iterator[str]:
    """The kinds of scripts that fit a card, the one to use first in front, with their titles."""
    from store.words.scripts.choose import kinds_for
    from store.words.scripts.current import words_for

    for kind in kinds_for(entry, author.rules, now):
        yield f"{kind:<24}  {words_for(entry, author, now, kind).title}"
