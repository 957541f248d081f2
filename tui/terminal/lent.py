"""The terminal while another program of the person's has it: an editor, a mail client."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tui.terminal.private import private_folder

_Handler = Callable[[int, FrameType | None], object]
_ENDING = (signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 1.0  # seconds in which a program ends that is told to
_GLANCE = 0.01
_BY_SIGNAL = 128  # and the number of the signal is how a shell tells it

_PLAIN = "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?1l\x1b>\x1b[0m\x1b[?25h"
"""No mouse, no marks around what is pasted, plain keys, colours and cursor as they are at first.

So it is where a program ends well; one that is killed leaves behind what it switched on.
"""


class Lent:
    """What another program is lent: the terminal, and a private folder that goes afterwards."""

    def __init__(self, folder: Path, lock: int | None) -> None:
        self.folder = folder
        self._lock = [] if lock is None else [lock]
        self._program: subprocess.Popen[bytes] | None = None

    def run(self, command: Sequence[str]) -> int:
        """Run a command until it ends; gives its exit status, or less than 0 for a signal's number.

        Raises:
            OSError: It could not be started.
        """
        self._program = subprocess.Popen(  # noqa: S603 - the person's own
            command, pass_fds=self._lock
        )
        return self._program.wait()

    def end(self, number: int) -> None:
        """Have the command end by a signal, with all that it has started, and wait for it a bit.

        They are in the job of this program, which has to bear the signal itself.
        """
        os.kill(0, number)
        deadline = time.monotonic() + _PATIENCE
        while self._is_running() and time.monotonic() < deadline:
            time.sleep(_GLANCE)

    def _is_running(self) -> bool:
        """Whether it is; whoever waits for it still learns how it ended."""
        if self._program is None or self._program.returncode is not None:
            return False
        try:
            flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
            return os.waitid(os.P_PID, self._program.pid, flags) is None
        except ChildProcessError:
            return False


@contextmanager
def lent(rescue: Callable[[Path], object] = bool) -> Iterator[Lent]:
    """Within the block the terminal is another program's, and afterwards as it was before.

    It is for a terminal that nobody else uses just now, as inside ``App.suspend``. Ctrl+C is for
    the other program alone. Ctrl+Z stops both, as the shell expects of all that it has started.
    Told to end, this program ends the other first, and leaves nothing in the folder: ``rescue``
    gets that before, to take out of it what is the person's.
    """
    modes = _modes()
    with private_folder() as private:
        loan = Lent(private.path, private.lock)

        def leave(number: int, _frame: FrameType | None) -> None:
            for each in _ENDING:
                signal.signal(each, signal.SIG_IGN)
            loan.end(number)
            with contextlib.suppress(Exception):  # whatever it raises, the process ends
                rescue(loan.folder)
            shutil.rmtree(loan.folder, ignore_errors=True)
            for each in _ENDING:
                signal.signal(each, before[each])
            os.kill(os.getpid(), number)

        heed: dict[int, _Handler] = {signal.SIGTSTP: _stop}
        heed |= dict.fromkeys((signal.SIGINT, signal.SIGQUIT), _pass_over)
        heed |= dict.fromkeys(_ENDING, leave)
        before = {each: signal.signal(each, handler) for each, handler in heed.items()}
        try:
            yield loan
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
            _restore(modes)


def ended(status: int) -> str:
    """How a program ended, for a sentence: "ended with status 3", "was ended by SIGSEGV"."""
    number = -status if status < 0 else status - _BY_SIGNAL
    if number <= 0:
        return f"ended with status {status}"
    try:
        return f"was ended by {signal.Signals(number).name}"
    except ValueError:
        return f"ended with status {status}"


def _pass_over(_number: int, _frame: FrameType | None) -> None:
    """Do nothing; SIG_IGN would be inherited by the other program."""


def _stop(number: int, _frame: FrameType | None) -> None:
    """Stop as a program does that knows nothing of the signal: only where a shell takes over."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    signal.signal(number, _stop)


def _modes() -> list[object] | None:
    try:
        return termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, ValueError, OSError):
        return None


def _restore(modes: list[object] | None) -> None:
    if modes is not None:
        with contextlib.suppress(termios.error):  # the terminal may be gone by now
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, modes)  # type: ignore[arg-type]
    if sys.stdout.isatty():
        sys.stdout.write(_PLAIN)
        sys.stdout.flush()
