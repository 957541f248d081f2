"""The board as a whole: which card stands where, in what order, and what the header counts."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from pendulum import DateTime

from store.records import Card, Stage, What
from store.rules.due import Due, Urgency, due
from store.rules.rules import Rules
from store.rules.stages import Owes, column_of, latest

_MANY = 50  # from so many changed cards on, all are looked at anew
_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}
_NEVER_LATE: dict[Owes | None, float] = {Owes.WRITE_AGAIN: 0.5, Owes.MOVE_ON: 0.75}


class Entry(Struct, frozen=True):
    """A card with what it owes and how pressing that is, as seen at one moment."""

    card: Card
    due: Due
    urgency: Urgency


class Overview(Struct, frozen=True, kw_only=True):
    """The cards of the board by column, most urgent first, and the sums over them.

    That is the open ones, and closed ones to which it is time to write again.
    """

    columns: Mapping[Stage, tuple[Entry, ...]] = field(
        default_factory=lambda: dict.fromkeys(Stage, ())
    )
    overdue: int = 0
    today: int = 0
    next_day: date | None = None

    @property
    def entries(self) -> list[Entry]:
        """All cards of the board, most urgent first, whatever their stage."""
        everything = [entry for column in self.columns.values() for entry in column]
        return sorted(everything, key=urgency_order)

    @property
    def owed_now(self) -> list[Entry]:
        """The cards that are overdue or due today, most urgent first."""
        return [entry for entry in self.entries if _RANK[entry.urgency] <= _RANK[Urgency.TODAY]]

    @property
    def most_urgent(self) -> Entry | None:
        """The first of :attr:`owed_now`, without sorting all cards for it."""
        heads = (
            next((each for each in column if _RANK[each.urgency] <= _RANK[Urgency.TODAY]), None)
            for column in self.columns.values()
        )
        return min(filter(None, heads), key=urgency_order, default=None)

    @property
    def next_up(self) -> Entry | None:
        """The card whose turn comes next, of those that are not due yet."""
        coming = (entry for entry in self.entries if entry.urgency is Urgency.UPCOMING)
        return next(coming, None)

    def find(self, card_id: str) -> Entry | None:
        """The card with this id; None where it is not on the board."""
        everything = (entry for column in self.columns.values() for entry in column)
        return next((entry for entry in everything if entry.card.id == card_id), None)


def entry(card: Card, rules: Rules, now: DateTime) -> Entry:
    """The card as seen at ``now``."""
    found = due(card, rules, now)
    return Entry(card, found, found.urgency(now))


def to_debrief(entry: Entry) -> bool:
    """Whether thanks are owed for an interview of which nothing was noted yet."""
    if entry.due.owes is not Owes.THANK or entry.urgency not in {Urgency.TODAY, Urgency.OVERDUE}:
        return False
    hooked = any(person.hook for person in entry.card.round.people)
    return not hooked and latest(entry.card, What.DEBRIEFED) is None


def urgency_order(entry: Entry) -> tuple[float, float, str, str]:
    """The order of cards: urgency, then what is late first, then the company's name.

    An offer comes before everything else. Of what is open, letting go comes last, before it what
    is to be written again, and before that what else is never late. What is to come goes by when it
    opens. Cards that owe nothing come at the end, the latest to come to rest before the older ones.
    """
    due, urgency = entry.due, entry.urgency
    rank: float = _RANK[urgency]
    if due.owes is Owes.ANSWER_OFFER:
        rank = -1
    elif urgency is Urgency.TODAY and due.late_from is None:
        rank += _NEVER_LATE.get(due.owes, 0.25)
    if due.opens is None:
        steps = entry.card.steps
        when = -(steps[-1].done if steps else entry.card.created).timestamp()
    elif urgency is Urgency.UPCOMING:
        when = due.opens.timestamp()
    else:
        when = (due.late_from or due.opens).timestamp()
    return rank, when, entry.card.company.casefold(), entry.card.id


def next_to_do(owed: Sequence[Entry], before: Entry | None, now: DateTime) -> Entry | None:
    """What comes up after ``before`` was done: the first of ``owed``; None if nothing is.

    An offer with days left to think it over comes last then, though first on the board: whoever
    did something else has walked past it, and is not led back to it after each card.
    """
    walked_past = before is not None and before.due.owes is not Owes.ANSWER_OFFER
    others = (each for each in owed if not (walked_past and _wants_thought(each, now)))
    return next(others, owed[0] if owed else None)


def _wants_thought(entry: Entry, now: DateTime) -> bool:
    """Whether this is an offer that need not be answered today."""
    late = entry.due.late_from
    return entry.due.owes is Owes.ANSWER_OFFER and (
        late is None or late.date() > now.add(days=1).date()
    )


class Lookout:
    """Gives the overview again and again, each made from the one before.

    So what an action costs does not grow with the number of cards that it leaves alone.
    """

    def __init__(self) -> None:
        self._latest = Overview()
        self._cards: Mapping[str, Card] = {}
        self._basis: tuple[Rules, date, object] | None = None

    def look(self, cards: Mapping[str, Card], rules: Rules, now: DateTime) -> Overview:
        """The board at ``now``; ``cards`` are by id, in a mapping that nobody changes in place."""
        basis = (rules, now.date(), now.timezone)
        changed = (
            [card for key, card in cards.items() if self._cards.get(key) is not card]
            if cards is not self._cards
            else []
        )
        gone = cards is not self._cards and not self._cards.keys() <= cards.keys()
        if basis != self._basis or len(changed) > _MANY or gone:
            self._latest = overview(cards.values(), rules, now)
        else:
            for card in changed:
                self._latest = with_card(self._latest, card, rules, now)
            for card in self._turned(now):
                self._latest = with_card(self._latest, card, rules, now)
        self._cards, self._basis = cards, basis
        return self._latest

    def _turned(self, now: DateTime) -> list[Card]:
        """The cards whose words may have changed since the last look, on the same day.

        That is where one has become due, or overdue; and a thank-you that is snoozed may tell of
        an interview that is over by now.
        """
        return [
            each.card
            for held in self._latest.columns.values()
            for each in held
            if each.due.urgency(now) is not each.urgency
            or (each.due.turns is not None and now >= each.due.turns)
            or (each.card.snooze is not None and each.due.owes is Owes.THANK)
        ]


def with_card(before: Overview, card: Card, rules: Rules, now: DateTime) -> Overview:
    """The overview after one card came, changed or went; the others are taken as they stand."""
    columns = dict(before.columns)
    sums = {Urgency.OVERDUE: before.overdue, Urgency.TODAY: before.today}
    for stage, held in before.columns.items():
        place = next((n for n, each in enumerate(held) if each.card.id == card.id), None)
        if place is not None:
            columns[stage] = held[:place] + held[place + 1 :]
            if held[place].urgency in sums:
                sums[held[place].urgency] -= 1
    if (seen := _seen(card, rules, now)) is not None:
        column = column_of(card)
        held = columns[column]
        place = bisect(held, urgency_order(seen), key=urgency_order)
        columns[column] = (*held[:place], seen, *held[place:])
        if seen.urgency in sums:
            sums[seen.urgency] += 1
    return _summed(columns, sums)


def overview(cards: Iterable[Card], rules: Rules, now: DateTime) -> Overview:
    """The board at ``now``: deleted cards are not on it, nor closed ones that owe nothing today."""
    columns: dict[Stage, list[Entry]] = {stage: [] for stage in Stage}
    sums = dict.fromkeys(Urgency, 0)
    for card in cards:
        if (seen := _seen(card, rules, now)) is not None:
            columns[column_of(card)].append(seen)
            sums[seen.urgency] += 1
    ordered = {stage: tuple(sorted(held, key=urgency_order)) for stage, held in columns.items()}
    return _summed(ordered, sums)


def _seen(card: Card, rules: Rules, now: DateTime) -> Entry | None:
    """The card as it stands on the board; None where it is not there.

    A closed card comes back on the day from which to write to them again, and until it is done.
    """
    if card.deleted is not None:
        return None
    if card.outcome is None:
        return entry(card, rules, now)
    seen = entry(card, rules, now) if card.write_again is not None else None
    return seen if seen and seen.urgency is Urgency.TODAY else None


def _summed(columns: Mapping[Stage, tuple[Entry, ...]], sums: Mapping[Urgency, int]) -> Overview:
    coming = (
        each.due.opens
        for held in columns.values()
        for each in held
        if each.urgency is Urgency.UPCOMING and each.due.opens is not None
    )
    first = min(coming, default=None)
    return Overview(
        columns=columns,
        overdue=sums[Urgency.OVERDUE],
        today=sums[Urgency.TODAY],
        next_day=first.date() if first else None,
    )
