"""The claim: what has to be true of a file whatever happened to it, and to whoever was saving.

The file is whole: Afterword, stock TinyDB and ``afterword check`` all read it. It holds what is
expected and not a bit more or less. Its backups are whole. Its locks are free. What a crash left
beside it is gone after it was opened for writing.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec
from tinydb import TinyDB

from store.errors import AfterwordError
from store.file import backups, care, lock
from store.file.book import Book
from store.records import State
from store.records.cards import Cards
from tests.faults.scenario import Clock

_LONG_AGO = 1_000_000  # seconds after 1970: older than anything a save may still be writing
_COPY = re.compile(r".*\.(backup|format-\d+)-\d{4}-\d\d-\d\d(-\d+)*\.json")


def fingerprint(state: State) -> str:
    """The same for the same state, whether it comes from memory or was read from a file."""
    read_back = msgspec.json.decode(_encoded(state), type=State)
    return hashlib.blake2b(_encoded(read_back), digest_size=12).hexdigest()


def problems(path: Path, expected: Sequence[str]) -> list[str]:
    """What of the claim does not hold; nothing, as a rule.

    Args:
        path: The file. Nobody has it open any more.
        expected: The fingerprints of the states that it may hold.
    """
    found: list[str] = []
    for look in (_content, _stock, _health, _locks, _leftovers):
        try:
            found += look(path, expected)
        except (AfterwordError, OSError, ValueError, LookupError, TypeError) as error:
            found.append(f"{look.__name__[1:]}: {type(error).__name__}: {error}")
    return found


def on_disk(path: Path) -> str:
    """The fingerprint of what the file holds."""
    book = Book(path, read_only=True)
    book.close()
    return fingerprint(book.state)


def _content(path: Path, expected: Sequence[str]) -> Iterator[str]:
    book = Book(path, read_only=True)
    if fingerprint(book.state) not in expected:
        steps = sum(len(card.history) for card in book.state.cards.values())
        yield (
            f"content: {len(book.state.cards)} cards with {steps} steps are not what was saved last"
        )
    book.close()


def _stock(path: Path, _expected: Sequence[str]) -> Iterator[str]:
    if not path.exists():
        return
    state = Book(path, read_only=True).state
    with TinyDB(path, access_mode="r") as db:
        cards = {card["id"]: card for card in db.table("cards")}
        if cards.keys() != state.cards.keys() or len(cards) != len(db.table("cards")):
            yield "stock: TinyDB finds other cards"
        for card in state.cards.values():
            steps = [step["id"] for step in cards.get(card.id, {}).get("history", [])]
            if steps != [step.id for step in card.history]:
                yield f"stock: TinyDB finds other steps of {card.company}"


def _health(path: Path, _expected: Sequence[str]) -> Iterator[str]:
    report = care.check(path)
    if not report.is_good:
        yield f"health: {report.lines[0]}"
    for backup in backups.listing(path):
        if backup.problem:
            yield f"health: the backup of {backup.day}: {backup.problem}"


def _locks(path: Path, _expected: Sequence[str]) -> Iterator[str]:
    if lock.is_open(path):
        yield "locks: the file still counts as open"
    sidecar = lock.beside(path, "saving")
    if sidecar.exists():
        saving = lock._file_lock(sidecar)
        try:
            lock._acquire(saving, 0)
        except TimeoutError:
            yield "locks: a save still counts as going on"
        else:
            saving.release()


def _leftovers(path: Path, _expected: Sequence[str]) -> Iterator[str]:
    strays = list(_strays(path))
    if len(strays) > 1:
        yield f"leftovers: more than one: {', '.join(each.name for each in strays)}"
    for each in strays:
        os.utime(each, (_LONG_AGO, _LONG_AGO), follow_symlinks=False)
    book = Book(path, clock=Clock())
    if book.read_only or book.claim():
        yield f"leftovers: the file cannot be written: {book.why_read_only}"
    book.close()
    for each in _strays(path):
        yield f"leftovers: {each.name} stays"


def _strays(path: Path) -> Iterator[Path]:
    """Whatever lies in the file's folder and does not belong there."""
    real = Path(os.path.realpath(path))
    belongs = {path.name, real.name}
    belongs |= {f".{name}.{ending}" for name in belongs for ending in ("lock", "saving")}
    if real.parent.exists():
        for each in real.parent.iterdir():
            if each.name not in belongs and not _COPY.fullmatch(each.name):
                yield each


def _encoded(state: State) -> bytes:
    return msgspec.json.encode(state, enc_hook=_plain, order="sorted")


def _plain(value: date | Cards) -> object:
    """As JSON has it: cards, which may be text still, and pendulum's own kinds of date."""
    return dict(value) if isinstance(value, Cards) else value.isoformat()
