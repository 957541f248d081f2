"""The table that people read, and what is wrong, if anything is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tests.faults.campaign import Case, Outcome

Result = tuple[Case, Outcome, float]
"""A case, what it came to, and the seconds it took."""

_HEADS = ("what went wrong", "cases", "happened", "told", "broken", "seconds")
_MOST = 40  # kinds of broken claims that are listed
_NAMES = re.compile(r"/\S*/tmp\w+|[0-9a-f]{12,}|\b[2-9a-hjkmnp-z]{10}\b(?=-)")


def table(results: Sequence[Result]) -> str:
    """Each part of the campaign in a line: its cases, and in how many a claim was broken."""
    parts = dict.fromkeys(case.part for case, _, _ in results)
    rows = [_row(part, [each for each in results if each[0].part == part]) for part in parts]
    rows = [_HEADS, *rows, _row("all", results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def broken(results: Sequence[Result]) -> str:
    """Each kind of broken claim in a line, with how often it was found and one case of it."""
    counts: Counter[str] = Counter()
    first: dict[str, Case] = {}
    for case, outcome, _ in results:
        for found in dict.fromkeys(_NAMES.sub("…", each) for each in outcome.found):
            counts[found] += 1
            first.setdefault(found, case)
    lines = [
        f"{count:,} × {found} [{first[found].part}: {first[found].name}]"
        for found, count in counts.most_common(_MOST)
    ]
    if len(counts) > _MOST:
        lines.append(f"… and {len(counts) - _MOST:,} other kinds")
    return "\n".join(lines)


def _row(name: str, results: Sequence[Result]) -> tuple[str, ...]:
    outcomes = [outcome for _, outcome, _ in results]
    return (
        name,
        f"{len(outcomes):,}",
        f"{sum(each.happened for each in outcomes):,}",
        f"{sum(each.told for each in outcomes):,}",
        f"{sum(bool(each.found) for each in outcomes):,}",
        f"{sum(seconds for _, _, seconds in results):,.0f}",
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if index else cell.ljust(width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
