"""Moments and days in the cells of a table: ISO 8601 exactly, and what people and programs write.

A cell is first spelled in the one way that :mod:`store.dates.typed` reads to the end, or not at
all: nothing of it is dropped but what is told here. A stamp at midnight means a day. Of a range the
first time counts. A word such as "yesterday" means another day tomorrow, so it is no date for a
file.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from pendulum import DateTime

from store.clock import in_zone, local
from store.dates.names import MONTH, WEEKDAY, YEARS, quoted
from store.dates.order import DayOrder
from store.dates.times import ZONE
from store.dates.typed import Moment, read_day
from store.errors import FieldError, UnreadableError
from store.exchange.tables.order import Order
from store.forms.moments import read_interview

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d(?::\d\d)?)"
)
_STAMP = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(  # what JavaScript makes of a date
    rf"(?:{WEEKDAY}),? (?P<month>{MONTH}) (?P<day>\d{{1,2}}) (?P<year>\d{{4}}) "
    r"(?P<time>\d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})(?: \([^()]*\))?",
    re.IGNORECASE,
)
_NO_TIME = re.compile(
    r",?[T ](?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?a\.?m\.?)$", re.IGNORECASE
)  # how spreadsheets write out a day alone
_HAS_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
_SERIAL = re.compile(r"(?P<days>[2-7]\d{4})(?:[.,](?P<part>\d+))?")
_PART_OF_DAY = re.compile(r"0?\.\d+")
_FIRST_DAY = date(1899, 12, 30)
_FULL_DAY = 24 * 60 * 60
_MONTH_AND_NUMBER = re.compile(rf"(?:{MONTH})(?:-|[ -]?')\d\d", re.IGNORECASE)
_SPREADSHEETS_DAY = re.compile(r"^(?:1899-12-3[01]|1900-01-0[01]|12/3[01]/1899|1/[01]/1900)[T ]")
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")

_CLOCK = r"\d{1,2}(?:[:.h]\d\d(?::\d\d)?)?"
_HALF = r"[ap]\.?\s?m\b\.?"
_RANGE = re.compile(
    rf"(?P<before>.*?)(?<![\d:./-])(?P<start>{_CLOCK})\s*(?P<half>{_HALF})?(?P<early> \([^()]*\))?"
    rf"\s*(?:[-‐‑–—−~→]|->|\bto\b|\buntil\b)\s*(?P<end>{_CLOCK})\s*(?P<last>{_HALF})?"
    rf"(?P<after>\s*(?:\([^()]*\)|{ZONE})?)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap])\.?\s?m\b\.?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)$")


class Spelled(NamedTuple):
    """A cell in one spelling, and what there is to say of how it was read."""

    text: str
    said: str = ""


def spelled_day(cell: str, order: Order) -> Spelled:
    """A cell with a day, and maybe a time, as :func:`read_at` reads it.

    Raises:
        UnreadableError: It may be more than one day.
    """
    text = _BLANKS.sub(" ", cell).strip()
    if match := _SERIAL.fullmatch(text):
        return _serial(text, match)
    if _MONTH_AND_NUMBER.fullmatch(text):
        raise UnreadableError(
            f"{quoted(text)} may be a day or a whole month. Write the date as 2026-12-31."
        )
    day, arrow, until = text.partition("→")
    if arrow:
        _check_end(until.strip(), order)
        text = day.strip()
    if match := _SCRIPT.fullmatch(text):
        zone = match["zone"]
        text = f"{match['day']} {match['month']} {match['year']} {match['time']}"
        text += "" if match["time"] == "00:00:00" else f" {zone[:3]}:{zone[3:]}"
    elif (match := _STAMP.fullmatch(text)) and match["time"] in {"00:00", "00:00:00"}:
        text = match["day"]
    elif not _ISO.fullmatch(text) or _is_range(text):
        text = spelled_time(order.spelled(text))
    return Spelled(_NO_TIME.sub("", text))


def spelled_time(cell: str) -> str:
    """A cell with a time of day in one spelling: of a range the first time, on 24 hours.

    Raises:
        UnreadableError: It is a range that ends on another day, or none.
    """
    text = _SPREADSHEETS_DAY.sub("", _BLANKS.sub(" ", cell).strip())
    if _PART_OF_DAY.fullmatch(text):
        return _time_of(round(float(text) * _FULL_DAY))
    if match := _RANGE.fullmatch(text):
        text = _first(match)
    text = _IN_BRACKETS.sub(r" \1", text)
    return _TIME.sub(_on_24_hours, text).strip()


def read_at(text: str, zone: str, now: DateTime, order: DayOrder | None = None) -> Moment:
    """The moment of an interview, and whether its time of day is told.

    ``order`` is how a date in numbers is meant that names no year; others are spelled out before.

    Raises:
        FieldError: It cannot be read, or it means another day each time it is read.
    """
    text = _NO_TIME.sub("", text.strip())
    if _ISO.fullmatch(text):
        try:
            at = local(datetime.fromisoformat(text), in_zone(now, zone))
        except (ValueError, OverflowError):
            at = None
        if at is None or at.year not in YEARS:
            raise FieldError(
                "interviewed", f"{quoted(text)} cannot be an interview. Check the year."
            )
        return Moment(at, time_given=True)
    moment = read_interview(text, zone, now, order=order)
    again = moment
    if not _HAS_YEAR.search(text):
        again = read_interview(text, zone, now.add(days=1), order=order)
    if moment.at != again.at:
        raise FieldError("interviewed", f"{quoted(text)} is another day tomorrow. Write the date.")
    return moment


def read_date(text: str, now: DateTime) -> date:
    """A day written out with its year.

    Raises:
        UnreadableError: It is none.
    """
    if not _HAS_YEAR.search(text):
        raise UnreadableError(f"{quoted(text)} is not a date. Write it as 2026-12-31.")
    return read_day(text, now)


def is_like_a_date(cell: str) -> bool:
    """Whether a cell looks like a day, be it readable or not."""
    return bool(_LIKE_A_DATE.search(cell)) and len(cell) <= _LONGEST_DATE


_LIKE_A_DATE = re.compile(
    rf"\d{{1,4}}[/.\-]\d{{1,2}}[/.\-]\d{{1,4}}|\b(?:{MONTH})\b|^[2-7]\d{{4}}(?:[.,]\d+)?$"
    rf"|^(?:{WEEKDAY})\b|\b\d{{1,2}}/\d{{1,2}}\b",
    re.IGNORECASE,
)
_LONGEST_DATE = 80


def _serial(text: str, match: re.Match[str]) -> Spelled:
    day = _FIRST_DAY + timedelta(days=int(match["days"]))
    seconds = round(float(f"0.{match['part'] or 0}") * _FULL_DAY)
    if seconds >= _FULL_DAY:
        day, seconds = day + timedelta(days=1), 0
    read = f"{day}" if not seconds else f"{day} {_time_of(seconds)}"
    return Spelled(read, f"{text} is a spreadsheet's number for {read}")


def _time_of(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{second:02}" if second else "")


def _check_end(text: str, order: Order) -> None:
    """Pass only what can be the end of a range: a time, or a day with or without one."""
    ends = spelled_time(order.spelled(text))
    if not re.fullmatch(r"\d{1,2}:\d\d(?::\d\d)?(?: \w+)?", ends):
        read_day(ends, DateTime(2026, 1, 1))


def _is_range(text: str) -> bool:
    """Whether what looks like an offset is the end of a range: "2026-11-24 10:00-11:00"."""
    match = _RANGE.fullmatch(text)
    return bool(match) and "T" not in text and bool(match and match["start"] < match["end"])


def _first(match: re.Match[str]) -> str:
    """The first time of a range, with the half of the day that stands behind the last one."""
    start, half = match["start"], match["half"] or ""
    if match["last"] and not half:
        half = _half_of_start(start, match["end"], match["last"])
    if not half and start.isdecimal():
        if match["before"].strip():
            raise UnreadableError(f"{quoted(match[0])} is no time. Write it as 14:00.")
        start = f"{start}:00"
    zone = match["early"] or match["after"]
    return f"{match['before']}{start}{half} {zone.strip()}".strip()


def _half_of_start(start: str, end: str, last: str) -> str:
    """The half of a start without one, so that the end comes after it: "11:00 - 12:30 PM"."""
    first, behind = _on_12_hours(start), _on_12_hours(end)
    if first < behind:
        return last
    return "am" if last[0] in "pP" else "pm"


def _on_12_hours(clock: str) -> tuple[int, int]:
    hour, _, minute = clock.replace(".", ":").replace("h", ":").partition(":")
    return int(hour) % 12, int(minute[:2] or 0)


def _on_24_hours(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), match["minute"]
    if not 1 <= hour <= 12:
        raise UnreadableError(f"{quoted(match[0])} is no time. Write it as 14:00.")
    hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    second = match["second"] or ""
    return f"{hour:02}:{minute}" + (f":{second}" if second else "")
