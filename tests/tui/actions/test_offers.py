"""An offer, a no and other news are answered by the candidate, and that is recorded too."""

from __future__ import annotations

from datetime import date

import pytest

from store.history import answers
from store.records import Channel, Offer, Outcome, Stage, What
from store.rules.stages import Owes
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.conftest import Desk, OpenDesk


def card(desk: Desk, company: str = "Globex Energy"):
    return find(desk.book.cards, company)


def text(desk: Desk) -> str:
    """What is shown, without the borders and breaks of lines."""
    return " ".join(desk.shown.replace("│", " ").split())


async def with_offer(desk: Desk, offer: Offer, company: str = "Globex Energy") -> None:
    before = card(desk, company)
    desk.book.put(answers.offered(before, NOW, offer), before)
    desk.screen.show(before.id)
    await desk.pilot.pause()


async def test_an_offer_tells_what_it_is_and_by_when_and_stays_first_on_the_board(
    open_desk: OpenDesk,
):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("3", "r", "3")
        assert "The card stays on the board until you answer the offer." in text(desk)
        await desk.press("enter")
        await desk.type("34 hours, 52,000, from January")
        await desk.press("enter")
        await desk.type("fri 4 dec")
        await desk.until(lambda: "Fri 4 Dec 2026" in desk.shown)
        await desk.press("f2")
        offered = card(desk)
        assert offered.offer == Offer(
            what="34 hours, 52,000, from January", answer_by=date(2026, 12, 4)
        )
        assert (offered.outcome, offered.stage) == (None, Stage.EMAILED)
        assert desk.selected == "Globex Energy"
        assert desk.screen.finding.overview.owed_now[0].card.id == offered.id
        await desk.until(lambda: "Answer the offer of Globex Energy by Fri 4 Dec" in desk.panel)


@pytest.mark.parametrize(("typed", "said"), [("yesterday", "is past"), ("blursday", "blursday")])
async def test_a_day_for_the_answer_that_is_past_or_unreadable_keeps_the_form_open(
    open_desk: OpenDesk, typed: str, said: str
):
    async with open_desk() as desk:
        before = desk.book.path.read_bytes()
        await desk.press("3", "r", "3", "enter", "enter")
        await desk.type(typed)
        await desk.press("f2")
        assert said in desk.shown
        assert desk.pilot.app.screen.at.id == "answer_by"
        assert desk.book.path.read_bytes() == before


async def test_an_offer_needs_no_day_and_a_better_one_keeps_what_is_known(open_desk: OpenDesk):
    async with open_desk() as desk:
        await with_offer(desk, Offer(what="32 hours", answer_by=date(2026, 12, 4)))
        await desk.press("r", "3", "enter", "end")
        await desk.type(", from March")
        await desk.press("f2")
        assert card(desk).offer == Offer(what="32 hours, from March", answer_by=date(2026, 12, 4))
        await desk.press("r", "3", "enter", "enter", *["backspace"] * 10, "f2")
        assert card(desk).offer == Offer(what="32 hours, from March")
        assert card(desk).outcome is None


async def test_the_question_of_an_offer_needs_its_answer_and_stays_without(open_desk: OpenDesk):
    async with open_desk() as desk:
        await with_offer(desk, Offer(answer_by=date(2026, 11, 27)))
        before = card(desk)
        await desk.press("enter")
        assert "How did you answer the offer of Globex Energy?" in desk.shown
        assert "Answer by" not in desk.shown
        await desk.press("y")
        assert "How did you answer the offer?" in text(desk)
        assert "Choose 1 to 4." in text(desk)
        assert desk.pilot.app.screen.at.id == "answer"
        await desk.press("escape", "enter", "enter")
        assert card(desk) == before


async def test_time_is_asked_for_up_to_a_day(open_desk: OpenDesk):
    async with open_desk() as desk:
        await with_offer(desk, Offer(answer_by=date(2026, 11, 27)))
        await desk.press("enter", "3", "y")
        assert "By which day will you answer?" in desk.shown
        assert desk.pilot.app.screen.at.id == "answer_by"
        await desk.type("fri 4 dec")
        await desk.until(lambda: "Fri 4 Dec 2026" in desk.shown)
        await desk.press("f2")
        asked = card(desk)
        assert (asked.offer, asked.outcome) == (Offer(answer_by=date(2026, 12, 4)), None)
        assert (asked.steps[-1].what, asked.steps[-1].channel) == (What.ASKED_TIME, Channel.EMAIL)
        await desk.until(lambda: "Answer the offer of Globex Energy by Fri 4 Dec" in desk.panel)


async def test_negotiating_leaves_the_day_unless_another_is_named(open_desk: OpenDesk):
    async with open_desk() as desk:
        await with_offer(desk, Offer(answer_by=date(2026, 11, 27)))
        await desk.press("enter", "4", "y")
        assert card(desk).steps[-1].what is What.NEGOTIATED
        assert card(desk).offer == Offer(answer_by=date(2026, 11, 27))
        await desk.press("enter", "4", "tab", "tab", "tab")
        assert desk.pilot.app.screen.at.id == "answer_by"
        await desk.type("dec 1")
        await desk.press("f2")
        assert card(desk).offer == Offer(answer_by=date(2026, 12, 1))


async def test_declining_closes_the_card(open_desk: OpenDesk):
    async with open_desk() as desk:
        await with_offer(desk, Offer())
        await desk.press("enter", "2", "y")
        assert card(desk).outcome is Outcome.DECLINED
        assert "You declined the offer. Globex Energy is in the archive now." in desk.said
        await desk.press("u")
        assert card(desk).outcome is None


async def test_accepting_leads_through_the_other_open_cards_to_withdraw_kindly(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await with_offer(desk, Offer())
        await desk.press("enter", "1", "y")
        assert card(desk).outcome is Outcome.ACCEPTED
        assert "Congratulations! Globex Energy is in the archive now." in desk.said
        assert "13 other open cards wait for a kind word: n leads there." in desk.log
        met = []
        for _ in range(13):
            entry = desk.screen.board.selected
            assert entry is not None
            assert (entry.due.owes, entry.due.reply_to) == (Owes.REPLY, What.WITHDREW)
            met.append(entry.card.id)
            await desk.press("n")
        assert len(set(met)) == 13
        assert desk.screen.selected_id() == met[0]

        first = desk.selected
        await desk.press("enter")
        assert "Did you tell Marcus Webb that you withdraw?" in desk.shown
        await desk.press("y")
        assert card(desk, first).outcome is Outcome.WITHDREW
        assert desk.screen.selected_id() == met[1]


async def test_a_no_owes_a_word_of_thanks_and_closes_once_it_is_sent(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "r", "4")
        assert "Every clock stops. What is left is a word of thanks, or none." in text(desk)
        await desk.press("f2")
        assert (card(desk).outcome, desk.selected) == (None, "Globex Energy")
        await desk.until(lambda: "Thank Nina Solberg for letting you know" in desk.panel)
        await desk.press("enter")
        assert "Did you thank Nina Solberg for letting you know?" in desk.shown
        await desk.press("y")
        assert card(desk).outcome is Outcome.REJECTED
        assert card(desk).steps[-1].what is What.REPLIED
        assert desk.selected == "Harbor & Pine"


async def test_the_thanks_for_a_no_can_be_skipped_with_a_reason(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "r", "4", "f2", "w")
        assert "Skip the thanks to Nina Solberg, and close the card?" in desk.shown
        await desk.type("an automatic mail")
        await desk.press("f2")
        assert card(desk).outcome is Outcome.REJECTED
        assert card(desk).steps[-1].what is What.SKIPPED_REPLY


async def test_after_a_no_nobody_is_asked_to_withdraw(open_desk: OpenDesk):
    async with open_desk() as desk:
        await with_offer(desk, Offer(), "Tallgrass Foods")
        await desk.press("enter", "1", "y")
        desk.screen.board.select(card(desk).id)
        await desk.press("r", "4", "f2", "enter")
        assert "Did you thank Nina Solberg for letting you know?" in desk.shown


async def test_a_next_round_is_confirmed_and_then_the_panel_goes_on(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "r", "2", "enter")
        await desk.type("next tuesday 10:00")
        await desk.press("f2")
        assert desk.selected == "Globex Energy"
        await desk.until(lambda: "Confirm the interview with Nina Solberg" in desk.panel)
        await desk.press("enter")
        assert "Did you send Nina Solberg the confirmation of the interview?" in text(desk)
        await desk.press("y")
        assert card(desk).steps[-1].what is What.REPLIED
        assert desk.selected == "Harbor & Pine"
        desk.screen.board.select(card(desk).id)
        await desk.until(lambda: "Interview Tue 1 Dec 10:00, Nina Solberg" in desk.panel)


async def test_news_of_a_date_is_thanked_for_and_then_waited_for(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "r", "1", "enter")
        await desk.type("by the end of next week")
        await desk.press("f2")
        assert desk.selected == "Globex Energy"
        await desk.press("enter")
        assert "Did you thank Nina Solberg for the news?" in desk.shown
        await desk.press("y")
        assert "Replied to Nina Solberg. Noted on Globex Energy." in desk.said
        assert "Email Nina Solberg from Tue 8 Dec." in desk.log


async def test_an_offer_is_neither_skipped_nor_snoozed_and_says_why(
    open_desk: OpenDesk,
):
    async with open_desk() as desk:
        await with_offer(desk, Offer())
        await desk.press("w")
        assert "An offer is answered, not skipped" in desk.said
        await desk.press("s")
        assert "An offer cannot be snoozed. Ask them for more time instead." in desk.said
        assert "Until" not in desk.shown


@pytest.mark.parametrize(
    ("by", "then"), [(date(2026, 12, 4), "Globex Energy"), (NOW.date(), "Marigold Clinic")]
)
async def test_an_offer_that_was_walked_past_waits_for_the_rest_unless_it_is_for_today(
    open_desk: OpenDesk, by: date, then: str
):
    async with open_desk() as desk:
        await with_offer(desk, Offer(what="52,000", answer_by=by), "Marigold Clinic")
        queue = [each.card.company for each in desk.screen.finding.shown.owed_now]
        assert queue[:3] == ["Marigold Clinic", "Harbor & Pine", "Globex Energy"]
        await desk.press("n", "enter", "y")
        await desk.until(lambda: desk.selected == then)
        await desk.press("n")
        assert desk.selected == ("Quillon Press" if then == "Globex Energy" else "Globex Energy")


async def test_no_key_is_shown_that_would_put_an_offer_off(open_desk: OpenDesk):
    async with open_desk(size=(200, 50)) as desk:
        await desk.press("n")
        assert "Snooze" in desk.shown
        assert "Skip" in desk.shown
        await with_offer(desk, Offer(what="52,000", answer_by=date(2026, 12, 4)))
        await desk.until(lambda: "⏎ Answer the offer" in desk.shown)
        assert "Snooze" not in desk.shown
        assert "Skip" not in desk.shown
