"""The storage under TinyDB: parses once, saves once per action, and never leaves half a file."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from store.errors import FileRefusedError, NotAllowedError, SaveFailedError, reason
from store.file import replacing
from store.file.documents import RawTables, as_text, joined, opened, pieces
from store.file.door import Glance
from store.file.format import FORMAT, newer
from store.file.lock import saving
from store.file.reading import holds, parse, read
from store.text import shown


class FileStorage(Storage):
    """One JSON file as TinyDB's tables; stock ``TinyDB(path)`` reads it as well.

    The JSON is on one line: half the size of an indented one, and so half of every save. Whoever
    wants to compare two copies by eye can indent both with any JSON tool.

    Nothing is held open between the calls, so there is nothing to do at :meth:`close`.

    Args:
        path: The file. A missing one reads as None and is made at the first save.
        read_only: Refuse to write.
        set_aside: Given the bytes on the disk before they are replaced, while ``is_wanted`` says
            that it wants them.
        is_wanted: As a rule it does.

    Attributes:
        tables: What the file holds, each document as text; never changed in place.
        glance: A look at the file when it was read, for the door.
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
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        self._path = Path(path).absolute()
        self._read_only, self._set_aside, self._is_wanted = read_only, set_aside, is_wanted
        self._was_there = False
        self._content: bytes | None = None  # as it was read; None where the tables tell as well
        self._looks, self._is_settled = _looks(self._path), False
        self.tables: RawTables = {}
        self.format, self.is_gone = FORMAT, False
        self.glance = Glance()
        self.generation = 0
        self._take_in()
        self.generation = 0  # the first look is no change
        if not read_only:
            replacing.sweep(self._path)

    def read(self) -> dict[str, dict[str, dict[str, Any]]] | None:
        """The tables for TinyDB, which may change them as it likes; None when there is no file."""
        if not self._was_there:
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
            if not self._is_as_known():
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
        if self._set_aside and self._was_there and not self.is_gone and self._is_wanted():
            self._set_aside(self._content or joined(self.tables))
        try:
            replacing.replace(self._path, pieces(tables))
        except SaveFailedError:
            with suppress(FileRefusedError):
                self._take_in()  # the rename may have been done before the failure
            raise
        self._looks, self._is_settled = (), False  # it may be replaced by now: look into it again
        self.tables, self._content, self._was_there = tables, None, True
        self.format, self.is_gone = FORMAT, False

    def refresh(self, *, thoroughly: bool = True) -> bool:
        """Read the file anew if it was changed underneath; says whether it was.

        The bytes count: size and time miss edits. Not ``thoroughly``, a file that looks as at the
        last look is taken to be the same. A file that vanished is no change: the tables are kept,
        ``is_gone`` says so, and the next save makes it again.

        Raises:
            FileRefusedError: What is there now cannot be read, or is not ours.
        """
        return (thoroughly or not self._is_as_known()) and self._take_in()

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

    def _is_as_known(self) -> bool:
        """Whether the file looks just as it did when its content was seen, and had for a while."""
        return self._is_settled and self._was_there and _looks(self._path) == self._looks

    def _take_in(self) -> bool:
        looked, looks = time.time_ns(), _looks(self._path)  # first: it may be replaced in between
        known = [self._content] if self._content else pieces(self.tables)
        if self._was_there and holds(self._path, known):
            self.is_gone = False
            self._looks, self._is_settled = looks, _is_settled(looks, looked)
            return False
        self._looks, self._is_settled = (), False  # what is refused is never taken for known
        raw = read(self._path)
        self.is_gone = raw is None and self._was_there
        if raw is None:
            return False
        content = parse(raw, self._path)
        self.tables, self._content, self.format = content.tables, raw, content.format
        self.glance = content.glance
        self._was_there = True
        self._looks, self._is_settled = looks, _is_settled(looks, looked)
        self.generation += 1
        return True


_TICK = 100_000_000  # nanoseconds in which a disk's clock moves on for sure, where it tells them
_SECOND = 1_000_000_000


def _looks(path: Path) -> tuple[int, ...]:
    """The file's times, size and place on the disk; () where it cannot be opened as a plain file.

    It is opened, since a disk of the network asks its server then, and not for a mere look.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ()
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            found = os.fstat(descriptor)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev


def _is_settled(looks: tuple[int, ...], looked: int) -> bool:
    """Whether a change after the look cannot look the same: the file's own times must be older.

    A program can set back the one, but not the other. Where a disk tells no parts of a second, or
    its clock is ahead of ours, it never is.
    """
    if not looks:
        return False
    changed = max(looks[:2])
    return changed % _SECOND != 0 and looks[1] % _SECOND != 0 and changed < looked - _TICK
