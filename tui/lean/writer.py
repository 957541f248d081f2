"""What changes on the screen as a terminal is told it, in few bytes.

To choose another pen takes up to twenty bytes, to go elsewhere five: so all that is in one pen is
written together, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from rich.cells import cell_len

from tui.lean.cells import OFF, PLAIN, SEEN_ON_BLANKS, UNKNOWN, Cell, Pen, unsure
from tui.lean.strokes import Strokes, Text

_DOWN = "\v"  # a line down in the same column; of \n Unix makes two bytes, and the line's beginning
_FEEDS = 4  # so many lines down are no shorter line by line than by a move
_NARROW = 4  # cells of a text that may be written below one another, as borders are


class Writer:
    """Writes strokes, and keeps track of where the terminal's cursor is and of its pen.

    Args:
        width: The cells of a line.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._pen = PLAIN

    def write(self, strokes: Strokes) -> None:
        """Write them: what becomes blank first, for a text may stand in the middle of it."""
        papers = sorted(strokes.erased)
        for paper in papers:
            for y, x, end in strokes.erased[paper]:
                self._go(y, x)
                self._turn_to(Pen(ink=None, paper=paper))
                self._parts.append("\x1b[K" if end == self._width else f"\x1b[{end - x}X")
        for pen in sorted(strokes.texts, key=_order, reverse=True):
            for y, x, end, text in self._ordered(strokes.texts[pen]):
                self._go(y, x)
                self._turn_to(pen)
                self._parts.append(text)
                self._at = y, end

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

    def _ordered(self, texts: Sequence[Text]) -> Sequence[Text]:
        """Line by line, or with what stands below one another first, whichever is shorter."""
        columns = list(chain.from_iterable(_columns(texts, self._width)))
        return min(texts, columns, key=self._steps) if columns else texts

    def _steps(self, texts: Iterable[Text]) -> int:
        """The bytes of all moves from each text to the next."""
        return sum(len(self._way((one.y, one.end), to.y, to.x)) for one, to in pairwise(texts))

    def _go(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        self._parts.append(self._way(self._at, y, x))
        self._at = y, x

    def _way(self, at: tuple[int, int] | None, y: int, x: int) -> str:
        if at == (y, x):
            return ""
        there = f"\x1b[{y + 1};{x + 1}H"
        if at is None:
            return there
        # Where a line is full, terminals differ on where the cursor is but in what \r does.
        column = None if at[1] == self._width else at[1]
        return min(_way(y - at[0], column, x), there, key=len)

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


def _order(pen: Pen) -> tuple[str, str, str, list[int]]:
    """Pens by what it takes most bytes to change."""
    return pen.paper, pen.link, pen.ink or "", sorted(pen.attributes)


def _columns(texts: Sequence[Text], width: int) -> list[list[Text]]:
    """The texts with narrow ones that stand close below one another together; or nothing."""
    groups: list[list[Text]] = []
    latest: dict[int, list[Text]] = {}  # by where they begin
    for text in texts:
        above = latest.get(text.x) if text.end - text.x <= _NARROW and text.end < width else None
        if above and text.y - above[-1].y < _FEEDS:
            above.append(text)
        else:
            latest[text.x] = group = [text]
            groups.append(group)
    return groups if len(groups) < len(texts) else []


@lru_cache(maxsize=4096)
def _way(down: int, x: int | None, to: int) -> str:
    """How to go some lines down (up, when negative), and to a column; ``x`` is where one is."""
    lines = _by(-down, "A") if down < 0 else _DOWN * down if down < _FEEDS else _by(down, "B")
    home = f"\r{lines}{_by(to, 'C')}"
    if x is None:
        return min(home, f"\x1b[{to + 1}G{lines}", key=len)
    across = _by(to - x, "C") if to >= x else min("\b" * (x - to), _by(x - to, "D"), key=len)
    return min(lines + across, home, key=len)


def _by(amount: int, letter: str) -> str:
    """A move by so many cells; one is the terminal's default."""
    return "" if not amount else f"\x1b[{letter}" if amount == 1 else f"\x1b[{amount}{letter}"
