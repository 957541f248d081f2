"""Leaving nothing behind: when told to end by a signal, and when the program crashes."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
_KEPT_OUT = Path("/proc/self/coredump_filter")
"""On Linux, what of the memory a core dump gets: also one that is piped to a program."""


class _ToldToEnd(BaseException):
    """Raised wherever the program is; each block that it leaves tidies up, as after Ctrl+C."""

    def __init__(self, number: int) -> None:
        self.number = number


@contextlib.contextmanager
def tidily() -> Iterator[None]:
    """Within the block, SIGTERM and SIGHUP leave all blocks in it before they end the process.

    So does Ctrl+C, where it has ended the process at once so far (see :mod:`tui.cli.begin`).
    One that whoever started the program has it ignore, as ``nohup`` does, stays ignored.
    """

    def leave(number: int, _frame: FrameType | None) -> None:
        raise _ToldToEnd(number)

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    heeded = [each for each in _SIGNALS if signal.getsignal(each) is signal.SIG_DFL]
    for each in heeded:
        signal.signal(each, leave)
    try:
        yield
    except _ToldToEnd as told:
        signal.signal(told.number, signal.SIG_DFL)
        os.kill(os.getpid(), told.number)
    finally:
        for each in heeded:
            signal.signal(each, signal.SIG_DFL)


def leave_no_core() -> None:
    """Have no core dump made, of this program or of what it starts: letters would be in it."""
    with contextlib.suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    with contextlib.suppress(OSError):
        _KEPT_OUT.write_text("0", encoding="ascii")
