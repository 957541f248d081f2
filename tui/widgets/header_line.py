"""What the top line says: the sums over the board on the left, the file on the right.

In pieces, each with the name of its style, and without Textual: for whoever draws the line before
that is there, too.
"""

from __future__ import annotations

from msgspec import Struct
from pendulum import DateTime
from rich.cells import cell_len

from store import say
from store.rules.board import Overview
from tui.desk.file_state import FileState
from tui.fitting import fit, fit_end
from tui.widgets.board_cards import Piece

STYLES = {
    "text": "",
    "name": "bold $accent",
    "late": "bold $error",
    "due": "$warning",
    "found": "bold",
    "wrong": "bold reverse $error",
    "state": "bold $warning",
    "file": "$foreground 70%",
}
"""The styles of the pieces by their names, as Textual reads them."""

_LONGEST_SOUGHT = 26  # cells of what is looked for
_NAME = "Afterword   ", "name"
_TOLD_BY = ": afterword check"


class HeaderLine(Struct, frozen=True):
    """What there is to say as of ``now``.

    ``found`` is what is looked for and how much of that there is, while the board is narrowed.
    ``aside`` says how much in the file cannot be read.
    """

    file: str
    overview: Overview | None = None
    now: DateTime | None = None
    state: FileState = FileState.FINE
    found: tuple[str, str] = ("", "")
    aside: str = ""

    def pieces(self, width: int) -> list[Piece]:
        """The line in so many cells."""
        at_the_end = self.state.value if self.state is FileState.SAVING else " "  # moves nothing
        mark = f"{self.state.value} " if self.state.value and at_the_end == " " else ""
        left = self._left(width - cell_len(mark) - 2)
        room = width - _cells(left) - cell_len(mark) - 3
        file = fit_end(self.file, room) if room > 8 else ""
        gap = " " * max(1, width - _cells(left) - len(mark) - cell_len(file) - 1)
        style = "wrong" if mark.startswith("!") else "state"
        return [*left, (gap, "text"), (mark, style), (file, "file"), (at_the_end, "state")]

    def _left(self, room: int) -> list[Piece]:
        """What goes into ``room`` cells; the program's name goes first, then the day of the next.

        What is looked for is shortened: it stands in its own line as well.
        """
        left: list[Piece] = []
        for aside in dict.fromkeys((self._aside(_TOLD_BY), self._aside())):
            for sums in (self._sums(), self._sums(with_next=False)):
                for title in ([_NAME], []):
                    left = [(" ", "text"), *title, *aside, *self._sought(_LONGEST_SOUGHT), *sums]
                    if _cells(left) <= room:
                        return left
        if self.aside and not self.found[1]:
            return [(" ", "text"), (fit(f"! {self.aside}", room - 1), "wrong")]
        spare = _cells(left) - room
        return [(" ", "text"), *aside, *self._sought(max(8, _LONGEST_SOUGHT - spare)), *sums]

    def _aside(self, more: str = "") -> tuple[Piece, ...]:
        return ((f"! {self.aside}{more}", "wrong"), ("   ", "text")) if self.aside else ()

    def _sought(self, room: int) -> list[Piece]:
        sought, found = self.found
        if not found:
            return []
        sought = sought if cell_len(sought) <= room else fit(sought, room)
        return [(sought, "name"), (" · ", "text"), (found, "found"), ("   ", "text")]

    def _sums(self, *, with_next: bool = True) -> list[Piece]:
        if self.overview is None or self.now is None:
            return []
        parts: list[Piece] = []
        if overdue := self.overview.overdue:
            parts.append((f"! {overdue} late", "late"))
        if today := self.overview.today:
            parts.append((f"● {today} due", "due"))
        if not parts:
            parts.append(("Nothing is due", "text"))
        if with_next and (day := self.overview.next_day):
            soon = day == self.now.date()
            parts.append((f"next {'later today' if soon else say.day(day)}", "text"))
        first, *others = parts
        return [first, *(piece for each in others for piece in ((" · ", "text"), each))]


def _cells(pieces: list[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)
