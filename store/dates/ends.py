"""The day that words end on, and the kinds of sums that give it in the table of phrases."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from store.dates.days import Anchor
from store.dates.workdays import Workdays

_JUST_OVER = timedelta(days=30)


class Said(NamedTuple):
    """The day the words were said (with the order of dates in figures), and who works when."""

    anchor: Anchor
    workdays: Workdays

    @property
    def day(self) -> date:
        """The day the words were said."""
        return self.anchor.today


class End(NamedTuple):
    """The day that words end on; ``rolls`` where it moves from a day off to a business day."""

    day: date
    rolls: bool = False


Sum = Callable[[re.Match[str], Said], End | None]
"""What gives the end of a form that fits; None where the form fits but names no end."""
Rows = tuple[tuple[re.Pattern[str], Sum], ...]
"""Forms of a table, each with its sum."""


def kept(give: Callable[[re.Match[str], date], date]) -> Sum:
    """A sum from the match and the day it was said, whose end stays as it is."""
    return lambda match, said: End(give(match, said.day))


def rolls(give: Callable[[re.Match[str], date], date]) -> Sum:
    """A sum from the match and the day it was said, whose end moves to a business day."""
    return lambda match, said: End(give(match, said.day), rolls=True)


def days_on(count: int) -> Sum:
    """So many days of the calendar on."""
    return rolls(lambda _, said: said + timedelta(days=count))


def yearly(give: Callable[[int], date], *, rolls: bool = False) -> Sum:
    """The soonest of a day that comes every year."""
    return lambda _, said: End(soonest(said.day, give), rolls)


def soonest(said: date, give: Callable[[int], date]) -> date:
    """The first such day of a year from ``said`` on; or the one that has just gone.

    What was over for up to 30 days is not read as next year's: to be told so is better than to wait
    for eleven months.
    """
    days = [give(said.year + ahead) for ahead in (-1, 0, 1)]
    over = [day for day in days if said - _JUST_OVER <= day < said]
    return over[-1] if over else min(day for day in days if day >= said)
