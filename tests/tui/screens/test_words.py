"""The words at full height: what stands there, and that every key for them works."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from store.records import Me, Stage
from store.search.reference import find
from tests.tui.conftest import Desk, OpenDesk
from tui.app import AfterwordApp
from tui.screens.answer import AnswerScreen
from tui.screens.call import CallScreen
from tui.screens.card_form import CardForm
from tui.screens.copy import CopyScreen
from tui.screens.editor import EditorScreen
from tui.screens.help import HelpScreen
from tui.screens.mail import MailScreen
from tui.screens.qr import QrScreen
from tui.screens.question import QuestionScreen
from tui.screens.words import WordsScreen
from tui.terminal import plain


def words(desk: Desk) -> WordsScreen:
    screen = desk.pilot.app.screen
    assert isinstance(screen, WordsScreen)
    return screen


def text(desk: Desk) -> str:
    return str(words(desk).query_one(Static).content)


@pytest.mark.parametrize(("size", "box"), [((80, 24), (0, 80)), ((200, 50), (58, 84))])
async def test_they_are_titled_and_have_all_the_height(
    open_desk: OpenDesk, size: tuple[int, int], box: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        await desk.press("2", "space")
        await desk.until(lambda: words(desk).box.height == size[1])
        assert (words(desk).box.x, words(desk).box.width) == box
        assert "Follow-up, no date was named · 1 of 5 · Quillon Press" in desk.shown
        lines = text(desk).splitlines()
        assert lines[0] == "Email Iris Fontaine today: late, and still worth doing"
        assert "To:      Iris Fontaine <iris.fontaine@example.com>" in lines
        assert "Hello Iris," in lines
        assert lines.index("Hello Iris,") < next(
            at for at, line in enumerate(lines) if " words" in line
        )
        assert "c copy · m mail · < > others · E edit" in desk.shown
        assert "Esc back" in desk.shown


@pytest.mark.parametrize("key", ["escape", "tab", "space", "q"])
async def test_tab_twice_opens_them_too_and_a_key_goes_back_to_the_board(
    open_desk: OpenDesk, key: str
):
    async with open_desk() as desk:
        await desk.press("tab", "tab")
        assert "Hello Ruth," in text(desk)
        await desk.press(key)
        assert desk.pilot.app.screen is desk.screen
        await desk.press("j")
        assert desk.selected == "Northwind Health"


async def test_they_scroll_by_lines_by_pages_and_to_either_end(open_desk: OpenDesk):
    async with open_desk(size=(80, 20)) as desk:
        await desk.press("space")
        scroll = words(desk)._scroll
        for key, reached in (
            ("j", lambda: scroll.scroll_y == 1),
            ("down", lambda: scroll.scroll_y == 2),
            ("k", lambda: scroll.scroll_y == 1),
            ("up", lambda: scroll.scroll_y == 0),
            ("end", lambda: scroll.scroll_y == scroll.max_scroll_y > 2),
            ("home", lambda: scroll.scroll_y == 0),
            ("pagedown", lambda: scroll.scroll_y > 2),
            ("pageup", lambda: scroll.scroll_y == 0),
        ):
            await desk.press(key)
            await desk.until(reached)
        assert desk.selected == "Harbor & Pine"


async def test_another_script_begins_at_its_top_and_is_named(open_desk: OpenDesk):
    async with open_desk(size=(80, 20)) as desk:
        await desk.press("3", "space", "end", "greater_than_sign")
        await desk.until(lambda: "Call, somebody else picks up · 2 of 8 · Globex" in desk.shown)
        assert words(desk)._scroll.scroll_y == 0
        assert "Call:    +1 555 010 0123" in text(desk)
        assert "p call mode" in desk.shown
        await desk.press("left")
        await desk.until(lambda: " · 1 of 8 · Globex" in desk.shown)
        await desk.press("greater_than_sign", "space")
        await desk.until(lambda: "Could I speak with Nina Solberg" in desk.panel)


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("enter", QuestionScreen),
        ("r", AnswerScreen),
        ("C", CopyScreen),
        ("x", QrScreen),
        ("E", EditorScreen),
        ("p", CallScreen),
        ("e", CardForm),
        ("question_mark", HelpScreen),
    ],
)
async def test_a_key_opens_there_what_it_opens_on_the_board(
    open_desk: OpenDesk, key: str, screen: type
):
    async with open_desk() as desk:
        await desk.press("3", "space", key)
        assert isinstance(desk.pilot.app.screen, screen)
        await desk.press("escape")
        assert "Nina Solberg" in text(desk)


async def test_the_words_get_out_from_there_and_nothing_moves(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    shown: list[str] = []
    monkeypatch.setattr(plain, "show", shown.append)
    monkeypatch.setattr(AfterwordApp, "suspend", lambda _app: nullcontext())
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("2", "space", "c")
        assert desk.pilot.app.clipboard.startswith("Hello Iris,")
        assert "Sent to your terminal's clipboard" in desk.said
        await desk.press("m")
        assert isinstance(desk.pilot.app.screen, MailScreen)
        await desk.press("escape", "f")
        assert shown[-1].startswith("To: Iris Fontaine <iris.fontaine@example.com>\nSubject: ")
        assert desk.book.path.read_bytes() == before


async def test_confirmed_there_the_next_card_that_is_due_takes_its_place(open_desk: OpenDesk):
    async with open_desk(size=(80, 20)) as desk:
        await desk.press("2", "space", "end", "enter", "y")
        assert find(desk.book.cards, "Quillon Press").stage is Stage.EMAILED
        await desk.until(lambda: f" · {desk.selected}" in desk.shown)
        assert desk.selected != "Quillon Press"
        assert words(desk)._scroll.scroll_y == 0
        await desk.press("u")
        await desk.until(lambda: "Email Iris Fontaine today" in text(desk))


async def test_details_that_are_missing_are_asked_for_and_then_the_words_are_sent(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("2", "space", "c")
        await desk.type("Sam Rivera")
        await desk.press("f2")
        await desk.until(lambda: "Sam Rivera" in desk.pilot.app.clipboard)
        await desk.until(lambda: "Sam Rivera" in text(desk))


async def test_without_a_card_there_are_no_words(open_desk: OpenDesk):
    async with open_desk(sample=False) as desk:
        await desk.press("space")
        assert "There is no card here yet" in desk.said
        await desk.press("tab", "tab")
        assert desk.screen.focused is desk.screen.board


async def test_a_part_is_copied_with_one_key_and_what_was_sent_is_said(open_desk: OpenDesk):
    async with open_desk() as desk:
        for key, copied, said in (
            (
                "1",
                "The Copy editor position: our interview",
                "The subject is sent to your terminal's clipboard.",
            ),
            ("2", "iris.fontaine@example.com", "The address is sent to your terminal's clipboard."),
            ("3", "To: Iris Fontaine <iris", "All of it is sent to your terminal's clipboard."),
        ):
            await desk.press("2", "C", key)
            assert desk.pilot.app.screen is desk.screen
            assert desk.pilot.app.clipboard.startswith(copied)
            assert said in desk.said
        await desk.press("3", "C", "4")
        assert desk.pilot.app.clipboard == "+1 555 010 0123"
        assert "The phone number is sent to your terminal's clipboard." in desk.said


async def test_a_subject_of_usual_length_is_whole_and_on_one_line_where_parts_are_offered(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("2")
        card = desk.screen.require_card().card
        desk.book.put(replace(card, role="Senior copy editor"), card)
        desk.screen.show(card.id)
        await desk.press("C")
        subject = "The Senior copy editor position: our interview"
        await desk.until(lambda: f"subject        {subject} " in desk.shown)


async def test_a_part_that_is_not_there_is_not_offered(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("C")
        assert "phone number" not in desk.shown
        await desk.press("4")
        assert isinstance(desk.pilot.app.screen, CopyScreen)
        await desk.press("C")
        assert (desk.pilot.app.screen, desk.said) == (desk.screen, "")
