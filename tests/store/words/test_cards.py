from __future__ import annotations

from datetime import date

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.history import actions, answers
from store.records import (
    Card,
    Offer,
    Outcome,
    Person,
    Promise,
    Result,
    Round,
    Settings,
    Stage,
    Via,
    What,
)
from store.rules.board import Entry, entry
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.rules.stages import Owes, recipient
from store.words import cards as words
from tests.conftest import MakeCard

ZONE = "America/New_York"
TALKED = pendulum.datetime(2026, 11, 17, 14, tz=ZONE)  # a Tuesday
NOW = pendulum.datetime(2026, 11, 24, 9, 30, tz=ZONE)
RULES = Rules()
TERMS = Offer(what="four days a week", answer_by=date(2026, 12, 11))


def at(text: str) -> DateTime:
    moment = pendulum.parse(text, tz=ZONE)
    assert isinstance(moment, DateTime)
    return moment


def fresh(talked: DateTime = TALKED, *names: str, **fields: object) -> Card:
    people = tuple(Person(id=name.lower(), name=name) for name in names or ("Dana Lee",))
    interview = Round(id="one", at=talked, people=people, format="video")
    return Card(company="Globex", created=talked, rounds=(interview,), **fields)  # type: ignore[arg-type]


def thanked(card: Card | None = None) -> Card:
    return actions.advance(card or fresh(), NOW, Owes.THANK, done=TALKED.add(hours=3))


def emailed(**fields: object) -> Card:
    return actions.advance(thanked(fresh(**fields)), NOW, Owes.EMAIL, done=NOW)


def invited(card: Card, start: DateTime) -> Card:
    return answers.next_round(card, NOW, replace(card.round, id="two", at=start))


def withdrawing() -> tuple[Card, Rules]:
    accepted = answers.answer_offer(answers.offered(thanked(), NOW, TERMS), NOW, What.ACCEPTED)
    return thanked(), Rules(elsewhere=elsewhere([replace(accepted, id="other", company="Acme")]))


def said(card: Card, now: DateTime, rules: Rules = RULES) -> tuple[str, str]:
    seen = entry(card, rules, now)
    return words.due_word(seen, now), words.headline(seen)


@pytest.mark.parametrize(
    ("now", "due", "headline"),
    [
        ("2026-11-17 09:00", "today 14:00", "Thank Dana Lee after the interview"),
        ("2026-11-16 09:00", "Tue 17 14:00", "Thank Dana Lee after the interview"),
        ("2026-10-01 09:00", "17 Nov 14:00", "Thank Dana Lee after the interview"),
        ("2025-10-01 09:00", "17 Nov 2026", "Thank Dana Lee after the interview"),
        ("2026-11-17 14:10", "now", "Thank Dana Lee after the interview"),
        ("2026-11-17 15:00", "24 h left", "Thank Dana Lee today"),
        ("2026-11-18 14:40", "20 min left", "Thank Dana Lee today"),
        ("2026-11-18 15:00", "1 min late", "Thank Dana Lee today: late, and still worth doing"),
        ("2026-11-19 15:00", "1 d late", "Thank Dana Lee today: late, and still worth doing"),
        ("2026-11-24 09:00", "by tomorrow", "Email Dana Lee today"),
        ("2026-11-26 09:00", "1 d late", "Email Dana Lee today: late, and still worth doing"),
    ],
)
def test_thanks_and_the_email_that_takes_them_up(now: str, due: str, headline: str) -> None:
    assert said(fresh(), at(now)) == (due, headline)


def test_thanks_over_a_weekend_are_in_time_until_monday_noon() -> None:
    friday = fresh(at("2026-11-20 16:00"))
    assert said(friday, at("2026-11-20 18:00"))[0] == "by Mon 12:00"
    assert said(friday, at("2026-11-23 11:15"))[0] == "45 min left"


@pytest.mark.parametrize(
    ("now", "due", "headline"),
    [
        ("2026-11-23 09:00", "tomorrow", "Wait for now. Email Dana Lee on Tue 24 Nov"),
        ("2026-11-20 09:00", "Tue 24 Nov", "Wait for now. Email Dana Lee on Tue 24 Nov"),
        ("2026-11-24 00:00", "by tomorrow", "Email Dana Lee today"),
        ("2026-11-25 23:59", "today", "Email Dana Lee today"),
        ("2026-11-26 00:00", "1 d late", "Email Dana Lee today: late, and still worth doing"),
        ("2026-11-30 09:00", "5 d late", "Email Dana Lee today: late, and still worth doing"),
    ],
)
def test_an_email_opens_is_due_and_only_then_late(now: str, due: str, headline: str) -> None:
    assert said(thanked(), at(now)) == (due, headline)


def test_what_opens_before_a_weekend_is_in_time_on_monday() -> None:
    promise = Promise(words="by the 25th", said=TALKED.date(), day=date(2026, 11, 25))
    card = fresh()
    friday = thanked(replace(card, rounds=(replace(card.round, promise=promise),)))
    assert said(friday, at("2026-11-27 09:00"))[0] == "by Mon 30"


def test_letting_go_is_never_late() -> None:
    called = actions.advance(emailed(), NOW, Owes.CALL, result=Result.SPOKE)
    for now in (NOW.add(days=8), NOW.add(days=80)):
        assert said(called, now) == ("when ready", "Move on from Globex, when you are ready")


def test_without_calls_the_second_email_has_words_of_its_own() -> None:
    seen = entry(emailed(no_calls=True), RULES, at("2026-12-01 09:00"))
    assert words.headline(seen) == "Email Dana Lee once more today"
    assert words.question(seen) == "Did you send the second email to Dana Lee?"
    assert words.skip_question(seen) == "Skip the second email to Dana Lee?"


REJECTED = answers.rejected(thanked(), NOW)
PUT_OFF = answers.new_date(
    thanked(), NOW, Promise(words="by the 10th", said=NOW.date(), day=date(2026, 12, 10))
)


@pytest.mark.parametrize(
    ("card", "spoken"),
    [
        (
            invited(emailed(), NOW.add(days=10)),
            (
                "by tomorrow",
                "Confirm the interview with Dana Lee today",
                "Did you send Dana Lee the confirmation of the interview?",
                "Skip confirming the interview with Dana Lee?",
            ),
        ),
        (
            invited(emailed(), NOW.add(hours=4)),
            (
                "today",
                "Confirm the interview with Dana Lee today",
                "Did you send Dana Lee the confirmation of the interview?",
                "Skip confirming the interview with Dana Lee?",
            ),
        ),
        (
            PUT_OFF,
            (
                "a reply",
                "Thank Dana Lee for the news",
                "Did you thank Dana Lee for the news?",
                "Skip the thanks for the news to Dana Lee?",
            ),
        ),
        (
            REJECTED,
            (
                "a reply",
                "Thank Dana Lee for letting you know",
                "Did you thank Dana Lee for letting you know?",
                "Skip the thanks to Dana Lee, and close the card?",
            ),
        ),
    ],
)
def test_a_reply_that_is_owed_is_called_by_its_name(
    card: Card, spoken: tuple[str, str, str, str]
) -> None:
    seen = entry(card, RULES, NOW)
    assert spoken == (
        words.due_word(seen, NOW),
        words.headline(seen),
        words.question(seen),
        words.skip_question(seen),
    )
    assert words.in_brief(seen, "Dana") == "Reply to Dana"


def test_after_another_offer_was_accepted_the_kind_goodbye_is_asked_for() -> None:
    card, rules = withdrawing()
    seen = entry(card, rules, NOW.add(minutes=1))
    assert words.headline(seen) == "Tell Dana Lee that you withdraw today"
    assert words.question(seen) == "Did you tell Dana Lee that you withdraw?"
    assert words.skip_question(seen) == "Leave Globex open after all?"


@pytest.mark.parametrize(
    ("now", "due", "headline"),
    [
        ("2026-11-24 10:00", "by Fri 11", "Answer the offer of Globex by Fri 11 Dec"),
        ("2026-12-10 10:00", "by tomorrow", "Answer the offer of Globex by Fri 11 Dec"),
        ("2026-12-11 23:00", "today", "Answer the offer of Globex by Fri 11 Dec"),
        (
            "2026-12-12 00:00",
            "1 d late",
            "Answer the offer of Globex by Fri 11 Dec: the day has passed",
        ),
    ],
)
def test_an_offer_says_by_when_they_want_an_answer(now: str, due: str, headline: str) -> None:
    assert said(answers.offered(thanked(), NOW, TERMS), at(now)) == (due, headline)


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2027, 1, 12), "by 12 Jan"), (date(2027, 12, 30), "by Dec 2027")],
)
def test_a_day_far_off_is_told_by_its_month(day: date, told: str) -> None:
    assert said(answers.offered(thanked(), NOW, Offer(answer_by=day)), NOW)[0] == told


def test_an_offer_without_a_day_waits_for_an_answer() -> None:
    offering = answers.offered(thanked(), NOW, Offer())
    assert said(offering, NOW.add(days=30)) == ("an answer", "Answer the offer of Globex")
    seen = entry(offering, RULES, NOW)
    assert words.question(seen) == "How did you answer the offer of Globex?"
    assert words.in_brief(seen, "Dana") == "Answer the offer"
    assert words.skip_question(seen) == ""


def test_what_comes_next_is_told_after_an_action() -> None:
    def told(card: Card, now: DateTime = NOW) -> str:
        return words.to_come(entry(card, RULES, now))

    assert told(thanked(), TALKED.add(hours=4)) == "Email Dana Lee from Tue 24 Nov."
    assert told(emailed()) == "Call Dana Lee from Tue 1 Dec."
    assert told(emailed(no_calls=True)) == "Email Dana Lee once more from Tue 1 Dec."
    called = actions.advance(emailed(), NOW, Owes.CALL, result=Result.SPOKE)
    assert told(called) == "You can move on from Tue 1 Dec."
    confirmed = answers.reply(invited(emailed(), NOW.add(days=3)), NOW, What.NEXT_ROUND)
    assert told(confirmed) == "Thank Dana Lee after the interview."
    assert told(answers.offered(thanked(), NOW, TERMS)) == ""
    assert told(actions.advance(called, NOW, Owes.MOVE_ON)) == ""


def test_an_empty_queue_names_the_next_card() -> None:
    next_up = entry(emailed(), RULES, NOW)
    assert words.nothing_due(next_up) == "Nothing is due. Next: Globex, Tue 1 Dec."
    assert words.nothing_due(None) == "Nothing is due. You are up to date."


def test_an_interview_ahead_is_told_with_its_start_and_people() -> None:
    card = fresh(at("2026-11-24 15:30"), "Dana Lee", "Sam Fox")

    def ahead(card: Card, now: str) -> str:
        return words.interview_ahead(entry(card, RULES, at(now)), at(now))

    assert ahead(card, "2026-11-24 09:30") == "today 15:30, video, Dana Lee, Sam Fox"
    assert ahead(card, "2026-11-20 09:30") == "Tue 24 Nov 15:30, video, Dana Lee, Sam Fox"
    assert ahead(card, "2026-11-24 15:30") == ""
    assert ahead(replace(card, outcome=Outcome.WITHDREW), "2026-11-20 09:30") == ""


HOURS = st.integers(-24 * 500, 24 * 500)
DAYS = st.none() | st.integers(-400, 400).map(lambda days: TALKED.add(days=days).date())


def some_card(*, answer: str, start: int, offer: Offer | None, **fields: object) -> Card:
    card = replace(fresh(), **{name: fields[name] for name in ("stage", "snooze", "no_calls")})
    card = answered(card, answer, TALKED.add(hours=start))
    return replace(card, offer=offer, outcome=fields["outcome"])


CARDS = st.builds(
    some_card,
    stage=st.sampled_from(Stage),
    outcome=st.sampled_from([None, None, None, *Outcome]),
    offer=st.none() | st.builds(Offer, answer_by=DAYS),
    snooze=DAYS,
    no_calls=st.booleans(),
    answer=st.sampled_from(["", "new date", "news", "no", "round"]),
    start=HOURS,
)
SETTINGS = st.builds(
    Settings,
    thank_hours=st.integers(1, 336),
    late_after_days=st.integers(1, 60),
    no_promise_days=st.integers(0, 60),
)


@given(card=CARDS, hours=HOURS, settings=SETTINGS)
def test_the_due_word_fits_into_twelve_cells_and_every_word_is_whole(
    card: Card, hours: int, settings: Settings
) -> None:
    now = TALKED.add(hours=hours, minutes=7)
    seen = entry(card, Rules(settings), now)
    told = words.due_word(seen, now)
    assert len(told) <= 12
    assert bool(told) is (seen.due.owes is not None)
    for line in spoken(seen):
        assert "{" not in line
        assert "  " not in line
    assert words.headline(seen)


def answered(card: Card, answer: str, start: DateTime) -> Card:
    promise = Promise(words="soon", said=NOW.date(), day=date(2026, 12, 10))
    match answer:
        case "new date":
            return answers.new_date(card, NOW, promise)
        case "news":
            return answers.news(card, NOW)
        case "no":
            return answers.rejected(card, NOW)
        case "round":
            return invited(card, start)
        case _:
            return card


def spoken(seen: Entry) -> list[str]:
    said = (words.headline, words.question, words.skip_question, words.to_do, words.to_come)
    return [each(seen) for each in said]


def test_a_recruiter_without_a_name_is_no_team_of_the_company(make_card: MakeCard) -> None:
    card = make_card(via=Via.RECRUITER, recruiter_email="rae@agency.example")
    assert words.name_of(recipient(card), card) == "the recruiter"
    assert words.name_of(None, card) == "the team at Globex"


def test_words_before_their_day_are_a_draft() -> None:
    before = entry(fresh(), RULES, TALKED.subtract(hours=2))
    assert words.draft_until(before) == "draft, for after the interview"
    assert words.draft_until(entry(fresh(), RULES, TALKED.add(hours=2))) == ""
    thanked = actions.advance(fresh(), TALKED.add(hours=3))
    waiting = entry(thanked, RULES, TALKED.add(hours=4))
    assert words.draft_until(waiting) == "draft, for after Tue 24 Nov"
    assert words.draft_until(entry(thanked, RULES, NOW)) == ""
    snoozed = actions.snooze(thanked, NOW, date(2026, 12, 4))
    assert words.draft_until(entry(snoozed, RULES, NOW)) == "draft, for after Fri 4 Dec"
    gone = actions.delete(thanked, NOW)
    assert words.draft_until(entry(gone, RULES, NOW)) == ""
