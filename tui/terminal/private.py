"""What is written for a while, or for the person alone: letters that are lent, the demo's cards.

Nobody else can read it, whatever the umask. A folder made here goes when its block ends, and when
the program is told to end. One whose program was killed goes at the next start: a lock on the
folder says that it is in use, and the end of all who have it open releases that.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

_NEW_FILE, _FOLDER = 0o600, 0o700
_STEM = "afterword-for-a-while-"
_NAME = re.compile(rf"{_STEM}\w{{8}}")
_NO_PLACE = "The folder for temporary files (TMPDIR)"
_in_use: list[Path] = []


class Private(Struct, frozen=True):
    """A folder that is the person's alone; ``lock`` is the open file that says it is in use.

    A program that is to use the folder, too, is given that to inherit. It is None where the disk
    knows no locks.
    """

    path: Path
    lock: int | None


@contextlib.contextmanager
def private_folder() -> Iterator[Private]:
    """A folder among the temporary files that goes when the block ends.

    Raises:
        OSError: It could not be made.
    """
    made = _made()
    _in_use.append(made.path)
    try:
        yield made
    finally:
        shutil.rmtree(made.path, ignore_errors=True)
        _in_use.remove(made.path)
        if made.lock is not None:
            os.close(made.lock)


def remove_all() -> None:
    """Remove all folders that are in use, for a program that ends without leaving its blocks."""
    for folder in _in_use:
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove the folders of this user that programs which were killed have left."""
    with contextlib.suppress(OSError):
        with os.scandir(tempfile.gettempdir()) as entries:
            found = [entry.path for entry in entries if _NAME.fullmatch(entry.name)]
        for each in found:
            with contextlib.suppress(OSError):  # it is in use, is somebody else's, or has gone
                _sweep(each)


def write_new(path: Path, content: bytes) -> None:
    """Write a new file that nobody else can read; one that cannot be written whole is not left.

    Raises:
        OSError: It could not be written, or something is there already, be it a link.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, _NEW_FILE), "wb") as file:
        try:
            file.write(content)
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _made() -> Private:
    try:
        place = tempfile.gettempdir()
    except FileNotFoundError:  # which names no folder
        why = errno.EACCES
        raise PermissionError(why, os.strerror(why), _NO_PLACE) from None
    while True:
        path = Path(tempfile.mkdtemp(prefix=_STEM, dir=place))
        lock = _opened(path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            os.close(lock)
            return Private(path, None)
        if path.exists():
            return Private(path, lock)
        os.close(lock)  # a sweep came between


def _sweep(folder: str) -> None:
    descriptor = _opened(folder)
    try:
        found = os.fstat(descriptor)
        if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == _FOLDER:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)


def _opened(folder: str | Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
