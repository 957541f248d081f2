from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates.days import Lean
from store.dates.typed import read_day, read_moment
from store.errors import UnreadableError

NEW_YORK = "America/New_York"
MONDAY = pendulum.datetime(2026, 11, 23, 10, 0, tz=NEW_YORK)
FRIDAY = pendulum.datetime(2026, 11, 20, 10, 0, tz=NEW_YORK)
YEAR_END = pendulum.datetime(2026, 12, 30, 18, 0, tz=NEW_YORK)
LEAP_DAY = pendulum.datetime(2028, 2, 29, 9, 0, tz=NEW_YORK)

MOMENTS = [
    (MONDAY, "yesterday 14:00", "2026-11-22 14:00"),
    (MONDAY, "fri 10am", "2026-11-20 10:00"),
    (MONDAY, "Fri @ 10 a.m.", "2026-11-20 10:00"),
    (MONDAY, "10am friday", "2026-11-20 10:00"),
    (MONDAY, "last friday at 3", "2026-11-20 15:00"),
    (FRIDAY, "last friday at 3", "2026-11-13 15:00"),
    (FRIDAY, "fri 10am", "2026-11-20 10:00"),
    (FRIDAY, "fri 11am", "2026-11-13 11:00"),
    (MONDAY, "12 nov 2026 16:30", "2026-11-12 16:30"),
    (MONDAY, "Nov 12, 2026, 4:30 p.m.", "2026-11-12 16:30"),
    (MONDAY, "nov 12 at 9", "2026-11-12 09:00"),
    (MONDAY, "2026-11-12T16:00", "2026-11-12 16:00"),
    (MONDAY, "2026-11-12 03:05", "2026-11-12 03:05"),
    (MONDAY, "tomorrow 9", "2026-11-24 09:00"),
    (MONDAY, "mon 14:30", "2026-11-16 14:30"),
    (MONDAY, "mon 9:30", "2026-11-23 09:30"),
    (MONDAY, "in 2 hours", "2026-11-23 12:00"),
    (MONDAY, "2 hours ago", "2026-11-23 08:00"),
    (MONDAY, "half an hour ago", "2026-11-23 09:30"),
    (MONDAY, "an hour and a half ago", "2026-11-23 08:30"),
    (MONDAY, "today 4pm", "2026-11-23 16:00"),
    (MONDAY, "12 am", "2026-11-23 00:00"),
    (MONDAY, "noon", "2026-11-23 12:00"),
    (MONDAY, "16:30", "2026-11-23 16:30"),
    (MONDAY, "next tuesday 10:00", "2026-12-01 10:00"),
    (FRIDAY, "next tuesday 10:00", "2026-11-24 10:00"),
    (MONDAY, "tue 24 10:00", "2026-11-24 10:00"),
    (MONDAY, "12/24 15h30", "2026-12-24 15:30"),
    (MONDAY, "yesterday 14.30", "2026-11-22 14:30"),
    (MONDAY, "yesterday at 9.05", "2026-11-22 09:05"),
    (MONDAY, "yesterday 14h", "2026-11-22 14:00"),
    (MONDAY, "yesterday 14h30", "2026-11-22 14:30"),
    (MONDAY, "fri 14.30", "2026-11-20 14:30"),
    (MONDAY, "2026-11-12 16.30", "2026-11-12 16:30"),
    (MONDAY, "1.5 hours ago", "2026-11-23 08:30"),
    (YEAR_END, "jan 4 9am", "2027-01-04 09:00"),
]
DAYS_ALONE = [
    (MONDAY, "yesterday", "2026-11-22 12:00"),
    (MONDAY, "nov 12", "2026-11-12 12:00"),
    (MONDAY, "nov 30", "2026-11-30 12:00"),
    (MONDAY, "mar 1", "2026-03-01 12:00"),
    (MONDAY, "3 days ago", "2026-11-20 12:00"),
    (MONDAY.at(14), "mon", "2026-11-23 12:00"),
    (MONDAY.at(14), "today", "2026-11-23 12:00"),
    (MONDAY.at(14), "this morning", "2026-11-23 09:00"),
    (MONDAY, "this afternoon", "2026-11-23 15:00"),
    (MONDAY, "monday evening", "2026-11-16 18:00"),
    (MONDAY, "tue 24", "2026-11-24 12:00"),
    (MONDAY, "feb 29", "2024-02-29 12:00"),
    (LEAP_DAY, "a year ago", "2027-02-28 12:00"),
    (MONDAY, "friday morning", "2026-11-20 09:00"),
    (MONDAY, "1 week 2 days ago", "2026-11-14 12:00"),
    (MONDAY, "nov 2026 12", "2026-11-12 12:00"),
]


@pytest.mark.parametrize(("now", "text", "expected"), MOMENTS)
def test_a_moment_with_a_time(now: pendulum.DateTime, text: str, expected: str) -> None:
    at, time_given, _ = read_moment(text, now)
    assert (at.format("YYYY-MM-DD HH:mm"), time_given) == (expected, True)
    assert at.timezone_name == NEW_YORK


@pytest.mark.parametrize(("now", "text", "expected"), DAYS_ALONE)
def test_a_moment_without_a_time(now: pendulum.DateTime, text: str, expected: str) -> None:
    at, time_given, _ = read_moment(text, now)
    assert (at.format("YYYY-MM-DD HH:mm"), time_given) == (expected, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon 9am", "2026-11-23 09:00"),
        ("fri 10am", "2026-11-27 10:00"),
        ("mar 1", "2027-03-01 12:00"),
        ("nov 12", "2026-11-12 12:00"),
        ("2 hours", "2026-11-23 12:00"),
    ],
)
def test_a_moment_that_leans_forward(text: str, expected: str) -> None:
    at = read_moment(text, MONDAY, lean="future").at
    assert at.format("YYYY-MM-DD HH:mm") == expected


def test_now_is_now() -> None:
    assert read_moment(" Now ", MONDAY) == (MONDAY, True, "")


@pytest.mark.parametrize(
    ("hour", "text", "stand_in"),
    [
        (8, "today", 12),
        (8, "mon", 12),
        (8, "nov 23", 12),
        (8, "this morning", 9),
        (8, "monday morning", 9),
        (13, "this afternoon", 15),
        (17, "tonight", 18),
    ],
)
def test_what_was_done_today_was_not_done_later_than_now(
    hour: int, text: str, stand_in: int
) -> None:
    now = MONDAY.at(hour, 30)
    assert read_moment(text, now) == (now, False, "")
    assert read_moment(text, now, lean="future") == (MONDAY.at(stand_in), False, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-12T16:00Z", "2026-11-12T16:00:00+00:00"),
        ("2026-11-12T16:00:30.123+01:00", "2026-11-12T16:00:30+01:00"),
        ("fri 10am PT", "2026-11-20T10:00:00-08:00"),
        ("jul 1 10am EST", "2026-07-01T10:00:00-04:00"),
        ("fri 10am europe/berlin", "2026-11-20T10:00:00+01:00"),
        ("nov 12 2026 10am AEST", "2026-11-12T10:00:00+10:00"),
    ],
)
def test_a_typed_zone_is_kept(text: str, expected: str) -> None:
    assert read_moment(text, MONDAY).at.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 mar 2026 02:30", "2026-03-08T03:30:00-04:00"),  # skipped
        ("1 nov 2026 01:30", "2026-11-01T01:30:00-05:00"),  # twice
    ],
)
def test_times_that_a_clock_change_skips_or_repeats(text: str, expected: str) -> None:
    assert read_moment(text, MONDAY).at.isoformat() == expected


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        (MONDAY, "monday", "2026-11-23"),
        (MONDAY, "friday", "2026-11-27"),
        (MONDAY, "on this friday", "2026-11-27"),
        (MONDAY, "tomorrow", "2026-11-24"),
        (MONDAY, "+3", "2026-11-26"),
        (MONDAY, "+2w", "2026-12-07"),
        (MONDAY, "in 2 weeks", "2026-12-07"),
        (MONDAY, "3 business days", "2026-11-26"),
        (MONDAY, "dec 4", "2026-12-04"),
        (MONDAY, "by fri dec 4", "2026-12-04"),
        (MONDAY, "nov 20", "2026-11-20"),
        (MONDAY, "the 4th", "2026-12-04"),
        (MONDAY, "15th of next month", "2026-12-15"),
        (MONDAY, "2026-12-04", "2026-12-04"),
        (MONDAY, "4.12.2026", "2026-12-04"),
        (MONDAY, "24/12", "2026-12-24"),
        (MONDAY, "end of month", "2026-11-30"),
        (MONDAY, "end of next week", "2026-12-04"),
        (MONDAY, "week's end", "2026-11-27"),
        (MONDAY, "by next month's end", "2026-12-31"),
        (MONDAY, "fri 4", "2026-12-04"),
        (MONDAY, "fri 4pm", "2026-11-27"),
        (MONDAY, "yesterday 14h", "2026-11-22"),
        (MONDAY, "the 12th of nov about 4pm", "2026-11-12"),
        (MONDAY, "dec 2026 4", "2026-12-04"),
        (MONDAY, "4 dec 26", "2026-12-04"),
        (MONDAY, "next week", "2026-11-30"),
        (MONDAY, "next month", "2026-12-01"),
        (YEAR_END, "end of next month", "2027-01-31"),
        (YEAR_END, "jan 5", "2027-01-05"),
        (LEAP_DAY, "in a year", "2029-02-28"),
        (LEAP_DAY, "end of month", "2028-02-29"),
        (MONDAY, "in a fortnight", "2026-12-07"),
    ],
)
def test_a_day(now: pendulum.DateTime, text: str, expected: str) -> None:
    assert read_day(text, now) == date.fromisoformat(expected)


def test_a_day_that_leans_back() -> None:
    assert read_day("friday", MONDAY, lean="past") == date(2026, 11, 20)


NONSENSE = [
    "a",
    "hello",
    "tend",
    "eighth",
    "12",
    "may",
    "2026",
    "fri 25:00",
    "13pm",
    "nov 31",
    "0000-01-01",
    "nov 12 1969",
    "4 dec 2101",
    "99999999 weeks",
    "9999 weeks ago",
    "3 hours before noon",
    "2026-13-01",
    "2026-13-01 utc",
    "13-2026-01",
    "2026-11",
    "12 11 2026",
    "12-11-26",
    "4.12",
    "14.30",
    "fri 4.12",
    "9.75 yesterday",
    "dec 4 45",
    "nov 12 99 foo",
    "friday dec 2026 12",
    "fri \x00",
    "9" * 10_000,
    "fri " * 3_000,
]


@pytest.mark.parametrize("text", NONSENSE)
def test_what_cannot_be_read_is_refused_in_one_short_line(text: str) -> None:
    for read in (read_moment, read_day):
        with pytest.raises(UnreadableError, match=r"“.*”.*try “.*” or “.*”") as caught:
            read(text, MONDAY)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 140


def test_a_day_is_not_guessed_from_a_number_that_may_be_an_hour() -> None:
    with pytest.raises(UnreadableError):
        read_day("fri 10", MONDAY)


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_typed_is_told_what_is_needed(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"^A time is needed; try “fri 10am” or"):
        read_moment(text, MONDAY)
    with pytest.raises(UnreadableError, match=r"^A day is needed; try “friday” or"):
        read_day(text, MONDAY)


def test_a_date_with_the_wrong_weekday_is_pointed_out() -> None:
    with pytest.raises(UnreadableError, match=r"“sat 4 dec”.*4 Dec 2026 is a Friday"):
        read_day("sat 4 dec", MONDAY)


_PIECES = (
    "mon friday nov may 12 31 2026 9999 2028-02-29 at @ 10am 16:30 in ago + 3 days weeks hours next"
    " last end of month week half an utc est +01:00 europe/berlin noon morning now tomorrow"
)
_NOW = st.datetimes(
    pendulum.datetime(1971, 1, 1).naive(), pendulum.datetime(2099, 12, 31).naive()
).map(lambda naive: pendulum.instance(naive, tz=NEW_YORK))


@settings(deadline=None)
@given(
    text=st.one_of(st.text(), st.lists(st.sampled_from(_PIECES.split()), max_size=6).map(" ".join)),
    now=_NOW,
    lean=st.sampled_from(["past", "future"]),
)
def test_any_text_is_read_or_refused(text: str, now: pendulum.DateTime, lean: Lean) -> None:
    for read in (read_moment, read_day):
        with suppress(UnreadableError):
            read(text, now, lean)


@given(now=_NOW, weekday=st.sampled_from(["mon", "wed", "sat"]), hour=st.integers(7, 23))
def test_a_bare_weekday_with_a_time_is_never_ahead(
    now: pendulum.DateTime, weekday: str, hour: int
) -> None:
    at = read_moment(f"{weekday} {hour}:00", now).at
    assert at <= now
    assert (now.date() - at.date()).days <= 7


def test_reading_waits_for_nothing_heavy() -> None:
    code = (
        "import sys, pendulum; from store.dates.typed import read_day, read_moment\n"
        "now = pendulum.datetime(2026, 11, 23)\n"
        "read_moment('fri 10am', now), read_day('end of month', now)\n"
        "read_moment('Tue Nov 24 2026 15:00:00 GMT-0500 (Eastern Standard Time)', now)\n"
        "read_moment('fri 10am Berlin', now)\n"
        "heavy = {'icalendar', 'holidays', 'babel', 'textual', 'rich'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
