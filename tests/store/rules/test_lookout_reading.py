"""A lookout that looks while the file is read sees what one sees who looks afterwards."""

from __future__ import annotations

import json

import pytest

from store.file.book import Book
from store.history import answers
from store.records import Me, Offer, Settings, What
from store.rules.board import overview
from store.rules.lookout import Lookout
from store.sample import sample_cards
from tests.conftest import NOW


def offered(card, now):
    return answers.offered(card, now, Offer(answer_by=now.add(days=5).date()))


def with_two_documents_of_a_card(path):
    content = json.loads(path.read_text())
    twice = json.loads(json.dumps(content["cards"]["1"]))
    twice["company"], twice["notes"] = "Zenith", "from the other copy"
    twice["edited"] = {"company": NOW.add(days=1).isoformat()}
    content["cards"]["999"] = twice
    path.write_text(json.dumps(content))


@pytest.fixture
def path(tmp_path):
    book = Book(tmp_path / "cards.json", clock=lambda: NOW)
    book.put_mine(Me(country="US", zone="Europe/Berlin"), Settings(grace_days=1))
    book.put_new(sample_cards(NOW))
    book.close()
    return book.path


@pytest.fixture
def check(path):
    def checked(minutes=0, read_at=NOW):
        lookout, now = Lookout(), NOW.in_timezone("Europe/Berlin").add(minutes=minutes)
        book = Book(path, read_only=True, onlooker=lookout.onlooker(lambda: read_at))
        found = lookout.look(book.state.cards, book.rules, now)
        assert found == overview(book.state.cards, book.rules, now)
        assert found.all
        return found

    return checked


@pytest.mark.parametrize("minutes", [0, 1, 90, 600, 3000, -600])
def test_time_goes_by_between_reading_and_looking(check, minutes):
    check(minutes)


def test_an_accepted_offer_counts_for_the_cards_read_before_it(path, check):
    book = Book(path, clock=lambda: NOW)
    card = book.cards[-1]
    made = offered(card, NOW)
    book.put(made, card)
    check()
    book.put(answers.answer_offer(made, NOW, What.ACCEPTED), made)
    book.close()
    owed = [entry for entry in check().all if entry.due.reply_to is What.WITHDREW]
    assert owed


def test_of_two_documents_of_a_card_what_they_come_to_is_seen(path, check):
    with_two_documents_of_a_card(path)
    assert any(entry.card.company == "Zenith" for entry in check().all)


def test_what_had_to_be_made_visible_is_seen_so(path, check):
    content = json.loads(path.read_text())
    content["cards"]["1"]["company"] = "Glo\u202ebex"
    path.write_text(json.dumps(content))
    assert all("\u202e" not in entry.card.company for entry in check().all)


def test_a_change_made_before_the_first_look_is_seen(path):
    lookout = Lookout()
    book = Book(path, clock=lambda: NOW, onlooker=lookout.onlooker(lambda: NOW))
    card = book.cards[0]
    book.put(offered(card, NOW), card)
    now = NOW.in_timezone("Europe/Berlin")
    found = lookout.look(book.state.cards, book.rules, now)
    assert found == overview(book.state.cards, book.rules, now)
    book.close()


def test_a_file_that_is_not_there_is_an_empty_board(tmp_path):
    lookout = Lookout()
    book = Book(tmp_path / "new.json", onlooker=lookout.onlooker(lambda: NOW))
    assert not list(lookout.look(book.state.cards, book.rules, NOW).all)
