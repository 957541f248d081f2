from __future__ import annotations

import pytest

from store.records import Me
from tests.tui.conftest import Desk, OpenDesk
from tui.screens.first_start import FirstStart
from tui.screens.mail import MailScreen


def asks(desk: Desk) -> bool:
    return isinstance(desk.pilot.app.screen, FirstStart)


async def test_three_fields_are_asked_for_and_the_words_then_have_them(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(Me(greeting="Hi"))
        await desk.press("c")
        assert asks(desk)
        await desk.press(*"Sam Rivera", "enter", *"sam@example.com", "enter", *"+1 555 03", "f2")
        await desk.until(lambda: "your terminal's clipboard" in desk.said)
        assert "your name" not in desk.log
        assert "Sam Rivera" in desk.pilot.app.clipboard
        me = desk.book.me
        assert (me.name, me.email, me.phone) == ("Sam Rivera", "sam@example.com", "+1 555 03")
        assert me.greeting == "Hi"


@pytest.mark.parametrize("keys", [("escape",), ("tab", "tab", "tab", "tab", "enter")])
async def test_later_goes_on_with_the_gaps_and_does_not_ask_again(
    open_desk: OpenDesk, keys: tuple[str, ...]
):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("c", *keys)
        await desk.until(lambda: "with gaps still" in desk.said)
        assert "your name" in desk.log
        assert desk.book.me.name == ""
        await desk.press("m")
        await desk.until(lambda: isinstance(desk.pilot.app.screen, MailScreen))
        await desk.press("escape", "M")
        await desk.until(lambda: "Your name" in desk.shown)


async def test_escape_asks_once_before_typed_details_are_lost(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("c", *"Sam", "escape")
        assert asks(desk)
        assert "Press Esc again" in desk.shown
        await desk.press("escape")
        await desk.until(lambda: "with gaps still" in desk.said)


async def test_an_address_that_is_none_keeps_the_dialog(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("c", "tab", *"sam", "f2")
        assert asks(desk)
        assert "is not an email address" in desk.shown
        assert desk.pilot.app.screen.at is not None
        assert desk.pilot.app.screen.at.id == "email"
        assert desk.said == ""


async def test_half_typed_details_are_offered_again(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("c", *"Sam")
        desk.screen.keep_everything()
    async with open_desk() as desk:
        await desk.until(lambda: "You were typing this" in desk.shown)
        assert asks(desk)
        await desk.press("f2")
        assert desk.book.me.name == "Sam"
