"""What falls due while the app is open rings once, whatever the person does meanwhile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from pendulum import DateTime

from store.file.book import Book
from store.history import actions, answers
from store.records import Card, Person, Promise, Reminders, Round, Stage
from store.rules.due import due
from tests.conftest import NOW, TickingClock
from tests.tui.conftest import Desk, OpenDesk

ZONE = "America/New_York"
LATER = date(2027, 1, 20)
OVER = NOW.add(minutes=30)
"""When the interviews are over that take place while the app is open."""


class Bell:
    """Counts how often it rings."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rung = 0
        monkeypatch.setattr("textual.app.App.bell", self._ring)
        monkeypatch.setattr("tui.screens.board._MINUTE", 0.05)

    def _ring(self, *_app: object) -> None:
        self.rung += 1


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    return Bell(monkeypatch)


def fill(path: Path, *companies: str, over: DateTime = OVER, **settings: object) -> None:
    """The file with an interview for each company, all over at one moment."""
    book = Book(path)
    met = Round(at=over.subtract(minutes=60), zone=ZONE, minutes=60, people=(Person(name="Bo"),))
    book.put_new(
        actions.add(Card(company=company, created=NOW, rounds=(met,)), NOW) for company in companies
    )
    book.put_mine(book.me, replace(book.settings, **settings))
    book.close()


async def until_it_looked(desk: Desk, at: DateTime | None = None) -> None:
    """Let it look twice: at the least once is all after the call."""
    if at is not None:
        clock(desk).time = at
    for _ in range(2):
        before = clock(desk).time
        await desk.until(lambda before=before: clock(desk).time > before.add(seconds=3))


def clock(desk: Desk) -> TickingClock:
    found = desk.screen._clock
    assert isinstance(found, TickingClock)
    return found


async def test_several_at_once_ring_once_and_are_counted(
    open_desk: OpenDesk, path: Path, bell: Bell
):
    fill(path, "Hooli", "Globex", "Initech")
    async with open_desk() as desk:
        await until_it_looked(desk)
        assert bell.rung == 0
        await until_it_looked(desk, OVER)
        await until_it_looked(desk)
        assert bell.rung == 1
        assert "3 cards are due now." in desk.log


async def test_over_an_open_form_it_rings_and_says_it_and_nothing_typed_is_lost(
    open_desk: OpenDesk, path: Path, bell: Bell
):
    fill(path, "Hooli")
    async with open_desk(toasts=True) as desk:
        await desk.press("a", *"Glob")
        await until_it_looked(desk, OVER)
        assert bell.rung == 1
        assert "Due now: Thank Bo, Hooli." in desk.said
        await desk.press(*"ex")
        assert "Globex" in desk.shown


async def test_what_is_done_between_two_looks_hides_nothing(
    open_desk: OpenDesk, path: Path, bell: Bell, monkeypatch: pytest.MonkeyPatch
):
    """Each action shows the board anew, with what fell due just before it."""
    monkeypatch.setattr("tui.screens.board._MINUTE", 600)
    fill(path, "Hooli", "Globex")
    async with open_desk() as desk:
        desk.screen.board.select(next(c.id for c in desk.book.cards if c.company == "Hooli"))
        clock(desk).time = OVER
        await desk.press("o", *"Met them", "enter")  # a note, on one of those that fell due
        assert bell.rung == 0
        assert "2 due" in desk.shown
        desk.screen._pass_time()
        assert bell.rung == 1
        assert "2 cards are due now." in desk.log


async def test_what_is_due_by_what_was_just_done_rings_nothing(
    open_desk: OpenDesk, path: Path, bell: Bell, make_card
):
    fill(path)
    Book(path).put(actions.add(make_card(talked="2026-11-20 14:00"), NOW.subtract(days=3)), None)
    async with open_desk() as desk:
        await desk.press("enter")
        await desk.press("y")
        (card,) = desk.book.cards
        assert card.stage is Stage.WAITING
        promise = Promise(words="by then", said=NOW.date(), day=LATER)
        heard = answers.new_date(card, desk.screen.now(), promise)
        desk.screen.keep(heard, card)
        await until_it_looked(desk)
        (card,) = desk.book.cards
        assert due(card, desk.book.rules, desk.screen.now()).owes == "reply"
        assert bell.rung == 0


async def test_a_day_is_held_back_until_the_hours_begin_and_then_rings_once(
    open_desk: OpenDesk, path: Path, bell: Bell, clock: TickingClock, make_card
):
    clock.time = NOW.at(23, 50)
    card = actions.add(make_card(talked="2026-11-23 14:00"), NOW)
    fill(path)
    Book(path).put(replace(card, snooze=NOW.add(days=1).date()), None)
    async with open_desk() as desk:
        morning = NOW.add(days=1)
        await until_it_looked(desk, morning.at(0, 10))
        await until_it_looked(desk, morning.at(8, 58))
        assert "1 due" in desk.shown
        assert bell.rung == 0
        await until_it_looked(desk, morning.at(9, 0))
        await until_it_looked(desk)
        assert bell.rung == 1


async def test_what_fell_due_while_it_was_suspended_rings_once_when_it_is_back(
    open_desk: OpenDesk, path: Path, bell: Bell
):
    """Nothing runs meanwhile; the next look is hours after the one before."""
    fill(path, "Hooli")
    async with open_desk() as desk:
        await until_it_looked(desk, OVER.add(hours=20))
        await until_it_looked(desk)
        assert bell.rung == 1


@pytest.mark.parametrize("read_only", [True, False])
async def test_where_another_app_has_the_file_or_it_is_off_nothing_rings(
    open_desk: OpenDesk, path: Path, bell: Bell, read_only: bool
):
    fill(path, "Hooli", reminders=Reminders.BOTH if read_only else Reminders.OFF)
    async with open_desk(read_only=read_only) as desk:
        await until_it_looked(desk, OVER)
        assert bell.rung == 0
        assert "1 due" in desk.shown
