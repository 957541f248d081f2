"""Moments and days as people type them: "fri 10am", "2 hours ago", "end of month", "+3".

The common forms are read by tables, exactly and at once. What the tables do not know goes to
dateparser, which is slow to import and therefore only imported then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pendulum

from store.dates.days import Anchor, Lean, named_day
from store.dates.names import COUNTED, WEEKDAY, YEARS, form, number_of, quoted, tidy, weekday_number
from store.dates.order import DayOrder
from store.dates.times import NOON, TimeOfDay, split_zone, time_of_day
from store.errors import UnreadableError

_LONGEST = 100


class Moment(NamedTuple):
    """A moment that was typed, in the zone typed with it or else the candidate's own.

    Without a time of day ``at`` is noon (or about when "morning" or "evening" says), and
    ``time_given`` is False.
    """

    at: pendulum.DateTime
    time_given: bool


def read_moment(
    text: str,
    now: pendulum.DateTime,
    lean: Lean = "past",
    order: DayOrder | None = None,
) -> Moment:
    """The moment that the text names, seen from ``now``.

    A bare weekday is the latest that is not after ``now``, or with ``lean="future"`` the next
    from today on. A date without a year may lie up to 60 days the other way. An hour from 1 to 6
    without "am" is in the afternoon, as interviews are. A local time that a clock change skips or
    repeats is resolved as pendulum does: later.

    Read as past, a part of today that has begun ("today", "this morning") is not after ``now``:
    what was done was not done in the time to come.

    Raises:
        UnreadableError: the text names no moment, or one outside 1970 to 2100.
    """
    plain = _typed(text, _MOMENTS)
    try:
        rest, zone = split_zone(plain)
        here = now.in_timezone(zone) if zone else now
        moment = _from_tables(rest, here, lean, order) or _from_dateparser(plain, now, lean)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.at.year not in YEARS:
        raise _unreadable(text, _MOMENTS)
    return moment


def read_day(
    text: str,
    now: pendulum.DateTime,
    lean: Lean = "future",
    order: DayOrder | None = None,
) -> date:
    """The day that the text names, seen from ``now`` in its zone.

    "Next week" is its Monday, "+3" three days on; a bare weekday may be today, and a time typed
    with the day changes nothing. A date without a year may lie up to 60 days the other way, so that
    a day just gone is not read as next year's.

    Raises:
        UnreadableError: the text names no day, or one outside 1970 to 2100.
    """
    plain = re.sub(r"^(?:by|until|till) ", "", _typed(text, _DAYS))
    if day := _day_from_tables(plain, Anchor(now.date(), lean, order)):
        return day
    moment = _from_dateparser(plain, now, lean)
    if moment is None or moment.at.year not in YEARS:
        raise _unreadable(text, _DAYS)
    return moment.at.date()


_MOMENTS = "time", "“fri 10am” or “12 nov 16:30”"
_DAYS = "day", "“friday” or “4 dec”"


def _typed(text: str, kind: tuple[str, str]) -> str:
    if not text.strip():
        raise UnreadableError(f"A {kind[0]} is needed; try {kind[1]}.")
    if len(text) > _LONGEST:
        raise _unreadable(text, kind)
    return tidy(text)


def _unreadable(text: str, kind: tuple[str, str]) -> UnreadableError:
    return UnreadableError(f"No {kind[0]} could be read from {quoted(text)}; try {kind[1]}.")


_SPAN = form(
    rf"(?P<ahead>in |\+ ?)?(?:{COUNTED}|(?P<half>half an) )(?P<unit>hours?|hrs?|h|minutes?|mins?)"
    r"(?P<more> and a half)?(?P<after> ago| back| from now)?"
)
_NOW = frozenset({"now", "just now", "right now"})
_PARTS_OF_TODAY = {
    "this morning": "today morning",
    "this afternoon": "today afternoon",
    "this evening": "today evening",
    "tonight": "today evening",
    "last night": "yesterday evening",
}


def _from_tables(
    text: str, now: pendulum.DateTime, lean: Lean, order: DayOrder | None
) -> Moment | None:
    if text in _NOW:
        return Moment(now, time_given=True)
    if match := _SPAN.fullmatch(text):
        return Moment(now + _span(match, lean), time_given=True)
    anchor = Anchor(now.date(), lean, order)
    for day_text, clock_text in _splits(_PARTS_OF_TODAY.get(text, text)):
        clock = time_of_day(clock_text) if clock_text else NOON
        day = named_day(day_text, anchor) if clock else None
        if clock and day:
            at = _local(day, clock, now)
            if lean == "past" and at > now:
                if _has_begun(day, clock, now):
                    at = now
                elif _WEEKDAY.fullmatch(day_text):
                    at = _local(day - timedelta(weeks=1), clock, now)
            return Moment(at, clock.exact)
    return None


def _day_from_tables(text: str, anchor: Anchor) -> date | None:
    if day := named_day(text, anchor):
        return day
    with_time = (cut for cut in _splits(text) if cut[1] not in {"", text})
    for day_text, clock_text in with_time:
        is_time = not clock_text.isdecimal() and time_of_day(clock_text)
        if is_time and (day := named_day(day_text, anchor)):
            return day
    return None


_PART_BEGINS = {time_of_day("afternoon"): 12, time_of_day("evening"): 17}


def _has_begun(day: date, clock: TimeOfDay, now: pendulum.DateTime) -> bool:
    return not clock.exact and day == now.date() and now.hour >= _PART_BEGINS.get(clock, 0)


_WEEKDAY = form(rf"(?:on )?(?:{WEEKDAY})")
_WEEKDAY_AND_DOTS = form(rf"(?:.* )?(?:{WEEKDAY}) \d{{1,2}}\.(?:0[1-9]|1[0-2])")
_WEEKDAY_AND_HOUR = form(rf"(?P<day>(?:on )?(?:{WEEKDAY})) (?P<hour>[1-9]|1[0-2])")
_SAYS_A_TIME = form(r"[a-z:@]")


def _span(match: re.Match[str], lean: Lean) -> timedelta:
    count = 0.5 if match["half"] else number_of(match["n"])
    amount = count + (0.5 if match["more"] else 0)
    span = timedelta(hours=amount) if match["unit"][0] == "h" else timedelta(minutes=amount)
    ahead = match["ahead"] or match["after"] == " from now"
    return span if ahead or (lean == "future" and not match["after"]) else -span


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """The ways to cut text into a day and a time, the likeliest first.

    A number alone is an hour only behind a day: "fri 9", "tomorrow 9". "12" is nothing, "3 dec" and
    "tue 24" are days. "Fri 4.12" is as likely a date as a time, so it is neither.
    """
    if _WEEKDAY_AND_DOTS.fullmatch(text):
        return
    if match := _WEEKDAY_AND_HOUR.fullmatch(text):
        yield match["day"], match["hour"]
    yield text, ""
    if _SAYS_A_TIME.search(text):
        yield "today", text
    words = text.split()
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    yield from cuts
    yield from ((end, start) for start, end in cuts if _SAYS_A_TIME.search(start))


def _local(day: date, clock: TimeOfDay, now: pendulum.DateTime) -> pendulum.DateTime:
    hour, minute, second = clock.at.hour, clock.at.minute, clock.at.second
    return pendulum.DateTime.create(
        day.year, day.month, day.day, hour, minute, second, tz=now.tzinfo
    )


_BEYOND_DATEPARSER = form(r"\b(?:before|after|or|not|until|except)\b")  # words that it drops
_WEEKDAY_NAME = form(rf"\b(?:{WEEKDAY})\b")
_NUMBER_AND_UNIT = form(
    r"\d+(?:\.\d+)? ?"
    r"(?:decade|year|y|month|mo|week|w|day|d|hour|hr|h|minute|min|m|second|sec|s)s?\b"
)


def _from_dateparser(text: str, now: pendulum.DateTime, lean: Lean) -> Moment | None:
    """What dateparser makes of the text, where it finds a day in it and not only, say, a month."""
    if _BEYOND_DATEPARSER.search(text) or text.isalpha():
        return None  # it takes "eighth" for 8 h; the words that are a day are all in the tables
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    try:
        parser = DateDataParser(
            languages=["en"],
            settings={
                "RELATIVE_BASE": datetime.combine(now.date(), now.time()),
                "PREFER_DATES_FROM": lean,
                "REQUIRE_PARTS": ["day"],
                "PARSERS": ["relative-time", "absolute-time"],
                "RETURN_TIME_AS_PERIOD": True,
            },
        )
        found = parser.get_date_data(text)
    except Exception:  # noqa: BLE001 - whatever goes wrong inside, the text was not read
        return None
    if not isinstance(found.date_obj, datetime):
        return None
    at, given = found.date_obj, found.period == "time"
    if not _fits(text, at, now.year, given=given):
        return None
    if not given:
        return Moment(_local(at.date(), NOON, now), time_given=False)
    offset = at.utcoffset()  # of a zone typed, such as AEST, that the tables do not know
    zone = now.tzinfo if offset is None else pendulum.FixedTimezone(int(offset.total_seconds()))
    here = now.replace(tzinfo=zone)
    return Moment(_local(at.date(), TimeOfDay(at.time()), here), time_given=True)


def _fits(text: str, at: datetime, this_year: int, *, given: bool) -> bool:
    """Whether a reading stands for all that was typed; dateparser drops what it cannot place.

    Any weekday named must be the day's, and every number must be in it. A number for the month does
    not count: it would take 2026-13-01 for 13 January, and dates in figures are all in the tables.
    """
    numbers = Counter(int(number) for number in re.findall(r"\d+", _NUMBER_AND_UNIT.sub("", text)))
    known = [at.day, at.year]
    if at.year not in numbers and abs(at.year - this_year) < 10:
        known.append(at.year % 100)
    if given:
        hour = at.hour if at.hour in numbers else at.hour % 12 or 12
        offset = at.utcoffset() or timedelta()
        known += [hour, at.minute, at.second, abs(offset) // timedelta(hours=1)]
    weekdays = (weekday_number(name) for name in _WEEKDAY_NAME.findall(text))
    return numbers <= Counter(known) and all(weekday == at.weekday() for weekday in weekdays)
