"""Replacing a file whole: whoever looks sees the old one or the new one, and never half of one.

The recipe: a temporary file beside the real one, written and synced, renamed over it, and the
folder synced. A link to the file stays a link; its mode and owner are kept.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import stat
from pathlib import Path

from store.errors import SaveFailedError

_NEW_FILE, _NEW_FOLDER = 0o600, 0o700
_MARK = ".afterword-"
_LONGEST_NAME = 255


def replace(path: Path, content: bytes) -> None:
    """Put the content in place of the file, durably: when this returns, it is on the disk.

    Raises:
        SaveFailedError: It did not work; the file is as it was, and no temporary one is left. Only
            where the folder could not be synced is the new content there, and perhaps not for good.
    """
    real = Path(os.path.realpath(path))
    try:
        real.parent.mkdir(mode=_NEW_FOLDER, parents=True, exist_ok=True)
        before = _existing(real)
        temporary = real.with_name(_temporary_name(real.name))
        try:
            _write(temporary, content, before)
            os.replace(temporary, real)  # noqa: PTH105 - as the other calls of the recipe
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise
    except OSError as error:
        raise SaveFailedError(
            f"{path} could not be saved: {error.strerror or error}. The file on the disk is whole, "
            "as it was before."
        ) from error
    try:
        _sync_folder(real.parent)
    except OSError as error:
        raise SaveFailedError(
            f"{path} was written, but the disk does not confirm it: {error.strerror or error}. "
            "Look whether it is there before you repeat it."
        ) from error


def sweep(path: Path) -> None:
    """Remove temporary files that a crash left beside the file."""
    real = Path(os.path.realpath(path))
    with contextlib.suppress(OSError):
        for stray in real.parent.glob(f"{_MARK}*"):
            if _is_stray(stray, real.name):
                stray.unlink()


def _temporary_name(name: str) -> str:
    start = f"{_MARK}{secrets.token_hex(8)}-".encode()
    return (start + os.fsencode(name))[:_LONGEST_NAME].decode(errors="ignore")


def _is_stray(stray: Path, name: str) -> bool:
    expected = _temporary_name(name)
    tail = len(_MARK) + 16
    alike = len(stray.name) == len(expected) and stray.name[tail:] == expected[tail:]
    return alike and stat.S_ISREG(stray.lstat().st_mode)


def _existing(real: Path) -> os.stat_result | None:
    try:
        found = real.stat()
    except FileNotFoundError:
        return None
    if not found.st_mode & stat.S_IWUSR or not os.access(real, os.W_OK):
        raise PermissionError(13, "the file is read-only", str(real))
    return found


def _write(temporary: Path, content: bytes, before: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, _NEW_FILE)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        if before is not None:
            with contextlib.suppress(PermissionError):  # only root may give a file away
                os.fchown(descriptor, before.st_uid, before.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    if full := getattr(fcntl, "F_FULLFSYNC", None):  # macOS: fsync alone stops at the drive's cache
        fcntl.fcntl(descriptor, full)
    else:
        os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
