"""A card as a person types it: plain text in each field, read and checked into a record.

The form and the command line share this, so a date or an address means the same in both.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parseaddr

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import check_zone, in_zone
from store.errors import UnreadableError
from store.phrases import read_promise
from store.records import Card, Contact, Interview, Person, Promise
from store.schedule import local
from store.text import clean, clean_line
from store.when import Moment, read_moment

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


class FieldError(UnreadableError):
    """A field that cannot be taken as it is; ``field`` is the draft's name for it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class CardDraft(Struct, frozen=True, kw_only=True):
    """The fields of a card's form. ``people`` may hold blank ones; they are left out."""

    company: str = ""
    role: str = ""
    interviewed: str = ""
    zone: str = ""
    format: str = ""
    promised: str = ""
    people: tuple[Person, ...] = ()
    contact: Contact = Contact.DIRECT
    posting: str = ""
    no_calls: bool = False
    thread_subject: str = ""
    notes: str = ""


def draft_of(card: Card, now: DateTime) -> CardDraft:
    """The draft that reads back to the card as it is."""
    interview = card.round
    start = in_zone(local(interview.at, now), interview.zone)
    return CardDraft(
        company=card.company,
        role=card.role,
        interviewed=f"{start:%Y-%m-%d %H:%M}",
        zone=interview.zone,
        format=interview.format,
        promised=interview.promise.words if interview.promise else "",
        people=interview.people,
        contact=card.contact,
        posting=card.posting,
        no_calls=card.no_calls,
        thread_subject=interview.thread_subject,
        notes=card.notes,
    )


def read_interview(text: str, zone: str, now: DateTime) -> Moment:
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
        return read_moment(text, in_zone(now, zone))
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
        UnreadableError: There is an address in it that is not one.
    """
    text = clean_line(text)
    name, address = parseaddr(text) if "@" in text else (text, "")
    if "@" in text and not address:
        raise UnreadableError(f'"{text}" is not a person. Write "Dana Lee <dana@example.com>".')
    return Person(name=name, email=check_email(address))


def to_card(draft: CardDraft, now: DateTime, card: Card | None = None) -> Card:
    """The record that the draft describes: a new card, or ``card`` with these fields.

    Raises:
        FieldError: A field is missing or cannot be read; it names the first one.
    """
    company = clean_line(draft.company)
    if not company:
        raise FieldError("company", "Which company was it? A name is needed.")
    moment = read_interview(draft.interviewed, draft.zone, now)
    said = local(moment.at, now).date()
    before = card.round if card else None
    promise = before.promise if before else None
    if not promise or promise.words != clean_line(draft.promised) or promise.said != said:
        promise = read_promise_field(draft.promised, said)
    interview = replace(
        before or Interview(at=moment.at),
        at=_start(moment, before, now, draft),
        zone=draft.zone,
        format=clean_line(draft.format),
        people=_people(draft.people),
        promise=promise,
        thread_subject=clean_line(draft.thread_subject),
    )
    return replace(
        card or Card(company=company, created=now, rounds=(interview,)),
        company=company,
        role=clean_line(draft.role),
        contact=draft.contact,
        posting=clean_line(draft.posting),
        no_calls=draft.no_calls,
        notes=clean(draft.notes).strip(),
        rounds=(*(card.rounds[:-1] if card else ()), interview),
    )


def _start(moment: Moment, before: Interview | None, now: DateTime, draft: CardDraft) -> datetime:
    """The time to keep: the card's own, seconds and all, where the text still says the same."""
    if before is not None and draft.zone == before.zone:
        kept = in_zone(local(before.at, now), before.zone)
        if f"{kept:%Y-%m-%d %H:%M}" == f"{moment.at:%Y-%m-%d %H:%M}":
            return before.at
    return moment.at


def _people(people: tuple[Person, ...]) -> tuple[Person, ...]:
    cleaned = [
        replace(
            person,
            name=clean_line(person.name),
            title=clean_line(person.title),
            email=clean_line(person.email),
            phone=clean_line(person.phone),
            hook=clean_line(person.hook),
        )
        for person in people
    ]
    kept = [person for person in cleaned if person != Person(id=person.id)]
    for index, person in enumerate(kept):
        try:
            check_email(person.email)
        except UnreadableError as error:
            raise FieldError(f"email-{index}", str(error)) from None
    return tuple(kept)
