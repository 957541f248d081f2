from __future__ import annotations

from pathlib import Path

from store.file.book import Book
from store.records import What
from tests.conftest import MakeCard
from tests.tui.conftest import OpenDesk


async def test_after_an_interview_the_talk_is_noted_in_five_lines(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.until(lambda: "d notes what you talked of, while it is fresh." in desk.panel)
        assert "d Debrief" in desk.shown.splitlines()[-1]
        await desk.press("d")
        await desk.type("the reading room")
        await desk.press("enter")
        await desk.type("how I plan")
        await desk.press("enter")
        await desk.type("the budget of 2024")
        await desk.press("enter")
        await desk.type("by friday")
        await desk.until(lambda: "Fri 20 Nov; email opens Tue 24 Nov" in desk.shown)
        await desk.press("enter")
        await desk.type("Ruth, by email")
        await desk.press("f2")
        noted = desk.card("Harbor & Pine")
        assert noted.round.people[0].hook == "the reading room"
        assert noted.round.promise is not None
        assert noted.round.promise.words == "by friday"
        assert str(noted.round.promise.said) == "2026-11-19"
        assert str(noted.round.promise.day) == "2026-11-20"
        step = noted.steps[-1]
        assert step.what is What.DEBRIEFED
        assert step.note == (
            "They asked: how I plan; To add: the budget of 2024; Whom to ask: Ruth, by email"
        )
        assert "Noted on Harbor & Pine." in desk.said
        await desk.until(lambda: "notes what you talked of" not in desk.panel)
        assert "d Debrief" not in desk.shown.splitlines()[-1]
        await desk.press("u")
        assert desk.card("Harbor & Pine").round.promise is None


async def test_each_person_has_a_row_and_what_is_known_stands_in_it(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("j", "j", "d")
        await desk.until(lambda: "the new lab" in desk.shown)
        assert "Priya diary studies" in desk.shown
        assert "Tom the new lab" in desk.shown
        await desk.press("f2")
        assert "Nothing is written down yet" in desk.shown
        await desk.press("tab", *["backspace"] * 20)
        await desk.type("the wet lab")
        await desk.press("f2")
        hooks = [person.hook for person in desk.card("Larkspur Labs").round.people]
        assert hooks == ["diary studies", "the wet lab"]


async def test_words_that_stay_keep_the_promise_as_it_was_read(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.card("Northwind Health").round.promise
        assert before is not None
        await desk.press("j", "d")
        await desk.press("enter")
        await desk.type("why them")
        await desk.press("f2")
        after = desk.card("Northwind Health")
        assert after.round.promise == before
        assert after.steps[-1].note == "They asked: why them"


async def test_a_date_that_cannot_be_read_keeps_the_form_open(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("d", "enter", "enter", "enter")
        await desk.type("by the 45th of Movember")
        await desk.press("f2")
        assert "45th" in desk.shown
        assert "After the interview · Harbor & Pine" in desk.shown
        assert desk.card("Harbor & Pine").round.promise is None


async def test_with_nobody_known_what_you_talked_of_goes_into_the_note(
    open_desk: OpenDesk, path: Path, make_card: MakeCard
):
    book = Book(path)
    book.put_new([make_card("Globex", "2026-11-24 07:00", people=())])
    book.close()
    async with open_desk() as desk:
        await desk.press("d")
        await desk.type("the merger")
        await desk.press("f2")
        assert desk.card("Globex").steps[-1].note == "You talked of: the merger"


async def test_before_the_interview_its_time_is_said_instead(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("G")
        assert desk.selected == "Bluefin Logistics"
        await desk.press("d")
        assert "The interview is on Wed 25 Nov, 14:00." in desk.said
        assert "After the interview" not in desk.shown


async def test_a_half_typed_debrief_is_offered_again(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("j", "d")
        await desk.type("!")
        desk.screen.keep_everything()
        desk.book.close()
    async with open_desk() as desk:
        await desk.until(lambda: "You were typing this" in desk.shown)
        assert "After the interview · Northwind Health" in desk.shown
        assert "the move to weekly reports!" in desk.shown


async def test_a_note_is_one_line_saved_with_enter_and_stands_in_the_history(open_desk: OpenDesk):
    async with open_desk() as desk:
        stage = desk.card("Harbor & Pine").stage
        await desk.press("o")
        await desk.press("enter")
        assert "There is nothing in the note" in desk.shown
        await desk.type("saw Ruth at the fair")
        await desk.press("enter")
        noted = desk.card("Harbor & Pine")
        assert (noted.steps[-1].what, noted.stage) == (What.NOTED, stage)
        assert "Noted on Harbor & Pine." in desk.said
        await desk.press("tab", "left")
        await desk.until(lambda: "Tue 24 Nov, 09:30  Note\n  saw Ruth at the fair" in desk.panel)
        await desk.press("escape", "u")
        assert "Undone" in desk.said
