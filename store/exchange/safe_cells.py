"""Cells that a spreadsheet would run as a formula, made safe, and taken back as they were.

A cell that begins with ``= + - @``, a tab or a carriage return is a formula to a spreadsheet, and a
formula can read other cells or start a program. A leading ``'`` makes it text. A text that begins
with ``'`` and goes on like a formula gets one more, so that exactly one can be taken away again.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` made the cell from; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
