"""Whatever comes as an invitation is read or refused at once, in one line, and never unrolled."""

from __future__ import annotations

import contextlib
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import UnreadableError
from store.exchange.mail.calendar.invitation import read_invitations
from store.exchange.mail.taken import Taken
from tests.store.exchange.mail.table import FORMS, MINE, NOW

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
TAIL = b"END:VCALENDAR\r\n"
START = b"DTSTART:20261124T103000Z"
SLOW = 3.0
"""Seconds of the processor that one file may take; what is usual takes hundredths."""


def event(*lines: bytes) -> bytes:
    inner = b"\r\n".join([b"BEGIN:VEVENT", b"UID:1", START, *lines, b"END:VEVENT", b""])
    return HEAD + inner + TAIL


def zone(rule: bytes, count: int) -> bytes:
    change = (
        b"BEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+9999\n"
        b"RRULE:" + rule + b"\nEND:STANDARD\n"
    )
    used = event().replace(START, b"DTSTART;TZID=X:20261124T103000")
    return HEAD + b"BEGIN:VTIMEZONE\nTZID:X\n" + change * count + b"END:VTIMEZONE\n" + used


def taken_of(content: bytes) -> tuple[Taken, ...]:
    start = time.process_time()
    try:
        return read_invitations(content, NOW, MINE)
    finally:
        assert time.process_time() - start < SLOW


REFUSED = {
    "nothing": (b"", "is no calendar file"),
    "prose": (b"Dear Alex,\nsee you on Tuesday\n", "is no calendar file"),
    "an archive": (b"PK\x03\x04" + bytes(2_000), "is no calendar file"),
    "100 MB": (b"A" * 100_000_000, "larger than 10 MB"),
    "an empty calendar": (HEAD + TAIL, "has no event in it"),
    "only tasks": (HEAD + b"BEGIN:VTODO\nUID:1\nEND:VTODO\n" + TAIL, "has no event in it"),
    "100,000 events": (HEAD + b"BEGIN:VEVENT\nUID:1\nEND:VEVENT\n" * 100_000, "too many lines"),
    "10,000 events": (HEAD + b"BEGIN:VEVENT\nUID:1\nEND:VEVENT\n" * 10_000, "a whole calendar"),
    "nested deep": (b"BEGIN:VCALENDAR\n" * 100_000, "nested too deep"),
    "nested in events": (HEAD + b"BEGIN:VEVENT\nBEGIN:X\n" * 50_000, "nested too deep"),
    "lines without end": (HEAD + b"\n" * 9_000_000, "too many lines"),
    "ends without a beginning": (HEAD + b"END:X\n" * 140_000, "has no event in it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_invitation_is_refused_in_one_line(name: str):
    content, said = REFUSED[name]
    with pytest.raises(UnreadableError) as refused:
        taken_of(content)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200


LONG = b"interview at Harbor 10:00 on Nov 24 https://a.zoom.us/j/1 "
READ = {
    "a text without end": event(b"DESCRIPTION:" + b"x" * 9_900_000),
    "a name without end": event(b'ATTENDEE;CN="' + b"x" * 9_900_000),
    "parameters without end": event(b"ATTENDEE" + b";A=b" * 2_000_000 + b":mailto:a@b.co"),
    "folds without end": event(b"DESCRIPTION:" + b"\r\n x" * 140_000),
    "folds with tabs": event(b"SUMMARY:" + b"\n\tx" * 140_000),
    "an attachment": event(b"ATTACH;ENCODING=BASE64:" + (b"\r\n " + b"A" * 60) * 140_000),
    "every second": event(b"RRULE:FREQ=SECONDLY;COUNT=999999999"),
    "dates without end": event(b"RDATE:" + b"20261124T103000Z," * 200_000),
    "50 long events": HEAD
    + (b"BEGIN:VEVENT\n" + START + b"\nDESCRIPTION:" + LONG * 1_500 + b"\nEND:VEVENT\n") * 50,
    "50 events with many guests": HEAD
    + (
        b"BEGIN:VEVENT\n"
        + START
        + b"".join(b"\nATTENDEE;CN=A%d B:mailto:a%d@harbor.example" % (n, n) for n in range(19))
        + b"\nDESCRIPTION:"
        + b"Dana Lee, Head of People, Harbor Ltd. +49 30 123456. " * 300
        + b"\nEND:VEVENT\n"
    )
    * 50,
    "guests without end": event(
        *(b"ATTENDEE:mailto:a%d@harbor.example" % number for number in range(100_000))
    ),
    "a zone that changes without end": zone(b"FREQ=SECONDLY", 20_000),
    "a zone with a fifth Sunday": zone(b"FREQ=YEARLY;BYMONTH=2;BYDAY=-5SU", 300),
    "zones without end": HEAD
    + b"BEGIN:VTIMEZONE\nTZID:X\nEND:VTIMEZONE\n" * 45_000
    + event()[len(HEAD) :],
    "a zone's name without end": event().replace(
        START, b"DTSTART;TZID=" + b"eastern central " * 200 + b":20261124T103000"
    ),
    "a length without end": event(b"DURATION:PT" + b"9" * 3_000 + b"M"),
    "a version without end": event(b"SEQUENCE:" + b"9" * 3_900),
    "a title of blanks": event(b"SUMMARY:" + b" " * 3_900 + b"x"),
    "a title of prefixes": event(b"SUMMARY:" + b"re: fwd: " * 430),
    "a name of brackets": event(b"ATTENDEE;CN=" + b"(" * 3_900 + b":mailto:a@b.co"),
    "tags without end": event(b"X-ALT-DESC:<br>" + b"<div>" * 900_000),
    "tags without an end": event(b"X-ALT-DESC:<br>" + b"<a href=" * 6_000),
    "comments without an end": event(b"X-ALT-DESC:<br>" + b"<!--" * 12_000),
}


@pytest.mark.parametrize("name", READ)
def test_what_has_no_end_is_read_to_a_bound(name: str):
    for taken in taken_of(READ[name]):
        assert len(taken.text) <= 200_000
        assert len(taken.people) <= 20
        assert all("\n" not in doubt and len(doubt) < 300 for doubt in taken.doubts)


def test_a_text_that_is_cut_keeps_its_letters():
    for shift in range(3):
        (taken,) = taken_of(event(b"DESCRIPTION:" + b"x" * shift + "€".encode() * 100_000))
        assert set(taken.text) <= {"x", "€"}


def test_a_repeated_event_is_one():
    (taken,) = taken_of(READ["every second"])
    assert taken.start is not None
    assert "It repeats: only its first time was read." in taken.doubts


def test_the_largest_that_is_read_stays_within_bounds_of_memory():
    content = READ["an attachment"] + b"\r\n" * 10
    tracemalloc.start()
    try:
        read_invitations(content, NOW, MINE)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 30 * len(content)


VALID = [path.read_bytes() for path in sorted(FORMS.glob("*.ics"))]
PIECES = [
    *(b"\r\n", b"\n ", b"\0", b"\xff", b'"', b";", b":", b"\\", b"=", b",", b"\xe2\x80\xae"),
    *(b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VTIMEZONE\r\n", b"END:VCALENDAR\r\n"),
    *(b"RRULE:FREQ=SECONDLY\r\n", b"DTSTART:99991231T235959Z\r\n", b"DTSTART:00010101\r\n"),
    *(b"TZOFFSETTO:-9999\r\n", b"TZID=", b"SEQUENCE:-1\r\n", b"DURATION:-P9999W\r\n", b"9" * 40),
    *(b"DTEND;TZID=Pacific/Kiritimati:21001231T235959\r\n", b"BYDAY=-5SU", b"BYMONTH=13"),
]
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=6)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=400, deadline=None)
@given(content=st.sampled_from(VALID), changes=edits)
def test_a_changed_invitation_is_read_or_refused(
    content: bytes, changes: list[tuple[float, int, bytes]]
):
    for where, dropped, piece in changes:
        at = int(where * len(content))
        content = content[:at] + piece + content[at + dropped :]
    read: tuple[Taken, ...] = ()
    with contextlib.suppress(UnreadableError):
        read = read_invitations(content, NOW, MINE)
    for taken in read:
        assert 0 <= taken.minutes <= 24 * 60
        assert taken.start is None or 1970 <= taken.start.at.year <= 2100
        assert not {each.person.email for each in taken.people} & MINE
