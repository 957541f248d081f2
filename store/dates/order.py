"""Which number of a date such as 03/11/2026 is the day: told by the person, or by their country.

Half of the world would read the other date, so where neither is known nothing is guessed.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from importlib import resources


class DayOrder(StrEnum):
    """How a date is written in numbers; the value is what stands in the file."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


_MONTH_FIRST = frozenset(["US", "PH", "PR", "GU", "VI", "AS", "MP", "UM", "FM", "MH", "PW"])
_YEAR_FIRST = frozenset(["CN", "JP", "KR", "KP", "TW", "HU", "LT", "MN", "IR", "BT"])
_BOTH = frozenset({"CA"})  # one office writes it one way, the next the other


def order_for(setting: str, country: str, zone: str = "") -> DayOrder | None:
    """The order in which somebody writes dates; None where nothing tells.

    ``setting`` is what they chose ("" for nothing), ``country`` a code such as "US" or "DE-BY",
    ``zone`` the IANA name of their own zone, whose country counts where none is named.
    """
    if setting in set(DayOrder):
        return DayOrder(setting)
    code = country.partition("-")[0].strip().upper() or country_of(zone)
    if not code or code in _BOTH:
        return None
    if code in _MONTH_FIRST:
        return DayOrder.MONTH_FIRST
    return DayOrder.YEAR_FIRST if code in _YEAR_FIRST else DayOrder.DAY_FIRST


def country_of(zone: str) -> str:
    """The code of the country that an IANA zone lies in, "" where it lies in none ("UTC")."""
    countries = _countries()
    return countries.get(zone) or countries.get(_links().get(zone, ""), "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    rows = (line.split("\t") for line in _lines("zone.tab") if not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}


@lru_cache(maxsize=1)
def _links() -> dict[str, str]:
    """The names that zones had before, such as US/Eastern, and those they have now."""
    rows = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {row[2]: row[1] for row in rows}


def _lines(name: str) -> list[str]:
    return (resources.files("tzdata") / "zoneinfo" / name).read_text("utf-8").splitlines()
