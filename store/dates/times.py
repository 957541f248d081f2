"""The time of day and the time zone, as people type them behind (or before) a day."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from datetime import time
from typing import NamedTuple

import pendulum

from store.dates.names import form


class TimeOfDay(NamedTuple):
    """A time on some day; not ``exact`` where only a part of the day was named."""

    at: time
    exact: bool = True


NOON = TimeOfDay(time(12), exact=False)
"""What stands for the time where none was given."""

_NAMED = {
    "noon": TimeOfDay(time(12)),
    "midday": TimeOfDay(time(12)),
    "midnight": TimeOfDay(time(0)),
    "morning": TimeOfDay(time(9), exact=False),
    "afternoon": TimeOfDay(time(15), exact=False),
    "evening": TimeOfDay(time(18), exact=False),
}


def _of_twelve(match: re.Match[str]) -> TimeOfDay | None:
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        return None
    afternoon = 12 if match["half"][0] == "p" else 0
    return TimeOfDay(time(hour % 12 + afternoon, int(match["minute"] or 0)))


def _of_twenty_four(match: re.Match[str]) -> TimeOfDay:
    # Interviews and calls are not at night, so "at 3" is 15:00; "03:00" is taken as written.
    afternoon = 12 if match["hour"] in set("123456") else 0
    parts = match.groupdict()
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    return TimeOfDay(time(int(match["hour"]) + afternoon, minute, second))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], TimeOfDay | None]], ...] = (
    # 10am, 10:30 pm, 2.30p
    (form(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>am?|pm?)"), _of_twelve),
    # 16:30, 16h30, 16.30, 16:30:05.123
    (
        form(r"(?P<hour>\d{1,2})[:h.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"),
        _of_twenty_four,
    ),
    # 9, as in "tomorrow at 9", and 14h
    (form(r"(?P<hour>\d{1,2})h?"), _of_twenty_four),
    (form("|".join(_NAMED)), lambda match: _NAMED[match[0]]),
)
_AROUND = re.compile(r"^(?:at|@|around|about|in the|12(?= noon| midnight)) ?| ?o'clock$")


def time_of_day(text: str) -> TimeOfDay | None:
    """The time that tidied text names, or None."""
    bare = _AROUND.sub("", text)
    for pattern, give in _FORMS:
        if match := pattern.fullmatch(bare):
            try:
                return give(match)
            except ValueError:
                return None
    return None


# What is put behind a time to say whose it is. "EST" is said all year round: each of these stands
# for a place, whatever its clocks show on the day.
_PLACES = {
    **dict.fromkeys(("z", "utc", "gmt"), "UTC"),
    **dict.fromkeys(("et", "est", "edt", "eastern"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt", "central"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("bst", "uk"), "Europe/London"),
    **dict.fromkeys(("cet", "cest"), "Europe/Paris"),
}
ZONE = "|".join(_PLACES)
"""The short names of zones, for a table."""
_SHORT = form(rf"(?P<rest>.*(?:\d|\d ?[ap]m|noon)) ?(?P<zone>{ZONE})(?: time)?")
_IANA = form(r"(?P<rest>.+) (?P<zone>[a-z]+/[a-z_/]+)")
_OFFSET = form(
    r"(?P<rest>.*\d:\d\d(?:\.\d+)?) ?(?P<sign>[+-])(?P<hours>0\d|1[0-4]):?(?P<minutes>[0-5]\d)"
)

Zone = pendulum.Timezone | pendulum.FixedTimezone


def split_zone(text: str) -> tuple[str, Zone | None]:
    """Tidied text without the zone at its end, and that zone (None where there is none)."""
    if match := _OFFSET.fullmatch(text):
        seconds = (int(match["hours"]) * 60 + int(match["minutes"])) * 60
        return match["rest"], pendulum.FixedTimezone(int(match["sign"] + str(seconds)))
    if match := _SHORT.fullmatch(text):
        return match["rest"], pendulum.Timezone(_PLACES[match["zone"]])
    if match := _IANA.fullmatch(text):
        names = {name.casefold(): name for name in zoneinfo.available_timezones()}
        if name := names.get(match["zone"]):
            return match["rest"], pendulum.Timezone(name)
    return text, None
