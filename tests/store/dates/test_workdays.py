from __future__ import annotations

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.dates.workdays import Workdays, check_country
from store.errors import FieldError, UnreadableError
from store.forms import settings as preferences
from store.records import Person, Promise, Settings
from store.rules.calling_hours import call_warning, their_time
from store.rules.due import due
from store.rules.rules import Rules
from tests.conftest import NOW
from tests.store.rules.test_due import at, waiting

THANKSGIVING = date(2026, 11, 26)


def test_public_holidays_of_the_country_do_not_count():
    assert Workdays(country="US").add(date(2026, 11, 25), 1) == date(2026, 11, 27)
    assert Workdays(country="GB").add(date(2026, 11, 25), 1) == THANKSGIVING
    assert Workdays(country="US-CA").includes(date(2026, 11, 27)) is False
    assert Workdays(country="DE-BY").includes(date(2026, 1, 6)) is False
    assert Workdays(country="DE").includes(date(2026, 1, 6)) is True


def test_the_weekend_and_days_off_are_settings():
    friday_saturday = Workdays(weekend=frozenset({4, 5}))
    assert friday_saturday.add(date(2026, 11, 26), 1) == date(2026, 11, 29)
    off = Workdays(days_off=frozenset({date(2026, 11, 30)}))
    assert off.add(date(2026, 11, 27), 1) == date(2026, 12, 1)


def test_with_nothing_but_days_off_counting_still_ends():
    off = frozenset(date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), 740_000))
    assert Workdays(days_off=off).add(date(2026, 11, 27), 2) > date(2026, 11, 27)


def test_a_card_names_its_own_country_else_the_default_counts(make_card):
    promise = Promise(words="x", said=date(2026, 11, 13), day=date(2026, 11, 25))
    card = waiting(make_card(promise=promise))
    rules = Rules(country="US")
    assert due(card, rules, NOW).iso() == "2026-11-30"
    assert due(replace(card, country="GB"), rules, NOW).iso() == "2026-11-27"
    assert due(card, Rules(), NOW).iso() == "2026-11-27"


def test_a_country_is_checked_and_spelled_as_usual():
    assert check_country(" us-ca ") == "US-CA"
    assert check_country("") == ""
    for wrong in ("Atlantis", "US-XX", "-", "U"):
        with pytest.raises(UnreadableError, match="are not known"):
            check_country(wrong)


def in_berlin(make_card, **fields):
    card = make_card(talked="2026-11-13 14:00", **fields)
    return replace(card, rounds=(replace(card.round, zone="Europe/Berlin"),))


def test_their_clock_is_shown_where_it_differs(make_card):
    assert their_time(in_berlin(make_card), NOW) == "It is 15:30 CET for them, Tue 24 Nov."
    assert their_time(make_card(), NOW) == ""
    tokyo = (Person(name="Ken", zone="Asia/Tokyo"),)
    assert "23:30 JST" in their_time(in_berlin(make_card, people=tokyo), NOW)


@pytest.mark.parametrize(
    ("here", "warned"),
    [
        ("2026-11-24 02:59", True),
        ("2026-11-24 03:00", False),
        ("2026-11-24 10:59", False),
        ("2026-11-24 11:00", True),
        ("2026-11-28 05:00", True),  # a Saturday
        ("2026-11-26 05:00", False),  # Thanksgiving is a working day in Berlin
    ],
)
def test_a_call_outside_their_working_hours_is_warned_of(make_card, here, warned):
    card = replace(in_berlin(make_card), country="DE")
    assert bool(call_warning(card, Rules(country="US"), at(here))) is warned


@pytest.mark.parametrize(
    ("talked", "opens_by", "zone"),
    [
        ("2026-03-07 14:00", "2026-03-08T16:00:00-04:00", "spring: the night has 23 hours"),
        ("2026-10-31 14:00", "2026-11-01T14:00:00-05:00", "autumn: the night has 25 hours"),
    ],
)
def test_twenty_four_hours_are_hours_over_a_change_of_the_clock(make_card, talked, opens_by, zone):
    card = make_card(talked=talked)
    every_day = Rules(Settings(weekend=()))  # else noon of Monday would come after these nights
    assert due(card, every_day, at(talked)).iso() == opens_by, zone


@pytest.mark.parametrize("day", ["2026-03-06 14:00", "2026-10-30 14:00"])
def test_business_days_are_days_over_a_change_of_the_clock(make_card, day):
    start = at(day)
    card = waiting(make_card(talked=day), on=day)
    opens = due(card, Rules(), start).opens
    assert opens is not None
    assert opens == pendulum.instance(start).add(days=7).start_of("day")
    assert (opens.hour, opens.minute) == (0, 0)


def test_their_day_over_the_change_of_the_clock_on_either_side(make_card):
    berlin = in_berlin(make_card)
    assert "15:30 CET" in their_time(berlin, at("2026-10-24 09:30").add(days=1, hours=1))
    assert "14:30 CET" in their_time(berlin, at("2026-10-26 09:30"))
    assert "15:30 CET" in their_time(berlin, at("2026-11-02 09:30"))


def read(**changed: str) -> Settings:
    return preferences.read(preferences.typed(Settings()) | changed, Settings(), NOW)


def test_settings_come_back_as_they_were_typed():
    assert read() == Settings()
    changed = read(grace_days=" 1 ", weekend="Friday and saturday", hours="8:00 to 18:00")
    assert (changed.grace_days, changed.weekend) == (1, (4, 5))
    assert (changed.opens_at, changed.closes_at) == (8, 18)
    off = read(days_off="dec 31, 2026-12-24,").days_off
    assert off == (date(2026, 12, 24), date(2026, 12, 31))
    assert preferences.read(preferences.typed(changed), Settings(), NOW) == changed


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("grace_days", "two"),
        ("grace_days", "-1"),
        ("grace_days", "1.5"),
        ("grace_days", ""),
        ("grace_days", "999"),
        ("thank_hours", "0"),
        ("weekend", "sat blursday"),
        ("weekend", "mon tue wed thu fri sat sun"),
        ("days_off", "2026-12-24, blursday"),
        ("hours", "17-9"),
        ("hours", "nine to five"),
        ("hours", "9-25"),
    ],
)
def test_bad_settings_are_explained_at_their_field(field: str, text: str):
    with pytest.raises(FieldError) as refused:
        read(**{field: text})
    assert refused.value.field == field
    assert "\n" not in str(refused.value)
    assert "`" not in str(refused.value)
