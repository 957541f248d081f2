"""Several hundred phrases, each said on three days; and what must hold for any phrase."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.dates.order import DayOrder
from store.dates.promises import Heard, Reading, in_short, read_promise, understood
from store.dates.workdays import Workdays
from store.errors import UnreadableError

SAID = date(2026, 11, 16), date(2026, 11, 27), date(2026, 12, 30)
PHRASES = {
    words: tuple(days)
    for words, *days in (
        line.split("\t")
        for line in (Path(__file__).with_name("phrases.tsv")).read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
}
MONDAY = SAID[0]
FRIDAY = SAID[1]


def outcome(words: str, said: date) -> str:
    try:
        reading = read_promise(words, said)
    except UnreadableError:
        return "refused"
    return reading.day.isoformat() if reading.day else reading.heard.value


@pytest.mark.parametrize("words", PHRASES)
def test_a_phrase_is_read_rightly_on_any_day_or_it_is_said_that_it_is_not(words: str) -> None:
    assert tuple(outcome(words, said) for said in SAID) == PHRASES[words]


@given(
    words=st.sampled_from(list(PHRASES)),
    said=st.sampled_from(SAID),
    place=st.integers(0, 30),
    stranger=st.sampled_from(["zorp", "zorp,", "Quux."]),
)
@example("either the next day or by the end of the week", date(2026, 11, 27), 0, "zorp")
@settings(deadline=None)
def test_a_strange_word_never_turns_one_date_into_another(
    words: str, said: date, place: int, stranger: str
) -> None:
    before = outcome(words, said)
    spoken = words.split()
    spoken.insert(min(place, len(spoken)), stranger)
    assert outcome(" ".join(spoken), said) in {before, "refused", "none named", "not read"}


FORMS = {
    "2026-12-04": lambda day: day.isoformat(),
    "December 4": lambda day: f"{day:%B} {day.day}",
    "December 4, 2026": lambda day: f"{day:%B} {day.day}, {day.year}",
    "4 Dec": lambda day: f"{day.day} {day:%b}",
    "Friday, 4 December": lambda day: f"{day:%A}, {day.day} {day:%B}",
    "Fri Dec 4": lambda day: f"{day:%a %b} {day.day}",
    "the 4th of December": lambda day: f"the {day.day}{_suffix(day.day)} of {day:%B}",
    "12/4/2026": lambda day: f"{day.month}/{day.day}/{day.year}",
    "4.12.2026": lambda day: f"{day.day}.{day.month}.{day.year}",
}


def _suffix(number: int) -> str:
    return "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@given(
    said=st.dates(date(1971, 1, 1), date(2098, 12, 31)),
    ahead=st.integers(0, 300),
    form=st.sampled_from(list(FORMS)),
    lead=st.sampled_from(["", "by ", "We'll let you know on ", "no later than ", "until "]),
    tail=st.sampled_from(["", " at the latest", ", they said", "!"]),
)
@settings(deadline=None)
def test_a_date_in_any_form_reads_back_to_that_date(
    said: date, ahead: int, form: str, lead: str, tail: str
) -> None:
    day = said + timedelta(days=ahead)
    reading = read_promise(f"{lead}{FORMS[form](day)}{tail}", said, order=DayOrder.MONTH_FIRST)
    assert reading == Reading(day, Heard.DAY)  # as it was named, also at a weekend


ORDINALS = {1: "first", 5: "fifth", 12: "twelfth", 21: "twenty-first", 30: "thirtieth"}


@pytest.mark.parametrize("number", ORDINALS)
def test_a_day_of_the_month_can_be_a_word(number: int) -> None:
    day = read_promise(f"by the {ORDINALS[number]}", MONDAY).day
    assert day is not None
    assert day.day == number
    assert MONDAY <= day <= MONDAY + timedelta(days=31)


@given(
    count=st.integers(1, 60), said=st.dates(date(2020, 1, 1), date(2030, 12, 31)), off=st.booleans()
)
@settings(deadline=None)
def test_days_are_counted_by_the_calendar_and_business_days_by_the_company(
    count: int, said: date, off: bool
) -> None:
    workdays = Workdays(country="US", days_off=frozenset({said + timedelta(3)} if off else ()))
    business = read_promise(f"within {count} business days", said, workdays)
    assert business.day == workdays.add(said, count)
    calendar = read_promise(f"in {count} days", said, workdays)
    assert calendar.day == workdays.add(said + timedelta(days=count), 0)


WORKDAYS = Workdays(country="US", days_off=frozenset({date(2026, 12, 1)}))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("by 4 December", "decision by Fri 4 Dec 2026"),
        ("in 2 days", "decision by Mon 30 Nov 2026 (Sun 29 Nov is a weekend)"),
        ("in 4 days", "decision by Wed 2 Dec 2026 (Tue 1 Dec is a day off)"),
        ("in four weeks", "decision by Mon 28 Dec 2026 (Fri 25 Dec is a holiday)"),
        ("by Saturday 5 December", "decision by Sat 5 Dec 2026"),
        ("by New Year's Day", "decision by Fri 1 Jan 2027"),
        ("they didn't say", "no date named"),
        ("asdf", "no date read from these words: counted as none named"),
        ("wir melden uns bald", "no date read from these words: counted as none named"),
        ("bis Freitag", "decision by Fri 4 Dec 2026"),
    ],
)
def test_what_was_understood_is_told(words: str, told: str) -> None:
    assert understood(read_promise(words, FRIDAY, WORKDAYS)) == told


def test_in_short_a_year_is_told_where_it_is_another_one() -> None:
    assert in_short(read_promise("in 2 days", FRIDAY), FRIDAY) == (
        "Mon 30 Nov (Sun 29 Nov is a weekend)"
    )
    assert in_short(read_promise("mid August", FRIDAY), FRIDAY) == "Fri 20 Aug 2027"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("not before the 10th", "from when, not by when"),
        ("two weeks or more", "from when, not by when"),
        ("at least two weeks", "from when, not by when"),
        ("early November", "over when they said it"),
        ("before Thanksgiving", "over when they said it"),
        ("by last week", "over when they said it"),
        ("November 31st", "No day could be read"),
        ("17-42 months after the merger", "No day could be read"),
    ],
)
def test_a_refusal_says_why(words: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read_promise(words, FRIDAY)


@pytest.mark.parametrize(
    "words",
    [
        "by friday or " * 150,
        "interviews through thursday and we'll " * 50,
        "when " * 400,
        "x, " * 660,
        "не раньше " * 200,
    ],
)
def test_two_thousand_characters_take_no_time(words: str) -> None:
    start = time.process_time()
    for length in (100, 199, 2000):
        with suppress(UnreadableError):
            read_promise(words[:length], MONDAY)
    assert time.process_time() - start < 3
