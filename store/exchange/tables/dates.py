"""Moments and days in the cells of a table: ISO 8601 exactly, and what people write.

A date with slashes is month first, unless one in the same columns can only be day first: then all
are. In Afterword's own table, where only a spreadsheet can have made them, nothing is guessed: one
of them must show which it is. A word such as "yesterday" means another day tomorrow, so it is no
date for a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from pendulum import DateTime

from store.clock import in_zone, local
from store.dates.names import YEARS, quoted
from store.dates.order import DayOrder
from store.dates.typed import Moment, read_day
from store.errors import FieldError, UnreadableError
from store.forms.card import read_interview

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d(?::\d\d)?)"
)
_SLASHES = re.compile(r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?=/\d)")
_NO_TIME = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$")  # how spreadsheets write out a day alone
_HAS_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
_ONLY_MONTHS = 12


class Slashes:
    """How dates with slashes are meant in one table: month first, day first, or both.

    Not to ``guess``, they are month first only where one of them shows it.
    """

    def __init__(self, cells: Iterable[str], *, guess: bool = True) -> None:
        found = [(int(each["a"]), int(each["b"])) for cell in cells for each in _dates(cell)]
        month_first = any(second > _ONLY_MONTHS for _, second in found)
        self.has_any = bool(found)
        self.day_first = any(first > _ONLY_MONTHS for first, _ in found)
        self.is_mixed = self.day_first and month_first
        self._is_clear = self.day_first != month_first or (guess and not self.is_mixed)

    def month_first(self, text: str) -> str:
        """The text with its dates turned to month first, as :mod:`store.dates.typed` reads them.

        Raises:
            UnreadableError: It may be either, and the table does not tell.
        """
        for each in () if self._is_clear else _dates(text):
            first, second = int(each["a"]), int(each["b"])
            if first != second and max(first, second) <= _ONLY_MONTHS:
                raise UnreadableError(
                    f"{quoted(text)} may be day first or month first. Write it as 2026-12-31."
                )
        return _SLASHES.sub(self._turned, text) if self.day_first else text

    def _turned(self, match: re.Match[str]) -> str:
        return match[0] if int(match["b"]) > _ONLY_MONTHS else f"{match['b']}/{match['a']}"


def read_at(text: str, zone: str, now: DateTime) -> Moment:
    """The moment of an interview, and whether its time of day is told.

    Raises:
        FieldError: It cannot be read, or it means another day each time it is read.
    """
    text = _NO_TIME.sub("", text.strip())
    if _ISO.fullmatch(text):
        try:
            at = local(datetime.fromisoformat(text), in_zone(now, zone))
        except (ValueError, OverflowError):
            at = None
        if at is None or at.year not in YEARS:
            raise FieldError(
                "interviewed", f"{quoted(text)} cannot be an interview. Check the year."
            )
        return Moment(at, time_given=True)
    moment = read_interview(text, zone, now, order=DayOrder.MONTH_FIRST)
    tomorrow = now.add(days=1)
    if not _HAS_YEAR.search(text) and moment.at != read_interview(text, zone, tomorrow, order=DayOrder.MONTH_FIRST).at:
        raise FieldError("interviewed", f"{quoted(text)} is another day tomorrow. Write the date.")
    return moment


def read_date(text: str, now: DateTime) -> date:
    """A day written out with its year.

    Raises:
        UnreadableError: It is none.
    """
    if not _HAS_YEAR.search(text):
        raise UnreadableError(f"{quoted(text)} is not a date. Write it as 2026-12-31.")
    return read_day(text, now, order=DayOrder.MONTH_FIRST)


def _dates(text: str) -> Iterable[re.Match[str]]:
    return _SLASHES.finditer(text)
