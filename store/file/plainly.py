"""File names and the system's complaints, as a person can read them in one line."""

from __future__ import annotations

import errno
import os

from store.text import clean

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "it is too large for this disk",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reported an error",
    errno.EACCES: "you have no permission",
    errno.EPERM: "you have no permission",
    errno.ENOENT: "its folder is gone",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EMFILE: "too many files are open",
}


def shown(name: str | os.PathLike[str]) -> str:
    """A name as it can be put into one line; what could drive a terminal becomes visible."""
    return clean(str(name)).replace("\n", "␊")


def reason(error: Exception) -> str:
    """What the system said, in plain words and without a full stop."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0) or error.strerror or "the system gave no reason"
    return str(error)
