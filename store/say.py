"""How dates, spans and numbers are put into words, the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def number(count: int) -> str:
    """A small whole number as a word ("two"), a larger one in digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def count(amount: int, noun: str) -> str:
    """An amount with its noun: "one business day", "two business days"."""
    return f"{number(amount)} {noun}{'' if amount == 1 else 's'}"


def plural(amount: int, one: str, more: str) -> str:
    """The form of a word that goes with an amount."""
    return one if amount == 1 else more


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "Dana Lee, Sam Fox and Ann Cole"."""
    *others, last = names or [""]
    return f"{', '.join(others)} and {last}" if others else last


def day(value: date) -> str:
    """A day in short: "Tue 1 Dec"."""
    return f"{value:%a} {value.day} {value:%b}"


def full_day(value: date) -> str:
    """A day with its year: "Tue 1 Dec 2026"."""
    return f"{day(value)} {value.year}"


def clock(value: datetime) -> str:
    """A time of day: "16:00"."""
    return f"{value:%H:%M}"


def moment(value: datetime) -> str:
    """A day and a time of day: "Tue 1 Dec, 16:00"."""
    return f"{day(value)}, {clock(value)}"


def full_moment(value: datetime) -> str:
    """Day, year, time and zone: "Tue 1 Dec 2026, 16:00 EST"."""
    return f"{full_day(value)}, {clock(value)} {value.tzname()}"


def spoken_day(value: date) -> str:
    """A day as it is said and written in a letter: "Friday, November 20"."""
    return f"{value:%A}, {value:%B} {value.day}"


def length(minutes: int) -> str:
    """How long something lasts: "45 min", "1 h", "1 h 30 min"; "" where it is 0."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])


def spoken_clock(value: datetime) -> str:
    """A time of day as it is said and written in a letter: "2 p.m.", "9:30 a.m.", "noon"."""
    if value.minute == 0 and value.hour in {0, 12}:
        return "noon" if value.hour else "midnight"
    minutes = f":{value:%M}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes} {'p.m.' if value.hour >= 12 else 'a.m.'}"
