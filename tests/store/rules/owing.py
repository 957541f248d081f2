"""What a card owes at a time, and the little that a card needs to owe it."""

from __future__ import annotations

from datetime import date

import pendulum
from msgspec.structs import replace
from pendulum import DateTime

from store.history import answers
from store.records import (
    Card,
    Offer,
    Person,
    Promise,
)
from store.rules.due import Due, Urgency, due
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from tests.conftest import NOW

RULES = Rules()
ANN, BOB = Person(id="ann", name="Ann"), Person(id="bob", name="Bob")


def at(text: str) -> DateTime:
    """A moment on the clock of New York."""
    moment = pendulum.parse(text, tz="America/New_York")
    assert isinstance(moment, DateTime)
    return moment


def seen(card: Card, now: str, *others: Card) -> Due:
    """What the card owes, as the other cards let it."""
    rules = replace(RULES, elsewhere=elsewhere([card, *others]))
    return due(card, rules, at(now))


def urgency(card: Card, now: str) -> Urgency:
    return seen(card, now).urgency(at(now))


def promised(day: date | None, words: str = "soon") -> Promise:
    return Promise(words=words, said=date(2026, 11, 13), day=day)


def offered(card: Card, by: date | None = date(2026, 12, 4)) -> Card:
    return answers.offered(card, NOW, Offer(what="60k", answer_by=by))
