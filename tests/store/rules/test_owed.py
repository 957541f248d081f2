"""What a card owes: thanks that are folded, space, and a second email in place of a call."""

from __future__ import annotations

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers
from store.history import steps as journal
from store.records import (
    Result,
    Round,
    Stage,
    What,
)
from store.rules.due import Urgency, due
from store.rules.rules import Rules
from store.rules.stages import Owes, recipient
from tests.conftest import NOW, MakeCard
from tests.store.rules.owing import ANN, BOB, RULES, at, promised, seen, urgency

# Thanks


def test_thanks_owed_when_the_email_opens_are_folded_into_it(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-13 14:00")  # a Friday; no day was named
    assert seen(card, "2026-11-19 23:59").owes is Owes.THANK
    assert urgency(card, "2026-11-19 23:59") is Urgency.OVERDUE
    folded = seen(card, "2026-11-20 00:00")
    assert (folded.owes, folded.iso(), card.stage) == (Owes.EMAIL, "2026-11-20", Stage.THANK_YOU)
    assert "the thanks that are owed go with it" in folded.why
    assert urgency(card, "2026-11-20 09:00") is Urgency.TODAY
    sent = actions.advance(card, at("2026-11-20 09:00"), Owes.EMAIL)
    assert (sent.stage, sent.steps[-1].what) == (Stage.EMAILED, What.EMAILED)
    assert seen(sent, "2026-11-20 10:00").owes is Owes.CALL
    assert actions.move_back(sent, at("2026-11-20 11:00")).stage is Stage.THANK_YOU


def test_thanks_are_not_folded_before_they_are_due(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-23 14:00", promise=promised(date(2026, 11, 23)))
    quick = Rules(settings=replace(RULES.settings, grace_days=0))
    early, late = at("2026-11-24 14:59"), at("2026-11-24 15:00")
    assert due(card, quick, early).owes is Owes.THANK
    folded = due(card, quick, late)
    assert (folded.owes, folded.urgency(late)) == (Owes.EMAIL, Urgency.TODAY)
    assert folded.late_from == at("2026-11-26 00:00")


def test_a_folded_email_that_is_skipped_takes_the_thanks_with_it(make_card: MakeCard) -> None:
    card = make_card(people=(ANN, BOB))
    skipped = actions.skip(card, NOW, "met again in the lift", Owes.EMAIL)
    assert skipped.stage is Stage.WAITING
    assert seen(skipped, "2026-11-24 10:00").owes is Owes.CALL
    assert journal.undo(skipped, skipped.steps[-1], NOW).stage is Stage.THANK_YOU


def test_the_rest_of_a_panel_is_written_to_with_the_email(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-13 14:00", people=(ANN, BOB))
    card = actions.advance(card, at("2026-11-16 10:00"))
    assert card.stage is Stage.THANK_YOU
    folded = seen(card, "2026-11-20 09:00")
    assert folded.owes is Owes.EMAIL
    addressee = recipient(card)
    assert addressee
    assert addressee.name == "Bob"


@pytest.mark.parametrize(
    ("talked", "country", "by"),
    [
        ("2026-11-23 14:00", "US", "2026-11-24 15:00"),
        ("2026-11-20 14:00", "US", "2026-11-23 12:00"),  # Friday: noon on Monday
        ("2026-11-21 14:00", "US", "2026-11-23 12:00"),  # Saturday: the mark is on Sunday
        ("2026-11-22 10:00", "US", "2026-11-23 11:00"),  # Sunday: the mark is on Monday
        ("2026-11-25 14:00", "US", "2026-11-27 12:00"),  # the mark is on Thanksgiving
        ("2026-11-25 14:00", "GB", "2026-11-26 15:00"),
        ("2026-10-31 14:00", "US", "2026-11-02 12:00"),  # the clocks change on the Sunday
    ],
)
def test_the_deadline_of_thanks_keeps_their_days_off(
    make_card: MakeCard, talked: str, country: str, by: str
) -> None:
    card = make_card(talked=talked, country=country)
    assert seen(card, talked).late_from == at(by)


def test_noon_is_by_their_clock_and_the_day_on_their_calendar(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-19 23:00")  # Friday 13:00 in Tokyo
    card = replace(card, rounds=(replace(card.round, zone="Asia/Tokyo"),))
    noon = pendulum.datetime(2026, 11, 23, 12, tz="Asia/Tokyo")
    assert seen(card, "2026-11-20 09:00").late_from == noon


def test_thanks_snoozed_to_a_day_off_are_late_after_the_next_business_day(
    make_card: MakeCard,
) -> None:
    card = make_card(talked="2026-11-18 14:00")
    card = actions.snooze(card, at("2026-11-19 09:00"), date(2026, 11, 21))  # a Saturday
    found = seen(card, "2026-11-19 10:00")
    assert (found.opens, found.late_from) == (at("2026-11-21 00:00"), at("2026-11-24 00:00"))


# Space, and what was not really done


def test_the_last_day_in_good_time_is_a_business_day(make_card: MakeCard) -> None:
    card = actions.advance(make_card(promise=promised(date(2026, 11, 17))), at("2026-11-13 18:00"))
    found = seen(card, "2026-11-19 09:00")  # opens on a Thursday
    assert (found.until, found.late_from) == (date(2026, 11, 20), at("2026-11-23 00:00"))
    saturday = answers.next_round(card, at("2026-11-21 09:00"), Round(at=at("2026-11-30 10:00")))
    found = seen(saturday, "2026-11-21 10:00")
    assert (found.until, found.late_from) == (date(2026, 11, 23), at("2026-11-24 00:00"))


def test_nothing_is_asked_for_close_to_late_thanks(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-13 14:00")
    card = actions.advance(card, at("2026-11-19 10:00"))
    found = seen(card, "2026-11-20 09:00")
    assert (found.owes, found.iso()) == (Owes.EMAIL, "2026-11-24")
    assert "You last wrote or called Thu 19 Nov; three business days of space" in found.why


def test_a_reply_counts_as_writing_and_a_skipped_action_does_not(make_card: MakeCard) -> None:
    card = actions.skip(make_card(), at("2026-11-19 10:00"), "no address")
    assert seen(card, "2026-11-19 11:00").iso() == "2026-11-20"
    card = answers.news(card, at("2026-11-19 12:00"), done=at("2026-11-16 09:00"))
    card = answers.reply(card, at("2026-11-20 09:00"), What.NEWS)
    assert seen(card, "2026-11-20 10:00").iso() == "2026-11-25"


def test_what_was_moved_back_gives_no_space(make_card: MakeCard) -> None:
    card = actions.skip(make_card(), at("2026-11-13 18:00"), "no address")
    card = actions.advance(card, at("2026-11-20 10:00"))
    assert seen(card, "2026-11-20 11:00").owes is Owes.CALL
    back = actions.move_back(card, at("2026-11-20 11:00"))
    found = seen(back, "2026-11-20 12:00")
    assert (found.owes, found.iso()) == (Owes.EMAIL, "2026-11-20")


def test_a_talk_that_was_moved_back_leaves_the_try_before_it(make_card: MakeCard) -> None:
    card = actions.advance(make_card(), at("2026-11-13 18:00"))
    card = actions.advance(card, at("2026-11-20 10:00"))
    card = actions.advance(card, at("2026-11-27 10:00"), result=Result.NO_ANSWER)
    tried = seen(card, "2026-11-27 11:00")
    card = actions.advance(card, at("2026-11-27 12:00"), result=Result.SPOKE)
    card = actions.move_back(card, at("2026-11-27 13:00"))
    assert seen(card, "2026-11-27 14:00") == tried
    assert "Nobody answered your call" in tried.why


def test_an_interview_put_off_is_waited_for(make_card: MakeCard) -> None:
    card = actions.advance(make_card(), at("2026-11-13 18:00"))
    card = actions.advance(card, at("2026-11-20 10:00"))
    put_off = replace(card.round, at=at("2026-12-01 14:00"))
    card = actions.edit(card, replace(card, rounds=(put_off,)), at("2026-11-24 09:00"))
    assert seen(card, "2026-11-24 10:00").iso() == "2026-12-08"


def test_a_day_named_before_the_interview_says_nothing_of_it(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-20 14:00", promise=promised(date(2026, 11, 16)))
    card = actions.advance(card, at("2026-11-20 16:00"))
    found = seen(card, "2026-11-23 09:00")
    assert found.iso() == "2026-11-27"
    assert found.why.startswith("No later date was named; five business days after the interview")


def test_a_promise_in_the_past_opens_the_email_and_no_later_than_it_says(
    make_card: MakeCard,
) -> None:
    card = make_card(promise=promised(date(2026, 11, 17)))
    card = actions.already(card, NOW, Owes.THANK, at("2026-11-13 18:00"))
    found = seen(card, "2026-11-24 09:30")
    assert (found.owes, found.iso(), found.urgency(NOW)) == (
        Owes.EMAIL,
        "2026-11-19",
        Urgency.OVERDUE,
    )


# No calls


def test_a_second_email_takes_the_place_of_the_call_and_then_the_card_moves_on(
    make_card: MakeCard,
) -> None:
    card = actions.advance(make_card(no_calls=True), at("2026-11-13 18:00"))
    card = actions.advance(card, at("2026-11-20 10:00"))
    found = seen(card, "2026-11-27 09:00")
    assert (found.owes, found.iso()) == (Owes.EMAIL_AGAIN, "2026-11-27")
    assert found.late_from == at("2026-12-01 00:00")
    card = actions.advance(card, at("2026-11-27 10:00"))
    assert (card.stage, card.steps[-1].what) == (Stage.EMAILED, What.EMAILED_AGAIN)
    found = seen(card, "2026-12-04 09:00")
    assert (found.owes, found.late_from, found.iso()) == (Owes.MOVE_ON, None, "2026-12-04")
    assert found.why.startswith("You emailed again Fri 27 Nov; five business days to answer")
    assert actions.advance(card, at("2026-12-04 10:00")).stage is Stage.MOVED_ON


def test_after_a_new_date_the_second_email_can_come_again(make_card: MakeCard) -> None:
    card = make_card(no_calls=True)
    for owed in (Owes.THANK, Owes.EMAIL, Owes.EMAIL_AGAIN):
        card = actions.advance(card, NOW, owed)
    card = answers.new_date(card, NOW, promised(date(2026, 11, 27)))
    card = actions.advance(card, NOW, Owes.EMAIL)
    assert seen(card, "2026-12-10 09:00").owes is Owes.EMAIL_AGAIN


def test_a_skipped_second_email_leaves_moving_on(make_card: MakeCard) -> None:
    card = make_card(no_calls=True)
    for owed in (Owes.THANK, Owes.EMAIL):
        card = actions.advance(card, NOW, owed)
    card = actions.skip(card, NOW, "enough")
    assert card.steps[-1].what is What.SKIPPED_EMAIL_AGAIN
    assert seen(card, "2026-12-10 09:00").owes is Owes.MOVE_ON
