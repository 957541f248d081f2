from __future__ import annotations

from contextlib import nullcontext
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.history import actions
from store.records import Stage
from tests.conftest import NOW
from tests.tui.conftest import Desk, OpenDesk
from tui.app import AfterwordApp
from tui.screens.mail import MailScreen
from tui.screens.qr import QrScreen
from tui.screens.question import QuestionScreen


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the mail client puts the draft that it is given; the terminal is lent in name only."""
    kept = tmp_path / "kept.eml"
    monkeypatch.setenv("AFTERWORD_MAIL", f"cp %s {kept}")
    monkeypatch.setattr(AfterwordApp, "suspend", lambda _app: nullcontext())
    return kept


def fill_gaps(desk: Desk) -> None:
    """Note what was talked of on the selected card: its letter lacks nothing then."""
    card = desk.screen.require_card().card
    people = tuple(replace(each, hook="the new shelves") for each in card.round.people)
    whole = replace(card, rounds=(*card.rounds[:-1], replace(card.round, people=people)))
    desk.book.put(actions.edit(card, whole, NOW), card)
    desk.screen.show(card.id)


async def test_the_client_gets_the_mail_at_once_and_the_question_comes_after_it(
    open_desk: OpenDesk, kept: Path
):
    async with open_desk() as desk:
        fill_gaps(desk)
        script = desk.screen.scripts.current()
        card = desk.screen.require_card().card
        await desk.press("m")
        mail = message_from_bytes(kept.read_bytes(), policy=policy.default)
        assert mail["Subject"] == script.subject_text
        assert isinstance(desk.pilot.app.screen, QuestionScreen)
        await desk.press("enter")  # the safe answer
        assert desk.book.state.cards[card.id] == card
        await desk.press("m", "y")
        assert desk.book.state.cards[card.id].stage is Stage.WAITING


async def test_before_its_day_the_dialog_says_so_and_offers_the_client(
    open_desk: OpenDesk, kept: Path
):
    async with open_desk() as desk:
        await desk.press("2", "j", "j", "m")
        assert isinstance(desk.pilot.app.screen, MailScreen)
        assert "A draft, for after Tue 1 Dec." in desk.shown
        assert "Open in cp (m)" in desk.shown
        assert not kept.exists()
        await desk.press("m")
        await desk.until(lambda: isinstance(desk.pilot.app.screen, QuestionScreen))
        assert kept.exists()
        assert "early" in desk.read


async def test_a_letter_with_gaps_is_handed_over_only_after_they_are_told(
    open_desk: OpenDesk, kept: Path
):
    async with open_desk() as desk:
        await desk.press("m")
        assert isinstance(desk.pilot.app.screen, MailScreen)
        assert "One gap left: what you talked about (edit the card: e)." in desk.read
        assert desk.pilot.app.screen.contents.buttons[0].id == "client"
        assert not kept.exists()
        await desk.press("m")
        await desk.until(lambda: isinstance(desk.pilot.app.screen, QuestionScreen))
        assert kept.exists()


async def test_the_link_and_the_file_are_there_beside_a_client(open_desk: OpenDesk, kept: Path):
    async with open_desk() as desk:
        await desk.press("F")
        assert isinstance(desk.pilot.app.screen, MailScreen)
        assert "▸ Write this mail" in desk.shown
        assert "Save the draft (s)" in desk.shown
        await desk.press("escape")
        assert not kept.exists()


async def test_a_narrow_window_has_room_for_the_client_too(open_desk: OpenDesk, kept: Path):
    async with open_desk(size=(40, 15)) as desk:
        await desk.press("F")
        for button in ("Open in cp (m)", "Save the draft (s)", "Leave"):
            assert button in desk.shown
        assert "m cp · s save · Esc leave" in desk.shown


async def test_without_a_client_the_mail_is_a_link_and_a_file(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("AFTERWORD_MAIL", " ")
    async with open_desk() as desk:
        await desk.press("m")
        assert isinstance(desk.pilot.app.screen, MailScreen)
        assert "Open in" not in desk.shown
        await desk.press("m")
        assert isinstance(desk.pilot.app.screen, MailScreen)


async def test_another_letter_is_handed_over_and_nothing_is_asked(open_desk: OpenDesk, kept: Path):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("less_than_sign", "m")
        assert kept.exists()
        assert desk.log.startswith("Back from cp. Nothing is recorded. o notes it.")
        assert desk.pilot.app.screen is desk.screen


async def test_with_a_file_that_is_only_looked_at_nothing_is_asked(open_desk: OpenDesk, kept: Path):
    async with open_desk() as desk:
        fill_gaps(desk)
        await desk.until(lambda: desk.screen.book.is_saved)
    async with open_desk(read_only=True) as desk:
        await desk.press("m")
        assert kept.exists()
        assert desk.log.startswith("Back from cp. Nothing is recorded.")


async def test_a_terminal_that_cannot_be_lent_is_told(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("AFTERWORD_MAIL", "neomutt -H %s")
    async with open_desk() as desk:
        fill_gaps(desk)
        await desk.press("m")
        assert "This terminal cannot make room for a mail client." in desk.log


async def test_a_code_keeps_the_person_as_a_contact(open_desk: OpenDesk):
    async with open_desk(size=(120, 60)) as desk:
        await desk.press("x", "left")
        assert isinstance(desk.pilot.app.screen, QrScreen)
        assert "as a contact" in desk.shown
