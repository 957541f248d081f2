"""The top line: the sums over the board on the left, the file on the right."""

from __future__ import annotations

from pendulum import DateTime
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from store import say
from store.rules.board import Overview
from tui.desk.keeping import FileState
from tui.fitting import fit, fit_end

_LONGEST_SOUGHT = 26  # cells of what is looked for


class Header(Static):
    """What is late, due and next, which file is open, and whether it can be saved."""

    DEFAULT_CSS = """
    Header { height: 1; background: $panel; color: $foreground 80%; }
    Header:ansi { text-style: reverse; }
    """

    def __init__(self, file: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__("", id=id, markup=False)
        self._file = file
        self._overview: Overview | None = None
        self._now: DateTime | None = None
        self._state = FileState.FINE
        self._found = ("", "")

    def show(
        self,
        overview: Overview,
        now: DateTime,
        state: FileState = FileState.FINE,
        found: tuple[str, str] = ("", ""),
    ) -> None:
        """Show the sums of this board as of ``now``, and the state of the file.

        ``found`` is what is looked for and how much of that there is, while the board is narrowed.
        """
        self._overview, self._now, self._state, self._found = overview, now, state, found
        self._draw()

    def on_resize(self) -> None:
        """Set the line anew for the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width  # so wide it is once it has its place
        mark = f"{self._state.value} " if self._state.value else ""
        left = self._left(width - cell_len(mark) - 2)
        room = width - left.cell_length - cell_len(mark) - 3
        file = fit_end(self._file, room) if room > 8 else ""
        gap = " " * max(1, width - left.cell_length - len(mark) - cell_len(file) - 1)
        style = "bold reverse $error" if self._state.value.startswith("!") else "bold $warning"
        self.update(
            Content.assemble(left, gap, (mark, style), (file, "$foreground 70%"), " "), layout=False
        )

    def _left(self, room: int) -> Content:
        """What goes into ``room`` cells; the program's name goes first, then the day of the next.

        What is looked for is shortened: it stands in its own line as well.
        """
        name = Content.styled("Afterword   ", "bold $accent")
        for sums in (self._sums(), self._sums(with_next=False)):
            for title in (name, Content("")):
                left = Content.assemble(" ", title, self._sought(_LONGEST_SOUGHT), sums)
                if left.cell_length <= room:
                    return left
        spare = left.cell_length - room
        return Content.assemble(" ", self._sought(max(8, _LONGEST_SOUGHT - spare)), sums)

    def _sought(self, room: int) -> Content:
        sought, found = self._found
        if not found:
            return Content("")
        sought = sought if cell_len(sought) <= room else fit(sought, room)
        return Content.assemble((sought, "bold $accent"), " · ", (found, "bold"), "   ")

    def _sums(self, *, with_next: bool = True) -> Content:
        if self._overview is None or self._now is None:
            return Content("")
        parts: list[Content] = []
        if overdue := self._overview.overdue:
            parts.append(Content.styled(f"! {overdue} late", "bold $error"))
        if today := self._overview.today:
            parts.append(Content.styled(f"● {today} due", "$warning"))
        if not parts:
            parts.append(Content("Nothing is due"))
        if with_next and (day := self._overview.next_day):
            soon = day == self._now.date()
            parts.append(Content(f"next {'later today' if soon else say.day(day)}"))
        return Content(" · ").join(parts)
