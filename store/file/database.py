"""The records in the file: from its tables to the state, and what differs back into them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from store.errors import FileRefusedError, SaveFailedError
from store.file.documents import RawTables, as_raw, opened
from store.file.format import (
    BATCH,
    CARDS,
    DRAFTS,
    FORMAT,
    ME,
    META,
    ONLY,
    SCRIPTS,
    SETTINGS,
    new_meta,
    newer,
)
from store.file.loading import Loaded, Onlooker, keep_unknown, load
from store.file.storage import FileStorage
from store.records import Batch, Card, Record, State, differing, new_id, to_document
from store.text import shown

_Table = dict[str, msgspec.Raw]
_OF_MANY = frozenset({SCRIPTS, DRAFTS})


class Database(FileStorage):
    """One file as records. It takes what its storage takes, and raises as that."""

    _loaded: Loaded
    """What was loaded last, and the number of each card's document as it is by now."""

    def load(self, onlooker: Onlooker | None = None) -> State:
        """All that the file holds; what of it cannot be used is told in ``aside``.

        ``onlooker`` sees the cards while they are read.

        Raises:
            FileRefusedError: It is of a newer format, and cannot be read as one of ours.
        """
        self._loaded = load(self.tables, self.glance, onlooker)
        if self.format > FORMAT and self._loaded.state.aside:
            raise FileRefusedError(newer(self._path, self.format))
        return self._loaded.state

    def take_notices(self) -> list[str]:
        """What the person should be told of what was loaded, once."""
        notices, self._loaded = self._loaded.notices, replace(self._loaded, notices=())
        return list(notices)

    def put(self, state: State, on_disk: State) -> None:
        """Save what differs from the state on the disk, as loaded last, inside an action.

        Raises as :meth:`save`.
        """
        numbers = dict(self._loaded.numbers)
        changed: RawTables = {}
        if not self.tables or state.batch != on_disk.batch:
            changed[META] = self._marks(state.batch)
        for name, before, after in (
            (ME, (on_disk.me,), (state.me,)),
            (SETTINGS, (on_disk.settings,), (state.settings,)),
            (SCRIPTS, tuple(on_disk.own_templates.values()), tuple(state.own_templates.values())),
            (DRAFTS, on_disk.half_typed, state.half_typed),
        ):
            if before != after:
                changed[name] = self._documents(name, after)
        keys = dict.fromkeys([*differing(state.cards, on_disk.cards), *self._loaded.renamed])
        if cards := [state.cards[key] for key in keys if key in state.cards]:
            changed[CARDS] = self._with_cards(cards, numbers)
        if changed or self.is_gone or self.format < FORMAT:
            self.save({**self.tables, **changed})
            kept = frozenset[str]() if CARDS in changed else self._loaded.repeated
            self._loaded = replace(
                self._loaded, numbers=numbers, renamed=frozenset(), repeated=kept
            )

    def _marks(self, batch: Batch | None) -> _Table:
        """The table that marks the file as ours, with the last import or merge."""
        marks = self.tables.get(META, {})
        mark = opened(marks[ONLY]) if marks else new_meta(new_id())
        mark.pop(BATCH, None)
        if batch is not None:
            mark[BATCH] = to_document(batch)
        with self._into_json():
            return {**marks, ONLY: as_raw(mark)}

    def _documents(self, table: str, records: Iterable[Record]) -> _Table:
        """A table of these records; what is set aside in it stays as it is, under its number."""
        stored = self.tables.get(table, {})
        kept = {
            each.number: stored[each.number]
            for each in self._loaded.state.aside
            if each.table == table and table in _OF_MANY
        }
        free = (number for number in map(str, itertools.count(1)) if number not in kept)
        return kept | {
            number: self._document(each, stored.get(number))
            for number, each in zip(free, records, strict=False)
        }

    def _with_cards(self, cards: list[Card], numbers: dict[str, str]) -> _Table:
        """The table of cards with these; the numbers of new ones are added to ``numbers``.

        Of documents that say the same of a card, one stays: it may have changed.
        """
        stored = self.tables.get(CARDS, {})
        table = {n: each for n, each in stored.items() if n not in self._loaded.repeated}
        added = [card.id for card in cards if card.id not in numbers]
        free = max(map(int, table), default=0) + 1 if added else 0
        numbers |= {key: str(number) for number, key in enumerate(added, free)}
        for card in cards:
            number = numbers[card.id]
            table[number] = self._document(card, table.get(number))
        return table

    def _document(self, record: Record, stored: msgspec.Raw | None) -> msgspec.Raw:
        document = to_document(record)
        if stored is not None:
            try:
                keep_unknown(opened(stored), document, type(record))
            except ValueError as error:
                raise SaveFailedError(
                    f"{shown(self._path)} was not saved: something in it cannot be read ({error}). "
                    "Nothing was lost on disk. `afterword check` tells more."
                ) from None
        with self._into_json():
            return as_raw(document)
