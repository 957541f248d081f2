from __future__ import annotations

from store.records import Me
from tests.tui.conftest import OpenDesk


async def test_the_panel_says_what_to_do_why_and_in_what_words(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.until(lambda: "Thank Ruth Adler today" in desk.panel)
        assert "thanks are due within 24 hours, by Fri 20 Nov, 15:00." in desk.panel
        assert "Subject: Thank you for talking with me" in desk.panel
        assert "Hello Ruth," in desk.panel
        assert "Sam Rivera" in desk.panel


async def test_a_gap_stands_in_the_script_and_is_listed_with_the_key_that_fills_it(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.until(lambda: "[what you talked about]" in desk.panel)
        assert "gap left: what you talked about (edit the card: e)" in desk.panel
        desk.book.put_mine(Me())
        await desk.press("j")
        await desk.until(lambda: "your name (M)" in desk.panel)


async def test_the_panel_follows_the_cursor_and_explains_why_not_yet(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("2", "j", "j")
        await desk.until(lambda: "Wait for now. Email Dr. Amit Rao on Tue 1 Dec" in desk.panel)
        assert (
            "They said Fri 27 Nov; two business days' grace; email opens Tue 1 Dec." in desk.panel
        )


async def test_tab_goes_in_and_out_and_left_and_right_turn_the_pages(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3")
        await desk.until(lambda: "Call Nina Solberg" in desk.panel)
        await desk.press("tab", "right")
        assert "They said" in desk.panel
        assert "+1 555 010 0123" in desk.panel
        await desk.press("l")
        assert "Emailed Nina Solberg by email" in desk.panel
        assert "Added the card" in desk.panel
        assert desk.selected == "Globex Energy"
        await desk.press("tab", "j")
        assert desk.selected == "Brightwater Trust"


async def test_copying_sends_the_words_to_the_terminal_and_moves_nothing(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("2", "c")
        assert "Sent to your terminal's clipboard" in desk.said
        assert desk.pilot.app.clipboard.startswith("Hello Iris,")
        assert desk.book.path.read_bytes() == before


async def test_your_details_are_asked_for_when_a_script_first_needs_them(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("2", "c")
        assert "This script needs your own details first." in desk.shown
        await desk.type("Sam Rivera")
        await desk.press("f2")
        await desk.until(lambda: "Sam Rivera" in desk.pilot.app.clipboard)
        assert desk.book.me.name == "Sam Rivera"
