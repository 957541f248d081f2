"""The statistics as pictures made of block characters; legible without colour, and in ASCII.

Every bar is made of whole cells: what a terminal shows of eighths of one differs too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from store.statistics.counts import Funnel, Week
from store.statistics.sections import FUNNEL

_SERIES = {  # what is counted, by the sign it is drawn with, in the order in which it is piled up
    "█": ("interviews", "$primary"),
    "▒": ("follow_ups", "$accent"),
    "•": ("answers", "$success"),
}
_LONGEST = 60  # cells of a bar
_TALLEST = 12  # rows of bars; a busier week is drawn to scale
_WIDEST_WEEK = 6  # cells
_DAY = 8  # cells for "23 Nov" and some blanks
_FAINT = "$foreground 70%"


def funnel(found: Funnel, width: int) -> Content:
    """Five bars, one under the other, each with its name and its number."""
    amounts = {name: getattr(found, name) for name in FUNNEL}
    most = max(*amounts.values(), 1)
    digits = len(str(most))
    room = max(map(len, FUNNEL)) + digits + 2  # for what stands before the bars
    cells = max(8, min(_LONGEST, width - room))
    return Content("\n").join(
        Content.assemble(
            f"{name:<{room - digits - 2}} {amount:>{digits}} ",
            ("█" * _to_scale(amount, most, cells), "$primary"),
        )
        for name, amount in amounts.items()
    )


def weeks(found: Sequence[Week], width: int) -> Content:
    """What happened in each week, piled up: interviews, follow-ups, answers."""
    piles = [_pile(week) for week in found]
    most = max(2, *map(len, piles))
    rows = min(most, _TALLEST)
    digits = len(str(most))
    each = max(2, min(_WIDEST_WEEK, (width - digits - 1) // len(found)))
    scaled = [_cut(pile, _to_scale(len(pile), most, rows)) for pile in piles]
    numbered = {1, (rows + 1) // 2, rows}
    lines = [_legend()]
    for row in range(rows, 0, -1):
        number = f"{row * most // rows:>{digits}}┤" if row in numbered else f"{'│':>{digits + 1}}"
        lines.append(Content.assemble((number, _FAINT), _row(scaled, row, each)))
    lines.append(Content.styled(f"{'└':>{digits + 1}}{'─' * (each * len(found))}", _FAINT))
    lines.append(Content(_days(found, each, digits + 2)))
    return Content("\n").join(lines)


def _pile(week: Week) -> str:
    """A sign for each thing that happened, the lowest first."""
    return "".join(sign * getattr(week, name) for sign, (name, _) in _SERIES.items())


def _to_scale(amount: int, most: int, cells: int) -> int:
    """How many cells show an amount, where the most there is takes all; never none for some."""
    return max(1, round(amount * cells / most)) if amount else 0


def _cut(pile: str, height: int) -> str:
    """The pile in so many rows; what lies at its bottom and on its top can still be seen."""
    steps = max(1, height - 1)
    return "".join(pile[row * (len(pile) - 1) // steps] for row in range(height))


def _row(piles: Sequence[str], row: int, each: int) -> Content:
    """One row of all bars, counted from below; between two weeks there is a blank cell."""
    cells = "".join(f" {(pile[row - 1 : row] or ' ') * (each - 1)}" for pile in piles).rstrip()
    runs = ((sign, "".join(run)) for sign, run in groupby(cells))
    return Content.assemble(
        *((run, _SERIES[sign][1]) if sign != " " else run for sign, run in runs)
    )


def _days(found: Sequence[Week], each: int, indent: int) -> str:
    """The line under the bars: on which day a week starts, wherever there is room to say so."""
    every = -(-_DAY // each)
    labels = [f"{week.starts.day} {week.starts:%b}" for week in found[::every]]
    return " " * indent + "".join(label.ljust(every * each) for label in labels).rstrip()


def _legend() -> Content:
    return Content(" ").join(
        Content.assemble((sign, colour), f" {name.replace('_', '-')}")
        for sign, (name, colour) in _SERIES.items()
    )
