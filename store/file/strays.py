"""Copies of the file that a sync tool left beside it, where both sides had changed.

Syncthing names such a copy ``afterword.sync-conflict-20261124-093000-ABCDEFG.json``, Dropbox
``afterword (Sam's conflicted copy 2026-11-24).json``, Nextcloud ``afterword (conflicted copy
2026-11-24 093000).json``, OneDrive ``afterword-LAPTOP.json``; others, and other languages, have
their own ways. So no name is believed: a copy is one that begins with the file's name and opens as
a file of ours with the same id. It counts as long as it holds something that is not here.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import msgspec
import orjson
from msgspec import Struct
from msgspec.structs import replace

from store.errors import FileRefusedError
from store.file.care import state_in
from store.file.format import META, ONLY
from store.file.places import chosen_file
from store.file.reading import parse, read
from store.history.merge import merge
from store.records import State
from store.text import shown

_LARGEST = 256 * 2**20  # bytes
_MOST = 20  # copies that are read, the newest
_OURS = r"\.(?:backup|copy|replaced|damaged|format-\d+)-\d{4}-"


class Stray(Struct, frozen=True):
    """A copy beside the file: where it is, what it holds, and whether any of it is not here.

    ``file`` is the one that it is a copy of.
    """

    path: Path
    state: State
    has_news: bool
    file: Path

    @property
    def name(self) -> str:
        """Its name without the folder, safe to show."""
        return shown(self.path.name)

    @property
    def told(self) -> str:
        """What it is and what can be done about it, in one line."""
        where = shown(self.path)
        if not self.has_news:
            return f"A copy beside it holds nothing that is not here: {where}"
        words = ["afterword", *self._into(), "merge", str(self.path)]
        command = shown(" ".join(map(shlex.quote, words)))
        return f"A copy beside it has changes that are not here. To bring them in: {command}"

    def _into(self) -> list[str]:
        """How a command is told which file it is for, where that is not the usual one."""
        return [] if chosen_file(None) == self.file else ["--db", str(self.file)]


def strays(path: Path, here: State | None = None) -> list[Stray]:
    """The copies of the file beside it, by name; ``here`` is its state where that is known.

    What cannot be read, or is not this file's, is passed over.
    """
    names = list(_named_alike(path))
    if not names:
        return []
    try:
        raw = read(path)
        mine = None if raw is None else _file_id(raw, path)
        if raw is None or mine is None:
            return []
        state = here or state_in(raw, path)
    except FileRefusedError:
        return []
    found = (_opened(each, path, mine, state) for each in names)
    return [each for each in found if each]


def _named_alike(path: Path) -> Iterator[Path]:
    """What lies beside the file with a longer name of the same beginning and end, by name.

    Where there are very many, the newest count: what is older has been looked at.
    """
    real = Path(os.path.realpath(path))
    stem, suffix = re.escape(real.stem), re.escape(real.suffix)
    pattern = re.compile(rf"{stem}(?!{_OURS})[ ._(~-].*{suffix}", re.DOTALL)
    try:
        with os.scandir(real.parent) as entries:
            found = [
                (entry.stat().st_mtime_ns, entry.name)
                for entry in entries
                if pattern.fullmatch(entry.name)
                and entry.is_file(follow_symlinks=False)
                and entry.stat().st_size <= _LARGEST
            ]
    except OSError:
        return
    newest = sorted(found, reverse=True)[:_MOST]
    yield from (real.with_name(name) for name in sorted(name for _, name in newest))


def _opened(path: Path, file: Path, wanted: str, here: State) -> Stray | None:
    try:
        raw = read(path)
        if raw is None or _file_id(raw, path) != wanted:
            return None
        state = replace(state_in(raw, path), half_typed=here.half_typed)
    except FileRefusedError:
        return None
    return Stray(path, state, merge(here, state) != here, file)


def _file_id(raw: bytes, path: Path) -> str:
    """What tells one file's copies from another file.

    Raises:
        FileRefusedError: They are damaged, or not ours.
    """
    document = parse(raw, path).tables[META].get(ONLY, msgspec.Raw(b"{}"))
    return str(orjson.loads(memoryview(document)).get("id", ""))
