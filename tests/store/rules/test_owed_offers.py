"""What a card owes for replies and offers, after accepting, and with a recruiter in between."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from store.errors import NotAllowedError
from store.history import actions, answers
from store.history import steps as journal
from store.records import (
    RECRUITER,
    Card,
    Offer,
    Outcome,
    Round,
    Stage,
    Via,
    What,
)
from store.rules.board import overview
from store.rules.due import Urgency
from store.rules.elsewhere import elsewhere
from store.rules.stages import Owes, unthanked
from tests.conftest import NOW, MakeCard
from tests.store.rules.owing import ANN, BOB, RULES, at, offered, promised, seen, urgency

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
