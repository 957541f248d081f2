"""A card on which every field of every record says something, told by the records alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pendulum import DateTime

from store.records import Card, Person, Promise, Round, Via
from store.records.fields import KEPT
from tests.conftest import NOW

AT: DateTime = NOW.subtract(days=11).at(14)
_SAID: dict[str, Any] = {
    "email": "dana@example.com",
    "phone": "+47 22 334 455",
    "zone": "Europe/Oslo",
    "recruiter_email": "rae@example.com",
    "recruiter_phone": "+47 99 887 766",
    "country": "NO",
    "language": "de",
    "via": Via.RECRUITER,
    "no_calls": True,
    "minutes": 45,
    "at": AT,
    "promise": Promise(words="by friday", said=AT.date(), day=date(2026, 11, 20)),
}


def typed_names(record: type[Card | Round | Person]) -> list[str]:
    """The fields of a record that somebody fills in."""
    return [name for name in record.__struct_fields__ if name not in KEPT[record]]


def told(record: type[Card | Round | Person]) -> dict[str, Any]:
    """Something in each of them, all of it different."""
    kind = record.__name__.lower()
    return {name: _SAID.get(name, f"{name} of this {kind}") for name in typed_names(record)}


def full_card() -> Card:
    """A card with something in every field."""
    dana = Person(id="dana", **told(Person))
    interview = Round(id="round1", **(told(Round) | {"people": (dana,)}))
    return Card(id="full", created=NOW, rounds=(interview,), **told(Card))


@pytest.fixture
def full() -> Card:
    return full_card()


EVERY = [
    pytest.param(record, name, id=f"{record.__name__}.{name}")
    for record in (Card, Round, Person)
    for name in typed_names(record)
]
"""Every field of every record that somebody fills in."""


def value(card: Card, record: type[Card | Round | Person], name: str) -> Any:
    """What stands in a field of a card, of its one round, or of its one person."""
    (interview,) = card.rounds
    holders = {Card: card, Round: interview}
    return getattr(holders[record] if record in holders else interview.people[0], name)
