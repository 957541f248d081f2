"""What a card owes: thanks that are folded, space, replies, offers, a second email, withdrawing."""

from __future__ import annotations

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history import actions, answers
from store.history import steps as journal
from store.records import (
    RECRUITER,
    Card,
    Offer,
    Outcome,
    Person,
    Promise,
    Result,
    Round,
    Stage,
    Via,
    What,
)
from store.rules.board import overview
from store.rules.due import Due, Urgency, due
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.rules.stages import Owes, recipient, unthanked
from tests.conftest import NOW, MakeCard

RULES = Rules()
ANN, BOB = Person(id="ann", name="Ann"), Person(id="bob", name="Bob")


def at(text: str) -> DateTime:
    moment = pendulum.parse(text, tz="America/New_York")
    assert isinstance(moment, DateTime)
    return moment


def seen(card: Card, now: str, *others: Card) -> Due:
    rules = replace(RULES, elsewhere=elsewhere([card, *others]))
    return due(card, rules, at(now))


def urgency(card: Card, now: str) -> Urgency:
    return seen(card, now).urgency(at(now))


def promised(day: date | None) -> Promise:
    return Promise(words="soon", said=date(2026, 11, 13), day=day)


def offered(card: Card, by: date | None = date(2026, 12, 4)) -> Card:
    return answers.offered(card, NOW, Offer(what="60k", answer_by=by))


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


# Replies


def test_a_round_is_confirmed_until_it_takes_place(make_card: MakeCard) -> None:
    card = actions.advance(make_card(), at("2026-11-13 18:00"))
    second = Round(id="r2", at=at("2026-11-27 15:30"))
    card = answers.next_round(card, NOW, second)
    found = seen(card, "2026-11-24 10:00")
    assert (found.owes, found.reply_to) == (Owes.REPLY, What.NEXT_ROUND)
    assert found.late_from == at("2026-11-26 00:00")
    assert seen(card, "2026-11-27 15:29").owes is Owes.REPLY
    assert seen(card, "2026-11-27 15:30").owes is Owes.THANK
    assert seen(answers.reply(card, NOW, What.NEXT_ROUND), "2026-11-24 10:00").owes is Owes.THANK
    tomorrow = replace(card, rounds=(*card.rounds[:-1], replace(second, at=at("2026-11-25 09:00"))))
    assert seen(tomorrow, "2026-11-24 10:00").late_from == at("2026-11-25 09:00")


def test_thanks_for_a_new_date_lapse_once_the_email_opens(make_card: MakeCard) -> None:
    card = actions.advance(make_card(), at("2026-11-13 18:00"))
    card = answers.new_date(card, NOW, promised(date(2026, 12, 4)))
    assert (seen(card, "2026-12-07 23:59").owes, seen(card, "2026-12-07 23:59").late_from) == (
        Owes.REPLY,
        None,
    )
    assert seen(card, "2026-12-08 00:00").owes is Owes.EMAIL


def test_what_was_said_over_the_phone_needs_no_reply(make_card: MakeCard) -> None:
    card = actions.advance(make_card(), at("2026-11-13 18:00"))
    told = promised(date(2026, 12, 4))
    phoned = answers.new_date(card, NOW, told, channel=actions.Channel.PHONE)
    assert seen(phoned, "2026-11-24 10:00").owes is Owes.EMAIL


@pytest.mark.parametrize("stage", Stage)
def test_a_no_is_thanked_for_and_closes_then_or_when_that_is_skipped(
    make_card: MakeCard, stage: Stage
) -> None:
    card = answers.rejected(make_card(stage=stage), NOW)
    found = seen(card, "2026-11-24 10:00")
    assert (found.owes, found.reply_to, found.late_from) == (Owes.REPLY, What.REJECTED, None)
    assert card.outcome is None
    assert urgency(card, "2027-03-01 10:00") is Urgency.TODAY
    assert answers.reply(card, NOW, What.REJECTED).outcome is Outcome.REJECTED
    skipped = actions.skip(card, NOW, "no need", Owes.REPLY)
    assert (skipped.outcome, skipped.steps[-1].what) == (Outcome.REJECTED, What.SKIPPED_REPLY)
    again = journal.undo(skipped, skipped.steps[-1], NOW)
    assert seen(again, "2026-11-24 10:00") == found
    assert seen(answers.reopen(skipped, NOW), "2026-11-24 10:00").owes is not Owes.REPLY


def test_nobody_who_was_told_no_goes_on_asking(make_card: MakeCard) -> None:
    card = answers.rejected(actions.advance(make_card(), at("2026-11-13 18:00")), NOW)
    crossed = actions.advance(card, NOW.add(minutes=5))  # in another copy of the file, say
    assert seen(crossed, "2026-12-20 10:00").reply_to is What.REJECTED


# Offers


def test_an_offer_stays_first_on_the_board_until_it_is_answered(make_card: MakeCard) -> None:
    late = make_card("Late", talked="2026-11-02 14:00")
    card = offered(actions.advance(make_card("Offer"), at("2026-11-13 18:00")))
    found = seen(card, "2026-11-24 10:00")
    assert (found.owes, found.iso()) == (Owes.ANSWER_OFFER, "2026-12-04")
    assert found.late_from == at("2026-12-05 00:00")
    assert found.why == ("They made an offer on Tue 24 Nov; they want your answer by Fri 4 Dec.")
    assert [each.card.company for each in overview([late, card], RULES, NOW).owed_now] == [
        "Offer",
        "Late",
    ]
    with pytest.raises(NotAllowedError, match="cannot be snoozed"):
        actions.snooze(card, NOW, date(2026, 12, 1))
    with pytest.raises(NotAllowedError, match="answered, not skipped"):
        actions.skip(card, NOW, "why", Owes.ANSWER_OFFER)


def test_more_time_moves_the_day_and_only_yes_and_no_close(make_card: MakeCard) -> None:
    card = offered(make_card())
    with pytest.raises(NotAllowedError, match="By which day"):
        answers.answer_offer(card, NOW, What.ASKED_TIME)
    with pytest.raises(NotAllowedError, match="is over"):
        answers.answer_offer(card, NOW, What.ASKED_TIME, answer_by=date(2026, 11, 23))
    card = answers.answer_offer(card, NOW, What.ASKED_TIME, answer_by=date(2026, 12, 9))
    assert (card.outcome, seen(card, "2026-11-24 10:00").iso()) == (None, "2026-12-09")
    card = answers.answer_offer(card, NOW, What.NEGOTIATED)
    assert (card.outcome, seen(card, "2026-11-24 10:00").iso()) == (None, "2026-12-09")
    assert urgency(card, "2026-12-09 23:59") is Urgency.TODAY
    assert urgency(card, "2026-12-10 00:00") is Urgency.OVERDUE
    declined = answers.answer_offer(card, NOW, What.DECLINED)
    assert (declined.outcome, seen(declined, "2026-11-24 10:00").owes) == (Outcome.DECLINED, None)
    assert seen(answers.reopen(declined, NOW), "2026-11-24 10:00").owes is Owes.ANSWER_OFFER
    assert answers.answer_offer(card, NOW, What.ACCEPTED).outcome is Outcome.ACCEPTED


def test_an_offer_with_no_day_is_never_late_and_one_of_another_round_is_known(
    make_card: MakeCard,
) -> None:
    card = offered(make_card(), by=None)
    assert urgency(card, "2027-03-01 10:00") is Urgency.TODAY
    card = answers.next_round(card, NOW.add(days=1), Round(at=NOW.add(days=4)))
    assert "They made an offer on Tue 24 Nov" in seen(card, "2026-11-26 10:00").why


def test_the_other_cards_know_of_the_offer_whose_answer_is_due_first(make_card: MakeCard) -> None:
    cards = [
        make_card("Mine", id="mine"),
        offered(make_card("Open"), by=None),
        offered(make_card("Soon"), by=date(2026, 12, 1)),
        offered(make_card("Later"), by=date(2026, 12, 8)),
    ]
    beside = elsewhere(cards).offer_beside(cards[0], date(2026, 12, 1))
    assert beside
    assert (beside.company, beside.answer_by) == ("Soon", date(2026, 12, 1))
    assert elsewhere(cards[1:2]).offer_beside(cards[1], date(2026, 12, 1)) is None
    later = elsewhere(cards).offer_beside(cards[0], date(2026, 12, 2))
    assert later
    assert later.company == "Later"


# After accepting


@pytest.fixture
def accepted(make_card: MakeCard) -> Card:
    card = answers.offered(make_card("Taken", id="taken"), at("2026-11-23 09:30"), Offer())
    return answers.answer_offer(
        card, at("2026-11-24 11:00"), What.ACCEPTED, done=at("2026-11-23 16:00")
    )


def test_after_accepting_every_other_open_card_owes_a_kind_withdrawal(
    make_card: MakeCard, accepted: Card
) -> None:
    card = make_card("Other", id="other")
    found = seen(card, "2026-11-24 12:00", accepted)
    assert (found.owes, found.reply_to) == (Owes.REPLY, What.WITHDREW)
    assert found.why.startswith("You accepted the offer of Taken on Mon 23 Nov")
    assert found.late_from == at("2026-11-25 00:00")
    gone = answers.reply(card, at("2026-11-24 12:00"), What.WITHDREW)
    assert gone.outcome is Outcome.WITHDREW
    opened = answers.reopen(gone, at("2026-11-24 13:00"))
    assert seen(opened, "2026-11-24 14:00", accepted).reply_to is None
    skipped = actions.skip(card, at("2026-11-24 12:00"), "still curious", Owes.REPLY)
    assert skipped.outcome is None
    assert seen(skipped, "2026-11-24 14:00", accepted).owes is not Owes.REPLY


def test_who_is_told_and_who_is_not_after_accepting(make_card: MakeCard, accepted: Card) -> None:
    later = replace(make_card("New", id="new"), created=at("2026-11-24 12:00"))
    moved_on = make_card("Gone", id="gone", stage=Stage.MOVED_ON)
    told_no = answers.rejected(make_card("No", id="no"), NOW)
    theirs = offered(make_card("Second", id="second"))
    now = "2026-11-24 13:00"
    assert seen(later, now, accepted).reply_to is None
    assert seen(moved_on, now, accepted).owes is None
    assert seen(told_no, now, accepted).reply_to is What.REJECTED
    assert seen(theirs, now, accepted).owes is Owes.ANSWER_OFFER
    woken = answers.news(moved_on, at("2026-11-24 12:30"))
    assert seen(woken, now, accepted).reply_to is What.WITHDREW


def test_an_acceptance_taken_back_asks_nobody_to_withdraw(
    make_card: MakeCard, accepted: Card
) -> None:
    card, now = make_card("Other", id="other"), "2026-11-24 13:00"
    for back in (
        journal.undo(accepted, accepted.steps[-1], at(now)),
        answers.reopen(accepted, at(now)),
        actions.delete(accepted, at(now)),
    ):
        assert seen(card, now, back).owes is not Owes.REPLY


# A recruiter in between, and what was done before the card was added


def test_letters_go_to_the_recruiter_and_thanks_are_theirs_alone(make_card: MakeCard) -> None:
    card = make_card(people=(ANN, BOB), via=Via.RECRUITER, recruiter="Rae")
    assert [person.id for person in unthanked(card)] == [RECRUITER]
    sent = actions.advance(card, NOW)
    assert (sent.stage, sent.steps[-1].person) == (Stage.WAITING, RECRUITER)
    unnamed = make_card(people=(ANN, BOB), via=Via.RECRUITER)
    assert [person.id for person in unthanked(unnamed)] == ["ann", "bob"]


@pytest.mark.parametrize(
    ("owed", "stage", "next_up", "opens"),
    [
        (Owes.THANK, Stage.WAITING, Owes.EMAIL, "2026-11-20"),
        (Owes.EMAIL, Stage.EMAILED, Owes.CALL, "2026-11-23"),
        (Owes.CALL, Stage.CALLED, Owes.MOVE_ON, "2026-11-23"),
    ],
)
def test_what_was_done_before_the_card_was_added_is_where_it_stands(
    make_card: MakeCard, owed: Owes, stage: Stage, next_up: Owes, opens: str
) -> None:
    card = actions.add(make_card(people=(ANN, BOB)), NOW)
    card = actions.already(card, NOW, owed, at("2026-11-16 10:00"))
    found = seen(card, "2026-11-24 09:30")
    assert (card.stage, found.owes, found.iso()) == (stage, next_up, opens)
    assert not unthanked(card) or owed is not Owes.THANK
    with pytest.raises(NotAllowedError, match="before the interview"):
        actions.already(card, NOW, owed, at("2026-11-12 10:00"))
    with pytest.raises(NotAllowedError, match="still to come"):
        actions.already(card, NOW, owed, at("2026-11-25 10:00"))


def test_time_that_was_asked_for_is_told_as_asked_for(make_card: MakeCard) -> None:
    asked = answers.answer_offer(
        offered(make_card()), NOW, What.ASKED_TIME, answer_by=date(2026, 12, 9)
    )
    assert "you asked for time until Wed 9 Dec" in seen(asked, "2026-11-25 09:00").why
    assert "they want your answer by Fri 4 Dec" in seen(offered(asked), "2026-11-25 09:00").why
