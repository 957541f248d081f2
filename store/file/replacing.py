"""Replacing a file whole: whoever looks sees the old one or the new one, and never half of one.

The recipe: a temporary file beside the real one, written and synced, renamed over it, and the
folder synced. A link to the file stays a link; its mode and, where allowed, its owner are kept.
What root makes beside somebody's file is theirs too, or they could not use their file afterwards.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import itertools
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.errors import SaveFailedError, reason
from store.file.places import mode_at
from store.imports import import_hashes
from store.text import shown

_NEW_FILE, _NEW_FOLDER = 0o600, 0o700
_ANY_MAY_WRITE = 0o222
_GROUP = 0o070
_SHARED = 0o066
_LONGEST_NAME = 255  # bytes, on nearly every disk
_STRAY_AFTER = 60  # seconds; a save that is still going on is younger
_TEMPORARY = re.compile(r"\.afterword-[0-9a-f]{12}-[0-9a-f]{16}")
_NOT_SUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOTTY})


def replace(path: Path, content: bytes | Iterable[bytes], *, beside_of: Path | None = None) -> None:
    """Put the content in place of the file, durably: when this returns, it is on the disk.

    Args:
        path: The file.
        content: All that it holds from now on, as a whole or in pieces.
        beside_of: The file that this one is a copy of, and beside it: a link in its place is not
            followed, and where root makes it, it gets the owner of that file.

    Raises:
        SaveFailedError: It did not work, and no temporary file is left. The file is as it was, or,
            where only the last sync failed, the whole new one; the text says which.
    """
    try:
        real = Path(os.path.realpath(path)) if beside_of is None else path
        make_folder(real.parent)
        before = _existing(real)
        temporary = real.with_name(f"{_mark(real.name)}{os.urandom(8).hex()}")
        try:
            _write(temporary, content, before, beside_of)
            os.replace(temporary, real)  # noqa: PTH105 - as the other calls of the recipe
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise
    except OSError as error:
        raise SaveFailedError(
            f"{shown(path)} was not saved: {reason(error)}. Nothing was lost on disk; put that "
            "right and try again."
        ) from error
    try:
        _sync_folder(real.parent)
    except OSError as error:
        raise SaveFailedError(
            f"{shown(path)} was written, but may not outlast a power cut: {reason(error)}. Nothing "
            "was lost on disk; look at what is there now before you try again."
        ) from error


def sweep(path: Path) -> None:
    """Remove temporary files that a crash left: of this file, and of copies made beside it."""
    with contextlib.suppress(OSError):
        folder = Path(os.path.realpath(path)).parent
        left = [each for each in folder.iterdir() if _TEMPORARY.fullmatch(each.name)]
        now = time_on(folder) if left else 0
        for each in left:
            found = each.lstat()
            if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _STRAY_AFTER:
                each.unlink()


def time_on(folder: Path) -> float:
    """What the time is by the clock that dates the files there: another machine's may be off."""
    fresh = folder / f"{_mark('')}{os.urandom(8).hex()}"
    os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_FILE))
    try:
        return fresh.lstat().st_mtime
    finally:
        fresh.unlink()


def beside(path: Path, ending: str) -> Path:
    """The sidecar of a file with this ending: ``.afterword.json.lock``, beside the real file.

    For a name so long that nothing can be added to it, a short one stands in.
    """
    real = Path(os.path.realpath(path))
    name = f".{real.name}.{ending}"
    return real.with_name(
        name if len(os.fsencode(name)) <= _LONGEST_NAME else f"{_mark(real.name)}{ending}"
    )


def make_sidecar(path: Path, sidecar: Path) -> None:
    """Make a sidecar that is missing, empty, where whoever locks the file would make it wrong.

    It is for all who may write the file, as in a folder that a group shares; and where root uses
    somebody's file, it is theirs. What is there already is left as it is, a planted link too.
    Whoever opens the sidecar next says what is wrong with it.
    """
    others = _sharers(path)
    if os.geteuid() != 0 and others is None:
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with contextlib.suppress(OSError):
        descriptor = os.open(sidecar, flags, _NEW_FILE)
        try:
            _give(descriptor, path)
            if others is not None:
                os.fchown(descriptor, -1, others.st_gid)
                os.fchmod(descriptor, _NEW_FILE | stat.S_IMODE(others.st_mode) & _SHARED)
        finally:
            os.close(descriptor)


def _sharers(path: Path) -> os.stat_result | None:
    """What the file allows, where it is one that others than its owner may write."""
    try:
        found = Path(os.path.realpath(path)).lstat()
    except OSError:
        return None
    is_shared = stat.S_ISREG(found.st_mode) and found.st_mode & _SHARED & _ANY_MAY_WRITE
    return found if is_shared else None


def unwritable(path: Path) -> str:
    """Why a save to this file would fail, as far as a look can tell; "" where it would work."""
    try:
        real = Path(os.path.realpath(path))
        _existing(real)
        folder = next(each for each in real.parents if mode_at(each))
    except OSError as error:
        return reason(error)
    if not os.access(folder, os.W_OK | os.X_OK):
        return "its folder is read-only"
    return ""


def shares_its_content(path: Path) -> bool:
    """Whether the file has a second name (a hard link), which a save would leave behind."""
    try:
        return Path(os.path.realpath(path)).stat().st_nlink > 1
    except OSError:
        return False


def _mark(name: str) -> str:
    """How the temporary names for this file begin: short, so that no name grows too long."""
    import_hashes()
    from hashlib import sha256  # slow to load, and not needed to look

    return f".afterword-{sha256(os.fsencode(name)).hexdigest()[:12]}-"


def make_folder(folder: Path) -> None:
    """Make a folder, private and durably, with those above it; raises OSError."""
    missing = list(itertools.takewhile(lambda each: not mode_at(each), (folder, *folder.parents)))
    for each in reversed(missing):
        each.mkdir(mode=_NEW_FOLDER, exist_ok=True)
        _sync_folder(each.parent)


def _existing(real: Path) -> os.stat_result | None:
    try:
        found = real.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ENOTSUP, "there is no plain file there any more")
    if not found.st_mode & _ANY_MAY_WRITE or not os.access(real, os.W_OK):
        raise OSError(errno.ENOTSUP, "the file is read-only")  # a rename would not ask
    return found


def _write(
    temporary: Path,
    content: bytes | Iterable[bytes],
    before: os.stat_result | None,
    beside_of: Path | None,
) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    descriptor = os.open(temporary, flags, _NEW_FILE)
    try:
        for piece in [content] if isinstance(content, bytes) else content:
            left = memoryview(piece)
            while left:
                left = left[os.write(descriptor, left) :]
        if before is not None:
            _keep_rights(descriptor, before)
        elif beside_of is not None:
            _give(descriptor, beside_of)
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _keep_rights(descriptor: int, before: os.stat_result) -> None:
    mode = stat.S_IMODE(before.st_mode)
    with contextlib.suppress(OSError):  # only root may give a file away
        os.fchown(descriptor, before.st_uid, -1)
    try:
        os.fchown(descriptor, -1, before.st_gid)
    except OSError:
        mode &= ~_GROUP  # what the old group was allowed is not for another one
    os.fchmod(descriptor, mode)


def _give(descriptor: int, beside_of: Path) -> None:
    """Give a file that root has just made to the owner of the one that it is made beside.

    By its descriptor: whoever owns the folder could put something else under the name meanwhile.
    """
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):  # no such file; or a disk on which root is nobody
            owner = Path(os.path.realpath(beside_of)).lstat()
            os.fchown(descriptor, owner.st_uid, owner.st_gid)


def _sync(descriptor: int) -> None:
    if full := getattr(fcntl, "F_FULLFSYNC", None):  # macOS: fsync alone stops at the drive's cache
        with _where_supported():
            fcntl.fcntl(descriptor, full)
            return
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with _where_supported():
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _where_supported() -> Iterator[None]:
    """Some disks, of networks above all, know no sync of this kind; that is no failed one."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise
