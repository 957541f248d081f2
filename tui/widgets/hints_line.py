"""What the bottom line says: keys with a word or two each.

In pieces, each with the name of its style, and without Textual: for whoever draws the line before
that is there, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.widgets.board_cards import Piece

STYLES = {"key": "bold $accent", "label": ""}
"""The styles of the pieces by their names, as Textual reads them."""


def pieces(hints: Sequence[tuple[str, str]], width: int) -> list[Piece]:
    """As many pairs of key and label as fit: the first ones matter most, the last stays."""
    if not hints:
        return []
    *wanted, last = hints
    room, line = width - _cells(last), []
    for hint in wanted:
        room -= _cells(hint)
        if room < 0:
            break
        line.append(hint)
    return [piece for hint in (*line, last) for piece in _pieces(*hint)]


def _pieces(key: str, label: str) -> list[Piece]:
    return [(" ", "label"), (key, "key"), (f" {label} ", "label")]


def _cells(hint: tuple[str, str]) -> int:
    return sum(cell_len(text) for text, _ in _pieces(*hint))
