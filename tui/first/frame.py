"""What the first picture shows: the top line, the board and the keys; the panel follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from pendulum import DateTime

from store.file.book import Book
from store.file.places import short
from store.history.conflicts import Disputes
from store.rules.board import Entry
from store.words import aside as aside_words
from tui.actions import BY_ID, HINTED
from tui.actions.keymap import keys_with
from tui.desk.file_state import FileState
from tui.desk.finding import Finding
from tui.desk.hinting import hints
from tui.lean.cells import Pen, Row, cells_in
from tui.widgets import hints_line
from tui.widgets.board_cards import Piece
from tui.widgets.board_drawing import Drawing, View
from tui.widgets.board_layout import STAGES, WIDE, beside, lay_out, most_lines, wanted_height
from tui.widgets.header_line import HeaderLine

SMALLEST = 40, 15
"""The columns and lines of the smallest window that anything is shown in."""


class _Sight(Struct, frozen=True):
    """What is seen of the board before anything was done."""

    book: Book
    finding: Finding
    disputes: Disputes
    selected: Entry | None
    has_strays: bool = False


def frame(
    book: Book, finding: Finding, now: DateTime, size: tuple[int, int], pens: Mapping[str, Pen]
) -> list[Row]:
    """The lines of the picture, each in cells.

    Args:
        book: The open file.
        finding: Its cards, looked at as of ``now``.
        now: The present moment in the candidate's zone.
        size: The window's columns and lines; :data:`SMALLEST` or more.
        pens: How each part is drawn.
    """
    width, height = size
    seen = finding.overview
    sight = _Sight(book, finding, Disputes(), seen.most_urgent)
    state = FileState.READ_ONLY if book.read_only else FileState.FINE
    aside = aside_words.in_short(book.state.aside)
    head = HeaderLine(short(book.path), seen, now, state, aside=aside).pieces(width)
    keys = hints(sight, keys_with(book.settings.keys), BY_ID, HINTED)
    body = [_row(pieces, pens, "board") for pieces in _board(sight, now, width, height - 2)]
    body += [Row() for _ in range(height - 2 - len(body))]
    return [
        _filled(_row(head, pens, "header"), width, pens["header--text"]),
        *(_filled(row, width, pens["board--frame"]) for row in body),
        _filled(_row(hints_line.pieces(keys, width), pens, "hints"), width, pens["hints--label"]),
    ]


def _board(sight: _Sight, now: DateTime, window: int, lines: int) -> Iterator[list[Piece]]:
    """The lines of the board in a window of so many columns, where it shares so many lines."""
    columns = sight.finding.overview.columns
    view = View(columns, columns, now=now)
    if sight.selected:
        view.place(sight.selected.card.id)
    else:
        view.go_to_first()
    width, height = window, lines
    if window >= WIDE:
        width = beside(window)
    else:
        height = wanted_height(width, most_lines(lines), columns, columns)
    layout = lay_out(width, height, columns, columns, view.stage)
    for stage in STAGES:
        view.bring_in_sight(layout, stage)
    drawing = Drawing(view, sight.disputes.on)
    return (drawing.line(layout, y) for y in range(height))


def _row(pieces: Iterable[Piece], pens: Mapping[str, Pen], part: str) -> Row:
    return [cell for text, name in pieces for cell in cells_in(text, pens[f"{part}--{name}"])]


def _filled(row: Row, width: int, pen: Pen) -> Row:
    """The row in just so many cells: cut, or with blanks up to its end on a pen's paper."""
    return [*row[:width], *cells_in(" ", pen) * (width - len(row))]
