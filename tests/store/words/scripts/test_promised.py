from datetime import date

import pytest

from store.dates.promises import read_promise
from store.words.scripts.promised import (
    Sense,
    Window,
    about_day,
    is_vague,
    sense,
    week_of,
    window,
)

SAID = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        *(
            (words, Sense.DECIDE)
            for words in [
                "we'll decide by Friday",
                "decision by Friday",
                "They choose next week",
                "make a choice by Friday",
                "a decision in December",
                "we hope to make a decision soon",
                "We are deciding on Friday",
                "they want to make an offer by Friday",
                "the final decision",
                "hiring decision by the 10th",
                "We'll decide and let you know by Friday",
                "pick someone by Friday",
                "We will make up our minds next week",
                "fill the position by May",
                "decision on the next round by Friday",
                "select a candidate by Friday",
                "Entscheidung bis Freitag",
                "we'll finalise by Friday",
            ]
        ),
        *(
            (words, Sense.IN_TOUCH)
            for words in [
                "get back to you by Friday",
                "we'll let you know",
                "let you know our decision by Friday",
                "we'll be in touch",
                "you'll hear by Friday",
                "call you on Monday",
                "We'll get back to you once we decide",
                "you'll hear about next steps by Friday",
                "we haven't decided yet but we'll call you Monday",
                "will reach out next week",
                "an update by Friday",
                "let everyone know by Friday",
                "answer by Friday",
                "expect an email Tuesday",
                "HR will contact you",
                "hear from us next week",
                "we'll follow up next week",
                "Interviews run through Thursday and we'll be in touch early next week",
                "I'd know more by Friday and will know",
                "we'll come back to you",
                "Wir melden uns bis Freitag",
            ]
        ),
        *(
            (words, Sense.NEXT_STEPS)
            for words in [
                "next steps by Friday",
                "second round next week",
                "next stage in December",
                "feedback by Friday",
                "the next round would be in December",
                "2nd interview next week",
                "final round by the 10th",
                "we'd schedule the onsite by Friday",
                "move forward by Friday",
                "next: feedback by Friday",
            ]
        ),
        *(
            (words, Sense.NONE)
            for words in [
                "by Friday",
                "next week",
                "in December",
                "",
                "asdf",
                "around the 10th",
                "soon",
                "no date",
                "Dec 4",
                "they didn't say",
            ]
        ),
    ],
)
def test_a_promise_keeps_its_sense(words: str, meant: Sense) -> None:
    assert sense(words) is meant


@pytest.mark.parametrize(
    ("words", "near"),
    [
        *(
            (words, Window.MONTH)
            for words in [
                "in December",
                "sometime in December",
                "early next month",
                "next month",
                "some time next month",
                "early December",
                "late in January",
                "at the beginning of December",
                "we'll decide in december",
                "December",
                "in Dec 2026",
                "by early December",
                "in May",
                "the first half of December",
                "this month",
            ]
        ),
        *(
            (words, Window.WEEK)
            for words in [
                "second week of December",
                "by the middle of next week",
                "the last week of November",
                "next week",
                "in the week of the 14th",
                "the week of December 14",
                "early next week",
                "sometime next week",
                "later this week",
                "week of dec 14",
                "the week after next",
                "We'll get back to you next week",
                "the first week of December",
                "middle of next week",
                "mid-week",
                "interviews run through Thursday and we'll be in touch early next week",
                "the week commencing 14 December",
                "this week",
                "around the middle of next week",
            ]
        ),
        *(
            (words, Window.ABOUT)
            for words in [
                "around the 10th",
                "mid December",
                "mid-December",
                "a couple of weeks",
                "in a couple of weeks",
                "about two weeks",
                "in two weeks",
                "in about a week",
                "around December 10",
                "two to three weeks",
                "2-3 weeks",
                "a week or two",
                "a few days",
                "in the coming weeks",
                "in a month",
                "towards the end of December",
                "the middle of next month",
                "in ten days or so",
                "around Friday",
                "by around the 10th",
                "by mid December",
                "in a fortnight",
                "in the next week or two",
                "in the next few weeks",
                "by about Friday",
            ]
        ),
        *(
            (words, Window.DAY)
            for words in [
                "by Friday",
                "Friday",
                "by the end of next week",
                "end of next week",
                "December 4",
                "4 Dec",
                "by December 4",
                "on the 14th",
                "within two weeks",
                "by next week",
                "before Christmas",
                "tomorrow",
                "in 3 days",
                "Friday next week",
                "next week Friday",
                "by the end of December",
                "end of the month",
                "soon",
                "",
                "we may decide by Friday",
                "Tuesday of next week",
                "no date",
                "hear about the job by Friday",
                "by december",
                "48 hours",
                "eow",
                "let you know about next steps on Monday",
                "12/4",
                "before December",
                "end of December",
                "next Friday",
                "by Monday the 14th",
            ]
        ),
    ],
)
def test_a_vague_time_stays_vague(words: str, near: Window) -> None:
    assert window(words) is near
    assert is_vague(words) == (near is not Window.DAY)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("around the 10th", date(2026, 12, 10)),
        ("around December 10", date(2026, 12, 10)),
        ("mid December", date(2026, 12, 15)),
        ("in the middle of next month", date(2026, 12, 15)),
        ("in two weeks", date(2026, 12, 3)),
    ],
)
def test_around_is_said_of_the_day_they_meant(words: str, day: date) -> None:
    last = read_promise(words, SAID).day
    assert last is not None
    assert about_day(words, last) == day


@pytest.mark.parametrize(
    ("words", "monday"),
    [
        ("next week", date(2026, 11, 23)),
        ("early next week", date(2026, 11, 23)),
        ("this week", date(2026, 11, 16)),
        ("in the week of December 14", date(2026, 12, 14)),
        ("the second week of December", date(2026, 12, 7)),
        ("the week after next", date(2026, 11, 30)),
    ],
)
def test_a_week_is_told_by_its_monday(words: str, monday: date) -> None:
    last = read_promise(words, SAID).day
    assert last is not None
    assert week_of(words, last) == monday


def test_a_week_whose_friday_is_off_stays_that_week() -> None:
    rolled = date(2026, 11, 30)  # the Monday behind it
    assert week_of("next week", rolled) == date(2026, 11, 23)
