"""The last import or merge is kept in the file, and undone as one after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from store.file.book import Book
from store.history import actions
from store.history.batches import BatchTurned, StepTurned
from store.records import Me
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW, MakeCard, TickingClock
from tests.store.file.pending import spoil_with, tables


@pytest.fixture
def book(path: Path, clock: TickingClock, make_card: MakeCard) -> Book:
    """A book with a card of its own, and an import of two."""
    book = Book(path, clock=clock)
    book.put(actions.add(make_card("Globex"), NOW.subtract(days=1)), None)
    take(book, "Initech", "Hooli", make_card=make_card)
    return book


def take(book: Book, *companies: str, make_card: MakeCard) -> None:
    new = [actions.add(make_card(company), NOW) for company in companies]
    cards = {**book.state.cards, **{card.id: card for card in new}}
    book.put_state(replace(book.state, cards=cards, me=Me(name="Sam")), book.state)


def companies(book: Book) -> list[str]:
    return sorted(card.company for card in book.cards)


def test_an_import_is_undone_in_one_go_after_a_restart_and_redone(book, path, clock):
    after = Book(path, clock=clock)
    gone = after.undo(clock())
    assert isinstance(gone, BatchTurned)
    assert (gone.batch.what, gone.gone) == ("import", 2)
    assert companies(Book(path)) == ["Globex"]
    assert Book(path).me.name == "Sam"
    again = Book(path, clock=clock)
    back = again.redo(clock())
    assert isinstance(back, BatchTurned)
    assert back.back == 2
    assert companies(Book(path)) == ["Globex", "Hooli", "Initech"]
    assert isinstance(again.undo(clock()), BatchTurned)
    assert isinstance(again.undo(clock()), StepTurned)
    assert again.undo(clock()) is None


def test_a_merge_is_undone_in_one_go_and_the_same_copy_brings_nothing_back(
    book, path, tmp_path, clock, make_card
):
    other = Book(tmp_path / "other.json", clock=clock)
    take(other, "Umbra", make_card=make_card)
    book.take_in(other.state)
    assert companies(book) == ["Globex", "Hooli", "Initech", "Umbra"]
    gone = book.undo(clock())
    assert isinstance(gone, BatchTurned)
    assert (gone.batch.what, gone.gone) == ("merge", 1)
    assert companies(book) == ["Globex", "Hooli", "Initech"]
    book.take_in(other.state)
    assert companies(Book(path)) == ["Globex", "Hooli", "Initech"]
    assert isinstance(book.redo(clock()), BatchTurned)
    assert companies(book) == ["Globex", "Hooli", "Initech", "Umbra"]


def test_cards_put_by_the_program_itself_are_no_import(path, clock):
    book = Book(path, clock=clock)
    book.put_new(sample_cards(NOW))
    assert isinstance(book.undo(clock()), StepTurned)


def test_what_another_program_saved_is_no_batch_but_its_own_import_is(book, path, clock, make_card):
    mine = book.state.batch
    beside = Book(path, clock=clock)
    beside.put(actions.add(make_card("Umbra"), clock()), None)
    assert book.refresh()
    assert book.state.batch == mine
    found = book.undo(clock())
    assert isinstance(found, StepTurned)
    assert found.card.company == "Umbra"
    beside.refresh()
    beside.undo(clock())
    assert book.refresh()
    assert book.state.batch is not None
    assert book.state.batch.undone is not None
    assert isinstance(book.redo(clock()), BatchTurned)


def test_what_is_undone_while_another_program_saves_is_undone(book, path, clock, make_card):
    book.later = lambda: None
    book.undo(clock())
    Book(path, clock=clock).put(actions.add(make_card("Umbra"), clock()), None)
    book.save()
    after = Book(path, clock=clock)
    assert companies(after) == ["Globex", "Umbra"]
    assert after.state.batch is not None
    assert after.state.batch.undone is not None


def test_an_undo_that_cannot_be_saved_changes_nothing(book, path, clock, make_card):
    before = book.state
    spoil_with(path, lambda found: found["meta"]["1"].update(format=99))
    with pytest.raises(Exception, match="newer Afterword"):
        book.undo(clock())
    assert book.state == before


def test_the_file_is_as_stock_tinydb_reads_it_and_its_mark_keeps_what_others_put_there(
    book, path, clock
):
    spoil_with(path, lambda found: found["meta"]["1"].update(owner="a newer version"))
    book.refresh()
    before = tables(path)["meta"]["1"]
    book.undo(clock())
    with TinyDB(path) as database:
        (mark,) = database.table("meta").all()
        assert len(database.table("cards")) == 3
    assert {*mark} == {"format", "id", "batch", "owner"}
    assert (mark["id"], mark["owner"]) == (before["id"], "a newer version")
    assert mark["batch"]["what"] == "import"
    assert mark["batch"]["undone"]
    assert set(tables(path)) <= {"meta", "me", "cards", "scripts", "settings", "drafts"}


@pytest.mark.parametrize(
    "damaged",
    [
        *(7, [], "import", {}, {"what": "sale", "at": "2026-11-24T09:30:00-05:00"}),
        *({"what": "import", "at": "2026-11-24T09:30:00"}, {"what": "import", "at": None}),
    ],
)
def test_a_batch_that_cannot_be_read_is_no_obstacle(book, path, clock, damaged):
    spoil_with(path, lambda found: found["meta"]["1"].update(batch=damaged))
    after = Book(path, clock=clock)
    assert companies(after) == ["Globex", "Hooli", "Initech"]
    assert isinstance(after.undo(clock()), StepTurned)
    card = find(after.cards, "Globex")
    after.put(actions.edit(card, replace(card, notes="call first"), clock()), card)
    assert find(Book(path).cards, "Globex").notes == "call first"
    assert tables(path)["meta"]["1"]["batch"] == damaged
