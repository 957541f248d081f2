"""Spans that people promise within, counted from the day they speak: "10 days", "a week or two"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.dates.ends import End, Rows, Said, days_on, kept, rolls
from store.dates.names import (
    COUNT,
    COUNTED,
    FRIDAY,
    UNIT,
    WORKDAY,
    add_months,
    form,
    number_of,
    shift,
)
from store.dates.periods import weekday_ahead

_LOOSE = frozenset({"of", "couple", "few", "several"})


def on(said: Said, start: date, count: int, unit: str) -> End:
    """The end so many units after a start."""
    if re.fullmatch(WORKDAY, unit):
        return End(said.workdays.add(start, count))
    if unit.startswith("h"):
        return End(start + timedelta(days=0 if count < 12 else -(-count // 24)), rolls=count >= 12)
    return End(shift(start, count, unit), rolls=True)


def _counted(match: re.Match[str], said: Said) -> End:
    words, unit = match["n"], match["unit"]
    if unit.startswith("day") and words.split()[-1] in _LOOSE:
        return End(said.workdays.add(said.day, number_of(words)))
    return on(said, said.day, number_of(words), unit)


def _counted_and_a_half(match: re.Match[str], said: Said) -> End:
    """A week and a half is 11 days: the day that is half gone counts."""
    whole = on(said, said.day, number_of(match["n"]), match["unit"])
    half = {"w": 4, "f": 7, "m": 15, "y": 183, "h": 0}.get(match["unit"][0], 1)
    return End(whole.day + timedelta(days=half), whole.rolls)


def _working_hours(match: re.Match[str], said: Said) -> End:
    return End(said.workdays.add(said.day, -(-number_of(match["n"]) // 8)))


_UNITS = rf"(?P<unit>{UNIT}|hours?|hrs?|h)(?:'s?)?(?: time)?(?: (?:from|of) (?:now|today|then))?"
_AHEAD = r"(?:in )?(?:(?:the|these|this) )?(?:(?:very )?(?:next|following|coming|upcoming|first) )?"

COUNTED_ROWS: Rows = (
    # The day itself, and those next to it.
    (
        form(
            r"(?:later )?(?:today|eod|tonight|(?:this|that) (?:morning|afternoon|evening))"
            r"|(?:later )?(?:the |that )?same (?:business |working )?day|later on"
        ),
        kept(lambda _, said: said),
    ),
    (form(r"(?:the|this|next) hour"), kept(lambda _, said: said)),
    (form(r"(?:tomorrow|tomorow|tmrw?|(?:the )?(?:next|following) day)"), days_on(1)),
    (form(r"(?:the )?day after tomorrow"), days_on(2)),
    (
        form(r"(?:the )?(?:end of )?(?:the )?(?:next|following) (?:business|working) day"),
        lambda _, s: End(s.workdays.add(s.day, 1)),
    ),
    # Counted: two weeks are 14 days, 48 hours two, less than 12 hours today. "A few days" and other
    # loose counts of days are business days, as they are said about work; "10 days" are ten.
    (form(rf"{_AHEAD}{COUNTED}(?:(?:more|full|short|whole) )?{_UNITS}"), _counted),
    # "2-3 weeks", "three or four days", "a week or two", "a week or ten days": the last of them.
    (
        form(
            rf"{_AHEAD}(?:{COUNT})(?: (?:{UNIT}|hours?))? ?(?:-|to|or|and|maybe) ?"
            rf"(?P<n>{COUNT})(?: more)? {_UNITS}"
        ),
        _counted,
    ),
    (
        form(
            rf"(?:{_AHEAD}|(?:in )?(?:an?|another|one) )(?P<unit>{UNIT}|hours?) "
            r"(?:or|to|maybe) (?P<n>two|three)"
        ),
        _counted,
    ),
    (
        form(rf"{_AHEAD}(?:{COUNT}) (?P<unit>{UNIT}) (?:or|to) (?:maybe )?(?P<n>{COUNT})(?: by)?"),
        _counted,
    ),
    (form(rf"{_AHEAD}{COUNTED}(?P<unit>{UNIT}) and a half"), _counted_and_a_half),
    (form(rf"{_AHEAD}{COUNTED}and a half (?P<unit>{UNIT})"), _counted_and_a_half),
    (form(rf"{_AHEAD}{COUNTED}(?:business|working) hours?"), _working_hours),
    (form(rf"(?:(?:the )?end of )?{_AHEAD}{COUNTED}{_UNITS}"), _counted),
    (
        form(r"(?:(?P<fort>a fortnight)|a week) (?:from )?(?:today|now)"),
        lambda m, s: on(s, s.day, 2 if m["fort"] else 1, "w"),
    ),
    (form(r"this time next week"), days_on(7)),
    # "In the coming days" (or weeks) is a few of them: three.
    (
        form(r"(?:the )?(?:next|coming|upcoming) days"),
        lambda _, s: End(s.workdays.add(s.day, 3)),
    ),
    (form(r"(?:the )?(?:next|coming|upcoming) weeks"), days_on(21)),
    # Within the week, in the coming week: seven days; but "next week" and "this week" end on
    # Friday, below.
    (form(r"the week|(?:the|this) coming week|the next week"), days_on(7)),
    (
        form(r"(?:the )?end of (?:the|this) coming week"),
        rolls(lambda _, said: weekday_ahead(said, FRIDAY, 1)),
    ),
    (form(r"(?:the|this|next) fortnight"), days_on(14)),
    (
        form(r"the (?:next|coming) month|within (?:the|a) month"),
        rolls(lambda _, said: add_months(said, 1)),
    ),
)
"""The day itself, and what is counted from it."""
