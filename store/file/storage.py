"""The storage under TinyDB: parses once, saves once per action, and never leaves half a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from tinydb.storages import Storage

from store.errors import NotAllowedError
from store.file import replacing
from store.file.reading import Tables, parse, read


class FileStorage(Storage):
    """One JSON file as TinyDB's tables; stock ``TinyDB(path)`` reads it as well.

    The JSON is on one line: half the size of an indented one, and so half of every save.

    Args:
        path: The file. A missing one reads as None and is made at the first save.
        read_only: Refuse to write.

    Raises:
        FileRefusedError: The file is there, but cannot be read or is not ours.
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False) -> None:
        self._path = Path(path)
        self._read_only = read_only
        self._tables: Tables | None = None
        self._pending: Tables | None = None
        self._in_action = False
        self._seen: tuple[int, int, int] | None = None
        self._digest = b""
        self.generation = 0
        """Grows each time the tables were read anew because the file had changed underneath."""
        if not read_only:
            replacing.sweep(self._path)
        self._take(read(self._path))

    def read(self) -> Tables | None:
        """A copy of the tables that TinyDB may change as it likes; None when there is no file."""
        tables = self._tables if self._pending is None else self._pending
        return None if tables is None else _copy(tables)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save these tables: at once, or with the rest of the action that is going on.

        Raises:
            NotAllowedError: The storage is read-only.
            SaveFailedError: The save failed; tables and file are as they were.
        """
        if self._read_only:
            raise NotAllowedError("The file is open read-only here, so nothing can be changed.")
        self._pending = {name: dict(table) for name, table in data.items()}
        if not self._in_action:
            self._commit()

    @contextmanager
    def action(self) -> Iterator[None]:
        """Everything written in this block is one save at its end; an error undoes all of it.

        The block starts from the file as it is now, even where another program changed it.
        """
        if self._in_action:
            raise RuntimeError("an action cannot hold another one")
        self.refresh()
        self._in_action = True
        try:
            yield
            if self._pending is not None:
                self._commit()
        finally:
            self._in_action = False
            self._pending = None

    def refresh(self) -> bool:
        """Read the file anew if it was changed underneath; says whether it was.

        A file that vanished is no change: the tables are kept, and the next save makes it again.

        Raises:
            FileRefusedError: What is there now cannot be read, or is not ours.
        """
        seen = self._look()
        if seen is None or seen == self._seen:
            return False
        raw = read(self._path)
        if raw is None or hashlib.sha256(raw).digest() == self._digest:
            self._seen = seen
            return False
        self._take(raw)
        self.generation += 1
        return True

    def _commit(self) -> None:
        tables, self._pending = self._pending, None
        content = orjson.dumps(tables)
        replacing.replace(self._path, content)
        self._tables = tables
        self._remember(content)

    def _take(self, raw: bytes | None) -> None:
        self._tables = None if raw is None else parse(raw, self._path)
        self._remember(raw or b"")

    def _remember(self, content: bytes) -> None:
        self._digest = hashlib.sha256(content).digest()
        self._seen = self._look()

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def _copy(tables: Tables) -> Tables:
    return {
        name: {number: dict(document) for number, document in table.items()}
        for name, table in tables.items()
    }
