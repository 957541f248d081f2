"""A program on a pseudo-terminal of its own, and the time at which each piece of output came.

The terminal answers no query, as a plain one would not, and reads as fast as the program writes.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import NoReturn, Self

LINES, COLUMNS = 40, 120

_PIECE = 1 << 16
_PATIENCE = 60.0  # seconds for a program to end before it is killed
_ALL_THREADS = 2  # of Linux's clocks of a process, the one that counts every thread to the ns
_QUIT = b"\x11"  # Ctrl+Q, which quits any Textual app
_FOREIGN = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONUNBUFFERED",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM_PROGRAM",
    "AFTERWORD_DB",
)


@dataclass(frozen=True)
class Piece:
    """Output that came in one go, and when, by ``perf_counter``."""

    at: float
    data: bytes


class Terminal:
    """Runs a program from ``with`` to the end of its block, where it is asked to quit.

    ``leave`` are the keys that ask it.
    """

    def __init__(self, command: Sequence[str], leave: bytes = _QUIT) -> None:
        self._leave = leave
        self.started = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.send(self._leave)
            for _ in self.output(_PATIENCE):
                pass
        os.kill(self.pid, signal.SIGKILL)  # nothing where it has ended; it is not reaped before
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def send(self, keys: bytes) -> float:
        """Type keys, and give the time at which that was."""
        at = perf_counter()
        os.write(self._fd, keys)
        return at

    def output(self, quiet: float) -> Iterator[Piece]:
        """What comes, until nothing does for ``quiet`` seconds or the program has ended."""
        while select.select([self._fd], [], [], quiet)[0]:
            try:
                data = os.read(self._fd, _PIECE)
            except OSError:  # how Linux says that the program has ended
                return
            if not data:
                return
            yield Piece(perf_counter(), data)

    def peak_memory(self) -> int | None:
        """The most memory that the program ever held, in bytes; None where no /proc tells."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
        return int(found[1]) * 1024 if found else None

    def processor_time(self) -> float | None:
        """The seconds that the program's threads have run; None where the system does not tell."""
        if sys.platform != "linux":
            return None
        return time.clock_gettime((~self.pid << 3) | _ALL_THREADS)


def environment() -> dict[str, str]:
    """The same terminal for every program, whatever this one runs on."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _FOREIGN and not name.startswith("TEXTUAL")
    }
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _become(command: Sequence[str]) -> NoReturn:
    """Turn the child into the program; it never comes back."""
    try:
        termios.tcsetwinsize(0, (LINES, COLUMNS))
        os.execve(command[0], list(command), environment())  # noqa: S606 - no shell is wanted
    finally:
        os._exit(127)
