"""What a power cut makes of a folder: the worst that the system allows with what was not synced."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.faults.shim import Call


class Disk:
    """Watches calls, and knows what of them would not outlast a power cut.

    Args:
        undone: What was done to the names in a folder that was not synced is undone at the cut;
            otherwise that is kept, while the files' unsynced content is lost all the same.
    """

    def __init__(self, *, undone: bool) -> None:
        self._undone = undone
        self._unsynced: set[str] = set()
        self._made: list[str] = []
        self._renamed: list[tuple[str, str, bytes | None]] = []

    def run(self, call: Call) -> Any:
        """Let the system do it, and note what that leaves unsynced."""
        old = self._old(call)
        answer = call.run()
        if call.name == "write":
            self._unsynced.add(call.path)
        elif call.name == "unlink":
            self._unsynced.discard(call.path)
        elif call.name == "mkdir":
            self._made.append(call.path)
        elif call.name in {"replace", "rename"}:
            self._note_rename(call, old)
        elif call.name == "fsync":
            self._note_sync(call.path)
        return answer

    def cut(self) -> None:
        """Make the folder what is found after the power is back."""
        if self._undone:
            for source, target, old in reversed(self._renamed):
                Path(target).replace(source)
                self._follow(target, source)
                if old is not None:
                    Path(target).write_bytes(old)
            for made in self._made:
                shutil.rmtree(made, ignore_errors=True)
        for path in self._unsynced:
            with suppress(FileNotFoundError):
                os.truncate(path, 0)

    def _old(self, call: Call) -> bytes | None:
        """What a rename is about to replace."""
        if call.name not in {"replace", "rename"}:
            return None
        target = Path(call.arguments[1])
        return target.read_bytes() if target.exists() else None

    def _note_rename(self, call: Call, old: bytes | None) -> None:
        target = str(call.arguments[1])
        self._renamed.append((call.path, target, old))
        self._follow(call.path, target)

    def _follow(self, source: str, target: str) -> None:
        """A file that was renamed is as unsynced as it was."""
        self._unsynced.discard(target)
        if source in self._unsynced:
            self._unsynced.discard(source)
            self._unsynced.add(target)

    def _note_sync(self, path: str) -> None:
        self._unsynced.discard(path)
        self._made = [made for made in self._made if str(Path(made).parent) != path]
        self._renamed = [each for each in self._renamed if str(Path(each[1]).parent) != path]
