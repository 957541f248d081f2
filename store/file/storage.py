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
from store.file.documents import RawTables, StoredDocument, as_raw, joined
from store.file.format import FORMAT, newer
from store.file.lock import saving
from store.file.reading import parse, read
from store.text import shown

SetAside = Callable[[bytes], None]
"""Called with the bytes on the disk before they are replaced."""


class FileStorage(Storage):
    """One JSON file as TinyDB's tables; stock ``TinyDB(path)`` reads it as well.

    The JSON is on one line: half the size of an indented one, and so half of every save. Whoever
    wants to compare two copies by eye can indent both with any JSON tool.

    Nothing is held open between the calls, so there is nothing to do at :meth:`close`.

    Args:
        path: The file. A missing one reads as None and is made at the first save.
        read_only: Refuse to write.

    Raises:
        FileRefusedError: The file is there, but cannot be read or is not ours.
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False) -> None:
        self._path = Path(path).absolute()
        self.read_only = read_only
        self._pending: RawTables | None = None
        self._in_action = False
        self._generation = 0
        self._tables: RawTables | None = None
        self._content: bytes | None = None
        self._looks: tuple[int, ...] = ()
        self.format = FORMAT
        self.is_gone = False
        self._take_in(self._look())
        self._generation = 0
        if not read_only:
            replacing.sweep(self._path)

    @property
    def generation(self) -> int:
        """Grows each time the tables were read anew because the file had changed underneath."""
        return self._generation

    def raw(self, table: str) -> Mapping[str, Any]:
        """The documents of a table by number, as JSON text, for whoever reads very many."""
        return (self._tables or {}).get(table, {})

    def read(self) -> dict[str, dict[str, StoredDocument]] | None:
        """A copy of the tables that TinyDB may change as it likes; None when there is no file."""
        tables = self._tables if self._pending is None else self._pending
        if tables is None:
            return None
        return {
            name: {number: StoredDocument(raw) for number, raw in table.items()}
            for name, table in tables.items()
        }

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save these tables: at once, or with the rest of the action that is going on.

        Raises:
            NotAllowedError: The storage is read-only.
            FileRefusedError: The file was changed into something that is not ours.
            SaveFailedError: The save failed, or the file was changed elsewhere since these tables
                were read. The tables are then those that are on the disk.
        """
        self._require_writing()
        tables = self._as_text(data)
        if self._in_action:
            self._pending = tables
        elif self.refresh():
            raise SaveFailedError(
                f"{shown(self._path)} was just changed by another program, so this was not saved. "
                "Nothing was lost on disk; try again."
            )
        else:
            with saving(self._path):
                self._save(tables)

    @contextmanager
    def action(self, set_aside: SetAside | None = None) -> Iterator[None]:
        """Everything written in this block is one save at its end; an error undoes all of it.

        No other program saves meanwhile, and the block starts from the file as it is now, even
        where another one changed it.

        Args:
            set_aside: Given the bytes that are about to be replaced, before they are.

        Raises:
            BusyError: Another program is saving, and does not come to an end.
            FileRefusedError: The file was changed into something that is not ours.
            SaveFailedError: The save failed. The tables are then those that are on the disk.
            RuntimeError: The block is inside another one.
        """
        if self._in_action:
            raise RuntimeError("an action cannot hold another one")
        with saving(self._path):
            raw = self._look()
            self._take_in(raw)
            self._in_action = True
            try:
                yield
                if self._pending is not None:
                    if set_aside and raw:
                        set_aside(raw)
                    self._save(self._pending)
            finally:
                self._in_action = False
                self._pending = None

    def looks_changed(self) -> bool:
        """Whether the file's size, time or place on the disk differs from the last look."""
        return _looks(self._path) != self._looks

    def refresh(self) -> bool:
        """Read the file anew if it was changed underneath; says whether it was.

        The bytes count: size and time miss edits. A file that vanished is no change: the tables are
        kept, ``is_gone`` says so, and the next save makes it again. Inside an action nothing
        happens, since the action began with this.

        Raises:
            FileRefusedError: What is there now cannot be read, or is not ours.
        """
        return False if self._in_action else self._take_in(self._look())

    def _look(self) -> bytes | None:
        """The file's bytes; how it looks is noted first, for it may be replaced in between."""
        self._looks = _looks(self._path)
        return read(self._path)

    def _take_in(self, raw: bytes | None) -> bool:
        self.is_gone = raw is None and self._tables is not None
        if raw is None or raw == self._content:
            return False
        content = parse(raw, self._path)
        self._tables, self._content, self.format = content.tables, raw, content.format
        self._generation += 1
        return True

    def _require_writing(self) -> None:
        if self.read_only:
            raise NotAllowedError(
                f"{shown(self._path)} is open read-only, so nothing can be changed."
            )
        if self.format > FORMAT:
            raise FileRefusedError(f"{newer(self._path, self.format)} Nothing was changed.")

    def _as_text(self, data: Mapping[str, Mapping[str, Any]]) -> RawTables:
        try:
            return {
                name: {number: as_raw(document) for number, document in table.items()}
                for name, table in data.items()
            }
        except (TypeError, ValueError) as error:
            raise SaveFailedError(
                f"{shown(self._path)} was not saved: something in it does not go into JSON "
                f"({shown(reason(error))}). Nothing was lost on disk."
            ) from error

    def _save(self, tables: RawTables) -> None:
        content = joined(tables)
        try:
            replacing.replace(self._path, content)
        except SaveFailedError:
            with suppress(FileRefusedError):
                self._take_in(self._look())  # the rename may have been done before the failure
            raise
        self._tables, self._content = tables, content
        self.format, self.is_gone = FORMAT, False


def _looks(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
