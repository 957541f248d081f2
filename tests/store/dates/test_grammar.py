"""Phrases built from a moment read back as that moment, and with one word more are not read."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates.order import DayOrder
from store.dates.typed import read_day, read_moment
from store.errors import UnreadableError

NOW = pendulum.datetime(2026, 11, 25, 14, 0, tz="America/New_York")
_ORDERS = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST, DayOrder.YEAR_FIRST, None)


def _nth(number: int) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number < 20 else suffix}"


def _dates(day: date, order: DayOrder | None) -> list[str]:
    """The ways to write a day of 2026 in full; in figures as somebody with that order does."""
    d, m = day.day, day.month
    written = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y.%m.%d}",
        f"{day:%Y%m%d}",
        f"{day:%d.%m.%Y}",
        f"{d}.{m}.{day:%y}",
        f"{d}. {m}. {day:%Y}",
        f"{d} {day:%b} {day:%Y}",
        f"{d} {day:%B} {day:%Y}",
        f"{d}. {day:%B} {day:%Y}",
        f"{_nth(d)} of {day:%B}, {day:%Y}",
        f"the {_nth(d)} of {day:%B} {day:%Y}",
        f"{day:%b} {d}, {day:%Y}",
        f"{day:%B} {_nth(d)}, {day:%Y}",
        f"{day:%d}-{day:%b}-{day:%y}",
        f"{day:%d}-{day:%b}-{day:%Y}",
        f"{day:%Y}-{day:%b}-{day:%d}",
        f"{day:%d}/{day:%b}/{day:%Y}",
        f"{day:%b} {day:%Y} {d}",
        f"{d} {day:%b} '{day:%y}",
    ]
    if order is DayOrder.DAY_FIRST:
        written += [f"{day:%d/%m/%Y}", f"{d}/{m}/{day:%y}", f"{day:%d-%m-%Y}"]
    elif order is DayOrder.MONTH_FIRST:
        written += [f"{day:%m/%d/%Y}", f"{m}/{d}/{day:%y}", f"{day:%m-%d-%Y}"]
    elif order is DayOrder.YEAR_FIRST:
        written.append(f"{day:%y/%m/%d}")
    weekdays = [f"{day:%a}", f"{day:%A},"]
    return [
        *written,
        *(f"{weekday} {text}" for weekday in weekdays for text in written),
        *(f"{text} ({day:%a})" for text in written),
    ]


def _clocks(at: time) -> list[str]:
    """The ways to write a time of day, stretches of time that begin then among them."""
    hour, minute, twelve = at.hour, at.minute, at.hour % 12 or 12
    half, other = ("am", "pm") if hour < 12 else ("pm", "am")
    ends = time(hour, 59) if minute < 59 else None
    clocks = [
        f"{at:%H:%M}",
        f"{at:%H:%M:%S}",
        f"{at:%H:%M} h",
        f"{at:%H}.{at:%M} Uhr",
        f"{at:%H}h{at:%M}",
        f"{at:%H%M} hrs",
        f"{at:%H%M} hours",
        f"{twelve}:{at:%M}{half}",
        f"{twelve}:{at:%M} {half.upper()}",
        f"{twelve}:{at:%M} {half[0]}.m.",
        f"{twelve}:{at:%M:%S} {half.upper()}",
        f"@ {twelve}.{at:%M} {half}",
    ]
    if minute == 0:
        clocks += [f"{twelve}{half}", f"{twelve} {half}", f"{twelve} o'clock {half}"]
    if ends:
        until = f"{twelve}:{ends:%M}"
        clocks += [
            f"{at:%H:%M}-{ends:%H:%M}",
            f"{at:%H:%M} – {ends:%H:%M}",
            f"from {at:%H:%M} to {ends:%H:%M}",
            f"{twelve}:{at:%M}–{until}{half}",
            f"{twelve}:{at:%M} {half} - {until} {half}",
            f"between {twelve}:{at:%M}{half} and {until}{half}",
        ]
    if minute == 0 and 7 <= hour <= 10:
        clocks += [f"{hour}-{hour + 1}am", f"from {hour} to {hour + 1}am", f"at {hour}"]
    if minute == 0 and hour == 11:
        clocks += ["11-1pm", "11am-noon", f"11{half}-1{other}"]
    if 1 <= twelve <= 11 and minute == 30:
        clocks.append(f"half past {twelve} {half}")
    return clocks


class Zoned(NamedTuple):
    """A zone as it is written, and the name or the offset that it stands for."""

    text: str
    zone: str = ""
    offset: int = 0


_ZONES = (
    Zoned("PT", "America/Los_Angeles"),
    Zoned("Pacific Time", "America/Los_Angeles"),
    Zoned("(Pacific Standard Time)", "America/Los_Angeles"),
    Zoned("Pacific Time (US & Canada)", "America/Los_Angeles"),
    Zoned("america/los_angeles", "America/Los_Angeles"),
    Zoned("San Francisco time", "America/Los_Angeles"),
    Zoned("EST", "America/New_York"),
    Zoned("Eastern Time - New York", "America/New_York"),
    Zoned("NYC", "America/New_York"),
    Zoned("CEST", "Europe/Paris"),
    Zoned("(Berlin)", "Europe/Berlin"),
    Zoned("W. Europe Standard Time", "Europe/Berlin"),
    Zoned("in London", "Europe/London"),
    Zoned("UK time", "Europe/London"),
    Zoned("IST", "Asia/Kolkata"),
    Zoned("India Standard Time", "Asia/Kolkata"),
    Zoned("JST", "Asia/Tokyo"),
    Zoned("UTC", "UTC"),
    Zoned("GMT+5:30", "", 330),
    Zoned("UTC+1", "", 60),
    Zoned("utc-03:00", "", -180),
    Zoned("GMT-5", "", -300),
)
_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 45, 59]))
_joined = st.sampled_from(["{day} {clock}", "{day}, {clock}", "{day} at {clock}", "{clock} {day}"])


class Phrase(NamedTuple):
    """A text, and what it was built from."""

    text: str
    day: date
    at: time
    zoned: Zoned | None
    order: DayOrder | None


@st.composite
def _phrases(draw: st.DrawFn) -> Phrase:
    day, at, order = draw(_days), draw(_times), draw(st.sampled_from(_ORDERS))
    zoned = draw(st.none() | st.sampled_from(_ZONES))
    clock = draw(st.sampled_from(_clocks(at)))
    joined = draw(_joined)
    if clock[0] in "@fba":
        joined = joined.replace(" at ", " ")
    written = draw(st.sampled_from(_dates(day, order)))
    if zoned and zoned.offset and joined.startswith("{clock}"):
        joined = "{day} {clock}"  # "utc+1 24 nov" is a clock's, and not a person's, way to write it
    at_end = draw(st.booleans())
    if zoned and not at_end:
        clock = f"{clock} {zoned.text}"
    text = joined.format(day=written, clock=clock)
    if zoned and at_end:
        text = f"{text} {zoned.text}"
    return Phrase(text, day, at, zoned, order)


@settings(deadline=None, max_examples=600)
@given(_phrases())
def test_a_phrase_reads_back_as_the_moment_it_was_built_from(phrase: Phrase) -> None:
    day, at, zoned = phrase.day, phrase.at, phrase.zoned
    moment = read_moment(phrase.text, NOW, order=phrase.order)
    tz: pendulum.Timezone | pendulum.FixedTimezone = pendulum.timezone("America/New_York")
    if zoned:
        offset = pendulum.FixedTimezone(zoned.offset * 60)
        tz = pendulum.timezone(zoned.zone) if zoned.zone else offset
    expected = pendulum.DateTime.create(day.year, day.month, day.day, at.hour, at.minute, tz=tz)
    assert (moment.at, moment.time_given) == (expected, True), phrase.text
    assert moment.at.utcoffset() == expected.utcoffset()
    by_machine = zoned and zoned.text == "UTC" and moment.zone == ""  # what counts the seconds
    assert by_machine or moment.zone == (zoned.zone if zoned else "")


@settings(deadline=None, max_examples=300)
@given(_days, st.sampled_from(_ORDERS), st.data())
def test_a_day_reads_back_as_the_day_it_was_built_from(
    day: date, order: DayOrder | None, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(_dates(day, order)))
    assert read_day(text, NOW, order=order) == day
    assert read_day(text, NOW, lean="past", order=order) == day
    assert read_moment(text, NOW, order=order).at.date() == day


@settings(deadline=None, max_examples=300)
@given(_days)
def test_a_day_in_figures_is_never_read_two_ways_in_silence(day: date) -> None:
    text = f"{day:%d/%m/%Y}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(UnreadableError, match="may be"):
            read_day(text, NOW)
    else:
        assert read_day(text, NOW) == day


_STRAY = st.sampled_from(
    [
        "banana",
        "room",
        "zoom",
        "not",
        "or",
        "except",
        "maybe",
        "Dana",
        "call",
        "interview",
        "unless",
        "sometime",
        "xyz",
        "qwerty",
        "3rdish",
        "approximately-ish",
        "99:99",
        "32nd",
        "$5",
        "C++",
        "###",
        "naïve",
        "завтра",
        "明日",
        "domani",
    ]
)


@settings(deadline=None, max_examples=400)
@given(_phrases(), _STRAY, st.data())
def test_a_phrase_with_anything_unread_in_it_is_not_read(
    phrase: Phrase, stray: str, data: st.DataObject
) -> None:
    words = phrase.text.split()
    words.insert(data.draw(st.integers(0, len(words))), stray)
    for read in (read_moment, read_day):
        with pytest.raises(UnreadableError) as caught:
            read(" ".join(words), NOW, order=phrase.order)
        assert "\n" not in str(caught.value)


_RELATIVE = [("today", 0), ("tomorrow", 1), ("yesterday", -1), ("in 2 days", 2), ("3 days ago", -3)]


@settings(deadline=None)
@given(
    at=st.datetimes(pendulum.datetime(2026, 1, 1).naive(), pendulum.datetime(2026, 12, 31).naive()),
    own=st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Tokyo", "Pacific/Auckland"]),
    zone=st.sampled_from(["PT", "CET", "JST", "UTC", "IST", "NZDT"]),
    relative=st.sampled_from(_RELATIVE),
)
def test_a_day_counted_from_today_is_counted_where_the_person_is(
    at: pendulum.DateTime, own: str, zone: str, relative: tuple[str, int]
) -> None:
    now = pendulum.instance(at, tz=own)
    word, days = relative
    moment = read_moment(f"{word} 10:00 {zone}", now, lean="future")
    assert moment.at.date() == now.date().add(days=days)
    assert moment.at.format("HH:mm") == "10:00"
