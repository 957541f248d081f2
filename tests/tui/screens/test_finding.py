from __future__ import annotations

import pytest

from store.history import actions
from store.records import Stage
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.conftest import Desk, OpenDesk
from tui.widgets.card_list import CardList

SIZES = [(80, 24), (60, 20), (120, 40), (40, 15)]


async def look_for(desk: Desk, text: str) -> None:
    await desk.press("slash")
    await type_on(desk, text)


async def type_on(desk: Desk, text: str) -> None:
    await desk.press(*({" ": "space", ":": "colon"}.get(letter, letter) for letter in text))
    wanted = desk.screen.find_line.text
    await desk.until(lambda: desk.screen.finding.text == wanted)


def columns(desk: Desk) -> dict[str, list[str]]:
    held = desk.screen.board._view.columns
    return {stage: [each.card.company for each in entries] for stage, entries in held.items()}


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_narrows_in_place_and_the_cursor_goes_to_the_best_match(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        before = columns(desk)
        await look_for(desk, "an")
        after = columns(desk)
        assert list(after) == list(before)
        assert sum(map(len, after.values())) == 5
        assert desk.selected == "Osprey Analytics"
        assert "/ an · 5 of 16" in desk.shown.splitlines()[0]
        assert "Wait 1/5" in desk.shown or "Waiting 1 of 5" in desk.shown
        await type_on(desk, "aly")
        assert sum(map(len, columns(desk).values())) == 2
        assert {len(line) for line in desk.shown.splitlines()} == {size[0]}


async def test_enter_keeps_it_and_every_key_works_on_what_is_left(open_desk: OpenDesk):
    async with open_desk() as desk:
        await look_for(desk, "stage:em")
        assert "3 of 16" in desk.shown.splitlines()[-2]
        await desk.press("enter")
        assert desk.screen.focused is desk.screen.board
        assert "Keep" not in desk.shown.splitlines()[-1]
        assert [desk.selected] == columns(desk)[Stage.EMAILED][:1] == ["Globex Energy"]
        await desk.press("j", "j", "j", "n")
        assert desk.selected in columns(desk)[Stage.EMAILED]
        await desk.press("g", "enter")
        assert "Did you call Nina Solberg?" in " ".join(desk.shown.replace("│", " ").split())
        await desk.press("escape")
        assert desk.screen.finding.is_narrowed


async def test_a_card_that_no_longer_fits_leaves_and_one_that_comes_to_fit_joins(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await look_for(desk, "stage:wait")
        await desk.press("enter")
        assert desk.selected == "Quillon Press"
        await desk.press("enter", "y")
        assert find(desk.book.cards, "Quillon Press").stage is Stage.EMAILED
        assert "Quillon Press" not in columns(desk)[Stage.WAITING]
        assert columns(desk)[Stage.EMAILED] == []
        assert desk.selected == "Fernhill School"
        northwind = find(desk.book.cards, "Northwind Health")
        desk.book.put(actions.advance(northwind, NOW), northwind)
        desk.screen.show()
        assert "Northwind Health" in columns(desk)[Stage.WAITING]
        await desk.press("G", "n", "enter", "y")
        assert "Nothing is due among these. Esc shows all cards." in desk.said
        await desk.press("n")
        assert desk.said == "Nothing is due among these. Esc shows all cards."


async def test_escape_in_the_line_puts_everything_back_with_the_cursor_on_its_card(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("2", "G", "1", "j", "j")
        before, here = columns(desk), desk.selected
        await look_for(desk, "globex")
        assert desk.selected == "Globex Energy"
        await desk.press("escape")
        await desk.until(lambda: not desk.screen.finding.is_narrowed)
        assert (columns(desk), desk.selected) == (before, here)
        assert "Thank-you 4" in desk.shown
        assert desk.screen.find_line.text == ""
        await desk.press("2")
        assert desk.selected == "Osprey Analytics"  # every column is where it was


async def test_escape_on_the_narrowed_board_shows_all_around_the_card_that_was_found(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        before = columns(desk)
        await look_for(desk, "globex")
        await desk.press("enter")
        await desk.until(lambda: "Esc Show all" in desk.shown.splitlines()[-1])
        await desk.press("escape")
        assert (columns(desk), desk.selected) == (before, "Globex Energy")
        await desk.press("escape")
        assert columns(desk) == before


async def test_slash_again_goes_on_with_what_was_typed(open_desk: OpenDesk):
    async with open_desk() as desk:
        await look_for(desk, "an")
        await desk.press("enter", "slash")
        await type_on(desk, "aly")
        assert desk.screen.find_line.text == "analy"
        assert sum(map(len, columns(desk).values())) == 2
        await desk.press(*["backspace"] * 5)
        await desk.until(lambda: not desk.screen.finding.is_narrowed)
        await desk.press("enter")
        assert "Thank-you 4" in desk.shown


async def test_a_letter_wrong_is_forgiven_and_what_does_not_fit_is_said(open_desk: OpenDesk):
    async with open_desk() as desk:
        await look_for(desk, "solbreg")
        assert desk.selected == "Globex Energy"
        await type_on(desk, "zzz")
        await desk.until(lambda: "No card here fits what you look for" in desk.panel)
        assert "None here." in desk.shown
        await desk.press("enter", "e")
        assert "Esc shows all of them" in desk.said
        await desk.press("escape")
        await desk.until(lambda: desk.screen.board.selected is not None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("stag:x", "“stag:” is no filter. There are stage: due: via: is:"),
        ("stage:", "stage: thank-you, waiting, emailed, called or moved-on?"),
        ("is:closed", "Closed cards are in the archive. v opens it."),
    ],
)
async def test_what_is_not_understood_is_said_on_the_line(
    open_desk: OpenDesk, typed: str, said: str
):
    async with open_desk() as desk:
        await look_for(desk, typed)
        assert said in desk.shown.splitlines()[-2]


async def test_letters_are_letters_while_one_types_and_keys_again_after_that(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await look_for(desk, "aDuq1")
        assert desk.screen.find_line.text == "aDuq1"
        assert desk.pilot.app.screen is desk.screen
        assert desk.book.path.read_bytes() == before
        await desk.press("tab")
        assert desk.screen.focused is desk.screen.board
        await desk.press("question_mark")
        assert desk.pilot.app.screen is not desk.screen


async def test_going_elsewhere_by_mouse_closes_the_line_and_another_window_does_not(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await look_for(desk, "an")
        desk.pilot.app.app_focus = False
        await desk.pilot.pause()
        desk.pilot.app.app_focus = True
        await desk.until(lambda: desk.screen.find_line.is_typing)
        assert desk.screen.find_line.has_class("-open")
        await desk.pilot.click("#panel")
        await desk.until(lambda: not desk.screen.find_line.has_class("-open"))
        assert desk.screen.focused is desk.screen.query_one("#panel")
        assert desk.screen.finding.is_narrowed


async def test_a_burst_of_keys_is_typed_whole(open_desk: OpenDesk):
    async with open_desk() as desk:
        app = desk.pilot.app
        for key in ("slash", "n", "i", "n", "a"):
            app.simulate_key(key)
        await desk.until(lambda: desk.screen.finding.text == "nina")
        assert desk.selected == "Globex Energy"


async def test_the_archive_is_found_in_the_same_way(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "r", "3", "f2", "enter", "2", "y")  # an offer, declined
        await desk.press("4", "r", "4", "f2", "enter", "y")  # a no, thanked for
        await desk.press("v", "slash")
        listed = desk.pilot.app.screen.query_one(CardList)
        await desk.press(*"is", "colon", *"declined")
        await desk.until(lambda: listed.count == 1)
        assert "Globex Energy" in desk.shown
        assert "1 of 3" in desk.shown
        await desk.press(*["backspace"] * 8, *"open")
        await desk.until(lambda: "Open cards are on the board." in desk.shown)
        await desk.press(*["backspace"] * 7, *"marigodl", "enter")
        await desk.until(lambda: listed.count == 1)
        assert "Marigold Clinic" in desk.shown
        assert desk.pilot.app.screen.focused is listed
        await desk.press("escape")
        await desk.until(lambda: listed.count == 3)
        await desk.press("escape")
        assert desk.pilot.app.screen is desk.screen


async def test_a_narrow_window_still_names_the_keys_that_end_finding(open_desk: OpenDesk):
    async with open_desk(size=(40, 15)) as desk:
        await desk.press("slash")
        await desk.until(lambda: "Keep" in desk.shown.splitlines()[-1])
        assert "Esc Show all" in desk.shown.splitlines()[-1]
