"""The board: five columns of cards, drawn line by line by one widget with one cursor.

A widget for each card would cost a repaint of kilobytes for every key over a slow line; here a move
of the cursor redraws the cells of two cards and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import ClassVar

from pendulum import DateTime
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.history.conflicts import conflicts
from store.records import Stage
from store.rules.board import Entry, Overview
from store.rules.due import Urgency
from store.rules.stages import TITLES
from store.words.cards import due_word
from tui.fitting import fit, wrap
from tui.widgets.board_layout import STAGES, Column, Layout

_SIGNS = {Urgency.OVERDUE: "!", Urgency.TODAY: "●", Urgency.UPCOMING: "·", Urgency.NONE: " "}
_TABS = dict(zip(STAGES, ("Thanks", "Wait", "Email", "Call", "Moved"), strict=True))
_MEANINGS = {
    Stage.THANK_YOU: "You talked. Thank them within a day.",
    Stage.WAITING: "Thanked. Their time is running.",
    Stage.EMAILED: "One short email is sent.",
    Stage.CALLED: "You called. Give them a few days.",
    Stage.MOVED_ON: "Let go, with your head high.",
}


class Board(Widget, can_focus=True):
    """The columns and the cursor. Says :class:`Moved` when another card is under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--frame",
        "board--title",
        "board--title-current",
        "board--company",
        "board--role",
        "board--overdue",
        "board--today",
        "board--upcoming",
        "board--none",
        "board--meaning",
        "board--cursor",
    }
    DEFAULT_CSS = """
    Board {
        & > .board--frame { color: $foreground 30%; }
        & > .board--title { color: $foreground 75%; }
        & > .board--title-current { color: $accent; text-style: bold; }
        & > .board--company { color: $foreground; text-style: bold; }
        & > .board--role { color: $foreground 65%; }
        & > .board--overdue { color: $error; text-style: bold; }
        & > .board--today { color: $warning; }
        & > .board--upcoming { color: $foreground 65%; }
        & > .board--none { color: $foreground 65%; }
        & > .board--meaning { color: $foreground 50%; text-style: italic; }
        & > .board--cursor { background: $primary 25%; color: $accent; }
        &:ansi > .board--cursor {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
        &:nocolor > .board--title-current { text-style: bold reverse; }
    }
    """

    class Moved(Message):
        """The cursor is on another card now, or on none, or its card has changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._columns: Mapping[Stage, tuple[Entry, ...]] = dict.fromkeys(STAGES, ())
        self._words: dict[str, str] = {}
        self._stage = Stage.THANK_YOU
        self._row: dict[Stage, int] = dict.fromkeys(STAGES, 0)
        self._first: dict[Stage, int] = dict.fromkeys(STAGES, 0)
        self._now: DateTime | None = None
        self._totals: Mapping[Stage, int] | None = None
        self._unnarrowed = self._row, self._first

    @property
    def stage(self) -> Stage:
        """The stage whose column the cursor is in."""
        return self._stage

    @property
    def selected(self) -> Entry | None:
        """The card under the cursor."""
        held = self._columns[self._stage]
        return held[self._row[self._stage]] if held else None

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
        first_time = self._now is None
        kept = card_id or (self.selected.card.id if self.selected else None)
        words = {
            entry.card.id: due_word(entry, now)
            for held in overview.columns.values()
            for entry in held
            if entry.card.id in self._words
        }
        changed = self._columns != overview.columns or self._words != words
        changed = changed or self._totals != totals
        self._narrow(totals)
        self._columns, self._now, self._words = overview.columns, now, words
        for stage, held in self._columns.items():
            self._row[stage] = max(0, min(self._row[stage], len(held) - 1))
        if kept is not None:
            self._place(kept)
        if first_time:
            self._stage = next((s for s in STAGES if self._columns[s]), self._stage)
        if changed:
            self.refresh()
        self.post_message(self.Moved())

    def select(self, card_id: str) -> None:
        """Put the cursor on a card, whatever its column."""
        before = self._stage, self._row[self._stage]
        if self._place(card_id):
            self._moved(*before)

    def move(self, rows: int) -> None:
        """Move the cursor down (or up, when negative) within its column."""
        last = len(self._columns[self._stage]) - 1
        self._go(self._stage, max(0, min(last, self._row[self._stage] + rows)))

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last card of its column."""
        self._go(self._stage, max(0, len(self._columns[self._stage]) - 1) if last else 0)

    def move_column(self, columns: int) -> None:
        """Move the cursor to a column on the right (or left, when negative)."""
        index = max(0, min(len(STAGES) - 1, STAGES.index(self._stage) + columns))
        self.go_to(STAGES[index])

    def go_to(self, stage: Stage) -> None:
        """Move the cursor to a column, to the card where it was there before."""
        self._go(stage, self._row[stage])

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the card that was clicked."""
        layout = self._layout()
        if event.y < layout.top:
            self.go_to(self._tab_at(event.x))
            return
        for column in layout.columns:
            found = layout.card_at(event.y)
            if found and column.x <= event.x < column.x + column.width:
                row = self._first[column.stage] + found[0]
                if row < len(self._columns[column.stage]):
                    self._go(column.stage, row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor down."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor up."""
        event.stop()
        self.move(-1)

    def _layout(self) -> Layout:
        return Layout(self.size.width, self.size.height, self._stage)

    def _narrow(self, totals: Mapping[Stage, int] | None) -> None:
        """Remember how the columns stood before some cards were left out, and put them back so."""
        if totals is not None and self._totals is None:
            self._unnarrowed = dict(self._row), dict(self._first)
        elif totals is None and self._totals is not None:
            self._row, self._first = self._unnarrowed
        self._totals = totals

    def _count(self, stage: Stage, between: str = "/") -> str:
        """How many cards a column has: "12", or "3/12" while some are left out."""
        of = f"{between}{self._totals[stage]}" if self._totals else ""
        return f"{len(self._columns[stage])}{of}"

    def _place(self, card_id: str) -> bool:
        for stage, held in self._columns.items():
            for row, entry in enumerate(held):
                if entry.card.id == card_id:
                    self._stage, self._row[stage] = stage, row
                    return True
        return False

    def _go(self, stage: Stage, row: int) -> None:
        before = self._stage, self._row[self._stage]
        self._stage, self._row[stage] = stage, row
        if before != (stage, row):
            self._moved(*before)

    def _moved(self, old_stage: Stage, old_row: int) -> None:
        layout = self._layout()
        if layout.single and old_stage is not self._stage:
            self._scroll_to_cursor(self._stage)
            self.refresh()
        else:
            scrolled = self._scroll_to_cursor(self._stage)
            self._refresh_card(layout, old_stage, old_row)
            self._refresh_card(layout, self._stage, self._row[self._stage])
            column = layout.column(self._stage)
            if scrolled and column:
                self.refresh(layout.box(column))
            if old_stage is not self._stage:
                self.refresh(*(self._title_region(layout, s) for s in (old_stage, self._stage)))
        self.post_message(self.Moved())

    def _title_region(self, layout: Layout, stage: Stage) -> Region:
        column = layout.column(stage)
        return Region(column.x, layout.top, column.width, 1) if column else Region()

    def _refresh_card(self, layout: Layout, stage: Stage, row: int) -> None:
        column = layout.column(stage)
        slot = row - self._first[stage]
        if column and 0 <= slot < layout.rows:
            self.refresh(layout.slot(column, slot))

    def _scroll_to_cursor(self, stage: Stage) -> bool:
        rows, row, first = self._layout().rows, self._row[stage], self._first[stage]
        last_first = max(0, len(self._columns[stage]) - rows)
        wanted = min(max(first, row - rows + 1), row, last_first)
        self._first[stage] = wanted
        return wanted != first

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines to draw, with the cursor in sight whatever the size has become."""
        for stage in STAGES:
            self._scroll_to_cursor(stage)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the board, over all columns."""
        layout = self._layout()
        if y < layout.top:
            return self._tabs(layout.width)
        segments: list[Segment] = []
        for column in layout.columns:
            if y == layout.top:
                segments += self._upper_border(column)
            elif y == layout.height - 1:
                segments += self._lower_border(layout, column)
            else:
                segments += self._inside(layout, column, y)
        return Strip(segments, layout.width)

    def _segment(self, text: str, name: str, *, cursor: bool = False) -> Segment:
        style = self.get_component_rich_style(f"board--{name}")
        if cursor:
            mark = self.get_component_rich_style("board--cursor")
            style += Style(bgcolor=mark.bgcolor, reverse=mark.reverse)
        return Segment(text, style)

    def _tab_labels(self) -> list[str]:
        """A tab for each stage; where they do not all fit, only the current one is spelled out."""
        labels = [f" {_TABS[stage]} {self._count(stage)}" for stage in STAGES]
        if sum(map(len, labels)) <= self.size.width:
            return labels
        return [
            label if stage is self._stage else f" {label[1]} {self._count(stage)}"
            for stage, label in zip(STAGES, labels, strict=True)
        ]

    def _tab_at(self, x: int) -> Stage:
        ends = accumulate(map(len, self._tab_labels()))
        return next((stage for stage, end in zip(STAGES, ends, strict=True) if x < end), STAGES[-1])

    def _tabs(self, width: int) -> Strip:
        segments = [
            self._segment(label, "title-current" if stage is self._stage else "title")
            for stage, label in zip(STAGES, self._tab_labels(), strict=True)
        ]
        return Strip(segments).adjust_cell_length(width)

    def _upper_border(self, column: Column) -> list[Segment]:
        room, count = column.width - 3, f" {self._count(column.stage, ' of ')}"
        name = TITLES[column.stage]
        if len(name) + len(count) + 1 > room:
            name, count = _TABS[column.stage], f" {self._count(column.stage)}"
        title = f" {fit(name, min(len(name), room - len(count) - 1))}{count}"
        title = title + " " if len(title) < room else title
        current = column.stage is self._stage
        return [
            self._segment("╭", "frame"),
            self._segment(title, "title-current" if current else "title"),
            self._segment("─" * (column.width - 2 - len(title)) + "╮", "frame"),
        ]

    def _lower_border(self, layout: Layout, column: Column) -> list[Segment]:
        above = self._first[column.stage]
        below = len(self._columns[column.stage]) - above - layout.rows
        more = " ".join([f"↑{above}"] * (above > 0) + [f"↓{below}"] * (below > 0))
        text = f" {more} " if more else ""
        line = "─" * (column.width - 3 - len(text))
        return [
            self._segment(f"╰{line}", "frame"),
            self._segment(text, "title"),
            self._segment("─╯", "frame"),
        ]

    def _inside(self, layout: Layout, column: Column, y: int) -> list[Segment]:
        edge = self._segment("│", "frame")
        width = column.width - 2
        held = self._columns[column.stage]
        found = layout.card_at(y)
        row = self._first[column.stage] + found[0] if found else len(held)
        if not held:
            return [edge, self._meaning(column, y - layout.top - 1, width), edge]
        if found is None or row >= len(held):
            return [edge, self._segment(" " * width, "frame"), edge]
        return [edge, *self._card_line(held[row], column.stage, row, found[1], width), edge]

    def _meaning(self, column: Column, line: int, width: int) -> Segment:
        meaning = "None here." if self._totals else _MEANINGS[column.stage]
        lines = wrap(meaning, width - 2)
        text = lines[line] if 0 <= line < len(lines) else ""
        return self._segment(f" {fit(text, width - 1)}", "meaning")

    def _card_line(
        self, entry: Entry, stage: Stage, row: int, line: int, width: int
    ) -> list[Segment]:
        cursor = stage is self._stage and row == self._row[stage]
        card, name = entry.card, "company"
        text = card.company
        if line == 0 and conflicts(card):
            text = f"≠ {text}"
        elif line == 1:
            again = f"round {len(card.rounds)} · " if len(card.rounds) > 1 else ""
            text, name = again + card.role, "role"
        elif line == 2:
            text, name = f"{_SIGNS[entry.urgency]} {self._due_word(entry)}", entry.urgency
        bar = Segment("▌", self.get_component_rich_style("board--cursor")) if cursor else None
        return [
            bar or self._segment(" ", "frame"),
            self._segment(fit(text, width - 1), name, cursor=cursor),
        ]

    def _due_word(self, entry: Entry) -> str:
        if entry.card.id not in self._words and self._now is not None:
            self._words[entry.card.id] = due_word(entry, self._now)
        return self._words.get(entry.card.id, "")
