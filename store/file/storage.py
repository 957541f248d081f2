"""The storage under TinyDB: parses once, saves once per action, and never leaves half a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from store.errors import FileRefusedError, NotAllowedError, SaveFailedError, reason
from store.file import replacing
from store.file.documents import RawTables, as_text, joined, opened
from store.file.format import FORMAT, newer
from store.file.lock import saving
from store.file.reading import parse, read
from store.text import shown


class FileStorage(Storage):
    """One JSON file as TinyDB's tables; stock ``TinyDB(path)`` reads it as well.

    The JSON is on one line: half the size of an indented one, and so half of every save. Whoever
    wants to compare two copies by eye can indent both with any JSON tool.

    Nothing is held open between the calls, so there is nothing to do at :meth:`close`.

    Args:
        path: The file. A missing one reads as None and is made at the first save.
        read_only: Refuse to write.
        set_aside: Given the bytes on the disk before they are replaced.

    Attributes:
        tables: What the file holds, each document as text; never changed in place.
        format: The format in which the file lies on the disk.
        is_gone: Whether the file vanished while it was open.
        generation: How often the tables were read anew because the file had changed underneath.

    Raises:
        FileRefusedError: The file is there, but cannot be read or is not ours.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        read_only: bool = False,
        set_aside: Callable[[bytes], None] | None = None,
    ) -> None:
        self._path = Path(path).absolute()
        self._read_only, self._set_aside = read_only, set_aside
        self._content: bytes | None = None
        self._looks: tuple[int, ...] = ()
        self.tables: RawTables = {}
        self.format, self.is_gone = FORMAT, False
        self.generation = 0
        self._take_in()
        self.generation = 0  # the first look is no change
        if not read_only:
            replacing.sweep(self._path)

    def read(self) -> dict[str, dict[str, dict[str, Any]]] | None:
        """The tables for TinyDB, which may change them as it likes; None when there is no file."""
        if self._content is None:
            return None
        return {
            name: {number: opened(raw) for number, raw in table.items()}
            for name, table in self.tables.items()
        }

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save these tables of TinyDB's, made from what :meth:`read` gave.

        Raises:
            SaveFailedError: The file was changed elsewhere since the tables were read. They are
                then those that are on the disk.
            AfterwordError: As :meth:`action` and :meth:`save`.
        """
        self._require_writing()
        known = self.generation
        with self.action():
            if self.generation != known:
                raise SaveFailedError(
                    f"{shown(self._path)} was just changed by another program, so this was not "
                    "saved. Nothing was lost on disk; try again."
                )
            with self._into_json():
                tables = as_text(data)
            self.save(tables)

    @contextmanager
    def action(self) -> Iterator[None]:
        """A block in which no other program saves; it starts from the file as it is now.

        Raises:
            BusyError: Another program is saving, and does not come to an end.
            FileRefusedError: The file was changed into something that is not ours.
        """
        with saving(self._path):
            self._take_in()
            yield

    def save(self, tables: RawTables) -> None:
        """Put these tables on the disk, inside an :meth:`action`.

        Raises:
            NotAllowedError: The storage is read-only.
            FileRefusedError: The file is of a newer format.
            SaveFailedError: The save failed. The tables are then those that are on the disk.
        """
        self._require_writing()
        if self._set_aside and self._content and not self.is_gone:
            self._set_aside(self._content)
        content = joined(tables)
        try:
            replacing.replace(self._path, content)
        except SaveFailedError:
            with suppress(FileRefusedError):
                self._take_in()  # the rename may have been done before the failure
            raise
        self.tables, self._content = tables, content
        self.format, self.is_gone = FORMAT, False

    def refresh(self, *, thoroughly: bool = True) -> bool:
        """Read the file anew if it was changed underneath; says whether it was.

        The bytes count: size and time miss edits. Not ``thoroughly``, a file that looks as at the
        last look is taken to be the same. A file that vanished is no change: the tables are kept,
        ``is_gone`` says so, and the next save makes it again.

        Raises:
            FileRefusedError: What is there now cannot be read, or is not ours.
        """
        return (thoroughly or _looks(self._path) != self._looks) and self._take_in()

    def _require_writing(self) -> None:
        if self._read_only:
            raise NotAllowedError(
                f"{shown(self._path)} is open read-only, so nothing can be changed."
            )
        if self.format > FORMAT:
            raise FileRefusedError(f"{newer(self._path, self.format)} Nothing was changed.")

    @contextmanager
    def _into_json(self) -> Iterator[None]:
        """A block in which documents become text; what does not go into JSON fails as a save."""
        try:
            yield
        except (TypeError, ValueError) as error:
            raise SaveFailedError(
                f"{shown(self._path)} was not saved: something in it does not go into JSON "
                f"({shown(reason(error))}). Nothing was lost on disk."
            ) from error

    def _take_in(self) -> bool:
        self._looks = _looks(self._path)  # first, for it may be replaced in between
        raw = read(self._path)
        self.is_gone = raw is None and self._content is not None
        if raw is None or raw == self._content:
            return False
        content = parse(raw, self._path)
        self.tables, self._content, self.format = content.tables, raw, content.format
        self.generation += 1
        return True


def _looks(path: Path) -> tuple[int, ...]:
    """The file's time, size and place on the disk."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
