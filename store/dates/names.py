"""The words in which days are told (names, counts, units), and the small sums over days.

The tables that read a typed day, moment or promise are built from these.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from store import say
from store.dates.workdays import WEEKDAYS
from store.text import clean_line

FRIDAY = 4
YEARS = range(1970, 2101)
"""The years a date may lie in; any other is a slip of the finger."""

WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
NUMBERS = {
    **dict.fromkeys(("a", "an", "another"), 1),
    **dict.fromkeys(("couple", "couple of", "a couple", "a couple of", "another couple of"), 2),
    **dict.fromkeys(("few", "a few", "another few"), 3),
    "several": 4,
    **{say.number(n): n for n in range(1, 11)},
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "twenty one": 21,
    "thirty": 30,
    "forty five": 45,
    "sixty": 60,
    "ninety": 90,
}
COUNT = r"\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
COUNTED = rf"(?P<n>{COUNT})(?:(?<=\d) ?| )"
"""A count and the blank behind it, which figures can do without: "2w", but not "tend"."""
WORKDAY = r"(?:business|working|work|week) ?days?|bd"
UNIT = rf"{WORKDAY}|days?|d|weeks?|wks?|w|fortnights?|months?|years?"


def form(pattern: str) -> re.Pattern[str]:
    """A written form for a table; digits are the ASCII ones."""
    return re.compile(pattern, re.ASCII)


_ENDING = form(rf"\b((?:(?:the|this|next) )?(?:week|month|quarter|year|{MONTH}))'?s end\b")


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """Typed text in the one spelling that the tables match: small letters, single blanks."""
    plain = clean_line(text).casefold().replace("’", "'")
    plain = re.sub(r"[‐‑–—−]", "-", plain)
    plain = re.sub(r"\b([ap])\.m\b\.?", r"\1m", plain)
    plain = re.sub(r"(?<=[a-z])\.|[][,()\"“”…⋅·•|]", " ", plain)
    plain = re.sub(r"(?<=[a-z])(?<!\d[ap]m)-(?=[a-z])", " ", plain)
    plain = re.sub(r"(?<=\d)t(?=\d)", " ", plain)
    plain = _ENDING.sub(r"end of \1", plain)
    return " ".join(plain.split()).strip(" .!?;:").rstrip("- ")


def quoted(text: str) -> str:
    """Typed text in quotation marks, safe to show and cut to a length that fits on a line."""
    line = clean_line(text[:200])
    return f"“{line if len(line) <= 40 else line[:39] + '…'}”"


def weekday_number(name: str) -> int:
    """Monday is 0, by any spelling that :data:`WEEKDAY` knows."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name[:3])


def month_number(name: str) -> int:
    """January is 1, by any spelling that :data:`MONTH` knows."""
    return 1 + "janfebmaraprmayjunjulaugsepoctnovdec".index(name[:3]) // 3


def number_of(words: str) -> int:
    """The count that words such as "12", "a couple of" or "three" stand for."""
    return int(words) if words.isdecimal() else NUMBERS[words]


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months on, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date, ahead: int = 0) -> date:
    """The last day of the month that comes ``ahead`` months after this day's."""
    first = add_months(day.replace(day=1), ahead)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def in_week(day: date, weekday: int, ahead: int = 0) -> date:
    """The weekday in the week (Monday to Sunday) that comes ``ahead`` weeks after this day's."""
    return day + timedelta(days=weekday - day.weekday(), weeks=ahead)


def next_weekday(day: date, name: str) -> date:
    """The first such weekday after a day: a week on where the day is one itself."""
    tomorrow = day + timedelta(days=1)
    return tomorrow + timedelta(days=(weekday_number(name) - tomorrow.weekday()) % 7)


def end_of_week(day: date, ahead: int = 0) -> date:
    """Friday of the week ``ahead``; at a weekend this week is the coming one, not the one gone."""
    friday = in_week(day, FRIDAY, ahead)
    return friday if friday >= day else friday + timedelta(weeks=1)


def shift(day: date, count: int, unit: str) -> date:
    """The day ``count`` units (any that :data:`UNIT` knows) on, or back if it is negative."""
    if re.fullmatch(WORKDAY, unit):
        return WEEKDAYS.add(day, count)
    match unit[0]:
        case "d":
            return day + timedelta(days=count)
        case "w":
            return day + timedelta(weeks=count)
        case "f":
            return day + timedelta(weeks=2 * count)
        case "m":
            return add_months(day, count)
        case _:
            return add_months(day, 12 * count)
