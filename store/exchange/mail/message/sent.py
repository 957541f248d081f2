"""When a mail was written, as its header says it, or the lines above a mail that was pasted."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

import pendulum
from pendulum import DateTime

from store.dates.names import YEARS
from store.dates.order import DayOrder

_LONGEST = 120
_FARTHEST_OFFSET = 15 * 3600
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier janv ene enero",
            "feb february februar février févr fév febrero",
            "mar march märz mär mrz mars marzo",
            "apr april avril avr abr abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet juil julio",
            "aug august août aoû ago agosto",
            "sep sept september septembre septiembre",
            "oct october oktober okt octobre octubre",
            "nov november novembre noviembre",
            "dec december dezember dez décembre déc dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?P<year>\d{4})\b"
_BY_NAME = (
    re.compile(
        rf"\b{_DAY}(?:\s|-|\sde\s|\sof\s)\s?(?P<name>{_NAME})\b\.?,?(?:\s|-|\sde\s)\s?{_YEAR}"
    ),
    re.compile(rf"\b(?P<name>{_NAME})\b\.?[\s-]{_DAY},?[\s-]\s?{_YEAR}"),
)
_ISO = re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b")
_IN_NUMBERS = re.compile(
    r"\b(?P<one>\d{1,2})(?P<sign>[./-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})\b"
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})[:h.](?P<minute>[0-5]\d)(?![\d.]*[./]\d)(?::[0-5]\d)?"
    r"\s?(?P<half>[ap])?\.?(?:m\b)?"
)
_OFFSET = re.compile(
    r"(?:\b(?:gmt|utc)\s?|\s)(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>[0-5]\d)?\b"
)


def sent_of(text: str, now: DateTime, order: DayOrder | None) -> DateTime | None:
    """When it was written, at the sender's offset; in the zone of ``now`` where none is named.

    A day is read in English, German, French and Spanish. None where no whole date is named, or one
    in numbers of which ``order`` does not say which is the day.
    """
    plain = text[:_LONGEST]
    return _by_header(plain, now) or _by_words(plain.casefold(), now, order)


def _by_header(text: str, now: DateTime) -> DateTime | None:
    try:
        found = parsedate_tz(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if not found or not re.search(r"\d{4}", text):
        return None
    return _moment(found[:5], found[9] if re.search(r"[+-]\d{4}|[A-Z]{2,4}\b", text) else None, now)


def _by_words(text: str, now: DateTime, order: DayOrder | None) -> DateTime | None:
    if not (day := _day(text, order)):
        return None
    hour = minute = 0
    if clock := _CLOCK.search(text):
        hour, minute = int(clock["hour"]), int(clock["minute"])
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    offset = None
    if match := _OFFSET.search(text):
        seconds = int(match["hours"]) * 3600 + int(match["minutes"] or 0) * 60
        offset = -seconds if match["sign"] == "-" else seconds
    return _moment((*day, hour, minute), offset, now)


def _day(text: str, order: DayOrder | None) -> tuple[int, int, int] | None:
    for pattern in _BY_NAME:
        if match := pattern.search(text):
            return int(match["year"]), _MONTHS[match["name"]], int(match["day"])
    if match := _ISO.search(text):
        return int(match["year"]), int(match["month"]), int(match["day"])
    if not (match := _IN_NUMBERS.search(text)):
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if match["sign"] == "." or one > 12 or one == two or order is DayOrder.DAY_FIRST:
        return year, two, one
    if two > 12 or order is DayOrder.MONTH_FIRST:
        return year, one, two
    return None


def _moment(parts: tuple[int, ...], offset: int | None, now: DateTime) -> DateTime | None:
    try:
        plain = datetime(*parts[:5])  # type: ignore[arg-type]  # noqa: DTZ001
        if plain.year not in YEARS:
            return None
        if offset is None:
            return pendulum.instance(plain, tz=now.timezone or "UTC")
        if abs(offset) > _FARTHEST_OFFSET:
            return None
        return pendulum.instance(plain.replace(tzinfo=timezone(timedelta(seconds=offset))))
    except (ValueError, OverflowError):
        return None
