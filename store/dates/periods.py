"""Stretches of time that people promise within: a week, a month, a quarter, or a part of one.

Each has a written form (a regular expression, to be used in a table) and the sum that gives the
last day of it, or of the part of it that is named.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.dates.ends import soonest
from store.dates.feasts import nth_weekday
from store.dates.names import (
    FRIDAY,
    MONTH,
    add_months,
    in_week,
    month_end,
    month_number,
    weekday_number,
)

PART = (
    r"(?:(?P<early>(?:early|first thing)(?: in)?"
    r"|(?:the )?(?:very )?(?:start|beginning|first part) of)"
    r"|(?P<first>(?:the )?first half of)"
    r"|(?P<mid>mid(?:dle| ?week)?(?: of| in)?|the middle of|half ?way through)"
    r"|(?P<late>later?(?: in)?|(?:towards? )?(?:the )?(?:very )?(?:end|close|latter part) of"
    r"|(?:the )?(?:second|latter|other|back) half of))"
)
"""A part of a week, month or quarter; a form that uses it must go on with a blank."""

WEEK_NAMED = (
    r"(?:(?P<after_next>(?:the )?week after next)"
    r"|(?P<next>(?:the )?(?:(?:very )?next|following) week)|(?:the |this )?week)"
)
MONTH_NAMED = (
    r"(?:(?P<after_next>(?:the )?month after next)|(?P<next>(?:the )?(?:next|following) month)"
    rf"|(?:the |this )?month|(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?)"
)
QUARTER_NAMED = (
    r"(?:(?P<next>(?:the )?next quarter)|(?:the |this )?quarter"
    r"|(?:the )?(?:q(?P<number>[1-4])|(?P<nth>first|second|third|fourth|last) quarter)"
    r"(?:(?: of)? (?P<year>\d{4}))?)"
)

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
NTH = r"(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last)"
"""Which week or weekday of a month."""


def nth_of(name: str) -> int:
    """The number that stands for a name in :data:`NTH`; -1 for the last."""
    return int(name[0]) if name[0].isdecimal() else _NTH[name]


def part_of(match: re.Match[str]) -> str:
    """Which part is named: "early", "first" (half), "mid" or "late"; "" for the whole."""
    return next((name for name in ("early", "first", "mid", "late") if match[name]), "")


def _ahead(match: re.Match[str]) -> int:
    return 2 if match["after_next"] else 1 if match["next"] else 0


def weekday_ahead(said: date, weekday: int, ahead: int) -> date:
    """A weekday of this week or a coming one.

    "This week", said at a weekend, is the one about to begin, and so is "next week".
    """
    return in_week(said, weekday, max(ahead, 1) if said.weekday() > FRIDAY else ahead)


def in_named_week(match: re.Match[str], said: date) -> date:
    """Tuesday for early, Wednesday for the middle and the first half, else Friday.

    "Early in the week", said when the week has begun, is in the week to come; "early this week" is
    not. On the day that ends a part, the part is the next one too.
    """
    part = part_of(match)
    weekday = {"early": 1, "first": 2, "mid": 2}.get(part, FRIDAY)
    day = weekday_ahead(said, weekday, _ahead(match))
    soon = timedelta(days={"early": 1, "mid": 0}.get(part, -1))
    over = day <= said + soon and "this" not in match[0]
    return day + timedelta(weeks=1) if over else day


def _first_of_month(match: re.Match[str], said: date, year: int) -> date:
    if not match["month"]:
        return add_months(said.replace(day=1), _ahead(match))
    return date(int(match["year"] or year), month_number(match["month"]), 1)


def _in_month(match: re.Match[str], said: date, number: int | None) -> date:
    """The day of that number, or the last, of the month that is named."""

    def in_year(year: int) -> date:
        first = _first_of_month(match, said, year)
        return first.replace(day=number) if number else month_end(first)

    if match["year"]:
        return in_year(said.year)
    if match["month"]:
        return soonest(said, in_year)
    day = in_year(said.year)
    if day < said and "this" not in match[0]:
        return add_months(day, 1)  # "the middle of the month", said at its end
    return day


def in_named_month(match: re.Match[str], said: date) -> date:
    """The 10th for early, the 15th for the first half, the 20th for the middle, else the end."""
    return _in_month(match, said, {"early": 10, "first": 15, "mid": 20}.get(part_of(match)))


def in_week_of_month(match: re.Match[str], said: date) -> date:
    """The 7th, 14th, 21st or 28th, or the end for the last week; ``nth`` says which."""
    nth = 2 if match["two"] else nth_of(match["nth"])
    return _in_month(match, said, 7 * nth if nth > 0 else None)


def weekday_of_month(match: re.Match[str], said: date) -> date:
    """The first Monday of a month, or the like."""
    weekday, nth = weekday_number(match["wd"]), nth_of(match["nth"])
    if match["month"] and not match["year"]:
        return soonest(said, lambda y: nth_weekday(_first_of_month(match, said, y), weekday, nth))
    return nth_weekday(_first_of_month(match, said, said.year), weekday, nth)


def before_named_month(match: re.Match[str], said: date) -> date:
    """The last day of the month before."""

    def before(year: int) -> date:
        return month_end(_first_of_month(match, said, year), -1)

    return soonest(said, before) if match["month"] and not match["year"] else before(said.year)


def before_named_week(match: re.Match[str], said: date) -> date:
    """Friday of the week before."""
    return in_week(said, FRIDAY, _ahead(match) - 1)


def in_named_quarter(match: re.Match[str], said: date) -> date:
    """The end of its first month for early, of its second for the middle, else of its third."""
    named = match["number"] or (match["nth"] and nth_of(match["nth"]) % 5)
    number = int(named or (said.month + 2) // 3)
    back = {"early": -2, "first": -1, "mid": -1}.get(part_of(match), 0)

    def in_year(year: int) -> date:
        return month_end(date(year, 3 * number, 1), back + (3 if match["next"] else 0))

    if match["year"]:
        return in_year(int(match["year"]))
    return soonest(said, in_year) if named else in_year(said.year)
