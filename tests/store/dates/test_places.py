from __future__ import annotations

import zoneinfo

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates.cities import CITIES, REGIONS, SEVERAL
from store.dates.places import read_zone
from store.dates.zones import offsets
from store.errors import UnreadableError

NOW = pendulum.datetime(2026, 11, 25, 9, 12, tz="America/New_York")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Mumbai", "Asia/Kolkata"),
        ("Kolkata", "Asia/Kolkata"),
        ("San Francisco", "America/Los_Angeles"),
        ("Zürich", "Europe/Zurich"),
        ("Łódź", "Europe/Warsaw"),
        ("İstanbul", "Europe/Istanbul"),
        ("St. Louis", "America/Chicago"),
        ("Port-au-Prince", "America/Port-au-Prince"),
        ("  berlin  ", "Europe/Berlin"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("Austin, TX", "America/Chicago"),
        ("austin texas", "America/Chicago"),
        ("Lagos, Nigeria", "Africa/Lagos"),
        ("Portland, Maine", "America/New_York"),
        ("portland or", "America/Los_Angeles"),
        ("Cambridge, UK", "Europe/London"),
        ("San José, Costa Rica", "America/Costa_Rica"),
        ("Washington DC", "America/New_York"),
        ("PT", "America/Los_Angeles"),
        ("london time", "Europe/London"),
        ("europe/berlin", "Europe/Berlin"),
        ("US/Pacific", "US/Pacific"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("EST5EDT", "EST5EDT"),
        ("utc", "UTC"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_zone_is_typed_as_a_city_or_by_its_name(typed: str, zone: str) -> None:
    assert read_zone(typed, NOW) == zone


@pytest.mark.parametrize("city", sorted(SEVERAL))
def test_a_city_of_several_says_how_to_name_the_one_that_is_meant(city: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_zone(city, NOW)
    for place, zone in SEVERAL[city].items():
        written = f"{city.title()}, {place}"
        assert f"“{written}”" in str(caught.value)
        assert offsets(read_zone(written, NOW), 2026) == offsets(zone, 2026)
        assert offsets(read_zone(f"{city} {place.upper()}", NOW), 2026) == offsets(zone, 2026)


@pytest.mark.parametrize("typed", ["Gotham", "Paris, Texas", "Berlin, Narnia", "10:00", "Asia"])
def test_what_is_unknown_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_zone(typed, NOW)
    assert str(caught.value) == (
        f"“{typed}” is not a time zone, nor a city that is known here. Write a large city with "
        "the same clocks, such as Berlin, or a name such as America/Chicago."
    )


def test_a_slip_of_the_finger_is_asked_about_and_not_taken() -> None:
    with pytest.raises(UnreadableError, match=r"Did you mean Berlin\?"):
        read_zone("Berln", NOW)


def test_an_offset_is_no_place() -> None:
    with pytest.raises(UnreadableError, match=r"“UTC\+1” says how far .* and not where"):
        read_zone("utc+1", NOW)


def test_every_city_and_region_in_the_tables_has_a_zone_there_is() -> None:
    zones = {*CITIES.values(), *REGIONS.values()}
    zones |= {zone for places in SEVERAL.values() for zone in places.values()}
    assert zones <= zoneinfo.available_timezones()


@pytest.mark.parametrize("city", sorted(CITIES.keys() - SEVERAL.keys()))
def test_every_city_in_the_table_is_read(city: str) -> None:
    assert read_zone(city.title(), NOW) == CITIES[city]


@given(st.text(max_size=40) | st.sampled_from(sorted(CITIES)).map(lambda city: f"{city}, "))
def test_whatever_is_typed_is_a_zone_or_refused(typed: str) -> None:
    try:
        zone = read_zone(typed, NOW)
    except UnreadableError:
        return
    assert not zone or zone in zoneinfo.available_timezones()
    assert read_zone(zone, NOW) == zone
