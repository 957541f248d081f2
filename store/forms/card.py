"""A card as a person types it: plain text in each field, read and checked into a record.

The form and the command line share this, so a date or an address means the same in both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace
from pendulum import DateTime

from store import say
from store.clock import in_zone, local, same_minute
from store.dates.lengths import read_minutes
from store.dates.order import DayOrder
from store.dates.places import read_zone
from store.dates.workdays import WEEKDAYS, Workdays, check_country
from store.errors import FieldError, UnreadableError
from store.forms.moments import read_interview, read_promise_field, said_on
from store.forms.notes import within
from store.forms.values import check_email, check_language
from store.records import Card, Person, Promise, Round
from store.records.fields import READ_APART, CardField, Kind, fields_of
from store.rules.rules import Rules
from store.text import clean, clean_line

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


def read_card(typed: TypedCard, rules: Rules, now: DateTime, before: Card | None = None) -> Card:
    """The same by a person's rules: their order of dates, and the business days at the company.

    Raises as :func:`to_card`.
    """
    workdays = rules.workdays_in(typed.text("country").strip())
    return to_card(typed, now, before, rules.date_order(now), workdays)


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
