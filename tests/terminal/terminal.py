"""The installed program on a pseudo-terminal of its own, seen through a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

PROGRAM = Path(sys.executable).parent / "afterword"

_KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f2": "\x1bOQ",
    "pagedown": "\x1b[6~",
}

# Becoming the session's foreground process is what makes the kernel send it SIGWINCH.
_ON_THIS_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)

# pyte draws what it does not know: the kitty keyboard protocol, mode queries, device strings.
_BEYOND_PYTE = re.compile(
    rb"\x1b\[[<=>][0-9;]*[@-~]|\x1b\[\??[0-9;]*\$[@-~]|\x1b[P_^X].*?\x1b\\", re.DOTALL
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?$0-9;]*|[P_^X][^\x1b]*\x1b?)?\Z")


def environment(home: Path, file: Path, term: str = "xterm-256color") -> dict[str, str]:
    """An environment in which nothing of the machine's user is found."""
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TZ": "America/New_York",
        "TERM": term,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "AFTERWORD_DB": str(file),
    }


class Terminal:
    """A terminal of ``columns`` by ``rows`` on which ``afterword`` runs; a context manager.

    It answers none of the program's queries, as a slow or plain terminal would.
    """

    def __init__(
        self,
        file: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        term: str = "xterm-256color",
    ) -> None:
        self.raw = b""
        self._unread = b""
        self._open = True
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        self._set_size(columns, rows)
        self._program = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _ON_THIS_TERMINAL, str(PROGRAM), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(file.parent, file, term),
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._program.poll() is None:
            os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait()
        os.close(self._master)

    @property
    def screen(self) -> list[str]:
        """The lines of the screen; a wide character is followed by nothing, as one reads it."""
        return ["".join(cells) for cells in self.cells]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.screen)

    @property
    def cells(self) -> list[list[str]]:
        """The screen cell by cell; the second cell of a wide character is empty."""
        across, down = range(self._screen.columns), range(self._screen.lines)
        return [[self._screen.buffer[y][x].data for x in across] for y in down]

    def is_raw(self) -> bool:
        """Whether keys are handed over at once and unechoed; a shell's terminal is not so."""
        local_modes: int = termios.tcgetattr(self._master)[3]
        return not local_modes & (termios.ICANON | termios.ECHO)

    def press(self, *keys: str) -> None:
        """Type these keys in one go: names such as "enter" and "tab", or plain text."""
        self._write("".join(_KEYS.get(key, key) for key in keys))

    def paste(self, text: str) -> None:
        """Paste text, bracketed as terminals do once they are asked to."""
        self._write(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size; the program is told by the kernel."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def wait_for(self, wanted: str | Callable[[], object], timeout: float = 10) -> None:
        """Read until a text is on the screen, or a predicate holds; fail showing the screen."""
        deadline = time.monotonic() + timeout
        while not (wanted in self.text if isinstance(wanted, str) else wanted()):
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                told = f"“{wanted}”" if isinstance(wanted, str) else "what was waited for"
                raise AssertionError(f"{told} did not come. The screen:\n{self.text}")

    def wait_gone(self, text: str) -> None:
        """Read until a text is no longer on the screen."""
        self.wait_for(lambda: text not in self.text)

    def settle(self, quiet: float = 0.15, timeout: float = 10) -> None:
        """Read until there was no output for ``quiet`` seconds."""
        deadline = time.monotonic() + timeout
        while self._read(quiet):
            assert time.monotonic() < deadline, f"It never rests. The screen:\n{self.text}"

    def wait_exit(self, timeout: float = 10) -> int:
        """Read until the program has ended; gives its exit status."""
        self.wait_for(lambda: not self._open, timeout)
        return self._program.wait(timeout)

    def _set_size(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def _write(self, text: str) -> None:
        left = text.encode()
        while left:
            left = left[os.write(self._master, left) :]

    def _read(self, timeout: float) -> bool:
        """Take in what the program has written; False if it was nothing for that long."""
        if not self._open or not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            read = os.read(self._master, 65_536)
        except OSError:  # so Linux says that the last program has let go of the terminal
            read = b""
        self._open = bool(read)
        self.raw += read
        fresh = _BEYOND_PYTE.sub(b"", self._unread + read)
        unfinished = _UNFINISHED.search(fresh)
        cut = unfinished.start() if unfinished else len(fresh)
        self._unread = fresh[cut:]
        self._stream.feed(fresh[:cut])
        return True
