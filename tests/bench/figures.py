"""The figures of the table, each with its budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.runs import Key, Run

FEW, MANY = 500, 10_000
"""The numbers of cards that the budgets speak of."""

WITHIN, ACROSS = "jk", "lh"
"""The keys that move the cursor within a column and across columns."""


@dataclass(frozen=True)
class Budget:
    """The most that a figure may be: in its own unit, or as a multiple of the empty app's."""

    limit: float
    of_empty: bool = False

    def __str__(self) -> str:
        return f"{self.limit:g} ×" if self.of_empty else f"{self.limit:,g}"


@dataclass(frozen=True)
class Figure:
    """One row: Afterword's median, and the empty app's where it has one to compare.

    ``cards`` is None where the number of cards makes no difference.
    """

    what: str
    cards: int | None
    unit: str
    value: float
    empty: float | None = None
    budget: Budget | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the empty app's figure it is."""
        return self.value / self.empty if self.empty else None

    @property
    def met(self) -> bool | None:
        """Whether the budget is kept; None where there is none."""
        if self.budget is None:
            return None
        measured = self.ratio if self.budget.of_empty else self.value
        return None if measured is None else measured <= self.budget.limit

    def plain(self) -> dict[str, Any]:
        """The row as JSON has it."""
        return {
            "what": self.what,
            "cards": self.cards,
            "unit": self.unit,
            "afterword": self.value,
            "empty_app": self.empty,
            "ratio": self.ratio,
            "budget": self.budget and self.budget.limit,
            "budget_is_ratio": self.budget is not None and self.budget.of_empty,
            "met": self.met,
        }


def of_runs(cards: int, empty: list[Run], full: list[Run]) -> Iterable[Figure]:
    """The figures of the full-screen app with so many cards, beside the empty app."""

    def beside(
        what: str, unit: str, number: Callable[[Run], float], budget: Budget | None = None
    ) -> Figure:
        ours, theirs = median(map(number, full)), median(map(number, empty))
        return Figure(what, cards, unit, ours, theirs, budget)

    def times(few: float, many: float) -> Budget | None:
        limit = by_size(cards, few, many)
        return Budget(limit, of_empty=True) if limit else None

    yield beside("first paint", "ms", lambda run: run.painted * 1000, times(1.3, 1.6))
    yield beside("last byte of the start", "ms", lambda run: run.settled * 1000)
    yield beside("bytes until settled", "B", lambda run: run.sent, Budget(25_000))
    yield from _of_keys(cards, [key for run in full for key in run.keys])
    if all(run.memory for run in (*empty, *full)):
        yield beside("peak memory", "MB", lambda run: (run.memory or 0) / 1e6, times(1.6, 3))


def by_size(cards: int, few: float, many: float) -> float | None:
    """The budget for so many cards; None for more than any budget speaks of."""
    return few if cards <= FEW else many if cards <= MANY else None


def _of_keys(cards: int, keys: list[Key]) -> Iterable[Figure]:
    for where, letters, limit in (
        ("within a column", WITHIN, 600),
        ("across columns", ACROSS, 1000),
    ):
        pressed = [key for key in keys if key.key in letters]
        if pressed:
            sent = median(key.echo_bytes for key in pressed)
            taken = median(key.echo_seconds for key in pressed) * 1000
            yield Figure(f"cursor {where}", cards, "B", sent, budget=Budget(limit))
            yield Figure(f"cursor {where}", cards, "ms", taken)
    later = median(key.later_bytes for key in keys)
    taken = median(key.echo_seconds for key in keys) * 1000
    yield Figure("panel, once it rests", cards, "B", later, budget=Budget(3000))
    yield Figure("key to last byte", cards, "ms", taken, budget=Budget(10))
