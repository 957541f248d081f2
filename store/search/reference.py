"""Which card a short name means, as somebody types it into a shell; and which person of a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from store.errors import UnreadableError
from store.records import Card, Person
from store.search.index import fold

_MOST_NAMED = 4  # candidates that fit into one line


def find(cards: Sequence[Card], reference: str) -> Card:
    """The card meant by an id, its beginning, or a part of a company, a role or a person.

    Capitals and accents do not matter. A whole id, or the whole name of a company, comes before
    whatever else fits; then the reference must fit one card alone: as it stands, or else with each
    of its words somewhere on the card ("globex analyst").

    Raises:
        UnreadableError: No card, or more than one, fits.
    """
    wanted = fold(reference)
    for fits in _ways(wanted) if wanted else ():
        found = [card for card in cards if fits(card)]
        if len(found) == 1:
            return found[0]
        if found:
            named = ", ".join(f"{card.id} ({_title(card)})" for card in found[:_MOST_NAMED])
            more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
            raise UnreadableError(
                f'"{reference}" fits {len(found)} cards: {named}{more}. Use an id, or say more.'
            )
    raise UnreadableError(f'No card fits "{reference}". `afterword list` shows them all.')


def find_person(people: Sequence[Person], reference: str) -> Person:
    """The person meant by a part of a name or an address; capitals and accents do not matter.

    Raises:
        UnreadableError: Nobody, or more than one, fits.
    """
    wanted = fold(reference)
    whole = [person for person in people if wanted in {fold(person.name), fold(person.email)}]
    found = whole or [each for each in people if any(wanted in fold(t) for t in _known_by(each))]
    if len(found) == 1 and wanted:
        return found[0]
    there = ", ".join(person.name or person.email or "somebody" for person in people) or "nobody"
    fits = f"fits {len(found)} people" if found and wanted else "is nobody"
    raise UnreadableError(f'"{reference}" {fits} on this card. There: {there}.')


def _ways(wanted: str) -> Iterable[Callable[[Card], bool]]:
    """How a card can be meant, the plainest first."""
    words = wanted.replace("·", " ").split()  # "Globex · Analyst", as a list shows it
    yield lambda card: card.id == wanted
    yield lambda card: fold(card.company) == wanted
    yield lambda card: card.id.startswith(wanted) or _has(card, wanted)
    yield lambda card: bool(words) and all(_has(card, word) for word in words)


def _has(card: Card, part: str) -> bool:
    people = (person for interview in card.rounds for person in interview.people)
    names = (text for person in people for text in _known_by(person))
    texts = (card.company, card.role, card.recruiter, card.recruiter_email, *names)
    return any(part in fold(text) for text in texts)


def _known_by(person: Person) -> tuple[str, str]:
    return person.name, person.email


def _title(card: Card) -> str:
    return f"{card.company} · {card.role}" if card.role else card.company
