"""The board as a whole: which card stands where, in what order, and what the header counts."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from heapq import merge
from itertools import chain, takewhile

from msgspec import Struct, field
from msgspec.structs import replace
from pendulum import DateTime

from store.records import (
    Card,
    Several,
    Source,
    Stage,
    What,
    glance,
    read,
    sources,
)
from store.rules.due import Due, Urgency, due
from store.rules.rules import Rules
from store.rules.stages import Owes, column_of, latest

_RANK: dict[Urgency, float] = {urgency: rank for rank, urgency in enumerate(Urgency)}
_NEVER_LATE: dict[Owes | None, float] = {Owes.WRITE_AGAIN: 0.5, Owes.MOVE_ON: 0.75}


_Order = tuple[float, float, str, str]


class Entry(Struct, frozen=True):
    """A card with what it owes and how pressing that is, as seen at one moment.

    ``source`` is the card, or what it can be read from; ``order`` its place among all, where that
    was worked out already. ``begins`` is when its current interview does (None where
    nobody looked).
    """

    source: Source
    due: Due
    urgency: Urgency
    order: _Order | None = None
    begins: datetime | None = None

    @property
    def card(self) -> Card:
        """The card."""
        return read(self.source)

    @property
    def id(self) -> str:
        """The card's id."""
        return self.source.id

    @property
    def at_hand(self) -> Entry:
        """The same with its card at hand, for whoever asks for that several times."""
        return self if isinstance(self.source, Card) else replace(self, source=glance(self.source))

    @property
    def is_owed_now(self) -> bool:
        """Whether the card is overdue or due today."""
        return self.urgency is Urgency.TODAY or self.urgency is Urgency.OVERDUE


class Overview(Struct, frozen=True, kw_only=True):
    """The cards of the board by column, most urgent first, and the sums over them.

    That is the open ones, and closed ones to which it is time to write again. Where the columns
    stand in another order, ``is_ordered`` is False.
    """

    columns: Mapping[Stage, tuple[Entry, ...]] = field(
        default_factory=lambda: dict.fromkeys(Stage, ())
    )
    overdue: int = 0
    today: int = 0
    next_day: date | None = None
    is_ordered: bool = True

    @property
    def entries(self) -> list[Entry]:
        """All cards of the board, most urgent first, whatever their stage."""
        return sorted(self.all, key=urgency_order)

    @property
    def all(self) -> Iterator[Entry]:
        """All cards of the board, column by column."""
        return chain.from_iterable(self.columns.values())

    @property
    def owed_now(self) -> list[Entry]:
        """The cards that are overdue or due today, most urgent first."""
        return list(self.pressing)

    @property
    def pressing(self) -> Iterator[Entry]:
        """The same one after the other: the first few without looking at all the others."""
        if not self.is_ordered:
            return iter(sorted(filter(_is_owed_now, self.all), key=urgency_order))
        pressing = (takewhile(_may_be_owed_now, column) for column in self.columns.values())
        return filter(_is_owed_now, merge(*pressing, key=urgency_order))

    @property
    def most_urgent(self) -> Entry | None:
        """The first of :attr:`owed_now`, without sorting all cards for it."""
        heads = (next(filter(_is_owed_now, column), None) for column in self.columns.values())
        return min(filter(None, heads), key=urgency_order, default=None)

    @property
    def next_up(self) -> Entry | None:
        """The card whose turn comes next, of those that are not due yet."""
        if not self.is_ordered:
            coming = (each for each in self.all if each.urgency is Urgency.UPCOMING)
            return min(coming, key=urgency_order, default=None)
        first = (_first_to_come(column) for column in self.columns.values())
        return min(filter(None, first), key=urgency_order, default=None)

    def find(self, card_id: str) -> Entry | None:
        """The card with this id; None where it is not on the board."""
        return next((entry for entry in self.all if entry.source.id == card_id), None)


def _is_owed_now(entry: Entry) -> bool:
    return entry.is_owed_now


def _may_be_owed_now(entry: Entry) -> bool:
    """Whether the card stands where those do that are owed now: at the head of its column."""
    return _rank_of(entry) < _RANK[Urgency.UPCOMING]


def _first_to_come(column: Sequence[Entry]) -> Entry | None:
    """The card of an ordered column whose turn comes next, of those that are not due yet."""
    for entry in takewhile(lambda each: _rank_of(each) < 0, column):  # offers, due or not
        if entry.urgency is Urgency.UPCOMING:
            return entry
    place = bisect_left(column, _RANK[Urgency.UPCOMING], key=_rank_of)
    found = column[place] if place < len(column) else None
    return found if found and found.urgency is Urgency.UPCOMING else None


def _rank_of(entry: Entry) -> float:
    return urgency_order(entry)[0]


def entry(card: Card, rules: Rules, now: DateTime) -> Entry:
    """The card as seen at ``now``."""
    return _entry(card, card, rules, now)


def _entry(source: Source, card: Card, rules: Rules, now: DateTime) -> Entry:
    found = due(card, rules, now)
    urgency = found.urgency(now)
    return Entry(source, found, urgency, _order(card, found, urgency), card.rounds[-1].at)


def to_debrief(entry: Entry) -> bool:
    """Whether thanks are owed for an interview of which nothing was noted yet."""
    if entry.due.owes is not Owes.THANK or entry.urgency not in {Urgency.TODAY, Urgency.OVERDUE}:
        return False
    hooked = any(person.hook for person in entry.card.round.people)
    return not hooked and latest(entry.card, What.DEBRIEFED) is None


def urgency_order(entry: Entry) -> _Order:
    """The order of cards: urgency, then what is late first, then the company's name.

    An offer comes before everything else. Of what is open, letting go comes last, before it what
    is to be written again, and before that what else is never late. What is to come goes by when it
    opens. Cards that owe nothing come at the end, the latest to come to rest before the older ones.
    """
    return entry.order or _order(entry.card, entry.due, entry.urgency)


def _order(card: Card, due: Due, urgency: Urgency) -> _Order:
    rank: float = _RANK[urgency]
    if due.owes is Owes.ANSWER_OFFER:
        rank = -1
    elif urgency is Urgency.TODAY and due.late_from is None:
        rank += _NEVER_LATE.get(due.owes, 0.25)
    if due.opens is None:
        steps = card.steps
        when = -(steps[-1].done if steps else card.created).timestamp()
    elif urgency is Urgency.UPCOMING:
        when = _seconds(due.opens, due.opens.fold)
    else:
        late = due.late_from or due.opens
        when = _seconds(late, late.fold)
    return rank, when, card.company.casefold(), card.id


@lru_cache(maxsize=1024)
def _seconds(moment: DateTime, _fold: int) -> float:
    """Its timestamp: of many cards, a lot open on the same day."""
    return moment.timestamp()


def next_to_do(owed: Iterable[Entry], before: Entry | None, now: DateTime) -> Entry | None:
    """What comes up after ``before`` was done: the first of ``owed``; None if nothing is.

    An offer with days left to think it over comes last then, though first on the board: whoever
    did something else has walked past it, and is not led back to it after each card.
    """
    walked_past = before is not None and before.due.owes is not Owes.ANSWER_OFFER
    first = None
    for each in owed:
        if not (walked_past and _wants_thought(each, now)):
            return each
        first = first or each
    return first


def _wants_thought(entry: Entry, now: DateTime) -> bool:
    """Whether this is an offer that need not be answered today."""
    late = entry.due.late_from
    return entry.due.owes is Owes.ANSWER_OFFER and (
        late is None or late.date() > now.add(days=1).date()
    )


def with_card(before: Overview, source: Source, rules: Rules, now: DateTime) -> Overview:
    """The overview after one card came, changed or went; the others are taken as they stand."""
    columns = dict(before.columns)
    sums = {Urgency.OVERDUE: before.overdue, Urgency.TODAY: before.today}
    for stage, held in before.columns.items():
        place = next((n for n, each in enumerate(held) if each.source.id == source.id), None)
        if place is not None:
            columns[stage] = held[:place] + held[place + 1 :]
            if held[place].urgency in sums:
                sums[held[place].urgency] -= 1
    card = read(source)
    if (seen := _seen(source, card, rules, now)) is not None:
        column = column_of(card)
        held = columns[column]
        place = bisect(held, urgency_order(seen), key=urgency_order)
        columns[column] = (*held[:place], seen, *held[place:])
        if seen.urgency in sums:
            sums[seen.urgency] += 1
    return _summed(columns, sums)


def overview(cards: Several, rules: Rules, now: DateTime) -> Overview:
    """The board at ``now``: deleted cards are not on it, nor closed ones that owe nothing today."""
    gathered = Gathered(rules, now)
    for source in sources(cards):
        gathered.add(source, glance(source))
    return gathered.overview


class Gathered:
    """The board while one card after the other comes to it."""

    def __init__(self, rules: Rules, now: DateTime) -> None:
        self._rules, self._now = rules, now
        self._columns: dict[Stage, list[Entry]] = {stage: [] for stage in Stage}
        self._sums = dict.fromkeys(Urgency, 0)

    def add(self, source: Source, card: Card) -> None:
        """Take in a card where it is on the board."""
        if (seen := _seen(source, card, self._rules, self._now)) is not None:
            self._columns[column_of(card)].append(seen)
            self._sums[seen.urgency] += 1

    @property
    def overview(self) -> Overview:
        """The board with all of them."""
        columns = {at: tuple(sorted(held, key=urgency_order)) for at, held in self._columns.items()}
        return _summed(columns, self._sums)


def _seen(source: Source, card: Card, rules: Rules, now: DateTime) -> Entry | None:
    """The card as it stands on the board; None where it is not there.

    A closed card comes back on the day from which to write to them again, and until it is done.
    """
    if card.deleted is not None:
        return None
    if card.outcome is None:
        return _entry(source, card, rules, now)
    seen = _entry(source, card, rules, now) if card.write_again is not None else None
    return seen if seen and seen.urgency is Urgency.TODAY else None


def _summed(columns: Mapping[Stage, tuple[Entry, ...]], sums: Mapping[Urgency, int]) -> Overview:
    coming = (_first_to_come(held) for held in columns.values())
    first = min((each.due.opens for each in coming if each and each.due.opens), default=None)
    return Overview(
        columns=columns,
        overdue=sums[Urgency.OVERDUE],
        today=sums[Urgency.TODAY],
        next_day=first.date() if first else None,
    )
