from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.widgets import Digits, Static

from store.records import Channel, Me, Result, Stage, What
from tests.tui.conftest import Desk, OpenDesk


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
        called = desk.card("Globex Energy")
        assert (called.stage, called.steps[-1].result) == (Stage.CALLED, Result.LEFT_MESSAGE)


async def with_number(desk: Desk, company: str) -> None:
    before = desk.card(company)
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
        called = desk.card("Initech Systems")
        assert (called.stage, called.steps[-1].what) == (Stage.CALLED, What.CALLED)
        assert called.steps[-1].result is Result.LEFT_MESSAGE


async def test_a_call_while_thanks_are_owed_is_noted_and_nothing_counts_as_sent(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        company = desk.selected
        await with_number(desk, company)
        await desk.press("p", "3")
        noted = desk.card(company)
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
        assert desk.pilot.app.screen.at.id == "promised"
        await desk.type("by next friday")
        await desk.press("f2")
        called = desk.card("Globex Energy")
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
        called = desk.card("Globex Energy")
        assert [step.what for step in called.steps[-2:]] == [What.CALLED, What.NEWS]
        assert desk.selected == "Harbor & Pine"


async def test_a_call_while_thanks_are_owed_leaves_them_owed(open_desk: OpenDesk):
    async with open_desk() as desk:
        thanking = desk.card("Harbor & Pine")
        person = replace(thanking.round.people[0], phone="+1 555 010 0100")
        interview = replace(thanking.round, people=(person,))
        desk.book.put(replace(thanking, rounds=(interview,)), thanking)
        desk.screen.show(thanking.id)
        await desk.pilot.pause()
        await desk.press("p", "4")
        assert "The thank-you is still owed" in desk.shown
        await desk.type("by next friday")
        await desk.press("f2")
        called = desk.card("Harbor & Pine")
        assert (called.stage, called.steps[-1].what) == (Stage.THANK_YOU, What.NEW_DATE)


async def test_an_answer_half_typed_after_a_call_still_knows_of_the_call(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "p", "4")
        await desk.type("by next friday")
        desk.screen.keep_everything()
    async with open_desk() as desk:
        await desk.until(lambda: "You were typing this" in desk.shown)
        await desk.press("f2")
        steps = desk.card("Globex Energy").steps[-2:]
        assert [step.what for step in steps] == [What.CALLED, What.NEW_DATE]


async def test_details_given_for_a_call_do_not_make_a_mail_of_it(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        desk.book.put_mine(Me())
        await desk.press("3", "greater_than_sign", "greater_than_sign", "m")
        assert "needs your own details" in desk.shown
        await desk.type("Sam")
        await desk.press("f2")
        await desk.until(lambda: "These words are for a call." in desk.said)
        assert desk.book.me.name == "Sam"
