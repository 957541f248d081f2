from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions
from store.records import Card, Person, Round, as_read
from tests.terminal.terminal import PROGRAM, ZONE, environment, now

AddCard = Callable[..., None]


@pytest.fixture
def add_card(path: Path) -> AddCard:
    def add(company: str, *more: str) -> None:
        command = [
            str(PROGRAM),
            "add",
            "--company",
            company,
            "--interviewed",
            "yesterday 14:00",
            *more,
        ]
        subprocess.run(
            command, env=environment(path.parent, path), check=True, stdout=subprocess.DEVNULL
        )

    return add


@pytest.fixture
def globex(path: Path) -> Card:
    """A card in the file that owes a thank-you, before any other interview of yesterday."""
    added = now()
    people = (Person(name="Dana Lee", email="dana@example.com"),)
    noon = added.subtract(days=1).at(12)
    interview = Round(at=noon, zone=ZONE, people=people)
    card = actions.add(Card(company="Globex", role="PM", created=added, rounds=(interview,)), added)
    Book(path).put(card, None)
    return as_read(card)


@pytest.fixture
def without_gaps(path: Path, globex: Card) -> Card:
    """The same card with what was talked of: its letter lacks nothing."""
    people = tuple(replace(each, hook="the new shelves") for each in globex.round.people)
    whole = replace(globex, rounds=(replace(globex.round, people=people),))
    card = actions.edit(globex, whole, now())
    Book(path).put(card, globex)
    return as_read(card)
