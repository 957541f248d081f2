"""The file is changed by somebody else, while changes made here wait to be saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import FileRefusedError, NotAllowedError, SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.file.format import FORMAT
from store.history.conflicts import conflicts
from store.records import Me, Settings, Stage
from store.search.reference import find
from tests.conftest import MakeCard, TickingClock
from tests.store.file.pending import book_with_a_card, edit, spoil_with, tables


@pytest.fixture
def book(path: Path, clock: TickingClock, make_card: MakeCard) -> Book:
    return book_with_a_card(path, clock, make_card)


def test_a_change_underneath_is_read_where_nothing_is_pending(book, path):
    elsewhere = Book(path)
    edit(elsewhere, notes="elsewhere")
    assert book.refresh()
    assert (find(book.cards, "Globex").notes, book.is_saved) == ("elsewhere", True)
    assert not book.refresh()


@pytest.mark.parametrize("first", ["save", "look", "fail", "look and fail"])
def test_a_change_underneath_and_one_pending_both_survive(
    book, path, make_card, monkeypatch, first
):
    elsewhere = Book(path)
    edit(elsewhere, role="elsewhere")
    elsewhere.put(make_card("Initech"), None)
    edit(book, 2, notes="pending")
    book.put(make_card("Hooli"), None)
    if "look" in first:
        assert book.refresh()
        assert not book.is_saved
    if "fail" in first:
        with monkeypatch.context() as patch:
            patch.setattr(replacing, "replace", _full)
            with pytest.raises(SaveFailedError):
                book.save()
        assert not book.is_saved
    book.save()
    assert book.is_saved
    for one in (book, Book(path)):
        found = find(one.cards, "Globex")
        assert (found.role, found.notes, len(found.history)) == ("elsewhere", "pending", 3)
        assert {card.company for card in one.cards} == {"Globex", "Initech", "Hooli"}
    assert len(tables(path)["cards"]) == 3


def _full(_path: Path, _content: bytes, **_owner: Path | None) -> None:
    raise SaveFailedError("The disk is full.")


def test_the_file_changes_again_between_a_failed_save_and_the_retry(book, path, monkeypatch):
    edit(book, notes="pending")
    edit(Book(path), 2, role="first")
    with monkeypatch.context() as patch:
        patch.setattr(replacing, "replace", _full)
        with pytest.raises(SaveFailedError):
            book.save()
    edit(Book(path), 3, posting="second")
    book.save()
    found = find(Book(path).cards, "Globex")
    assert (found.notes, found.role, found.posting) == ("pending", "first", "second")
    assert found == find(book.cards, "Globex")


def test_one_field_changed_here_and_underneath_is_a_dispute_on_the_card(book, path):
    edit(Book(path), 1, notes="elsewhere")
    edit(book, 2, notes="pending")
    book.save()
    found = find(Book(path).cards, "Globex")
    assert found.notes == "pending"
    assert [each.value for each in conflicts(found)] == ["elsewhere"]


def test_settings_pending_here_and_changed_elsewhere_both_stay(book, path):
    Book(path).put_mine(Me(name="Sam"))
    book.put_mine(book.me, Settings(grace_days=4))
    book.save()
    assert (Book(path).me.name, Book(path).settings.grace_days) == ("Sam", 4)


def test_cards_that_came_from_elsewhere_are_named_once(book, path, make_card):
    elsewhere = Book(path)
    elsewhere.put(make_card("Initech"), None)
    edit(elsewhere, role="elsewhere")
    book.put(make_card("Mine"), None)
    book.save()
    assert {card.company for card in book.take_arrivals()} == {"Globex", "Initech"}
    assert book.take_arrivals() == ()
    edit(elsewhere, 3, role="again")
    book.refresh()
    assert [(card.company, card.role) for card in book.take_arrivals()] == [("Globex", "again")]


@pytest.mark.parametrize("pending", [False, True])
def test_a_file_that_vanished_is_noticed_and_written_again_with_everything(
    book, path, make_card, pending
):
    book.put_mine(Me(name="Sam"))
    book.save()
    assert not book.is_gone
    path.unlink()
    if pending:
        book.put(make_card("Initech"), None)
    assert not book.refresh()
    assert (book.is_gone, book.is_saved) == (True, False)
    assert find(book.cards, "Globex"), "what is known stays on the screen"
    book.save()
    assert (book.is_gone, book.is_saved) == (False, True)
    assert Book(path).state == book.state
    assert len(Book(path).cards) == 1 + pending
    assert tables(path)["meta"]["1"]["format"] == FORMAT


def test_a_vanished_file_that_came_back_is_read(book, path):
    content = path.read_bytes()
    path.unlink()
    book.refresh()
    path.write_bytes(content)
    book.refresh()
    assert (book.is_gone, book.is_saved) == (False, True)


@pytest.mark.parametrize("looks_first", [False, True])
def test_a_file_that_another_program_made_meanwhile_is_taken_in(path, make_card, looks_first):
    book, elsewhere = Book(path), Book(path)
    elsewhere.put_mine(Me(name="Sam"))
    elsewhere.put(make_card("Initech"), None)
    if looks_first:
        assert book.refresh()
    book.put_mine(book.me, Settings(grace_days=4))
    book.put(make_card("Hooli"), None)
    for one in (book, Book(path)):
        assert {card.company for card in one.cards} == {"Initech", "Hooli"}
        assert (one.me.name, one.settings.grace_days) == ("Sam", 4)


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "rubbish": lambda _content: b"Dear diary",
    "empty": lambda _content: b"",
    "cut": lambda content: content[:-20],
    "foreign": lambda _content: b'{"_default": {"1": {"title": "shopping"}}}',
}


@pytest.mark.parametrize("kind", SPOILED)
def test_rubbish_underneath_is_refused_and_not_overwritten_and_what_is_pending_waits(
    book, path, kind
):
    good = path.read_bytes()
    bad = SPOILED[kind](good)
    path.write_bytes(bad)
    edit(book, notes="pending")
    for attempt in (book.save, book.refresh, book.save):
        with pytest.raises(FileRefusedError) as refused:
            attempt()
        assert "\n" not in str(refused.value)
        assert path.read_bytes() == bad
        assert (find(book.cards, "Globex").notes, book.is_saved) == ("pending", False)
    path.write_bytes(good)
    book.save()
    assert (find(Book(path).cards, "Globex").notes, book.is_saved) == ("pending", True)


@pytest.mark.parametrize("kind", SPOILED)
def test_a_good_file_after_rubbish_is_merged_with_what_is_pending(book, path, make_card, kind):
    elsewhere = Book(path)
    elsewhere.put(make_card("Initech"), None)
    good = path.read_bytes()
    path.write_bytes(SPOILED[kind](good))
    edit(book, notes="pending")
    with pytest.raises(FileRefusedError):
        book.save()
    path.write_bytes(good)
    book.save()
    assert find(Book(path).cards, "Globex").notes == "pending"
    assert len(Book(path).cards) == 2


def test_a_newer_file_underneath_is_not_overwritten(book, path):
    spoil_with(path, lambda found: found["meta"]["1"].update(format=FORMAT + 1))
    newer = path.read_bytes()
    edit(book, notes="pending")
    with pytest.raises((FileRefusedError, SaveFailedError, NotAllowedError), match="newer"):
        book.save()
    assert path.read_bytes() == newer
    assert find(book.cards, "Globex").notes == "pending"


def test_a_newer_file_that_can_be_read_opens_to_look_only(book, path):
    spoil_with(path, lambda found: found["meta"]["1"].update(format=FORMAT + 1))
    before = path.read_bytes()
    newer = Book(path)
    assert find(newer.cards, "Globex").stage is Stage.THANK_YOU
    assert newer.read_only
    assert f"newer Afterword (format {FORMAT + 1}" in newer.why_read_only
    with pytest.raises(NotAllowedError, match="newer Afterword"):
        edit(newer, notes="no")
    assert newer.claim() is None
    assert newer.read_only
    newer.save()
    assert path.read_bytes() == before
