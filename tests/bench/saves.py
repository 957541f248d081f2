"""How long it takes to save a card, to import a table, and to merge two files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile
from statistics import median
from time import perf_counter

from msgspec.structs import replace
from pendulum import DateTime

from store.file.book import Book
from tests.bench.data import edited, make_cards, write_file, write_table
from tests.bench.runs import seconds

_SAVES = 20


def save(path: Path) -> float:
    """The median of milliseconds from a changed card to its being on the disk."""
    copy = path.with_suffix(".saved.json")
    copyfile(path, copy)
    book = Book(copy)
    card = book.cards[0]
    taken = []
    for number in range(_SAVES + 1):
        changed = replace(card, notes=f"Changed {number} times.")
        started = perf_counter()
        book.put(changed, card)
        taken.append(perf_counter() - started)
        card = changed
    book.close()
    copy.unlink()
    return median(taken[1:]) * 1000


def import_table(command: Sequence[str], folder: Path, rows: int, now: DateTime) -> float:
    """The seconds that a table of so many rows takes to come into a new file."""
    table, target = folder / "table.csv", folder / "imported.json"
    write_table(table, rows, now)
    target.unlink(missing_ok=True)
    return seconds((*command, "--db", str(target), "import", str(table), "--yes"))


def merge_copies(command: Sequence[str], folder: Path, cards: int, now: DateTime) -> float:
    """The seconds that it takes to merge a copy of so many cards where every tenth was edited."""
    ours, theirs = folder / "ours.json", folder / "theirs.json"
    for path in (ours, theirs):
        path.unlink(missing_ok=True)
    made = make_cards(cards, now)
    write_file(ours, made)
    write_file(theirs, edited(made, now))
    return seconds((*command, "--db", str(ours), "merge", str(theirs)))
