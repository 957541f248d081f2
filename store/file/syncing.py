"""The state in memory and the one on the disk: saved, and brought together where both changed."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from msgspec.structs import replace

from store.clock import Clock
from store.errors import AfterwordError
from store.file import backups
from store.file.database import Database
from store.file.format import FORMAT
from store.file.loading import Onlooker
from store.history.merge import merge
from store.records import Aside, Card, State, differing


class Synced:
    """All that one file holds, as one value, with what is not saved yet.

    Any thread may save; ``lock`` is held by whoever changes ``state``, or decides by it.

    Args:
        path: The file; it is made at the first save when it is not there.
        read_only: Nothing is going to be saved.
        clock: Tells the day for the daily backup.
        onlooker: Sees the cards while they are read for the first time.

    Raises:
        FileRefusedError: The file cannot be read, or is not one of ours.
    """

    def __init__(
        self, path: Path, *, read_only: bool, clock: Clock, onlooker: Onlooker | None = None
    ) -> None:
        self.lock = threading.RLock()
        self.notices: list[str] = []
        self._path, self._clock = path, clock
        self._one_save = threading.RLock()
        self._arrived: list[Card] = []
        self._file = Database(
            path, read_only=read_only, set_aside=self._set_aside, is_wanted=self._wants_aside
        )
        self._generation: int | None = None
        self._told: tuple[Aside, ...] = ()
        self.state = self._saved = self._load(onlooker)
        self._generation = self._file.generation

    @property
    def is_pending(self) -> bool:
        """Whether something is not on the disk yet."""
        return self.state is not self._saved

    @property
    def is_gone(self) -> bool:
        """Whether the file vanished while it was open; the next save makes it again."""
        return self._file.is_gone

    @property
    def format(self) -> int:
        """The format in which the file lies on the disk."""
        return self._file.format

    def take_arrivals(self) -> tuple[Card, ...]:
        """The cards that came or changed from elsewhere since this was last asked."""
        arrived, self._arrived = tuple(self._arrived), []
        return arrived

    def save(self) -> None:
        """Put every pending change on the disk, merged with what others saved meanwhile.

        Raises:
            SaveFailedError: It did not work. What was pending still is.
            FileRefusedError: The file was changed into something that is not ours.
        """
        with self._one_save:
            if not (self.is_pending or self.is_gone):
                return
            with self._file.action():
                state = self._meet_disk()
                self._file.put(state, self._saved)
            self._saved = state

    def refresh(self, *, thoroughly: bool) -> bool:
        """Take in what another program saved, and say whether anything changed here by that.

        Raises:
            FileRefusedError: The file was changed into something that is not ours.
        """
        with self._one_save:
            before = self.state
            self._file.refresh(thoroughly=thoroughly)
            return self._meet_disk() is not before

    def drop_pending(self) -> None:
        """Go back to what is on the disk, after a save that failed."""
        self.state = self._saved
        with contextlib.suppress(AfterwordError):
            self._meet_disk()  # the rename may have been done before the failure

    def _meet_disk(self) -> State:
        """Bring the state together with the disk's where that has changed; gives the result."""
        with self.lock:
            if self._file.generation != self._generation:
                theirs = self._load()
                mine = merge(theirs, self.state) if self.is_pending else theirs
                if self.state.half_typed != self._saved.half_typed:
                    mine = replace(mine, half_typed=self.state.half_typed)
                else:
                    mine = replace(mine, half_typed=theirs.half_typed)
                if self.is_pending and self.state.batch != self._saved.batch:
                    mine = replace(mine, batch=self.state.batch)  # done or undone here meanwhile
                known, self.state = self.state, theirs if mine == theirs else mine
                self._arrived += [
                    self.state.cards[key]
                    for key in differing(self.state.cards, known.cards)
                    if self.state.cards[key] != known.cards.get(key)
                ]
                self._saved, self._generation = theirs, self._file.generation
            return self.state

    def _load(self, onlooker: Onlooker | None = None) -> State:
        loaded = self._file.load(onlooker)
        self.notices += self._file.take_notices()
        if self._generation is not None:  # at the start, all of it is told at once
            self.notices += [f"{each.told}." for each in loaded.aside if each not in self._told]
        self._told = loaded.aside
        return loaded

    def _wants_aside(self) -> bool:
        """Whether what lies on the disk is to be kept before it is replaced."""
        try:
            today = self._clock().date()
            return self._file.format < FORMAT or backups.is_due(
                self._path, today, self.state.settings.backups
            )
        except (AfterwordError, OSError):
            return True  # what is wrong there is said by whoever tries

    def _set_aside(self, raw: bytes) -> None:
        """Before the bytes on the disk are replaced: the day's backup, or one of an old format."""
        now = self._clock()
        if self._file.format < FORMAT:
            backups.keep_aside(self._path, raw, f"format-{self._file.format}", now)
        try:
            backups.daily(self._path, raw, now.date(), self.state.settings.backups)
        except (AfterwordError, OSError) as error:
            self.notices.append(f"No backup was made today. {error}")
