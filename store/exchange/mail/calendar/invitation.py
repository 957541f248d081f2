"""Calendar invitations: what each event in one says of an interview.

Nothing is guessed. A time without a zone, a whole day, a zone that contradicts itself is left
empty, and a doubt says so. A repeated event is never unrolled: an interview takes place once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import pendulum
from msgspec import Struct
from pendulum import DateTime

from store import say
from store.dates.names import form
from store.errors import UnreadableError
from store.exchange.ics import OURS
from store.exchange.mail.calendar.attendees import Guest, guests_of
from store.exchange.mail.calendar.lines import Calendar, Part, read_calendar
from store.exchange.mail.calendar.zones import Moment, Stamp, minutes_between, moment_of
from store.exchange.mail.facts.agencies import is_between
from store.exchange.mail.facts.company import company_of
from store.exchange.mail.facts.moment import start_of
from store.exchange.mail.facts.place import format_of, place_of
from store.exchange.mail.facts.role import role_of
from store.exchange.mail.facts.signature import signed
from store.exchange.mail.message.pages import text_of
from store.exchange.mail.taken import Found, FoundPerson, FoundTime, Kind, Taken
from store.records.card import LONGEST_MINUTES
from store.text import clean, clean_line

_LONGEST_READ = 20_000
"""The most characters of what an event says that are searched."""
_MOST_READ = 30_000
"""The most characters that are searched in all events together."""
_LONGEST_ID = 500
_HIGHEST = 2**31 - 1
"""The highest SEQUENCE that calendars count to (RFC 5545, an INTEGER)."""
_ANSWERS = frozenset(["REPLY", "REFRESH", "DECLINECOUNTER"])
_LINKS = (
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "CONFERENCE",
    "URL",
)
_DURATION = form(
    r"\+?P(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})S)?)?"
)
_NEWS = re.compile(
    r"(?:(?:canceled|cancelled|updated?|accepted|declined|tentative|new|abgesagt|aktualisiert"
    r"|einladung|invitation|invite|annulé|cancelado|fwd?|fw|re|aw|wg)"
    r"(?: (?:event|invitation|meeting|termin))?(?: with note)?: *)+",
    re.IGNORECASE,
)
_HTML = re.compile(r"<(?:br|p|a|div|b|i|html|span|ul|li|table)\b[^>]{0,500}>", re.IGNORECASE)


def read_invitations(
    content: bytes, now: DateTime, mine: Collection[str], mail_text: str = ""
) -> tuple[Taken, ...]:
    """What each event in a calendar file says, the earliest first, those without a time last.

    ``now`` is in the person's zone, and times in UTC are told in it. ``mine`` are the candidate's
    own addresses in lower case: they are never among the people. ``mail_text`` is the text of the
    mail that the file came with: it may say what the event does not. Of several versions of one
    event the newest counts. What Afterword itself wrote into a calendar is not read: it tells of
    cards, and what is due on them is no interview.

    Raises:
        UnreadableError: It is no calendar file, has no event or far too many, only events of
            Afterword's own, or is an answer to an invitation.
    """
    calendar = read_calendar(content)
    if calendar.method in _ANSWERS:
        raise UnreadableError("This is an answer to an invitation, not one: nothing was read.")
    theirs = [event for event in calendar.events if not OURS.fullmatch(event.text("UID").strip())]
    if calendar.events and not theirs:
        raise UnreadableError(
            "This is Afterword's own calendar: all of it is on cards. Cards come over by a json "
            "export, with `afterword import`."
        )
    events = _newest(theirs)
    reader = _Reader(calendar, now, mine, mail_text, min(_LONGEST_READ, _MOST_READ // len(events)))
    read = [reader.taken(event) for event in events]
    return tuple(
        sorted(read, key=lambda taken: (taken.start is None, taken.start and taken.start.at))
    )


def _newest(events: list[Part]) -> list[Part]:
    """The newest version of each event; one without an id is by itself."""
    found: dict[tuple[str, str], Part] = {}
    for number, event in enumerate(events):
        key = event.value("UID") or f"\n{number}", event.value("RECURRENCE-ID")
        if key not in found or _version(event) >= _version(found[key]):
            found[key] = event
    return list(found.values())


def _version(event: Part) -> tuple[int, str]:
    return _sequence(event)[0], event.value("LAST-MODIFIED") or event.value("DTSTAMP")


class _Reader(Struct, frozen=True):
    """Reads the events of a calendar; ``longest`` is how much of what each says is searched."""

    calendar: Calendar
    now: DateTime
    mine: Collection[str]
    mail_text: str
    longest: int

    def taken(self, event: Part) -> Taken:
        """What an event says of an interview."""
        title = clean_line(_NEWS.sub("", event.text("SUMMARY")))
        text = _text_of(event)
        guests = guests_of(event.people, self.mine)
        start, time_doubt = self._start(event, title, text)
        minutes, length_doubt = self._minutes(event)
        read = f"{text}\n\n{self.mail_text}".strip()[: self.longest]
        location = _location_of(event)
        links = "\n".join(clean_line(event.text(name)) for name in _LINKS if event.text(name))
        where = f"{links}\n{read}".strip()[: self.longest]
        company = company_of(guests.names, title, read)
        sequence, sequence_doubt = _sequence(event)
        doubts = (
            time_doubt,
            length_doubt,
            *guests.doubts,
            "" if guests.people else "It names nobody whom you will meet.",
            "It repeats: only its first time was read." if event.value("RRULE") else "",
            sequence_doubt,
        )
        return Taken(
            kind=Kind.CANCELLATION if self._is_off(event) else Kind.INVITATION,
            company=_told(company),
            role=_told(role_of(title, read, company.value if company else "")),
            start=start,
            minutes=minutes,
            place=_told(place_of(location, where)),
            format=format_of(location, f"{title}\n{where}"),
            people=tuple(_person(guest, read) for guest in guests.people),
            uid=clean_line(event.text("UID"))[:_LONGEST_ID],
            sequence=sequence,
            text=text,
            doubts=tuple(doubt for doubt in doubts if doubt),
        )

    def _is_off(self, event: Part) -> bool:
        return self.calendar.method == "CANCEL" or event.value("STATUS").upper() == "CANCELLED"

    def _moment(self, event: Part, name: str) -> Moment:
        return moment_of(event.lines.get(name), event, self.calendar, self.now)

    def _start(self, event: Part, title: str, text: str) -> tuple[FoundTime | None, str]:
        """When it starts, or a doubt.

        A time in UTC is in no place. Where the title or the text tells the same moment in a zone,
        that zone is theirs; where the title tells another moment, one of the two is wrong.
        """
        found = self._moment(event, "DTSTART")
        if self.calendar.method == "COUNTER":
            return None, "Another time was proposed, and nothing is settled."
        for told, where in self._told(event, title, "" if found.zone else text):
            if found.at is None:
                if _completes(told, found.stamp):
                    return FoundTime(told.at, told.zone, f"from the invitation's {where}"), ""
            elif told.at == found.at and told.zone and not found.zone:
                source = f"from the invitation, the zone from its {where}"
                return FoundTime(told.at, told.zone, source), ""
            elif told.at != found.at and where == "title":
                return None, _contradiction(found.at, told.at)
        if found.at is None:
            return None, found.doubt
        source = "from the invitation" if found.zone else "from the invitation, told in your time"
        return FoundTime(found.at, found.zone, source), ""

    def _told(self, event: Part, title: str, text: str) -> Iterator[tuple[FoundTime, str]]:
        """The moments that the title and the text tell with their zone, and which of them does."""
        own = self.now.timezone or pendulum.UTC
        sent = (self._moment(event, "DTSTAMP").at or self.now).in_timezone(own)
        for words, where in ((title, "title"), (text, "text")):
            told = start_of(words[: self.longest], sent) if words else None
            if told and (told.zone or told.at.timezone_name != self.now.timezone_name):
                yield told, where

    def _minutes(self, event: Part) -> tuple[int, str]:
        """How long it lasts, by its end or its length, and a doubt; 0 for a whole day."""
        start = self._moment(event, "DTSTART")
        if start.is_whole_day or start.stamp is None:
            return 0, ""
        if "DTEND" in event.lines:
            end = self._moment(event, "DTEND")
            if start.at and end.at is None:
                return 0, "When it ends could not be read: how long it lasts was left empty."
            minutes = minutes_between(start, end)
        else:
            minutes = _duration(event.value("DURATION"))
        if minutes < 0:
            return 0, "It ends before it starts: how long it lasts was left empty."
        if minutes > LONGEST_MINUTES:
            return 0, "It lasts longer than a day: how long was left empty."
        return minutes, ""


def _completes(told: FoundTime, stamp: Stamp | None) -> bool:
    """Whether words tell in a zone what an event tells without one, or only by the day."""
    if stamp is None or told.at.date() != stamp.day:
        return False
    wall = stamp.wall or told.at.naive()
    is_midnight = (wall.hour, wall.minute) == (0, 0)  # as all-day events of Outlook begin
    return is_midnight or (wall.hour, wall.minute) == (told.at.hour, told.at.minute)


def _contradiction(at: DateTime, told: DateTime) -> str:
    other = told.in_timezone(at.timezone or pendulum.UTC)
    return (
        f"The invitation says {say.moment(at)}, its title {say.moment(other)}: "
        "the time was left empty."
    )


def _duration(text: str) -> int:
    """The minutes of a length such as "PT1H30M"; 0 where it is none."""
    match = _DURATION.fullmatch(text.upper())
    if match is None:
        return 0
    part = {name: int(count or 0) for name, count in match.groupdict().items()}
    hours = 24 * (7 * part["weeks"] + part["days"]) + part["hours"]
    return 60 * hours + part["minutes"] + round(part["seconds"] / 60)


def _sequence(event: Part) -> tuple[int, str]:
    """Which version of the event it is, and a doubt where that is no number."""
    text = event.value("SEQUENCE") or "0"
    if text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= _HIGHEST:
        return int(text), ""
    return 0, "Which version of the invitation it is could not be read."


def _text_of(event: Part) -> str:
    """What the event says, as plain text; some programs write it as HTML, or only so."""
    text = event.text("DESCRIPTION") or event.text("X-ALT-DESC")
    if _HTML.search(text[:_LONGEST_READ]):
        text = text_of(text)
    return clean(text).strip()


def _location_of(event: Part) -> str:
    location = clean(event.text("LOCATION")).strip()
    if location or "X-APPLE-STRUCTURED-LOCATION" not in event.lines:
        return location
    return clean_line(event.lines["X-APPLE-STRUCTURED-LOCATION"].params.get("X-TITLE", ""))


def _person(guest: Guest, text: str) -> FoundPerson:
    """A guest, with what the text says below their name."""
    source = f"from the invitation's {'organizer' if guest.is_organizer else 'guests'}"
    person, source = signed(guest.name, guest.email, text, source)
    return FoundPerson(
        person, source, is_between=guest.is_organizer and is_between(guest.email, text)
    )


def _told(found: Found | None) -> Found | None:
    """What was found, with the title of an event called so: it has no subject."""
    if found is None:
        return None
    return Found(found.value, found.source.replace("the subject", "the invitation's title"))
