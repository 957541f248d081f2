"""The terminal while another program of the person's has it: an editor, a mail client."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_PLAIN = "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?1l\x1b>\x1b[0m\x1b[?25h"
"""No mouse, no marks around what is pasted, plain keys, colours and cursor as they are at first.

So it is where a program ends well; one that is killed leaves behind what it switched on.
"""


@contextmanager
def lent() -> Iterator[None]:
    """Within the block the terminal is another program's, and afterwards as it was before.

    It is for a terminal that nobody else uses just now, as inside ``App.suspend``. Ctrl+C is for
    the other program alone. Ctrl+Z stops both, as the shell expects of all that it has started.
    """
    modes = _modes()
    heed = {signal.SIGINT: _pass_over, signal.SIGQUIT: _pass_over, signal.SIGTSTP: _stop}
    before = {each: signal.signal(each, handler) for each, handler in heed.items()}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        _restore(modes)


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
