"""What a form looks like, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from tui.widgets.form.foot import Foot
from tui.widgets.form.layout import Layout, Placed
from tui.widgets.form.lines import wrapped
from tui.widgets.form.parts import Button, Control, Field, Note, NoteField, Picker, Row
from tui.widgets.form.pens import Pens


class Drawing:
    """Draws lines of the fields and of the foot, with the focus on one control."""

    def __init__(self, pens: Pens, at: Control | None) -> None:
        self._pens = pens
        self._at = at

    def line(self, layout: Layout, y: int, width: int) -> Strip:
        """A line of the fields, whether it is in sight or not."""
        pieces: list[tuple[int, str, Style]] = []
        for each in layout.placed:
            if each.y <= y < each.y + each.height:
                pieces += self._part(each, y)
        return self._joined(pieces, width)

    def foot_line(self, below: Foot, y: int, width: int) -> Strip:
        """A line below the fields."""
        if y < len(below.problem):
            return self._joined([(1, below.problem[y], self._pen("problem"))], width)
        pieces = [
            piece
            for button, region in below.places
            if region.y == y
            for piece in self._button(button, region)
        ]
        return self._joined(pieces, width)

    def bar(self, size: int, total: int, at: int) -> Sequence[Strip]:
        """The bar that says which of the lines are in sight, a cell for each of them."""
        return _bar(size, total, at, self._pen("bar"))

    def _part(self, placed: Placed, y: int) -> Iterator[tuple[int, str, Style]]:
        part, here = placed.part, False
        if isinstance(part, Row):
            here = part.control is self._at
            if placed.region and placed.region.y <= y < placed.region.bottom:
                yield from self._control(part.control, placed.region, y - placed.region.y)
        for line, x, text, pen in placed.texts:
            if line == y:
                style = self._pen(pen, here=here and pen == "label")
                if isinstance(part, Note) and part.link:
                    style += Style(link=part.link)
                yield x, text, style

    def _control(
        self, control: Control, region: Region, line: int
    ) -> Iterable[tuple[int, str, Style]]:
        if isinstance(control, Button):
            yield from self._button(control, region)
            return
        if isinstance(control, NoteField):
            lines = len(wrapped_as_typed(control.value, region.width))
            if lines > region.height:  # a bar says so
                (bar,) = _bar(region.height, lines, 0, self._pen("bar"))[line]
                yield region.right - 1, bar.text, bar.style or Style()
                region = region.shrink((0, 1, 0, 0))
        x, here = region.x, control is self._at
        paper = self._pen("choices" if isinstance(control, Picker) else "field", here=here)
        left = region.width
        for text, pen in self._content(control, region, line):
            cut = set_cell_size(text, min(cell_len(text), left))
            yield x, cut, self._pen(pen, here=here)
            x += cell_len(cut)
            left = region.right - x
        yield x, " " * left, paper

    def _content(self, control: Control, region: Region, line: int) -> Sequence[tuple[str, str]]:
        if isinstance(control, Picker):
            lines = control.drawn(region.width)
            return lines[line] if line < len(lines) else []
        if isinstance(control, NoteField):
            texts = wrapped_as_typed(control.value, region.width)
            return [(texts[line], "field")] if line < len(texts) else []
        if isinstance(control, Field) and not control.value:
            return [(wrapped(control.placeholder, region.width + 1)[0], "placeholder")]
        if isinstance(control, Field):
            is_long = cell_len(control.value) >= region.width
            return [(_from(control.value, control.scrolled if is_long else 0), "field")]
        return []

    def _button(self, button: Button, region: Region) -> Iterator[tuple[int, str, Style]]:
        here = button is self._at
        paper = self._pen(button.variant, here=here)
        words = f" {button.label} "
        before = max(0, region.width - cell_len(words)) // 2
        yield region.x, " " * before, paper
        yield region.x + before, words, self._pen(f"{button.variant} words", here=here)
        x = region.x + before + cell_len(words)
        yield x, " " * (region.right - x), paper

    def _joined(self, pieces: Iterable[tuple[int, str, Style]], width: int) -> Strip:
        plain = self._pen("plain")
        segments: list[Segment] = []
        at = 0
        for x, text, style in sorted(pieces, key=lambda piece: piece[0]):
            if x > at:
                segments.append(Segment(" " * (x - at), plain))
                at = x
            if text:
                segments.append(Segment(text, style))
                at += cell_len(text)
        strip = Strip(segments, at)
        return strip.adjust_cell_length(width, plain)

    def _pen(self, name: str, *, here: bool = False) -> Style:
        return self._pens(name, here)


@lru_cache(maxsize=8)
def _bar(size: int, total: int, at: int, style: Style) -> Sequence[Strip]:
    """The bar in a style: its paper, and the ink of what is in sight."""
    if style.color is None or style.bgcolor is None:
        return [Strip([Segment(" ", style)])] * size
    drawn = ScrollBarRender.render_bar(
        size, total, size, at, back_color=style.bgcolor, bar_color=style.color
    )
    paper = Style(bgcolor=style.bgcolor)
    return [
        Strip([Segment(each.text, paper + each.style if each.style else paper)])
        for each in drawn.segments
    ]


@lru_cache(maxsize=8)
def wrapped_as_typed(text: str, width: int) -> Sequence[str]:
    """A text of several lines as its editor would show it, with room for the cursor behind it."""
    return [line for typed in text.split("\n") for line in wrapped(typed, width - 1)]


def _from(text: str, cells: int) -> str:
    """What is left of a text without so many cells at its beginning."""
    return Strip([Segment(text)]).crop(cells).text if cells else text
