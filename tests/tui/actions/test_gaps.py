"""Every gap names a key, and the key leads to where it is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.file.book import Book
from store.history import actions, answers
from store.records import Card, Me, Person, What
from store.rules.stages import Owes
from tests.conftest import NOW, MakeCard
from tests.tui.conftest import Desk, OpenDesk
from tui.screens.answer import AnswerScreen
from tui.screens.card_form import CardForm
from tui.screens.editor import EditorScreen
from tui.screens.me_form import MeForm
from tui.screens.question import QuestionScreen
from tui.screens.words import WordsScreen

WORDS = "[your name], [role], {emailed date}, {slot}, [what you are sending]"
IN_THE_WORDS = "what you are sending (edit the words: E)"


@pytest.fixture
def waiting(make_card: MakeCard) -> Card:
    return actions.advance(make_card("Globex"), NOW.subtract(days=10), Owes.THANK)


def keep(path: Path, card: Card, kind: str) -> None:
    book = Book(path)
    book.put_mine(Me())
    book.put_new([actions.reword(card, kind, WORDS, NOW)])
    book.close()


async def fill(desk: Desk, field: str, text: str, save: str = "f2") -> None:
    desk.pilot.app.screen.field(field).value = text
    await desk.press(save)


async def lead_somewhere(desk: Desk) -> None:
    """Each key that is named opens what fills the gap."""
    for key, screen in (
        ("M", MeForm),
        ("e", CardForm),
        ("r", AnswerScreen),
        ("E", EditorScreen),
    ):
        await desk.press(key)
        assert isinstance(desk.pilot.app.screen, screen), key
        await desk.press("escape")


async def test_on_the_board(open_desk: OpenDesk, path: Path, waiting: Card):
    keep(path, waiting, "follow-up-open")
    async with open_desk() as desk:
        await desk.until(lambda: "five gaps left" in desk.panel)
        assert (
            "your name (M), role (edit the card: e), "
            "date of your email (confirm the email: Enter), "
            f"the time they offered (record their reply: r), {IN_THE_WORDS}." in desk.panel
        )
        await lead_somewhere(desk)
        await desk.press("M")
        await fill(desk, "name", "Sam Rivera")
        await desk.press("e")
        await fill(desk, "role", "Editor")
        await desk.until(lambda: "Sam Rivera, Editor, [date of your email]" in desk.panel)
        await desk.press("enter")
        assert isinstance(desk.pilot.app.screen, QuestionScreen)
        await desk.press("escape", "E")
        desk.pilot.app.screen.field("words").value = "Hello, {when we talked}."
        await desk.press("f2")
        await desk.until(lambda: "Hello, on Friday, November 13." in desk.panel)
        assert "left:" not in desk.panel


async def test_where_no_email_is_owed_its_day_is_filled_in_the_words(
    open_desk: OpenDesk, path: Path, waiting: Card
):
    skipped = actions.skip(waiting, NOW.subtract(days=1), "asked me to call", Owes.EMAIL)
    keep(path, skipped, "call-answered")
    async with open_desk() as desk:
        await desk.until(lambda: "five gaps left" in desk.panel)
        assert "date of your email (edit the words: E), " in desk.panel
        await lead_somewhere(desk)


@pytest.mark.parametrize("no", [True, False])
async def test_on_a_card_that_was_opened_again(
    open_desk: OpenDesk, path: Path, waiting: Card, *, no: bool
):
    ended = NOW.subtract(days=1)
    if no:
        closed = answers.reply(answers.rejected(waiting, ended), ended, What.REJECTED)
    else:
        closed = answers.close(waiting, ended, What.WITHDREW)
    keep(path, answers.reopen(closed, NOW), "follow-up-open")
    async with open_desk() as desk:
        await desk.until(lambda: "five gaps left" in desk.panel)
        assert "confirm the email: Enter" in desk.panel
        await lead_somewhere(desk)
        await desk.press("enter")
        assert isinstance(desk.pilot.app.screen, QuestionScreen)


async def test_on_a_card_that_is_closed(open_desk: OpenDesk, path: Path, waiting: Card):
    ended = NOW.subtract(days=1)
    closed = answers.reply(answers.rejected(waiting, ended), ended, What.REJECTED)
    keep(path, closed, "rejection-thanks")
    async with open_desk(size=(100, 40)) as desk:
        await desk.press("v", "w")
        await desk.until(
            lambda: "five gaps left: your name (M), role (edit the words: E)" in shown(desk)
        )
        assert "record their reply" not in shown(desk)
        await desk.press("M")
        assert isinstance(desk.pilot.app.screen, MeForm)
        await fill(desk, "name", "Sam Rivera")
        await desk.until(lambda: "Sam Rivera, [role]" in shown(desk))
        await desk.press("E")
        assert isinstance(desk.pilot.app.screen, EditorScreen)
        desk.pilot.app.screen.field("words").value = "Subject: Thanks\n\nThank you, [role]."
        await desk.press("f2")
        assert isinstance(desk.pilot.app.screen, WordsScreen)
        await desk.until(lambda: "Thank you, [role]." in shown(desk))
        await desk.press("R", "y")
        await desk.until(lambda: "Thank you, [role]." not in shown(desk))
        assert desk.book.cards[0].own_words == {}


async def test_words_for_a_closed_card_are_kept_when_it_is_opened_again(
    open_desk: OpenDesk, path: Path, waiting: Card
):
    keep(path, answers.close(waiting, NOW, What.WITHDREW), "withdraw")
    async with open_desk(size=(100, 40)) as desk:
        await desk.press("v", "w", "E")
        desk.pilot.app.screen.field("words").value = "Goodbye, and thank you."
        await desk.press("f2", "escape", "enter", "y")
        [card] = desk.book.cards
        assert card.outcome is None
        assert [*card.own_words.values()] == ["Goodbye, and thank you."]


async def test_what_cannot_be_done_with_the_words_of_a_closed_card_is_said(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    book = Book(path)
    book.put_new([answers.close(make_card(people=(Person(name="Dana"),)), NOW, What.WITHDREW)])
    book.close()
    async with open_desk(read_only=True) as desk:
        await desk.press("v", "w", "E")
        assert isinstance(desk.pilot.app.screen, WordsScreen)
        await desk.until(lambda: "Read-only, so nothing can be changed" in desk.said)


def shown(desk: Desk) -> str:
    return " ".join(desk.shown.replace("│", " ").split())
