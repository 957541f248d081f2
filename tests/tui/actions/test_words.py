from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Digits, Static

from store.records import Channel, Me, Outcome, Result, Stage, What
from store.search.reference import find
from tests.tui.conftest import Desk, OpenDesk
from tui.app import AfterwordApp
from tui.screens.words import WordsScreen
from tui.terminal import plain


def card(desk: Desk, company: str):
    return find(desk.book.cards, company)


async def type_words(desk: Desk, text: str) -> None:
    desk.pilot.app.screen.query_one("#words").load_text(text)
    await desk.pilot.pause()


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


async def test_own_words_are_kept_with_the_card_undone_and_reset(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("2", "E")
        await type_words(desk, "Subject: Hello\n\nDear [Iris],\nmy own words.")
        await desk.press("f2")
        await desk.until(lambda: "my own words." in desk.panel)
        assert "Dear [Iris]," in desk.panel
        await desk.press("u")
        await desk.until(lambda: "my own words." not in desk.panel)
        await desk.press("U")
        await desk.until(lambda: "my own words." in desk.panel)
        await desk.press("R")
        assert "Your own words for this card go" in desk.shown
        await desk.press("y")
        await desk.until(lambda: "my own words." not in desk.panel)
        assert card(desk, "Quillon Press").own_words == {}
    async with open_desk() as desk:
        assert card(desk, "Quillon Press").own_words == {}


async def test_a_template_is_changed_for_all_cards_and_a_wrong_one_is_refused(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("3", "E")
        desk.pilot.app.screen.query_one("#scope").focus()
        await desk.press("2")
        template = desk.pilot.app.screen.query_one("#words").text
        assert "[emailed date]" in template
        await type_words(desk, template.replace("[emailed date]", "[no such thing]"))
        await desk.press("f2")
        assert "no such thing" in desk.shown
        assert "placeholder" in desk.shown
        await type_words(desk, template.replace("Is this a good moment?", "Is this a good time?"))
        await desk.press("f2")
        await desk.until(lambda: "Is this a good time?" in desk.panel)
    async with open_desk() as desk:
        await desk.press("3", "j", "j")
        await desk.until(lambda: "Owen" in desk.panel and "Is this a good time?" in desk.panel)
        await desk.press("R", "y")
        await desk.until(lambda: "Is this a good moment?" in desk.panel)
        await desk.press("R")
        assert "the words Afterword came with" in desk.said


async def test_an_editor_that_is_missing_leaves_the_text_and_says_so(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))  # nothing usual is there
    async with open_desk() as desk:
        await desk.press("E", "f4")
        assert "No editor was found. Set EDITOR to one" in desk.shown
        monkeypatch.setenv("EDITOR", 'vi "unclosed')
        await desk.press("f4")
        assert "not a command that can be read" in desk.shown
        monkeypatch.setenv("EDITOR", "nothing-of-that-name")
        await desk.press("f4")
        assert "“nothing-of-that-name” is not there. Set EDITOR to one" in desk.shown
        (tmp_path / "nano").touch(mode=0o755)
        await desk.press("f4")
        assert "cannot make room for another program" in desk.shown  # there is no real terminal
        assert "Hello Ruth," in desk.shown


@pytest.mark.parametrize("size", [(120, 40), (200, 50)])
async def test_the_words_are_edited_in_the_place_of_the_panel(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        panel = desk.screen.query_one("#panel").region
        await desk.press("E")
        dialog = desk.pilot.app.screen.query_one("#dialog")
        await desk.until(lambda: dialog.region == panel)
        assert " Leave " in desk.shown
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: dialog.region == desk.screen.query_one("#body").region)
        assert dialog.region.width == 80


async def test_at_full_height_the_words_are_edited_there(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("space", "E")
        dialog = desk.pilot.app.screen.query_one("#dialog")
        await desk.until(lambda: (dialog.region.x, dialog.region.size) == (18, (84, 40)))
        await type_words(desk, "Subject: x\n\nMy own words for Ruth.")
        await desk.press("f2")
        assert isinstance(desk.pilot.app.screen, WordsScreen)
        await desk.until(lambda: "My own words for Ruth." in desk.shown)


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
        link = desk.pilot.app.screen.query_one("#link", Static).content
        assert link.style.link.startswith("mailto:iris.fontaine@example.com?subject=")
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
        assert card(desk, "Quillon Press").stage is Stage.WAITING


async def test_the_qr_code_turns_from_the_words_to_the_number(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "x")
        await desk.until(lambda: "Call Nina Solberg" in desk.shown and "█▀▀▀▀▀█" in desk.shown)
        await desk.press("right")
        await desk.until(lambda: "Text Nina Solberg" in desk.shown)
        await desk.press("escape", "2", "x")
        await desk.until(lambda: "Write to Iris Fontaine" in desk.shown)


async def test_a_card_without_a_number_has_no_call_mode(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("p")
        assert "There is no phone number for Ruth Adler. Add one with e." in desk.said


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 15)])
async def test_call_mode_has_number_words_stopwatch_and_result_keys(
    open_desk: OpenDesk, size: tuple[int, int]
):
    async with open_desk(size=size) as desk:
        await desk.press("3", "p")
        await desk.until(lambda: "Nina Solberg · Globex Energy" in desk.shown)
        number = desk.pilot.app.screen.query_one(Digits)
        assert number.display or "+1 555 010 0123" in desk.shown
        assert "0:00" in desk.shown
        await desk.press("right", "right")
        await desk.until(
            lambda: (
                "Once more, the number"
                in str(desk.pilot.app.screen.query_one("#prompter", Static).content)
            )
        )
        await desk.press("space")
        await desk.until(lambda: "Space stops it" in desk.shown)
        await desk.press("2")
        assert "Did you call Nina Solberg?" in " ".join(desk.shown.replace("│", " ").split())
        await desk.press("y")
        called = card(desk, "Globex Energy")
        assert (called.stage, called.steps[-1].result) == (Stage.CALLED, Result.LEFT_MESSAGE)


async def with_number(desk: Desk, company: str) -> None:
    before = card(desk, company)
    met = replace(before.round, people=(replace(before.round.people[0], phone="+1 555 010 0199"),))
    desk.book.put(replace(before, rounds=(*before.rounds[:-1], met)), before)
    desk.screen.show(before.id)
    await desk.pilot.pause()


async def test_a_call_instead_of_the_email_is_recorded_as_a_call(open_desk: OpenDesk):
    async with open_desk() as desk:
        await with_number(desk, "Initech Systems")
        await desk.press("p", "2")
        assert "Did you call Dr. Amit Rao?" in " ".join(desk.shown.replace("│", " ").split())
        await desk.press("y")
        called = card(desk, "Initech Systems")
        assert (called.stage, called.steps[-1].what) == (Stage.CALLED, What.CALLED)
        assert called.steps[-1].result is Result.LEFT_MESSAGE


async def test_a_call_while_thanks_are_owed_is_noted_and_nothing_counts_as_sent(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        company = desk.selected
        await with_number(desk, company)
        await desk.press("p", "3")
        noted = card(desk, company)
        assert noted.stage is Stage.THANK_YOU
        assert (noted.steps[-1].what, noted.steps[-1].note) == (
            What.NOTED,
            f"Called {noted.round.people[0].name}: no answer",
        )


async def test_leaving_call_mode_or_the_answer_after_it_records_nothing(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("3", "p", "escape")
        assert "Emailed 3" in desk.shown
        await desk.press("p", "4")
        await desk.until(lambda: "Globex Energy answered in your call" in desk.shown)
        await desk.press("f2")
        assert "What did they say?" in desk.shown
        await desk.press("escape")
        assert desk.book.path.read_bytes() == before


async def test_a_new_date_from_a_call_is_recorded_with_the_call(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "p", "4")
        assert "[1 a new date]" in desk.shown
        assert desk.pilot.app.focused.id == "promised"
        await desk.type("by next friday")
        await desk.press("f2")
        called = card(desk, "Globex Energy")
        assert [(step.what, step.result, step.channel) for step in called.steps[-2:]] == [
            (What.CALLED, Result.SPOKE, Channel.PHONE),
            (What.NEW_DATE, None, Channel.PHONE),
        ]
        assert called.stage is Stage.WAITING
        assert called.round.promise is not None
        assert called.round.promise.words == "by next friday"
        assert desk.selected == "Harbor & Pine"  # what was said over the phone needs no reply
        desk.screen.board.select(called.id)
        await desk.until(lambda: "Wait for now. Email Nina Solberg on" in desk.panel)


async def test_other_news_from_a_call_is_recorded_with_the_call_and_needs_no_reply(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("3", "p", "4", "shift+tab", "6", "f2")
        called = card(desk, "Globex Energy")
        assert [step.what for step in called.steps[-2:]] == [What.CALLED, What.NEWS]
        assert desk.selected == "Harbor & Pine"


async def test_a_call_while_thanks_are_owed_leaves_them_owed(open_desk: OpenDesk):
    async with open_desk() as desk:
        thanking = card(desk, "Harbor & Pine")
        person = replace(thanking.round.people[0], phone="+1 555 010 0100")
        interview = replace(thanking.round, people=(person,))
        desk.book.put(replace(thanking, rounds=(interview,)), thanking)
        desk.screen.show(thanking.id)
        await desk.pilot.pause()
        await desk.press("p", "4")
        assert "The thank-you is still owed" in desk.shown
        await desk.type("by next friday")
        await desk.press("f2")
        called = card(desk, "Harbor & Pine")
        assert (called.stage, called.steps[-1].what) == (Stage.THANK_YOU, What.NEW_DATE)


async def test_an_answer_half_typed_after_a_call_still_knows_of_the_call(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "p", "4")
        await desk.type("by next friday")
        desk.screen.keep_everything()
    async with open_desk() as desk:
        await desk.until(lambda: "You were typing this" in desk.shown)
        await desk.press("f2")
        steps = card(desk, "Globex Energy").steps[-2:]
        assert [step.what for step in steps] == [What.CALLED, What.NEW_DATE]


async def test_a_no_is_met_with_a_gracious_reply_that_is_found_again_in_the_archive(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("3", "r", "4", "f2")
        await desk.until(lambda: "Thank Nina Solberg for letting you know" in desk.panel)
        await desk.press("c")
        assert "Hello Nina," in desk.pilot.app.clipboard
        await desk.press("enter", "y")
        assert card(desk, "Globex Energy").outcome is Outcome.REJECTED
        await desk.press("v", "w")
        await desk.until(lambda: "Thanks for a no" in desk.shown)


async def test_a_note_of_a_megabyte_does_not_stop_the_panel(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("E")
        desk.pilot.app.screen.query_one("#words").insert("word " * 200_000)
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


async def test_details_given_for_a_call_do_not_make_a_mail_of_it(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        desk.book.put_mine(Me())
        await desk.press("3", "greater_than_sign", "greater_than_sign", "m")
        assert "needs your own details" in desk.shown
        await desk.type("Sam")
        await desk.press("f2")
        await desk.until(lambda: "These words are for a call." in desk.said)
        assert desk.book.me.name == "Sam"


async def test_an_email_confirmed_keeps_the_subject_of_the_words_that_were_shown(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("E")
        desk.pilot.app.screen.query_one("#words").load_text("Subject: A good talk\n\nThank you.")
        await desk.press("f2", "enter", "y")
        assert card(desk, "Harbor & Pine").steps[-1].subject == "A good talk"
        await desk.press("3")
        await desk.until(lambda: "Call Nina Solberg" in desk.panel)
        await desk.press("enter", "2", "y")
        assert card(desk, "Globex Energy").steps[-1].subject == ""


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
        desk.pilot.app.screen.query_one("#words").load_text("Thank you, {when we talked}.")
        await desk.press("f2")
        await desk.until(lambda: "of 300 characters · your own words" in desk.panel)
        assert "Thank you, on Thursday, November 19." in desk.panel


async def test_the_template_that_is_edited_is_in_the_language_of_the_card(open_desk: OpenDesk):
    async with open_desk() as desk:
        german = replace(card(desk, "Harbor & Pine"), language="de")
        desk.book.put(german, card(desk, "Harbor & Pine"))
        desk.screen.show(german.id)
        await desk.press("E", "shift+tab", "2")
        text = desk.pilot.app.screen.query_one("#words").text
        assert text.startswith("Title: Dank nach dem Gespräch")


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
