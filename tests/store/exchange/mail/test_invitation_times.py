"""When an invitation is and how long it lasts is read in every zone, or left empty and said."""

from __future__ import annotations

import pytest

from tests.store.exchange.mail.events import event, one, start


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Europe/Berlin", "2026-11-24T10:00 Europe/Berlin"),
        ("europe/berlin", "2026-11-24T10:00 Europe/Berlin"),
        ("W. Europe Standard Time", "2026-11-24T10:00 Europe/Berlin"),
        ("W. Europe Standard Time 1", "2026-11-24T10:00 Europe/Berlin"),
        ("Arabian Standard Time", "2026-11-24T10:00 Asia/Dubai"),
        ("India Standard Time", "2026-11-24T10:00 Asia/Kolkata"),
        ("AUS Eastern Standard Time", "2026-11-24T10:00 Australia/Sydney"),
        ("Pacific Standard Time (Mexico)", "2026-11-24T10:00 America/Tijuana"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "2026-11-24T10:00 America/New_York"),
        ('"(GMT+01.00) Berlin / Rome"', "2026-11-24T10:00 Europe/Rome"),
        ("/citadel.org/20250101_1/America/Indiana/Knox", "2026-11-24T10:00 America/Indiana/Knox"),
        ("tzone://Microsoft/Utc", "2026-11-24T11:00"),
        ("UTC", "2026-11-24T11:00"),
        ("Etc/UTC", "2026-11-24T11:00"),
        ("GMT-0500", "2026-11-24T16:00"),
        ("Nowhere/Land", ""),
        ("tzone://Microsoft/Custom", ""),
        ("", ""),
    ],
)
def test_a_zone_is_known_by_each_of_its_names(zone: str, at: str):
    assert start(event(f"DTSTART;TZID={zone}:20261124T100000")) == at


def rules(zone: str, summer: str, winter: str) -> str:
    return f"""BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("20260714T100000", "2026-07-14T09:00"),  # both have summer time
        ("20261124T100000", "2026-11-24T09:00"),
        ("20261025T015900", "2026-10-25T00:59"),  # an hour before its clocks go back
        ("20261025T040000", "2026-10-25T03:00"),
    ],
)
def test_a_zone_without_a_name_goes_as_the_file_says(day: str, at: str):
    zone = rules("Customized Time Zone", "+0300", "+0200")
    assert start(event(f"DTSTART;TZID=Customized Time Zone:{day}", before=zone)) == at


def test_one_offset_for_all_the_year_counts_for_nothing_beside_a_name():
    zone = "BEGIN:VTIMEZONE\nTZID:GMT Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
    zone += "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nEND:STANDARD\nEND:VTIMEZONE"
    july = event("DTSTART;TZID=GMT Standard Time:20260715T090000", before=zone)
    assert start(july) == "2026-07-15T09:00 Europe/London"


def test_a_zone_at_odds_with_its_name_is_left_empty():
    zone = rules("Eastern Standard Time", "-0600", "-0700")
    taken = one(event("DTSTART;TZID=Eastern Standard Time:20261124T100000", before=zone))
    assert taken.start is None
    assert "does not go as its name says" in taken.doubts[0]


@pytest.mark.parametrize(
    ("stamp", "title", "at"),
    [
        (":20261124T110000", "Interview, Nov 24, 2026 at 11:00 AM PST", "2026-11-24T11:00 {}"),
        (";VALUE=DATE:20261124", "Interview, Nov 24, 2026 at 11:00 AM PST", "2026-11-24T11:00 {}"),
        (":20261124T110000", "Interview, Nov 24, 2026 at 11:00 AM", ""),
        (":20261124T100000", "Interview, Nov 24, 2026 at 11:00 AM PST", ""),
        (";VALUE=DATE:20261125", "Interview, Nov 24, 2026 at 11:00 AM PST", ""),
    ],
)
def test_a_title_that_names_the_zone_completes_the_same_time(stamp: str, title: str, at: str):
    content = event(f"DTSTART{stamp}", f"SUMMARY:{title}")
    assert start(content) == at.format("America/Los_Angeles")
    assert bool(one(content).doubts) is not bool(at)


@pytest.mark.parametrize(
    "stamp",
    [
        *("20261332T100000Z", "20261124T990000Z", "99991231T235959Z", "00010101T000000Z"),
        *("19691231T235959Z", "tomorrow", "", "2026", "20261124T10"),
    ],
)
def test_a_bad_date_is_left_empty_and_said(stamp: str):
    taken = one(event(f"DTSTART:{stamp}"))
    assert taken.start is None
    assert "is no date" in taken.doubts[0]


@pytest.mark.parametrize(
    ("lines", "minutes", "doubt"),
    [
        (["DTEND;TZID=Europe/Berlin:20261124T104500"], 45, ""),
        (["DTEND;TZID=America/New_York:20261124T050000"], 60, ""),
        (["DTEND:20261124T093000Z"], 30, ""),
        (["DURATION:PT1H30M"], 90, ""),
        (["DURATION:+P0DT0H50M0S"], 50, ""),
        (["DURATION:PT5400S"], 90, ""),
        (["DURATION:PT"], 0, ""),
        (["DURATION:soon"], 0, ""),
        ([], 0, ""),
        (["DTEND;TZID=Europe/Berlin:20261124T090000"], 0, "ends before it starts"),
        (["DTEND;TZID=Europe/Berlin:20261127T100000"], 0, "longer than a day"),
        (["DURATION:P1W"], 0, "longer than a day"),
        (["DTEND:99991231T235959Z"], 0, "could not be read"),
    ],
)
def test_how_long_it_lasts(lines: list[str], minutes: int, doubt: str):
    taken = one(event(*lines))
    assert taken.minutes == minutes
    assert doubt in " ".join(taken.doubts)
    assert bool(taken.doubts) == bool(doubt)
