"""Where in a form each part goes: on which lines, and in which cells of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Region

from tui.widgets.form.lines import wrapped
from tui.widgets.form.parts import Button, Control, Note, NoteField, Part, Picker, Piece, Row

LABEL = 15
"""The cells of a label, with the space behind it."""
_ECHO = 36  # the cells of an echo beside its control, with the space before it
_UNDER = 16  # the cells before an echo that stands below
LEAST_BUTTON = 16
_BESIDE_WORDS = 2  # cells around a button's words
_LEAST_LINES = 6  # of a field that takes the room that is left


class Placed(NamedTuple):
    """A part where it goes. Lines are counted from the first one of the form.

    ``texts`` are lines that stand there, each with its place and pen: of the note, of the label,
    of the echo. ``region`` is the control's.
    """

    part: Part
    y: int
    height: int
    texts: Sequence[tuple[int, int, str, str]]
    region: Region | None = None


class Layout(NamedTuple):
    """The parts where they go, and how many lines that takes."""

    placed: Sequence[Placed]
    height: int

    def find(self, control: Control) -> Placed | None:
        """Where the row of a control is."""
        for each in self.placed:
            if isinstance(each.part, Row) and each.part.control is control:
                return each
        return None

    def region(self, control: Control) -> Region | None:
        """Where a control is."""
        placed = self.find(control)
        return placed.region if placed else None


class Measures(NamedTuple):
    """What the places depend on besides the parts.

    ``is_narrow``: what is beside a control elsewhere goes below. ``label`` is the width of a
    label's column, and ``room`` the lines that there are at most.
    """

    width: int
    is_narrow: bool
    label: int
    room: int


def lay_out(parts: Sequence[Part], measures: Measures) -> Layout:
    """Place what is shown of the parts, from top to bottom."""
    placed: list[Placed] = []
    shown = [part for part in parts if part.display]
    fills = next((each for each in shown if _fills(each)), None)
    spare = 0
    if fills is not None:
        others = [each for each in shown if each is not fills]
        free = measures.room - lay_out(others, measures).height
        spare = min(max(free, _LEAST_LINES), measures.room)
    y = below = 0
    for number, part in enumerate(shown):
        y += max(below, part.above) if number else part.above
        each = _place(part, y, measures, spare)
        placed.append(each)
        y += each.height
        below = part.below
    return Layout(placed, y + below)


def _fills(part: Part) -> bool:
    if not isinstance(part, Row) or not isinstance(part.control, NoteField):
        return False
    return part.control.lines == 0


def _place(part: Part, y: int, measures: Measures, spare: int) -> Placed:
    if isinstance(part, Note):
        lines = wrapped(part.text, measures.width - part.indent)
        texts = [(y + n, part.indent, line, part.pen) for n, line in enumerate(lines)]
        return Placed(part, y, len(lines), texts)
    if isinstance(part, Row):
        return _place_row(part, y, measures, spare)
    raise TypeError(part)


def _place_row(row: Row, y: int, measures: Measures, spare: int) -> Placed:
    x = 0 if row.label is None else measures.label
    said = row.said
    below = measures.is_narrow or (row.is_choice and said[:1] != _sources(said))
    beside = 0
    if said and not below:
        beside = _ECHO
        if said == _sources(said):  # a source alone takes no more than it needs
            longest = max(cell_len(line) for line in said[0][0].split("\n"))
            beside = min(_ECHO, longest + 1)
    width = max(0, measures.width - x - beside)
    if isinstance(row.control, Button):
        width = min(width, button_width(row.control, LEAST_BUTTON))
    label = wrapped(row.label, x - 1) if row.label else []
    texts = [(y + n, max(0, x - 1 - cell_len(line)), line, "label") for n, line in enumerate(label)]
    height = max(len(label), _lines_of(row.control, width, spare))
    region = Region(x, y, width, _lines_of(row.control, width, spare))
    if said:
        left = _UNDER if below else x + width + 1
        top = y + height if below else y
        lines = _said(said, measures.width - left)
        texts += [(top + n, left, line, pen) for n, (line, pen) in enumerate(lines)]
        height = height + len(lines) if below else max(height, len(lines))
    return Placed(row, y, height, texts, region)


def button_width(button: Button, least: int) -> int:
    """The cells of a button with room for its words."""
    return max(least, cell_len(button.label) + _BESIDE_WORDS)


def _sources(said: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in said if piece[1] == "source"]


def _said(said: Sequence[Piece], width: int) -> list[Piece]:
    return [(line, pen) for text, pen in said for line in wrapped(text, width)]


def _lines_of(control: Control, width: int, spare: int) -> int:
    if isinstance(control, Picker):
        return len(control.drawn(width))
    if isinstance(control, NoteField):
        return control.lines or spare
    return 1
