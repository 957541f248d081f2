"""What is on the terminal already when an app starts on it."""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.lean.cells import UNKNOWN, Row
from tui.lean.telling import told


def fills(environ: Mapping[str, str]) -> bool:
    """Whether the terminal fills what it erases with the paper in use.

    GNU screen erases to its own colours, and tmux may call itself by its name.
    """
    return not environ.get("TERM", "").startswith("screen")


@dataclass
class Painted:
    """A picture on a terminal that was set up for the app before the app was there.

    ``modes`` are the terminal's own, to be set again when it is given back; ``is_taken`` says that
    the app has the terminal by now, and gives it back itself.

    Until then nobody stops the program, to whom the terminal would be a strange one.
    """

    rows: Sequence[Row]
    modes: list[object]
    is_taken: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Its columns and lines."""
        return len(self.rows[0]), len(self.rows)

    def hold(self) -> None:
        """Put off being stopped."""
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP})

    def take(self) -> None:
        """Have the app take the terminal over, and be stopped now if somebody wanted that."""
        self.is_taken = True
        self.let_go()

    def let_go(self) -> None:
        """Be stopped now if somebody wanted that."""
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTSTP})

    def again(self, y: int, cells: int) -> str:
        """What paints the first cells of a line again."""
        row = self.rows[y]
        return told({y: ([UNKNOWN] * cells + row[cells:], row)}, len(row), fills=False)
