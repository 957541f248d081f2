"""Painting the first picture on the terminal, and giving that back where no app takes it over."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import termios
from collections.abc import Iterator

from store.clock import Clock, in_zone
from store.file.book import Book
from store.rules.lookout import Lookout
from tui.desk.finding import Finding
from tui.first.frame import SMALLEST, frame
from tui.first.pens import colours, look, pens
from tui.lean.cells import UNKNOWN, Row
from tui.lean.painted import Painted, fills
from tui.lean.telling import told
from tui.terminal.charset import Level, level
from tui.terminal.kind import dark_by_hint, in_screen
from tui.terminal.one_screen import BACK, OTHER

_HIDDEN, _SEEN = "\x1b[?25l", "\x1b[?25h"
_UNTOLD = ("TEXTUAL", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FILTERS")
"""Variables by which Textual would draw in a way of its own."""


@contextlib.contextmanager
def painted(book: Book, lookout: Lookout, clock: Clock) -> Iterator[Painted | None]:
    """Within the block the first picture is on the terminal, for the app to take it over.

    ``lookout`` has looked at the cards by then. Where it is not sure that the picture would be
    right, none is painted: None is given. The terminal is as it was before once the block ends
    without the app having taken it. Keys that are typed meanwhile wait for the app.
    """
    shown = _painted(book, lookout, clock) if _is_usual() else None
    if shown is None:
        yield None
        return
    try:
        yield shown
    finally:
        if not shown.is_taken:
            _give_back(shown)


def _is_usual() -> bool:
    """Whether this is a terminal on which it is known what Textual would draw."""
    known = level(os.environ) is Level.UNICODE and not in_screen(os.environ)
    if not known or any(os.environ.get(name) for name in _UNTOLD):
        return False
    columns, lines = shutil.get_terminal_size()
    return _is_in_front() and columns >= SMALLEST[0] and lines >= SMALLEST[1]


def _is_in_front() -> bool:
    """Whether the terminal's keys are this program's; not known where another session has it."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except OSError:
        return False


def _painted(book: Book, lookout: Lookout, clock: Clock) -> Painted | None:
    """Paint the picture; None where the terminal does not take it, and is as it was."""
    finding = Finding(book, str, lookout)
    now = in_zone(clock(), book.me.zone)
    finding.look(now)
    behind = dark_by_hint(os.environ)
    drawn = pens(look(book.settings.theme, colours(os.environ), dark=behind))
    rows = frame(book, finding, now, shutil.get_terminal_size(), drawn)
    terminal = sys.stdin.fileno()
    shown = Painted(rows, termios.tcgetattr(terminal))
    shown.hold()
    try:
        termios.tcsetattr(terminal, termios.TCSANOW, _raw(terminal))  # type: ignore[arg-type]
        _write(f"{OTHER}{_HIDDEN}{_whole(rows)}")
    except (OSError, termios.error):
        _give_back(shown)
        return None
    return shown


def _raw(terminal: int) -> list[object]:
    """The terminal's modes with each key handed over as it is, and none of them shown."""
    modes = termios.tcgetattr(terminal)
    modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    modes[6][termios.VMIN] = 1
    return modes


def _whole(rows: list[Row]) -> str:
    """What draws a picture where nobody knows what is there."""
    width = len(rows[0])
    lines = {y: ([UNKNOWN] * width, row) for y, row in enumerate(rows)}
    return told(lines, width, fills=fills(os.environ))


def _write(text: str) -> None:
    left = text.encode("utf-8", "replace")
    output = sys.__stderr__.fileno() if sys.__stderr__ else 2  # where the app writes, too
    while left:
        left = left[os.write(output, left) :]


def _give_back(shown: Painted) -> None:
    with contextlib.suppress(OSError, termios.error):  # a terminal that is gone needs nothing
        _write(f"\x1b[0m{BACK}{_SEEN}")
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, shown.modes)  # type: ignore[arg-type]
    shown.let_go()
