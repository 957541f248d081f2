from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from store.clock import system_clock
from store.file.book import Book
from store.history import actions
from store.records import Card, Person, Round
from tests.terminal.terminal import PROGRAM, environment

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
    """A card in the file that owes a thank-you, for an interview of yesterday."""
    now = system_clock()
    people = (Person(name="Dana Lee", email="dana@example.com"),)
    interview = Round(at=now.subtract(days=1), zone="America/New_York", people=people)
    card = actions.add(Card(company="Globex", role="PM", created=now, rounds=(interview,)), now)
    Book(path).put(card, None)
    return card
