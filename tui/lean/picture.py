"""The terminal's picture as it was last sent, and what an update of Textual's changes in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console

from tui.lean.cells import UNKNOWN, Cell, Row, cells_of
from tui.lean.telling import told
from tui.lean.textual_private.drawing import ChopsUpdate, CompositorUpdate, LayoutUpdate


class Remembered(CompositorUpdate):
    """A whole frame as it was shown before, and what has changed in it since."""

    def __init__(self, rows: list[Row], changes: ChopsUpdate | None = None) -> None:
        self.rows = rows
        self.changes = changes


Update = LayoutUpdate | ChopsUpdate | Remembered
"""The updates that are understood: of the whole frame, and of spans of its lines."""


class Changes(NamedTuple):
    """What the terminal has to be sent, and how the lines concerned look afterwards."""

    sequence: str
    rows: dict[int, Row]


class Picture:
    """The cells that the terminal shows, as far as they are known.

    Args:
        rows: Its lines as they are shown already.
        fills: Whether the terminal fills what it erases with the paper in use, as most do.
    """

    def __init__(self, rows: Sequence[Row] = (), *, fills: bool = True) -> None:
        self._fills = fills
        self._rows = list(rows)

    def forget(self) -> None:
        """Know nothing any more of what the terminal shows."""
        self._rows = []

    def remembered(self, size: tuple[int, int]) -> Remembered | None:
        """What is shown, to be shown again later; None where that is not known of each cell."""
        known = all(UNKNOWN not in row for row in self._rows)
        return Remembered(self._rows.copy()) if known and self._is_of(size) else None

    def fits(self, remembered: Remembered) -> bool:
        """Whether it is of the size that the terminal has now."""
        return self._is_of((len(remembered.rows[0]), len(remembered.rows)))

    def changes(self, update: Update, console: Console) -> Changes:
        """What an update changes. To count as shown it has to be given to :meth:`shown`."""
        colors = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
        if isinstance(update, Remembered):
            rows = dict(enumerate(update.rows))
            if update.changes:
                _put_all(rows, update.rows, update.changes, colors)
            return self._written(rows)
        self._fit(update)
        rows = {}
        _put_all(rows, self._rows, update, colors)
        return self._written(rows)

    def _written(self, rows: Mapping[int, Row]) -> Changes:
        rows = {y: row for y, row in rows.items() if row != self._rows[y]}
        lines = {y: (self._rows[y], row) for y, row in rows.items()}
        return Changes(
            told(lines, len(self._rows[0]) if self._rows else 0, fills=self._fills), rows
        )

    def shown(self, changes: Changes) -> None:
        """Remember that the terminal was sent these changes."""
        for y, row in changes.rows.items():
            self._rows[y] = row

    def _fit(self, update: LayoutUpdate | ChopsUpdate) -> None:
        """Forget a picture of another size; a frame of the new size is on its way."""
        if isinstance(update, LayoutUpdate):
            width, height = update.region.width, update.region.height
        else:
            width, height = update.chop_ends[0][-1], len(update.chop_ends)
        if not self._is_of((width, height)):
            self._rows = [[UNKNOWN] * width] * height

    def _is_of(self, size: tuple[int, int]) -> bool:
        width, height = size
        return [len(row) for row in self._rows] == [width] * height


def _pieces(
    update: LayoutUpdate | ChopsUpdate, colors: ColorSystem
) -> Iterator[tuple[int, int, Sequence[Cell]]]:
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


def _put_all(
    rows: dict[int, Row],
    under: Sequence[Row],
    update: LayoutUpdate | ChopsUpdate,
    colors: ColorSystem,
) -> None:
    """Put what an update shows into the rows, which begin as what is under it."""
    for y, x, cells in _pieces(update, colors):
        if y not in rows or rows[y] is under[y]:
            rows[y] = under[y].copy()
        _put(rows[y], x, cells)


def _put(row: Row, x: int, cells: Sequence[Cell]) -> None:
    """Put cells into a row; of a wide character that they cut in two a blank is left."""
    end = x + len(cells)
    if x > 0 and not row[x].text:
        row[x - 1] = row[x - 1]._replace(text=" ")
    if end < len(row) and not row[end].text:
        row[end] = row[end]._replace(text=" ")
    row[x:end] = cells
