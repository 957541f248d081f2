from __future__ import annotations

from datetime import date

import pendulum
import pytest

from store.dates.order import DayOrder, order_for
from store.dates.typed import read_day, read_moment
from store.errors import FieldError, UnreadableError
from store.forms import settings as preferences
from store.records import Settings
from store.rules.rules import Rules

NOW = pendulum.datetime(2026, 11, 25, 14, 0, tz="America/New_York")
DAY, MONTH, YEAR = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST, DayOrder.YEAR_FIRST


@pytest.mark.parametrize(
    ("setting", "country", "zone", "expected"),
    [
        ("", "US", "", MONTH),
        ("", "US-CA", "Europe/Berlin", MONTH),
        ("", "PH", "", MONTH),
        ("", "PR", "", MONTH),
        ("", "GB", "America/New_York", DAY),
        ("", "DE-BY", "", DAY),
        ("", "JP", "", YEAR),
        ("", "HU", "", YEAR),
        ("", "CA", "America/New_York", None),
        ("day first", "US", "America/New_York", DAY),
        ("year first", "", "", YEAR),
        ("of a newer version", "GB", "", DAY),
        ("", "", "America/Chicago", MONTH),
        ("", "", "US/Eastern", MONTH),
        ("", "", "Europe/London", DAY),
        ("", "", "Asia/Calcutta", DAY),
        ("", "", "Asia/Seoul", YEAR),
        ("", "", "America/Toronto", None),
        ("", "", "UTC", None),
        ("", "", "", None),
        ("", "", "No/Where", None),
    ],
)
def test_the_order_is_told_or_that_of_the_country(
    setting: str, country: str, zone: str, expected: DayOrder | None
) -> None:
    assert order_for(setting, country, zone) is expected


def test_the_rules_know_the_order() -> None:
    assert Rules().date_order(NOW) is MONTH
    assert Rules(country="GB").date_order(NOW) is DAY
    assert Rules(Settings(date_order="year first"), "GB").date_order(NOW) is YEAR
    assert Rules().date_order(NOW.in_timezone("UTC")) is None


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("03/11/2026", DAY, "2026-11-03"),
        ("03/11/2026", MONTH, "2026-03-11"),
        ("03-11-2026", DAY, "2026-11-03"),
        ("3/11/26", DAY, "2026-11-03"),
        ("12/4", YEAR, "2026-12-04"),
        ("12/4", MONTH, "2026-12-04"),
        ("4/12", DAY, "2026-12-04"),
        ("24/11/2026", MONTH, "2026-11-24"),
        ("11/24/2026", DAY, "2026-11-24"),
        ("24/11/2026", None, "2026-11-24"),
        ("11/24/2026", None, "2026-11-24"),
        ("11/11/2026", None, "2026-11-11"),
        ("2026/11/03", DAY, "2026-11-03"),
        ("2026/11/03", None, "2026-11-03"),
        ("3.11.2026", MONTH, "2026-11-03"),
        ("3.11.2026", None, "2026-11-03"),
    ],
)
def test_numbers_are_read_in_the_order(text: str, order: DayOrder | None, expected: str) -> None:
    assert read_day(text, NOW, order=order) == date.fromisoformat(expected)
    at = read_moment(f"{text} 15:00", NOW, order=order).at
    assert at.format("YYYY-MM-DD HH:mm") == f"{expected} 15:00"


@pytest.mark.parametrize("text", ["03/11/2026", "3-11-2026", "3/11"])
def test_what_may_be_either_is_refused_with_both(text: str) -> None:
    year = " 2026" if "2026" in text else ""
    with pytest.raises(UnreadableError) as caught:
        read_day(text, NOW)
    assert str(caught.value) == f"“{text}” may be 3 Nov or 11 Mar; write “3 Nov{year}”."
    with pytest.raises(UnreadableError, match="may be 3 Nov or 11 Mar; write “3 Nov"):
        read_moment(f"{text} 15:00", NOW)


def test_the_order_is_a_setting() -> None:
    typed = preferences.typed(Settings()) | {"date_order": "day first", "days_off": "3/12"}
    read = preferences.read(typed, Settings(), NOW, "US")
    assert (read.date_order, read.days_off) == ("day first", (date(2026, 12, 3),))
    assert preferences.typed(read)["date_order"] == "day first"
    read = preferences.read(typed | {"date_order": ""}, read, NOW, "US")
    assert (read.date_order, read.days_off) == ("", (date(2027, 3, 12),))


def test_an_order_that_is_none_is_refused() -> None:
    with pytest.raises(FieldError, match="no order of dates") as caught:
        preferences.read_date_order("backwards")
    assert caught.value.field == "date_order"
