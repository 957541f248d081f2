from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions
from store.records import Card, Person, Round, as_read
from store.sample import SAMPLE_ME
from tests.terminal.terminal import ZONE, now
from tui.cli.main import main
from tui.cli.session import Session

AddCard = Callable[..., None]


@pytest.fixture
def add_card(path: Path) -> AddCard:
    """Adds a card as the command does, in this process: a program takes a while to start."""

    def add(company: str, *more: str) -> None:
        command = ["--db", str(path), "add", "--company", company]
        with redirect_stdout(StringIO()), pytest.raises(SystemExit) as left:
            main([*command, "--interviewed", "yesterday 14:00", *more], Session(clock=now))
        assert not left.value.code

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


@pytest.fixture
def details(path: Path) -> None:
    """The candidate's own details are there, so that none are asked for."""
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where temporary files go: whatever is left in it was left behind."""
    made = tmp_path / "temporary"
    made.mkdir()
    return made
