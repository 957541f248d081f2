"""What can go wrong, said in one line that a person can act on."""

from __future__ import annotations

import errno


class AfterwordError(Exception):
    """A problem a person can cause or mend; its text is one line: what was wrong, what to do."""


class UnreadableError(AfterwordError):
    """Text a person typed (a date, a promise, an address) that could not be understood."""


class FieldError(UnreadableError):
    """A field that cannot be taken as it is; ``field`` is the form's name for it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotAllowedError(AfterwordError):
    """An action that the card's stage, or a file opened read-only, does not allow."""


class WrongTimeError(NotAllowedError):
    """A time at which something cannot have been done: to come, or before what it followed."""


class FileRefusedError(AfterwordError):
    """A file that is not opened: unreadable, empty, cut short, not ours, or too new."""


class SaveFailedError(AfterwordError):
    """A save that did not reach the disk; the file on disk is the one from before."""


class BusyError(SaveFailedError):
    """Another program holds the file, so nothing was saved; trying again may work."""


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


def reason(error: Exception) -> str:
    """What the system said, in plain words and without a full stop."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0) or error.strerror or "the system gave no reason"
    return str(error)
