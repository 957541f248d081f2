from __future__ import annotations

import re
import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates.order import DayOrder
from store.dates.promises import Heard, read_promise
from store.errors import UnreadableError

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
MONTH_END = date(2026, 1, 31)  # a Saturday
YEAR_END = date(2026, 12, 30)  # a Wednesday
LEAP_DAY = date(2028, 2, 29)  # a Tuesday

PHRASES = [
    # Weeks
    (MONDAY, "by the end of next week", "2026-11-27"),
    (FRIDAY, "by the end of next week", "2026-11-27"),
    (SATURDAY, "by the end of next week", "2026-11-27"),
    (YEAR_END, "by the end of next week", "2027-01-08"),
    (LEAP_DAY, "next week", "2028-03-10"),
    (MONTH_END, "next week", "2026-02-06"),
    (MONDAY, "this week", "2026-11-20"),
    (FRIDAY, "end of the week", "2026-11-20"),
    (SATURDAY, "end of the week", "2026-11-27"),
    (MONDAY, "early next week", "2026-11-24"),
    (MONDAY, "mid next week", "2026-11-25"),
    (MONDAY, "mid-next week", "2026-11-25"),
    (MONDAY, "late next week", "2026-11-27"),
    (FRIDAY, "first thing next week", "2026-11-24"),
    (MONDAY, "by week's end", "2026-11-20"),
    (FRIDAY, "before week's end", "2026-11-20"),
    (MONDAY, "later this week", "2026-11-20"),
    (MONDAY, "the week after next", "2026-12-04"),
    (MONDAY, "midweek", "2026-11-18"),
    (FRIDAY, "early in the week", "2026-11-24"),
    (SATURDAY, "EOW", "2026-11-27"),
    (FRIDAY, "over the weekend", "2026-11-23"),
    (MONDAY, "the week of December 7", "2026-12-11"),
    (MONDAY, "before the weekend", "2026-11-20"),
    (MONDAY, "before next week", "2026-11-20"),
    (MONDAY, "this week or early next", "2026-11-24"),
    (MONDAY, "next week or the week after", "2026-12-04"),
    (MONDAY, "sometime next week, maybe the week after", "2026-12-04"),
    (MONDAY, "next week, if not the week after that", "2026-12-04"),
    (MONDAY, "this week, maybe next", "2026-11-27"),
    # Counted
    (FRIDAY, "in a couple of weeks", "2026-12-04"),
    (FRIDAY, "a few days", "2026-11-25"),
    (FRIDAY, "in the next few days", "2026-11-25"),
    (FRIDAY, "in the coming days", "2026-11-25"),
    (FRIDAY, "within a week", "2026-11-27"),
    (FRIDAY, "in the next week", "2026-11-27"),
    (FRIDAY, "in two weeks' time", "2026-12-04"),
    (LEAP_DAY, "in two weeks", "2028-03-14"),
    (FRIDAY, "a week or two", "2026-12-04"),
    (FRIDAY, "about a week or so", "2026-11-27"),
    (FRIDAY, "in the next day or two", "2026-11-23"),
    (FRIDAY, "2–3 weeks", "2026-12-11"),
    (FRIDAY, "5-7 business days", "2026-12-01"),
    (FRIDAY, "5 business days", "2026-11-27"),
    (FRIDAY, "10 working days", "2026-12-04"),
    (MONTH_END, "3 business days", "2026-02-04"),
    (FRIDAY, "in 10 days", "2026-11-30"),
    (YEAR_END, "in 10 days", "2027-01-11"),
    (FRIDAY, "48 hours", "2026-11-23"),
    (FRIDAY, "within 24 hours", "2026-11-23"),
    (FRIDAY, "within the hour", "2026-11-20"),
    (FRIDAY, "within the fortnight", "2026-12-04"),
    (MONTH_END, "in a month", "2026-03-02"),
    (MONDAY, "two weeks from friday", "2026-12-04"),
    # Weekdays and near days
    (MONDAY, "by Friday", "2026-11-20"),
    (FRIDAY, "by Friday", "2026-11-27"),
    (FRIDAY, "this Friday", "2026-11-20"),
    (FRIDAY, "on friday", "2026-11-27"),
    (FRIDAY, "they'll call me on Friday", "2026-11-27"),
    (FRIDAY, "on Monday or on Friday", "2026-11-27"),
    (FRIDAY, "on or before Friday", "2026-11-27"),
    (MONDAY, "by Friday at 5pm ET", "2026-11-20"),
    (MONDAY, "by 5:30 pm eastern time on Friday", "2026-11-20"),
    (MONDAY, "Friday noon our time", "2026-11-20"),
    (MONDAY, "Friday at 5", "2026-11-20"),
    (MONDAY, "Friday 14h30", "2026-11-20"),
    (MONDAY, "Friday 14.30", "2026-11-20"),
    (MONDAY, "the Friday after the 4th", "2026-12-11"),
    (MONDAY, "next Friday", "2026-11-27"),
    (FRIDAY, "monday", "2026-11-23"),
    (MONDAY, "monday", "2026-11-23"),
    (MONDAY, "next monday", "2026-11-23"),
    (FRIDAY, "monday week", "2026-11-30"),
    (FRIDAY, "Friday of next week", "2026-11-27"),
    (MONDAY, "Thursday or Friday", "2026-11-20"),
    (MONDAY, "before Friday", "2026-11-19"),
    (MONDAY, "by Tuesday, maybe Wednesday", "2026-11-18"),
    (MONDAY, "first thing Wednesday morning", "2026-11-18"),
    (MONDAY, "Friday 5pm at the latest", "2026-11-20"),
    (MONDAY, "Fri 20", "2026-11-20"),
    (FRIDAY, "tomorrow", "2026-11-23"),
    (FRIDAY, "by tomorrow", "2026-11-23"),
    (FRIDAY, "today", "2026-11-20"),
    (FRIDAY, "end of day", "2026-11-20"),
    (FRIDAY, "by 5pm", "2026-11-20"),
    # Months, quarters, years
    (MONDAY, "early December", "2026-12-10"),
    (MONDAY, "mid December", "2026-12-21"),
    (MONDAY, "late December", "2026-12-31"),
    (MONDAY, "the end of December", "2026-12-31"),
    (MONDAY, "in December", "2026-12-31"),
    (YEAR_END, "early January", "2027-01-11"),
    (LEAP_DAY, "in February", "2028-02-29"),
    (MONDAY, "first week of December", "2026-12-07"),
    (MONDAY, "second half of December", "2026-12-31"),
    (MONDAY, "first half of December", "2026-12-15"),
    (MONDAY, "before December", "2026-11-30"),
    (MONDAY, "end of the month", "2026-11-30"),
    (MONTH_END, "end of the month", "2026-01-31"),
    (MONTH_END, "next month", "2026-02-28"),
    (YEAR_END, "next month", "2027-01-31"),
    (MONDAY, "beginning of next month", "2026-12-10"),
    (MONDAY, "by month's end", "2026-11-30"),
    (MONDAY, "first thing in December", "2026-12-10"),
    (MONDAY, "end of Q1", "2027-03-31"),
    (MONDAY, "early Q1", "2027-01-31"),
    (MONDAY, "end of the quarter", "2026-12-31"),
    (MONDAY, "by the end of the year", "2026-12-31"),
    (MONDAY, "early next year", "2027-01-31"),
    # Holidays
    (MONDAY, "before Thanksgiving", "2026-11-25"),
    (MONDAY, "after Thanksgiving", "2026-11-30"),
    (MONDAY, "the week after Thanksgiving", "2026-12-04"),
    (MONDAY, "the Monday after Thanksgiving", "2026-11-30"),
    (MONDAY, "the Thursday after Thanksgiving", "2026-12-03"),
    (date(2026, 11, 27), "the Monday after Thanksgiving", "2026-11-30"),
    (MONDAY, "the Friday after Christmas", "2027-01-01"),
    (MONDAY, "before Christmas", "2026-12-24"),
    (MONDAY, "after the holidays", "2027-01-08"),
    (YEAR_END, "after the holidays", "2027-01-08"),
    (MONDAY, "in the new year", "2027-01-31"),
    (MONDAY, "before the new year", "2026-12-31"),
    # Dates
    (MONDAY, "by December 4", "2026-12-04"),
    (MONDAY, "Dec 4th", "2026-12-04"),
    (MONDAY, "4 Dec", "2026-12-04"),
    (MONDAY, "Friday, December 4th.", "2026-12-04"),
    (MONDAY, "2026-12-04", "2026-12-04"),
    (MONDAY, "the 4th", "2026-12-04"),
    (YEAR_END, "Jan 5", "2027-01-05"),
    (LEAP_DAY, "Feb 29", "2028-02-29"),
    # What stands around a date
    (MONDAY, "We'll let you know by the end of next week!", "2026-11-27"),
    (MONDAY, "you’ll hear from us within the next two weeks", "2026-11-30"),
    (MONDAY, "we should have a decision no later than Friday", "2026-11-20"),
    (MONDAY, "they said sometime around mid-December, probably", "2026-12-21"),
    (MONDAY, "The hiring committee meets and decides by Friday", "2026-11-20"),
    (MONDAY, "they may call on Thursday", "2026-11-19"),
    (MONDAY, "next week at the latest, they said", "2026-11-27"),
]


@pytest.mark.parametrize(("said", "words", "day"), PHRASES)
def test_the_last_day_that_their_words_allow(said: date, words: str, day: str) -> None:
    assert read_promise(words, said).day == date.fromisoformat(day)


def test_a_date_in_figures_is_read_in_the_persons_order() -> None:
    american = read_promise("by 12/4", MONDAY, order=DayOrder.MONTH_FIRST)
    assert american.day == date(2026, 12, 4)
    assert read_promise("by 12/4", MONDAY, order=DayOrder.DAY_FIRST).day == date(2027, 4, 12)
    with pytest.raises(UnreadableError, match="12 Apr or 4 Dec"):
        read_promise("by 12/4", MONDAY)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        "?",
        "-",
        "they didn't say",
        "didn't say",
        "They didn’t say which day.",
        "no date",
        "not sure",
        "unknown",
        "n/a",
        "tbd",
        "soon",
        "shortly",
        "we'll be in touch",
        "we'll be in touch soon",
        "they may get back to me",
        "sometime later",
        "any day now",
        "when they are ready",
        "as soon as possible",
        "no idea",
        "they wouldn't give me a day",
        "no specific week",
    ],
)
def test_words_that_name_no_date(words: str) -> None:
    reading = read_promise(words, MONDAY)
    assert reading.day is None
    assert reading.heard is Heard.NONE_NAMED


@pytest.mark.parametrize(
    "words",
    [
        "frday",
        "nxt week",
        "tkaes a week",
        "in the spring",
        "not before Friday",
        "dec 45",
        "November 31",
        "2026-13-01",
        "by 4.12",
        "after the 4th",
        "dec 4 45",
        "in 99999999 weeks",
        "9999 years",
        "5",
        "Thursday 4 December",  # a Friday
        "x" * 201,
    ],
)
def test_what_seems_a_date_but_cannot_be_read_is_refused(words: str) -> None:
    with pytest.raises(UnreadableError, match="“") as caught:
        read_promise(words, MONDAY)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "words", ["yesterday", "Nov 12", "early November", "early this month", "2 weeks ago"]
)
def test_a_day_before_they_said_it_is_refused(words: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(words)):
        read_promise(words, MONDAY)


_WORDS = (
    "a the by next this week or two early mid late end of december friday monday may before after"
    " in 3 4th 12/4 month day eod to not few business days no hours from q1 year"
)
_SAID = st.dates(date(1971, 1, 1), date(2099, 12, 31))


@settings(deadline=None)
@given(
    words=st.one_of(
        st.text(), st.lists(st.sampled_from(_WORDS.split()), max_size=30).map(" ".join)
    ),
    said=_SAID,
)
def test_any_words_give_a_day_not_before_none_or_a_refusal(words: str, said: date) -> None:
    try:
        day = read_promise(words, said).day
    except UnreadableError:
        return
    assert day is None or day >= said


@pytest.mark.parametrize(
    "words",
    [
        "a " * 100,
        "eod early " * 20,
        "a or " * 40,
        "before " * 28,
        "early " * 10 + "x" + " night" * 10,
        "by " * 66,
        "9" * 10_000,
    ],
)
def test_the_longest_words_are_dealt_with_at_once(words: str) -> None:
    start = time.process_time()
    with suppress(UnreadableError):
        read_promise(words, MONDAY)
    assert time.process_time() - start < 3
