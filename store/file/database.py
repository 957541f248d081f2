"""The file's tables through TinyDB, and the records in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from store.errors import FileRefusedError, SaveFailedError
from store.file.format import CARDS, DRAFTS, FORMAT, ME, META, SCRIPTS, SETTINGS, new_meta, newer
from store.file.loading import keep_unknown, load
from store.file.storage import FileStorage, SetAside
from store.records import Card, Record, State, new_id, to_document
from store.text import shown

_ONLY = 1  # the document of a table that holds one
_TABLES = (META, ME, CARDS, SCRIPTS, SETTINGS, DRAFTS)


class Database:
    """Loads the state from one file and writes what differs, in one save.

    ``generation`` grows each time the file was found changed; what :meth:`load` gives then differs
    from what it gave before.

    Raises:
        FileRefusedError: The file cannot be read, or is not one of ours.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._db = TinyDB(path, storage=FileStorage, read_only=read_only)
        self._storage: FileStorage = self._db.storage  # type: ignore[assignment]
        self._numbers: dict[str, str] = {}

    @property
    def generation(self) -> int:
        """How often the file was found changed by somebody else."""
        return self._storage.generation

    @property
    def format(self) -> int:
        """The format in which the file lies on the disk."""
        return self._storage.format

    @property
    def is_gone(self) -> bool:
        """Whether the file vanished while it was open."""
        return self._storage.is_gone

    def let_write(self, *, allowed: bool) -> None:
        """Allow or refuse writing from now on."""
        self._storage.read_only = not allowed

    def refresh(self, *, thoroughly: bool) -> None:
        """Look whether the file was changed; raises FileRefusedError where it cannot be read.

        Not ``thoroughly``, only where its size or time says so.
        """
        if thoroughly or self._storage.looks_changed():
            self._storage.refresh()

    def load(self) -> State:
        """All that the file holds.

        Raises:
            FileRefusedError: Something in it does not fit.
        """
        try:
            raw = {name: self._storage.raw(name) for name in _TABLES}
            state, self._numbers = load(raw, self._path)
        except FileRefusedError:
            if self.format > FORMAT:
                raise FileRefusedError(newer(self._path, self.format)) from None
            raise
        return state

    @contextmanager
    def action(self, set_aside: SetAside) -> Iterator[Callable[[State, State], None]]:
        """A block in which nobody else saves; it is given the function that writes.

        The function takes the new state and the one on the disk. ``set_aside`` is given the bytes
        that are replaced. Raises as FileStorage.action.
        """
        added: dict[str, str] = {}

        def write(state: State, on_disk: State) -> None:
            added.update(self._write(state, on_disk))

        with self._storage.action(set_aside):
            yield write
        self._numbers |= added

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _write(self, state: State, on_disk: State) -> dict[str, str]:
        if not self._storage.raw(META):
            self._db.table(META).insert(Document(new_meta(new_id()), doc_id=_ONLY))
        if self.is_gone or self.format < FORMAT:
            self._storage.write(self._storage.read() or {})  # all of it, though nothing differs
        for table, before, after in (
            (ME, (on_disk.me,), (state.me,)),
            (SETTINGS, (on_disk.settings,), (state.settings,)),
            (SCRIPTS, tuple(on_disk.own_templates.values()), tuple(state.own_templates.values())),
            (DRAFTS, on_disk.half_typed, state.half_typed),
        ):
            if before != after:
                self._write_all(table, after)
        found = on_disk.cards
        return self._write_cards([c for c in state.cards.values() if found.get(c.id) is not c])

    def _write_all(self, name: str, records: Iterable[Record]) -> None:
        table = self._db.table(name)
        stored = {document.doc_id: dict(document) for document in table}
        table.truncate()
        fresh = []
        for number, record in enumerate(records, start=1):
            document = to_document(record)
            keep_unknown(stored.get(number, {}), document, type(record))
            fresh.append(Document(document, doc_id=number))
        table.insert_multiple(fresh)

    def _write_cards(self, cards: list[Card]) -> dict[str, str]:
        """Write these cards; gives the document numbers of the new ones by card id."""
        table = self._db.table(CARDS)
        known = [card for card in cards if card.id in self._numbers]
        added = [card for card in cards if card.id not in self._numbers]
        free = max(map(int, self._numbers.values()), default=0) + 1  # TinyDB's count goes stale

        in_order = iter(known)  # as TinyDB comes by; an id on the disk may have been made harmless

        def become(stored: Any) -> None:
            card = next(in_order)
            document = to_document(card)
            keep_unknown(stored, document, Card)
            stored.become(document)

        try:
            if known:
                table.update(become, doc_ids=[int(self._numbers[card.id]) for card in known])
        except ValueError as error:
            raise SaveFailedError(
                f"{shown(self._path)} was not saved: a card in it cannot be read ({error}). "
                "Nothing was lost on disk. `afterword check` tells more."
            ) from None
        documents = [
            Document(to_document(card), doc_id=number) for number, card in enumerate(added, free)
        ]
        if documents:
            table.insert_multiple(documents)
        return {document["id"]: str(document.doc_id) for document in documents}
