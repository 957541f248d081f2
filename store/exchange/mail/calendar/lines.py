"""The lines of a calendar file (RFC 5545), read with patience and within bounds.

icalendar reads each line that is kept, once its parameters stand in quotes: it ends a zone such as
"(UTC-05:00) Berlin" at its colon. It is not given the whole file. Of the forms that programs write
it refuses three (line breaks of old Macs, UTF-16, a letter folded in its middle) and loses lines of
two; a part without its END is none to it; and it unrolls the rules of a zone, those for every
second without an end.
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
MOST_EVENTS = 50
"""The most events in a calendar file that is read; one with more is a whole calendar."""
MOST_LINES = 150_000
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
_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}(?=[;:])")
_PLAIN = re.compile(r"(?P<params>;(?:\"[^\"]*\"|[^\":])*)?:(?P<value>.*)", re.DOTALL)
_ADDRESS = re.compile(r"(?P<params>;.*?)?:\s*(?P<value>mailto:[^:;\"\s]*)\s*", re.IGNORECASE)
_STAMP = re.compile(
    r"(?P<params>;.*?)?:\s*"
    r"(?P<value>\d{4}-?\d\d-?\d\d(?:[Tt ]?[\d:]{4,8}(?:[Zz]|[+-]\d\d:?\d\d)?)?)\s*"
)
_PARAM = re.compile(r";\s*(?P<name>[A-Za-z0-9-]{1,60})\s*=(?P<value>(?:\"[^\"]*\"|[^\";])*)")
_NOT_IN_QUOTES = re.compile(r"[\x00-\x1f\x7f\"]")

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
_SAYS = {"VEVENT": _OF_EVENTS, "VTIMEZONE": _OF_ZONES}
_READ = _OF_EVENTS | _OF_CALENDARS | _OF_ZONES | _OF_CHANGES | {"BEGIN", "END"}


class Line(NamedTuple):
    """One property: its parameters by their names in capitals, and its value as it is meant."""

    params: dict[str, str]
    value: str


class Part(Struct):
    """An event, a zone, or a change of a zone's clocks: its properties by their names, in capitals.

    Of a property that is there several times the first counts, but for ``people``, which has those
    of an event: whether each is the organizer, and the line.
    """

    lines: dict[str, Line] = field(default_factory=dict)
    people: list[tuple[bool, Line]] = field(default_factory=list)
    changes: list[Part] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The value of a property, or ""."""
        return self.lines[name].value.strip() if name in self.lines else ""


class Calendar(Struct):
    """A calendar file: what is to be done with it, its own zone, its events and their zones."""

    method: str = ""
    zone: str = ""
    events: list[Part] = field(default_factory=list)
    zones: list[Part] = field(default_factory=list)

    def rules_of(self, zone: str) -> Part | None:
        """How the clocks of a zone go by the file itself, if it says so."""
        return next((each for each in self.zones if each.value("TZID") == zone), None)


class _Open(NamedTuple):
    """A part that has begun and not ended; ``part`` is None where nothing of it is kept."""

    kind: str
    part: Part | None = None


_OUTSIDE = _Open("")


def read_calendar(content: bytes) -> Calendar:
    """The events in a calendar file, and what is needed to understand them.

    Raises:
        UnreadableError: It is no calendar, has no event or too many, or is built to be slow.
    """
    if len(content) > LARGEST:
        raise UnreadableError("The invitation is larger than 10 MB, so it was not read.")
    if max(content.count(b"\n"), content.count(b"\r")) > MOST_LINES:
        raise UnreadableError("The invitation has too many lines to be one, so it was not read.")
    calendar = Calendar()
    path: list[_Open] = []
    is_calendar = False
    for name, text in _lines(content):
        kind = text[1:].strip().upper()
        if name == "BEGIN":
            is_calendar = True
            path.append(_Open(kind, _begun(kind, path, calendar)))
        elif name == "END":
            _close(kind, path)
        else:
            _keep(name, text, path[-1] if path else _OUTSIDE, calendar)
    if not calendar.events:
        what = "has no event in it" if is_calendar else "is no calendar file"
        raise UnreadableError(f"The invitation {what}, so nothing was read.")
    return calendar


def _close(kind: str, path: list[_Open]) -> None:
    """Ends the innermost part of a kind, and what was not ended within it."""
    while any(part.kind == kind for part in path):
        if path.pop().kind == kind:
            return


def _begun(kind: str, path: list[_Open], calendar: Calendar) -> Part | None:
    """The part that begins here, kept where it belongs; None for one that says nothing to us."""
    if len(path) >= _DEEPEST:
        raise UnreadableError("The invitation is nested too deep, so it was not read.")
    above = path[-1] if path else _OUTSIDE
    is_on_top = above.kind in {"", "VCALENDAR"}
    if kind == "VEVENT" and is_on_top:
        if len(calendar.events) == MOST_EVENTS:
            raise UnreadableError(
                f"This is a whole calendar, with more than {MOST_EVENTS} events. "
                "Save the invitation by itself, and take that."
            )
        calendar.events.append(Part())
        return calendar.events[-1]
    if kind == "VTIMEZONE" and is_on_top and len(calendar.zones) < _MOST_ZONES:
        calendar.zones.append(Part())
        return calendar.zones[-1]
    if kind in _CHANGES and above.kind == "VTIMEZONE" and above.part is not None:
        changes = above.part.changes
        if len(changes) < _MOST_CHANGES:
            changes.append(Part())
            return changes[-1]
    return None


def _keep(name: str, text: str, within: _Open, calendar: Calendar) -> None:
    """Keeps a line where it stands, if it says something to us."""
    kind, part = within
    if kind == "VCALENDAR" and name == "METHOD":
        calendar.method = calendar.method or _line(name, text).value.strip().upper()
    elif kind == "VCALENDAR" and name == "X-WR-TIMEZONE":
        calendar.zone = calendar.zone or _line(name, text).value.strip()
    elif part is None:
        return
    elif name in _ADDRESSES and kind == "VEVENT":
        if len(part.people) <= MOST_PEOPLE:
            part.people.append((name == "ORGANIZER", _line(name, text)))
    elif name in _SAYS.get(kind, _OF_CHANGES) and name not in part.lines:
        part.lines[name] = _line(name, text)


def _lines(content: bytes) -> Iterator[tuple[str, str]]:
    """The properties that say something to us: the name in capitals, and what stands behind it.

    A line that begins with no name goes on with the one before: not every program folds its texts.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    content = content.removeprefix(codecs.BOM_UTF8)
    # A line may be folded within a letter, so it is made whole before it is read as text.
    name, text = "", ""
    for raw in _END.split(_FOLD.sub(b"", content)):
        found = _NAME.match(raw)
        if found is None:
            if name in _TEXTS and len(text) < _LONGEST_TEXT:
                text += f"\\n{_decoded(raw)}"
            continue
        if _is_kept(name, text):
            yield name, text[:_LONGEST_TEXT]
        name = found[0].decode().upper()
        text = _decoded(raw[found.end() :]) if name in _READ else ""
    if _is_kept(name, text):
        yield name, text[:_LONGEST_TEXT]


def _is_kept(name: str, text: str) -> bool:
    """Whether a line may say something; one that is far too long to be what it is says nothing."""
    return name in _READ and (name in _TEXTS or len(text) <= _LONGEST_LINE)


def _decoded(line: bytes) -> str:
    """A line as text, cut where it is far too long: perhaps within a letter, which is left out."""
    line = line[: 4 * _LONGEST_TEXT]
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")  # what old Windows programs write


def _line(name: str, text: str) -> Line:
    """A property by what stands behind its name, without parameters that are broken."""
    from icalendar.parser import Contentline

    form = _STAMP if name in _STAMPS else _ADDRESS if name in _ADDRESSES else _PLAIN
    found = form.fullmatch(text) or _PLAIN.fullmatch(text)
    if found is None:
        return Line({}, text.partition(":")[2])
    params = "".join(map(_quoted, _PARAM.finditer(found["params"] or "")))
    line = Contentline(f"{name}{params}:{found['value']}")  # type: ignore[no-untyped-call]
    _, read, value = line.parts()
    return Line({key.upper(): each.strip() for key, each in read.items()}, value)


def _quoted(param: re.Match[str]) -> str:
    return f';{param["name"]}="{_NOT_IN_QUOTES.sub("", param["value"])}"'
