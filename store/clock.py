"""The one place where the time is read; everything else is handed a ``now``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pendulum
from pendulum import DateTime

from store.errors import UnreadableError

Clock = Callable[[], DateTime]
"""Gives the present moment, in whatever zone it likes."""


def system_clock() -> DateTime:
    """The present moment in the zone of this machine; in UTC where its zone cannot be read."""
    try:
        return pendulum.now()
    except (ValueError, OSError):  # an OSError where $TZ names a folder of zones
        return pendulum.now("UTC")


def in_zone(now: DateTime, zone: str) -> DateTime:
    """The same moment in a named zone; unchanged where the name is empty or unknown."""
    try:
        return now.in_timezone(zone) if zone else now
    except (ValueError, OSError):  # an OSError where the name is a folder of zones
        return now


def check_zone(name: str) -> str:
    """The name itself when it is an IANA time zone or empty.

    Raises:
        UnreadableError: There is no such zone.
    """
    if not name:
        return name
    try:
        pendulum.timezone(name)
    except (ValueError, OSError):
        raise UnreadableError(
            f'"{name}" is not a time zone. Use a name such as America/New_York or Europe/Berlin.'
        ) from None
    return name


def clock_of(now: DateTime) -> tuple[tzinfo | None, int]:
    """What else to ask for where something is kept for a ``now``: whose clock shows it.

    Two moments are equal that differ in that, and in the hour that a clock repeats.
    """
    return now.tzinfo, now.fold


def local(value: datetime, now: DateTime) -> DateTime:
    """A stored time in the zone of ``now``, which is the candidate's."""
    zone = now.timezone or pendulum.UTC
    if type(value.tzinfo) is not timezone:  # not as it was read from the file
        return pendulum.instance(value).in_timezone(zone)
    there = value.astimezone(zone)
    return DateTime(
        there.year,
        there.month,
        there.day,
        there.hour,
        there.minute,
        there.second,
        there.microsecond,
        zone,
        fold=there.fold,
    )


def as_stored(moment: DateTime) -> datetime:
    """The moment in the zone that the file's times are in: two of one zone compare at once."""
    there = moment.astimezone(UTC)
    return datetime.combine(there.date(), there.time(), UTC)


def after(moment: DateTime, *, hours: int = 0, minutes: int = 0) -> DateTime:
    """So long after a moment, in its zone: what pendulum's ``add`` gives, in less time."""
    later = datetime.__add__(moment, timedelta(0, hours * 3600 + minutes * 60))
    if later.utcoffset() == moment.utcoffset():  # no clock was changed in between
        return later
    return moment.add(hours=hours, minutes=minutes)


def local_day(value: datetime, now: DateTime) -> date:
    """The day of a stored time on the candidate's calendar."""
    return value.astimezone(now.tzinfo).date()


def days_between(start: date, end: date) -> int:
    """The days from one date to another, without Pendulum's own difference: that takes its time."""
    return end.toordinal() - start.toordinal()


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether two times differ in seconds at most, which no form or table shows."""
    return int(one.timestamp()) // 60 == int(other.timestamp()) // 60
