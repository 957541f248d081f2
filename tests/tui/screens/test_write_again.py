"""Choosing a day to write again, in the questions, on the board and in the archive."""

from __future__ import annotations

from datetime import date

import pytest

from store.history import answers
from store.records import Outcome, What
from store.rules.stages import Owes
from store.search.reference import find
from tests.conftest import NOW, TickingClock
from tests.tui.conftest import Desk, OpenDesk

IN_60_DAYS = date(2027, 1, 25)  # a Monday: the sixtieth day is a Saturday
IN_90_DAYS = date(2027, 2, 22)
COMPANY = "Globex Energy"


def card(desk: Desk, company: str = COMPANY):
    return find(desk.book.cards, company)


def close(desk: Desk, company: str, **given: object) -> None:
    found = card(desk, company)
    desk.book.put(answers.close(found, NOW.add(seconds=1), What.WITHDREW, **given), found)


async def go_to(desk: Desk, company: str) -> None:
    desk.screen.show(card(desk, company).id)
    await desk.until(lambda: desk.selected == company)


async def test_the_key_for_it_is_named_on_a_card_at_rest_alone(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("5")
        await desk.until(lambda: "i Write again" in desk.shown)
        await desk.press("2")
        await desk.until(lambda: "Email" in desk.shown.splitlines()[-1])
        assert "i Write again" not in desk.shown


async def test_withdrawing_offers_a_day_and_says_what_it_is(open_desk: OpenDesk):
    async with open_desk(toasts=True) as desk:
        await go_to(desk, COMPANY)
        await desk.press("r")
        assert "Write again" not in desk.shown
        await desk.press("5", "enter", "2")
        await desk.until(lambda: "Mon 25 Jan 2027" in desk.shown)
        assert "1 no [2 in 60 days] 3 in 90 days  4 on a day" in desk.shown  # still in one line
        await desk.press("f2")
        await desk.until(lambda: card(desk).outcome is Outcome.WITHDREW)
        assert card(desk).write_again == IN_60_DAYS
        await desk.until(lambda: "Withdraw · 1 of 3" in desk.shown)  # the goodbye comes first


async def test_a_no_takes_a_typed_day_and_refuses_none(open_desk: OpenDesk):
    async with open_desk() as desk:
        await go_to(desk, COMPANY)
        await desk.press("r", "4", "enter", "4", "f2")
        await desk.until(lambda: "From which day?" in desk.shown)
        await desk.type("next month")
        await desk.press("f2")
        await desk.until(lambda: card(desk).write_again is not None)
        assert card(desk).outcome is None  # their no is still to be thanked for
        assert card(desk).steps[-1].what is What.REJECTED


async def test_moving_on_offers_it_from_the_buttons_too(open_desk: OpenDesk):
    async with open_desk(toasts=True) as desk:
        found = next(
            each for each in desk.screen.finding.overview.entries if each.due.owes is Owes.MOVE_ON
        )
        await go_to(desk, found.card.company)
        await desk.press("enter")
        await desk.until(lambda: "Write again" in desk.shown)
        await desk.press("3", "y")
        await desk.until(lambda: card(desk, found.card.company).write_again == IN_90_DAYS)
        await desk.until(lambda: "You moved on from" in desk.shown)


async def test_it_comes_back_and_enter_skip_and_snooze_do_as_ever(
    open_desk: OpenDesk, clock: TickingClock
):
    async with open_desk(size=(140, 40), toasts=True) as desk:
        for company in (COMPANY, "Hooli Robotics", "Initech Systems"):
            close(desk, company, write_again=NOW.add(days=1).date())
        desk.screen.show()
        assert desk.screen.finding.overview.find(card(desk).id) is None
        clock.time = NOW.add(days=1)
        await go_to(desk, COMPANY)
        await desk.until(lambda: "again, if you like" in desk.panel)
        assert "write again" in desk.shown
        await desk.press("r")
        await desk.until(lambda: "is closed. Open it again first" in desk.shown)
        await desk.press("enter", "y")
        await desk.until(lambda: card(desk).steps[-1].what is What.WROTE_AGAIN)
        await desk.press("u")
        await desk.until(lambda: card(desk).write_again is not None)
        await go_to(desk, "Hooli Robotics")
        await desk.press("w", *"no more", "enter")
        await desk.until(
            lambda: card(desk, "Hooli Robotics").steps[-1].what is What.SKIPPED_WRITE_AGAIN
        )
        await go_to(desk, "Initech Systems")
        await desk.press("s", *"+30", "enter")
        await desk.until(lambda: card(desk, "Initech Systems").snooze is not None)
        assert desk.screen.finding.overview.find(card(desk, "Initech Systems").id) is None


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_archive_shows_the_day_and_sets_it(open_desk: OpenDesk, size: tuple[int, int]):
    async with open_desk(size=size) as desk:
        close(desk, COMPANY)
        await desk.press("v")
        await desk.until(lambda: f"▌ {COMPANY}" in desk.shown)
        assert "again " not in desk.shown.replace("write again", "")
        await desk.press("i", "2", "f2")
        await desk.until(lambda: "again Mon 25 Jan 2027" in desk.shown)
        assert card(desk).write_again == IN_60_DAYS
        await desk.press("i", "1", "f2")
        await desk.until(lambda: "again Mon 25 Jan 2027" not in desk.shown)
        assert card(desk).write_again is None


async def test_the_board_sets_it_for_a_card_that_was_let_go_only(open_desk: OpenDesk):
    async with open_desk(toasts=True) as desk:
        await go_to(desk, "Umbra Pharma")
        await desk.press("i", "3", "f2")
        await desk.until(lambda: card(desk, "Umbra Pharma").write_again == IN_90_DAYS)
        await desk.until(lambda: "Write again from Mon 22 Feb 2027" in desk.shown)
        await go_to(desk, COMPANY)
        await desk.press("i")
        await desk.until(lambda: "is still open" in desk.shown)
