"""A form as one widget: where the focus, the cursor and the scrolling are, by keys and by mouse."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Offset

from store.search.reference import find
from tests.tui.conftest import Desk, OpenDesk


def where(desk: Desk, text: str) -> Offset:
    """The cell in which a text on the screen begins."""
    for y, line in enumerate(desk.shown.splitlines()):
        if text in line:
            return Offset(line.index(text), y)
    raise AssertionError(f"{text} is not on the screen:\n{desk.shown}")


async def click(desk: Desk, text: str, right: int = 0) -> None:
    await desk.pilot.click(offset=where(desk, text) + Offset(right, 0))
    await desk.pilot.pause()


async def test_however_long_a_form_is_one_line_of_it_has_an_editor(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("e")
        form = desk.pilot.app.screen
        for _ in form.stops:
            assert len(form.view.children) <= 2  # a longer text keeps its own: it can be undone
            await desk.press("tab")
        assert len(form.view.children) == 2


async def test_every_field_keeps_its_text_and_its_cursor_while_others_are_edited(
    open_desk: OpenDesk,
):
    async with open_desk(sample=False, size=(120, 40)) as desk:
        await desk.press("a", *"Intech", "left", "left", "left", "left", "tab", *"SRE")
        await desk.press("shift+tab", *"i", "tab", *"!")
        form = desk.pilot.app.screen
        assert (form.field("company").value, form.field("role").value) == ("Initech", "SRE!")
        assert "Initech" in desk.shown
        await desk.fill(interviewed="2026-11-20 10:00")
        await desk.press("f2")
        assert find(desk.book.cards, "Initech").role == "SRE!"


async def test_a_field_is_filled_from_outside_while_the_cursor_is_in_it(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("a", *"Ini")
        await desk.fill(company="Globex")
        await desk.press("end", "!")
        assert desk.pilot.app.screen.field("company").value == "Globex!"


async def test_a_click_puts_the_cursor_into_a_field_where_it_was_clicked(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("e", "tab", "tab")
        form = desk.pilot.app.screen
        role = form.field("role").value
        await click(desk, role, right=4)
        assert form.field("role").has_focus
        await desk.press("X")
        assert form.field("role").value == f"{role[:4]}X{role[4:]}"
        await click(desk, f"Company {form.field('company').value}", right=8)
        await desk.press("Y")
        assert form.field("company").value.startswith("Y")


async def test_a_click_comes_back_to_the_line_that_has_the_editor_still(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("e", "tab", "tab")  # on a choice, which needs no editor
        form = desk.pilot.app.screen
        assert not form.field("role").has_focus
        await click(desk, form.field("role").value, right=1)
        assert form.field("role").has_focus
        await desk.press("tab")
        assert form.at is form.control("contact")


async def test_a_click_presses_a_button_and_one_beside_everything_changes_nothing(
    open_desk: OpenDesk,
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("e")
        form = desk.pilot.app.screen
        await click(desk, "Person 1")
        assert form.field("company").has_focus
        await click(desk, "Another person")
        assert form.at is form.control("name-1")
        await click(desk, " Leave ", right=2)
        assert desk.pilot.app.screen is desk.screen


async def test_the_wheel_and_the_arrows_scroll_and_a_key_brings_the_cursor_back(
    open_desk: OpenDesk,
):
    async with open_desk(size=(80, 24)) as desk:
        await desk.press("M")
        view = desk.pilot.app.screen.view
        for _ in range(4):
            view.post_message(
                events.MouseScrollDown(view, 9, 9, 0, 1, 0, shift=False, meta=False, ctrl=False)
            )
        await desk.pilot.pause()
        assert view.scrolled == 8
        assert "Your name" not in desk.shown
        await desk.press("down", "up", "up")
        assert view.scrolled == 7
        await desk.press("tab", "shift+tab")
        assert view.scrolled == 0
        assert "Your name" in desk.shown


async def test_a_click_on_the_bar_goes_there(open_desk: OpenDesk):
    async with open_desk(size=(80, 24)) as desk:
        await desk.press("M")
        view = desk.pilot.app.screen.view
        await desk.pilot.click(offset=(77, 18))
        assert view.scrolled > 10
        assert desk.pilot.app.screen.field("name").has_focus
        await desk.pilot.click(offset=(77, 1))
        assert view.scrolled == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 15)])
async def test_in_a_window_of_another_size_the_cursor_stays_in_sight(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        await desk.press("M", *["shift+tab"] * 5)
        form = desk.pilot.app.screen
        await desk.fill(keys="add = t")
        form.control("keys").focus()
        await desk.press("end", "!")
        assert "add = t!" in desk.shown
        for other in ((40, 15), (120, 60), (80, 16), size):
            await desk.pilot.resize_terminal(*other)
            await desk.until(lambda: "add = t!" in desk.shown)
            at = where(desk, "add = t!")
            assert form.focused.cursor_screen_offset == at + Offset(8, 0)


async def test_an_echo_stands_beside_its_field_or_below_where_there_is_no_room(
    open_desk: OpenDesk,
):
    async with open_desk(sample=False, size=(100, 40)) as desk:
        await desk.press("a")
        await desk.fill(company="Initech", interviewed="2026-11-20 10:00")
        await desk.until(lambda: "Fri 20 Nov 2026" in desk.shown)
        assert where(desk, "Fri 20 Nov 2026").y == where(desk, "2026-11-20 10:00").y
        await desk.pilot.resize_terminal(60, 40)
        await desk.until(
            lambda: where(desk, "Fri 20 Nov 2026").y == where(desk, "2026-11-20 10:00").y + 1
        )
