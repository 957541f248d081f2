"""How it stands with saving."""

from __future__ import annotations

from enum import Enum


class FileState(Enum):
    """How it stands with saving, as the header marks it beside the file's name."""

    FINE = ""
    READ_ONLY = "read-only"
    NOT_SAVED = "! not saved"
    UNREADABLE = "! unreadable"
