"""The days people name: a table of typed forms, each with the sum that gives its date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from store import say
from store.dates.names import (
    COUNTED,
    MONTH,
    UNIT,
    WEEKDAY,
    YEARS,
    add_months,
    end_of_week,
    form,
    in_week,
    month_end,
    month_number,
    number_of,
    quoted,
    shift,
    weekday_number,
)
from store.dates.order import DayOrder
from store.errors import UnreadableError

Lean = Literal["past", "future"]
"""Which way to look for a day that is named without its year or its week."""


class Anchor(NamedTuple):
    """The day that words are counted from, the way they lean, and the order of numbers in a date.

    Without an order, a date that may be either is refused.
    """

    today: date
    lean: Lean
    order: DayOrder | None = None


Row = tuple[re.Pattern[str], Callable[[re.Match[str], Anchor], date | None]]
"""A typed form, and the date it gives (None where the form fits but means no date)."""

_WEEK = timedelta(weeks=1)
_SLACK = timedelta(days=60)
_NEAR = 10  # years from now, that one in two figures may lie in
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_THEN_YEAR = r"(?:(?: ?/ ?|[ -])(?P<year>\d{4})| ?'(?P<short>\d\d))?"
_NO_HOUR = r"(?P<year>2[5-9]|[3-9]\d)"
_WD = rf"(?P<wd>{WEEKDAY})"
_COUNTED = rf"{COUNTED}(?P<unit>{UNIT})"
_COUNTED_TOO = _COUNTED.replace("?P<n>", "?P<n_too>").replace("?P<unit>", "?P<unit_too>")


def _leaning(anchor: Anchor, candidates: Iterable[date], slack: timedelta) -> date | None:
    if anchor.lean == "past":
        return max((day for day in candidates if day <= anchor.today + slack), default=None)
    return min((day for day in candidates if day >= anchor.today - slack), default=None)


def _dated(anchor: Anchor, month: int, number: int, year: str | None) -> date | None:
    """The date; without a year, the nearest that way, or up to 60 days the other way.

    "30 Nov" typed on 23 November is next week even where a past day is expected, and "20 Nov" is
    last week even where a coming one is: to be told so is better than to land a year off.
    """
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    years = range(anchor.today.year - 8, anchor.today.year + 9)  # 29 February comes every 4 to 8
    real = (y for y in years if number <= calendar.monthrange(y, month)[1])
    return _leaning(anchor, (date(y, month, number) for y in real), _SLACK)


def _by_name(match: re.Match[str], anchor: Anchor) -> date | None:
    year = match["year"] or match.groupdict().get("short")
    return _dated(anchor, month_number(match["month"]), int(match["day"]), year)


def _by_near_year(match: re.Match[str], anchor: Anchor) -> date | None:
    day = _by_name(match, anchor)
    return day if day and abs(day.year - anchor.today.year) < _NEAR else None


def _by_slashes(match: re.Match[str], anchor: Anchor) -> date | None:
    """By the order the person writes in; one that is no date that way is read the other way.

    It is refused where both ways are dates and the order does not tell: where there is none, or it
    begins with a year that stands last here.
    """
    first, second, year = int(match["a"]), int(match["b"]), match["year"]
    if anchor.order is DayOrder.YEAR_FIRST and year and len(year) == 2:
        day = _real(anchor, second, int(year), f"{first:02}")
        if day and abs(day.year - anchor.today.year) < _NEAR:
            return day
    month_first = _real(anchor, first, second, year)
    day_first = _real(anchor, second, first, year)
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first
    if anchor.order is None or (year and anchor.order is DayOrder.YEAR_FIRST):
        either = " or ".join(f"{day.day} {day:%b}" for day in (day_first, month_first))
        in_full = f" {day_first.year}" if year else ""
        raise UnreadableError(
            f"{quoted(match[0])} may be {either}; write “{day_first.day} {day_first:%b}{in_full}”."
        )
    return day_first if anchor.order is DayOrder.DAY_FIRST else month_first


def _real(anchor: Anchor, month: int, number: int, year: str | None) -> date | None:
    try:
        return _dated(anchor, month, number, year)
    except ValueError:
        return None


def _by_dots(match: re.Match[str], anchor: Anchor) -> date | None:
    return _dated(anchor, int(match["b"]), int(match["a"]), match["year"])


def _by_digits(match: re.Match[str], _: Anchor) -> date:
    return date(int(match["year"]), int(match["b"]), int(match["a"]))


def _numbered(anchor: Anchor, number: int, months: Iterable[int]) -> list[date]:
    firsts = (add_months(anchor.today.replace(day=1), n) for n in months)
    return [first.replace(day=number) for first in firsts if number <= month_end(first).day]


def _by_number(match: re.Match[str], anchor: Anchor) -> date | None:
    return _leaning(anchor, _numbered(anchor, int(match["day"]), range(-2, 3)), timedelta())


def _by_number_of_month(match: re.Match[str], anchor: Anchor) -> date:
    ahead = {"last": -1, "this": 0, "the": 0, "next": 1}[match["which"]]
    return add_months(anchor.today.replace(day=1), ahead).replace(day=int(match["day"]))


def _by_weekday_and_number(match: re.Match[str], anchor: Anchor) -> date | None:
    """The nearest such day, either way: "tue 24" on the board says one day, not a month."""
    number, weekday = int(match["day"]), weekday_number(match["wd"])
    days = _numbered(anchor, number, range(-1, 2))
    fitting = (day for day in days if day.weekday() == weekday)
    return min(fitting, key=lambda day: abs(day - anchor.today), default=None)


def _soonest(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _bare_weekday(match: re.Match[str], anchor: Anchor) -> date:
    day = _soonest(anchor.today, weekday_number(match["wd"]))
    return day if anchor.lean == "future" or day == anchor.today else day - _WEEK


def _this_weekday(match: re.Match[str], anchor: Anchor) -> date:
    day = in_week(anchor.today, weekday_number(match["wd"]))
    return day + _WEEK if day < anchor.today and anchor.lean == "future" else day


def _last_weekday(match: re.Match[str], anchor: Anchor) -> date:
    yesterday = anchor.today - timedelta(days=1)
    return _soonest(yesterday, weekday_number(match["wd"])) - _WEEK


def _counted(match: re.Match[str], anchor: Anchor) -> date:
    return shift(anchor.today, number_of(match["n"]), match["unit"])


def _counted_bare(match: re.Match[str], anchor: Anchor) -> date | None:
    return _counted(match, anchor) if anchor.lean == "future" else None


_WORKING = ("b", "wor", "week d", "weekd")


def _counted_back(match: re.Match[str], anchor: Anchor) -> date | None:
    if match["unit"].startswith(_WORKING):
        return None  # nobody looks back in business days, and a wrong one would not be noticed
    return shift(anchor.today, -number_of(match["n"]), match["unit"])


def _counted_twice(match: re.Match[str], anchor: Anchor) -> date:
    first = shift(anchor.today, number_of(match["n"]), match["unit"])
    return shift(first, number_of(match["n_too"]), match["unit_too"])


def _counted_twice_back(match: re.Match[str], anchor: Anchor) -> date | None:
    first = _counted_back(match, anchor)
    if first is None or match["unit_too"].startswith(_WORKING):
        return None
    return shift(first, -number_of(match["n_too"]), match["unit_too"])


def _weekday_of_week(match: re.Match[str], anchor: Anchor) -> date:
    ahead = {"last": -1, "this": 0, "next": 1}[match["which"]]
    return in_week(anchor.today, weekday_number(match["wd"]), ahead)


def _counted_from_weekday(match: re.Match[str], anchor: Anchor) -> date:
    start = _soonest(anchor.today, weekday_number(match["wd"]))
    return shift(start, number_of(match["n"]), match["unit"])


_WRITTEN: tuple[Row, ...] = (
    # 2026-12-04, 2026/12/4, 20261204
    (form(rf"{_YEAR}([-/.])(?P<b>\d{{1,2}})\2(?P<a>\d{{1,2}})"), _by_digits),
    (form(rf"{_YEAR}(?P<b>\d\d)(?P<a>\d\d)"), _by_digits),
    # nov 12, november 12th 2026; 12 nov, the 12th of november 2026, 12-nov-26, 24. november
    (form(rf"(?P<month>{MONTH})[ /-]?(?:the )?{_DAY}{_THEN_YEAR}"), _by_name),
    (form(rf"(?:the )?{_DAY}\.?[ /-]?(?:of )?(?P<month>{MONTH}){_THEN_YEAR}"), _by_name),
    (form(rf"{_DAY}([/-])(?P<month>{MONTH})\2(?P<year>\d\d)"), _by_name),
    # 4 dec 26: a year that is no hour, and not far off
    (form(rf"(?:the )?{_DAY} (?:of )?(?P<month>{MONTH}) {_NO_HOUR}"), _by_near_year),
    # nov 2026 12, 2026 nov 12, 2026-nov-12
    (form(rf"(?P<month>{MONTH}) {_YEAR} {_DAY}"), _by_name),
    (form(rf"{_YEAR}([ /-]?)(?P<month>{MONTH})\2{_DAY}"), _by_name),
    # 12/4, 12/4/26, 12-4-2026: by the order the person writes in; 24/12 can only be a day first
    (form(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?"), _by_slashes),
    (form(rf"(?P<a>\d{{1,2}})-(?P<b>\d{{1,2}})-{_YEAR}"), _by_slashes),
    # 4.12.26, 4.12.2026: dots are how Europeans write it, day first
    (form(r"(?P<a>\d{1,2})\. ?(?P<b>\d{1,2})\. ?(?P<year>\d{4}|\d\d)"), _by_dots),
    (form(rf"{_YEAR}\. (?P<b>\d{{1,2}})\. (?P<a>\d{{1,2}})\.?"), _by_digits),
    # 4.12. with its last dot; 24.12 has no hour in it either
    (form(r"(?P<a>\d{1,2})\. ?(?P<b>\d{1,2})\.(?P<year>)"), _by_dots),
    (form(r"(?P<a>2[4-9]|3[01])\.(?P<b>\d{1,2})(?P<year>)"), _by_dots),
    (form(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)"), _by_number),
    (
        form(rf"(?:the )?{_DAY} (?:of )?(?P<which>last|this|the|next) month"),
        _by_number_of_month,
    ),
)

_BY_TODAY: tuple[Row, ...] = (
    (form(r"today"), lambda _, a: a.today),
    (form(r"tomorrow|tomorow|tmrw?"), lambda _, a: a.today + timedelta(days=1)),
    (form(r"yesterday"), lambda _, a: a.today - timedelta(days=1)),
)
_SPOKEN: tuple[Row, ...] = (
    *_BY_TODAY,
    (form(r"(?:the )?day after tomorrow"), lambda _, a: a.today + timedelta(days=2)),
    (form(r"(?:the )?day before yesterday"), lambda _, a: a.today - timedelta(days=2)),
    (form(rf"{_WD}"), _bare_weekday),
    (form(rf"{_WD} (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"), _by_weekday_and_number),
    # A week runs from Monday to Sunday. "This friday" is in this one, "next friday" in the next:
    # on a Monday that is eleven days on, where some would say four.
    (form(rf"(?:this|this coming|coming) {_WD}"), _this_weekday),
    (form(rf"next {_WD}"), lambda m, a: in_week(a.today, weekday_number(m["wd"]), 1)),
    # "Last friday" is the latest that is over, also when it was in this week.
    (form(rf"(?:last|past|this past) {_WD}"), _last_weekday),
    (form(rf"{_WD} week"), lambda m, a: _soonest(a.today, weekday_number(m["wd"])) + _WEEK),
    (form(rf"{_WD} (?:of |in )?(?P<which>last|this|next) week"), _weekday_of_week),
    (form(rf"(?P<which>last|this|next) week(?: on)? {_WD}"), _weekday_of_week),
    (form(rf"{_COUNTED} (?:from|on|after) {_WD}"), _counted_from_weekday),
    (
        form(rf"{_COUNTED} (?:from|after) (?:tomorrow|tmrw?)"),
        lambda m, a: shift(a.today + timedelta(days=1), number_of(m["n"]), m["unit"]),
    ),
    # 1 week 2 days ago, in 2 weeks and 3 days
    (form(rf"{_COUNTED} (?:and )?{_COUNTED_TOO} (?:ago|back|earlier)"), _counted_twice_back),
    (form(rf"in {_COUNTED} (?:and )?{_COUNTED_TOO}"), _counted_twice),
    (form(rf"{_COUNTED} (?:and )?{_COUNTED_TOO} from (?:now|today)"), _counted_twice),
    (form(rf"in {_COUNTED}(?:' time|'s time)?"), _counted),
    (form(rf"{_COUNTED} (?:from (?:now|today)|later|on)"), _counted),
    (form(rf"\+ ?{_COUNTED}"), _counted),
    (form(r"\+ ?(?P<n>\d{1,4})"), lambda m, a: shift(a.today, int(m["n"]), "d")),
    (form(rf"{_COUNTED}"), _counted_bare),
    (form(rf"{_COUNTED} (?:ago|back|earlier)"), _counted_back),
    # Next week and next month as somewhere to begin: their first working day, their first day.
    (form(r"(?:(?:the )?(?:start|beginning) of )?next week"), lambda _, a: in_week(a.today, 0, 1)),
    (
        form(r"(?:(?:the )?(?:start|beginning) of )?next month"),
        lambda _, a: add_months(a.today.replace(day=1), 1),
    ),
    (form(r"last week"), lambda _, a: a.today - _WEEK),
    # The end of a week is its Friday.
    (form(r"(?:the )?end of (?:the |this )?week|eow"), lambda _, a: end_of_week(a.today)),
    (form(r"(?:the )?end of next week"), lambda _, a: end_of_week(a.today, 1)),
    (form(r"(?:the |this )?weekend"), lambda _, a: _soonest(a.today, 5)),
    (form(r"(?:the )?end of (?:the |this )?month|month end|eom"), lambda _, a: month_end(a.today)),
    (form(r"(?:the )?end of next month"), lambda _, a: month_end(a.today, 1)),
    (
        form(r"(?:the )?end of (?:the |this )?year|year end|eoy"),
        lambda _, a: a.today.replace(month=12, day=31),
    ),
)

_NEXT_TO_WEEKDAY = r"(?P<rest>.*\d.*|today|tomorrow|yesterday)"
_WEEKDAY_AND_MORE = form(rf"(?P<wd>{WEEKDAY}) (?:the )?{_NEXT_TO_WEEKDAY}")
_MORE_AND_WEEKDAY = form(rf"{_NEXT_TO_WEEKDAY} (?P<wd>{WEEKDAY})")


def look_up(rows: Iterable[Row], text: str, anchor: Anchor) -> date | None:
    """The date by the first row that fits the whole text; None if no row gives a real one.

    A date that does not exist, or lies outside :data:`YEARS`, is no date.
    """
    for pattern, give in rows:
        if match := pattern.fullmatch(text):
            try:
                day = give(match, anchor)
            except (ValueError, OverflowError):
                continue
            if day is not None and day.year in YEARS:
                return day
    return None


def named_day(text: str, anchor: Anchor) -> date | None:
    """The date that tidied text names, or None where the table has no such form.

    Raises:
        UnreadableError: the text names a date together with a weekday that the date is not.
    """
    text = text.removeprefix("on ")
    if day := look_up((*_SPOKEN, *_WRITTEN), text, anchor):
        return day
    match = _WEEKDAY_AND_MORE.fullmatch(text) or _MORE_AND_WEEKDAY.fullmatch(text)
    if not match:
        return None
    weekday = weekday_number(match["wd"])
    if anchor.order is None and (day := _by_weekday(match["rest"], anchor, weekday)):
        return day
    day = look_up((*_BY_TODAY, *_WRITTEN), match["rest"], anchor)
    if day and day.weekday() != weekday:
        other = _nearest(day, weekday)
        raise UnreadableError(
            f"{quoted(text)} does not fit: {say.full_day(day)} is a {day:%A}; "
            f"try “{day.day} {day:%b}” or “{other.day} {other:%b}”."
        )
    return day


def _by_weekday(text: str, anchor: Anchor, weekday: int) -> date | None:
    """The one reading of a date in figures that is on the weekday named with it."""
    orders = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST
    days = {look_up(_WRITTEN, text, anchor._replace(order=order)) for order in orders}
    fitting = [day for day in days if day and day.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _nearest(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
