from __future__ import annotations

from contextlib import suppress
from datetime import date

import msgspec
import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history import actions, answers
from store.history import steps as journal
from store.records import Card, Offer, Person, Promise, Result, Round, Settings, What
from store.rules.rules import Rules
from store.statistics.counts import (
    WEEKS,
    AnsweredAfter,
    Answers,
    Funnel,
    PastPromise,
    Statistics,
    Week,
    statistics,
)
from store.statistics.punctual import OnTime
from store.statistics.sections import sections, share
from tests.conftest import NOW, MakeCard

RULES = Rules()


def at(text: str) -> DateTime:
    moment = pendulum.parse(text, tz="America/New_York")
    assert isinstance(moment, DateTime)
    return moment


def promised(day: date) -> Promise:
    return Promise(words="soon", said=date(2026, 11, 2), day=day)


def after(card: Card, *times: str, result: Result = Result.LEFT_MESSAGE) -> Card:
    """The card after the next actions of the ladder, done at these times."""
    for time in times:
        owed_call = card.stage == "emailed"
        card = actions.advance(card, at(time), result=result if owed_call else None)
    return card


def counted(*cards: Card, now: DateTime = NOW, rules: Rules = RULES) -> Statistics:
    return statistics(cards, rules, now)


def words(found: Statistics) -> dict[str, str]:
    return {section.id: "\n".join(section.lines) for section in sections(found)}


def test_nothing_is_counted_before_an_interview_is_over(make_card: MakeCard) -> None:
    assert sections(counted()) == []
    to_come = make_card(talked="2026-11-24 09:00")
    assert counted(to_come).interviews == 0
    assert sections(counted(to_come)) == []
    assert counted(to_come, now=at("2026-11-24 10:00")).interviews == 1
    assert counted(actions.delete(to_come, NOW), now=at("2026-11-25 10:00")).interviews == 0


def test_a_card_closed_before_its_interview_is_no_interview(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-20 14:00")
    closed = answers.close(card, NOW, What.WITHDREW, done=at("2026-11-19 10:00"))
    assert counted(closed).interviews == 0


def test_each_interview_has_one_answer_and_rounds_are_interviews(make_card: MakeCard) -> None:
    quiet = make_card("Quiet")
    second = Round(id="round2", at=at("2026-11-20 10:00"))
    invited = answers.next_round(after(make_card("Next"), "2026-11-13 18:00"), NOW, second)
    cards = [
        quiet,
        invited,
        answers.close(invited, NOW, What.OFFER),
        answers.close(quiet, NOW, What.REJECTED),
        answers.close(quiet, NOW, What.WITHDREW),
        answers.news(quiet, NOW),
        answers.new_date(quiet, NOW, promised(date(2026, 12, 1))),
        after(
            make_card(talked="2026-10-13 14:00"),
            *("2026-10-14 10:00", "2026-10-22 10:00", "2026-10-30 10:00", "2026-11-10 10:00"),
        ),
    ]
    found = counted(*cards)
    assert found.answers == Answers(
        offer=1, next_round=2, rejected=1, news_only=2, withdrew=1, moved_on=1, none_yet=2
    )
    assert found.interviews == 10
    assert found.funnel.answered == 6
    said = words(found)["answers"]
    assert "An offer                   1 of 10" in said
    assert "You moved on from silence  1 of 10" in said
    assert "Most silence is not about you." in said


def test_what_was_undone_or_taken_back_does_not_count(make_card: MakeCard) -> None:
    card = after(make_card(), "2026-11-13 18:00", "2026-11-20 10:00")
    assert counted(card).funnel == Funnel(1, 1, 1, 0, 0)
    back = actions.move_back(card, NOW)
    assert counted(back).funnel == Funnel(1, 1, 0, 0, 0)
    undone = journal.undo(card, card.steps[-1], NOW)
    assert counted(undone).funnel == Funnel(1, 1, 0, 0, 0)
    offer = answers.close(card, NOW, What.OFFER)
    assert counted(journal.undo(offer, offer.steps[-1], NOW)).answers == Answers(none_yet=1)
    reopened = answers.reopen(answers.close(card, NOW, What.WITHDREW), NOW)
    assert counted(reopened).answers == Answers(none_yet=1)


@pytest.mark.parametrize("how", [What.ACCEPTED, What.DECLINED, What.ASKED_TIME, What.NEGOTIATED])
def test_an_offer_is_one_whatever_was_answered(make_card: MakeCard, how: What) -> None:
    card = answers.offered(after(make_card(), "2026-11-13 18:00"), NOW, Offer(what="60k"))
    card = answers.answer_offer(card, NOW, how, answer_by=date(2026, 12, 4))
    assert counted(card).answers == Answers(offer=1)
    assert counted(card).funnel.answered == 1
    if card.outcome:
        again = answers.reopen(card, NOW)
        assert counted(again).answers == Answers(offer=1)
        assert counted(answers.rejected(again, NOW)).answers == Answers(rejected=1)


def test_an_offer_that_another_tracker_tells_of_as_settled_is_an_offer(make_card: MakeCard) -> None:
    card = answers.close(make_card(), NOW, What.ACCEPTED)
    found = counted(card)
    assert (found.answers, found.funnel.answered) == (Answers(offer=1), 1)


def test_a_second_email_is_a_follow_up_like_the_first(make_card: MakeCard) -> None:
    card = after(make_card(no_calls=True), "2026-11-13 18:00", "2026-11-20 10:00")
    card = actions.advance(card, at("2026-11-27 10:00"))
    assert card.steps[-1].what is What.EMAILED_AGAIN
    found = counted(answers.news(card, at("2026-11-28 10:00")), now=at("2026-11-28 12:00"))
    assert found.funnel == Funnel(1, 1, 1, 0, 1)
    assert found.answered_after == AnsweredAfter(email=1)
    assert found.this_week == OnTime(follow_ups=1, on_time=1)
    assert [week.follow_ups for week in found.weeks[-3:]] == [1, 1, 1]


def test_an_answer_comes_after_what_was_done_last_before_it(make_card: MakeCard) -> None:
    fresh = make_card(talked="2026-11-03 14:00")
    thanked = after(fresh, "2026-11-04 10:00")
    emailed = after(thanked, "2026-11-11 10:00")
    called = after(emailed, "2026-11-19 10:00")
    tried = after(emailed, "2026-11-19 10:00", result=Result.NO_ANSWER)
    found = counted(*(answers.news(card, NOW) for card in (fresh, thanked, emailed, called, tried)))
    assert found.answered_after == AnsweredAfter(nothing=1, thank_you=1, email=2, call=1)
    assert found.funnel.called == 1
    assert words(found)["after"] == (
        "1 of 5 after the thank-you, 2 of 5 after the email, 1 of 5 after the call, 1 of 5 before "
        "you had done anything."
    )
    backdated = answers.news(emailed, NOW, done=at("2026-11-10 10:00"))
    assert counted(backdated).answered_after == AnsweredAfter(thank_you=1)


def test_days_past_the_promise_count_to_the_first_answer_and_the_promise_it_found(
    make_card: MakeCard,
) -> None:
    def answered(day: date, moment: str) -> Card:
        card = make_card(talked="2026-11-02 14:00", promise=promised(day))
        new = promised(date(2026, 11, 30))
        first = answers.new_date(card, NOW, new, done=at(moment))
        return answers.close(first, NOW, What.OFFER)

    friday = date(2026, 11, 13)
    found = counted(
        answered(friday, "2026-11-16 10:00"),
        answered(friday, "2026-11-11 10:00"),
        answered(friday, "2026-11-20 10:00"),
        answers.news(make_card(talked="2026-11-02 14:00"), NOW),
        make_card(talked="2026-11-02 14:00", promise=promised(friday)),
        make_card(talked="2026-11-02 14:00", promise=promised(date(2026, 11, 24))),
    )
    assert found.past_promise == PastPromise(3, 1.0, -2, 5, 1)
    assert words(found)["promise"] == (
        "3 answers where they had named a day: one business day after it at the median; the first "
        "two business days before it, the last five business days after it.\n"
        "One more such day has gone by in silence so far."
    )
    one = counted(answered(friday, "2026-11-13 17:00"))
    assert words(one)["promise"] == (
        "The one answer to come after they had named a day came on the day itself."
    )
    half = counted(answered(friday, "2026-11-16 10:00"), answered(friday, "2026-11-17 10:00"))
    assert "1.5 business days after it at the median" in words(half)["promise"]
    silent = counted(make_card(talked="2026-11-02 14:00", promise=promised(friday)))
    assert "One such day has gone by in silence so far." in words(silent)["promise"]


def test_weeks_start_on_monday_in_the_candidates_zone(make_card: MakeCard) -> None:
    sunday_night = make_card(talked="2026-11-22 22:30")
    monday = after(make_card(talked="2026-11-23 08:00"), "2026-11-23 10:00")
    old = make_card(talked="2026-09-06 12:00")
    found = counted(
        sunday_night, answers.news(monday, NOW), old, make_card(talked="2026-12-01 10:00")
    )
    assert [week.starts for week in found.weeks][:: WEEKS - 1] == [
        date(2026, 9, 7),
        date(2026, 11, 23),
    ]
    assert found.weeks[-2:] == (
        Week(date(2026, 11, 16), interviews=1),
        Week(date(2026, 11, 23), interviews=1, follow_ups=1, answers=1),
    )
    assert words(found)["weeks"] == "Two interviews, one follow-up, one answer."
    tokyo = counted(sunday_night, now=NOW.in_timezone("Asia/Tokyo"))
    assert tokyo.weeks[-1].interviews == 1


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ("2026-11-23 20:00", "on_time"),
        ("2026-11-24 18:00", "on_time"),
        ("2026-11-24 18:01", "late"),
    ],
)
def test_thanks_are_in_good_time_for_a_day(make_card: MakeCard, done: str, verdict: str) -> None:
    card = after(make_card(talked="2026-11-23 17:00"), done)
    found = counted(card, now=at("2026-11-26 10:00")).this_week
    assert found == OnTime(follow_ups=1, **{verdict: 1})


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ("2026-11-23 23:59", "early"),
        ("2026-11-24 00:00", "on_time"),
        ("2026-11-25 23:59", "on_time"),
        ("2026-11-26 00:00", "late"),
    ],
)
def test_an_email_is_in_good_time_from_its_day_to_the_next_business_day(
    make_card: MakeCard, done: str, verdict: str
) -> None:
    card = make_card(promise=promised(date(2026, 11, 20)))
    card = after(card, "2026-11-13 18:00", done)
    now = at("2026-11-27 10:00")
    assert counted(card, now=now).this_week == OnTime(follow_ups=1, **{verdict: 1})
    answered = answers.new_date(card, now, promised(date(2026, 12, 9)))
    assert counted(answered, now=now).this_week == OnTime(follow_ups=1, **{verdict: 1})


def test_a_day_it_was_put_off_to_counts_and_every_one_of_a_panel_does(make_card: MakeCard) -> None:
    card = after(make_card(talked="2026-11-10 14:00"), "2026-11-11 10:00")
    put_off = actions.snooze(card, at("2026-11-18 10:00"), date(2026, 11, 24))
    emailed = after(put_off, "2026-11-24 09:00")
    panel = (Person(id="a", name="A"), Person(id="b", name="B"))
    both = after(
        make_card(talked="2026-11-23 08:00", people=panel), "2026-11-23 10:00", "2026-11-24 09:10"
    )
    found = counted(emailed, both)
    assert found.this_week == OnTime(follow_ups=3, on_time=2, late=1)
    assert words(found)["now"] == (
        "2 of 3 follow-ups were in good time; one late, and still worth it."
    )


def test_what_cannot_be_judged_is_counted_and_not_judged(make_card: MakeCard) -> None:
    card = after(make_card(), "2026-11-13 18:00", "2026-11-23 10:00")
    step = replace(card.history[-1], what=What.CALLED)
    odd = replace(card, history=(*card.history[:-1], step))
    assert counted(odd).this_week == OnTime(follow_ups=1)
    assert words(counted(odd))["now"] == "One follow-up done."
    assert words(counted(make_card()))["now"] == "No follow-up so far."


def test_percentages_come_with_twenty_cases() -> None:
    assert share(3, 8) == "3 of 8"
    assert share(3, 19) == "3 of 19"
    assert share(12, 40) == "12 of 40 (30%)"


ENDS = (What.OFFER, What.REJECTED, What.WITHDREW)
ANSWERED = (What.ACCEPTED, What.DECLINED, What.NEGOTIATED)

DEEDS = {
    "go": lambda card, now: actions.advance(card, now, result=Result.LEFT_MESSAGE),
    "try": lambda card, now: actions.advance(card, now, result=Result.NO_ANSWER),
    "skip": lambda card, now: actions.skip(card, now, "why not"),
    "back": actions.move_back,
    "news": answers.news,
    "date": lambda card, now: answers.new_date(card, now, promised(now.date())),
    "round": lambda card, now: answers.next_round(card, now, Round(at=now.add(days=2))),
    "offer": lambda card, now: answers.offered(card, now, Offer()),
    "answer": lambda card, now: answers.answer_offer(card, now, ANSWERED[now.day % 3]),
    "no": answers.rejected,
    "end": lambda card, now: answers.close(card, now, ENDS[now.day % 3]),
    "reopen": answers.reopen,
    "undo": lambda card, now: journal.undo(card, card.steps[-1], now) if card.steps else card,
}

LIVES = st.tuples(
    st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 40)), max_size=9),
    st.integers(0, 49),
)


def lived(deeds: list[tuple[str, int]], started: int, name: str) -> Card:
    """A card to which these things happened in turn, where they could."""
    talked = NOW.subtract(days=50 - started)
    interview = Round(at=talked, people=(Person(name="Dana"),), promise=promised(talked.date()))
    card = Card(id=name, company=name, created=talked, rounds=(interview,))
    for deed, day in deeds:
        with suppress(NotAllowedError):
            card = DEEDS[deed](card, NOW.subtract(days=40 - day))
    return card


@settings(max_examples=60, deadline=None)
@given(st.lists(LIVES, max_size=5))
def test_the_numbers_add_up(lives: list[tuple[list[tuple[str, int]], int]]) -> None:
    cards = [lived(deeds, started, f"c{n}") for n, (deeds, started) in enumerate(lives)]
    found = counted(*cards, rules=Rules(Settings(days_off=(date(2026, 11, 11),))))
    kinds = msgspec.structs.asdict(found.answers)
    assert sum(kinds.values()) == found.interviews == found.funnel.interviewed
    assert sum(msgspec.structs.asdict(found.answered_after).values()) == found.funnel.answered
    silent = kinds["moved_on"] + kinds["none_yet"] + kinds["withdrew"]
    assert found.interviews - silent <= found.funnel.answered
    assert found.past_promise.cases <= found.funnel.answered
    assert found.past_promise.cases + found.past_promise.silent <= found.interviews
    funnel = msgspec.structs.asdict(found.funnel)
    assert all(0 <= amount <= found.interviews for amount in funnel.values())
    assert found.interviews <= sum(len(card.rounds) for card in cards)
    assert sum(week.interviews for week in found.weeks) == found.interviews
    assert found.this_week.judged <= found.this_week.follow_ups == found.weeks[-1].follow_ups
    assert all(line for section in sections(found) for line in section.lines)
    one_by_one = [counted(card).interviews for card in cards]
    assert sum(one_by_one) == found.interviews
