"""The period of a list: its first and its last day, both part of it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from pendulum import DateTime

from store import say
from store.dates.names import MONTH, YEARS, add_months, form, month_end, month_number, tidy
from store.dates.order import DayOrder
from store.dates.typed import read_day
from store.errors import UnreadableError

_MONTH = form(rf"(?P<name>{MONTH})(?: (?P<year>\d{{4}}))?")
_MONTH_IN_FIGURES = form(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")
_YEAR = form(r"\d{4}")
_BY_NAME = {"this month": 0, "last month": -1}
_YEARS_BY_NAME = {"this year": 0, "last year": -1}


class Period(NamedTuple):
    """From one day to another, both included; ``first`` is None for as far back as there is."""

    first: date | None
    last: date

    def includes(self, day: date) -> bool:
        """Whether a day is in it."""
        return (self.first is None or self.first <= day) and day <= self.last


def read_period(start: str, end: str, now: DateTime, order: DayOrder | None) -> Period:
    """The period from what was typed for its first and its last day.

    Each is a day as people say it, or a month or a year ("november", "last month", "2026-11",
    "2026"), which stands for its first day at the start and for its last day at the end. "" is as
    far back as there is, and today.

    Raises:
        UnreadableError: One of them cannot be read, or the end comes before the start.
    """
    first = _read(start, now, order, 0) if start.strip() else None
    last = _read(end, now, order, 1) if end.strip() else now.date()
    if first is not None and last < first:
        raise UnreadableError(
            f"The period ends, {say.full_day(last)}, before it begins, {say.full_day(first)}. "
            "Name an earlier day to begin with, or a later one to end with."
        )
    return Period(first, last)


def _read(text: str, now: DateTime, order: DayOrder | None, side: int) -> date:
    stretch = _stretch(tidy(text), now.date()) if len(text) < 40 else None
    return stretch[side] if stretch else read_day(text, now, "past", order)


def _stretch(text: str, today: date) -> tuple[date, date] | None:
    """The first and last day of a month or a year; None for any other text."""
    if text in _BY_NAME:
        return _month(add_months(today.replace(day=1), _BY_NAME[text]))
    if text in _YEARS_BY_NAME:
        return _year(today.year + _YEARS_BY_NAME[text])
    if _YEAR.fullmatch(text) and int(text) in YEARS:
        return _year(int(text))
    if (match := _MONTH_IN_FIGURES.fullmatch(text)) and int(match["year"]) in YEARS:
        return _month(date(int(match["year"]), int(match["month"]), 1))
    return _named_month(match, today) if (match := _MONTH.fullmatch(text)) else None


def _named_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """A month by its name; without a year the latest that has begun."""
    number = month_number(match["name"])
    year = int(match["year"]) if match["year"] else today.year - (number > today.month)
    return _month(date(year, number, 1)) if year in YEARS else None


def _month(first: date) -> tuple[date, date]:
    return first, month_end(first)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
