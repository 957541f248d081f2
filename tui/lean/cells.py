"""What a terminal's cell shows, read from the styled text that Textual draws."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.style import Style

_ATTRIBUTES = {
    "bold": (1, 22),
    "dim": (2, 22),
    "italic": (3, 23),
    "underline": (4, 24),
    "blink": (5, 25),
    "blink2": (6, 25),
    "reverse": (7, 27),
    "conceal": (8, 28),
    "strike": (9, 29),
    "underline2": (21, 24),
    "frame": (51, 54),
    "encircle": (52, 54),
    "overline": (53, 55),
}
OFF = dict(_ATTRIBUTES.values())
"""For the code of each attribute the one that takes it back; some take back two."""
SEEN_ON_BLANKS = frozenset((4, 7, 9, 21, 51, 52, 53))
"""The attributes that show on a blank too: lines of every kind, and colours exchanged."""


class Pen(NamedTuple):
    """How a cell is drawn, in the codes that choose it; an empty colour is the terminal's own.

    ``ink`` is None where it cannot be seen, which is on most blanks.
    """

    attributes: frozenset[int] = frozenset()
    ink: str | None = ""
    paper: str = ""
    link: str = ""


PLAIN = Pen()


class Cell(NamedTuple):
    """What one cell shows. The second cell of a wide character has no text."""

    text: str
    pen: Pen


UNKNOWN = Cell("\0", Pen(link="\0"))
"""A cell of which nobody knows what it shows; it equals nothing that is ever drawn."""

Row = list[Cell]


def cells_of(segments: Iterable[tuple[str, Style | None, object]], colors: ColorSystem) -> Row:
    """The cells that styled text fills."""
    return [cell for text, style, _ in segments for cell in _cells(text, style, colors)]


@lru_cache(maxsize=4096)
def unsure(text: str) -> bool:
    """Whether terminals disagree on the width: of emoji, and of what is put together of several."""
    if len(text) != 1:
        return bool(text)
    symbol = "\u2300" <= text <= "\u2bff" and cell_len(text) == 2
    return symbol or "\U00010000" <= text < "\U00020000"


@lru_cache(maxsize=4096)
def _cells(text: str, style: Style | None, colors: ColorSystem) -> tuple[Cell, ...]:
    return cells_in(text, _pen(style, colors) if style else PLAIN)


def cells_in(text: str, pen: Pen) -> tuple[Cell, ...]:
    """The cells that a text fills, drawn with a pen."""
    bare = pen.attributes.isdisjoint(SEEN_ON_BLANKS)
    blank = Cell(" ", Pen(frozenset(), None, pen.paper, pen.link) if bare else pen)
    if text.isascii() and text.isprintable():
        return tuple([blank if letter == " " else Cell(letter, pen) for letter in text])
    cells: list[Cell] = []
    for start, end, width in split_graphemes(text)[0]:
        letter = text[start:end]
        if width:
            cells.append(blank if letter == " " else Cell(letter, pen))
            cells += [Cell("", pen)] * (width - 1)
    return tuple(cells)


@lru_cache(maxsize=1024)
def _pen(style: Style, colors: ColorSystem) -> Pen:
    ink, paper = style.color, style.bgcolor
    return Pen(
        attributes=frozenset(on for name, (on, _) in _ATTRIBUTES.items() if getattr(style, name)),
        ink=";".join(ink.downgrade(colors).get_ansi_codes()) if ink else "",
        paper=";".join(paper.downgrade(colors).get_ansi_codes(foreground=False)) if paper else "",
        link=f"id={style.link_id};{style.link}" if style.link else "",
    )
