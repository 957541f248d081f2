from __future__ import annotations

import pendulum
import pytest

from store.dates.order import DayOrder
from store.dates.typed import read_moment
from store.errors import UnreadableError

UTC_NOW = pendulum.datetime(2026, 11, 25, 19, 0)


@pytest.mark.parametrize(
    ("own", "name", "expected"),
    [
        ("America/New_York", "IST", "Asia/Kolkata"),
        ("Asia/Kolkata", "IST", "Asia/Kolkata"),
        ("Asia/Jerusalem", "IST", "Asia/Jerusalem"),
        ("Europe/Dublin", "IST", "Europe/Dublin"),
        ("America/New_York", "CST", "America/Chicago"),
        ("America/Winnipeg", "CST", "America/Winnipeg"),
        ("Asia/Shanghai", "CST", "Asia/Shanghai"),
        ("Asia/Taipei", "CST", "Asia/Taipei"),
        ("America/Havana", "CST", "America/Havana"),
        ("Europe/Berlin", "BST", "Europe/London"),
        ("Asia/Dhaka", "BST", "Asia/Dhaka"),
        ("America/New_York", "AST", "America/Halifax"),
        ("Asia/Riyadh", "AST", "Asia/Riyadh"),
        ("America/Puerto_Rico", "AST", "America/Puerto_Rico"),
        ("Australia/Sydney", "EST", "Australia/Sydney"),
        ("America/Detroit", "EST", "America/Detroit"),
        ("Asia/Manila", "PST", "Asia/Manila"),
        ("Asia/Karachi", "PST", "Asia/Karachi"),
        ("Europe/Berlin", "CET", "Europe/Berlin"),
        ("America/New_York", "CET", "Europe/Paris"),
        ("Europe/London", "GMT", "UTC"),
        ("UTC", "PT", "America/Los_Angeles"),
    ],
)
def test_a_short_name_is_read_by_the_persons_own_zone(own: str, name: str, expected: str) -> None:
    moment = read_moment(f"24 nov 10am {name}", UTC_NOW.in_timezone(own))
    assert (moment.zone, moment.at.timezone_name) == (expected, expected)
    assert moment.at.format("MM-DD HH:mm") == "11-24 10:00"


@pytest.mark.parametrize(
    ("own", "text", "expected"),
    [
        # 23:30 on the 24th in New York is the 25th in Paris.
        ("America/New_York", "tomorrow 9am CET", "2026-11-25T09:00:00+01:00"),
        ("America/New_York", "today 9pm PT", "2026-11-24T21:00:00-08:00"),
        ("America/New_York", "yesterday 9am CET", "2026-11-23T09:00:00+01:00"),
        ("America/New_York", "in 2 days 9am CET", "2026-11-26T09:00:00+01:00"),
        ("America/New_York", "wed 9am CET", "2026-11-25T09:00:00+01:00"),
        ("America/New_York", "9am CET tomorrow", "2026-11-25T09:00:00+01:00"),
        # 06:30 on the 25th in Paris is the 24th in Los Angeles.
        ("Europe/Paris", "tomorrow 9am PT", "2026-11-26T09:00:00-08:00"),
        ("Europe/Paris", "wed 9am PT", "2026-11-25T09:00:00-08:00"),
    ],
)
def test_days_are_the_persons_own_whatever_zone_the_hour_is_in(
    own: str, text: str, expected: str
) -> None:
    now = pendulum.datetime(2026, 11, 24, 23, 30, tz="America/New_York").in_timezone(own)
    assert read_moment(text, now, lean="future").at.isoformat() == expected


def test_the_hour_is_in_the_zone_that_is_handed_in_where_none_is_typed() -> None:
    now = pendulum.datetime(2026, 11, 24, 23, 30, tz="America/New_York")
    moment = read_moment("tomorrow 9am", now, lean="future", zone="Europe/Paris")
    assert (moment.at.isoformat(), moment.zone) == ("2026-11-25T09:00:00+01:00", "")
    moment = read_moment("tomorrow 9am PT", now, lean="future", zone="Europe/Paris")
    assert (moment.at.isoformat(), moment.zone) == (
        "2026-11-25T09:00:00-08:00",
        "America/Los_Angeles",
    )


@pytest.mark.parametrize("offset", ["UTC+1", "GMT+5:30", "+01:00", "-0800", "gmt-5"])
def test_an_offset_stays_an_offset(offset: str) -> None:
    assert read_moment(f"24 nov 10:00 {offset}", UTC_NOW).zone == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("fri 10am PTX", "PTX"),
        ("fri 10am Bielefeldistan", "Bielefeldistan"),
        ("nov 24 3:00 PM XYZ", "XYZ"),
        ("fri 10am Mars/Olympus", "Mars/Olympus"),
    ],
)
def test_a_zone_that_is_none_is_named(text: str, part: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_moment(text, UTC_NOW)
    message = str(caught.value)
    assert f"“{part}”" in message
    assert message.endswith("”.")


def test_an_offset_that_is_not_that_of_the_zone_named_with_it_is_refused() -> None:
    with pytest.raises(UnreadableError, match="leave one of them out"):
        read_moment("Tue Jul 7 2026 15:00:00 GMT-0500 (Eastern Daylight Time)", UTC_NOW)
    with pytest.raises(UnreadableError):
        read_moment("24 nov 2026 15:00 GMT+0100 (Eastern Standard Time)", UTC_NOW)


@pytest.mark.parametrize("text", ["24 nov +3", "24 nov -0500", "today +2", "fri -3"])
def test_an_offset_without_a_time_is_none(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_moment(text, UTC_NOW, order=DayOrder.DAY_FIRST)
