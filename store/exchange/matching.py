"""What comes in, compared with what is here: nothing is doubled, and nobody is asked in vain.

A card is here already when one has its id, or when one has its company, role and interview day. An
empty role fits any. Where the arriving one tells nothing new, that is all; else somebody decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local_day
from store.exchange.arrival import Arrival
from store.exchange.filling_in import joined
from store.records import Card, new_id


class Choice(StrEnum):
    """What to do with a card that is here already and is told differently."""

    SKIP = "skip"
    MERGE = "merge"
    NEW = "new"


class Fate(StrEnum):
    """What became of an arrival, in a word of a report."""

    NEW = "new"
    SAME = "same"
    SKIPPED = "skipped"
    MERGED = "merged"


class Duplicate(Struct, frozen=True):
    """An arrival and the card here that it is, or may be."""

    arrival: Arrival
    here: Card


class Found(Struct, frozen=True):
    """An arrival and what became of it; ``here`` is the card that was here already, if any."""

    arrival: Arrival
    fate: Fate
    here: Card | None = None


class Brought(Struct, frozen=True):
    """The cards to keep, new or changed, by id; and what became of each arrival, in order."""

    cards: dict[str, Card]
    found: list[Found]

    def count(self, fate: Fate) -> int:
        """How many arrivals had this fate."""
        return sum(each.fate is fate for each in self.found)


def bring(
    here: Mapping[str, Card],
    arrivals: Iterable[Arrival],
    choose: Callable[[Duplicate], Choice],
    now: DateTime,
) -> Brought:
    """Bring each arrival together with the cards here; ``choose`` is asked about duplicates."""
    return _Comparison(here, now).run(arrivals, choose)


class _Comparison:
    def __init__(self, here: Mapping[str, Card], now: DateTime) -> None:
        self._before, self._now = here, now
        self._cards = dict(here)
        self._changed: dict[str, Card] = {}
        self._on_day: dict[tuple[str, date], list[str]] = {}
        for card in here.values():
            self._note(card)

    def run(self, arrivals: Iterable[Arrival], choose: Callable[[Duplicate], Choice]) -> Brought:
        return Brought(
            found=[self._one(arrival, choose) for arrival in arrivals], cards=self._changed
        )

    def _one(self, arrival: Arrival, choose: Callable[[Duplicate], Choice]) -> Found:
        alike = list(self._alike(arrival))
        together = [joined(card, arrival, self._now) for card in alike]
        for card, both in zip(alike, together, strict=True):
            if both == card and (card.deleted is None or arrival.card.deleted is not None):
                return Found(arrival, Fate.SAME, card)
        if not alike:
            self._keep(arrival.card)
            return Found(arrival, Fate.NEW)
        match choose(Duplicate(arrival, alike[0])):
            case Choice.MERGE if together[0] != alike[0]:
                self._keep(together[0])
                return Found(arrival, Fate.MERGED, alike[0])
            case Choice.NEW:
                taken = arrival.card.id in self._cards
                self._keep(replace(arrival.card, id=new_id()) if taken else arrival.card)
                return Found(arrival, Fate.NEW, alike[0])
            case _:
                return Found(arrival, Fate.SKIPPED, alike[0])

    def _alike(self, arrival: Arrival) -> Iterator[Card]:
        """The cards that this one is, or may be: the one with its id, then those of its kind.

        Two cards that came with ids from one file are two, however alike they are.
        """
        card = arrival.card
        has_id = arrival.is_whole or arrival.is_ours
        if has_id and card.id in self._cards:
            yield self._cards[card.id]
        if card.deleted is not None:
            return
        for key in dict.fromkeys(_keys(card, self._now)):
            for each in self._on_day.get(key, ()):
                other = self._cards[each]
                if (
                    each == card.id
                    or other.deleted is not None
                    or (has_id and each not in self._before)
                ):
                    continue
                if _same_role(card, other):
                    yield other

    def _keep(self, card: Card) -> None:
        self._cards[card.id] = self._changed[card.id] = card
        self._note(card)

    def _note(self, card: Card) -> None:
        for key in _keys(card, self._now):
            ids = self._on_day.setdefault(key, [])
            if card.id not in ids:
                ids.append(card.id)


def _keys(card: Card, now: DateTime) -> Iterator[tuple[str, date]]:
    for interview in card.rounds:
        yield card.company.casefold(), local_day(interview.at, now)


def _same_role(one: Card, other: Card) -> bool:
    return not (one.role and other.role) or one.role.casefold() == other.role.casefold()
