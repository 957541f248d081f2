from __future__ import annotations

from store.file.book import Book
from store.sample import SAMPLE_ME
from tests.conftest import MakeCard
from tests.tui.conftest import OpenDesk
from tui.screens.confirm import ConfirmScreen
from tui.screens.help import HelpScreen
from tui.widgets.page import Page


async def test_page_keys_move_by_what_the_column_shows(
    open_desk: OpenDesk, path, make_card: MakeCard
):
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new([make_card(f"Company {number:02}") for number in range(20)])
    book.close()
    async with open_desk(size=(120, 24)) as desk:
        view = desk.screen.board
        held = [entry.card.company for entry in view._view.columns[view.stage]]
        column = view._layout().column(view.stage)
        assert column
        rows = column.rows
        assert 1 < rows < 10
        await desk.press("home", "pagedown")
        assert desk.selected == held[rows]
        await desk.press("pagedown", "pageup")
        assert desk.selected == held[rows]
        await desk.press(*["pagedown"] * 20)
        assert desk.selected == held[-1]
        await desk.press("home")
        assert desk.selected == held[0]
        await desk.press("end")
        assert desk.selected == held[-1]


async def test_page_keys_scroll_the_panel_while_it_has_the_focus(open_desk: OpenDesk):
    async with open_desk(size=(80, 24)) as desk:
        selected = desk.selected
        await desk.press("tab", "pagedown")
        panel = desk.screen.query_one("#panel")
        await desk.until(lambda: panel.scroll_y > 0)
        await desk.press("home")
        await desk.until(lambda: panel.scroll_y == 0)
        await desk.press("end")
        await desk.until(lambda: panel.scroll_y == panel.max_scroll_y)
        assert desk.selected == selected


async def test_page_keys_scroll_a_long_form_from_a_field_and_from_the_buttons(
    open_desk: OpenDesk,
):
    async with open_desk(size=(80, 20)) as desk:
        await desk.press("M")
        screen = desk.pilot.app.screen
        fields = screen.view
        await desk.press("pagedown")
        await desk.until(lambda: fields.scrolled > 0)
        await desk.press("pageup")
        await desk.until(lambda: fields.scrolled == 0)
        screen.control("leave").focus()
        await desk.press("pagedown")
        await desk.until(lambda: fields.scrolled > 0)


async def test_delete_asks_as_its_letter_does_and_in_a_field_takes_a_letter(open_desk: OpenDesk):
    async with open_desk() as desk:
        company = desk.selected
        await desk.press("delete")
        assert f"Delete {company}" in desk.shown
        await desk.press("delete", "enter")  # the safe answer has the focus
        assert desk.selected == company
        await desk.press("slash", *"abc", "home", "delete")
        assert desk.screen.find_line.field.value == "bc"
        assert not isinstance(desk.pilot.app.screen, ConfirmScreen)


async def test_f1_is_help_and_closes_it(open_desk: OpenDesk):
    async with open_desk(size=(80, 60)) as desk:
        await desk.press("f1")
        assert isinstance(desk.pilot.app.screen, HelpScreen)
        text = "\n".join(map(str, desk.pilot.app.screen.query_one(Page).parts))
        for row in ("? F1      Help.", "D Delete  Delete the card.", "PgUp      A page up."):
            assert row in text
        await desk.press("f1")
        assert desk.pilot.app.screen is desk.screen


async def test_ctrl_c_says_which_key_leaves_and_leaves_nothing(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("ctrl+c")
        assert desk.said == "q leaves Afterword."
        await desk.press("slash", "x", "ctrl+c")
        back = "Esc leaves this, and then q quits."
        assert desk.said == back
        assert desk.screen.find_line.field.value == "x"
        await desk.press("escape", "question_mark", "ctrl+c")
        assert desk.said == back
        assert isinstance(desk.pilot.app.screen, HelpScreen)
        await desk.press("escape", "enter", "ctrl+c")
        assert desk.said == back
        assert "Did you " in desk.shown
        await desk.press("escape", "a", *"Initech", "ctrl+c")
        assert desk.said == back
        assert desk.pilot.app.screen.field("company").value == "Initech"


async def test_ctrl_c_copies_what_is_selected(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("a", *"Initech", "shift+home", "ctrl+c")
        assert (desk.pilot.app.clipboard, desk.said) == ("Initech", "")
        notes = desk.pilot.app.screen.field("notes")
        notes.focus()
        await desk.press(*"hello", "ctrl+c")
        assert desk.said == "Esc leaves this, and then q quits."
        assert desk.pilot.app.clipboard == "Initech"
        await desk.press("shift+home", "ctrl+c")
        assert desk.pilot.app.clipboard == "hello"


async def test_ctrl_z_takes_back_what_was_typed_in_a_text(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("a")
        notes = desk.pilot.app.screen.field("notes")
        notes.focus()
        await desk.press(*"hello", "ctrl+z")
        assert notes.value == ""
        assert desk.said == ""


async def test_a_second_key_gives_way_to_a_choice(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("M")
        desk.pilot.app.screen.control("keys").focus()
        await desk.type("add = f1, note = delete")
        await desk.press("f2", "f1")
        assert "Add an interview" in desk.shown
        await desk.press("escape", "delete")
        assert "Delete " not in desk.shown
