"""The table that people read."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.figures import Figure

_HEADS = ("what", "cards", "empty app", "afterword", "", "ratio", "budget", "")
_VERDICTS = {True: "ok", False: "OVER", None: ""}


def table(figures: Sequence[Figure]) -> str:
    """The figures in lines of text, each with its budget and whether that is met."""
    rows = [_HEADS, *map(_row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        "" if figure.cards is None else f"{figure.cards:,}",
        _number(figure.empty),
        _number(figure.value),
        figure.unit,
        f"{figure.ratio:.2f} ×" if figure.ratio else "",
        f"≤ {figure.budget}" if figure.budget else "",
        _VERDICTS[figure.met],
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if value < 100 and value % 1 else f"{value:,.0f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if index in {0, 4, 7} else cell.rjust(width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
