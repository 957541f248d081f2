"""What a row of the table is, and the figures of a start, its keys and an advance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

from tests.bench.link import Link
from tests.bench.runs import Key, Run

FEW, MANY, MOST = 500, 10_000, 50_000
"""The numbers of cards that the budgets speak of."""

WITHIN, ACROSS = "jk", "lh"
"""The keys that move the cursor within a column and across columns."""

AGAINST = "against"
"""The column of another Afterword, such as an older one."""

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

    ``cards`` is None where the number of cards makes no difference; ``dialog`` is the dialog that
    the figure is about, if any; ``others`` has what other programs take, by their names.
    """

    what: str
    cards: int | None
    unit: str
    value: float
    empty: float | None = None
    budget: Budget | None = None
    dialog: str = ""
    others: Mapping[str, float] = field(default_factory=dict)

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
            "what": f"{self.dialog}: {self.what}" if self.dialog else self.what,
            "cards": self.cards,
            "unit": self.unit,
            "afterword": self.value,
            "empty_app": self.empty,
            **self.others,
            "ratio": self.ratio,
            "budget": self.budget and self.budget.limit,
            "budget_is_ratio": self.budget is not None and self.budget.of_empty,
            "met": self.met,
        }


def of_programs(
    what: str,
    cards: int | None,
    unit: str,
    values: Sequence[float],
    *,
    budget: Budget | None = None,
    empty: float | None = None,
) -> Figure:
    """The figure of this Afterword, and beside it that of another one, if that was measured."""
    ours, *others = values
    beside = {AGAINST: others[0]} if others else {}
    return Figure(what, cards, unit, ours, empty, budget, others=beside)


def beside_each_other(programs: Iterable[Iterable[Figure]]) -> Iterable[Figure]:
    """The figures of this Afterword, with those of another one, if that was measured."""
    ours, *others = [list(figures) for figures in programs]
    known = {(each.dialog, each.what, each.unit): each.value for found in others for each in found}
    for figure in ours:
        value = known.get((figure.dialog, figure.what, figure.unit))
        yield figure if value is None else replace(figure, others={AGAINST: value})


def of_runs(
    cards: int, empty: Sequence[Run], full: Sequence[Run], note: str = ""
) -> Iterable[Figure]:
    """The figures of the full-screen app with so many cards, beside the empty app.

    ``note`` says what is special about the cards; such ones have no budgets of their own.
    """

    def beside(
        what: str, unit: str, number: Callable[[Run], float], budget: Budget | None = None
    ) -> Figure:
        ours, theirs = median(map(number, full)), median(map(number, empty))
        return Figure(what + note, cards, unit, ours, theirs, None if note else budget)

    yield beside(
        "first paint", "ms", lambda run: run.painted * 1000, times_by_size(cards, 1.1, 1.5)
    )
    yield beside("last byte of the start", "ms", lambda run: run.settled * 1000)
    yield beside("bytes until settled", "B", lambda run: run.sent, Budget(20_000))
    if all(run.memory for run in (*empty, *full)):
        yield beside(
            "peak memory", "MB", lambda run: (run.memory or 0) / 1e6, times_by_size(cards, 1.3, 2)
        )
    if not note:
        yield from _of_keys(cards, [key for run in full for key in run.keys])
        if cards:
            yield from _of_deeds(cards, [run.deed for run in full])


def of_noise(cards: int, empty: Sequence[Run]) -> Iterable[Figure]:
    """How far the empty app's own starts lie apart: less than that is no difference."""
    starts = sorted(run.painted for run in empty)
    spread = (starts[-1] - starts[0]) / median(starts) * 100
    yield Figure("noise: the empty app's first paints, from least to most", cards, "%", spread)


def of_answer(cards: int, empty: Sequence[float], full: Sequence[float]) -> Figure:
    """The figure of a key that was typed before the program had begun to read."""
    ours, theirs = median(full) * 1000, median(empty) * 1000
    return Figure("a key typed at once is answered", cards, "ms", ours, theirs)


def of_link(link: Link, cards: int, empty: Sequence[Run], full: Sequence[Run]) -> Iterable[Figure]:
    """The figures of both over a link, where the deed is an advance, then find and a letter."""
    for what, start in (
        ("first paint", lambda run: run.painted * 1000),
        ("last byte of the start", lambda run: run.settled * 1000),
    ):
        ours, theirs = median(map(start, full)), median(map(start, empty))
        yield Figure(f"{link}: {what}", cards, "ms", ours, theirs)
    for what, deeds, limit in (
        ("cursor key", [(key,) for run in full for key in run.keys], 230),
        ("a letter in find", [run.deed[-1:] for run in full], 230),
        (_ADVANCE, [run.deed[:2] for run in full], 600),
    ):
        echoed = median(sum(key.echo_seconds for key in deed) for deed in deeds) * 1000
        yield Figure(f"{link}: {what} to last byte", cards, "ms", echoed, budget=Budget(limit))
        settled = median(sum(key.settled_seconds for key in deed) for deed in deeds) * 1000
        yield Figure(f"{link}: {what}, panel settled", cards, "ms", settled)


def growth(figures: Sequence[Figure]) -> Iterable[Figure]:
    """How start, save, memory and key grow from one number of cards to the next.

    A slope that stays the same means that the work grows as the cards do; a ratio of about 1, that
    it does not grow. An empty board is left out.
    """
    for name, what, unit in (
        ("start", "first paint", "ms"),
        ("save", "durable save", "ms"),
        ("memory", "peak memory", "MB"),
    ):
        for (few, least), (many, most) in _steps(figures, what):
            slope = (most - least) / (many - few) * 1000
            yield Figure(f"{name}, slope per 1,000 cards from {few:,}", many, unit, slope)
    if steps := _steps(figures, "key to last byte"):
        (few, least), (many, most) = steps[0][0], steps[-1][1]
        yield Figure(f"key, {many:,} : {few:,} cards", None, "×", most / least)


def by_size(cards: int, *limits: float) -> Budget | None:
    """The budget for so many cards, from those of the sizes in turn; None beyond the last."""
    for size, limit in zip((FEW, MANY, MOST), limits, strict=False):
        if cards <= size:
            return Budget(limit)
    return None


def times_by_size(cards: int, few: float, many: float) -> Budget | None:
    """The budget for so many cards, as a multiple of the empty app's figure."""
    budget = by_size(cards, few, many)
    return budget and Budget(budget.limit, of_empty=True)


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
    """An advance: what the question and the answer bring; the panel that follows is apart."""
    taken = median(sum(key.echo_seconds for key in deed) for deed in deeds) * 1000
    sent = median(sum(key.echo_bytes for key in deed) for deed in deeds)
    later = median(sum(key.later_bytes for key in deed) for deed in deeds)
    yield Figure(_ADVANCE, cards, "ms", taken, budget=Budget(60))
    yield Figure(_ADVANCE, cards, "B", sent, budget=Budget(4000))
    yield Figure("advance, the panel after it", cards, "B", later)


def _steps(
    figures: Sequence[Figure], what: str
) -> list[tuple[tuple[int, float], tuple[int, float]]]:
    """Each number of cards with its value beside the next; nothing where there is only one."""
    sized = {each.cards: each.value for each in figures if each.what == what and each.cards}
    return list(pairwise(sorted(sized.items())))
