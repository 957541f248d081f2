from __future__ import annotations

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from store.history import answers
from store.records import What
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.conftest import Desk, OpenDesk
from tui.widgets.card_list import CardList

LONG = "The Very Long Named Institute for Applied Marine Biology and Coastal Engineering"


def close(desk: Desk, *companies: str) -> None:
    for days, company in enumerate(companies, start=1):
        found = find(desk.book.cards, company)
        desk.book.put(answers.close(found, NOW.add(seconds=days), What.WITHDREW), found)


def rename(desk: Desk, company: str, name: str) -> None:
    found = find(desk.book.cards, company)
    desk.book.put(replace(found, company=name), found)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50), (40, 15)])
async def test_the_selected_row_has_a_bar_and_the_terminals_cursor(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        close(desk, "Hooli Robotics", "Globex Energy")
        await desk.press("v")
        await desk.until(lambda: "▌ Globex Energy · Project" in desk.shown)
        assert {cell_len(line) for line in desk.shown.splitlines()} == {size[0]}
        cards = desk.pilot.app.screen.query_one(CardList)
        for key, company in (("j", "Hooli Robotics"), ("k", "Globex Energy")):
            await desk.press(key)
            await desk.until(lambda name=company: f"▌ {name}" in desk.shown)
            across, down = cards.cursor_screen_offset
            assert desk.shown.splitlines()[down][across:].startswith(f"▌ {company}")


async def test_a_row_tells_the_end_the_day_and_how_many_mails(open_desk: OpenDesk):
    async with open_desk() as desk:
        close(desk, "Globex Energy")
        await desk.press("v")
        await desk.until(lambda: "You withdrew, Tue 24 Nov 2026 · two mails" in desk.shown)
    async with open_desk(size=(200, 50)) as desk:
        await desk.press("v")
        await desk.until(lambda: "▌ Globex Energy · Project manager" in desk.shown)
        [row] = [line for line in desk.shown.splitlines() if "▌ Globex Energy" in line]
        ends = [row.index(word) for word in ("You withdrew", "Tue 24 Nov 2026", "two mails")]
        assert ends == sorted(ends)


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_a_wide_window_tells_the_selected_cards_story_beside_the_list(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        close(desk, "Hooli Robotics", "Globex Energy")
        await desk.press("v")
        await desk.until(lambda: "Emailed Nina Solberg" in desk.shown)
        assert "Hooli Robotics · Technical writer" in desk.shown
        await desk.press("j")
        await desk.until(lambda: "Emailed Nina Solberg" not in desk.shown)
        assert "What happened" in desk.shown


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_a_narrow_window_tells_the_story_in_place_of_the_list(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        close(desk, "Globex Energy", "Hooli Robotics")
        await desk.press("v", "down")
        await desk.until(lambda: "▌ Globex Energy" in desk.shown)
        assert "Interview" not in desk.shown
        await desk.press("space")
        await desk.until(lambda: "Interview" in desk.shown and "Hooli" not in desk.shown)
        await desk.press("end")
        await desk.until(lambda: "You withdrew" in desk.shown)
        await desk.press("escape")
        await desk.until(lambda: "▌ Globex Energy" in desk.shown and "Hooli" in desk.shown)
        await desk.press("w")
        await desk.until(lambda: "c copy" in desk.shown)


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24), (40, 15)])
async def test_a_long_name_can_be_read_whole(open_desk: OpenDesk, size: tuple[int, int]):
    async with open_desk(size=size) as desk:
        rename(desk, "Globex Energy", LONG)
        close(desk, LONG)
        await desk.press("v")
        await desk.until(lambda: "▌ The Very Long" in desk.shown)
        await desk.press("space")
        words = LONG.split()
        await desk.until(lambda: all(desk.shown.count(word) for word in words))


async def test_a_story_is_left_before_the_archive_is(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        close(desk, "Globex Energy")
        await desk.press("v", "space")
        await desk.until(lambda: "Esc back" in desk.shown)
        await desk.press("escape")
        await desk.until(lambda: "Esc close" in desk.shown)
        assert desk.pilot.app.screen.focused is desk.pilot.app.screen.query_one(CardList)
        await desk.press("escape")
        assert desk.pilot.app.screen is desk.screen
