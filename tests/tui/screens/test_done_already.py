from __future__ import annotations

import pytest

from store.records import Stage, What
from tests.tui.conftest import Desk, OpenDesk


async def typed_interview(desk: Desk, when: str) -> None:
    """A form with a company and an interview, and the next key going to what comes after."""
    await desk.press("a", *"Initech", "tab", "tab", "tab", *when, "tab", "tab")


async def test_an_interview_that_is_over_asks_what_was_done_already(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await typed_interview(desk, "thu 10am")
        assert "Done so far" in desk.shown
        assert "When" not in desk.shown
        await desk.press("3", "tab", *"fri 16:30")
        await desk.until(lambda: "Fri 20 Nov 2026, 16:30 EST" in desk.shown)
        await desk.press("f2")
        (card,) = desk.book.cards
        added, emailed = card.steps
        assert (added.what, emailed.what, card.stage) == (What.ADDED, What.EMAILED, Stage.EMAILED)
        assert f"{emailed.done:%a %H:%M}" == "Fri 16:30"
        await desk.press("e")
        assert "Done so far" not in desk.shown


async def test_what_was_done_with_no_time_typed_was_done_now(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await typed_interview(desk, "yesterday 14:00")
        await desk.press("2", "f2")
        (card,) = desk.book.cards
        assert (card.steps[-1].what, card.stage) == (What.THANKED, Stage.WAITING)
        assert card.steps[-1].done == card.steps[0].done


async def test_nothing_done_leaves_the_thanks_owed(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await typed_interview(desk, "yesterday 14:00")
        await desk.press("3", "1", "f2")
        (card,) = desk.book.cards
        assert ([step.what for step in card.steps], card.stage) == ([What.ADDED], Stage.THANK_YOU)


@pytest.mark.parametrize("when", ["fri 10am", "gibberish", ""])
async def test_of_an_interview_to_come_or_unread_nothing_is_asked(open_desk: OpenDesk, when: str):
    async with open_desk(sample=False) as desk:
        await typed_interview(desk, "next friday 10am" if when == "fri 10am" else when)
        assert "Done so far" not in desk.shown
        assert desk.pilot.app.screen.at is not None
        assert desk.pilot.app.screen.at.id == "name-0"


async def test_what_was_done_counts_only_while_the_interview_is_over(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await typed_interview(desk, "yesterday 14:00")
        await desk.press("4")
        await desk.fill(interviewed="tomorrow 14:00")
        await desk.press("f2")
        (card,) = desk.book.cards
        assert ([step.what for step in card.steps], card.stage) == ([What.ADDED], Stage.THANK_YOU)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("mon 13:00", "Mon 23 Nov, 13:00 is before the interview, Mon 23 Nov, 14:00."),
        ("tomorrow 9:00", "is still to come"),
        ("gibberish", "gibberish"),
    ],
)
async def test_a_time_that_cannot_be_is_said_at_its_field(
    open_desk: OpenDesk, when: str, said: str
):
    async with open_desk(sample=False, size=(96, 40)) as desk:
        await typed_interview(desk, "yesterday 14:00")
        await desk.press("3", "tab", *when, "f2")
        assert said in desk.read
        assert desk.pilot.app.screen.at is not None
        assert desk.pilot.app.screen.at.id == "done_when"
        assert desk.book.cards == []


async def test_what_was_done_is_kept_in_a_form_left_half_typed(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await typed_interview(desk, "thu 10am")
        await desk.press("3", "tab", *"fri 16:30")
        desk.screen.keep_everything()
    async with open_desk(sample=False) as desk:
        await desk.until(lambda: "fri 16:30" in desk.shown)
        assert "[3 emailed]" in desk.shown
        await desk.press("f2")
        (card,) = desk.book.cards
        assert card.steps[-1].what is What.EMAILED
