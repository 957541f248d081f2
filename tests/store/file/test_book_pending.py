"""Changes that are made now and saved a little later."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.errors import NotAllowedError, SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.history import actions
from store.history import steps as journal
from store.records import HalfTyped, Me, Settings, Stage
from store.search.reference import find
from tests.conftest import NOW, MakeCard, TickingClock
from tests.store.file.pending import book_with_a_card, edit


@pytest.fixture
def book(path: Path, clock: TickingClock, make_card: MakeCard) -> Book:
    return book_with_a_card(path, clock, make_card)


@pytest.fixture
def disk_is_full(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No save works until the patch is undone."""

    def fail(path: Path, _content: bytes, **_owner: Path | None) -> None:
        raise SaveFailedError(f"{path} was not saved: the disk is full.")

    monkeypatch.setattr(replacing, "replace", fail)
    return monkeypatch


def test_what_is_pending_is_seen_here_and_on_the_disk_after_the_save(book, path):
    before, called = path.read_bytes(), []
    book.later = lambda: called.append(book.is_saved)
    edit(book, notes="pending")
    assert find(book.cards, "Globex").notes == "pending"
    assert (book.is_saved, called) == (False, [False])
    assert path.read_bytes() == before
    book.save()
    assert book.is_saved
    assert find(Book(path).cards, "Globex").notes == "pending"


def test_everything_pending_goes_into_one_save(book, path, make_card, monkeypatch):
    edit(book, notes="one")
    edit(book, 2, notes="two")
    book.put_new([make_card("Initech"), make_card("Hooli")])
    book.put_mine(Me(name="Sam"), Settings(grace_days=4))
    book.put_template("thanks", "Thanks!")
    book.put_half_typed([HalfTyped(action="add", fields={"company": "Ump"}, left=NOW)])
    real, count = replacing.replace, []
    monkeypatch.setattr(
        replacing, "replace", lambda *args, **owner: (count.append(1), real(*args, **owner))[1]
    )
    book.save()
    book.save()
    assert len(count) == 2, "the day's backup and the file"
    assert Book(path).state == book.state


def test_undo_and_redo_work_on_what_is_pending(book, path):
    edit(book, notes="pending")
    book.undo(NOW.add(minutes=2))
    assert find(book.cards, "Globex").notes == ""
    book.redo(NOW.add(minutes=3))
    book.save()
    assert find(Book(path).cards, "Globex").notes == "pending"


def test_a_save_in_another_thread_loses_nothing_that_is_changed_meanwhile(
    book, path, make_card, monkeypatch
):
    real, started, go_on = replacing.replace, threading.Event(), threading.Event()

    def slow(target: Path, content: bytes, **_owner: Path | None) -> None:
        if target == path:
            started.set()
            assert go_on.wait(10)
        real(target, content)

    monkeypatch.setattr(replacing, "replace", slow)
    edit(book, notes="before")
    saving = threading.Thread(target=book.save)
    saving.start()
    assert started.wait(10)
    edit(book, 2, role="meanwhile")
    book.put(make_card("Initech"), None)
    assert not book.is_saved
    go_on.set()
    saving.join(10)
    assert (find(Book(path).cards, "Globex").notes, len(Book(path).cards)) == ("before", 1)
    assert not book.is_saved, "what came meanwhile is still to be saved"
    book.save()
    assert book.is_saved
    assert Book(path).state == book.state
    assert find(Book(path).cards, "Globex").role == "meanwhile"


def test_many_changes_and_many_saves_in_two_threads_lose_nothing(book, path, make_card):
    ended = threading.Event()
    problems: list[Exception] = []

    def save_on_and_on() -> None:
        try:
            while not ended.is_set():
                book.save()
        except Exception as error:  # noqa: BLE001 - the test tells of any
            problems.append(error)

    saving = threading.Thread(target=save_on_and_on)
    saving.start()
    for number in range(60):
        book.put(make_card(f"Company {number}"), None)
        edit(book, number, notes=f"note {number}")
    ended.set()
    saving.join(30)
    book.save()
    assert problems == []
    assert len(Book(path).cards) == 61
    assert Book(path).state == book.state


def test_a_failed_save_keeps_what_is_pending_and_a_retry_saves_it(book, path, disk_is_full):
    before = path.read_bytes()
    edit(book, notes="pending")
    for _ in range(2):
        with pytest.raises(SaveFailedError, match="the disk is full"):
            book.save()
        assert (book.is_saved, find(book.cards, "Globex").notes) == (False, "pending")
        assert path.read_bytes() == before
    edit(book, 2, role="typed after the failure")
    disk_is_full.undo()
    book.save()
    assert book.is_saved
    found = find(Book(path).cards, "Globex")
    assert (found.notes, found.role) == ("pending", "typed after the failure")


def test_a_book_that_only_looks_saves_nothing(path, make_card, book):
    before = path.read_bytes()
    looking = Book(path, read_only=True)
    looking.save()
    with pytest.raises(NotAllowedError, match="You asked only to look"):
        looking.put(make_card("Another"), None)
    assert looking.is_saved
    assert path.read_bytes() == before


def test_a_form_opened_long_ago_overwrites_only_what_was_typed_in_it(path):
    book = Book(path)
    book.put_mine(Me(name="Sam", phone="1"))
    base = book.state
    book.put_mine(replace(book.me, phone="2"))
    book.put_mine(replace(base.me, name="Sam Rivera"), base.settings, base=base)
    assert (book.me.name, book.me.phone) == ("Sam Rivera", "2")


def test_who_holds_the_file_is_noticed_only_once_nothing_is_pending(path, make_card):
    book, other = Book(path), Book(path)
    book.put(make_card("Globex"), None)
    book.later = lambda: None
    book.put(make_card("Initech"), None)
    assert other.claim() is None
    assert book.claim() is None
    assert not book.read_only
    book.save()
    assert book.claim() is not None
    assert book.read_only
    assert book.is_saved
    other.close()


def test_undoing_a_note_leaves_a_stage_set_by_hand(path, make_card):
    card = actions.add(make_card(stage=Stage.WAITING), NOW)
    noted = actions.edit(card, replace(card, notes="x"), NOW.add(minutes=1))
    undone = journal.undo(noted, noted.steps[-1], NOW.add(minutes=2))
    assert (undone.stage, undone.notes) == (Stage.WAITING, "")
