from __future__ import annotations

import pytest

from store.records import Channel, Result, Stage
from tests.conftest import TickingClock
from tests.tui.conftest import Desk, OpenDesk


def focused(desk: Desk) -> str | None:
    control = desk.pilot.app.screen.at
    return control and control.id


def row(desk: Desk, label: str, rows: int = 1) -> str:
    """The lines of a dialog from the one with a label on, as one text."""
    lines = [" ".join(line.replace("│", " ").split()) for line in desk.shown.splitlines()]
    at = next(n for n, line in enumerate(lines) if f"{label} " in line.removeprefix("╰─")[:9])
    return " ".join(lines[at : at + rows])


async def test_enter_names_action_and_person_and_enter_again_changes_nothing(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("enter")
        assert "Did you send the thank-you to Ruth Adler?" in desk.shown
        await desk.press("enter")
        assert "Did you send" not in desk.shown
        assert desk.book.path.read_bytes() == before


@pytest.mark.parametrize("leave", ["n", "escape"])
async def test_n_and_escape_leave_without_a_change(open_desk: OpenDesk, leave: str):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("enter", leave)
        assert "Did you send" not in desk.shown
        assert desk.book.path.read_bytes() == before


async def test_y_moves_the_card_and_brings_up_the_next_that_is_due(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "y")
        moved = desk.card("Harbor & Pine")
        assert moved.stage is Stage.WAITING
        assert desk.selected == "Globex Energy"
        assert desk.said == (
            "Thanked Ruth Adler. Harbor & Pine is now in Waiting. Next: Call Nina. … L"
        )
        assert "Email Ruth Adler from Fri 27 Nov. Next: Call Nina." in desk.log


async def test_when_how_and_a_note_are_kept_with_the_step(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "tab")
        await desk.type("yesterday 16:30")
        await desk.until(lambda: "Mon 23 Nov 2026, 16:30 EST" in desk.shown)
        await desk.press("enter", "3", "enter")
        await desk.type("on [her] profile")
        await desk.press("f2")
        step = desk.card("Harbor & Pine").steps[-1]
        assert step.done.isoformat() == "2026-11-23T16:30:00-05:00"
        assert (step.channel, step.note) == (Channel.LINKEDIN, "on [her] profile")


async def test_a_time_that_cannot_be_read_or_is_to_come_keeps_the_question_open(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("enter", "tab")
        await desk.type("blursday")
        await desk.press("f2")
        assert "“blursday”" in desk.shown
        assert focused(desk) == "when"
        assert desk.card("Harbor & Pine").stage is Stage.THANK_YOU
        await desk.press(*["backspace"] * 8)
        await desk.type("tomorrow 9am")
        await desk.press("f2")
        assert "still to come" in desk.shown
        assert desk.card("Harbor & Pine").stage is Stage.THANK_YOU


async def test_too_early_says_by_how_much_and_still_lets_you(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("2", "j", "j", "enter")
        assert "This would be five business days early. They said Fri 27 Nov" in " ".join(
            desk.shown.replace("│", " ").split()
        )
        await desk.press("y")
        assert desk.card("Initech Systems").stage is Stage.EMAILED


async def test_a_call_needs_its_result(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "enter", "y")
        assert "What came of the call?" in desk.shown
        assert desk.card("Globex Energy").stage is Stage.EMAILED
        await desk.press("2", "y")
        called = desk.card("Globex Energy")
        assert (called.stage, called.steps[-1].result) == (Stage.CALLED, Result.LEFT_MESSAGE)


async def test_the_result_of_a_call_can_be_named_before_it_is_confirmed(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("3", "enter", "1")
        assert "[1 spoke]" in desk.shown
        assert desk.book.path.read_bytes() == before
        await desk.press("y")
        assert desk.card("Globex Energy").steps[-1].result is Result.SPOKE


async def test_a_call_nobody_answered_is_noted_and_leaves_the_card(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "enter", "y", "3", "y")
        desk.screen.board.select(desk.card("Globex Energy").id)
        called = desk.card("Globex Energy")
        assert (called.stage, called.steps[-1].result) == (Stage.EMAILED, Result.NO_ANSWER)
        await desk.until(lambda: "Nobody answered" in desk.panel)


async def test_a_panel_of_people_is_thanked_one_by_one(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("j", "j", "enter")
        assert "Did you send the thank-you to Priya Nair?" in desk.shown
        await desk.press("tab", "tab", "right")
        assert "Did you send the thank-you to Tom Okafor?" in desk.shown
        await desk.press("f2")
        assert desk.card("Larkspur Labs").stage is Stage.THANK_YOU
        await desk.press("enter")
        assert "Did you send the thank-you to Priya Nair?" in desk.shown
        await desk.press("y")
        assert desk.card("Larkspur Labs").stage is Stage.WAITING


async def test_moving_on_and_nothing_owed_after_it(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("4", "enter")
        assert "Are you ready to move on from Marigold Clinic?" in desk.shown
        await desk.press("y")
        assert desk.card("Marigold Clinic").stage is Stage.MOVED_ON
        assert "Next: Thank Ruth." in desk.said
        assert "13 other cards are still open." in desk.log
        desk.screen.board.select(desk.card("Marigold Clinic").id)
        await desk.press("enter")
        assert "Nothing is owed" in desk.said


async def test_undo_and_redo_take_back_and_bring_back_also_after_a_restart(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "y")
    async with open_desk() as desk:
        await desk.press("u")
        assert desk.card("Harbor & Pine").stage is Stage.THANK_YOU
        assert "Undone: Thanked Ruth Adler" in desk.said
        assert desk.selected == "Harbor & Pine"
    async with open_desk() as desk:
        await desk.press("U")
        assert desk.card("Harbor & Pine").stage is Stage.WAITING
        await desk.press("U")
        assert "nothing to redo" in desk.said


async def test_read_only_says_so_and_changes_nothing(open_desk: OpenDesk):
    async with open_desk():
        pass
    async with open_desk(read_only=True) as desk:
        assert "read-only" in desk.shown.splitlines()[0]
        assert desk.said == "Read-only. You asked only to look."
        before = desk.book.path.read_bytes()
        for key in ("enter", "a", "e", "D", "M", "u"):
            desk.screen.voice.hush()
            await desk.press(key)
            assert "so nothing can be changed" in desk.said
        assert desk.book.path.read_bytes() == before


async def test_the_keys_of_the_question_are_whole_in_a_small_window(open_desk: OpenDesk):
    async with open_desk(size=(40, 15)) as desk:
        await desk.press("enter")
        assert "y yes · n not yet · Tab for more" in desk.shown


async def test_the_first_tab_goes_to_when_where_nothing_typed_answers(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter")
        assert "y yes · n not yet · Tab to say when" in desk.shown
        await desk.press("tab")
        assert focused(desk) == "when"
        assert "now, or yesterday 16:30" in row(desk, "When")
        assert "Enter next · F2 yes · Esc not yet" in desk.shown
        await desk.type("yn")
        assert row(desk, "When").startswith("When yn")
        assert desk.card("Harbor & Pine").stage is Stage.THANK_YOU


async def test_the_buttons_stand_before_and_behind_the_fields(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "tab", "shift+tab")
        assert focused(desk) == "leave"
        await desk.press("right")
        assert focused(desk) == "save"
        await desk.press("left", "tab", "enter", "enter", "enter")
        assert focused(desk) == "save"
        await desk.press("enter")
        assert desk.card("Harbor & Pine").stage is Stage.WAITING


@pytest.mark.parametrize(("key", "says"), [("y", "F2 says yes"), ("n", "Esc leaves")])
async def test_a_letter_at_a_choice_answers_nothing_and_says_what_does(
    open_desk: OpenDesk, key: str, says: str
):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("enter", "tab", "enter")
        assert focused(desk) == "channel"
        await desk.press(key)
        assert "Did you send the thank-you to Ruth Adler?" in desk.shown
        assert f"{says} from here." in desk.shown
        assert desk.book.path.read_bytes() == before


async def test_an_empty_when_is_now(open_desk: OpenDesk, clock: TickingClock):
    async with open_desk() as desk:
        await desk.press("enter", "tab", "f2")
        done = desk.card("Harbor & Pine").steps[-1].done
        assert abs(done.timestamp() - clock().timestamp()) < 60


async def test_a_time_before_the_interview_is_refused_beside_it(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "tab")
        await desk.type("2 nov 9:00")
        await desk.press("enter", "enter")
        await desk.type("on time")
        await desk.press("f2")
        assert focused(desk) == "when"
        assert "is before the" in row(desk, "When")
        assert "on time" in row(desk, "Note")
        await desk.press("end", "backspace")
        assert "is before the" not in desk.shown


async def test_in_a_narrow_window_the_reason_stands_under_the_field(open_desk: OpenDesk):
    async with open_desk(size=(60, 24)) as desk:
        await desk.press("enter", "tab")
        await desk.type("blursday")
        await desk.press("f2")
        assert row(desk, "When") == "When blursday"
        assert "“blursday”" in row(desk, "When", 2)


async def test_escape_leaves_at_once_unless_something_is_typed(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "tab", "escape")
        assert "Did you send" not in desk.shown
        await desk.press("enter", "tab", "x", "escape")
        assert "Press Esc again" in desk.shown
        await desk.press("escape")
        assert "Did you send" not in desk.shown
