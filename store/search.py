"""Finding cards by a few letters."""

from __future__ import annotations

from store.records import Card


def matches(card: Card, wanted: str) -> bool:
    """Whether every word that is looked for stands somewhere on the card, in any case of letters.

    Looked at are company, role, people, notes, and the notes in the history.
    """
    text = _text(card)
    return all(word in text for word in wanted.casefold().split())


def _text(card: Card) -> str:
    people = [person for interview in card.rounds for person in interview.people]
    parts = [card.company, card.role, card.notes, card.outcome or ""]
    parts += [f"{person.name} {person.email} {person.title} {person.hook}" for person in people]
    parts += [step.note for step in card.history]
    return "\n".join(parts).casefold()
