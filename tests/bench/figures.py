"""The figures of the table, each with its budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.link import Link
from tests.bench.runs import Key, Run

FEW, MANY = 500, 10_000
"""The numbers of cards that the budgets speak of."""

WITHIN, ACROSS = "jk", "lh"
"""The keys that move the cursor within a column and across columns."""

_ADVANCE = "advance (Enter, y)"


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
    if cards:
        yield from _of_deeds(cards, [run.deed for run in full])
    if all(run.memory for run in (*empty, *full)):
        yield beside("peak memory", "MB", lambda run: (run.memory or 0) / 1e6, times(1.6, 3))


def of_link(link: Link, cards: int, empty: list[Run], full: list[Run]) -> Iterable[Figure]:
    """The figures of both over a link. They have no budgets: they are for information."""
    for what, start in (
        ("first paint", lambda run: run.painted * 1000),
        ("last byte of the start", lambda run: run.settled * 1000),
    ):
        ours, theirs = median(map(start, full)), median(map(start, empty))
        yield Figure(f"{link}: {what}", cards, "ms", ours, theirs)
    cursor = [(key,) for run in full for key in run.keys]
    for what, deeds in (("cursor key", cursor), (_ADVANCE, [run.deed for run in full])):
        echoed = median(sum(key.echo_seconds for key in deed) for deed in deeds) * 1000
        yield Figure(f"{link}: {what} to last byte", cards, "ms", echoed)
        settled = median(sum(key.settled_seconds for key in deed) for deed in deeds) * 1000
        yield Figure(f"{link}: {what}, panel settled", cards, "ms", settled)


def growth(figures: Sequence[Figure]) -> Iterable[Figure]:
    """How start, save and key grow from the fewest cards to the most; an empty board is left out.

    A slope that stays the same for other sizes means that the work grows as the cards do; a ratio
    of about 1, that it does not grow.
    """
    for name, what in (("start", "first paint"), ("save", "durable save")):
        if ends := _ends(figures, what):
            (few, least), (many, most) = ends
            slope = (most - least) / (many - few) * 1000
            yield Figure(f"{name}, slope per 1,000 cards", None, "ms", slope)
    if ends := _ends(figures, "key to last byte"):
        (few, least), (many, most) = ends
        yield Figure(f"key, {many:,} : {few:,} cards", None, "×", most / least)


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


def _of_deeds(cards: int, deeds: list[tuple[Key, ...]]) -> Iterable[Figure]:
    """An advance: all that the question and the answer bring, and the time of both echoes."""
    sent = median(sum(key.echo_bytes + key.later_bytes for key in deed) for deed in deeds)
    taken = median(sum(key.echo_seconds for key in deed) for deed in deeds) * 1000
    yield Figure(_ADVANCE, cards, "B", sent)
    yield Figure(_ADVANCE, cards, "ms", taken)


def _ends(figures: Sequence[Figure], what: str) -> tuple[tuple[int, float], ...]:
    """The fewest cards and the most, each with its value; nothing where these are not two sizes."""
    sized = {each.cards: each.value for each in figures if each.what == what and each.cards}
    return (min(sized.items()), max(sized.items())) if len(sized) > 1 else ()
