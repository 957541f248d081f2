"""A card as a person types it: plain text in each field, read and checked into a record.

The form and the command line share this, so a date or an address means the same in both.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.clock import check_zone, in_zone, local, local_day, same_minute
from store.dates.days import Lean
from store.dates.promises import read_promise
from store.dates.typed import Moment, read_day, read_moment
from store.dates.workdays import check_country
from store.errors import FieldError, UnreadableError
from store.records import Card, Person, Promise, Round, Via
from store.text import LONGEST_LINE, LONGEST_TEXT, clean, clean_line

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


_NAME_AND_EMAIL = re.compile(r"(?P<name>[^<>]*)<\s*(?P<email>[^<>]*?)\s*>")


class TypedCard(Struct, frozen=True, kw_only=True):
    """The fields of a card's form. ``people`` may hold blank ones; they are left out."""

    company: str = ""
    role: str = ""
    interviewed: str = ""
    zone: str = ""
    format: str = ""
    promised: str = ""
    people: tuple[Person, ...] = ()
    contact: Via = Via.DIRECT
    posting: str = ""
    country: str = ""
    no_calls: bool = False
    thread_subject: str = ""
    message_id: str = ""
    notes: str = ""


def typed_card(card: Card, now: DateTime) -> TypedCard:
    """The draft that reads back to the card as it is."""
    interview = card.round
    start = in_zone(local(interview.at, now), interview.zone)
    return TypedCard(
        company=card.company,
        role=card.role,
        interviewed=f"{start:%Y-%m-%d %H:%M}",
        zone=interview.zone,
        format=interview.format,
        promised=interview.promise.words if interview.promise else "",
        people=interview.people,
        contact=card.contact,
        posting=card.posting,
        country=card.country,
        no_calls=card.no_calls,
        thread_subject=interview.thread_subject,
        message_id=interview.message_id,
        notes=card.notes,
    )


def read_interview(text: str, zone: str, now: DateTime, lean: Lean = "past") -> Moment:
    """When the interview was or will be, read in the interviewer's zone if one is named.

    Raises:
        FieldError: The zone (field ``zone``) or the time (``interviewed``) cannot be read.
    """
    try:
        check_zone(zone)
    except UnreadableError as error:
        raise FieldError("zone", str(error)) from None
    if not text.strip():
        raise FieldError("interviewed", 'When was the interview? For example "yesterday 14:00".')
    try:
        return read_moment(text, in_zone(now, zone), lean)
    except UnreadableError as error:
        raise FieldError("interviewed", str(error)) from None


def read_promise_field(words: str, said: date) -> Promise | None:
    """What they said about when they would decide; None when the field is empty.

    Raises:
        FieldError: The words look like a date that cannot be read (field ``promised``).
    """
    words = clean_line(words)
    if not words:
        return None
    try:
        return Promise(words=words, said=said, day=read_promise(words, said))
    except UnreadableError as error:
        raise FieldError("promised", str(error)) from None


def read_done(text: str, now: DateTime) -> datetime | None:
    """When something was done; None for "now" and for nothing typed.

    Raises:
        FieldError: It cannot be read, or is still to come (field ``when``).
    """
    if text.strip().casefold() in {"", "now"}:
        return None
    try:
        done = read_moment(text, now).at
    except UnreadableError as error:
        raise FieldError("when", str(error)) from None
    if done > now:
        raise FieldError("when", f"{say.moment(done)} is still to come.")
    return done


def read_snooze(text: str, now: DateTime) -> date | None:
    """The day to put something off to; None for nothing typed.

    Raises:
        FieldError: It cannot be read, or is not after today (field ``until``).
    """
    if not text.strip():
        return None
    try:
        day = read_day(text, now)
    except UnreadableError as error:
        raise FieldError("until", str(error)) from None
    if day <= now.date():
        raise FieldError("until", f"{say.day(day)} is not to come. Name a day after today.")
    return day


def check_email(address: str) -> str:
    """The address itself when it is empty or looks like one.

    Raises:
        UnreadableError: It is not a single plain address.
    """
    if address and not _EMAIL.fullmatch(address):
        raise UnreadableError(f'"{address}" is not an email address. Write it as dana@example.com.')
    return address


def read_person(text: str) -> Person:
    """A person written as "Dana Lee <dana@example.com>", a bare name, or a bare address.

    Raises:
        UnreadableError: What should be an address is not one.
    """
    text = clean_line(text)
    if match := _NAME_AND_EMAIL.fullmatch(text):
        address = match["email"]
        if not address:
            raise UnreadableError(f'"{text}" has no address between the brackets.')
        return Person(name=match["name"].strip(" \"'"), email=check_email(address))
    return Person(email=check_email(text)) if "@" in text else Person(name=text)


def to_card(typed: TypedCard, now: DateTime, card: Card | None = None) -> Card:
    """The record that the draft describes: a new card, or ``card`` with these fields.

    Raises:
        FieldError: A field is missing or cannot be read; it names the first one.
    """
    company = _line("company", typed.company)
    if not company:
        raise FieldError("company", "Which company was it? A name is needed.")
    moment = read_interview(typed.interviewed, typed.zone, now)
    before = card.round if card else None
    at = before.at if before and same_minute(before.at, moment.at) else moment.at
    interview = replace(
        before or Round(at=at),
        at=at,
        zone=typed.zone,
        format=_line("format", typed.format),
        people=_people(typed.people),
        promise=_promise(typed, at, before, now),
        thread_subject=_line("thread_subject", typed.thread_subject),
        message_id=_line("message_id", typed.message_id),
    )
    return replace(
        card or Card(company=company, created=now, rounds=(interview,)),
        company=company,
        role=_line("role", typed.role),
        contact=typed.contact,
        posting=_line("posting", typed.posting),
        country=_country(typed.country),
        no_calls=typed.no_calls,
        notes=_bounded("notes", clean(typed.notes).strip(), LONGEST_TEXT),
        rounds=(*(card.rounds[:-1] if card else ()), interview),
    )


def _promise(typed: TypedCard, at: datetime, before: Round | None, now: DateTime) -> Promise | None:
    """The promise as typed. One whose words and interview are the same is kept as it was read.

    Words are read from the day they were said: that of the interview, or of a later answer.
    """
    kept = before.promise if before else None
    said = local_day(at, now)
    if before and kept:
        if before.at == at and kept.words == clean_line(typed.promised):
            return kept
        if kept.said > local_day(before.at, now):
            said = kept.said
    return read_promise_field(typed.promised, said)


def _line(field: str, text: str) -> str:
    return _bounded(field, clean_line(text), LONGEST_LINE)


def _bounded(field: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise FieldError(field, f"That is longer than {longest:,} characters. Shorten it, please.")
    return text


def _people(people: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple(
        cleaned
        for number, person in enumerate(people)
        if (cleaned := _person(number, person)) != Person(id=person.id)
    )


def _person(number: int, person: Person) -> Person:
    cleaned = {
        name: _line(f"{name}-{number}", getattr(person, name))
        for name in ("name", "title", "email", "phone", "hook", "zone")
    }
    for name, check in (("email", check_email), ("zone", check_zone)):
        try:
            check(cleaned[name])
        except UnreadableError as error:
            raise FieldError(f"{name}-{number}", str(error)) from None
    return Person(id=person.id, **cleaned)


def _country(code: str) -> str:
    try:
        return check_country(clean_line(code))
    except UnreadableError as error:
        raise FieldError("country", str(error)) from None
