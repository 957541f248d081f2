"""Moments and days as people type or paste them: "fri 10am", "2 hours ago", "end of month", "+3".

A text is read where all of it is in the tables, and refused otherwise: what is left over may have
changed the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

import pendulum

from store.clock import clock_of
from store.dates import refusals
from store.dates.days import Anchor, Lean, named_day
from store.dates.names import COUNTED, MONTH, WEEKDAY, YEARS, form, number_of, quoted
from store.dates.order import DayOrder
from store.dates.stamps import spelled
from store.dates.times import NOON, PART_OF_DAY, TimeOfDay, in_part, time_of_day
from store.dates.zones import TypedZone, Zone, find_zone
from store.errors import UnreadableError

_LONGEST = 100


class Moment(NamedTuple):
    """A moment that was typed, in the zone typed with it or else the one it was to be read in.

    Without a time of day ``at`` is noon (or about when "morning" or "evening" says), and
    ``time_given`` is False. ``zone`` is the IANA name of a zone that was typed, "" where none was
    or only an offset ("+01:00", "UTC+1").
    """

    at: pendulum.DateTime
    time_given: bool
    zone: str = ""


def read_moment(
    text: str,
    now: pendulum.DateTime,
    lean: Lean = "past",
    order: DayOrder | None = None,
    zone: str = "",
) -> Moment:
    """The moment that the text names, seen from ``now``, which is in the person's own zone.

    Days are the person's own ("tomorrow" is tomorrow where they are); the hour is in the zone typed
    with it, else in ``zone``, else in their own. ``order`` is how they write dates in numbers.

    A bare weekday is the latest that is not after ``now``, or with ``lean="future"`` the next
    from today on. A date without a year may lie up to 60 days the other way. An hour from 1 to 6
    without "am" is in the afternoon, as interviews are. Of a stretch of time it is the start. A
    local time that a clock change skips or repeats is resolved as pendulum does: later; read as
    past, the first of two where the second is still to come.

    Read as past, a part of today that has begun ("today", "this morning") is not after ``now``:
    what was done was not done in the time to come.

    Raises:
        UnreadableError: the text names no moment, more than one, or one outside 1970 to 2100.
    """
    return _read_moment(text, now, clock_of(now), lean, order, zone)


@lru_cache(maxsize=4096)  # a table names the same moments over and over
def _read_moment(
    text: str,
    now: pendulum.DateTime,
    _clock: tuple[tzinfo | None, int],
    lean: Lean,
    order: DayOrder | None,
    zone: str,
) -> Moment:
    plain = _typed(text, now, lean, "time")
    try:
        moment = _moment(plain, Anchor(now.date(), lean, order), now, zone)
    except (ValueError, OverflowError):
        moment = None
    except UnreadableError as error:
        raise refusals.as_written(error, text) from None
    if moment is None or moment.at.year not in YEARS:
        raise refusals.unreadable(text, plain, now, lean, "time")
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
        UnreadableError: the text names no day, more than one, or one outside 1970 to 2100.
    """
    typed = _typed(text, now, lean, "day")
    plain = form(r"^(?:by|until|till) ").sub("", typed)
    try:
        day = _day(plain, Anchor(now.date(), lean, order), now)
    except UnreadableError as error:
        raise refusals.as_written(error, text) from None
    if day:
        return day
    raise refusals.unreadable(text, plain, now, lean, "day")


def _typed(text: str, now: pendulum.DateTime, lean: Lean, kind: refusals.Kind) -> str:
    if not text.strip():
        raise refusals.empty(now, lean, kind)
    if len(text) > _LONGEST:
        raise refusals.unreadable(text, "", now, lean, kind)
    return spelled(text)


_NOW = frozenset({"now", "just now", "right now"})
_HOURS_ALONE = form(r"(?P<n>[1-9]|1\d|2[0-4]) ?(?:h|hrs?)")
_PIECE = (
    rf"(?:(?:(?P<part>\d{{1,3}}\.\d\d?) ?|{COUNTED})(?P<unit>UNIT)(?P<more> and a half)?"
    r"|(?P<half>half an) hour)"
)
_UNITS = r"hours?|hrs?|h|minutes?|mins?|m"
_LONG_UNITS = r"days?|d|weeks?|w"
_ONE = form(_PIECE.replace("UNIT", f"{_UNITS}|{_LONG_UNITS}"))
_ANY = re.sub(r"\?P<\w+>", "?:", _PIECE)
_SHORT_PIECE, _LONG_PIECE = (
    _ANY.replace("UNIT", units) for units in (_UNITS, f"{_UNITS}|{_LONG_UNITS}")
)
_SPAN = form(
    rf"(?P<ahead>in |\+ ?)?(?P<pieces>(?:{_LONG_PIECE}(?: and)? ?){{0,3}}{_SHORT_PIECE})"
    r"(?P<after> ago| back| from now)?"
)


def _moment(text: str, anchor: Anchor, now: pendulum.DateTime, zone: str) -> Moment | None:
    here = now.in_timezone(zone) if zone else now
    if text in _NOW:
        return Moment(here, time_given=True)
    if match := _HOURS_ALONE.fullmatch(text):
        hours = match["n"]
        span = f"in {hours} hours" if anchor.lean == "future" else f"{hours} hours ago"
        raise UnreadableError(
            f"{quoted(text)} may be {hours}:00 or {span}; write “{hours}:00” or “{span}”."
        )
    if (match := _SPAN.fullmatch(text)) and not text.endswith("m"):
        return Moment(_in_span(match, here, anchor.lean), time_given=True)
    for reading in _readings(text, now):
        if day := named_day(reading.day, anchor):
            if reading.error:
                raise reading.error
            return _on(day, reading, anchor, now, zone)
    return None


def _day(text: str, anchor: Anchor, now: pendulum.DateTime) -> date | None:
    if day := named_day(text, anchor):
        return day
    for reading in _readings(text, now):
        # "Fri 10" is a day as likely as an hour, and an hour alone names no day.
        is_time = reading.clock and not reading.clock_text.isdecimal() and reading.day
        if is_time and (day := named_day(reading.day, anchor)):
            return day
    return None


def _in_span(match: re.Match[str], now: pendulum.DateTime, lean: Lean) -> pendulum.DateTime:
    days, seconds = 0, 0.0
    for piece in _ONE.finditer(match["pieces"]):
        whole = float(piece["part"]) if piece["part"] else number_of(piece["n"] or "a")
        count = 0.5 if piece["half"] else whole + (0.5 if piece["more"] else 0)
        unit = (piece["unit"] or "h")[0]
        if unit in "dw":
            days += int(count) * (7 if unit == "w" else 1)
        else:
            seconds += count * (3600 if unit == "h" else 60)
    ahead = match["ahead"] or match["after"] == " from now"
    sign = 1 if ahead or (lean == "future" and not match["after"]) else -1
    return now.add(days=sign * days) + sign * timedelta(seconds=seconds)


def _on(
    day: date, reading: _Reading, anchor: Anchor, now: pendulum.DateTime, zone: str
) -> Moment | None:
    """The reading's time on a day. Read as past, it is not after now where it need not be."""
    clock, typed = reading.clock or NOON, reading.zone
    tz = typed.zone if typed else pendulum.timezone(zone) if zone else now.timezone or pendulum.UTC
    at = _local(day, clock, tz)
    if anchor.lean == "past" and _is_after(at, now):
        at = at.replace(fold=0)  # of an hour that comes twice, the first
    if anchor.lean == "past" and _is_after(at, now):
        here = now.in_timezone(tz)
        if not clock.exact and day == now.date() and here.hour >= _PART_BEGINS.get(clock, 0):
            at = here
        elif _WEEKDAY.fullmatch(reading.day):
            at = _local(day - timedelta(weeks=1), clock, tz)
    if typed and not typed.fits(at):
        raise UnreadableError(
            f"The offset is not that of {typed.name} on {at:%Y-%m-%d}; leave one of them out."
        )
    return Moment(at, clock.exact, typed.name if typed else "")


def _is_after(one: pendulum.DateTime, other: pendulum.DateTime) -> bool:
    """Whether it comes later, whatever the clock on the wall says in an hour that comes twice."""
    return one.timestamp() > other.timestamp()


def _local(day: date, clock: TimeOfDay, zone: Zone) -> pendulum.DateTime:
    hour, minute, second = clock.at.hour, clock.at.minute, clock.at.second
    return pendulum.DateTime.create(day.year, day.month, day.day, hour, minute, second, tz=zone)


_PART_BEGINS = {time_of_day("afternoon"): 12, time_of_day("evening"): 17}


class _Reading(NamedTuple):
    """A way to cut a text into a day and a time; no ``clock`` where none is said.

    ``error`` is why the time cannot be read, which matters only if the rest is a day.
    """

    day: str
    clock: TimeOfDay | None = None
    clock_text: str = ""
    zone: TypedZone | None = None
    error: UnreadableError | None = None


_WEEKDAY = form(rf"(?:on )?(?:{WEEKDAY})")
_WEEKDAY_AND_DOTS = form(rf"(?:.* )?(?:{WEEKDAY}) \d{{1,2}}\.(?:0[1-9]|1[0-2])")
_NAMED_DAY = form(rf"(?:on )?(?:(?:this |last |next )?(?:{WEEKDAY})|today|tomorrow|yesterday)")
_HOUR_ALONE = form(r"[1-9]|1[0-2]")
_SAYS_A_TIME = form(r"[a-z:@]")
_MAY_BE_YEAR = form(r"1\d|2[0-4]")
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_IN_DAY = form(rf"(?:.* )?(?:(?:{MONTH})[ -]?(?:the )?{_NTH}|{_NTH}[ -]?(?:of )?(?:{MONTH}))")
_ENDS_IN_PART = form(rf"(?P<day>.+?) (?:in the )?(?P<part>{PART_OF_DAY})")
_LONGEST_ZONE = 8  # words
_MOST_WORDS = 24


def _readings(text: str, now: pendulum.DateTime) -> Iterator[_Reading]:
    """The ways to cut text into a day, a time and a zone, the likeliest first.

    "Fri 4.12" is as likely a date as a time, so it is neither.
    """
    if _WEEKDAY_AND_DOTS.fullmatch(text):
        return
    words = text.split()
    if len(words) > _MOST_WORDS:
        return
    yield from (reading for reading, _ in _timed(words))
    for start in range(1, len(words)):
        for end in range(min(len(words), start + _LONGEST_ZONE), start, -1):
            zone = find_zone(" ".join(words[start:end]), now)
            if zone is None:
                continue
            for reading, stop in _timed(words[:start] + words[end:], zoned=True):
                # Where no time is, a zone may be named, but "24 nov +3" may mean anything.
                at_end = end == len(words) and (reading.clock_text or zone.name)
                if at_end or (reading.clock_text and stop == start):
                    yield reading._replace(zone=zone)


def _timed(words: list[str], *, zoned: bool = False) -> Iterator[tuple[_Reading, int]]:
    """The ways to cut words into a day and a time, and where the time ends."""
    count = len(words)
    if count == 2 and _WEEKDAY.fullmatch(words[0]) and _HOUR_ALONE.fullmatch(words[1]):
        yield _Reading(words[0], time_of_day(words[1]), words[1]), count
    yield _Reading(" ".join(words)), count
    text = " ".join(words)
    if zoned or _SAYS_A_TIME.search(text):
        yield from ((reading, count) for reading in _at("today", text))
    for cut in range(1, count):
        start, end = " ".join(words[:cut]), " ".join(words[cut:])
        if _is_behind(start, end, zoned=zoned):
            yield from ((reading, count) for reading in _at(start, end))
        part = _ENDS_IN_PART.fullmatch(end)
        if zoned or _SAYS_A_TIME.search(start):
            yield from ((reading, cut) for reading in _at(end, start))
        if part and (clock := in_part(start, part["part"])):
            yield _Reading(part["day"], clock, start), cut
    # As the machine says it: tue nov 24 15:00:00 2026
    if count > 3 and words[-1].isdecimal() and len(words[-1]) == 4:
        for cut in range(1, count - 1):
            clock_text = " ".join(words[cut:-1])
            if ":" in clock_text:
                day = " ".join([*words[:cut], words[-1]])
                yield from ((reading, count - 1) for reading in _at(day, clock_text))


def _at(day: str, text: str) -> Iterator[_Reading]:
    try:
        clock = time_of_day(text)
    except UnreadableError as error:
        yield _Reading(day, None, text, error=error)
    else:
        if clock:
            yield _Reading(day, clock, text)


def _is_behind(day: str, clock: str, *, zoned: bool) -> bool:
    """Whether a text can be a time behind a day.

    A number alone is an hour there ("tomorrow 9"), but "24 nov 15" may be in the year 2015, and
    "24 nov 1930", too.
    """
    if not clock.isdecimal():
        return True
    if len(clock) == 4:
        is_year = int(clock) in YEARS or not zoned
        return clock[0] == "0" or not is_year or bool(_NAMED_DAY.fullmatch(day))
    if not zoned and _MAY_BE_YEAR.fullmatch(clock) and _MONTH_IN_DAY.fullmatch(day):
        raise UnreadableError(
            f"{quoted(f'{day} {clock}')} may be at {clock}:00 or in 20{clock}; "
            f"write “{day} {clock}:00” or “{day} 20{clock}”."
        )
    return True
