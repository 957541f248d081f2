"""Taking turns by a name, where the disk knows no locks: whoever could make it saves.

A crash leaves the name behind. On the same machine, the next one sees that its maker has ended;
from another, one waits until it is old.
"""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from store.file.replacing import beside, time_on

_GLANCE = 0.01  # seconds until it is tried again
_OLD = 30  # seconds by the disk's clock; no save takes that long
_LONGEST_NOTE = 300


@contextlib.contextmanager
def turn(path: Path, patience: float) -> Iterator[None]:
    """Nobody else who asks for a turn on this file has one during the block.

    Raises:
        TimeoutError: Somebody had one for so many seconds.
        OSError: The name cannot be made.
    """
    name = beside(path, "turn")
    mine = f"{socket.gethostname()} {os.getpid()} {os.urandom(8).hex()}".encode()
    end = time.monotonic() + patience
    while not _made(name, mine):
        held = _note(name)
        if _is_over(name, held):
            _take_away(name, held)
        elif time.monotonic() > end:
            raise TimeoutError
        else:
            time.sleep(_GLANCE)
    try:
        yield
    finally:
        if _note(name) == mine:
            with contextlib.suppress(OSError):
                name.unlink()


def _made(name: Path, note: bytes) -> bool:
    try:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        return False
    try:
        os.write(descriptor, note)
    finally:
        os.close(descriptor)
    return True


def _note(name: Path) -> bytes:
    """What its maker wrote; b"" where there is none, or nothing yet, or it is somebody else's."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        return os.read(descriptor, _LONGEST_NOTE)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _is_over(name: Path, held: bytes) -> bool:
    """Whether its maker has ended, as far as one can tell from here."""
    host, _, rest = held.decode(errors="replace").partition(" ")
    process = rest.partition(" ")[0]
    if host == socket.gethostname() and process.isdecimal() and not _runs(int(process)):
        return True
    try:
        found = name.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_mtime < time_on(name.parent) - _OLD
    except OSError:
        return False


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _take_away(name: Path, held: bytes) -> None:
    """Remove what a crash left, and nothing that somebody else has made by now."""
    away = name.with_name(f"{name.name}-{os.urandom(8).hex()}")
    with contextlib.suppress(OSError):
        name.rename(away)
        if _note(away) != held:
            os.link(away, name)
        away.unlink()
