"""The hour that comes twice when summer time ends: its times are told apart."""

from __future__ import annotations

from pathlib import Path

import pendulum
from pendulum import DateTime

from store.file.book import Book
from store.history import actions
from store.records import Card, Round, Stage
from tests.conftest import MakeCard

ZONE = "America/New_York"


def at(utc: str) -> DateTime:
    """A moment of 1 November 2026 on the candidate's clock; at 06:00 UTC it went back to 1:00."""
    moment = pendulum.parse(f"2026-11-01 {utc}")
    assert isinstance(moment, DateTime)
    return moment.in_timezone(ZONE)


EARLIER, LATER = at("05:40"), at("06:10")  # 1:40, and half an hour later 1:10


def card_of(company: str) -> Card:
    interview = Round(at=EARLIER.subtract(days=1), zone=ZONE)
    return actions.add(Card(company=company, created=EARLIER, rounds=(interview,)), EARLIER)


def test_undo_takes_back_what_was_done_later(path: Path) -> None:
    book = Book(path)
    book.put_new([card_of("Globex"), card_of("Initech")])
    globex, initech = book.cards
    book.put(actions.advance(globex, EARLIER), globex)
    book.put(actions.advance(initech, LATER), initech)
    undone = book.undo(LATER.add(minutes=1))
    assert undone
    assert undone[0].company == "Initech"
    assert {card.company: card.stage for card in book.cards} == {
        "Globex": Stage.WAITING,
        "Initech": Stage.THANK_YOU,
    }


def test_what_was_done_before_the_clock_went_back_is_not_still_to_come(path: Path) -> None:
    thanked = actions.advance(card_of("Globex"), LATER, done=EARLIER)
    assert thanked.stage is Stage.WAITING


def test_a_card_that_nobody_else_changed_is_not_told_as_changed(
    path: Path, make_card: MakeCard
) -> None:
    book = Book(path)
    globex = card_of("Globex")
    book.put(globex, None)
    Book(path).put(make_card("Hooli"), None)
    assert book.refresh()
    assert [card.company for card in book.take_arrivals()] == ["Hooli"]
    assert Book(path).cards[0] == book.cards[0]
