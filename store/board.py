"""The board as a whole: which card stands where, in what order, and what the header counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field
from pendulum import DateTime

from store.records import Card, Stage
from store.rules import Rules
from store.schedule import Due, Urgency, due

_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}


class Entry(Struct, frozen=True):
    """A card with what it owes and how pressing that is, as seen at one moment."""

    card: Card
    due: Due
    urgency: Urgency


class Overview(Struct, frozen=True, kw_only=True):
    """The open cards by stage, most urgent first, and the sums over them."""

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
    def next_up(self) -> Entry | None:
        """The card whose turn comes next, of those that are not due yet."""
        coming = (entry for entry in self.entries if entry.urgency is Urgency.UPCOMING)
        return next(coming, None)


def entry(card: Card, rules: Rules, now: DateTime) -> Entry:
    """The card as seen at ``now``."""
    found = due(card, rules, now)
    return Entry(card, found, found.urgency(now))


def urgency_order(entry: Entry) -> tuple[int, float, str, str]:
    """The order of cards: urgency, then what is due first, then the company's name.

    Cards that owe nothing come last, the latest to come to rest before the older ones.
    """
    if entry.due.by is not None:
        when = entry.due.by.timestamp()
    else:
        steps = entry.card.steps
        when = -(steps[-1].done if steps else entry.card.created).timestamp()
    return _RANK[entry.urgency], when, entry.card.company.casefold(), entry.card.id


def overview(cards: Iterable[Card], rules: Rules, now: DateTime) -> Overview:
    """The board at ``now``: closed and deleted cards are not on it."""
    columns: dict[Stage, list[Entry]] = {stage: [] for stage in Stage}
    sums = dict.fromkeys(Urgency, 0)
    coming: list[date] = []
    for card in cards:
        if card.outcome is not None or card.deleted is not None:
            continue
        seen = entry(card, rules, now)
        columns[card.stage].append(seen)
        sums[seen.urgency] += 1
        if seen.urgency is Urgency.UPCOMING and seen.due.opens is not None:
            coming.append(seen.due.opens.date())
    return Overview(
        columns={stage: tuple(sorted(held, key=urgency_order)) for stage, held in columns.items()},
        overdue=sums[Urgency.OVERDUE],
        today=sums[Urgency.TODAY],
        next_day=min(coming, default=None),
    )
