"""Two programs that save to one file: one after the other, and nothing is lost."""

from __future__ import annotations

import pytest

from store.errors import BusyError
from store.file import lock
from store.file.book import Book
from store.file.lock import saving

SAVING = """
import sys
from pathlib import Path
from store.file.lock import saving

with saving(Path(sys.argv[1])):
    print("saving", flush=True)
    sys.stdin.readline()
"""
ADDING = """
import sys
from pathlib import Path
import pendulum
from store.file.book import Book
from store.records import Card, Round

book = Book(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    now = pendulum.now()
    card = Card(company=f"{sys.argv[2]} {number}", created=now, rounds=(Round(at=now),))
    book.put(card, None)
print(len(book.cards), flush=True)
"""


@pytest.mark.parametrize(
    "there",
    [
        True,
        False,
    ],
)
def test_two_processes_that_add_at_once_lose_nothing(path, start, make_card, there):
    if there:
        Book(path).put(make_card("Zero"), None)
    programs = [start(ADDING, path, name) for name in ("First", "Second")]
    assert [program.says() for program in programs] == ["ready", "ready"]
    for program in programs:
        program.goes_on()
    assert max(int(program.says() or 0) for program in programs) == 40 + there
    companies = {card.company for card in Book(path).cards}
    assert companies - {"Zero"} == {
        f"{name} {n}" for name in ("First", "Second") for n in range(20)
    }


def test_a_save_that_does_not_get_its_turn_says_so_and_loses_nothing(
    path, start, make_card, monkeypatch
):
    book = Book(path)
    book.put(make_card(), None)
    before = path.read_bytes()
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    other = start(SAVING, path)
    assert other.says() == "saving"
    with pytest.raises(BusyError, match="another program is saving it") as refused:
        book.put(make_card("Initech"), None)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert len(book.cards) == 1
    other.killed()
    book.put(make_card("Initech"), None)
    assert len(Book(path).cards) == 2


def test_a_save_waits_for_another_one_and_then_takes_its_turn(path, start, make_card):
    Book(path).put(make_card(), None)
    other = start(SAVING, path)
    assert other.says() == "saving"
    other.goes_on()
    Book(path).put(make_card("Initech"), None)
    assert len(Book(path).cards) == 2


def test_within_one_process_saves_take_turns_too(path, monkeypatch):
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    with saving(path), pytest.raises(BusyError), saving(path):
        pytest.fail("two saves at once")
    with saving(path):
        pass
