"""The statistics as pictures made of characters, with plotext; legible without colour too.

plotext keeps one figure for the whole program, so each picture starts by clearing it. It maps a
value to the nearest cell; the sizes and limits here are chosen so that each bar is as many whole
cells as it should be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.color import Color
from textual.content import Content

from store.statistics.counts import Funnel, Week
from store.statistics.sections import FUNNEL

_SERIES = (
    ("interviews", "█", "primary"),
    ("follow_ups", "▒", "accent"),
    ("answers", "•", "success"),
)
_TALLEST = 10  # rows of bars; a busier week is drawn to scale
_WIDEST_WEEK = 6  # cells
_DAY = 8  # cells for "23 Nov" and some blanks
_BLANKS = 4  # cells beside the bars: the numbers on the left, and what borders take

Colours = Mapping[str, str]
"""The theme's colours by name, as Textual has them."""


def funnel(found: Funnel, width: int, colours: Colours) -> Content:
    """Five bars, one under the other, each with its name and its number."""
    import plotext  # type: ignore[import-untyped]

    amounts = [getattr(found, name) for name in FUNNEL]
    most = max(*amounts, 1)
    digits = len(str(most))
    labels = [
        f"{name:<11} {amount:>{digits}} " for name, amount in zip(FUNNEL, amounts, strict=True)
    ]
    cells = max(8, min(60, width - len(labels[0]) - 1))
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.limit_size(False, False)  # noqa: FBT003 - plotext takes nothing else
    plotext.frame(False)  # noqa: FBT003
    plotext.plot_size(len(labels[0]) + cells, len(labels))
    lengths = [max(1, round(amount * cells / most)) if amount else 0 for amount in amounts]
    plotext.bar(
        labels[::-1],
        lengths[::-1],
        orientation="horizontal",
        width=0.1,
        marker="█",
        color=_rgb(colours, "primary"),
    )
    plotext.xlim(1, cells)
    plotext.ylim(1, len(labels))
    plotext.xticks([])
    return _drawn(plotext.build())


def weeks(found: Sequence[Week], width: int, colours: Colours) -> Content:
    """What happened in each week, piled up: interviews, follow-ups, answers."""
    import plotext

    counts = [[getattr(week, name) for week in found] for name, _, _ in _SERIES]
    most = max([*map(sum, zip(*counts, strict=True)), 2])
    rows = min(most, _TALLEST)
    room = len(str(most)) + _BLANKS
    each = max(2, min(_WIDEST_WEEK, (width - room) // len(found)))
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.limit_size(False, False)  # noqa: FBT003 - plotext takes nothing else
    plotext.plot_size(each * len(found) + 1 + len(str(most)) + 1, rows + 2)
    plotext.xaxes(True, False)  # noqa: FBT003
    plotext.yaxes(True, False)  # noqa: FBT003
    plotext.stacked_bar(
        range(1, len(found) + 1),
        counts,
        width=1 - 1.5 / each,  # all cells of a week but one
        marker=[marker for _, marker, _ in _SERIES],
        color=[_rgb(colours, colour) for _, _, colour in _SERIES],
    )
    plotext.xlim(0.5, len(found) + 0.5)
    plotext.ylim(1, most)
    plotext.yticks(sorted({1, (most + 1) // 2, most}))
    plotext.xticks([])
    days = _days(found, each, " " * (len(str(most)) + 2))
    return Content("\n").join([_legend(), _drawn(plotext.build()), Content(days)])


def _days(found: Sequence[Week], each: int, indent: str) -> str:
    """The line under the bars: on which day a week starts, wherever there is room to say so.

    Of labels that are too close, plotext draws now these and now those.
    """
    every = -(-_DAY // each)
    labels = [f"{week.starts.day} {week.starts:%b}" for week in found[::every]]
    return indent + "".join(label.ljust(every * each) for label in labels).rstrip()


def _legend() -> Content:
    return Content(" ").join(
        Content.assemble((marker, f"${colour}"), f" {name.replace('_', '-')}")
        for name, marker, colour in _SERIES
    )


def _rgb(colours: Colours, name: str) -> tuple[int, int, int]:
    return Color.parse(colours[name]).rgb


def _drawn(ansi: str) -> Content:
    lines = [line.rstrip() for line in ansi.rstrip("\n").split("\n")]
    return Content.from_rich_text(Text.from_ansi("\n".join(lines)))
