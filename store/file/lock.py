"""Who may write: one open app at a time, and one save at a time.

Two sidecars beside the file carry the locks. They are never deleted, since a lock on a deleted name
guards nothing, and the system releases them when their process ends, however it ends. The app holds
``.lock`` while it is open. Whoever saves, the app or a command, holds ``.saving`` for that moment.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import socket
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from pendulum import DateTime

from store import say
from store.clock import local
from store.errors import BusyError, reason
from store.file.places import mode_at
from store.file.replacing import beside, make_folder, make_sidecar
from store.file.turns import turn
from store.imports import import_hashes
from store.text import shown

if TYPE_CHECKING:
    from filelock import FileLock

_PATIENCE = 5.0  # seconds that a save waits for another one; the longest seen take a tenth of that
_NO_LOCKS_HERE = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL})
_NO_SIDECAR = frozenset({errno.ELOOP, errno.EISDIR, errno.ENXIO})  # something else is there
_NO_WRITING = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT})
_LONGEST_NOTE = 1000


class Holder(msgspec.Struct, frozen=True):
    """Who has the file open, as they noted it themselves; without a time where that is unknown."""

    user: str = "somebody"
    host: str = "this or another machine"
    process: int = 0
    since: datetime | None = None

    def described(self, now: DateTime) -> str:
        """The holder in one line: "sam on laptop since Tue 24 Nov, 14:02 (process 4711)"."""
        if self.since is None:
            return shown(f"{self.user} on {self.host}")
        since = say.moment(local(self.since, now))
        return shown(f"{self.user} on {self.host} since {since} (process {self.process})")


class OpenLock:
    """The lock that an open app holds. It ends with the process, or with :meth:`release`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: FileLock | None = None

    def take(self, now: DateTime) -> Holder | None:
        """Take the lock; gives who holds it instead, or None when it is ours now.

        Where the disk knows no locks, or nothing can be written beside the file, nobody can hold
        one, and it counts as ours; :func:`saving` tells of a disk with worse troubles. The same
        while there is no folder yet; asking again later, when a save has made it, takes the lock.
        """
        try:
            sidecar = beside(self._path, "lock")
            lock = _file_lock(sidecar)
            if self._lock is not None or not mode_at(sidecar.parent):
                return None
            make_sidecar(self._path, sidecar)
            _acquire(lock, 0)
        except TimeoutError:
            return holder_of(self._path)
        except OSError:
            return None
        self._lock = lock
        with contextlib.suppress(OSError):
            _sign(sidecar, now)
        return None

    def release(self) -> None:
        """Let others take it."""
        if self._lock is not None:
            _release(self._lock)
            self._lock = None


def holder_of(path: Path) -> Holder:
    """Who noted themselves in the lock of this file last."""
    try:
        descriptor = os.open(beside(path, "lock"), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            return msgspec.json.decode(os.read(descriptor, _LONGEST_NOTE), type=Holder)
        finally:
            os.close(descriptor)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Holder()


def is_open(path: Path) -> Holder | None:
    """Who has the app open on this file; None where nobody has."""
    sidecar = beside(path, "lock")
    lock = _file_lock(sidecar)
    try:
        if mode_at(sidecar):
            _acquire(lock, 0)
    except TimeoutError:
        return holder_of(path)
    except OSError:
        return None
    _release(lock)
    return None


@contextlib.contextmanager
def saving(path: Path) -> Iterator[None]:
    """Nobody else saves to this file during the block.

    Raises:
        BusyError: Somebody does, and did not come to an end within a few seconds.
    """
    with contextlib.ExitStack() as held:
        _take_turn(path, held)
        yield


def _take_turn(path: Path, held: contextlib.ExitStack) -> None:
    """Have the lock, or what stands in for it, until ``held`` is closed."""
    try:
        sidecar = beside(path, "saving")
        lock = _file_lock(sidecar)
        make_folder(sidecar.parent)
        make_sidecar(path, sidecar)
        try:
            _acquire(lock, _PATIENCE)
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE | _NO_SIDECAR:
                raise
            held.enter_context(turn(path, _PATIENCE))
        else:
            held.callback(_release, lock)
    except TimeoutError:
        raise BusyError(
            f"{shown(path)} was not saved: another program is saving it, and does not come to an "
            "end. Nothing was lost on disk; end that program, or try again."
        ) from None
    except OSError as error:
        if theirs := _of_others(path, error):
            raise BusyError(
                f"{shown(path)} was not saved: {shown(theirs)} beside it is another user's. "
                "Nothing was lost on disk; have them `chmod g+rw` it, and try again."
            ) from None
        if error.errno not in _NO_WRITING:
            raise BusyError(
                f"{shown(path)} was not saved: it cannot be locked, {reason(error)}. Nothing was "
                "lost on disk; put that right and try again."
            ) from None


def _of_others(path: Path, error: OSError) -> str:
    """The sidecar's name where it is there but cannot be opened; else "".

    So it is where another user made it for a file that both may write.
    """
    try:
        sidecar = beside(path, "saving")
        denied = error.errno in {errno.EACCES, errno.EPERM}
        return sidecar.name if denied and mode_at(sidecar) else ""
    except OSError:
        return ""


def _sign(sidecar: Path, now: DateTime) -> None:
    note = Holder(_user(), socket.gethostname(), os.getpid(), now)
    descriptor = os.open(sidecar, os.O_WRONLY | os.O_NOFOLLOW)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
            return  # planted: what it has been may be somebody's file
        os.ftruncate(descriptor, 0)
        os.write(descriptor, msgspec.json.encode(note, enc_hook=str))
    finally:
        os.close(descriptor)


def _file_lock(sidecar: Path) -> FileLock:
    import_hashes()  # which would be OpenSSL's in what follows
    from filelock import FileLock

    return FileLock(sidecar, mode=0o600, thread_local=False, fallback_to_soft=False)


def _acquire(lock: FileLock, timeout: float) -> None:
    import filelock

    try:
        lock.acquire(timeout=timeout, poll_interval=0.01)
    except filelock.Timeout:
        raise TimeoutError from None
    except NotImplementedError:
        raise OSError(errno.ENOSYS, "this disk knows no locks") from None


def _release(lock: FileLock) -> None:
    with contextlib.suppress(OSError):  # the end of the process releases it as well
        lock.release()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"user {os.getuid()}"
