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
from store.records import Settings
from store.rules import board
from store.rules.rules import Rules
from tests.store.exchange.mail.events import event, one
from tests.store.exchange.mail.table import MINE, NOW, Form, forms, told

FORMS = {form.path.stem: form for form in forms("invitations")}


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
