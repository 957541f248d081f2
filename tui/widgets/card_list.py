"""A list of cards, whose selected row is marked as the board marks its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.inked import Inks

_BAR = "▌"
_MARGIN = 2  # cells before a row, with the bar

Rows = Callable[[int], Sequence[Content]]
"""Gives all rows, each of one line or more, for the width in cells that there is beside a scroll
bar, whether there is one or not; what is longer is wrapped."""


class CardList(ScrollView, can_focus=True):
    """Rows of one line or more. A bar beside the selected one is seen without colours, too.

    Says :class:`Moved` when another row is selected, and :class:`Chosen` for the one taken.
    """

    class Moved(Message):
        """Another row is selected."""

    class Chosen(Message):
        """The row with this ``index`` was taken, by Enter or a click."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "turn(1)", "Next page", show=False),
        Binding("pageup", "turn(-1)", "Previous page", show=False),
        Binding("home", "select(0)", "First", show=False),
        Binding("end", "select(-1)", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("j", "move(1)", "Down", show=False, id="down"),
        Binding("k", "move(-1)", "Up", show=False, id="up"),
        Binding("g", "select(0)", "First", show=False, id="first"),
        Binding("G", "select(-1)", "Last", show=False, id="last"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card-list--bar", "card-list--selected"}
    DEFAULT_CSS = """
    CardList {
        height: auto; min-height: 100%; max-height: 100%; overflow-x: hidden;
        color: $foreground; background: $background;
        & > .card-list--bar { color: $accent; }
        & > .card-list--selected {
            background: $primary 30%; color: $foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .card-list--selected { text-style: $block-cursor-text-style; }
        &:ansi > .card-list--selected {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows = lambda _: ()
        self._count = 0
        self._at: int | None = None
        self._room = 0, 0
        self._lines: Sequence[tuple[int, Content]] = ()
        self._tops: Sequence[int] = (0,)
        self._inks: dict[bool, Inks] = {}

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def selected(self) -> int | None:
        """The index of the selected row; None where there is none."""
        return self._at if self._count else None

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the selected row is on the screen, or else the list."""
        top = self._tops[min(self._at or 0, len(self._tops) - 1)] - int(self.scroll_offset.y)
        seen = top if 0 <= top < self.size.height else 0
        return self.region.offset + Offset(0, seen)

    def show(self, rows: Rows, count: int, at: int | None = 0) -> None:
        """List these from now on, so many of them, with the one at an index selected."""
        self._rows, self._count = rows, count
        self._at = min(at or 0, count - 1) if count else None
        self.scroll_home(animate=False, immediate=True)
        before = len(self._lines)
        if self._room != (0, 0):
            self._fit(*self._room)
        self.refresh(layout=len(self._lines) != before or not before)
        if self._at is not None:
            self.call_after_refresh(self._reveal)
            self.post_message(self.Moved())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as it has in this width, or beside a scroll bar where it needs one."""
        if (width, container.height) != self._room:
            self._fit(width, container.height)
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight, with the bar before it where its row is selected."""
        number, width = y + int(self.scroll_offset.y), self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, self._inks_of(selected=False).plain)
        row, line = self._lines[number]
        inks = self._inks_of(selected=row == self._at)
        margin = Segment(" " * _MARGIN, inks.plain)
        strip = Strip([margin, *inks.segments(line)], _MARGIN + line.cell_length)
        strip = strip.adjust_cell_length(width, inks.plain)
        if row == self._at:
            bar = self.get_component_rich_style("card-list--bar", partial=True)
            return Strip([Segment(_BAR, inks.plain + bar), *strip.crop(1)], width)
        return strip

    def notify_style_update(self) -> None:
        """Draw it in other colours."""
        self._inks.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Take the row that is clicked."""
        number = event.y + int(self.scroll_offset.y)
        if 0 <= number < len(self._lines):
            self._select(self._lines[number][0])
            self.action_choose()

    def action_move(self, step: int) -> None:
        """Select the next row, or the one before; after the last comes the first."""
        if self._count:
            self._select(((self._at or 0) + step) % self._count)

    def action_turn(self, pages: int) -> None:
        """Select the row that is so many pages on."""
        if self._lines:
            line = self._tops[self._at or 0] + pages * self.scrollable_content_region.height
            self._select(self._lines[max(0, min(line, len(self._lines) - 1))][0])

    def action_select(self, index: int) -> None:
        """Select the first or the last row."""
        if self._count:
            self._select(index % self._count)

    def action_choose(self) -> None:
        """Take the selected row."""
        if self._at is not None:
            self.post_message(self.Chosen(self._at))

    def _select(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self._reveal()
            self.refresh()
            self.post_message(self.Moved())

    def _reveal(self) -> None:
        """Scroll to the selected row where it is out of sight."""
        if self._at is not None and self._at < len(self._tops) - 1:
            top, end = self._tops[self._at : self._at + 2]
            place = Region(0, top, self.scrollable_content_region.width, end - top)
            self.scroll_to_region(place, force=True, animate=False, immediate=True)

    def _fit(self, width: int, height: int) -> None:
        """Set the rows for the room that there is, beside a scroll bar where they need one.

        It is laid out anew, or is just being: to ask for that here would draw all of it twice.
        """
        self._room = width, height
        self._set(width)
        has_bar = len(self._lines) > height
        if has_bar:
            self._set(width - self.styles.scrollbar_size_vertical)
        self.set_reactive(Widget.show_vertical_scrollbar, has_bar)

    def _set(self, width: int) -> None:
        """Set the rows in lines for a width."""
        room = width - _MARGIN
        beside_bar = self._room[0] - self.styles.scrollbar_size_vertical - _MARGIN
        lines: list[tuple[int, Content]] = []
        tops = [0]
        for row, text in enumerate(self._rows(beside_bar)):
            lines += [
                (row, line)
                for part in text.split(allow_blank=True)
                for line in ([part] if part.cell_length <= room else part.wrap(room))
            ]
            tops.append(len(lines))
        self._lines, self._tops = lines, tops
        self.set_reactive(Widget.virtual_size, Size(width, len(lines)))

    def _inks_of(self, *, selected: bool) -> Inks:
        if selected not in self._inks:
            part = ["card-list--selected"] if selected else []
            style = self.get_visual_style(*part) if part else self.visual_style
            self._inks[selected] = Inks(style, self.app.theme_variables)
        return self._inks[selected]
