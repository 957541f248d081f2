"""What can go wrong, said in one line that a person can act on."""

from __future__ import annotations


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


class FileRefusedError(AfterwordError):
    """A file that is not opened: unreadable, empty, cut short, not ours, or too new."""


class SaveFailedError(AfterwordError):
    """A save that did not reach the disk; the file on disk is the one from before."""


class BusyError(SaveFailedError):
    """Another program holds the file, so nothing was saved; trying again may work."""
