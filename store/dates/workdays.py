"""Business days: the days on which someone could have answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from store.errors import UnreadableError

SATURDAY, SUNDAY = 5, 6  # Monday is 0, as in the standard library
_ONE_DAY = timedelta(days=1)
_LONGEST_BREAK = 60  # days; beyond that the days off leave no business days to count


class Workdays(Struct, frozen=True):
    """Which days are business days: all but the weekend, public holidays, and personal days off.

    ``country`` is a code of the holidays package, with a region where one matters: "US", "US-CA",
    "DE-BY"; "" knows no holidays.
    """

    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    country: str = ""
    days_off: frozenset[date] = frozenset()

    def includes(self, day: date) -> bool:
        """Whether people are at work on this day."""
        return not self.why_off(day)

    def why_off(self, day: date) -> str:
        """Why people are not at work on this day: "a weekend", "a holiday"; "" where they are."""
        if day.weekday() in self.weekend:
            return "a weekend"
        if self.country and day in _holidays(self.country, day.year):
            return "a holiday"
        return "a day off" if day in self.days_off else ""

    def add(self, start: date, count: int) -> date:
        """The day that comes ``count`` business days after ``start``.

        The start itself never counts, so one business day after a Friday, Saturday or Sunday is
        Monday. With a count of zero it is the start, or the first business day after it.
        """
        if type(start) is not date:  # a moment, or a kind of day that is slower to compare
            start = date(start.year, start.month, start.day)
        return _added(self, start, count)

    def between(self, start: date, end: date) -> int:
        """How many business days lie after ``start``, up to and with ``end``; 0 if none do."""
        span = max(0, (end - start).days)
        return sum(self.includes(start + timedelta(days=n)) for n in range(1, span + 1))

    def following(self, day: date) -> Iterator[date]:
        """The business days after a day, without end."""
        idle = 0
        while idle < _LONGEST_BREAK:
            day += _ONE_DAY
            if self.includes(day):
                idle = 0
                yield day
            else:
                idle += 1
        while True:  # so many days off that none is left: the plain days have to do
            yield day
            day += _ONE_DAY


@lru_cache(maxsize=4096)
def _added(workdays: Workdays, start: date, count: int) -> date:
    if count <= 0:
        return start if workdays.includes(start) else next(workdays.following(start))
    days = workdays.following(start)
    for _ in range(count - 1):
        next(days)
    return next(days)


WEEKDAYS = Workdays()
"""Monday to Friday, whatever the country."""


def check_country(code: str) -> str:
    """The code in its usual spelling ("us-ca" becomes "US-CA"); "" stays "".

    Raises:
        UnreadableError: Its holidays are not known.
    """
    if not code:
        return code
    import holidays

    country, _, region = code.strip().upper().partition("-")
    known = holidays.list_supported_countries()
    if country not in known or (region and region not in known[country]):
        raise UnreadableError(
            f'The holidays of "{code}" are not known. Use a code such as US, US-CA, GB or DE-BY.'
        )
    return f"{country}-{region}" if region else country


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays

    code, _, region = country.partition("-")
    try:
        return frozenset(holidays.country_holidays(code, subdiv=region or None, years=year))
    except NotImplementedError:  # a code that a newer version knew
        return frozenset()
