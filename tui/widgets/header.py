"""The top line: the sums over the board on the left, the file on the right."""

from __future__ import annotations

from msgspec.structs import replace
from pendulum import DateTime
from textual.content import Content
from textual.widgets import Static

from store.rules.board import Overview
from tui.desk.file_state import FileState
from tui.widgets.header_line import STYLES, HeaderLine


class Header(Static):
    """What is late, due and next, which file is open, and whether it can be saved."""

    DEFAULT_CSS = """
    Header { height: 1; background: $panel; color: $foreground 80%; }
    Header:ansi { text-style: reverse; }
    """

    def __init__(self, file: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__("", id=id, markup=False)
        self._line = HeaderLine(file)

    def show(
        self,
        overview: Overview,
        now: DateTime,
        state: FileState = FileState.FINE,
        found: tuple[str, str] = ("", ""),
        aside: str = "",
    ) -> None:
        """Show the sums of this board as of ``now``, and the state of the file.

        ``found`` is what is looked for and how much of that there is, while the board is narrowed.
        ``aside`` says how much in the file cannot be read.
        """
        self._line = HeaderLine(self._line.file, overview, now, state, found, aside)
        self._draw()

    def mark(self, state: FileState) -> None:
        """Show the state of the file as it is by now, and all else as before."""
        if state is not self._line.state:
            self._line = replace(self._line, state=state)
            self._draw()

    def on_resize(self) -> None:
        """Set the line anew for the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width  # so wide it is once it has its place
        pieces = self._line.pieces(width)
        content = Content.assemble(*((text, STYLES[name]) for text, name in pieces))
        if content != self.content:  # the same again would be drawn all the same
            self.update(content, layout=False)
