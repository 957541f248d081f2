"""How it stands with saving."""

from __future__ import annotations

from enum import Enum


class FileState(Enum):
    """How it stands with saving, as the header marks it beside the file's name."""

    FINE = ""
    SAVING = "*"
    """For the moment that a save takes, as editors do."""
    SAVING_STILL = "· not saved yet"
    """A slow disk, or one that does not answer."""
    READ_ONLY = "read-only"
    NOT_SAVED = "! not saved"
    UNREADABLE = "! unreadable"
