"""How the board is drawn: each line in pieces, from what it shows and where its cursor is.

It goes without Textual, for whoever draws the board before that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from pendulum import DateTime
from rich.cells import cell_len

from store.records import Card, Stage
from store.rules.board import Entry
from store.rules.stages import TITLES
from store.words.cards import due_word
from tui.fitting import fit, wrap
from tui.widgets.board_cards import Piece, due_line, set_lines, text_of
from tui.widgets.board_layout import MEANINGS, STAGES, Column, Layout

_TABS = dict(zip(STAGES, ("Thanks", "Wait", "Email", "Call", "Moved"), strict=True))


@dataclass
class View:
    """What the board shows, and where its cursor is.

    ``whole`` are all cards, also while only some of them are shown, as they were before that.
    ``row`` is the row of the cursor in each column, ``first`` the first row in sight. ``totals``
    says how many cards the columns have in all while only some of them are shown. ``due_words`` are
    by the card's id, as of ``now``, for those cards that have been drawn; beside each, its card.
    """

    columns: Mapping[Stage, tuple[Entry, ...]] = field(
        default_factory=lambda: dict.fromkeys(STAGES, ())
    )
    whole: Mapping[Stage, tuple[Entry, ...]] = field(
        default_factory=lambda: dict.fromkeys(STAGES, ())
    )
    stage: Stage = Stage.THANK_YOU
    row: dict[Stage, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0))
    first: dict[Stage, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0))
    totals: Mapping[Stage, int] | None = None
    due_words: dict[str, tuple[Entry, str]] = field(default_factory=dict)
    now: DateTime | None = None

    @property
    def selected(self) -> Entry | None:
        """The card under the cursor."""
        held = self.columns[self.stage]
        return held[self.row[self.stage]] if held else None

    def place(self, card_id: str) -> bool:
        """Put the cursor on a card; says whether it is there at all."""
        for stage, held in self.columns.items():
            for row, entry in enumerate(held):
                if entry.source.id == card_id:
                    self.stage, self.row[stage] = stage, row
                    return True
        return False

    def go_to_first(self) -> None:
        """Put the cursor into the first column that has a card."""
        self.stage = next((stage for stage in STAGES if self.columns[stage]), self.stage)

    def bring_in_sight(self, layout: Layout, stage: Stage) -> bool:
        """Scroll a column to where its cursor is in sight; says whether that moved it."""
        column = layout.column(stage)
        if column is None:
            return False
        before = self.first[stage]
        self.first[stage] = column.scrolled(before, self.row[stage], len(self.columns[stage]))
        return self.first[stage] != before

    def count(self, stage: Stage, between: str = "/") -> str:
        """How many cards a column has: "12", or "3/12" while some are left out."""
        of = f"{between}{self.totals[stage]}" if self.totals else ""
        return f"{len(self.columns[stage])}{of}"

    def due_word(self, entry: Entry) -> str:
        """When a card is due, in a word or two."""
        if entry.id not in self.due_words and self.now is not None:
            self.due_words[entry.id] = entry, due_word(entry, self.now)
        _, word = self.due_words.get(entry.id, (entry, ""))
        return word


class Drawing:
    """Draws a view of the board.

    Args:
        view: What there is to draw; it is looked at anew for each line.
        disputed: Tells whether two copies of the file disagree on a card.
    """

    def __init__(self, view: View, disputed: Callable[[Card], bool]) -> None:
        self._view = view
        self._disputed = disputed

    def line(self, layout: Layout, y: int) -> list[Piece]:
        """One line of the board, over all columns."""
        if y < layout.top:
            return self._tabs(layout.width)
        pieces: list[Piece] = []
        for column in layout.columns:
            if y == layout.top:
                pieces += self._upper_border(column)
            elif y == layout.height - 1:
                pieces += self._lower_border(column)
            else:
                pieces += self._inside(layout, column, y)
        return pieces

    def tab_at(self, width: int, x: int) -> Stage:
        """The stage whose tab is at a cell of the line of tabs."""
        ends = accumulate(map(len, self._tab_labels(width)))
        return next((stage for stage, end in zip(STAGES, ends, strict=True) if x < end), STAGES[-1])

    def _tab_labels(self, width: int) -> list[str]:
        """A tab for each stage; where they do not all fit, only the current one is spelled out."""
        view = self._view
        labels = [f" {_TABS[stage]} {view.count(stage)}" for stage in STAGES]
        if sum(map(len, labels)) <= width:
            return labels
        return [
            label if stage is view.stage else f" {label[1]} {view.count(stage)}"
            for stage, label in zip(STAGES, labels, strict=True)
        ]

    def _tabs(self, width: int) -> list[Piece]:
        pieces: list[Piece] = []
        for stage, label in zip(STAGES, self._tab_labels(width), strict=True):
            text = label if len(label) <= width else fit(label, width)
            pieces.append((text, "title-current" if stage is self._view.stage else "title"))
            width -= len(text)
        return [*pieces, (" " * width, "frame")]

    def _upper_border(self, column: Column) -> list[Piece]:
        room, count = column.width - 3, f" {self._view.count(column.stage, ' of ')}"
        name = TITLES[column.stage]
        if len(name) + len(count) + 1 > room:
            name, count = _TABS[column.stage], f" {self._view.count(column.stage)}"
        title = f" {fit(name, min(len(name), room - len(count) - 1))}{count}"
        title = title + " " if len(title) < room else title
        current = column.stage is self._view.stage
        rest = self._side(column, "─") * (column.width - 2 - len(title))
        return [
            (self._side(column, "╭"), "frame"),
            (title, "title-current" if current else "title"),
            (rest + self._side(column, "╮"), "frame"),
        ]

    def _lower_border(self, column: Column) -> list[Piece]:
        if self._side(column, "─") == " ":
            return [(" " * column.width, "frame")]
        above = self._view.first[column.stage]
        below = len(self._view.columns[column.stage]) - above - column.rows
        more = " ".join([f"↑{above}"] * (above > 0) + [f"↓{below}"] * (below > 0))
        text = f" {more} " if more else ""
        line = "─" * (column.width - 3 - len(text))
        return [
            (f"╰{line}", "frame"),
            (text, "title"),
            ("─╯", "frame"),
        ]

    def _inside(self, layout: Layout, column: Column, y: int) -> list[Piece]:
        width = column.width - 2
        held = self._view.columns[column.stage]
        edge = self._side(column, "│"), "frame"
        if not held:
            return [edge, self._meaning(column, y - layout.top - 1, width), edge]
        found = layout.card_at(column, y)
        row = self._view.first[column.stage] + found[0] if found else len(held)
        if found is None or row >= len(held):
            return [edge, (" " * width, "frame"), edge]
        room = width - 1, column.slots[found[0]].height
        return [edge, *self._card_line(held[row], column.stage, row, found[1], room), edge]

    def _side(self, column: Column, line: str) -> str:
        """A line of a box; a blank where the column has nothing to hold together."""
        whole = self._view.totals or {}
        return line if self._view.columns[column.stage] or whole.get(column.stage) else " "

    def _meaning(self, column: Column, line: int, width: int) -> Piece:
        meaning = "None here." if self._view.totals else MEANINGS[column.stage]
        lines = wrap(meaning, width - 1)
        text = lines[line] if 0 <= line < len(lines) else ""
        return f" {fit(text, width - 1)}", "meaning"

    def _card_line(
        self, entry: Entry, stage: Stage, row: int, line: int, room: tuple[int, int]
    ) -> list[Piece]:
        """One line of a card that has room for so many cells and lines."""
        width, height = room
        due = due_line(entry, self._view.due_word(entry), width)
        text = text_of(entry, disputed=self._disputed(entry.card))
        lines = set_lines(text, due if text.is_due else None, width, height)
        if line >= len(lines):
            return [(" " * (width + 1), "frame")]
        cursor = stage is self._view.stage and row == self._view.row[stage]
        pieces = lines[line]
        spare = width - sum(cell_len(piece) for piece, _ in pieces)
        last, name = pieces[-1]
        drawn = [*pieces[:-1], (last + " " * spare, name)]
        if not cursor:
            return [(" ", "frame"), *drawn]
        return [("▌", "cursor"), *((text, f"{name} cursor") for text, name in drawn)]
