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
import tty
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pendulum
import pyte
from pendulum import DateTime

PROGRAM = Path(sys.executable).parent / "afterword"

_NAMED = os.environ.get("TZ", "")
ZONE = _NAMED if _NAMED in zoneinfo.available_timezones() else "America/New_York"
"""The zone that the program runs in."""

# What lets the tests run at another moment than it is, and the programs they start with them.
_MOVED = {
    name: value
    for name, value in os.environ.items()
    if name == "LD_PRELOAD" or name.startswith("FAKETIME")
}

PATIENCE = 60
"""Seconds in which whatever is waited for comes, also on a machine with much else to do."""
_GLANCE = 0.05  # seconds until something is looked at again that is not on the screen

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
    "ctrl+c": "\x03",
    "ctrl+z": "\x1a",
}

_WHO_ARE_YOU, _A_PLAIN_ONE = b"\x1b[c", b"\x1b[?1;2c"

# Becoming the session's foreground process is what makes the kernel send it SIGWINCH.
_ON_THIS_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)

# pyte draws what it does not know: the kitty keyboard protocol, mode queries, device strings.
_BEYOND_PYTE = re.compile(
    rb"\x1b\[[<=>][0-9;]*[@-~]|\x1b\[\??[0-9;]*\$[@-~]|\x1b[P_^X].*?\x1b\\", re.DOTALL
)
_SWITCHED = re.compile(rb"\x1b\[\?(\d+)([hl])")
_ON_FOR_A_SHELL = {b"7", b"25"}  # lines wrap, and the cursor is shown
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?$0-9;]*|[P_^X][^\x1b]*\x1b?)?\Z")


def environment(home: Path, file: Path, term: str = "xterm-256color") -> dict[str, str]:
    """An environment in which nothing of the machine's user is found, but the test's own clock."""
    return {
        **_MOVED,
        "TZ": ZONE,
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": term,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "AFTERWORD_DB": str(file),
    }


def now() -> DateTime:
    """The moment, in the zone that the program runs in."""
    return pendulum.now(ZONE)


def yesterday_at(hour: int) -> str:
    """A time of yesterday as the program shows it, with its zone: "14:00 EST"."""
    at = now().subtract(days=1).at(hour)
    return f"{at:%H:%M} {at.tzname()}"


def changed(*before: str) -> list[str]:
    """A command that runs ``afterword`` after these lines of Python have changed something."""
    return [sys.executable, "-c", "\n".join([*before, "from tui.cli.begin import main", "main()"])]


class Terminal:
    """A terminal of ``columns`` by ``rows`` on which ``afterword`` runs; a context manager.

    It says who it is when it is asked, unless it is ``mute``, and answers no other query, as a
    plain terminal would. ``program`` is the command to run in place of ``afterword``. A terminal
    that is ``held`` stays open when the program ends, as it does under a shell: then
    :meth:`wait_unread` waits for that.
    """

    def __init__(
        self,
        file: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        term: str = "xterm-256color",
        program: Sequence[str] = (str(PROGRAM),),
        held: bool = False,
        variables: Mapping[str, str] | None = None,
        mute: bool = False,
    ) -> None:
        self.raw = b""
        self._mute = mute
        self._unread = b""
        self._open = True
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        self._set_size(columns, rows)
        self._modes = termios.tcgetattr(self._master)
        self._program = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _ON_THIS_TERMINAL, *program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(file.parent, file, term) | dict(variables or {}),
            start_new_session=True,
        )
        self._slave = slave if held else None
        if not held:
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
        if self._slave is not None:
            os.close(self._slave)
        if self._master >= 0:
            os.close(self._master)

    @property
    def process(self) -> int:
        """The program's process id."""
        return self._program.pid

    @property
    def is_open(self) -> bool:
        """Whether something still has the terminal open: no longer once all output was read."""
        return self._open

    @property
    def foreground(self) -> int:
        """The process id of what a shell on the terminal runs now."""
        return os.tcgetpgrp(self._master)

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

    @property
    def marked(self) -> str:
        """What is shown in reverse, line by line."""
        lines = [self._screen.buffer[y] for y in range(self._screen.lines)]
        across = range(self._screen.columns)
        return "\n".join("".join(row[x].data for x in across if row[x].reverse) for row in lines)

    @property
    def at_cursor(self) -> str:
        """What the line of the cursor shows from the cursor on."""
        return "".join(self.cells[self._screen.cursor.y][self._screen.cursor.x :])

    @property
    def before_cursor(self) -> str:
        """What the line of the cursor shows up to the cursor."""
        return "".join(self.cells[self._screen.cursor.y][: self._screen.cursor.x])

    def unread_input(self) -> bytes:
        """What was sent and nobody has read; only for a terminal that is held."""
        if self._slave is None or not select.select([self._slave], [], [], 0)[0]:
            return b""
        return os.read(self._slave, 65_536)

    def is_raw(self) -> bool:
        """Whether keys are handed over at once and unechoed; a shell's terminal is not so."""
        local_modes: int = termios.tcgetattr(self._master)[3]
        return not local_modes & (termios.ICANON | termios.ECHO)

    def is_as_before(self) -> bool:
        """Whether the terminal is as the program found it: its modes, its screen, its cursor."""
        left_on = {
            mode
            for mode, state in dict(_SWITCHED.findall(self.raw)).items()
            if (state == b"h") is not (mode in _ON_FOR_A_SHELL)
        }
        kitty = len(re.findall(rb"\x1b\[>\d+u", self.raw)) - self.raw.count(b"\x1b[<u")
        return (left_on, kitty) == (set(), 0) and self.has_its_modes()

    def has_its_modes(self) -> bool:
        """Whether lines are edited, echoed and so on as they were before the program came."""
        return termios.tcgetattr(self._master) == self._modes

    def waits_when_full(self) -> bool:
        """Whether a program that writes too much waits; only for a terminal that is held."""
        return self._slave is not None and os.get_blocking(self._slave)

    def left_unread(self) -> bytes:
        """What was sent and nobody has read, as a shell would; only for a terminal that is held."""
        assert self._slave is not None
        tty.setraw(self._slave, termios.TCSANOW)
        return os.read(self._slave, 4096) if select.select([self._slave], [], [], 0)[0] else b""

    def has_ended(self) -> bool:
        """Whether the program has."""
        return self._program.poll() is not None

    def is_full(self) -> bool:
        """Whether it takes no more output, since nobody reads it; only for one that is held."""
        return not select.select([], [self._slave], [], 0)[1]

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._program.send_signal(number)

    def is_stopped(self) -> bool:
        """Whether the program was stopped and not continued."""
        flags = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process, flags) is not None

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed or a connection breaks."""
        os.close(self._master)
        self._master, self._open = -1, False

    def press(self, *keys: str) -> None:
        """Type these keys in one go: names such as "enter" and "tab", or plain text."""
        self.send("".join(_KEYS.get(key, key) for key in keys).encode())

    def paste(self, text: str) -> None:
        """Paste text, bracketed as terminals do once they are asked to."""
        self.send(f"\x1b[200~{text}\x1b[201~".encode())

    def send(self, data: bytes) -> None:
        """Send these bytes as they are; meanwhile what the program writes is read."""
        deadline = time.monotonic() + PATIENCE
        os.set_blocking(self._master, False)
        while data:
            assert time.monotonic() < deadline, f"It reads no more. The screen:\n{self.text}"
            self._read(0)
            if select.select([], [self._master], [], 0.05)[1]:
                data = data[os.write(self._master, data) :]
        os.set_blocking(self._master, True)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size; the program is told by the kernel."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def wait_for(self, wanted: str | Callable[[], object], timeout: float = PATIENCE) -> None:
        """Read until a text is on the screen, or a predicate holds; fail showing the screen."""
        deadline = time.monotonic() + timeout
        while not (wanted in self.text if isinstance(wanted, str) else wanted()):
            if time.monotonic() > deadline or not (self._read(_GLANCE) or self._open):
                told = f"“{wanted}”" if isinstance(wanted, str) else "what was waited for"
                raise AssertionError(f"{told} did not come. The screen:\n{self.text}")

    def wait_for_app(self) -> None:
        """Read until the app has drawn its board; the picture that is there before has no panel."""
        self.wait_for("History")

    def wait_gone(self, text: str) -> None:
        """Read until a text is no longer on the screen."""
        self.wait_for(lambda: text not in self.text)

    def settle(self, quiet: float = 0.15, timeout: float = PATIENCE) -> None:
        """Read until there was no output for ``quiet`` seconds."""
        deadline = time.monotonic() + timeout
        while self._read(quiet):
            assert time.monotonic() < deadline, f"It never rests. The screen:\n{self.text}"

    def pause(self, seconds: float) -> None:
        """Read for so long: only for what has no other sign than the time that passes."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self._open:
            self._read(left)

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Read until the program has ended; gives its exit status."""
        self.wait_for(lambda: not self._open, timeout)
        return self.wait_unread(timeout)

    def wait_unread(self, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended, reading nothing; gives its exit status."""
        return self._program.wait(timeout)

    def _set_size(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

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
        for _ in range(0 if self._mute else read.count(_WHO_ARE_YOU)):
            os.write(self._master, _A_PLAIN_ONE)
        fresh = _BEYOND_PYTE.sub(b"", self._unread + read)
        unfinished = _UNFINISHED.search(fresh)
        cut = unfinished.start() if unfinished else len(fresh)
        self._unread = fresh[cut:]
        self._stream.feed(fresh[:cut])
        return True
