"""The board: five columns of cards, drawn line by line by one widget with one cursor.

A widget for each card would cost a repaint of kilobytes for every key over a slow line; here a move
of the cursor redraws the cells of two cards and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from pendulum import DateTime
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.records import Card, Stage
from store.rules.board import Entry, Overview
from store.words.cards import due_word
from tui.widgets.board_drawing import Drawing, View
from tui.widgets.board_layout import (
    STAGES,
    Layout,
    Widths,
    is_single,
    lay_out,
    most_lines,
    wanted_height,
)


class Board(Widget, can_focus=True):
    """The columns and the cursor. Says :class:`Moved` when another card is under the cursor.

    ``disputed`` tells whether two copies of the file disagree on a card.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--frame",
        "board--title",
        "board--title-current",
        "board--company",
        "board--role",
        "board--overdue",
        "board--today",
        "board--offer",
        "board--upcoming",
        "board--none",
        "board--meaning",
        "board--cursor",
    }
    DEFAULT_CSS = """
    Board {
        & > .board--frame { color: $border-blurred; }
        & > .board--title { color: $foreground 75%; }
        & > .board--title-current { color: $accent; text-style: bold; }
        & > .board--company { color: $foreground; text-style: bold; }
        & > .board--role { color: $foreground 75%; }
        & > .board--overdue { color: $error; text-style: bold; }
        & > .board--today { color: $warning; }
        & > .board--offer { color: $success; text-style: bold; }
        & > .board--upcoming { color: $foreground 75%; }
        & > .board--none { color: $foreground 75%; }
        & > .board--meaning { color: $foreground 70%; text-style: italic; }
        & > .board--cursor { background: $primary 25%; color: $accent; }
        &:ansi > .board--cursor {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
        &:nocolor > .board--cursor { text-style: reverse; }
        &:nocolor > .board--title-current { text-style: bold reverse; }
    }
    """

    class Moved(Message):
        """The cursor is on another card now, or on none, or its card may have changed.

        Where it is when cards are shown for the first time, whoever shows them need not be told.
        """

    def __init__(
        self,
        disputed: Callable[[Card], bool],
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._view = View()
        self._drawing = Drawing(self._view, disputed)
        self._unnarrowed = self._view.row, self._view.first
        self._layouts: dict[tuple[Size, Stage | None], Layout] = {}
        self._room = 0, 0
        self._widths: Widths | None = None  # as they were drawn last

    @property
    def stage(self) -> Stage:
        """The stage whose column the cursor is in."""
        return self._view.stage

    @property
    def selected(self) -> Entry | None:
        """The card under the cursor."""
        return self._view.selected

    def show(
        self,
        overview: Overview,
        now: DateTime,
        card_id: str | None = None,
        totals: Mapping[Stage, int] | None = None,
    ) -> None:
        """Show these cards as of ``now``, with the cursor on a card if it is still there.

        Without an id the cursor stays on its card; where that has gone, on the one in its place.
        ``totals`` says how many cards the columns have in all while only some of them are shown.
        """
        view = self._view
        first_time = view.now is None
        kept = card_id or (view.selected.card.id if view.selected else None)
        changed = view.columns != overview.columns or view.totals != totals
        changed = changed or any(due_word(e, now) != word for e, word in view.due_words.values())
        self._narrow(totals)
        view.columns, view.now = overview.columns, now
        if changed:
            view.due_words.clear()
        if totals is None:
            view.whole = overview.columns
        for stage, held in view.columns.items():
            view.row[stage] = max(0, min(view.row[stage], len(held) - 1))
        if kept is not None:
            view.place(kept)
        if first_time and kept is None:
            view.go_to_first()
        if changed:
            self._layouts.clear()
            self.refresh(layout=self._wants_other_height())
        if not first_time:
            self.post_message(self.Moved())

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the selected card is on the screen, or else the board."""
        layout, stage = self._layout(), self._view.stage
        column = layout.column(stage)
        if column is None or self._view.selected is None:
            return self.region.offset
        slot = self._view.row[stage] - self._view.first[stage]
        if not 0 <= slot < len(column.slots):
            return self.region.offset
        return self.region.offset + Region(*layout.slot(column, slot)).offset

    def select(self, card_id: str) -> None:
        """Put the cursor on a card, whatever its column."""
        before = self._view.stage, self._view.row[self._view.stage]
        if self._view.place(card_id):
            self._moved(*before)

    def move(self, rows: int) -> None:
        """Move the cursor down (or up, when negative) within its column."""
        last = len(self._view.columns[self._view.stage]) - 1
        self._go(self._view.stage, max(0, min(last, self._view.row[self._view.stage] + rows)))

    def move_page(self, pages: int) -> None:
        """Move the cursor down (or up, when negative) by as many cards as the column shows."""
        column = self._layout().column(self._view.stage)
        self.move(pages * (column.rows if column else 1))

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last card of its column."""
        self._go(
            self._view.stage, max(0, len(self._view.columns[self._view.stage]) - 1) if last else 0
        )

    def move_column(self, columns: int) -> None:
        """Move the cursor to a column on the right (or left, when negative)."""
        index = max(0, min(len(STAGES) - 1, STAGES.index(self._view.stage) + columns))
        self.go_to(STAGES[index])

    def go_to(self, stage: Stage) -> None:
        """Move the cursor to a column, to the card where it was there before."""
        self._go(stage, self._view.row[stage])

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the card that was clicked."""
        layout = self._layout()
        if event.y < layout.top:
            self.go_to(self._drawing.tab_at(layout.width, event.x))
            return
        for column in layout.columns:
            found = layout.card_at(column, event.y)
            if found and column.x <= event.x < column.x + column.width:
                row = self._view.first[column.stage] + found[0]
                if row < len(self._view.columns[column.stage]):
                    self._go(column.stage, row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor down."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor up."""
        event.stop()
        self.move(-1)

    def get_content_height(self, container: Size, _viewport: Size, width: int) -> int:
        """The lines that the fullest column needs, of about half of what there is at most."""
        self._room = width, most_lines(container.height)
        return self._wanted_height()

    def _wanted_height(self) -> int:
        width, most = self._room
        return wanted_height(width, most, self._view.columns, self._view.whole, kept=self._widths)

    def _wants_other_height(self) -> bool:
        """Whether what is shown now needs more or fewer lines, where the height goes by that."""
        return self.styles.is_auto_height and self._wanted_height() != self.size.height

    def _layout(self) -> Layout:
        view, size = self._view, self.size
        key = size, view.stage if is_single(size.width) else None
        if key not in self._layouts:
            layout = lay_out(
                size.width, size.height, view.columns, view.whole, view.stage, kept=self._widths
            )
            self._layouts[key] = layout
            self._widths = (
                None if layout.single else {each.stage: each.width for each in layout.columns}
            )
        return self._layouts[key]

    def _narrow(self, totals: Mapping[Stage, int] | None) -> None:
        """Remember how the columns stood before some cards were left out, and put them back so."""
        if totals is not None and self._view.totals is None:
            self._unnarrowed = dict(self._view.row), dict(self._view.first)
        elif totals is None and self._view.totals is not None:
            self._view.row, self._view.first = self._unnarrowed
        self._view.totals = totals

    def _go(self, stage: Stage, row: int) -> None:
        before = self._view.stage, self._view.row[self._view.stage]
        self._view.stage, self._view.row[stage] = stage, row
        if before != (stage, row):
            self._moved(*before)

    def _moved(self, old_stage: Stage, old_row: int) -> None:
        layout = self._layout()
        if layout.single and old_stage is not self._view.stage:
            self._scroll_to_cursor(self._view.stage)
            self.refresh()
        else:
            scrolled = self._scroll_to_cursor(self._view.stage)
            self._refresh_card(layout, old_stage, old_row)
            self._refresh_card(layout, self._view.stage, self._view.row[self._view.stage])
            column = layout.column(self._view.stage)
            if scrolled and column:
                self.refresh(Region(*layout.box(column)))
            if old_stage is not self._view.stage:
                self.refresh(
                    *(self._title_region(layout, s) for s in (old_stage, self._view.stage))
                )
        self.post_message(self.Moved())

    def _title_region(self, layout: Layout, stage: Stage) -> Region:
        column = layout.column(stage)
        return Region(column.x, layout.top, column.width, 1) if column else Region()

    def _refresh_card(self, layout: Layout, stage: Stage, row: int) -> None:
        column = layout.column(stage)
        slot = row - self._view.first[stage]
        if column and 0 <= slot < len(column.slots):
            # With the borders beside it: something that lay over the board may still cover them.
            self.refresh(Region(*layout.slot(column, slot)).grow((0, 1, 0, 1)))

    def _scroll_to_cursor(self, stage: Stage) -> bool:
        return self._view.bring_in_sight(self._layout(), stage)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines to draw, with the cursor in sight whatever the size has become."""
        for stage in STAGES:
            self._scroll_to_cursor(stage)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the board, over all columns."""
        layout = self._layout()
        pieces = self._drawing.line(layout, y)
        return Strip([Segment(text, self._part_style(name)) for text, name in pieces], layout.width)

    def _part_style(self, name: str) -> Style:
        """The style of a part; of one under the cursor, what the cursor adds to it."""
        part, _, under = name.partition(" ")
        style = self.get_component_rich_style(f"board--{part}")
        if under:
            mark = self.get_component_rich_style("board--cursor")
            style += Style(bgcolor=mark.bgcolor, reverse=mark.reverse)
        return style
