"""The terminal's picture as it was last sent, and what an update of Textual's changes in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console

from tui.lean.cells import UNKNOWN, Cell, Row, cells_of, unsure
from tui.lean.textual_private import ChopsUpdate, LayoutUpdate
from tui.lean.writer import Writer

Update = LayoutUpdate | ChopsUpdate
"""The updates that are understood: of the whole frame, and of spans of its lines."""

_STEP = 4  # so many unchanged cells cost no more than to jump over them


class Changes(NamedTuple):
    """What the terminal has to be sent, and how the lines concerned look afterwards."""

    sequence: str
    rows: dict[int, Row]


class Picture:
    """The cells that the terminal shows, as far as they are known."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._nothing: Row = []

    def forget(self) -> None:
        """Know nothing any more of what the terminal shows."""
        self._rows = []

    def changes(self, update: Update, console: Console) -> Changes:
        """What an update changes. To count as shown it has to be given to :meth:`shown`."""
        self._fit(update)
        colors = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
        rows: dict[int, Row] = {}
        for y, x, cells in _pieces(update, colors):
            if y not in rows:
                rows[y] = self._rows[y].copy()
            _put(rows[y], x, cells)
        rows = {y: row for y, row in rows.items() if row != self._rows[y]}
        writer = Writer()
        for y, row in rows.items():
            old = self._rows[y]
            doubtful = _doubtful(old, row)
            if doubtful is not None:
                writer.write_each(y, doubtful, row[doubtful:])
                continue
            whole = old is self._nothing and UNKNOWN not in row  # as in a first frame
            for start, end in [(0, len(row))] if whole else _runs(old, row):
                writer.write(y, start, row[start:end])
        return Changes(writer.finish(), rows)

    def shown(self, changes: Changes) -> None:
        """Remember that the terminal was sent these changes."""
        for y, row in changes.rows.items():
            self._rows[y] = row

    def _fit(self, update: Update) -> None:
        """Forget a picture of another size; a frame of the new size is on its way."""
        if isinstance(update, LayoutUpdate):
            width, height = update.region.width, update.region.height
        else:
            width, height = update.chop_ends[0][-1], len(update.chop_ends)
        if [len(row) for row in self._rows] != [width] * height:
            self._nothing = [UNKNOWN] * width
            self._rows = [self._nothing] * height


def _pieces(update: Update, colors: ColorSystem) -> Iterator[tuple[int, int, Sequence[Cell]]]:
    """The cells that an update is about: their line, their first column, and what they show."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips):
            cells = [cell for strip in strips for cell in cells_of(strip, colors)]
            yield y, 0, cells[: update.region.width]
        return
    for y, left, right in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= right or end <= left:
                continue
            cells = cells_of(strip, colors)[: end - x]
            first, last = min(max(left - x, 0), len(cells)), min(right - x, len(cells))
            # Beside the span the strip is just as true: no wide character need be cut in two.
            while 0 < first < len(cells) and not cells[first].text:
                first -= 1
            while last < len(cells) and not cells[last].text:
                last += 1
            yield y, x + first, cells[first:last]


def _put(row: Row, x: int, cells: Sequence[Cell]) -> None:
    """Put cells into a row; of a wide character that they cut in two a blank is left."""
    end = x + len(cells)
    if x > 0 and not row[x].text:
        row[x - 1] = row[x - 1]._replace(text=" ")
    if end < len(row) and not row[end].text:
        row[end] = row[end]._replace(text=" ")
    row[x:end] = cells


def _runs(old: Row, new: Row) -> list[tuple[int, int]]:
    """The stretches of a changed row to send: each one's first cell, and the one after its last."""
    runs: list[tuple[int, int]] = []
    for x, (was, now) in enumerate(zip(old, new, strict=True)):
        if was is now or was == now:
            continue
        if runs and (x == runs[-1][1] or _cheap(new, runs[-1][1], x)):
            runs[-1] = runs[-1][0], x + 1
        else:
            runs.append((x, x + 1))
    # A wide character at the end of a run is sent with its second cell, which may look as before.
    return [(start, end + (not new[end].text if end < len(new) else 0)) for start, end in runs]


def _doubtful(old: Row, new: Row) -> int | None:
    """From where on a changed row is to be sent as a whole; None where only what changed is.

    What follows a character of doubtful width is drawn nobody knows where.
    """
    if not any(map(unsure, {text for text, _ in old} | {text for text, _ in new})):
        return None
    pairs = enumerate(zip(old, new, strict=True))
    return next(x for x, (was, now) in pairs if was != now or unsure(was.text) or unsure(now.text))


def _cheap(row: Row, start: int, end: int) -> bool:
    """Whether sending unchanged cells again costs no more than to jump over them."""
    pens = row[start - 1].pen, row[end].pen
    return end - start <= _STEP and all(cell.pen in pens for cell in row[start:end])
