from __future__ import annotations

import pytest
from rich.cells import cell_len

from store.history import actions, answers
from store.records import What
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.conftest import Desk, OpenDesk
from tui.screens.statistics import StatisticsScreen
from tui.widgets.page import Page


def drawn(desk: Desk) -> str:
    """All that there is, also what is scrolled out of sight."""
    return "\n".join(map(str, desk.pilot.app.screen.query_one(Page).parts))


def widest(desk: Desk) -> int:
    return max(map(cell_len, drawn(desk).splitlines()))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 15)])
async def test_the_words_come_first_and_the_pictures_fit(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        await desk.press("S")
        await desk.until(lambda: "What came of your interviews" in desk.shown)
        assert {cell_len(line) for line in desk.shown.splitlines()} == {size[0]}
        assert "A no                       1 of 16" in desk.shown
        room = size[0] - 5  # borders, padding, and a scroll bar
        assert widest(desk) <= room
        assert "interviewed 16 ██" in drawn(desk)
        assert "answered     1 █" in drawn(desk)
        assert "▒ follow-ups" in drawn(desk)
        assert "7 Sep" in drawn(desk)
        await desk.press("end")
        await desk.until(lambda: "This week" in desk.shown)
        await desk.press("k", "k", "j", "home")
        await desk.until(lambda: "A no                       1 of 16" in desk.shown)


@pytest.mark.parametrize("key", ["escape", "q", "S", "enter"])
async def test_the_usual_keys_close_it_and_nothing_was_done(open_desk: OpenDesk, key: str):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("S")
        assert isinstance(desk.pilot.app.screen, StatisticsScreen)
        await desk.press(key)
        assert desk.pilot.app.screen is desk.screen
        assert desk.book.path.read_bytes() == before


async def test_a_board_without_an_interview_is_told_what_will_be_here(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("S")
        assert "Nothing to count yet." in desk.shown
        said = " ".join(desk.shown.replace("│", " ").split())
        assert "There is no score to reach." in said


async def test_it_counts_what_was_just_done_and_not_what_was_undone(open_desk: OpenDesk):
    async with open_desk() as desk:
        globex = find(desk.book.cards, "Globex Energy")
        desk.book.put(answers.close(globex, NOW.add(seconds=1), What.OFFER), globex)
        await desk.press("S")
        assert "An offer                   1 of 16" in desk.shown
        await desk.press("escape", "u", "S")
        assert "An offer" not in desk.shown


async def test_the_bars_are_as_long_as_the_numbers_say(open_desk: OpenDesk):
    async with open_desk(size=(100, 60)) as desk:
        for card in desk.book.cards:
            if card.company not in {"Globex Energy", "Hooli Robotics"}:
                desk.book.put(actions.delete(card, NOW), card)
        await desk.press("S")
        await desk.until(lambda: "interviewed 2" in desk.shown)
        lines = desk.shown.splitlines()
        bars = {
            name: next(line for line in lines if f"│ {name}" in line and "█" in line).count("█")
            for name in ("interviewed", "thanked", "emailed", "called")
        }
        assert bars == {"interviewed": 60, "thanked": 60, "emailed": 60, "called": 30}
        assert "answered    0" in desk.shown
        drawn = [line for line in lines if "┤" in line or "│   │" in line or "│  │" in line]
        assert sum(line.count("████") for line in drawn) == 2  # an interview each, a row each
