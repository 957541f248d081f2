"""Invitations as calendars write them are read for what is sure in them, and for nothing else."""

from __future__ import annotations

from datetime import datetime

import pendulum
import pytest
from icalendar import Calendar

from store.errors import UnreadableError
from store.exchange.ics import ics
from store.exchange.mail.calendar.invitation import read_invitations
from store.exchange.mail.reading import read
from store.exchange.mail.taken import Taken
from store.records import Settings
from store.rules import board
from store.rules.rules import Rules
from tests.store.exchange.mail.table import MINE, NOW, Form, forms, told

FORMS = {form.path.stem: form for form in forms("invitations")}


def event(*lines: str, method: str = "REQUEST", before: str = "") -> bytes:
    """An invitation with one event; it has a time and an organizer unless the lines say another."""
    own = [line.partition(":")[0].partition(";")[0] for line in lines]
    usual = {
        "UID": "UID:1",
        "DTSTART": "DTSTART;TZID=Europe/Berlin:20261124T100000",
        "ORGANIZER": "ORGANIZER;CN=Dana Lee:mailto:dana.lee@harbor.example",
    }
    kept = [line for name, line in usual.items() if name not in own]
    return "\r\n".join(
        [
            *("BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", *before.splitlines()),
            *("BEGIN:VEVENT", *kept, *lines, "END:VEVENT", "END:VCALENDAR", ""),
        ]
    ).encode()


def one(content: bytes, mine: frozenset[str] = MINE) -> Taken:
    (taken,) = read_invitations(content, NOW, mine)
    return taken


def start(content: bytes) -> str:
    return str(told(one(content)).get("start", ""))


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_read_for_what_it_says(name: str):
    form = FORMS[name]
    if form.refused:
        with pytest.raises(UnreadableError) as refused:
            read_invitations(form.path.read_bytes(), NOW, MINE)
        assert str(refused.value) == form.refused
        return
    found = [told(taken) for taken in read_invitations(form.path.read_bytes(), NOW, MINE)]
    assert found == form.expected


@pytest.mark.parametrize("name", FORMS)
def test_the_one_door_reads_each_form_as_well(name: str):
    form = FORMS[name]
    if form.refused:
        with pytest.raises(UnreadableError, match="an answer to an invitation"):
            read(form.path.read_bytes(), NOW, MINE)
        return
    assert [told(taken) for taken in read(form.path.read_bytes(), NOW, MINE)] == form.expected


def test_every_form_in_the_folder_is_in_the_table():
    folder = next(iter(FORMS.values())).path.parent
    assert {path.stem for path in folder.glob("*.ics")} == set(FORMS)
    assert len(FORMS) >= 15


def as_icalendar_reads(form: Form) -> set[datetime]:
    """The starts that icalendar reads with a zone it knows."""
    calendar = Calendar.from_ical(form.path.read_bytes())
    found = (each.get("dtstart") for each in calendar.walk("VEVENT"))
    moments = [each.dt for each in found if each is not None]
    return {each for each in moments if isinstance(each, datetime) and each.tzinfo is not None}


@pytest.mark.parametrize(
    "name",
    [
        *("google", "google-html-and-rooms", "exchange-teams-german", "exchange-customized-zone"),
        *("outlook-html-only", "webex", "zoom", "apple", "notes", "thunderbird", "nextcloud"),
        *("several-events", "calendly", "greenhouse", "workday-phone"),
    ],
)
def test_the_moments_are_those_that_icalendar_reads(name: str):
    taken = read_invitations(FORMS[name].path.read_bytes(), NOW, MINE)
    assert {each.start.at for each in taken if each.start} == as_icalendar_reads(FORMS[name])


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


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("ATTENDEE;CN=Sam Ruiz:mailto:sam@harbor.example", ["Sam Ruiz <sam@harbor.example>"]),
        ('ATTENDEE;CN="Ruiz, Sam":MAILTO:sam@harbor.example', ["Sam Ruiz <sam@harbor.example>"]),
        ("ATTENDEE;CN=Ruiz\\, Sam:mailto:sam@harbor.example", ["Sam Ruiz <sam@harbor.example>"]),
        ('ATTENDEE;CN=Sam "S" Ruiz:mailto:sam@harbor.example', ["Sam S Ruiz <sam@harbor.example>"]),
        ("ATTENDEE;CN=Sam O^'R^':mailto:sam@harbor.example", ['Sam O"R <sam@harbor.example>']),
        ("ATTENDEE;CN=sam@harbor.example:mailto:sam@harbor.example", ["<sam@harbor.example>"]),
        ("ATTENDEE;CN=Sam Ruiz, PhD:mailto:s@harbor.co", ["Sam Ruiz, PhD <s@harbor.co>"]),
        (
            "ATTENDEE;CN=Sam Ruiz/NYC/Harbor:mailto:s@harbor.example",
            ["Sam Ruiz <s@harbor.example>"],
        ),
        ("ATTENDEE:mailto:sam%40harbor.example?subject=x", ["<sam@harbor.example>"]),
        ("ATTENDEE;EMAIL=sam@harbor.example:urn:uuid:0000-0001", ["<sam@harbor.example>"]),
        ("ATTENDEE;CN=Dana Lee:mailto:DANA.LEE@harbor.example", []),
        ("ATTENDEE;CN=Alex:mailto:Alex.Kim@example.org", []),
        ("ATTENDEE;CUTYPE=ROOM;CN=Blue:mailto:blue@harbor.example", []),
        ("ATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@harbor.example", []),
        ("ATTENDEE;CUTYPE=GROUP;CN=All:mailto:all@harbor.example", []),
        ("ATTENDEE;CN=Conf Room 4:mailto:conf4@harbor.example", []),
        ("ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Sam:mailto:sam@harbor.example", []),
        ("ATTENDEE;ROLE=NON-PARTICIPANT;CN=Sam:mailto:sam@harbor.example", []),
        ("ATTENDEE;CN=Harbor:mailto:no-reply@harbor.example", []),
        ("ATTENDEE;CN=Harbor:mailto:calendar-invites@harbor.example", []),
        ("ATTENDEE;CN=Notes:mailto:fred@fireflies.ai", []),
        ("ATTENDEE;CN=Harbor:mailto:x@calendly.com", []),
        ("ATTENDEE;CN=Harbor Hiring:mailto:harbor@myworkday.com", []),
        ("ATTENDEE;CN=Room:mailto:c_188@resource.calendar.google.com", []),
        ("ATTENDEE;CN=Sam Ruiz:mailto:sam@google.com", ["Sam Ruiz <sam@google.com>"]),
        ("ATTENDEE;CN=Sam Ruiz:mailto:sam.ruiz@zoom.us", ["Sam Ruiz <sam.ruiz@zoom.us>"]),
    ],
)
def test_who_is_met_and_who_is_not(line: str, people: list[str]):
    taken = one(event(line, "ATTENDEE:mailto:alex.kim@example.org"))
    dana = "Dana Lee <dana.lee@harbor.example>"
    assert told(taken)["people"] == [dana, *people]
    assert [each.source for each in taken.people[:2]] == [
        "from the invitation's organizer",
        "from the invitation's guests",
    ][: 1 + len(people)]


def test_oneself_is_not_met_when_the_own_address_is_not_known():
    guests = [
        "ATTENDEE;CN=Sam Ruiz:mailto:sam@harbor.example",
        "ATTENDEE;CN=Alex Kim:mailto:alex.kim@example.org",
    ]
    taken = one(event(*guests), frozenset())
    assert [each.person.name for each in taken.people] == ["Dana Lee", "Sam Ruiz"]
    assert taken.doubts == ("alex.kim@example.org may be you: not taken.",)


def test_who_organized_it_oneself_meets_the_guests():
    content = event(
        "ORGANIZER;CN=Alex Kim:mailto:alex.kim@example.org",
        "ATTENDEE;CN=Sam Ruiz:mailto:sam@harbor.example",
    )
    assert told(one(content))["people"] == ["Sam Ruiz <sam@harbor.example>"]


@pytest.mark.parametrize(
    ("lines", "method", "kind"),
    [
        ([], "REQUEST", "invitation"),
        ([], "PUBLISH", "invitation"),
        ([], "CANCEL", "cancellation"),
        (["STATUS:CANCELLED"], "REQUEST", "cancellation"),
        (["STATUS:cancelled"], "PUBLISH", "cancellation"),
        (["STATUS:CONFIRMED"], "CANCEL", "cancellation"),
        (["STATUS:TENTATIVE"], "REQUEST", "invitation"),
    ],
)
def test_what_is_off_is_known(lines: list[str], method: str, kind: str):
    assert one(event(*lines, method=method)).kind == kind


@pytest.mark.parametrize("method", ["REPLY", "REFRESH", "DECLINECOUNTER", "reply"])
def test_an_answer_to_an_invitation_is_none(method: str):
    with pytest.raises(UnreadableError, match="an answer to an invitation"):
        read_invitations(event(method=method), NOW, MINE)


def test_the_newest_version_of_an_event_counts_whatever_their_order():
    old = event("SEQUENCE:1", "SUMMARY:old").replace(b"END:VCALENDAR\r\n", b"")
    new = event("SEQUENCE:10", "SUMMARY:new", "DURATION:PT1H")
    new = new[new.index(b"BEGIN:VEVENT") :]
    taken = one(old + new)
    assert (taken.sequence, taken.minutes) == (10, 60)
    first, _, rest = (new.replace(b"END:VCALENDAR\r\n", b"")).partition(b"\0")
    taken = one(b"BEGIN:VCALENDAR\r\n" + first + rest + old[old.index(b"BEGIN:VEVENT") :])
    assert (taken.sequence, taken.minutes) == (10, 60)


@pytest.mark.parametrize("text", ["-1", "1.5", "x", "99999999999999999999", "²", "2147483648"])
def test_a_version_that_is_no_number_is_said(text: str):
    taken = one(event(f"SEQUENCE:{text}"))
    assert taken.sequence == 0
    assert taken.doubts == ("Which version of the invitation it is could not be read.",)


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_encodings(ends: str, encoding: str):
    text = event("SUMMARY:Grü", "ATTENDEE;CN=Jürg:mailto:j@harbor.example").decode()
    content = text.replace("\r\n", ends).encode(encoding)
    assert [each.person.name for each in one(content).people] == ["Dana Lee", "Jürg"]


def test_what_could_drive_a_terminal_is_shown_not_sent():
    taken = one(
        event(
            "LOCATION:Harbor\x1b]52;c;QQ\x07\\, 12 Quay Street",
            "DESCRIPTION:a\x1b[2J\u202eb",
            "ATTENDEE;CN=Sam\x1b[31m Ruiz:mailto:sam@harbor.example",
            "UID:x\x00y",
        )
    )
    everything = repr(taken.text) + repr(told(taken))
    assert not any(sign in everything for sign in ("\\x1b", "\\x07", "\\u202e", "\\x00"))
    assert taken.text == "a␛[2J⟨202E⟩b"
    assert taken.uid == "x␀y"


def test_alarms_tasks_and_strangers_parts_say_nothing():
    alarm = (
        "BEGIN:VALARM\r\nSUMMARY:Alarm\r\nDTSTART:20200101T000000Z\r\n"
        "ATTENDEE:mailto:alarm@harbor.example\r\nEND:VALARM\r\n"
    )
    task = "BEGIN:VTODO\nUID:todo\nDTSTART:20200101T000000Z\nEND:VTODO"
    content = event("DURATION:PT30M", before=task)
    content = content.replace(b"UID:1\r\n", alarm.encode() + b"UID:1\r\n")
    assert told(one(content)) | {"company": ""} == {
        "kind": "invitation",
        "company": "",
        "start": "2026-11-24T10:00 Europe/Berlin",
        "minutes": 30,
        "people": ["Dana Lee <dana.lee@harbor.example>"],
        "uid": "1",
    }


def test_what_the_mail_says_fills_what_the_invitation_does_not():
    content = event("SUMMARY:Interview")
    mail = "Hello Alex,\n\nwe would like to meet you for the position of Data Analyst.\n"
    (taken,) = read_invitations(content, NOW, MINE, mail)
    assert taken.role is not None
    assert taken.role.value == "Data Analyst"
    assert taken.text == ""
    assert one(content).role is None


def test_links_keep_their_signs():
    link = "https://harbor.zoom.us/j/81234567890?pwd=a%2Cb%3Ac%2F"
    taken = one(event(f"LOCATION:{link}", f"DESCRIPTION:Join: {link}\\nBye"))
    assert taken.place is not None
    assert taken.place.value == link


def test_the_same_moment_is_told_in_the_persons_own_time():
    content = event("DTSTART:20261124T103000Z")
    for zone, clock in (("Asia/Kolkata", "16:00"), ("America/New_York", "05:30")):
        now = pendulum.datetime(2026, 11, 18, tz=zone)
        (taken,) = read_invitations(content, now, MINE)
        assert taken.start is not None
        assert f"{taken.start.at:HH:mm}" == clock
        assert taken.start.source == "from the invitation, told in your time"


def test_the_calendar_that_was_exported_here_is_not_taken_for_invitations(make_card) -> None:
    cards = [make_card("Globex", "2026-11-20 10:00"), make_card("Initech", "2026-12-01 10:00")]
    rules = Rules(Settings())
    exported = ics([board.entry(card, rules, NOW) for card in cards], cards, rules, NOW)
    with pytest.raises(UnreadableError, match="Afterword's own calendar"):
        read(exported, NOW, MINE)
    together = exported.replace(
        b"END:VCALENDAR", b"\r\n".join(event().split(b"\r\n")[3:-2]) + b"\r\nEND:VCALENDAR"
    )
    assert [taken.uid for taken in read(together, NOW, MINE)] == ["1"], "theirs is among them"
