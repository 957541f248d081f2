"""Calendar invitations: what each event in one says of an interview.

Nothing is guessed. A time without a zone, a whole day, a zone that contradicts itself is left
empty, and a doubt says so. A repeated event is never unrolled: an interview takes place once.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import pendulum
from pendulum import DateTime

from store import say
from store.dates.names import form
from store.errors import UnreadableError
from store.exchange.mail.agencies import is_between
from store.exchange.mail.attendees import Guest, guests_of
from store.exchange.mail.calendar_lines import Calendar, Part, read_calendar
from store.exchange.mail.calendar_zones import Moment, minutes_between, moment_of
from store.exchange.mail.company import company_of
from store.exchange.mail.markup import text_of_html
from store.exchange.mail.moment import start_of
from store.exchange.mail.place import format_of, place_of
from store.exchange.mail.role import role_of
from store.exchange.mail.signature import signature_of
from store.exchange.mail.taken import Found, FoundPerson, FoundTime, Kind, Taken
from store.records.card import LONGEST_MINUTES, Person
from store.text import clean, clean_line

_LONGEST_READ = 20_000
"""The most characters of what an event says that are searched."""
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
    event the newest counts.

    Raises:
        UnreadableError: It is no calendar file, has no event or far too many, or is an answer to an
            invitation.
    """
    calendar = read_calendar(content)
    if calendar.method in _ANSWERS:
        raise UnreadableError("This is an answer to an invitation, not one: nothing was read.")
    read = [_taken(event, calendar, now, mine, mail_text) for event in _newest(calendar.events)]
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


def _taken(
    event: Part, calendar: Calendar, now: DateTime, mine: Collection[str], mail_text: str
) -> Taken:
    title = clean_line(_NEWS.sub("", event.text("SUMMARY")))
    text = _text_of(event)
    guests = guests_of(event.people, mine)
    start, time_doubts = _start(event, calendar, now, title, text)
    minutes, length_doubt = _minutes(event, calendar, now)
    read = f"{text}\n\n{mail_text}".strip()[:_LONGEST_READ]
    location = _location_of(event)
    links = "\n".join(clean_line(event.text(name)) for name in _LINKS if event.text(name))
    where = f"{links}\n{read}".strip()[:_LONGEST_READ]
    is_off = calendar.method == "CANCEL" or event.value("STATUS").upper() == "CANCELLED"
    sequence, sequence_doubt = _sequence(event)
    doubts = (
        *time_doubts,
        length_doubt,
        *guests.doubts,
        "" if guests.people else "It names nobody whom you will meet.",
        "It repeats: only its first time was read." if event.value("RRULE") else "",
        sequence_doubt,
    )
    return Taken(
        kind=Kind.CANCELLATION if is_off else Kind.INVITATION,
        company=_told(company_of(guests.names, title, read)),
        role=_told(role_of(title, read)),
        start=start,
        minutes=minutes,
        place=_told(place_of(location, where)),
        format=format_of(location, where),
        people=tuple(_person(guest, read) for guest in guests.people),
        uid=clean_line(event.text("UID"))[:_LONGEST_ID],
        sequence=sequence,
        text=text,
        doubts=tuple(doubt for doubt in doubts if doubt),
    )


def _start(
    event: Part, calendar: Calendar, now: DateTime, title: str, text: str
) -> tuple[FoundTime | None, tuple[str, ...]]:
    """When it starts, and what is doubtful about that.

    A time in UTC is in no place. Where the title or the text tells the same moment in a zone, that
    zone is theirs; where the title tells another moment, one of the two is wrong.
    """
    found = moment_of(event.lines.get("DTSTART"), event, calendar, now)
    if calendar.method == "COUNTER":
        return None, ("Another time was proposed, and nothing is settled.",)
    if found.at is None:
        return None, (found.doubt,)
    sent = moment_of(event.lines.get("DTSTAMP"), event, calendar, now).at or now
    sent = sent.in_timezone(now.timezone or pendulum.UTC)
    for told_in, where in ((title, "title"), (text, "text")):
        told = start_of(told_in[:_LONGEST_READ], sent)
        if told is None or not _names_a_zone(told, now):
            continue
        if told.at == found.at:
            if told.zone and not found.zone:
                return FoundTime(
                    told.at, told.zone, f"from the invitation, the zone from its {where}"
                ), ()
        elif where == "title":
            return None, (_contradiction(found, told),)
    source = "from the invitation" if found.zone else "from the invitation, told in your time"
    return FoundTime(found.at, found.zone, source), ()


def _names_a_zone(told: FoundTime, now: DateTime) -> bool:
    return bool(told.zone) or told.at.timezone_name != now.timezone_name


def _contradiction(found: Moment, told: FoundTime) -> str:
    if found.at is None:
        return found.doubt
    other = told.at.in_timezone(found.at.timezone or pendulum.UTC)
    return (
        f"The invitation says {say.moment(found.at)}, its title {say.moment(other)}: "
        "the time was left empty."
    )


def _minutes(event: Part, calendar: Calendar, now: DateTime) -> tuple[int, str]:
    """How long it lasts, by its end or its length, and a doubt; 0 for a whole day."""
    start = moment_of(event.lines.get("DTSTART"), event, calendar, now)
    if start.is_whole_day or start.stamp is None:
        return 0, ""
    if "DTEND" in event.lines:
        minutes = minutes_between(start, moment_of(event.lines["DTEND"], event, calendar, now))
    elif match := _DURATION.fullmatch(event.value("DURATION").upper()):
        part = {name: int(count or 0) for name, count in match.groupdict().items()}
        hours = 24 * (7 * part["weeks"] + part["days"]) + part["hours"]
        minutes = 60 * hours + part["minutes"] + round(part["seconds"] / 60)
    else:
        return 0, ""
    if minutes < 0:
        return 0, "It ends before it starts: how long it lasts was left empty."
    if minutes > LONGEST_MINUTES:
        return 0, "It lasts longer than a day: how long was left empty."
    return minutes, ""


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
        text = text_of_html(text)
    return clean(text).strip()


def _location_of(event: Part) -> str:
    location = clean(event.text("LOCATION")).strip()
    if location or "X-APPLE-STRUCTURED-LOCATION" not in event.lines:
        return location
    return clean_line(event.lines["X-APPLE-STRUCTURED-LOCATION"].params.get("X-TITLE", ""))


def _person(guest: Guest, text: str) -> FoundPerson:
    """A guest, with what the text says below their name."""
    signed = signature_of(text, guest.name, guest.email)
    person = Person(
        name=guest.name or (signed.name if signed else ""),
        email=guest.email,
        title=signed.title if signed else "",
        phone=signed.phone if signed else "",
    )
    role = "organizer" if guest.is_organizer else "guests"
    between = guest.is_organizer and is_between(guest.email, text)
    return FoundPerson(person, f"from the invitation's {role}", between)


def _told(found: Found | None) -> Found | None:
    """What was found, with the title of an event called so: it has no subject."""
    if found is None:
        return None
    return Found(found.value, found.source.replace("the subject", "the invitation's title"))
