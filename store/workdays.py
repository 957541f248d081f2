"""Business days: the days on which someone could have answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

_WEEKEND = frozenset({5, 6})  # Saturday, Sunday; Monday is 0
_ONE_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether people are at work on this day."""
    return day.weekday() not in _WEEKEND


def _following(day: date) -> Iterator[date]:
    while True:
        day += _ONE_DAY
        if is_workday(day):
            yield day


def add_workdays(start: date, count: int) -> date:
    """The day that comes ``count`` business days after ``start``.

    The start itself never counts, so one business day after a Friday, Saturday or Sunday is Monday.
    With a count of zero it is the start, or the first business day after it.
    """
    if count <= 0:
        return start if is_workday(start) else next(_following(start))
    days = _following(start)
    for _ in range(count - 1):
        next(days)
    return next(days)


def workdays_between(start: date, end: date) -> int:
    """How many business days lie after ``start``, up to and with ``end``; 0 if it is not later."""
    weeks, rest = divmod(max(0, (end - start).days), 7)
    tail = range(1, rest + 1)
    return weeks * (7 - len(_WEEKEND)) + sum(is_workday(start + timedelta(days=n)) for n in tail)
