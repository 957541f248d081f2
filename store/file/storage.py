"""The storage under TinyDB: parses once, saves once per action, and never leaves half a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson
from tinydb.storages import Storage

from store.errors import FileRefusedError, NotAllowedError, SaveFailedError
from store.file import replacing
from store.file.plainly import reason, shown
from store.file.reading import Tables, parse, read


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
        self._read_only = read_only
        self._pending: Tables | None = None
        self._in_action = False
        self._generation = 0
        self._raw = read(self._path)
        self._tables = None if self._raw is None else parse(self._raw, self._path)
        if not read_only:
            replacing.sweep(self._path)

    @property
    def generation(self) -> int:
        """Grows each time the tables were read anew because the file had changed underneath."""
        return self._generation

    def read(self) -> Tables | None:
        """A copy of the tables that TinyDB may change as it likes; None when there is no file.

        Tables and documents are copied, but not what is inside a document.
        """
        tables = self._tables if self._pending is None else self._pending
        return None if tables is None else _copy(tables)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save these tables: at once, or with the rest of the action that is going on.

        Raises:
            NotAllowedError: The storage is read-only.
            FileRefusedError: The file was changed into something that is not ours.
            SaveFailedError: The save failed, or the file was changed elsewhere since these tables
                were read. The tables are then those that are on the disk.
        """
        if self._read_only:
            raise NotAllowedError(
                f"{shown(self._path)} is open read-only, so nothing can be changed."
            )
        tables = {name: dict(table) for name, table in data.items()}
        if self._in_action:
            self._pending = tables
        elif self.refresh():
            raise SaveFailedError(
                f"{shown(self._path)} was just changed by another program, so this was not saved. "
                "Nothing was lost on disk; try again."
            )
        else:
            self._save(tables)

    @contextmanager
    def action(self) -> Iterator[None]:
        """Everything written in this block is one save at its end; an error undoes all of it.

        The block starts from the file as it is now, even where another program changed it.

        Raises:
            FileRefusedError: The file was changed into something that is not ours.
            SaveFailedError: The save failed. The tables are then those that are on the disk.
            RuntimeError: The block is inside another one.
        """
        if self._in_action:
            raise RuntimeError("an action cannot hold another one")
        self.refresh()
        self._in_action = True
        try:
            yield
            if self._pending is not None:
                self._save(self._pending)
        finally:
            self._in_action = False
            self._pending = None

    def refresh(self) -> bool:
        """Read the file anew if it was changed underneath; says whether it was.

        The bytes themselves are compared: size and time miss edits, and reading costs less than a
        hash. A file that vanished is no change: the tables are kept, and the next save makes it
        again. Inside an action nothing happens, since the action began with this.

        Raises:
            FileRefusedError: What is there now cannot be read, or is not ours.
        """
        return False if self._in_action else self._reread()

    def _reread(self) -> bool:
        raw = read(self._path)
        if raw is None or raw == self._raw:
            return False
        self._tables = parse(raw, self._path)
        self._raw = raw
        self._generation += 1
        return True

    def _save(self, tables: Tables) -> None:
        try:
            content = orjson.dumps(tables, option=orjson.OPT_APPEND_NEWLINE)
        except TypeError as error:
            raise SaveFailedError(
                f"{shown(self._path)} was not saved: something in it does not go into JSON "
                f"({shown(reason(error))}). Nothing was lost on disk."
            ) from error
        try:
            replacing.replace(self._path, content)
        except SaveFailedError:
            with suppress(FileRefusedError):
                self._reread()  # the rename may have been done before the failure
            raise
        self._tables, self._raw = tables, content


def _copy(tables: Tables) -> Tables:
    return {
        name: {number: dict(document) for number, document in table.items()}
        for name, table in tables.items()
    }
