"""The kinds of faults that can stand between the program and the file system."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
from typing import Any

from tests.faults.powercut import Disk
from tests.faults.shim import Call


class NoFault:
    """Nothing happens; ``calls`` names the calls in their order."""

    happened = lasting = False

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __call__(self, call: Call) -> Any:
        self.calls.append(call.name)
        return call.run()


class Fails:
    """The Nth call fails, once or with all that come after it.

    Args:
        nth: Which one, counted from 1.
        number: The error's number.
        lasting: From then on, every call fails; but for unlocking, which no broken disk hinders.
        only: Count, and let fail, only the calls of this name.
    """

    def __init__(self, nth: int, number: int, *, lasting: bool = False, only: str = "") -> None:
        self._nth, self._number, self.lasting, self._only = nth, number, lasting, only
        self.count = 0
        self.happened = False

    def __call__(self, call: Call) -> Any:
        if self._only and call.name != self._only:
            return call.run()
        self.count += 1
        lasts = self.lasting and not _unlocks(call)
        if self.count < self._nth or (self.count > self._nth and not lasts):
            return call.run()
        self.happened = True
        return self._fail(call)

    def _fail(self, call: Call) -> Any:
        if call.name == "close":
            call.run()  # a close that fails has closed all the same
        if call.name == "access":
            return False  # it has no other way to fail
        raise OSError(self._number, os.strerror(self._number))


class WritesShort(Fails):
    """The Nth write takes only half of what it is given, and the one after it fails."""

    def __init__(self, nth: int, number: int) -> None:
        super().__init__(nth + 1, number, only="write")
        self._short = nth

    def __call__(self, call: Call) -> Any:
        if call.name == "write" and self.count == self._short - 1:
            self.count += 1
            self.happened = True
            return call.run_half()
        return super().__call__(call)


class Full:
    """There is no room: no file can grow beyond so many bytes.

    It is the system that writes what fits and refuses the rest, as on a disk that is full.

    Args:
        limit: The bytes.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.happened = self.lasting = False

    def __call__(self, call: Call) -> Any:
        if call.name != "write":
            return call.run()
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        asked = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._limit, hard))
        written = 0
        try:
            written = call.run()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, asked)
            self.happened = self.happened or written < len(call.arguments[1])
        return written


class Kills:
    """The process dies at the Nth call: ``before`` it, ``after`` it, or ``amid`` a write.

    Args:
        nth: Which one, counted from 1; amid writes, only those count.
        moment: When.
    """

    happened = lasting = False

    def __init__(self, nth: int, moment: str) -> None:
        self._nth, self._moment = nth, moment
        self._count = 0

    def __call__(self, call: Call) -> Any:
        if self._moment == "amid" and call.name != "write":
            return call.run()
        self._count += 1
        if self._count < self._nth:
            return call.run()
        if self._moment == "after":
            call.run()
        elif self._moment == "amid":
            call.run_half()
        _die()
        return None


class CutsPower:
    """The power goes after the Nth call: what was not synced is lost, as badly as may be.

    Args:
        nth: Which call, counted from 1.
        undone: What was done to the names in a folder that was not synced is undone; otherwise it
            is kept.
    """

    happened = lasting = False

    def __init__(self, nth: int, *, undone: bool) -> None:
        self._nth, self._disk = nth, Disk(undone=undone)
        self._count = 0

    def __call__(self, call: Call) -> Any:
        self._count += 1
        try:
            return self._disk.run(call)
        finally:
            if self._count == self._nth:
                self._disk.cut()
                _die()


def _unlocks(call: Call) -> bool:
    return call.name == "flock" and call.arguments[1] == fcntl.LOCK_UN


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
