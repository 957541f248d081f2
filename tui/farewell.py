"""Leaving when told to by a signal: everything saved, the terminal as it was, and gone in time.

Textual itself handles neither SIGTERM nor SIGHUP: the process would die with unsaved changes and
leave the terminal in the alternate screen. SIGINT, which no key sends here, would look like a usual
end. A handler of :mod:`asyncio` would not do, for it does not run while the app waits for a
terminal that takes no more output.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType

from store.errors import AfterwordError

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_DEADLINE = 1.5  # seconds; then it ends whatever still waits for a disk or a terminal
_OWN_KEYS = b"\x1b[<u"
"""Takes back how keys are told; once more than they were chosen, it would take the shell's."""
_NO_ANSWER = "the disk did not answer in time: what was done last may not be saved."
_NOT_KEPT = "what was done last may not be saved."
_PLAIN = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[?1004l\x1b[?2048l\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
)
"""Undoes what the app switched on: mouse, paste, focus, the other screen, no cursor."""


@contextlib.contextmanager
def orderly(
    keep: Callable[[], None],
    holds: Callable[[], bool],
    tidy: Callable[[], None],
    fit: Callable[[str], str] = str,
) -> Iterator[None]:
    """Within the block, SIGTERM, SIGHUP and SIGINT end the process in good order, by that signal.

    Args:
        keep: Saves what there is to save. Whatever it raises, the process ends all the same, and
            says so.
        holds: Whether the app has the terminal now, and has not lent it to another program.
        tidy: Removes what must not outlast the process. It raises nothing.
        fit: Makes what is sent to the terminal fit it.
    """

    def plain(told: str = "") -> bytes:
        last = f"afterword: {told}\r\n" if told else ""
        return (fit(((_OWN_KEYS if holds() else b"") + _PLAIN).decode()) + last).encode()

    kept = threading.Event()

    try:
        modes = termios.tcgetattr(sys.stdin.fileno())
    except termios.error:
        modes = None

    def give_up(number: int) -> None:
        time.sleep(_DEADLINE)
        _restore(modes, plain("" if kept.is_set() else _NO_ANSWER))
        tidy()
        os._exit(128 + number)

    def limit(number: int) -> None:
        try:
            threading.Thread(target=give_up, args=(number,), daemon=True).start()
        except RuntimeError:  # there is no thread to be had: then the terminal comes first
            _restore(modes, plain())
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, _DEADLINE)

    def leave(number: int, _frame: FrameType | None) -> None:
        limit(number)
        for other in _SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        told = _why_not(keep)
        kept.set()
        tidy()
        _restore(modes, plain(told))
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    before = {number: signal.signal(number, leave) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _why_not(keep: Callable[[], None]) -> str:
    """Keep all there is, and say why that did not work; "" where it did."""
    try:
        keep()
    except AfterwordError as error:
        return str(error)
    except Exception:  # noqa: BLE001 - a bug must not keep it from ending
        return _NOT_KEPT
    return ""


def terminal_is_gone() -> bool:
    """Whether the terminal that the app was started on has ceased to be one."""
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, ValueError, OSError):
        return True
    return False


def shell_waits() -> bool:
    """Whether a shell takes over from a program that is stopped, and can start it again.

    Where none does, as in a window of its own or under ``ssh -t``, stopping would be the end.
    """
    try:
        session = os.getsid(0)
        return os.getpgrp() != session and os.getsid(os.getppid()) == session
    except OSError:
        return False


def _restore(modes: list[object] | None, plain: bytes) -> None:
    """Give the terminal back as it was, without waiting for one that takes no output."""
    if _is_lent():
        return
    if modes is not None:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)  # type: ignore[arg-type]
    output = sys.__stderr__.fileno() if sys.__stderr__ else 2
    with contextlib.suppress(OSError):
        os.set_blocking(output, False)
        try:
            os.write(output, plain)
        finally:
            os.set_blocking(output, True)  # the shell shares this setting


def _is_lent() -> bool:
    """Whether this program is in the background: the terminal is as another one needs it."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp()
    except OSError:
        return False
