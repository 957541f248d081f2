"""When an event is: the moment that a stamp of a calendar names, and in which zone.

A zone is known by its name (IANA's, Windows' or what Outlook shows for it), else by how the file
itself says that its clocks go. A time that names neither is nobody's: it is not taken.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import pendulum
from pendulum import DateTime

from store import say
from store.dates.names import YEARS, form, quoted, tidy
from store.dates.zones import TypedZone, Zone, find_zone, offsets
from store.errors import UnreadableError
from store.exchange.mail.calendar.lines import Calendar, Line, Part

_STAMP = form(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[Tt ]?(?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?"
    r"(?P<utc>[Zz]|[+-]\d\d:?\d\d)?)?"
)
_OFFSET = form(r"(?P<sign>[+-]?)(?P<hours>\d\d):?(?P<minutes>\d\d)(?::?\d\d)?")
_BY_DAY = form(r"(?P<nth>[+-]?[1-5])?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_COPY_OF_WINDOWS_NAME = form(r"(?<=Time) \d+$")  # Outlook numbers what it has twice
_LONGEST_NAME = 200
_OF_TODAY = {
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Godthab": "America/Nuuk",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Europe/Kiev": "Europe/Kyiv",
}
"""The names of today for those that Unicode's table of Windows' zones keeps."""
UTC = "UTC"


class Stamp(NamedTuple):
    """A stamp as it is written: the day, and its wall clock unless it is a whole day.

    ``offset`` is that written behind it; None where there is none.
    """

    day: date
    wall: datetime | None = None
    offset: timedelta | None = None


class Moment(NamedTuple):
    """When an event starts, in the zone ``zone`` ("": in the person's own); or why it is not known.

    ``stamp`` is what was written, None where that was no date.
    """

    at: DateTime | None = None
    zone: str = ""
    doubt: str = ""
    stamp: Stamp | None = None
    is_whole_day: bool = False


def moment_of(line: Line | None, event: Part, calendar: Calendar, now: DateTime) -> Moment:
    """The moment that a stamp of an event names; ``now`` is in the person's zone."""
    if line is None:
        return Moment(doubt="The invitation does not say when it is.")
    stamp = _stamp(line.value)
    if stamp is None or stamp.day.year not in YEARS:
        return Moment(doubt=f"{quoted(line.value)} is no date: the time was left empty.")
    if stamp.wall is None or _is_all_day(stamp, event):
        doubt = f"It is marked as all of {say.day(stamp.day)}: the time was left empty."
        return Moment(doubt=doubt, stamp=stamp, is_whole_day=True)
    # A time without a zone is in that of the event or the calendar, if these name one.
    name = line.params.get("TZID") or event.value("TZID") or calendar.zone
    try:
        found = _moment(stamp.wall, stamp.offset, name[:_LONGEST_NAME], calendar, now)
    except (OverflowError, ValueError):
        found = Moment(doubt=f"{quoted(line.value)} is no date: the time was left empty.")
    return found._replace(stamp=stamp)


def minutes_between(start: Moment, end: Moment) -> int:
    """How long it lasts, whole minutes; 0 where that is not known, negative where it is wrong."""
    if start.at and end.at:
        return round((end.at - start.at).total_seconds() / 60)
    walls = [each.stamp and each.stamp.wall for each in (start, end)]
    if start.at or end.at or not walls[0] or not walls[1]:
        return 0
    return round((walls[1] - walls[0]).total_seconds() / 60)


def _is_all_day(stamp: Stamp, event: Part) -> bool:
    is_midnight = stamp.wall is not None and (stamp.wall.hour, stamp.wall.minute) == (0, 0)
    return is_midnight and event.value("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"


def _moment(
    wall: datetime, offset: timedelta | None, name: str, calendar: Calendar, now: DateTime
) -> Moment:
    """The moment of a wall clock, by the offset behind it or in a zone that a calendar names."""
    if offset is not None:
        return Moment(_at(wall, offset).in_timezone(_own(now)))
    if not name:
        return Moment(
            doubt=f"No zone is named for {say.clock(wall)}: the time was left empty.",
        )
    rules = calendar.rules_of(name)
    told = named(name, now) or (named(rules.value("X-LIC-LOCATION"), now) if rules else None)
    by_rules = _offset_at(rules, wall) if rules else None
    if told is None:
        if by_rules is None:
            return Moment(doubt=f"The zone {quoted(name)} is not known: the time was left empty.")
        return Moment(_at(wall, by_rules).in_timezone(_own(now)))
    at = pendulum.instance(wall, tz=told.zone)
    if rules and by_rules is not None and not _agree(at, told, by_rules, rules):
        return Moment(
            doubt=f"The zone {quoted(name)} does not go as its name says: the time was left empty."
        )
    is_place = told.name not in {"", UTC} and not told.name.startswith("Etc/")
    return Moment(at, told.name) if is_place else Moment(at.in_timezone(_own(now)))


def _own(now: DateTime) -> Zone:
    return now.timezone or pendulum.UTC


def _agree(at: DateTime, told: TypedZone, by_rules: timedelta, rules: Part) -> bool:
    """Whether the file's own rules for a zone go with its name.

    Some programs write only one offset for a zone, that of winter also in summer: it counts for
    nothing, if only it is one of that zone.
    """
    if at.utcoffset() == by_rules:
        return True
    return len(rules.changes) == 1 and bool(told.name) and by_rules in offsets(told.name, at.year)


@lru_cache(maxsize=64)
def _by_its_name(name: str) -> str:
    """The IANA zone that a name in a calendar is, or ends with ("/mozilla.org/…/Europe/Berlin")."""
    known = {zone.casefold(): zone for zone in zoneinfo.available_timezones() if "/" in zone}
    parts = name.strip("/").split("/")
    for start in range(max(0, len(parts) - 3), len(parts) - 1):
        if zone := known.get("/".join(parts[start:]).replace(" ", "_").casefold()):
            return zone
    return UTC if parts[-1].casefold() in {"utc", "z", "gmt"} else ""


def _by_windows_name(name: str) -> str:
    """The zone that Windows calls so, by the name that its city has today."""
    from babel.core import get_global

    zone = str(get_global("windows_zone_mapping").get(name, ""))
    return _OF_TODAY.get(zone, zone)


def named(name: str, now: DateTime) -> TypedZone | None:
    """The zone that the name of a zone in a calendar stands for, or None."""
    plain = _COPY_OF_WINDOWS_NAME.sub("", name.strip().strip('"'))
    found = _by_its_name(plain) or _by_windows_name(plain)
    if found:
        return TypedZone(pendulum.timezone(found), found)
    shown = re.sub(r"(?<=\d)\.(?=\d\d\b)", ":", plain.replace("(", " ").replace(")", " "))
    try:
        return find_zone(tidy(shown), now)
    except UnreadableError:  # it may be either of two
        return None


def _at(wall: datetime, offset: timedelta) -> DateTime:
    zone = pendulum.FixedTimezone(int(offset.total_seconds()))
    return pendulum.instance(wall, tz=zone)


def _stamp(text: str) -> Stamp | None:
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match["hour"] is None:
            return Stamp(day)
        clock = (int(match["hour"]), int(match["minute"]), min(59, int(match["second"] or 0)))
        wall = datetime(day.year, day.month, day.day, *clock)  # noqa: DTZ001  # its zone is told apart
    except ValueError:
        return None
    if match["utc"] is None:
        return Stamp(day, wall)
    return Stamp(day, wall, timedelta(0) if match["utc"] in "Zz" else _offset(match["utc"]))


def _offset(text: str) -> timedelta | None:
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        return None
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    return None if ahead >= timedelta(hours=24) else -ahead if match["sign"] == "-" else ahead


def _offset_at(zone: Part, wall: datetime) -> timedelta | None:
    """How far the clocks of a zone are ahead of UTC then, by the file's own rules, if known."""
    latest: tuple[datetime, timedelta] | None = None
    for change in zone.changes:
        offset = _offset(change.value("TZOFFSETTO"))
        onset = _latest_onset(change, wall)
        if offset is None or onset is None:
            return None
        if onset <= wall and (latest is None or onset > latest[0]):
            latest = (onset, offset)
    return latest[1] if latest else None


def _latest_onset(change: Part, wall: datetime) -> datetime | None:
    """When the clocks last changed so, until then; later than it if never, None if not readable."""
    first = _stamp(change.value("DTSTART"))
    if first is None or first.wall is None:
        return None
    rule = change.value("RRULE")
    if not rule:
        dates = [_stamp(text) for text in change.value("RDATE").split(",")[:200] if text]
        walls = [first.wall, *(each.wall for each in dates if each and each.wall)]
        return max((each for each in walls if each <= wall), default=first.wall)
    if first.wall > wall:
        return first.wall
    parts = dict(part.upper().partition("=")[::2] for part in rule.split(";"))
    until = _stamp(parts.get("UNTIL", ""))
    last = min(wall, until.wall) if until and until.wall else wall
    onsets = [_onset(parts, year, first.wall) for year in (last.year - 1, last.year)]
    if None in onsets:
        return None
    return max(
        (each for each in onsets if each and each <= last and each >= first.wall),
        default=first.wall,
    )


def _onset(rule: dict[str, str], year: int, first: datetime) -> datetime | None:
    """When the clocks change in a year by a rule such as "the last Sunday of March"."""
    if rule.get("FREQ") != "YEARLY" or rule.get("INTERVAL", "1") != "1":
        return None
    if not MINYEAR < year < MAXYEAR:
        return None
    month = rule.get("BYMONTH", str(first.month))
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        return None
    days = [day for day in range(1, 32) if _is_day(year, int(month), day)]
    if by_month_day := rule.get("BYMONTHDAY"):
        allowed = {int(day) for day in by_month_day.split(",") if day.isdecimal()}
        days = [day for day in days if day in allowed]
    elif "BYDAY" not in rule:
        days = [day for day in days if day == first.day]
    if by_day := rule.get("BYDAY"):
        match = _BY_DAY.fullmatch(by_day)
        if match is None:
            return None
        weekday = _DAYS.index(match["day"])
        days = [day for day in days if date(year, int(month), day).weekday() == weekday]
        nth = match["nth"] or rule.get("BYSETPOS", "1")
        days = days[_index(nth) :][:1] if _BY_DAY.fullmatch(f"{nth}MO") else []
    if not days:
        return None
    return first.replace(year=year, month=int(month), day=days[0])


def _index(nth: str) -> int:
    """The place in a list of the first, or the last but one."""
    return int(nth) if int(nth) < 0 else int(nth) - 1


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
