"""What comes in, compared with what is here: nothing is doubled, and nobody is asked in vain.

A card is here already when one has its id, or when one has its company, role and interview day. An
empty role fits any. Where no row of the file has the day of a card with that company and role, its
interview may have moved, or be another one: that is asked about too. Where the arriving one tells
nothing new, that is all; else somebody decides.
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
from store.exchange.updating import changes, told, updated
from store.records import Card, new_id
from store.search.alike import same_role


class Choice(StrEnum):
    """What to do with a card that is here already and is told differently.

    Merging fills in what it does not say; an update also records what happened since, a status that
    changed or an interview that moved.
    """

    SKIP = "skip"
    MERGE = "merge"
    UPDATE = "update"
    NEW = "new"


class Fate(StrEnum):
    """What became of an arrival, in a word of a report."""

    NEW = "new"
    SAME = "same"
    SKIPPED = "skipped"
    MERGED = "merged"
    UPDATED = "updated"


class Duplicate(Struct, frozen=True):
    """An arrival and the card here that it is, or may be.

    ``changes`` tells in words what happened since, as the arrival has it: a line each.
    """

    arrival: Arrival
    here: Card
    changes: tuple[str, ...] = ()


class Found(Struct, frozen=True):
    """An arrival and what became of it; ``here`` is the card that was here already, if any.

    ``changes`` tells what happened since, recorded only where the fate is an update.
    """

    arrival: Arrival
    fate: Fate
    here: Card | None = None
    changes: tuple[str, ...] = ()


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
        self._of_company: dict[str, list[Card]] = {}
        self._claimed: set[str] = set()
        for card in here.values():
            self._note(card)
            if card.deleted is None:
                self._of_company.setdefault(card.company.casefold(), []).append(card)

    def run(self, arrivals: Iterable[Arrival], choose: Callable[[Duplicate], Choice]) -> Brought:
        coming = list(arrivals)
        self._claimed = {
            card.id
            for arrival in coming
            for card in self._alike(arrival)
            if card.id in self._before
        }
        return Brought(
            found=[self._one(arrival, choose) for arrival in coming], cards=self._changed
        )

    def _one(self, arrival: Arrival, choose: Callable[[Duplicate], Choice]) -> Found:
        alike = list(self._alike(arrival)) or list(self._moved(arrival))
        for card in alike:
            if self._is_told(card, arrival):
                return Found(arrival, Fate.SAME, card)
        if not alike:
            self._keep(arrival.card)
            return Found(arrival, Fate.NEW)
        here = alike[0]
        since = tuple(told(here, changes(here, arrival, self._now), self._now))
        match choose(Duplicate(arrival, here, since)):
            case Choice.NEW:
                taken = arrival.card.id in self._cards
                self._keep(replace(arrival.card, id=new_id()) if taken else arrival.card)
                return Found(arrival, Fate.NEW, here, since)
            case Choice.MERGE:
                after, fate = joined(here, arrival, self._now), Fate.MERGED
            case Choice.UPDATE:
                after, fate = updated(here, arrival, self._now), Fate.UPDATED
            case _:
                after, fate = here, Fate.SKIPPED
        if after == here:
            return Found(arrival, Fate.SKIPPED, here, since)
        self._keep(after)
        return Found(arrival, fate, here, since)

    def _is_told(self, card: Card, arrival: Arrival) -> bool:
        """Whether the card says all that the arriving one tells.

        A row that was exported from the card speaks for its fields, and moves no card by itself.
        """
        is_own = arrival.is_ours and arrival.card.id == card.id
        if joined(card, arrival, self._now) != card:
            return False
        if card.deleted is not None and arrival.card.deleted is None:
            return False
        return is_own or not changes(card, arrival, self._now)

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
                if same_role(card, other):
                    yield other

    def _moved(self, arrival: Arrival) -> Iterator[Card]:
        """The cards of this company and role whose day no row of the file has: it may have moved.

        An arrival that came with its own id is never taken for another card.
        """
        card = arrival.card
        if arrival.is_whole or arrival.is_ours:
            return
        for each in self._of_company.get(card.company.casefold(), ()):
            if each.id not in self._claimed and same_role(card, each):
                yield self._cards[each.id]

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
