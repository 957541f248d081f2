"""Runs of cells as a terminal is told them, in few bytes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len

from tui.lean.cells import OFF, PLAIN, SEEN_ON_BLANKS, UNKNOWN, Cell, Pen, unsure


class Writer:
    """Writes runs of cells, and keeps track of where the terminal's cursor is and of its pen."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._pen = PLAIN

    def write(self, y: int, x: int, cells: Sequence[Cell]) -> None:
        """Write a run of cells, the first of them at ``x``."""
        self._go(y, x)
        for pen, same in groupby(cells, itemgetter(1)):
            self._turn_to(pen)
            self._parts.append("".join([text for text, _ in same]))
        self._at = y, x + len(cells)

    def write_each(self, y: int, x: int, cells: Sequence[Cell]) -> None:
        """Write a run with characters of doubtful width: each one is put where it belongs."""
        for here, (text, pen) in enumerate(cells, start=x):
            if not text or text == UNKNOWN.text:
                continue
            self._go(y, here)
            self._turn_to(pen)
            if unsure(text):
                # First blanks, for a terminal that draws it narrower. One that draws it wider is
                # sent back to where the next cell begins.
                self._parts += [" " * cell_len(text), f"\x1b[{here + 1}G", text]
                self._at = None
            else:
                self._parts.append(text)
                self._at = y, here + cell_len(text)

    def finish(self) -> str:
        """All that was written, with the pen put down."""
        if self._pen.link:
            self._parts.append("\x1b]8;;\x1b\\")
        if self._pen._replace(link="") != PLAIN:
            self._parts.append("\x1b[m")
        self._pen = PLAIN
        return "".join(self._parts)

    def _go(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        if self._at and self._at[0] == y and self._at[1] < x:
            self._parts.append(f"\x1b[{x - self._at[1]}C")
        else:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = y, x

    def _turn_to(self, pen: Pen) -> None:
        now = self._pen
        if pen is now:
            return
        if pen.ink is None:  # what is not seen on a blank may stay as it is
            lines = now.attributes & SEEN_ON_BLANKS
            if not lines and pen.paper == now.paper and pen.link == now.link:
                return
            pen = Pen(now.attributes - lines, now.ink, pen.paper, pen.link)
        if pen == now:
            return
        off = {OFF[code] for code in now.attributes - pen.attributes}
        on = {code for code in pen.attributes if code not in now.attributes or OFF[code] in off}
        codes = [*map(str, sorted(off)), *map(str, sorted(on))]
        if pen.ink != now.ink:
            codes.append(pen.ink or "39")
        if pen.paper != now.paper:
            codes.append(pen.paper or "49")
        if codes:
            self._parts.append(f"\x1b[{';'.join(codes)}m")
        if pen.link != now.link:
            self._parts.append(f"\x1b]8;{pen.link or ';'}\x1b\\")
        self._pen = pen
