"""The lines of a calendar file (RFC 5545), read with patience and within bounds.

icalendar is not asked here. What arrives breaks the rules in ways that a person never sees: a zone
with a colon that is not in quotes, a quote within a name, a letter folded in its middle. And its
older releases change the signs in links ("%2C" becomes "\\,"), so that nobody could join.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, field

from store.errors import UnreadableError

LARGEST = 10_000_000
"""The most bytes of a calendar file that is read."""
MOST_EVENTS = 100
"""The most events in a calendar file that is read; one with more is a whole calendar."""
MOST_LINES = 250_000
"""The most lines, as they are in the file: an attachment of 10 MB has fewer."""
MOST_PEOPLE = 60
"""The most people of one event that are looked at."""
_DEEPEST = 20
_MOST_ZONES = 50
_MOST_CHANGES = 200  # of the clocks of one zone
_LONGEST_TEXT = 50_000
_LONGEST_LINE = 4_000

_END = re.compile(rb"\r*\n|\r")
_FOLD = re.compile(rb"(?:\r*\n|\r)[ \t]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}(?=[;:])")
_PARAMS = r'(?P<params>(?:;[^=:;"]{1,60}=(?:"[^"]*"|[^";:])*)*)'
_PLAIN = re.compile(rf"{_PARAMS}:(?P<value>.*)", re.DOTALL)
_ADDRESS = re.compile(r"(?P<params>;.*?)?:\s*(?P<value>mailto:[^:;\"\s]*)\s*", re.IGNORECASE)
_STAMP = re.compile(
    r"(?P<params>;.*?)?:\s*(?P<value>\d{4}-?\d\d-?\d\d(?:[Tt ]?[\d:]{4,8}(?:[Zz]|[+-]\d\d:?\d\d)?)?)\s*"
)
_PARAM = re.compile(r";(?P<name>[^=:;\"]{1,60})=(?P<value>(?:\"[^\"]*\"|[^\";])*)")
_ESCAPE = re.compile(r"\\([nN,;:\"\\])")
_CARET = re.compile(r"\^([n'^])")
_SIGNS = {"n": "\n", "N": "\n", "'": '"', "^": "^"}

_STAMPS = frozenset(["DTSTART", "DTEND", "RECURRENCE-ID", "DTSTAMP", "LAST-MODIFIED"])
_ADDRESSES = frozenset(["ORGANIZER", "ATTENDEE"])
_TEXTS = frozenset(["DESCRIPTION", "X-ALT-DESC"])
_OF_EVENTS = (
    _STAMPS
    | _ADDRESSES
    | _TEXTS
    | {
        *("UID", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION", "DURATION", "RRULE", "RDATE", "URL"),
        *("TZID", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
        *("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "X-MICROSOFT-CDO-ALLDAYEVENT"),
        "X-APPLE-STRUCTURED-LOCATION",
    }
)
_OF_CALENDARS = frozenset(["METHOD", "X-WR-TIMEZONE"])
_OF_ZONES = frozenset(["TZID", "X-LIC-LOCATION"])
_OF_CHANGES = frozenset(["DTSTART", "TZOFFSETTO", "RRULE", "RDATE"])
_CHANGES = frozenset(["STANDARD", "DAYLIGHT"])


class Line(NamedTuple):
    """One property: its parameters by their names in capitals, and its value as it is written."""

    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a text: with commas, semicolons and line breaks as they are meant."""
        return _ESCAPE.sub(lambda match: _SIGNS.get(match[1], match[1]), self.value)


class Part(Struct):
    """An event, a zone, or a change of a zone's clocks: its properties by their names, in capitals.

    Of a property that is there several times the first counts, but for ``people``, which has those
    of an event: whether each is the organizer, and the line.
    """

    lines: dict[str, Line] = field(default_factory=dict)
    people: list[tuple[bool, Line]] = field(default_factory=list)
    changes: list[Part] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The value of a property as it is written, or ""."""
        return self.lines[name].value.strip() if name in self.lines else ""

    def text(self, name: str) -> str:
        """The value of a property as a text, or ""."""
        return self.lines[name].text.strip() if name in self.lines else ""


class Calendar(Struct):
    """A calendar file: what is to be done with it, its own zone, its events and their zones."""

    method: str = ""
    zone: str = ""
    events: list[Part] = field(default_factory=list)
    zones: dict[str, Part] = field(default_factory=dict)


def read_calendar(content: bytes) -> Calendar:
    """The events in a calendar file, and what is needed to understand them.

    Raises:
        UnreadableError: It is no calendar, has no event or too many, or is built to be slow.
    """
    if len(content) > LARGEST:
        raise UnreadableError("The invitation is larger than 10 MB, so it was not read.")
    if content.count(b"\n") + content.count(b"\r") > 2 * MOST_LINES:
        raise UnreadableError("The invitation has too many lines to be one, so it was not read.")
    calendar = Calendar()
    is_calendar = False
    path: list[tuple[str, Part | None]] = []
    for name, line in _lines(content):
        if name == "BEGIN":
            is_calendar = True
            kind = line.value.strip().upper()
            if len(path) >= _DEEPEST:
                raise UnreadableError("The invitation is nested too deep, so it was not read.")
            path.append((kind, _begun(kind, path, calendar)))
        elif name == "END":
            kind = line.value.strip().upper()
            while any(open_kind == kind for open_kind, _ in path):
                if path.pop()[0] == kind:
                    break
        else:
            _keep(name, line, path, calendar)
    if not calendar.events:
        what = "has no event in it" if is_calendar else "is no calendar file"
        raise UnreadableError(f"The invitation {what}, so nothing was read.")
    for zone in calendar.zones.pop("", Part()).changes:
        if zone.value("TZID"):
            calendar.zones.setdefault(zone.text("TZID"), zone)
    return calendar


def _begun(kind: str, path: list[tuple[str, Part | None]], calendar: Calendar) -> Part | None:
    """The part that begins here, kept where it belongs; None for one that says nothing to us."""
    above = path[-1] if path else ("", None)
    if kind == "VEVENT" and above[0] in {"", "VCALENDAR"}:
        if len(calendar.events) == MOST_EVENTS:
            raise UnreadableError(
                f"This is a whole calendar, with more than {MOST_EVENTS} events. "
                "Save the invitation by itself, and take that."
            )
        calendar.events.append(Part())
        return calendar.events[-1]
    if kind == "VTIMEZONE" and above[0] in {"", "VCALENDAR"}:
        found = calendar.zones.setdefault("", Part()).changes  # named when they are whole
        if len(found) < _MOST_ZONES:
            found.append(Part())
            return found[-1]
    if kind in _CHANGES and above[0] == "VTIMEZONE" and above[1] is not None:
        changes = above[1].changes
        if len(changes) < _MOST_CHANGES:
            changes.append(Part())
            return changes[-1]
    return None


def _keep(name: str, line: Line, path: list[tuple[str, Part | None]], calendar: Calendar) -> None:
    kind, part = path[-1] if path else ("", None)
    if kind == "VCALENDAR" and name == "METHOD":
        calendar.method = calendar.method or line.value.strip().upper()
    elif kind == "VCALENDAR" and name == "X-WR-TIMEZONE":
        calendar.zone = calendar.zone or line.text.strip()
    elif part is None:
        return
    elif name in _ADDRESSES and kind == "VEVENT":
        if len(part.people) <= MOST_PEOPLE:
            part.people.append((name == "ORGANIZER", line))
    elif name in (
        _OF_EVENTS if kind == "VEVENT" else _OF_ZONES if kind == "VTIMEZONE" else _OF_CHANGES
    ):
        part.lines.setdefault(name, line)


_READ = _OF_EVENTS | _OF_CALENDARS | _OF_ZONES | _OF_CHANGES | {"BEGIN", "END"}


def _lines(content: bytes) -> Iterator[tuple[str, Line]]:
    """The properties that say something to us: the name in capitals, and the line.

    A line that begins with no name goes on with the one before: not every program folds its texts.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    content = content.removeprefix(codecs.BOM_UTF8)
    # A line may be folded within a letter, so it is made whole before it is read as text.
    name, text = "", ""
    for raw in _END.split(_FOLD.sub(b"", content)):
        line = _decoded(raw[: 4 * _LONGEST_TEXT])
        if found := _NAME.match(line):
            if name in _READ and (kept := _parsed(name, text)):
                yield name, kept
            name, text = found[0].upper(), line[found.end() :]
        elif name in _TEXTS and len(text) < _LONGEST_TEXT:
            text += f"\n{line}"
    if name in _READ and (kept := _parsed(name, text)):
        yield name, kept


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")  # what old Windows programs write


def _parsed(name: str, text: str) -> Line | None:
    """A line behind its name; None where it cannot be told apart, or is far too long to be one."""
    if name not in _TEXTS and len(text) > _LONGEST_LINE:
        return None
    found = None
    if name in _STAMPS:
        found = _STAMP.fullmatch(text)
    elif name in _ADDRESSES:
        found = _ADDRESS.fullmatch(text)
    found = found or _PLAIN.fullmatch(text)
    if found is None:
        return Line({}, text.partition(":")[2][:_LONGEST_TEXT])
    params = {
        match["name"].strip().upper(): _param(match["value"])
        for match in _PARAM.finditer(found["params"] or "")
    }
    return Line(params, found["value"][:_LONGEST_TEXT])


def _param(value: str) -> str:
    plain = _ESCAPE.sub(lambda match: _SIGNS.get(match[1], match[1]), value.replace('"', ""))
    return _CARET.sub(lambda match: _SIGNS[match[1]], plain).strip()
