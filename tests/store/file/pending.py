"""A book whose changes are saved later, and its file as somebody else sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions
from store.search.reference import find
from tests.conftest import NOW, MakeCard, TickingClock


def book_with_a_card(path: Path, clock: TickingClock, make_card: MakeCard) -> Book:
    """A book with one card on the disk; what comes now stays pending."""
    book = Book(path, clock=clock)
    book.put(actions.add(make_card(), NOW), None)
    book.later = lambda: None
    return book


def edit(book: Book, minutes: int = 1, **fields: object) -> None:
    card = find(book.cards, "Globex")
    book.put(actions.edit(card, replace(card, **fields), NOW.add(minutes=minutes)), card)


def tables(path: Path) -> dict[str, Any]:
    return orjson.loads(path.read_bytes())


def spoil_with(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    found = tables(path)
    change(found)
    path.write_bytes(orjson.dumps(found))
