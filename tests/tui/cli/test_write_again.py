"""A day to write again, from a shell: today and list tell of it, advance confirms it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from store.file.book import Book
from store.history import answers
from store.records import Outcome, What
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW
from tui.cli.main import main
from tui.cli.session import Session

Run = Callable[..., int]
COMPANY, IN_60_DAYS = "Globex Energy", 62  # the sixtieth day is a Saturday


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))
    book = Book(path)
    book.put_new(sample_cards(NOW))
    card = find(book.cards, COMPANY)
    day = NOW.add(days=60).date()
    book.put(answers.close(card, NOW, What.WITHDREW, write_again=day), card)

    def ran(*arguments: str, later: int = 0) -> int:
        with pytest.raises(SystemExit) as left:
            main([*arguments], Session(clock=lambda: NOW.add(days=later)))
        return int(left.value.code or 0)

    return ran


def told(run: Run, capsys: pytest.CaptureFixture[str], command: str, later: int = 0):
    assert run(command, "--json", later=later) == 0
    objects = json.loads(capsys.readouterr().out)
    return next((each for each in objects if each["company"] == COMPANY), None)


def test_list_has_the_day_and_today_tells_of_it_once_it_is_there(run: Run, capsys):
    listed = told(run, capsys, "list")
    assert (listed["owes"], listed["due"], listed["late_from"]) == (
        "write-again",
        "2027-01-25",
        None,
    )
    assert (listed["outcome"], listed["urgency"]) == ("withdrew", "upcoming")
    assert told(run, capsys, "today", later=IN_60_DAYS - 1) is None
    assert told(run, capsys, "today", later=IN_60_DAYS)["urgency"] == "today"
    assert run("today", later=IN_60_DAYS) == 0
    assert "Globex Energy · Project manager: Write to Nina Solberg again, if you like" in (
        capsys.readouterr().out
    )


def test_advance_confirms_it_with_the_letter_for_it(run: Run, path: Path, capsys):
    assert run("script", COMPANY, later=IN_60_DAYS) == 0
    assert "Some time has passed since I withdrew from the" in capsys.readouterr().out
    assert run("advance", COMPANY, "--yes", later=IN_60_DAYS) == 0
    assert capsys.readouterr().out == (
        "Wrote to Nina Solberg again. Globex Energy is in the archive now.\n"
    )
    card = find(Book(path).cards, COMPANY)
    assert (card.steps[-1].what, card.outcome) == (What.WROTE_AGAIN, Outcome.WITHDREW)
    assert card.steps[-1].subject
    assert told(run, capsys, "today", later=IN_60_DAYS) is None


def test_the_calendar_has_the_day_also_for_a_closed_card(run: Run, capsysbinary):
    assert run("export", "--format", "ics") == 0
    calendar = icalendar.Calendar.from_ical(capsysbinary.readouterr().out)
    again = [each for each in calendar.walk("VEVENT") if COMPANY in each["summary"]]
    assert [str(each["summary"]) for each in again] == [
        "Write to Nina Solberg again: Globex Energy (Project manager)"
    ]
    assert str(again[0].decoded("dtstart")) == "2027-01-25"
