"""The open file: its cards in memory, and the one place where a save happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import orjson
from pendulum import DateTime
from tinydb import TinyDB
from tinydb.table import Document

from store import journal
from store.errors import FileRefusedError, NotAllowedError, SaveFailedError, UnreadableError
from store.file.format import CARDS, ME, META, SCRIPTS, SETTINGS, new_meta
from store.file.storage import FileStorage
from store.records import Card, Me, Settings, Step, Wording, new_id, to_document
from store.rules import Rules
from store.text import clean, clean_line

T = TypeVar("T")

_SEVERAL_LINES = frozenset({"notes", "changes", "wording", "text"})  # they may have breaks
_ONLY = 1  # the document of a table that holds one


class Book:
    """All cards, the candidate's details and the settings, kept in one file.

    Every change is one durable save: when a method returns, it is on the disk; when it raises, the
    file and the memory are as they were.

    Args:
        path: The file; it is made at the first save when it is not there.
        read_only: Refuse every change.

    Raises:
        FileRefusedError: The file cannot be read, or is not one of ours.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._db = TinyDB(path, storage=FileStorage, read_only=read_only)
        self._cards: dict[str, Card] = {}
        self._doc_ids: dict[str, int] = {}
        self.me, self.settings = Me(), Settings()
        self.templates: dict[str, str] = {}
        self._load()

    @property
    def _storage(self) -> FileStorage:
        storage: FileStorage = self._db.storage  # type: ignore[assignment]
        return storage

    @property
    def cards(self) -> list[Card]:
        """Every card that is not deleted, in no particular order."""
        return [card for card in self._cards.values() if card.deleted is None]

    @property
    def rules(self) -> Rules:
        """What the due dates depend on besides the cards."""
        return Rules(self.settings, self.me.country)

    def require_writing(self) -> None:
        """Pass only where changes can be kept.

        Raises:
            NotAllowedError: The file is open read-only.
        """
        if self.read_only:
            raise NotAllowedError("The file is open read-only here, so nothing can be changed.")

    def find(self, reference: str) -> Card:
        """The card meant by an id, a unique beginning of one, or a unique company name.

        Raises:
            UnreadableError: No card, or more than one, fits.
        """
        wanted = reference.strip().casefold()
        cards = self.cards
        for fits in (
            [card for card in cards if card.id == wanted],
            [card for card in cards if card.company.casefold() == wanted],
            [card for card in cards if wanted and card.id.startswith(wanted)],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                named = ", ".join(f"{card.id} ({card.role or 'no role'})" for card in fits[:4])
                raise UnreadableError(f'"{reference}" fits {len(fits)} cards: {named}. Use an id.')
        raise UnreadableError(f'No card fits "{reference}". `afterword list` shows them all.')

    def put(self, card: Card, base: Card | None) -> None:
        """Keep this version of a card, made from the version ``base``; None for a new card.

        Raises:
            SaveFailedError: The save failed, or the card is no longer as ``base`` says, since
                another program changed it.
            NotAllowedError: The book is read-only.
        """
        self._put_all([(card, base)])

    def put_new(self, cards: Iterable[Card]) -> None:
        """Keep several new cards in one save: all of them or none. Raises as :meth:`put`."""
        self._put_all([(card, None) for card in cards])

    def _put_all(self, versions: list[tuple[Card, Card | None]]) -> None:
        new_ids: dict[str, int] = {}
        self._save(lambda: new_ids.update(self._write_cards(versions)))
        self._cards |= {card.id: card for card, _ in versions}
        self._doc_ids |= new_ids

    def put_mine(self, me: Me, settings: Settings | None = None) -> None:
        """Keep the candidate's details, and the settings if given. Raises as :meth:`put`."""
        chosen = settings or self.settings

        def write() -> None:
            self._write_only(ME, me)
            self._write_only(SETTINGS, chosen)

        self._save(write)
        self.me, self.settings = me, chosen

    def put_template(self, kind: str, text: str | None) -> None:
        """Keep the text of a template for all cards; None brings back the built-in one.

        Raises as :meth:`put`.
        """
        changed = {name: each for name, each in self.templates.items() if name != kind}
        if text is not None:
            changed[kind] = text
        table = self._db.table(SCRIPTS)

        def write() -> None:
            table.truncate()
            table.insert_multiple(
                Document({"kind": name, "text": each}, doc_id=number)
                for number, (name, each) in enumerate(sorted(changed.items()), start=1)
            )

        self._save(write)
        self.templates = changed

    def undo(self, now: DateTime) -> tuple[Card, Step] | None:
        """Take back the latest step of all, and say which; None when there is none.

        Raises as :meth:`put`.
        """
        found = journal.last_done(self._cards.values())
        return self._turn(found, journal.undo, now)

    def redo(self, now: DateTime) -> tuple[Card, Step] | None:
        """Bring back the step undone last, unless something newer was done; raises as `put`."""
        found = journal.last_undone(self._cards.values())
        return self._turn(found, journal.redo, now)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _turn(
        self,
        found: tuple[Card, Step] | None,
        turn: Callable[[Card, Step, DateTime], Card],
        now: DateTime,
    ) -> tuple[Card, Step] | None:
        if found is None:
            return None
        card, step = found
        turned = turn(card, step, now)
        self.put(turned, card)
        return turned, step

    def _save(self, write: Callable[[], object]) -> None:
        with self._storage.action():
            if self._storage.generation != self._generation:
                self._load()
            if not self._db.table(META).contains(doc_id=_ONLY):
                self._db.table(META).insert(Document(new_meta(new_id()), doc_id=_ONLY))
            write()

    def _write_cards(self, versions: list[tuple[Card, Card | None]]) -> dict[str, int]:
        """Write the cards into their table; gives the document numbers of the new ones."""
        table = self._db.table(CARDS)
        free = max(self._doc_ids.values(), default=0) + 1  # TinyDB's own count goes stale on reload
        added: dict[str, Document] = {}
        for card, base in versions:
            if self._cards.get(card.id) != base:
                raise SaveFailedError(
                    f"{card.company} was just changed by another program, so this was not saved. "
                    "Leave this, look at the card as it is now, and do it again."
                )
            document = to_document(card)
            if (doc_id := self._doc_ids.get(card.id)) is not None:
                table.update(_become(document), doc_ids=[doc_id])
            else:
                added[card.id] = Document(document, doc_id=free + len(added))
        table.insert_multiple(added.values())
        return {card_id: document.doc_id for card_id, document in added.items()}

    def _write_only(self, table: str, record: Me | Settings) -> None:
        document = to_document(record)
        self._db.table(table).truncate()
        self._db.table(table).insert(Document(document, doc_id=_ONLY))

    def _load(self) -> None:
        """Take in what the storage holds; where something does not fit, all stays as it was."""
        documents = self._db.table(CARDS).all()
        loaded = [self._record(Card, CARDS, document) for document in _cleaned(documents)]
        me, settings = self._only(Me, ME), self._only(Settings, SETTINGS)
        scripts = [
            self._record(Wording, SCRIPTS, document)
            for document in _cleaned(self._db.table(SCRIPTS).all())
        ]
        self._cards = {card.id: card for card in loaded}
        self._doc_ids = {
            card.id: document.doc_id for card, document in zip(loaded, documents, strict=True)
        }
        self.me, self.settings = me, settings
        self.templates = {script.kind: script.text for script in scripts}
        self._generation = self._storage.generation

    def _only(self, kind: type[T], table: str) -> T:
        found = _cleaned(self._db.table(table).all())
        return self._record(kind, table, found[0] if found else {})

    def _record(self, kind: type[T], table: str, document: Any) -> T:
        try:
            return msgspec.convert(document, kind)
        except msgspec.ValidationError as error:
            raise FileRefusedError(
                f"{self.path} is an Afterword file, but something in its table “{table}” does not "
                f"fit: {error}. Nothing was changed; open a backup, or mend that entry."
            ) from None


def _become(document: dict[str, Any]) -> Callable[[Any], None]:
    """TinyDB's update merges; this makes the stored document exactly the new one."""

    def become(stored: Any) -> None:
        stored.clear()
        stored.update(document)

    return become


def _cleaned(documents: list[Document]) -> list[Any]:
    """The documents with harmful characters made visible; looked for only where any can be."""
    raw = orjson.dumps(documents)
    if raw.isascii() and b"\\" not in raw and b"\x7f" not in raw:
        return list(documents)
    return [_clean_value(document) for document in documents]


def _clean_value(value: Any, name: str = "") -> Any:
    if isinstance(value, str):
        return clean(value) if name in _SEVERAL_LINES else clean_line(value)
    if isinstance(value, dict):
        inner = name if name in _SEVERAL_LINES else ""
        return {clean_line(key): _clean_value(each, inner or key) for key, each in value.items()}
    if isinstance(value, list):
        return [_clean_value(each, name) for each in value]
    return value
