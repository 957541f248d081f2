from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from store.records import Me, Outcome, Stage
from tests.tui.actions.letters import type_words
from tests.tui.conftest import OpenDesk
from tui.app import AfterwordApp
from tui.terminal import plain


async def test_the_scripts_that_fit_are_stepped_through_and_nothing_moves(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("3")
        await desk.until(lambda: "Could I speak" not in desk.panel and "Nina" in desk.panel)
        assert "1 of 8 · < > for others" in desk.shown
        await desk.press("greater_than_sign")
        await desk.until(lambda: "Could I speak with Nina Solberg" in desk.panel)
        await desk.press("greater_than_sign")
        await desk.until(lambda: "seconds spoken" in desk.panel and "Voicemail" in desk.panel)
        await desk.press("less_than_sign", "less_than_sign", "less_than_sign")
        await desk.until(lambda: "8 of 8" in desk.shown)
        await desk.press("c")
        assert desk.book.path.read_bytes() == before


async def test_the_checks_stand_under_the_script(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.until(lambda: "gap left: what you talked about" in desk.panel)
        await desk.press("2", "E")
        await type_words(desk, "Subject: x\n\nHi, just checking in ASAP.")
        await desk.press("f2")
        await desk.until(lambda: "your own words" in desk.panel)
        assert "just checking in" in desk.panel.casefold().replace("hi, just checking in asap.", "")
        assert "words" in desk.panel


async def test_the_clipboard_is_reached_by_osc_52_through_tmux_too(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TMUX", "default,1,0")
    async with open_desk() as desk:
        sent: list[str] = []
        driver = desk.pilot.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", sent.append)
        await desk.press("2", "c")
        await desk.until(lambda: any(each.startswith("\x1bPtmux;") for each in sent))
        assert "Sent to your terminal's clipboard" in desk.said


async def test_the_mail_is_a_link_and_a_draft_in_a_file(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    async with open_desk() as desk:
        await desk.press("2", "m")
        assert "To: Iris Fontaine <iris.fontaine@example.com>" in desk.shown
        link = desk.pilot.app.screen.note("link").link
        assert link.startswith("mailto:iris.fontaine@example.com?subject=")
        await desk.press("s")
        (draft,) = tmp_path.glob("*.eml")
        assert draft.name == "afterword-quillon-press-follow-up-open.eml"
        assert b"X-Unsent: 1" in draft.read_bytes()
        before = draft.read_bytes()
        await desk.press("m", "s")
        assert "is there already and was left as it is" in " ".join(
            desk.shown.replace("│", " ").split()
        )
        assert draft.read_bytes() == before
        assert desk.card("Quillon Press").stage is Stage.WAITING


async def test_the_qr_code_turns_from_the_words_to_the_number(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "x")
        await desk.until(lambda: "Call Nina Solberg" in desk.shown and "█▀▀▀▀▀█" in desk.shown)
        await desk.press("right")
        await desk.until(lambda: "Text Nina Solberg" in desk.shown)
        await desk.press("escape", "2", "x")
        await desk.until(lambda: "Write to Iris Fontaine" in desk.shown)


async def test_a_no_is_met_with_a_gracious_reply_that_is_found_again_in_the_archive(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("3", "r", "4", "f2")
        await desk.until(lambda: "Thank Nina Solberg for letting you know" in desk.panel)
        await desk.press("c")
        assert "Hello Nina," in desk.pilot.app.clipboard
        await desk.press("enter", "y")
        assert desk.card("Globex Energy").outcome is Outcome.REJECTED
        await desk.press("v", "w")
        await desk.until(lambda: "Thanks for a no" in desk.shown)


async def test_a_note_of_a_megabyte_does_not_stop_the_panel(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("E")
        desk.pilot.app.focused.insert("word " * 200_000)
        await desk.press("f2")
        await desk.until(lambda: "your own words" in desk.panel)
        assert len(desk.panel) < 100_000
        await desk.press("j")
        assert desk.selected == "Northwind Health"


async def test_the_details_are_not_asked_for_before_a_script_needs_them(open_desk: OpenDesk):
    async with open_desk() as desk:
        desk.book.put_mine(Me())
        await desk.press("j", "E", "escape", "x", "escape")
        assert "needs your own details" not in desk.shown
        await desk.press("m")
        assert "needs your own details" in desk.shown
        assert isinstance(desk.pilot.app, AfterwordApp)


async def test_an_email_confirmed_keeps_the_subject_of_the_words_that_were_shown(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("E")
        desk.pilot.app.screen.field("words").value = "Subject: A good talk\n\nThank you."
        await desk.press("f2", "enter", "y")
        assert desk.card("Harbor & Pine").steps[-1].subject == "A good talk"
        await desk.press("3")
        await desk.until(lambda: "Call Nina Solberg" in desk.panel)
        await desk.press("enter", "2", "y")
        assert desk.card("Globex Energy").steps[-1].subject == ""


async def test_a_draft_is_called_one_wherever_its_words_go(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    shown: list[str] = []
    monkeypatch.setattr(plain, "show", shown.append)
    monkeypatch.setattr(AfterwordApp, "suspend", lambda _app: nullcontext())
    async with open_desk() as desk:
        await desk.press("2", "j", "j")
        await desk.until(lambda: "A draft, for after Tue 1 Dec:" in desk.panel)
        await desk.press("c")
        assert "Draft, for after Tue 1 Dec: sent to your terminal's clipboard" in desk.said
        assert desk.pilot.app.clipboard.startswith("Hello Dr. Rao,")
        await desk.press("f")
        assert shown[-1].startswith("(Draft, for after Tue 1 Dec)\n\nTo: Dr. Amit Rao <")
        assert "\nSubject: " in shown[-1]
        await desk.press("m")
        assert "A draft, for after Tue 1 Dec." in desk.shown
        await desk.press("escape", "greater_than_sign", "greater_than_sign", "c")
        assert "Draft, for after" not in desk.said
        await desk.press("k", "f")
        assert shown[-1].startswith("To: ")
        await desk.press("m")
        assert "A draft, for" not in desk.shown


async def test_a_message_is_shown_with_its_length_and_is_there_to_paste(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.until(lambda: "Thank Ruth Adler" in desk.panel)
        while desk.screen.scripts.current().kind != "thank-you-linkedin":
            await desk.press("greater_than_sign")
        await desk.until(lambda: "of 300 characters" in desk.panel)
        await desk.press("c")
        words = desk.pilot.app.clipboard
        assert f" · {len(words)} of 300 characters" in desk.panel
        assert "Subject: " not in desk.panel
        assert "f shows it." in desk.log
        await desk.press("m")
        assert "These words are a message to paste. c sends them to your" in desk.said
        await desk.press("E")
        desk.pilot.app.screen.field("words").value = "Thank you, {when we talked}."
        await desk.press("f2")
        await desk.until(lambda: "of 300 characters · your own words" in desk.panel)
        assert "Thank you, on Thursday, November 19." in desk.panel


async def test_a_letter_to_a_reference_is_not_addressed_to_the_interviewer(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    async with open_desk() as desk:
        await desk.press("2")
        for _ in range(12):
            if "Ask somebody to be your reference" in desk.panel:
                break
            await desk.press("greater_than_sign")
            await desk.pilot.pause()
        await desk.press("m", "s")
        (draft,) = tmp_path.glob("*references.eml")
        headers = draft.read_bytes().partition(b"\r\n\r\n")[0]
        assert b"\r\nTo:" not in headers
        assert b"In-Reply-To" not in headers
