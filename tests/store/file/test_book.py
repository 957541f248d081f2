from __future__ import annotations

import pytest
from msgspec.structs import replace
from tinydb import TinyDB, where
from tinydb.queries import QueryInstance

from store.errors import NotAllowedError, SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.history import actions
from store.records import Me, Outcome, Settings, Stage, State
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW


def test_everything_is_there_after_a_restart(book, path):
    cards = sample_cards(NOW)
    book.put_new(cards)
    book.put_mine(Me(name="Sam"), Settings(grace_days=1))
    again = Book(path)
    assert sorted(again.cards, key=lambda c: c.id) == sorted(cards, key=lambda c: c.id)
    assert (again.me.name, again.settings.grace_days) == ("Sam", 1)


def test_the_tables_are_the_documented_ones_for_stock_tinydb(book, path):
    book.put_new(sample_cards(NOW))
    book.put_mine(Me(name="Sam"))
    with TinyDB(path) as stock:
        assert stock.tables() <= {"meta", "me", "cards", "scripts", "settings"}
        assert stock.table("meta").get(doc_id=1)["format"] == 5
        stages = {card["stage"] for card in stock.table("cards")}
        assert stages == {str(stage) for stage in Stage}


def test_stock_tinydb_finds_cards_by_stage_and_outcome(book, path, make_card):
    book.put_new(
        [
            make_card("Fresh"),
            make_card("Patient", stage=Stage.WAITING),
            make_card("Closed", stage=Stage.WAITING, outcome=Outcome.REJECTED),
        ]
    )

    def found(query: QueryInstance) -> list[str]:
        with TinyDB(path) as stock:
            return [card["company"] for card in stock.table("cards").search(query)]

    assert found(where("stage") == "thank-you") == ["Fresh"]
    assert found(where("stage") == "waiting") == ["Patient", "Closed"]
    assert found(where("outcome") == None) == ["Fresh", "Patient"]  # noqa: E711 - TinyDB's own way
    assert found(where("outcome") == "rejected") == ["Closed"]
    closed = next(card for card in book.cards if card.company == "Closed")
    book.put(replace(closed, stage=Stage.THANK_YOU, outcome=None), closed)
    assert found(where("stage") == "thank-you") == ["Fresh", "Closed"]
    assert found(where("outcome") == None) == ["Fresh", "Patient", "Closed"]  # noqa: E711


def test_a_changed_card_replaces_the_old_one(book, path, make_card):
    card = make_card(notes="long ago")
    book.put(card, None)
    book.put(replace(card, notes="", company="Initech"), card)
    assert [(c.company, c.notes) for c in Book(path).cards] == [("Initech", "")]


def test_two_programs_add_to_one_file_and_both_cards_stay(book, path, make_card):
    book.put(make_card("First"), None)
    other = Book(path)
    other.put(make_card("Second"), None)
    book.put(make_card("Third"), None)
    assert {card.company for card in Book(path).cards} == {"First", "Second", "Third"}
    assert {card.company for card in book.cards} == {"First", "Second", "Third"}


def test_a_card_changed_elsewhere_keeps_that_change_and_gets_this_one(book, path, make_card):
    card = actions.add(make_card(), NOW)
    book.put(card, None)
    elsewhere = actions.edit(card, replace(card, role="Analyst"), NOW.add(minutes=1))
    Book(path).put(elsewhere, card)
    book.put(actions.edit(card, replace(card, notes="from here"), NOW.add(minutes=2)), card)
    for one in (book, Book(path)):
        found = find(one.cards, "Globex")
        assert (found.role, found.notes, len(found.history)) == ("Analyst", "from here", 3)


def test_a_card_that_cannot_be_read_any_more_is_not_written_over(book, path, make_card):
    card = make_card()
    book.put(card, None)
    path.write_bytes(path.read_bytes().replace(b'"Globex"', b"7"))
    for _ in range(3):
        book.put(replace(card, notes="from here"), card)
    assert path.read_bytes().count(b'"company":7') == 1
    (found,) = Book(path).cards
    assert (found.company, found.notes) == (card.company, "from here")


def test_a_failed_save_leaves_memory_and_file_as_they_were(book, path, make_card, monkeypatch):
    card = actions.add(make_card(), NOW)
    book.put(card, None)

    def full(*_args, **_owner):
        raise SaveFailedError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "replace", full)
        for attempt in (
            lambda: book.put(replace(card, notes="new"), card),
            lambda: book.put(make_card("Another"), None),
            lambda: book.put_mine(Me(name="Sam")),
            lambda: book.undo(NOW),
        ):
            with pytest.raises(SaveFailedError):
                attempt()
    assert [c.notes for c in book.cards] == [""]
    book.put(make_card("Another"), None)
    assert len(Book(path).cards) == 2


def test_undo_of_adding_deletes_and_of_deleting_brings_back(book, make_card):
    card = actions.add(make_card(), NOW)
    book.put(card, None)
    book.undo(NOW.add(minutes=1))
    assert book.cards == []
    book.redo(NOW.add(minutes=2))
    card = find(book.cards, "Globex")
    book.put(actions.delete(card, NOW.add(minutes=3)), card)
    assert book.cards == []
    book.undo(NOW.add(minutes=4))
    assert len(book.cards) == 1
    assert book.undo(NOW.add(minutes=5)) is not None
    assert book.undo(NOW.add(minutes=6)) is None


def test_read_only_refuses_to_change(path, make_card):
    Book(path).put(make_card(), None)
    with pytest.raises(NotAllowedError):
        Book(path, read_only=True).put(make_card("Another"), None)
    assert len(Book(path).cards) == 1


def test_a_whole_state_is_kept_in_one_save_and_never_over_what_came_meanwhile(path, make_card):
    book = Book(path)
    base = book.state
    first, second = make_card("One", id="one"), make_card("Two", id="two")
    book.put(first, None)
    book.put_state(State(cards={"two": second}, me=Me(name="Sam")), base)
    assert Book(path).state.cards == {"one": first, "two": second}
    assert Book(path).me.name == "Sam"
