"""Time zones as people write them: PT, UTC+1, Europe/Berlin, Berlin, W. Europe Standard Time.

A short name stands for a place, whatever its clocks show on the day: "EST" is said all year round.
One that several places use is read by the person's own zone where that is one of them, else as the
most people mean it; the reading says which it was.
"""

from __future__ import annotations

import unicodedata
import zoneinfo
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import pendulum

from store.dates.cities import CITIES
from store.dates.names import form, quoted
from store.dates.order import country_of
from store.errors import UnreadableError

Zone = pendulum.Timezone | pendulum.FixedTimezone


class TypedZone(NamedTuple):
    """A zone that was typed: its IANA name, or "" where only an offset was.

    ``offset`` is what was typed beside the name. Calendars write that of winter also in summer
    ("(UTC-05:00) Eastern Time"); ``is_of_the_day`` says that it was written by a clock instead.
    """

    zone: Zone
    name: str = ""
    offset: timedelta | None = None
    is_of_the_day: bool = False

    def fits(self, at: pendulum.DateTime) -> bool:
        """Whether the offset is that of the named zone, at this moment if it says so."""
        if self.offset is None or at.utcoffset() == self.offset:
            return True
        return not self.is_of_the_day and self.offset in offsets(self.name, at.year)


# The first is what most people mean. Where a name has more, each is of another country.
_SHORT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("z", "ut", "utc", "gmt"), ("UTC",)),
    **dict.fromkeys(("et", "edt"), ("America/New_York",)),
    "est": ("America/New_York", "Australia/Sydney"),
    **dict.fromkeys(("ct", "cdt"), ("America/Chicago", "America/Havana")),
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana", "Asia/Taipei"),
    **dict.fromkeys(("mt", "mdt"), ("America/Denver",)),
    "mst": ("America/Denver", "Asia/Kuala_Lumpur"),
    **dict.fromkeys(("pt", "pdt"), ("America/Los_Angeles",)),
    "pst": ("America/Los_Angeles", "Asia/Manila", "Asia/Karachi"),
    **dict.fromkeys(("akst", "akdt"), ("America/Anchorage",)),
    **dict.fromkeys(("hst", "hast"), ("Pacific/Honolulu",)),
    "ast": ("America/Halifax", "Asia/Riyadh", "America/Puerto_Rico"),
    "adt": ("America/Halifax",),
    **dict.fromkeys(("nst", "ndt"), ("America/St_Johns",)),
    **dict.fromkeys(("brt", "brst"), ("America/Sao_Paulo",)),
    "art": ("America/Argentina/Buenos_Aires",),
    **dict.fromkeys(("clt", "clst"), ("America/Santiago",)),
    "cot": ("America/Bogota",),
    "pet": ("America/Lima",),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "idt": ("Asia/Jerusalem",),
    **dict.fromkeys(("wet", "west"), ("Europe/Lisbon",)),
    **dict.fromkeys(("cet", "cest", "mez", "mesz", "met"), ("Europe/Paris",)),
    **dict.fromkeys(("eet", "eest"), ("Europe/Athens",)),
    "msk": ("Europe/Moscow",),
    "trt": ("Europe/Istanbul",),
    "sast": ("Africa/Johannesburg",),
    "wat": ("Africa/Lagos",),
    "cat": ("Africa/Maputo",),
    "eat": ("Africa/Nairobi",),
    "gst": ("Asia/Dubai",),
    "pkt": ("Asia/Karachi",),
    "npt": ("Asia/Kathmandu",),
    "ict": ("Asia/Bangkok",),
    "wib": ("Asia/Jakarta",),
    "sgt": ("Asia/Singapore",),
    "myt": ("Asia/Kuala_Lumpur",),
    "hkt": ("Asia/Hong_Kong",),
    "pht": ("Asia/Manila",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "awst": ("Australia/Perth",),
    "acst": ("Australia/Darwin",),
    "acdt": ("Australia/Adelaide",),
    "aest": ("Australia/Brisbane",),  # what Sydney has in winter only, Brisbane has all year
    "aedt": ("Australia/Sydney",),
    **dict.fromkeys(("nzst", "nzdt", "nzt"), ("Pacific/Auckland",)),
}
_EXACT = frozenset({"z", "ut", "utc", "gmt"})

_LONG: dict[str, tuple[str, ...]] = {
    "eastern": ("America/New_York",),
    "central": ("America/Chicago",),
    "mountain": ("America/Denver",),
    "pacific": ("America/Los_Angeles",),
    **dict.fromkeys(("alaska", "alaskan"), ("America/Anchorage",)),
    **dict.fromkeys(("hawaii", "hawaiian", "hawaii aleutian"), ("Pacific/Honolulu",)),
    "atlantic": ("America/Halifax",),
    "newfoundland": ("America/St_Johns",),
    **dict.fromkeys(("brasilia", "brazil"), ("America/Sao_Paulo",)),
    "argentina": ("America/Argentina/Buenos_Aires",),
    "chile": ("America/Santiago",),
    "colombia": ("America/Bogota",),
    "peru": ("America/Lima",),
    **dict.fromkeys(("greenwich mean", "coordinated universal", "universal"), ("UTC",)),
    **dict.fromkeys(("british", "uk", "britain", "england", "scotland"), ("Europe/London",)),
    **dict.fromkeys(("gmt bst", "bst gmt"), ("Europe/London",)),
    **dict.fromkeys(("irish", "ireland"), ("Europe/Dublin",)),
    **dict.fromkeys(("western european", "portugal"), ("Europe/Lisbon",)),
    **dict.fromkeys(("central european", "france", "french"), ("Europe/Paris",)),
    **dict.fromkeys(("germany", "german"), ("Europe/Berlin",)),
    **dict.fromkeys(("spain", "spanish"), ("Europe/Madrid",)),
    **dict.fromkeys(("italy", "italian"), ("Europe/Rome",)),
    **dict.fromkeys(("netherlands", "dutch"), ("Europe/Amsterdam",)),
    **dict.fromkeys(("belgium",), ("Europe/Brussels",)),
    **dict.fromkeys(("switzerland", "swiss"), ("Europe/Zurich",)),
    **dict.fromkeys(("austria",), ("Europe/Vienna",)),
    **dict.fromkeys(("poland", "polish"), ("Europe/Warsaw",)),
    **dict.fromkeys(("sweden", "swedish"), ("Europe/Stockholm",)),
    "norway": ("Europe/Oslo",),
    "denmark": ("Europe/Copenhagen",),
    "finland": ("Europe/Helsinki",),
    **dict.fromkeys(("eastern european", "greece"), ("Europe/Athens",)),
    "moscow": ("Europe/Moscow",),
    **dict.fromkeys(("turkey", "turkish"), ("Europe/Istanbul",)),
    **dict.fromkeys(("israel", "israeli"), ("Asia/Jerusalem",)),
    "arabian": ("Asia/Riyadh", "Asia/Dubai"),  # by Unicode's names, and by Windows'
    "arab": ("Asia/Riyadh",),
    **dict.fromkeys(("gulf", "uae"), ("Asia/Dubai",)),
    "pakistan": ("Asia/Karachi",),
    **dict.fromkeys(("india", "indian"), ("Asia/Kolkata",)),
    "bangladesh": ("Asia/Dhaka",),
    "nepal": ("Asia/Kathmandu",),
    **dict.fromkeys(("china", "chinese"), ("Asia/Shanghai",)),
    **dict.fromkeys(("japan", "japanese"), ("Asia/Tokyo",)),
    **dict.fromkeys(("korea", "korean", "south korea"), ("Asia/Seoul",)),
    **dict.fromkeys(("philippine", "philippines"), ("Asia/Manila",)),
    **dict.fromkeys(("thailand", "indochina"), ("Asia/Bangkok",)),
    "taiwan": ("Asia/Taipei",),
    **dict.fromkeys(("south africa", "south african"), ("Africa/Johannesburg",)),
    "west africa": ("Africa/Lagos",),
    "central africa": ("Africa/Maputo",),
    **dict.fromkeys(("east africa", "kenya"), ("Africa/Nairobi",)),
    "egypt": ("Africa/Cairo",),
    "australian western": ("Australia/Perth",),
    "australian central": ("Australia/Adelaide",),
    "australian eastern": ("Australia/Sydney", "Australia/Brisbane"),
    "new zealand": ("Pacific/Auckland",),
}
_CONTINENTS = frozenset(
    ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)
_NO_CITY = frozenset(
    ["act", "north", "south", "west", "nsw", "lhi", "easter", "reunion", "wake", "midway", "center"]
)
_PLAIN = str.maketrans("_.łøđı", "  lodi")  # no accents to take off, to Unicode
_KINDS = " standard", " daylight", " summer"
_BETWEEN = frozenset(["-", "/", "&", "and", "us", "canada", "time", "zone", "the", "in"])
_LONGEST_NAME = 6  # words

ZONE = "|".join([*_SHORT, "eastern", "central", "mountain", "pacific", "uk"])
"""The short names of zones, for a table."""
_WINDOWS = form(r"[a-z. ]+ standard time(?: mexico)?|russia time zone \d+")
_FIGURES = form(r"[\d:]")
_PAIR = form(rf"\b({'|'.join(_SHORT)})/({'|'.join(_SHORT)})\b")
_OFFSET = form(
    r"(?P<name>(?:utc|gmt) ?)?(?P<sign>[+-])(?P<hours>(?(name)0?\d|0\d)|1[0-4])"
    r"(?:(?P<colon>:?)(?P<minutes>[0-5]\d))?(?(minutes)|(?(name)|(?!)))"
)


def find_zone(text: str, now: pendulum.DateTime) -> TypedZone | None:
    """The zone that tidied text names, or None; ``now`` is in the person's own zone.

    Several names of one zone are taken together: "gmt-0500 eastern standard time", "cet berlin".
    """
    words = plain(_PAIR.sub(r"\1 \2", text)).split()
    if text == "my time":
        return TypedZone(now.timezone or pendulum.UTC, now.timezone_name or "")
    offset, of_the_day, words = _offset(words)
    names = list(_names(words, now))
    if not names or None in names:
        zone = pendulum.FixedTimezone(int(offset.total_seconds())) if offset is not None else None
        return TypedZone(zone) if zone and not words else None
    if len(names) == 1 and names[0] == _LONG["arabian"] and offset is None:
        one, other = names[0]
        raise UnreadableError(f"{quoted(text)} may be either; write “{one}” or “{other}”.")
    found = _agreed([name for name in names if name], offset, now.year)
    return TypedZone(pendulum.Timezone(found), found, offset, of_the_day) if found else None


@lru_cache(maxsize=512)
def offsets(zone: str, year: int) -> tuple[timedelta | None, timedelta | None]:
    """How far the clocks of a zone are from UTC in January and in July."""
    place = zoneinfo.ZoneInfo(zone)
    winter, summer = (datetime(year, month, 1, tzinfo=place).utcoffset() for month in (1, 7))
    return winter, summer


def _offset(words: list[str]) -> tuple[timedelta | None, bool, list[str]]:
    """An offset at the start, whether it is written as clocks write it, and the other words."""
    for count in (2, 1):
        if match := _OFFSET.fullmatch(" ".join(words[:count])):
            minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
            of_the_day = bool(match["minutes"]) and not match["colon"]
            signed = timedelta(minutes=-minutes if match["sign"] == "-" else minutes)
            return signed, of_the_day, words[count:]
    return None, False, words


def _names(words: list[str], now: pendulum.DateTime) -> Iterator[tuple[str, ...] | None]:
    """The zones that may be meant by each name among the words; None for one that is none."""
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            if found := _zones_of(" ".join(words[start:end]), now):
                yield found
                start = end
                break
        else:
            if words[start] not in _BETWEEN or (start == 0 and words[0] != "in"):
                yield None
                return
            start += 1


def _agreed(names: list[tuple[str, ...]], offset: timedelta | None, year: int) -> str | None:
    """The zone on which all names agree, and the offset with them."""
    clocks = [{offsets(zone, year) for zone in zones} for zones in names]
    for zone in (
        (zone for zones in reversed(names) for zone in zones) if len(names) == 2 else names[0]
    ):
        clock = offsets(zone, year)
        if all(clock in each for each in clocks) and (offset is None or offset in clock):
            return zone
    return None


def _zones_of(name: str, now: pendulum.DateTime) -> tuple[str, ...]:
    if name in _SHORT:
        return _by_own_zone(name, now)
    bare = name.removesuffix(" time")
    if bare in _SHORT and bare != name:
        return _by_own_zone(bare, now)
    for kind in ("", *_KINDS):
        if bare.endswith(kind) and (zones := _LONG.get(bare.removesuffix(kind))):
            return zones[::-1] if bare == "australian eastern standard" else zones
    if bare in CITIES:
        return (CITIES[bare],)
    if _WINDOWS.fullmatch(name) and (zone := _windows().get(name)):
        return (zone,)
    zone = None if _FIGURES.search(bare) else _iana().get(bare)
    return (zone,) if zone else ()


def _by_own_zone(name: str, now: pendulum.DateTime) -> tuple[str, ...]:
    """The zones that the short name may mean, the likeliest for somebody in the zone of ``now``."""
    zones, own = _SHORT[name], now.timezone_name or ""
    if name in _EXACT or not country_of(own):
        return zones
    called = {datetime(now.year, month, 1, tzinfo=now.tzinfo).tzname() for month in (1, 7)}
    if name.upper() in called:
        return (own, *(zone for zone in zones if zone != own))
    country = country_of(own) if len(zones) > 1 else ""
    return tuple(sorted(zones, key=lambda zone: country_of(zone) != country)) if country else zones


@lru_cache(maxsize=1)
def _iana() -> dict[str, str]:
    """The zones by their full names and by their cities, as they are typed."""
    found: dict[str, str] = {}
    for zone in sorted(zoneinfo.available_timezones()):
        continent, _, rest = zone.partition("/")
        if rest and continent != "Etc":
            found[_as_typed(zone)] = zone
        city = _as_typed(rest.rpartition("/")[2])
        if continent in _CONTINENTS and city not in _NO_CITY:
            found[city] = zone
    return found


def city_names() -> frozenset[str]:
    """The cities that are known, as they are typed: those that name a zone, and those beside."""
    return frozenset(_iana()) | frozenset(CITIES)


def plain(text: str) -> str:
    """Text without accents, underscores and dots: "São Paulo" is "Sao Paulo", "St." is "St"."""
    letters = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _as_typed(name: str) -> str:
    return name.casefold().replace("_", " ").replace("-", " ")


@lru_cache(maxsize=1)
def _windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    names = (
        (name.translate({ord(sign): " " for sign in ".()"}), zone)
        for name, zone in WINDOWS_TO_OLSON.items()
    )
    return {" ".join(name.casefold().split()): zone for name, zone in names}
