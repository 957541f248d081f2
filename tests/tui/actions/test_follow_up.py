from __future__ import annotations

from store.records import Me, Outcome, Stage, What
from tests.tui.conftest import OpenDesk


async def test_a_new_date_is_echoed_and_sends_the_card_back_to_waiting(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "r", "1")
        assert "goes back to Waiting, for their new date" in desk.shown
        await desk.press("enter")
        await desk.type("by the end of next week")
        await desk.until(lambda: "Fri 4 Dec; email opens Tue 8 Dec" in desk.shown)
        await desk.press("f2")
        assert desk.card("Globex Energy").stage is Stage.WAITING
        assert "They named a new date. Globex Energy is now in Waiting." in desk.said


async def test_a_next_round_starts_anew_and_the_card_says_round_2(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("3", "r", "2", "enter")
        await desk.type("next tuesday 10:00")
        await desk.until(lambda: "Tue 1 Dec 2026, 10:00 EST" in desk.shown)
        await desk.press("f2")
        second = desk.card("Globex Energy")
        assert (second.stage, len(second.rounds)) == (Stage.THANK_YOU, 2)
        assert "round 2" in desk.shown
        await desk.press("u")
        assert len(desk.card("Globex Energy").rounds) == 1


async def test_a_next_round_keeps_the_zone_that_was_typed(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("3", "r", "2", "enter")
        await desk.type("next tue 11am PT")
        await desk.until(lambda: "(America/Los_Angeles), 14:00 for" in desk.shown)
        await desk.press("f2")
        interview = desk.card("Globex Energy").round
        assert interview.zone == "America/Los_Angeles"
        assert interview.at.isoformat() == "2026-12-01T11:00:00-08:00"


async def test_withdrawing_takes_the_card_to_the_archive_and_enter_brings_it_back(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("3", "r", "5", "f2")
        assert desk.card("Globex Energy").outcome is Outcome.WITHDREW
        await desk.until(lambda: "c copy · m mail" in desk.shown)
        await desk.press("escape")
        assert "Globex" not in desk.shown.splitlines()[2]
        await desk.press("v")
        assert "Globex Energy · Project manager" in desk.shown
        await desk.press("enter", "enter")
        assert desk.card("Globex Energy").outcome is Outcome.WITHDREW
        await desk.press("enter", "y")
        assert desk.card("Globex Energy").outcome is None
        assert desk.card("Globex Energy").stage is Stage.EMAILED


async def test_an_answer_without_its_kind_or_words_keeps_the_form_open(open_desk: OpenDesk):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("3", "r", "f2")
        assert "Choose what they said" in desk.shown
        await desk.press("1", "f2")
        assert "What did they say?" in desk.shown
        await desk.type("frobday")
        await desk.press("f2")
        assert "frobday" in desk.shown
        await desk.press("escape", "escape")
        assert desk.book.path.read_bytes() == before


async def test_the_archive_is_searched_letter_by_letter(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("v")
        assert "Redwood Savings · Teller" in desk.shown
        assert "A no, " in desk.shown
        await desk.press("escape")
        for stage in ("3", "4"):
            await desk.press(stage, "r", "5", "f2")
            await desk.until(lambda: "c copy · m mail" in desk.shown)
            await desk.press("escape")
        await desk.press("v", "slash")
        await desk.type("nina")
        await desk.until(lambda: "Marigold" not in desk.shown.split("Archive")[1])
        assert "Globex Energy · Project manager" in desk.shown
        await desk.type("zzz")
        await desk.until(lambda: "No closed card fits" in desk.shown)
        await desk.press("escape")
        await desk.until(lambda: "Marigold Clinic · Receptionist" in desk.shown)
        await desk.press("escape")
        assert "Archive" not in desk.shown


async def test_waiving_asks_for_a_reason_and_can_rule_out_calls(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "w")
        assert "Skip the call to Nina Solberg?" in desk.shown
        assert "A second, shorter email takes its place." in desk.shown
        await desk.press("f2")
        assert "Say why, in a word or two" in desk.shown
        await desk.type("no number")
        await desk.press("enter", "2", "f2")
        skipped = desk.card("Globex Energy")
        assert (skipped.stage, skipped.no_calls) == (Stage.EMAILED, True)
        assert (skipped.steps[-1].what, skipped.steps[-1].note) == (What.SKIPPED_CALL, "no number")
        desk.screen.board.select(skipped.id)
        await desk.until(lambda: "Email Nina Solberg once more" in desk.panel)
        await desk.press("u")
        assert not desk.card("Globex Energy").no_calls


async def test_a_snooze_is_seen_and_a_past_day_is_refused(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "s")
        await desk.type("yesterday")
        await desk.press("f2")
        assert "is not to come" in desk.shown
        await desk.press(*["backspace"] * 9)
        await desk.type("+3")
        await desk.until(lambda: "Fri 27 Nov 2026" in desk.shown)
        await desk.press("f2")
        desk.screen.board.select(desk.card("Globex Energy").id)
        await desk.until(lambda: "You snoozed it to Fri 27 Nov." in desk.panel)
        await desk.press("s", "f2")
        assert desk.card("Globex Energy").snooze is None


async def test_back_asks_is_recorded_and_can_be_undone(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "b")
        assert "Move Globex Energy back to Waiting?" in desk.shown
        await desk.press("y")
        assert desk.card("Globex Energy").stage is Stage.WAITING
        assert desk.card("Globex Energy").steps[-1].what is What.MOVED_BACK
        await desk.press("u")
        assert desk.card("Globex Energy").stage is Stage.EMAILED
        await desk.press("1", "b")
        assert "in the first column already" in desk.said


async def test_a_panel_of_people_is_a_checklist(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("j", "j")
        await desk.until(lambda: "→ next      Priya Nair" in desk.panel)
        await desk.press("enter", "y")
        desk.screen.board.select(desk.card("Larkspur Labs").id)
        await desk.until(lambda: "✓ thanked   Priya Nair, Tue 24 Nov" in desk.panel)
        assert "→ next      Tom Okafor" in desk.panel
        await desk.press("w")
        assert "Skip the thank-you to Tom Okafor?" in desk.shown
        await desk.type("no address")
        await desk.press("f2")
        assert desk.card("Larkspur Labs").stage is Stage.WAITING


async def test_the_queue_empties_and_says_so_kindly(open_desk: OpenDesk):
    async with open_desk() as desk:
        for _ in range(12):
            owed = desk.screen.board.selected
            assert owed is not None
            await desk.press("n")
            if "Nothing is due" in desk.said:
                break
            await desk.press("s")
            await desk.type("+30")
            await desk.press("f2")
        assert "Nothing is due. Next: Bluefin Logistics, Wed 25 Nov." in desk.said


async def test_their_clock_is_in_the_panel_and_a_call_at_night_is_warned_of(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "e")
        desk.pilot.app.screen.field("zone").value = "Asia/Tokyo"
        desk.pilot.app.screen.field("interviewed").value = "2026-11-04 04:00"
        await desk.press("f2")
        desk.screen.board.select(desk.card("Globex Energy").id)
        await desk.until(lambda: "It is 23:30 there: outside working hours" in desk.panel)
        await desk.press("p")
        assert "It is 23:30 there: outside working hours" in desk.shown
        await desk.press("1")
        assert "Did you call Nina Solberg?" in desk.shown
        assert "outside working hours" not in desk.shown  # the call is over
        await desk.press("escape")


async def test_no_hours_are_told_where_a_call_would_keep_them(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3")
        await desk.until(lambda: "Call Nina Solberg" in desk.panel)
        assert "working hours" not in desk.shown
        await desk.press("p")
        assert "Nina Solberg · Globex Energy" in desk.shown
        assert "working hours" not in desk.shown


async def test_letting_go_is_not_skipped_and_what_owes_nothing_has_nothing_to_skip(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("4", "w")
        assert "Moving on is the last step, so it cannot be skipped. Snooze it." in desk.said
        await desk.press("5", "w")
        assert "There is nothing here to skip." in desk.said


async def test_settings_change_the_due_dates_at_once_and_bad_ones_are_explained(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await desk.press("M")
        desk.pilot.app.screen.field("grace_days").value = "two"
        await desk.press("f2")
        assert "Grace:" in desk.shown
        assert "a whole number" in desk.shown
        desk.pilot.app.screen.field("grace_days").value = "0"
        desk.pilot.app.screen.field("country").value = "us"
        await desk.press("f2")
        assert (desk.book.settings.grace_days, desk.book.me.country) == (0, "US")
        await desk.press("2", "j", "j")
        await desk.until(lambda: "no business days' grace; email opens Fri 27 Nov" in desk.panel)
        assert desk.book.me == Me(**{**_fields(desk.book.me), "country": "US"})


def _fields(me: Me) -> dict[str, str]:
    return {name: getattr(me, name) for name in me.__struct_fields__}


async def test_a_new_date_while_thanks_are_owed_leaves_them_owed_and_says_so(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("1", "r", "1")
        assert "The thank-you is still owed" in desk.shown
