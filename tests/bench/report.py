"""The tables that people read."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.figures import Figure

_VERDICTS = {True: "ok", False: "OVER", None: ""}
_OVER = "!"


def table(figures: Sequence[Figure]) -> str:
    """The figures in lines of text, each with its budget and whether that is met.

    The dialogs have a table of their own below, with a line for each.
    """
    dialogs = [figure for figure in figures if figure.dialog]
    others = list(dict.fromkeys(name for figure in figures for name in figure.others))
    heads = ("what", "cards", *others, "empty app", "afterword", "", "ratio", "budget", "")
    rows = [_row(figure, others) for figure in figures if not figure.dialog]
    left = frozenset({0, *(index for index, head in enumerate(heads) if not head)})
    parts = [_aligned([heads, *rows], left)] if rows else []
    return "\n\n".join([*parts, *([_of_dialogs(dialogs)] if dialogs else [])])


def _of_dialogs(figures: Sequence[Figure]) -> str:
    """A line for each dialog, a column for each thing measured; what is over its budget is marked.

    The budgets stand below their columns' names.
    """
    columns = list(dict.fromkeys((each.what, each.unit) for each in figures))
    cells = {(each.dialog, each.what, each.unit): each for each in figures}
    budgets = {(each.what, each.unit): f"≤ {each.budget}" for each in figures if each.budget}
    rows = [
        ("dialog", *(what for what, _ in columns)),
        (
            "budget" if budgets else "",
            *(" ".join(filter(None, (budgets.get(each), each[1]))) for each in columns),
        ),
    ]
    for dialog in dict.fromkeys(each.dialog for each in figures):
        found = [cells.get((dialog, *column)) for column in columns]
        rows.append((dialog, *map(_cell, found)))
        for name in dict.fromkeys(name for each in found if each for name in each.others):
            others = (each.others.get(name) if each else None for each in found)
            rows.append((f"  {name}", *map(_number, others)))
    return _aligned(rows, frozenset({0}))


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return f"{_OVER if figure.met is False else ''}{_number(figure.value)}"


def _row(figure: Figure, others: Sequence[str]) -> tuple[str, ...]:
    return (
        figure.what,
        "" if figure.cards is None else f"{figure.cards:,}",
        *(_number(figure.others.get(name)) for name in others),
        _number(figure.empty),
        _number(figure.value),
        figure.unit,
        "" if figure.ratio is None else f"{figure.ratio:.2f} ×",
        f"≤ {figure.budget}" if figure.budget else "",
        _VERDICTS[figure.met],
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if value < 100 and value % 1 else f"{value:,.0f}"


def _aligned(rows: Sequence[Sequence[str]], left: frozenset[int]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index in left else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
