from __future__ import annotations

from datetime import date

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.dates.workdays import WEEKDAYS
from store.history import actions
from store.records import Card, Channel, Outcome, Result, Stage
from store.rules.due import Due, Urgency, due, too_early
from tests.store.rules.owing import RULES, at, promised


def waiting(card: Card, on: str = "2026-11-13 18:00") -> Card:
    return actions.advance(card, at(on), channel=Channel.EMAIL)


def emailed(card: Card, on: str = "2026-11-20 10:00") -> Card:
    return actions.advance(waiting(card), at(on), channel=Channel.EMAIL)


def called(card: Card, result: Result, on: str = "2026-11-30 10:00") -> Card:
    return actions.advance(emailed(card), at(on), result=result)


def seen(card: Card, now: str) -> tuple[str | None, Urgency, str | None]:
    found = due(card, RULES, at(now))
    return found.owes, found.urgency(at(now)), found.iso()


def test_an_interview_to_come_is_not_due_and_says_when_it_is(make_card):
    card = make_card(talked="2026-11-27 16:00")
    assert seen(card, "2026-11-24 09:30") == (
        "thank",
        Urgency.UPCOMING,
        "2026-11-30T12:00:00-05:00",
    )
    assert "Fri 27 Nov, 16:00" in due(card, RULES, at("2026-11-24 09:30")).why


def test_thanks_are_owed_from_the_end_of_the_interview_for_a_day(make_card):
    card = make_card(talked="2026-11-23 14:00")
    assert seen(card, "2026-11-23 14:59")[1] is Urgency.UPCOMING
    assert seen(card, "2026-11-23 15:00")[1] is Urgency.TODAY
    assert seen(card, "2026-11-24 14:59")[1] is Urgency.TODAY
    assert seen(card, "2026-11-24 15:00")[1] is Urgency.OVERDUE


def test_the_email_opens_two_business_days_after_the_promised_date(make_card):
    card = waiting(make_card(promise=promised(date(2026, 11, 27))))
    found = due(card, RULES, at("2026-11-24 09:30"))
    assert found.iso() == "2026-12-01"
    assert found.why == ("They said Fri 27 Nov; two business days' grace; email opens Tue 1 Dec.")
    assert seen(card, "2026-11-30 23:59")[1] is Urgency.UPCOMING
    assert seen(card, "2026-12-01 00:00")[1] is Urgency.TODAY
    assert seen(card, "2026-12-02 23:59")[1] is Urgency.TODAY
    assert seen(card, "2026-12-03 00:00")[1] is Urgency.OVERDUE
    why = due(card, RULES, at("2026-12-03 00:00")).why
    assert why.endswith("email opened Tue 1 Dec, late since Thu 3 Dec.")


@pytest.mark.parametrize("promise", [None, promised(None)])
def test_with_no_date_named_the_email_opens_five_business_days_after_the_interview(
    make_card, promise
):
    card = waiting(make_card(promise=promise))
    found = due(card, RULES, at("2026-11-16 09:30"))
    assert found.iso() == "2026-11-20"
    assert found.why.startswith("No date was named; five business days after the interview")


def test_the_call_opens_five_business_days_after_the_email_was_really_sent(make_card):
    card = waiting(make_card())
    card = actions.advance(
        card, at("2026-11-24 10:00"), done=at("2026-11-20 10:00"), channel=Channel.EMAIL
    )
    assert seen(card, "2026-11-24 11:00") == ("call", Urgency.UPCOMING, "2026-11-27")


def test_no_calls_leads_from_emailed_to_moving_on_without_pretending_a_call(make_card):
    card = emailed(make_card(no_calls=True))
    assert seen(card, "2026-11-27 11:00") == ("email-again", Urgency.TODAY, "2026-11-27")
    card = actions.advance(card, at("2026-11-27 12:00"))
    assert card.stage is Stage.EMAILED
    assert seen(card, "2026-12-04 11:00") == ("move-on", Urgency.TODAY, "2026-12-04")
    moved = actions.advance(card, at("2026-12-04 12:00"))
    assert moved.stage is Stage.MOVED_ON
    assert "called" not in {step.what for step in moved.steps}


def test_no_answer_keeps_the_card_and_sets_the_next_try(make_card):
    card = called(make_card(), Result.NO_ANSWER)
    assert card.stage is Stage.EMAILED
    assert seen(card, "2026-11-30 11:00") == ("call", Urgency.UPCOMING, "2026-12-03")
    assert "Nobody answered" in due(card, RULES, at("2026-11-30 11:00")).why


@pytest.mark.parametrize(
    ("result", "opens"), [(Result.SPOKE, "2026-12-07"), (Result.LEFT_MESSAGE, "2026-12-09")]
)
def test_moving_on_opens_five_business_days_after_a_talk_and_seven_after_a_message(
    make_card, result, opens
):
    card = called(make_card(), result)
    assert card.stage is Stage.CALLED
    assert seen(card, "2026-11-30 11:00") == ("move-on", Urgency.UPCOMING, opens)


def test_what_is_closed_deleted_or_moved_on_is_never_due(make_card):
    card = called(make_card(), Result.SPOKE)
    moved_on = actions.advance(card, at("2026-12-07 10:00"))
    closed = replace(card, outcome=Outcome.OFFER)
    deleted = actions.delete(card, at("2026-12-07 10:00"))
    for resting in (moved_on, closed, deleted):
        assert seen(resting, "2027-06-01 10:00") == (None, Urgency.NONE, None)


def test_a_snooze_pushes_the_day_and_keeps_the_rule_in_sight(make_card):
    card = replace(waiting(make_card()), snooze=date(2026, 12, 3))
    found = due(card, RULES, at("2026-11-24 09:30"))
    assert found.iso() == "2026-12-03"
    assert "five business days after the interview" in found.why
    assert "snoozed it to Thu 3 Dec" in found.why


def test_too_early_counts_business_days_or_hours(make_card):
    card = waiting(make_card(promise=promised(date(2026, 11, 27))))
    now = at("2026-11-24 09:30")
    assert too_early(due(card, RULES, now), card, RULES, now) == "five business days"
    tonight = make_card(talked="2026-11-24 16:00")
    assert too_early(due(tonight, RULES, now), tonight, RULES, now) == "eight hours"
    then = at("2026-12-01 00:00")
    assert too_early(due(card, RULES, then), card, RULES, then) == ""


def test_a_day_belongs_to_the_zone_of_the_candidate(make_card):
    card = make_card(talked="2026-11-23 23:30")  # Tuesday 13:30 in Tokyo
    now = at("2026-11-24 00:00").in_timezone("Asia/Tokyo")
    assert "Tue 24 Nov, 13:30" in due(card, RULES, now).why


def test_business_days_over_a_change_of_the_clock_are_days(make_card):
    card = waiting(
        make_card(talked="2026-10-30 14:00"), on="2026-10-30 18:00"
    )  # clocks change 1 Nov
    assert due(card, RULES, at("2026-10-30 19:00")).opens == at("2026-11-06 00:00")


days = st.dates(date(2000, 1, 1), date(2099, 1, 1))


@given(days, st.integers(0, 60))
def test_adding_business_days_lands_on_one_and_counts_back(start, count):
    end = WEEKDAYS.add(start, count)
    assert WEEKDAYS.includes(end)
    assert end >= start
    if count:
        assert WEEKDAYS.between(start, end) == count


@given(days, st.integers(0, 400))
def test_counting_business_days_agrees_with_looking_at_each(start, span):
    end = date.fromordinal(start.toordinal() + span)
    each = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert WEEKDAYS.between(start, end) == sum(day.weekday() < 5 for day in each)


@given(
    st.datetimes(pendulum.naive(2020, 1, 1), pendulum.naive(2035, 1, 1)),
    st.integers(0, 60 * 24 * 40),
)
def test_urgency_only_ever_grows_while_nothing_is_done(start, minutes):
    opens = pendulum.instance(start, tz="America/New_York")
    found = Due(opens=opens, late_from=opens.add(days=1), reason=())
    order = list(Urgency)[::-1]
    earlier = found.urgency(opens.subtract(days=5).add(minutes=minutes))
    later = found.urgency(opens.subtract(days=5).add(minutes=minutes + 30))
    assert order.index(later) >= order.index(earlier)
