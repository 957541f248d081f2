"""The feast days that people count from: when they are, and the days around them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from store.dates.ends import End, Rows, Said, soonest, yearly
from store.dates.names import FRIDAY, WEEKDAY, form, next_weekday

_MONDAY, _THURSDAY = 0, 3


def nth_weekday(first: date, weekday: int, nth: int) -> date:
    """The ``nth`` such weekday of a month from ``first`` on; -1 is the last of the month.

    Raises:
        ValueError: the month has no fifth one.
    """
    if nth < 0:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = first.day + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return first.replace(day=day)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November, as in the US."""
    return nth_weekday(date(year, 11, 1), _THURSDAY, 4)


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian reckoning."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


FEASTS: dict[str, Callable[[int], date]] = {
    r"thanksgiving(?: day)?": thanksgiving,
    r"(?:christmas|xmas)(?: day)?": lambda year: date(year, 12, 25),
    r"(?:mlk|martin luther king)(?: jr)?(?: day)?": lambda y: nth_weekday(date(y, 1, 1), 0, 3),
    r"presidents?'?s? day": lambda year: nth_weekday(date(year, 2, 1), _MONDAY, 3),
    r"memorial day": lambda year: nth_weekday(date(year, 5, 1), _MONDAY, -1),
    r"independence day|(?:the )?(?:4th|fourth) of july": lambda year: date(year, 7, 4),
    r"labou?r day": lambda year: nth_weekday(date(year, 9, 1), _MONDAY, 1),
    r"good friday": lambda year: easter(year) - timedelta(days=2),
    r"easter(?: sunday)?": easter,
    r"easter monday": lambda year: easter(year) + timedelta(days=1),
}
"""The feasts by their names, each with its day in a year. Labor Day is the American one."""


def back_from_holidays(year: int) -> date:
    """Friday of the first week of the year with five working days after New Year's Day."""
    return nth_weekday(date(year, 1, 2), _MONDAY, 1) + timedelta(days=FRIDAY)


def _feast(name: str) -> Callable[[int], date]:
    return next(give for names, give in FEASTS.items() if re.fullmatch(names, name))


def _weekday_by_feast(match: re.Match[str], said: Said) -> End:
    back = 8 if match["before"] else 0  # eight days before, so that the feast itself is not in it

    def in_year(year: int) -> date:
        feast = _feast(match["feast"])(year)
        return next_weekday(feast - timedelta(days=back), match["wd"])

    return End(soonest(said.day, in_year))


def _by_feast(match: re.Match[str], said: Said) -> End:
    return End(soonest(said.day, _feast(match["feast"])))


def _before_feast(match: re.Match[str], said: Said) -> End:
    return End(soonest(said.day, lambda y: _feast(match["feast"])(y) - timedelta(days=1)))


def _after_feast(match: re.Match[str], said: Said) -> End:
    def in_year(year: int) -> date:
        return said.workdays.add(_feast(match["feast"])(year), 1)

    return End(soonest(said.day, in_year))


def _over_the_holidays(_: re.Match[str], said: Said) -> End:
    return End(soonest(said.day, lambda y: said.workdays.add(date(y, 1, 1), 1)))


_WD = rf"(?P<wd>{WEEKDAY})"
_CHRISTMAS = (
    r"(?:christmas|xmas|(?:the )?(?:(?:christmas|winter) )?holidays|"
    r"(?:the )?(?:christmas|winter|holiday) break)"
)
_FEAST = rf"(?:the )?(?P<feast>{'|'.join(FEASTS)})"
_EARLY_IN = r"(?:(?:early|first thing)(?: in)?|(?:the )?(?:start|beginning) of)"
_NEW_YEAR = r"(?:the )?new year(?:'?s)?(?: day)?"

FEAST_ROWS: Rows = (
    # "In the new year" is January, and early in it is up to the 10th. By New Year's is the 31st.
    (form(rf"{_EARLY_IN} {_NEW_YEAR}"), yearly(lambda y: date(y, 1, 10), rolls=True)),
    (form(r"(?:on |by )?new year'?s day"), yearly(lambda y: date(y, 1, 1))),
    (
        form(rf"(?:before|by|around) {_NEW_YEAR}|new year'?s(?: eve)?"),
        yearly(lambda y: date(y, 12, 31)),
    ),
    (form(r"(?:in )?(?:the )?new year"), yearly(lambda y: date(y, 1, 31))),
    (
        form(rf"(?:in )?between {_CHRISTMAS} and {_NEW_YEAR}"),
        yearly(lambda y: date(y, 12, 31), rolls=True),
    ),
    # By or before Christmas is the 24th, but never a day in the holidays: over them is the first
    # business day of the year, after them the Friday of the first full week.
    (
        form(rf"(?:(?:before|by|this side of) )?{_CHRISTMAS}(?: eve)?"),
        yearly(lambda y: date(y, 12, 24)),
    ),
    (form(rf"(?:over|during|through) (?:{_CHRISTMAS}|{_NEW_YEAR})"), _over_the_holidays),
    (
        form(rf"(?:right |just |soon )?after (?:{_CHRISTMAS}|{_NEW_YEAR})"),
        yearly(back_from_holidays),
    ),
    # By or before Thanksgiving is the Wednesday; after it, the Monday that people are back; the
    # week after it ends on Friday.
    (
        form(r"(?:before |by )?thanksgiving"),
        yearly(lambda y: thanksgiving(y) - timedelta(days=1)),
    ),
    (
        form(r"(?:right |just )?(?:after|over) thanksgiving"),
        yearly(lambda y: thanksgiving(y) + timedelta(days=4)),
    ),
    (
        form(r"(?:the )?week after thanksgiving"),
        yearly(lambda y: thanksgiving(y) + timedelta(days=8)),
    ),
    (form(rf"(?:the )?{_WD} (?:(?P<before>before)|after|following) {_FEAST}"), _weekday_by_feast),
    (form(rf"before {_FEAST}"), _before_feast),
    (form(rf"(?:right |just )?after {_FEAST}"), _after_feast),
    (form(_FEAST), _by_feast),
)
"""By, before, over and after the feasts and the turn of the year."""
