"""Whether dates such as 03/11/2026 are day first or month first in a table.

Each date in it is asked, in whichever column and with whichever separator: a 15 can be no month.
Where they do not tell, the candidate's own way of writing counts, and it is said; where that is not
known either, such a date is refused. In Afterword's own table, where only a spreadsheet can have
rewritten them, nobody's way is assumed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from store.dates.names import WEEKDAY, YEARS, form, quoted, weekday_number
from store.dates.order import DayOrder
from store.errors import UnreadableError

_NUMBERS = (
    r"(?<![\d/.\-:])(?P<a>\d{1,2})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)"
    r"(?![\d/\-]|[.:]\d)"
)
_DATE = re.compile(_NUMBERS, re.ASCII)
_TIME = r"\d{1,2}(?:[:.]\d\d){1,2}(?:\.\d+)?\s*(?:[ap]\.?\s?m\.?)?"
_IS_DATE = re.compile(
    rf"(?:(?:{WEEKDAY})[.,]?\s+)?{_NUMBERS}(?:,?\s+(?:at\s+)?{_TIME}.*)?", re.ASCII | re.IGNORECASE
)
_WEEKDAY = form(rf"\b(?:{WEEKDAY})\b")
_ONLY_MONTHS = 12
_MAYBE_YEARS = range(20, 36)  # 26-11-24 may be a year first
_PLAIN = {DayOrder.DAY_FIRST: "day/month", DayOrder.MONTH_FIRST: "month/day"}


class Order:
    """How the dates of one table are meant.

    ``told`` overrules what they show; ``usual`` is how the candidate writes, and counts where they
    show nothing.
    """

    def __init__(
        self,
        cells: Iterable[str],
        *,
        told: DayOrder | None = None,
        usual: DayOrder | None = DayOrder.MONTH_FIRST,
    ) -> None:
        found = [match for cell in cells if (match := _IS_DATE.fullmatch(cell.strip()))]
        self._told, self._usual = told, usual if usual in _PLAIN else None
        self._shown: dict[tuple[str, DayOrder], str] = {}
        for match in found:
            if way := _shows(match):
                self._shown.setdefault((match["sep"], way), match[0])
        self._asked = [match["sep"] for match in found]

    def way(self, separator: str) -> DayOrder | None:
        """How dates with this separator are read; None where nothing tells, or they contradict."""
        if self._told:
            return self._told
        by_it = {way for sign, way in self._shown if sign == separator}
        by_any = {way for _, way in self._shown}
        if shown := by_it or by_any:
            return shown.copy().pop() if len(shown) == 1 else None
        return DayOrder.DAY_FIRST if separator == "." else self._usual

    def said(self) -> tuple[str, ...]:
        """In sentences, how dates are read; none where the table has none that may be either."""
        return tuple(dict.fromkeys(map(self._said, dict.fromkeys(self._asked))))

    def _said(self, separator: str) -> str:
        way = self.way(separator)
        if way is None and self._shown:
            return "Dates in it are day first and month first: only one that fits one way is read."
        if way is None:
            return "Dates may be day first or month first: say --day-first or --month-first."
        examples = [text for (_, shown), text in self._shown.items() if shown is way]
        if self._told:
            why = "as you say"
        elif examples:
            why = f"as in {examples[0]}"
        elif separator == ".":
            why = "as is usual with dots"
        else:
            why = "as you write them: nothing in the table shows it"
        return f"Dates are read as {_PLAIN[way]}, {why}."

    def spelled(self, text: str) -> str:
        """The text with its dates in numbers written as 2026-11-03, which can mean one day only.

        Raises:
            UnreadableError: One may be either day, and nothing tells, or it is no day.
        """
        return _DATE.sub(lambda match: f"{self._day(match, text):%Y-%m-%d}", text)

    def _day(self, match: re.Match[str], text: str) -> date:
        first, second = int(match["a"]), int(match["b"])
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        if match["sep"] == "-" and len(match["year"]) == 2 and first in _MAYBE_YEARS:
            raise UnreadableError(
                f"{quoted(text)} may begin with its day or its year. Write it as 2026-12-31."
            )
        ways = {
            DayOrder.DAY_FIRST: _real(year, second, first),
            DayOrder.MONTH_FIRST: _real(year, first, second),
        }
        days = {day for day in ways.values() if day}
        if named := _WEEKDAY.search(text.casefold()):
            fitting = {day for day in days if day.weekday() == weekday_number(named[0])}
            days = fitting or days
        if len(days) == 1:
            return days.pop()
        if not days:
            raise UnreadableError(f"{quoted(text)} is no day. Write it as 2026-12-31.")
        way = self.way(match["sep"])
        if way is None:
            raise UnreadableError(
                f"{quoted(text)} may be day first or month first: say --day-first or "
                "--month-first, or write it as 2026-12-31."
            )
        return ways[way] or min(days)


def _shows(match: re.Match[str]) -> DayOrder | None:
    """Which order a date can only have; None where it may have either."""
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "-" and len(match["year"]) == 2 and first in _MAYBE_YEARS:
        return None
    if first > _ONLY_MONTHS >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > _ONLY_MONTHS >= first else None


def _real(year: int, month: int, number: int) -> date | None:
    if year not in YEARS or month > _ONLY_MONTHS or not month or not number:
        return None
    return date(year, month, number) if number <= calendar.monthrange(year, month)[1] else None
