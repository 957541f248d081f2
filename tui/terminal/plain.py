"""Text alone on the terminal, to be selected there with the mouse, and gone without a trace.

It is shown on the terminal's other screen, as the app is, so that a shell's lines stay as they
were. That screen does not scroll back, so a text that is too long for it comes in pages.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
from types import FrameType

from rich.cells import chop_cells

from tui.terminal.one_screen import BACK, EMPTIED, OTHER

_LEAVING = {b"\x03", b"\x04"}  # Ctrl+C, Ctrl+D
_SUSPENDS = b"\x1a"  # Ctrl+Z
_ALONE = 0.3  # seconds after which an escape that nothing follows is the Esc key
_AROUND = 3  # rows that the text does not get: an empty one on either side, and what Enter does


def show(text: str) -> None:
    """Show a text page by page, until Enter goes back after the last one, or Ctrl+C or Ctrl+D do.

    Ctrl+Z suspends as ever; nothing else that the terminal sends does anything. For a terminal
    that nobody else uses just now, as inside ``App.suspend``. It must be asked for in the main
    thread.
    """
    with contextlib.suppress(OSError, termios.error):  # a terminal that is gone shows nothing
        _Shown(text).until_left()


def pages(text: str, columns: int, rows: int) -> list[str]:
    """A text cut into what a window of this size shows at once, with room for a line below.

    A line that is too long is left whole, for the terminal to fold: to whoever selects it, it is
    one line still. Only one that fills more than a page is cut.
    """
    room = max(rows - _AROUND, 1)
    done: list[str] = []
    page: list[str] = []
    left = room
    for line in text.expandtabs().split("\n"):
        folded = chop_cells(line, columns) or [""]
        for start in range(0, len(folded), room):
            piece = folded[start : start + room]
            if len(piece) > left:
                done.append("\n".join(page))
                page, left = [], room
            page.append("".join(piece))
            left -= len(piece)
    return [*done, "\n".join(page)]


class _Shown:
    """A text on the terminal, and how far in it one is, whatever size the window gets meanwhile."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._input = sys.stdin.fileno()
        self._modes = termios.tcgetattr(self._input)

    def until_left(self) -> None:
        """Show it, and give the terminal back as it was."""
        signals = {signal.SIGWINCH: self._resized, signal.SIGTSTP: self._suspended}
        before = {number: signal.signal(number, heed) for number, heed in signals.items()}
        try:
            self._enter()
            self._turn_pages()
        finally:
            self._leave()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _turn_pages(self) -> None:
        while self._at < len(self._pages()):
            self._draw()
            key = self._key()
            if not key or key in _LEAVING:
                return
            if key == _SUSPENDS:
                os.killpg(0, signal.SIGTSTP)  # what the kernel does for a program that lets it
            elif key == b"\n":
                self._at += 1

    def _key(self) -> bytes:
        """The next key that means something, b"" for Esc or where none will come any more.

        What else there may be, above all a terminal's late answer, is no key at all.
        """
        while select.select([self._input], [], [], None)[0] and (byte := os.read(self._input, 1)):
            if byte == b"\x1b" and not select.select([self._input], [], [], _ALONE)[0]:
                return b""
            if byte in {b"\n", _SUSPENDS, *_LEAVING}:
                return byte
        return b""

    def _pages(self) -> list[str]:
        return pages(self._text, *os.get_terminal_size(self._input))

    def _draw(self) -> None:
        cut = self._pages()
        self._at = min(self._at, len(cut) - 1)
        more = f"{self._at + 1} of {len(cut)}: Enter goes on, Ctrl+C back"
        below = more if self._at + 1 < len(cut) else "Enter goes back"
        self._write(f"{EMPTIED}\n{cut[self._at]}\n\n({below}) ")

    def _enter(self) -> None:
        """Make the terminal hand over each key, and show its other screen."""
        modes = list(self._modes)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        termios.tcsetattr(self._input, termios.TCSANOW, modes)
        self._write(OTHER)

    def _leave(self) -> None:
        with contextlib.suppress(OSError, termios.error):  # where it is gone, nothing is to be done
            self._write(f"{EMPTIED}{BACK}")
            termios.tcsetattr(self._input, termios.TCSANOW, self._modes)

    def _write(self, data: str) -> None:
        """Write at once: a signal may come in between, and Python's own files cannot bear that."""
        left = data.encode(sys.stdout.encoding, "replace")
        while left:
            left = left[os.write(sys.stdout.fileno(), left) :]

    def _resized(self, _number: int, _frame: FrameType | None) -> None:
        self._draw()

    def _suspended(self, _number: int, _frame: FrameType | None) -> None:
        """Stop, with the terminal as others need it, and go on where one was."""
        self._leave()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._enter()
        self._draw()
