"""Whether the file may be written: as was asked for, as the disk allows, and as others hold it."""

from __future__ import annotations

from pathlib import Path

from pendulum import DateTime

from store.errors import NotAllowedError
from store.file import replacing
from store.file.lock import Holder, OpenLock
from store.text import shown


class Access:
    """What this program may do with one file; ``why_read_only`` is "" where it may change it.

    Args:
        path: The file.
        read_only: Somebody asked only to look, and no lock is taken.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.why_read_only = "You asked only to look." if read_only else _why_unwritable(path)
        self._path = path
        self._lock, self._waits = OpenLock(path), False

    @property
    def read_only(self) -> bool:
        """Whether every change is refused."""
        return bool(self.why_read_only)

    def require_writing(self) -> None:
        """Pass only where changes can be kept.

        Raises:
            NotAllowedError: The file is open read-only.
        """
        if self.read_only:
            raise NotAllowedError(f"Read-only, so nothing can be changed. {self.why_read_only}")

    def take_lock(self, now: DateTime) -> Holder | None:
        """Try to hold the file as the one open app; gives who holds it instead.

        Nothing is tried where only looking was asked for, or is all that the disk allows.
        """
        return None if self.read_only and not self._waits else self._lock.take(now)

    def yield_to(self, holder: Holder | None, now: DateTime) -> None:
        """Only look while somebody else holds the file, and write again once nobody does."""
        if holder is not None:
            self.why_read_only = f"It is open in another Afterword: {holder.described(now)}."
        elif self._waits:
            self.why_read_only = _why_unwritable(self._path)
        self._waits = holder is not None

    def release(self) -> None:
        """Let others hold the file."""
        self._lock.release()


def _why_unwritable(path: Path) -> str:
    """Why nothing can be saved to this file; "" where it can."""
    why = replacing.unwritable(path)
    return f"{shown(path)} cannot be written: {why}." if why else ""
