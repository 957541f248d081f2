"""A card as a person types it: plain text in each field, read and checked into a record.

The form and the command line share this, so a date or an address means the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace
from pendulum import DateTime

from store import say
from store.clock import in_zone, local, local_day, same_minute
from store.dates.days import Lean
from store.dates.lengths import read_minutes
from store.dates.names import quoted
from store.dates.order import DayOrder
from store.dates.places import read_zone
from store.dates.promises import Reading, read_promise
from store.dates.typed import Moment, read_day, read_moment
from store.dates.workdays import WEEKDAYS, Workdays, check_country
from store.errors import FieldError, UnreadableError
from store.forms.notes import within
from store.records import Card, Person, Promise, Round
from store.records.fields import READ_APART, CardField, Kind, fields_of
from store.text import clean, clean_line

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


_NAME_AND_EMAIL = re.compile(r"(?P<name>[^<>]*)<\s*(?P<email>[^<>]*?)\s*>")

LANGUAGES = {"en": ("English", "Englisch"), "de": ("German", "Deutsch")}
"""The languages that letters can be written in: the names that each code goes by."""

Typed = str | bool
"""What stands in one field of a form: its text, or the value that was chosen."""

_TYPED = {
    field.name: field
    for record in (Card, Round)
    for field in fields_of(record)
    if field.kind not in READ_APART
}
_PERSON = tuple(fields_of(Person))


class TypedDone(Struct, frozen=True):
    """What was done before a card is added, in a word, and when as typed; "" is now."""

    what: str
    when: str = ""


class TypedCard(Struct, frozen=True, kw_only=True):
    """A card's form: ``fields`` has what is typed by the field's name, blank where it is left out.

    ``people`` may hold blank ones; they are left out. ``done`` is no field of the card: what it
    says becomes steps (see :mod:`store.forms.done`). ``uid`` and ``sequence`` nobody types: they
    are those of an invitation that filled the form, "" where none did.

    Raises:
        TypeError: A field is named that is none of the card's, or of its round's.
    """

    interviewed: str = ""
    promised: str = ""
    people: tuple[Person, ...] = ()
    done: tuple[TypedDone, ...] = ()
    fields: Mapping[str, Typed] = {}
    uid: str = ""
    sequence: int = 0

    def __post_init__(self) -> None:
        if unknown := self.fields.keys() - _TYPED.keys():
            raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
        blank = {name: field.blank for name, field in _TYPED.items()}
        force_setattr(self, "fields", {**blank, **self.fields})

    def text(self, name: str) -> str:
        """What is typed in a field."""
        return str(self.fields[name])


def typed_card(card: Card, now: DateTime) -> TypedCard:
    """The draft that reads back to the card as it is."""
    interview = card.round
    start = in_zone(local(interview.at, now), interview.zone)
    return TypedCard(
        interviewed=f"{start:%Y-%m-%d %H:%M}",
        promised=interview.promise.words if interview.promise else "",
        people=interview.people,
        fields={
            name: as_typed(field, getattr(card if field.on is Card else interview, name))
            for name, field in _TYPED.items()
        },
    )


def as_typed(field: CardField, value: Any) -> Typed:
    """A field's value as it stands in a form, and reads back."""
    return say.length(value) if field.kind is Kind.LENGTH else value


def read_interview(
    text: str, zone: str, now: DateTime, lean: Lean = "past", order: DayOrder | None = None
) -> Moment:
    """When the interview was or will be, read in the interviewer's zone if one is named.

    The zone may be typed with the time ("fri 11am PT") instead: the moment has its name. Days are
    the person's own, whose zone is that of ``now``.

    Raises:
        FieldError: The time (field ``interviewed``) cannot be read, or the zone (``zone``), or
            another was typed with the time.
    """
    try:
        zone = read_zone(zone, now)
    except UnreadableError as error:
        raise FieldError("zone", str(error)) from None
    if not text.strip():
        raise FieldError("interviewed", 'When was the interview? For example "yesterday 14:00".')
    moment = _interview(text, zone, now, lean, order)
    if not zone:
        return moment
    theirs = in_zone(moment.at, zone)
    if moment.zone and theirs.offset != moment.at.offset:
        raise FieldError(
            "zone",
            f"{quoted(text)} is in {moment.zone}, not in {zone}. Leave one of the two zones out.",
        )
    return moment._replace(at=theirs, zone=zone if moment.zone else "")


def read_next_interview(
    text: str, zone: str, now: DateTime, order: DayOrder | None = None
) -> Moment:
    """When the next round will be: in the zone of the last one, unless one is typed with it.

    Raises:
        FieldError: The time cannot be read (field ``interviewed``).
    """
    moment = _interview(text, zone, now, "future", order)
    return moment if moment.zone else moment._replace(at=in_zone(moment.at, zone))


def _interview(text: str, zone: str, now: DateTime, lean: Lean, order: DayOrder | None) -> Moment:
    try:
        return read_moment(text, now, lean, order, zone)
    except UnreadableError as error:
        raise FieldError("interviewed", str(error)) from None


def hear_promise(
    words: str, said: date, workdays: Workdays = WEEKDAYS, order: DayOrder | None = None
) -> Reading | None:
    """What is heard in their words about when they would decide; None when the field is empty.

    Raises:
        FieldError: The words look like a date that cannot be read (field ``promised``).
    """
    words = clean_line(words)
    try:
        return read_promise(words, said, workdays, order) if words else None
    except UnreadableError as error:
        raise FieldError("promised", str(error)) from None


def read_promise_field(
    words: str, said: date, workdays: Workdays = WEEKDAYS, order: DayOrder | None = None
) -> Promise | None:
    """The promise as :func:`hear_promise` reads it; None when the field is empty.

    Raises:
        FieldError: The words look like a date that cannot be read (field ``promised``).
    """
    reading = hear_promise(words, said, workdays, order)
    return reading and Promise(words=clean_line(words), said=said, day=reading.day)


def read_done(text: str, now: DateTime, order: DayOrder | None = None) -> DateTime | None:
    """When something was done; None for "now" and for nothing typed.

    Raises:
        FieldError: It cannot be read, or is still to come (field ``when``).
    """
    if text.strip().casefold() in {"", "now"}:
        return None
    try:
        done = read_moment(text, now, order=order).at
    except UnreadableError as error:
        raise FieldError("when", str(error)) from None
    if done > now:
        raise FieldError("when", f"{say.moment(done)} is still to come.")
    return done


def read_snooze(text: str, now: DateTime, order: DayOrder | None = None) -> date | None:
    """The day to put something off to; None for nothing typed.

    Raises:
        FieldError: It cannot be read, or is not after today (field ``until``).
    """
    if not text.strip():
        return None
    try:
        day = read_day(text, now, order=order)
    except UnreadableError as error:
        raise FieldError("until", str(error)) from None
    if day <= now.date():
        raise FieldError("until", f"{say.day(day)} is not to come. Name a day after today.")
    return day


def read_answer_by(
    text: str, now: DateTime, order: DayOrder | None = None, field: str = "answer_by"
) -> date | None:
    """The day by which they want an answer to their offer; None for nothing typed.

    Raises:
        FieldError: It cannot be read, or is past (``field``).
    """
    if not text.strip():
        return None
    try:
        day = read_day(text, now, order=order)
    except UnreadableError as error:
        raise FieldError(field, str(error)) from None
    if day < now.date():
        raise FieldError(field, f"{say.full_day(day)} is past. Name today or a day to come.")
    return day


WRITE_AGAIN_AFTER = (60, 90)
"""After how many days one may write again, of those offered: long enough for things to change."""
_DAYS_ALONE = re.compile(r"\d{1,3}")
_NEVER = frozenset({"", "no", "none", "never"})


def read_write_again(
    text: str,
    now: DateTime,
    order: DayOrder | None = None,
    *,
    workdays: Workdays = WEEKDAYS,
    field: str = "write_again",
) -> date | None:
    """The day from which to write again; None for nothing typed, and for "no".

    A number alone ("60") is so many days from today. A day off gives the next of the ``workdays``,
    which are those at the company.

    Raises:
        FieldError: It cannot be read, or is not after today (``field``).
    """
    typed = text.strip().casefold()
    if typed in _NEVER:
        return None
    try:
        text = f"+{typed}" if _DAYS_ALONE.fullmatch(typed) else text
        day = workdays.add(read_day(text, now, order=order), 0)
    except UnreadableError as error:
        raise FieldError(field, str(error)) from None
    if day <= now.date():
        raise FieldError(field, f"{say.full_day(day)} is not to come. Name a day after today.")
    return day


def check_email(address: str) -> str:
    """The address itself when it is empty or looks like one.

    Raises:
        UnreadableError: It is not a single plain address.
    """
    if address and not _EMAIL.fullmatch(address):
        raise UnreadableError(f'"{address}" is not an email address. Write it as dana@example.com.')
    return address


def check_language(text: str) -> str:
    """The code of a language typed as a code or a name ("de", "de-AT", "German"); "" stays "".

    Raises:
        UnreadableError: There are no letters in that language.
    """
    typed = text.strip().casefold()
    code = typed.replace("_", "-").partition("-")[0]
    if not code:
        return ""
    for known, names in LANGUAGES.items():
        if code in {known, *(name.casefold() for name in names)}:
            return known
    codes = " or ".join(f"{known} ({names[0]})" for known, names in LANGUAGES.items())
    raise UnreadableError(f"No letters in {quoted(text)} yet. Write {codes}.")


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


def to_card(
    typed: TypedCard,
    now: DateTime,
    card: Card | None = None,
    order: DayOrder | None = None,
    workdays: Workdays = WEEKDAYS,
) -> Card:
    """The record that the draft describes: a new card, or ``card`` with these fields.

    ``order`` is how the person writes dates in numbers (None where nothing tells), ``workdays``
    the business days at the company.

    Raises:
        FieldError: A field is missing or cannot be read; it names the first one.
    """
    _require(typed)
    moment = read_interview(typed.interviewed, typed.text("zone"), now, order=order)
    before = card.round if card else None
    at = before.at if before and same_minute(before.at, moment.at) else moment.at
    read = partial(read_promise_field, workdays=workdays, order=order)
    typed_of_round = _read(Round, typed, now)
    typed_of_round["zone"] = typed_of_round["zone"] or moment.zone
    if typed.uid:
        typed_of_round |= {"uid": typed.uid, "sequence": typed.sequence}
    interview = replace(
        before or Round(at=at),
        at=at,
        people=_people(typed.people, now),
        promise=_promise(typed, at, before, now, read),
        **typed_of_round,
    )
    fields = _read(Card, typed, now)
    rounds = (*(card.rounds[:-1] if card else ()), interview)
    if card is None:
        return Card(created=now, rounds=rounds, **fields)
    return replace(card, rounds=rounds, **fields)


def _require(typed: TypedCard) -> None:
    for name, field in _TYPED.items():
        if field.needed and not clean_line(typed.text(name)):
            raise FieldError(field.key, field.needed)


def _read(record: type[Card | Round], typed: TypedCard, now: DateTime) -> dict[str, Any]:
    return {
        name: _value(field, field.key, typed.fields[name], now)
        for name, field in _TYPED.items()
        if field.on is record
    }


def _value(field: CardField, key: str, typed: Typed, now: DateTime) -> Typed | int:
    """What is typed in a field as the record has it; ``key`` is the field's name in the form."""
    if field.options:
        return typed
    text = str(typed)
    text = clean(text).strip() if field.kind is Kind.TEXT else clean_line(text)
    within(text, field.longest, key)
    try:
        if field.kind is Kind.ZONE:
            return read_zone(text, now)
        if field.kind is Kind.LENGTH:
            return read_minutes(text)
        return _CHECKS[field.kind](text) if field.kind in _CHECKS else text
    except UnreadableError as error:
        raise FieldError(key, str(error)) from None


def _promise(
    typed: TypedCard,
    at: datetime,
    before: Round | None,
    now: DateTime,
    read: Callable[[str, date], Promise | None],
) -> Promise | None:
    """The promise as typed. One whose words and interview are the same is kept as it was read."""
    kept = before.promise if before else None
    if before and kept and before.at == at and kept.words == clean_line(typed.promised):
        return kept
    return read(typed.promised, said_on(at, before, now))


def said_on(at: datetime, before: Round | None, now: DateTime) -> date:
    """The day their words were said: that of the interview, or of a later answer.

    ``at`` is when the interview is, ``before`` the round as it was so far.
    """
    kept = before.promise if before else None
    if before and kept and kept.said > local_day(before.at, now):
        return kept.said
    return local_day(at, now)


def _people(people: tuple[Person, ...], now: DateTime) -> tuple[Person, ...]:
    return tuple(
        cleaned
        for number, person in enumerate(people)
        if (cleaned := _person(number, person, now)) != Person(id=person.id)
    )


def _person(number: int, person: Person, now: DateTime) -> Person:
    cleaned = {
        field.name: _value(field, f"{field.key}-{number}", getattr(person, field.name), now)
        for field in _PERSON
    }
    return replace(person, **cleaned)


_CHECKS: dict[Kind, Callable[[str], str]] = {
    Kind.EMAIL: check_email,
    Kind.COUNTRY: check_country,
    Kind.LANGUAGE: check_language,
}
