"""Stretches of time that people promise within: a week, a month, a quarter, up to a holiday.

Each has a written form (a regular expression, to be used in a table) and the sum that gives the
last day of it, or of the part of it that is named.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from store.dates.days import Anchor
from store.dates.names import FRIDAY, MONTH, add_months, in_week, month_end, month_number

PART = (
    r"(?:(?P<early>(?:early|first thing)(?: in)?"
    r"|(?:the )?(?:very )?(?:start|beginning|first part) of)"
    r"|(?P<first>(?:the )?first half of)"
    r"|(?P<mid>mid(?:dle)?(?: of)?|the middle of|half ?way through)"
    r"|(?P<late>later?(?: in)?|(?:towards? )?(?:the )?(?:very )?(?:end|close|latter part) of"
    r"|(?:the )?(?:second|latter|other) half of))"
)
"""A part of a week, month or quarter; a form that uses it must go on with a blank."""

WEEK_NAMED = (
    r"(?:(?P<after_next>(?:the )?week after next)|(?P<next>(?:the )?(?:next|following) week)"
    r"|(?:the |this )?week)"
)
MONTH_NAMED = (
    r"(?:(?P<after_next>(?:the )?month after next)|(?P<next>(?:the )?(?:next|following) month)"
    rf"|(?:the |this )?month|(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?)"
)
QUARTER_NAMED = (
    r"(?:(?P<next>(?:the )?next quarter)|(?:the |this )?quarter"
    r"|(?:the )?q(?P<number>[1-4])(?: (?P<year>\d{4}))?)"
)

_ORDINALS = "first", "second", "third", "fourth"
_FIGURES = "1st", "2nd", "3rd", "4th"


def _part(match: re.Match[str]) -> str:
    return next((name for name in ("early", "first", "mid") if match[name]), "late")


def _ahead(match: re.Match[str]) -> int:
    return 2 if match["after_next"] else 1 if match["next"] else 0


def weekday_ahead(said: date, weekday: int, ahead: int) -> date:
    """A weekday of this week or a coming one.

    "This week", said at a weekend, is the one about to begin, and so is "next week".
    """
    return in_week(said, weekday, max(ahead, 1) if said.weekday() > FRIDAY else ahead)


def in_named_week(match: re.Match[str], anchor: Anchor) -> date:
    """Tuesday for early, Wednesday for the middle and the first half, else Friday.

    "Early in the week", said on a Friday, is in the week to come; "early this week" is not.
    """
    weekday = {"early": 1, "first": 2, "mid": 2, "late": FRIDAY}[_part(match)]
    day = weekday_ahead(anchor.today, weekday, _ahead(match))
    over = day < anchor.today and "this" not in match[0]
    return day + timedelta(weeks=1) if over else day


def _first_of_month(match: re.Match[str], said: date) -> date:
    if not match["month"]:
        return add_months(said.replace(day=1), _ahead(match))
    month = month_number(match["month"])
    year = int(match["year"]) if match["year"] else said.year + (month < said.month)
    return date(year, month, 1)


def in_named_month(match: re.Match[str], anchor: Anchor) -> date:
    """The 10th for early, the 15th for the first half, the 20th for the middle, else the end."""
    first = _first_of_month(match, anchor.today)
    number = {"early": 10, "first": 15, "mid": 20}.get(_part(match))
    return first.replace(day=number) if number else month_end(first)


def in_week_of_month(match: re.Match[str], anchor: Anchor) -> date:
    """The 7th, 14th, 21st or 28th, or the end for the last week; ``nth`` says which."""
    first = _first_of_month(match, anchor.today)
    if match["nth"] == "last":
        return month_end(first)
    names = _FIGURES if match["nth"] in _FIGURES else _ORDINALS
    return first.replace(day=7 + 7 * names.index(match["nth"]))


def before_named_month(match: re.Match[str], anchor: Anchor) -> date:
    """The last day of the month before."""
    return month_end(_first_of_month(match, anchor.today), -1)


def before_named_week(match: re.Match[str], anchor: Anchor) -> date:
    """Friday of the week before."""
    return in_week(anchor.today, FRIDAY, _ahead(match) - 1)


def in_named_quarter(match: re.Match[str], anchor: Anchor) -> date:
    """The end of its first month for early, of its second for the middle, else of its third."""
    said = anchor.today
    number = int(match["number"] or (said.month + 2) // 3)
    year = int(match["year"]) if match["year"] else said.year + (3 * number < said.month)
    back = {"early": -2, "first": -1, "mid": -1, "late": 0}[_part(match)]
    return month_end(date(year, 3 * number, 1), back + (3 if match["next"] else 0))


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November, as in the US."""
    first = next(n for n in range(1, 8) if calendar.weekday(year, 11, n) == 3)
    return date(year, 11, first + 21)


def back_from_holidays(year: int) -> date:
    """Friday of the first week of the year with five working days after New Year's Day."""
    monday = next(n for n in range(2, 9) if calendar.weekday(year, 1, n) == 0)
    return date(year, 1, monday + FRIDAY)


def coming(give: Callable[[int], date]) -> Callable[[re.Match[str], Anchor], date]:
    """A sum for a table: the first such day of a year that is not before the anchor."""

    def first_coming(_: re.Match[str], anchor: Anchor) -> date:
        day = give(anchor.today.year)
        return day if day >= anchor.today else give(anchor.today.year + 1)

    return first_coming
