"""The one place where the time is read; everything else is handed a ``now``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

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


def local(value: datetime, now: DateTime) -> DateTime:
    """A stored time in the zone of ``now``, which is the candidate's."""
    zone = now.timezone or pendulum.UTC
    if type(value.tzinfo) is not timezone:  # not as it was read from the file
        return pendulum.instance(value).in_timezone(zone)
    return _moment(value.astimezone(zone))


def after(moment: DateTime, *, hours: int = 0, minutes: int = 0) -> DateTime:
    """So long after a moment, in its zone: what pendulum's ``add`` gives, in less time."""
    zone = moment.timezone
    if zone is None:
        return moment.add(hours=hours, minutes=minutes)
    plain = datetime(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
        zone,
        fold=moment.fold,
    )
    later = plain.astimezone(UTC) + timedelta(hours=hours, minutes=minutes)
    return _moment(later.astimezone(zone))


def _moment(plain: datetime) -> DateTime:
    """The same as pendulum has it."""
    return DateTime(
        plain.year,
        plain.month,
        plain.day,
        plain.hour,
        plain.minute,
        plain.second,
        plain.microsecond,
        plain.tzinfo,
        fold=plain.fold,
    )


def local_day(value: datetime, now: DateTime) -> date:
    """The day of a stored time on the candidate's calendar."""
    return value.astimezone(now.tzinfo).date()


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether two times differ in seconds at most, which no form or table shows."""
    return int(one.timestamp()) // 60 == int(other.timestamp()) // 60
