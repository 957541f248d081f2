"""A framed text that one scrolls, in one column or two, drawn by the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.frame import KeyWords, keys_line
from tui.widgets.inked import Inks

Column = Callable[[int], Sequence[Content]]
"""Sets a column: gives its lines for a width in cells, in which they fit."""

_BETWEEN = 3  # cells between two columns
_SIDES = 4  # cells of the border's two sides, with what is left free inside
_EDGES = 2  # lines of its upper and lower border
_CORNERS = 6  # cells of a border's line that are not for its text


class Page(ScrollView):
    """A box with its title on the left and its keys in the lower border, as many as fit.

    Args:
        title: Of the box.
        keys: The keys that the lower border names.
        columns: What it shows, one below the other, or side by side where ``beside`` is set.
        widest: The cells that the box takes at most.
    """

    DEFAULT_CSS = """
    Page {
        width: 100%; height: auto; max-height: 100%; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background; overflow-x: hidden;
    }
    """

    def __init__(
        self, title: str, keys: KeyWords, columns: Sequence[Column], *, beside: bool, widest: int
    ) -> None:
        super().__init__()
        self.border_title = Content(title)  # text, never markup
        self.styles.max_width = widest
        self._keys = keys
        self._columns = columns
        self._beside = beside
        self._width = 0
        self._set_columns: Sequence[Sequence[Content]] = ()
        self._room = 0, 0
        self._has_bar = False
        self._lines: Sequence[Content] = ()
        self._inks: Inks | None = None
        self._strips: dict[int, Strip] = {}

    @property
    def parts(self) -> Sequence[Content]:
        """What it shows, column by column."""
        return [Content("\n").join(lines) for lines in self._set_columns]

    def show(self, *, beside: bool, widest: int) -> None:
        """Set the columns side by side from now on, or one below the other."""
        if beside != self._beside:
            self._beside, self._room = beside, (0, 0)
            self.styles.max_width = widest
            self.refresh(layout=True)

    def on_mount(self) -> None:
        """Set the lines and name the keys for the room that there will be: so it is drawn once."""
        most, window = self.styles.max_width, self.app.size
        width = min(window.width, int(most.value)) if most else window.width
        self._name_keys(width)
        has_bar = self._fit(width - _SIDES, window.height - _EDGES)
        self.set_reactive(Widget.show_vertical_scrollbar, has_bar)

    def on_resize(self) -> None:
        """Name as many keys as there is room for now."""
        self._name_keys(self.outer_size.width)

    def notify_style_update(self) -> None:
        """Draw it in other colours."""
        self._strips.clear()
        self._inks = None
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as it has in this width, or beside a scroll bar where it needs one."""
        self._fit(width, container.height - _EDGES)
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        number = y + int(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        selected = self.text_selection
        if selected is None and number in self._strips:
            return self._strips[number]
        line = self._lines[number]
        span = selected.get_span(number) if selected else None
        if span is not None:
            start, end = span
            line = line.stylize(
                self.screen.get_visual_style("screen--selection"),
                start,
                len(line.plain) if end == -1 else end,
            )
        strip = self._drawn(line, width).apply_offsets(0, number)
        if selected is None:
            self._strips[number] = strip
        return strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, to be copied."""
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Draw what is selected, or is not any more."""
        self._strips.clear()
        self.refresh()

    def _drawn(self, line: Content, width: int) -> Strip:
        """A line as it is drawn."""
        if self._inks is None:
            self._inks = Inks(self.visual_style, self.app.theme_variables)
        strip = Strip(self._inks.segments(line), line.cell_length)
        return strip.adjust_cell_length(width, self._inks.plain)

    def _fit(self, width: int, height: int) -> bool:
        """Set the lines for the room that there is; whether they need a scroll bar beside them."""
        if (width, height) != self._room:
            self._room = width, height
            self._set(width)
            self._has_bar = len(self._lines) > height
            if self._has_bar:
                self._set(width - self.styles.scrollbar_size_vertical)
        return self._has_bar

    def _set(self, width: int) -> None:
        self._width = width
        beside = self._beside and len(self._columns) > 1
        first = (width - _BETWEEN) // 2
        widths = (first, width - _BETWEEN - first) if beside else (width, width)
        self._set_columns = [
            set_for(each) for set_for, each in zip(self._columns, widths, strict=False)
        ]
        self._lines = [line for lines in self._set_columns for line in lines]
        if beside:
            self._lines = [
                left.pad_right(first + _BETWEEN - left.cell_length) + right
                for left, right in zip_longest(*self._set_columns, fillvalue=Content(""))
            ]
        self._strips.clear()
        self.virtual_size = Size(width, len(self._lines))

    def _name_keys(self, width: int) -> None:
        line = keys_line(self._keys, width - _CORNERS)
        if line != self.border_subtitle:  # setting it repaints the border
            self.border_subtitle = Content(line)
