from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from store.file.book import Book
from store.history import actions, answers
from store.records import Stage, What
from store.rules.board import Overview
from store.rules.lookout import Lookout
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tests.tui.conftest import OpenDesk
from tui.widgets.panel import Panel

SIZES = [(80, 24), (120, 40), (110, 30), (79, 24), (60, 20), (40, 15)]


async def test_the_board_opens_on_the_most_urgent_card_with_counts_and_sums(open_desk: OpenDesk):
    async with open_desk() as desk:
        top, titles = desk.shown.splitlines()[:2]
        assert "! 3 late · ● 5 due · next Wed 25 Nov" in top
        for title in ("Thank-you 4", "Waiting 5", "Emailed 3", "Called 2", "Moved on 2"):
            assert title in titles
        assert desk.selected == "Harbor & Pine"
        assert "! 4 d late" in desk.shown
        assert "● by tomorrow" in desk.shown
        assert "○ when ready" in desk.shown
        assert "· Fri 27 Nov" in desk.shown


async def test_arrows_letters_and_digits_move_the_one_cursor(open_desk: OpenDesk):
    async with open_desk() as desk:
        seen = []
        for key in ("j", "down", "k", "G", "g", "l", "right", "h", "left", "5", "2"):
            await desk.press(key)
            seen.append(desk.selected)
        assert seen == [
            "Northwind Health",
            "Larkspur Labs",
            "Northwind Health",
            "Bluefin Logistics",
            "Harbor & Pine",
            "Quillon Press",
            "Globex Energy",
            "Quillon Press",
            "Harbor & Pine",
            "Crestline Hotels",
            "Quillon Press",
        ]


async def test_the_cursor_stays_in_sight_when_a_column_is_longer_than_the_screen(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        assert "Osprey" not in desk.shown
        await desk.press("2", "G")
        assert desk.selected == "Osprey Analytics"
        assert "▌Osprey" in desk.shown
        assert "↑1" in desk.shown


async def test_a_number_goes_to_its_column_from_the_panel_too(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("1", "tab", "2")
        assert desk.selected == "Quillon Press"
        await desk.press("right")
        assert desk.selected == "Globex Energy"


async def test_n_walks_what_is_due_across_columns_most_urgent_first(open_desk: OpenDesk):
    async with open_desk() as desk:
        urgencies = []
        for _ in range(9):
            await desk.press("n")
            entry = desk.screen.board.selected
            assert entry is not None
            urgencies.append(entry.urgency)
        assert urgencies == ["overdue"] * 2 + ["today"] * 5 + ["overdue"] * 2
        here = desk.selected
        await desk.press("n", "N")
        assert desk.selected == here


async def test_an_empty_board_teaches_and_says_when_nothing_is_due(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.until(lambda: "Press a to add your first interview" in desk.panel)
        assert "Thanked." in desk.shown
        await desk.press("n")
        assert "Nothing is due" in desk.said
        for key in ("enter", "D", "e", "c", "r", "w", "s", "b"):
            await desk.press(key)
            assert "Press a to add an interview" in desk.said


async def test_an_empty_column_of_a_full_board_is_no_first_run(open_desk: OpenDesk):
    async with open_desk() as desk:
        for card in [c for c in desk.book.cards if c.stage is Stage.CALLED]:
            desk.book.put(actions.delete(card, NOW), card)
        desk.screen.show()
        await desk.press("4")
        await desk.until(lambda: "No card is in Called just now." in desk.panel)
        desk.screen.show()
        assert desk.screen.board.stage is Stage.CALLED


async def test_the_cursor_stays_in_sight_when_the_window_shrinks(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("2", "G")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: "▌Osprey" in desk.shown and "Script" in desk.shown)


async def test_a_window_too_small_to_see_the_question_asks_none(open_desk: OpenDesk):
    async with open_desk(size=(30, 10)) as desk:
        await desk.press("enter", "y")
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.THANK_YOU
        assert "Too small" in desk.shown


async def test_an_action_from_the_palette_works_with_the_focus_in_the_panel(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("tab", "ctrl+p")
        await desk.type("Last card")
        await desk.until(lambda: "The last card of the column" in desk.shown)
        await desk.press("enter")
        await desk.until(lambda: desk.selected == "Bluefin Logistics")


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_is_as_wide_as_the_window_with_names_of_any_script(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        for stage in Stage:
            await desk.press(str(list(Stage).index(stage) + 1))
            lines = desk.shown.splitlines()
            assert {cell_len(line) for line in lines} == {size[0]}
            assert len(lines) == size[1]
            assert "▌" in desk.shown


async def test_a_narrow_window_shows_one_stage_under_tabs_with_counts(open_desk: OpenDesk):
    async with open_desk(size=(40, 15)) as desk:
        assert "Thanks 4" in desk.shown
        assert "Wait 5" in desk.shown
        assert "Harbor & Pine" in desk.shown
        assert "Quillon" not in desk.shown
        await desk.press("l")
        assert "Quillon Press" in desk.shown
        assert "Harbor" not in desk.shown


async def test_a_window_too_small_says_so_and_recovers(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.pilot.resize_terminal(39, 24)
        await desk.until(lambda: "Too small" in desk.shown)
        await desk.pilot.resize_terminal(80, 14)
        await desk.until(lambda: "Too small" in desk.shown)
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: "Harbor & Pine" in desk.shown and "Too small" not in desk.shown)


async def test_a_click_moves_the_cursor_to_the_card(open_desk: OpenDesk):
    async with open_desk() as desk:
        for company in ("Fernhill School", "Umbra Pharma", "Northwind Health"):
            y, line = next(
                (y, line)
                for y, line in enumerate(desk.shown.splitlines())
                if company.split()[0] in line
            )
            await desk.pilot.click(offset=(line.index(company.split()[0]), y))
            await desk.pilot.pause()
            assert desk.selected == company


async def test_moving_the_cursor_redraws_two_cards_and_not_the_board(open_desk: OpenDesk):
    async with open_desk() as desk:
        board = desk.screen.board
        drawn: list[int] = []
        draw = board.render_line

        def counting(y: int):
            drawn.append(y)
            return draw(y)

        board.render_line = counting
        await desk.press("j")
        await desk.until(lambda: bool(drawn))
        assert set(drawn) <= set(range(1, 7))


async def test_a_step_has_the_board_looked_at_once(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    looks: list[object] = []
    look = Lookout.look

    def counting(lookout: Lookout, *args: Any) -> Overview:
        looks.append(args)
        return look(lookout, *args)

    monkeypatch.setattr(Lookout, "look", counting)
    async with open_desk() as desk:
        assert len(looks) == 1
        await desk.press("enter", "y")
        assert "Next:" in desk.said
        assert len(looks) == 2


async def test_a_board_whose_cards_are_all_closed_is_clear_and_not_new(
    open_desk: OpenDesk, book: Book, make_card: MakeCard
):
    card = actions.add(make_card(), NOW)
    book.put(answers.close(card, NOW, What.WITHDREW), None)
    book.close()
    async with open_desk(sample=False) as desk:
        await desk.until(lambda: "The board is clear. v shows the cards" in desk.panel)


async def test_the_board_yields_the_lines_that_it_does_not_need_to_the_panel(
    open_desk: OpenDesk, book: Book, make_card: MakeCard
):
    for company in ("Globex", "Initech"):
        book.put(actions.add(make_card(company, role="Cook"), NOW), None)
    book.close()
    async with open_desk(sample=False) as desk:
        panel = desk.screen.query_one(Panel)
        assert (desk.screen.board.size.height, panel.outer_size.height) == (8, 14)
        for company in ("Hooli", "Umbra"):
            desk.book.put(actions.add(make_card(company, role="Cook"), NOW), None)
        desk.screen.show()
        await desk.until(lambda: desk.screen.board.size.height == 11)
        assert panel.outer_size.height == 11


async def test_while_finding_too_and_without_a_move_of_the_cursor_changing_it(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        board = desk.screen.board
        assert board.size.height == 11
        await desk.press("slash", *"globex")
        await desk.until(lambda: board.size.height == 7)
        assert "Globex" in desk.shown
        await desk.press("escape")
        await desk.until(lambda: board.size.height == 11)
        laid_out: list[object] = []
        board.get_content_height = lambda *args: laid_out.append(args) or 11  # type: ignore[method-assign, func-returns-value]
        await desk.press("j", "l", "G", "5", "h", "n")
        assert laid_out == []


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_names_are_whole_where_lines_or_cells_are_free(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        width = desk.screen.board.size.width
        board = [line[:width] for line in desk.shown.splitlines()[1:-1]]
        assert "…" not in "\n".join(board)
        assert any("Technical" in line for line in board)


async def test_the_selected_card_stands_out_without_colour(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_desk() as desk:
        strips = desk.pilot.app.screen._compositor.render_strips()
        turned = {
            segment.text.strip()
            for strip in strips[2:]
            for segment in strip
            if segment.style and segment.style.reverse
        }
        assert "Harbor & Pine" in turned
        assert "Quillon Press" not in turned
