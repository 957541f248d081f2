"""They answered: what the form asks besides, and what it says of what was typed."""

from __future__ import annotations

import pytest

from store.file.book import Book
from store.history import actions
from store.records import Stage, What
from store.rules.stages import is_called_off
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tests.tui.conftest import OpenDesk

CHOICE = "[1 on Wed 2 Dec stands] 2 is cancelled"


@pytest.fixture
def ahead(book: Book, make_card: MakeCard) -> None:
    """A card whose interview is still to come."""
    book.put_new([actions.add(make_card("Nimbus", talked="2026-12-02 14:00"), NOW)])
    book.close()


@pytest.mark.usefixtures("ahead")
async def test_an_interview_to_come_can_be_told_as_cancelled(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("r")
        assert "is cancelled" not in desk.shown
        await desk.press("4")
        assert "is cancelled" not in desk.shown
        await desk.press("6")
        assert CHOICE in desk.shown
        await desk.press("enter", "2", "f2")
        card = find(desk.book.cards, "Nimbus")
        assert is_called_off(card)
        assert card.stage is Stage.WAITING
        assert [step.what for step in card.steps[-2:]] == [What.SKIPPED_THANKS, What.NEWS]
        await desk.press("r", "6")  # it is none to come any more
        assert "is cancelled" not in desk.shown


@pytest.mark.usefixtures("ahead")
async def test_news_leave_the_interview_as_it_stands(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("r", "6", "f2")
        card = find(desk.book.cards, "Nimbus")
        assert not is_called_off(card)
        assert (card.stage, card.steps[-1].what) == (Stage.THANK_YOU, What.NEWS)


async def test_an_interview_that_is_over_is_not_asked_about(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("r", "6")
        assert "is cancelled" not in desk.shown


async def test_a_day_alone_is_told_without_an_hour(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("r", "6")
        when = desk.pilot.app.screen.field("when")
        when.value = "2026-11-20"
        await desk.until(lambda: "Fri 20 Nov 2026" in desk.shown)
        assert "12:00" not in desk.shown
        when.value = "2026-11-20 09:30"
        await desk.until(lambda: "Fri 20 Nov 2026, 09:30" in desk.shown)
