"""A time zone that is typed by itself: by its name, its short name, or a city that keeps it.

Beside a time, a name that several cities have is read as most people mean it, and the time told
shows how. In a field of its own there is nothing to see it by, so there it has to say which.
"""

from __future__ import annotations

import difflib
import zoneinfo
from functools import lru_cache

from pendulum import DateTime

from store.clock import check_zone
from store.dates.cities import REGIONS, SEVERAL
from store.dates.names import quoted
from store.dates.order import country_of
from store.dates.zones import city_names, find_zone, offsets, plain
from store.errors import UnreadableError
from store.text import clean_line

_COUNTRIES = {"uk": "GB", "usa": "US", "us": "US", "america": "US", "uae": "AE"}
_HOW = "Write a large city with the same clocks, such as Berlin, or a name such as America/Chicago."
_CLOSE = 0.8  # of 1; what is less alike is another word


def read_zone(text: str, now: DateTime) -> str:
    """The IANA name of the zone that is typed: "Berlin", "são paulo", "Portland, Maine", "PT".

    ``now`` is in the person's own zone, which says what a short name means; "" stays "".

    Raises:
        UnreadableError: Nothing of that name is known, or several that keep other times.
    """
    typed = clean_line(text)
    if not typed or typed == "UTC":
        return typed
    if "/" in typed and (known := _as_named(typed)):
        return known
    city, comma, region = plain(typed.casefold()).partition(",")
    city, region = _bare(city), _bare(region)
    if comma:
        zones = _in_region(_zones_of(city, now), region)
    else:
        zones = _zones_of(city, now) or _with_region(city, now)
    if not zones and typed in zoneinfo.available_timezones():
        return typed
    if not zones:
        raise UnreadableError(_unknown(typed, city))
    if len({offsets(zone, now.year) for zone in zones}) > 1:
        raise UnreadableError(_which(typed, city))
    return zones[0]


def _as_named(typed: str) -> str:
    """A full name as it is written in the file; "" where there is no such zone."""
    try:
        return check_zone(typed)
    except UnreadableError:
        return ""


def _bare(name: str) -> str:
    """A name in single words: "port-au-prince" is "port au prince", "UTC-5" stays."""
    words = name.split()
    return " ".join(
        word if any(letter.isdigit() for letter in word) else word.replace("-", " ")
        for word in words
    ).strip()


def _zones_of(city: str, now: DateTime) -> tuple[str, ...]:
    """Every zone that a name alone may mean."""
    if city in SEVERAL:
        return tuple(SEVERAL[city].values())
    found = find_zone(city, now) if city else None
    if found is not None and not found.name:
        raise UnreadableError(
            f"{quoted(city.upper())} says how far the clocks are from UTC, and not where. {_HOW}"
        )
    return (found.name,) if found else ()


def _with_region(typed: str, now: DateTime) -> tuple[str, ...]:
    """The zone of a city with its state or country behind it, and no comma between: "austin tx"."""
    words = typed.split()
    for place in range(1, len(words)):
        city, region = " ".join(words[:place]), " ".join(words[place:])
        if zones := _in_region(_zones_of(city, now), region):
            return zones
    return ()


def _in_region(zones: tuple[str, ...], region: str) -> tuple[str, ...]:
    """Those of the zones that are in a state or a country; none where that is unknown."""
    if region in REGIONS:
        theirs = REGIONS[region]
        return tuple(
            zone
            for zone in zones
            if country_of(zone) == country_of(theirs)
            and offsets(zone, _ANY) == offsets(theirs, _ANY)
        )
    code = _COUNTRIES.get(region) or _country_codes().get(region)
    return tuple(zone for zone in zones if code and country_of(zone) == code)


_ANY = 2026  # by its clocks of any one year, a state is told from another


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    """The codes of the countries, by their English names as they are typed."""
    from babel import Locale

    names = Locale("en").territories.items()
    return {_bare(plain(name.casefold())): code for code, name in names if code.isalpha()}


def _which(typed: str, city: str) -> str:
    """What is said of a name that several cities have."""
    name = next((name for name in SEVERAL if city == name or city.startswith(f"{name} ")), city)
    places = SEVERAL.get(name, {})
    written = " or ".join(f"“{name.title()}, {place}”" for place in places)
    return f"There are several of {quoted(typed)}. Write {written}."


def _unknown(typed: str, city: str) -> str:
    """What is said of a name that nothing is known by."""
    names = city_names() | SEVERAL.keys()
    close = [] if city in names else difflib.get_close_matches(city, sorted(names), 1, _CLOSE)
    meant = f" Did you mean {close[0].title()}?" if close else ""
    return f"{quoted(typed)} is not a time zone, nor a city that is known here.{meant} {_HOW}"
