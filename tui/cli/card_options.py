"""The fields of a card as options of a command: each field of the table is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec.structs import replace

from store.records import Person, Via
from store.records.fields import FIELDS, READ_APART, CardField, Kind

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.dates.order import DayOrder
    from store.forms.card import Typed, TypedCard
    from store.records import Card
    from store.rules.rules import Rules

F = TypeVar("F", bound=Callable[..., Any])
Options = Mapping[str, Any]
"""What a command was given, by the names of its parameters; None and () where nothing was."""

_HELP = {
    "company": "The company.",
    "role": "The position.",
    "interviewed": 'When: "yesterday 14:00", "fri 10am PT".',
    "promised": 'What they said: "end of next week".',
    "person": '"Dana Lee <dana@example.com>"; may be repeated.',
    "recruiter": 'Who stands in between: "Rae Kim <rae@example.com>".',
    "notes": "Anything to remember.",
    "no-calls": "No calls to them, or calls are fine.",
    "contact": "Whom you write to; a recruiter that is named says it too.",
    "recruiter-email": "The recruiter's address.",
    "recruiter-phone": "The recruiter's number.",
    "name": "Somebody's name: spelt anew, or first known now.",
    "email": "Somebody's address.",
    "phone": "Somebody's number.",
    "title": "Somebody's job title.",
    "hook": "What you talked of with them: it makes the thank-you personal.",
    "address-as": 'How to address them: "Dr. Lee".',
    "their-zone": "Their time zone, if it is not the interview's.",
    "zone": "The interview's time zone: a city, as in Berlin.",
    "country": "Whose holidays count: US, GB, DE-BY …",
    "format": "video, phone, on site …",
    "where": "A link, or an address.",
    "lasts": "45 min, 1.5 h.",
    "thread": "The subject of your last mail with them.",
    "message-id": "The Message-ID of that mail: drafts then reply to it.",
    "language": "The language of the letters: en, de.",
    "posting": "The link to the posting.",
}
_METAVARS = {Kind.MOMENT: "WHEN", Kind.PROMISE: "WORDS", Kind.LENGTH: "LENGTH"}
_ALSO = {"notes": "--note"}
"""Other names of options."""


def card_options(*, adding: bool) -> Callable[[F], F]:
    """Add an option for each field; ``adding`` says that it is a new card, which needs some."""

    def add(command: F) -> F:
        for field in reversed(FIELDS):
            command = click.option(*_names(field), **_kind(field, adding=adding))(command)
        return command

    return add


def typed_with(
    base: TypedCard, options: Options, now: DateTime, order: DayOrder | None, *, adding: bool
) -> TypedCard:
    """A card's form with what the options give; what they leave out stays as it is.

    Raises:
        UnreadableError: A person is named who is not there, or cannot be read.
    """
    fields: dict[str, Typed] = {**base.fields, **dict(_given(options))}
    fields |= _recruiter(base, options)
    interviewed = options[_dest(_FIELD["interviewed"])]
    if interviewed is not None and options[_dest(_FIELD["zone"])] is None:
        fields["zone"] = "" if _has_zone(interviewed, now, order) else fields["zone"]
    promised = options[_dest(_FIELD["promised"])]
    return replace(
        base,
        interviewed=base.interviewed if interviewed is None else interviewed,
        promised=base.promised if promised is None else promised,
        people=_people(base, options, adding=adding),
        fields=fields,
    )


def tell(typed: TypedCard, before: Card | None, after: Card, rules: Rules, now: DateTime) -> None:
    """Say on stderr how the times and their words were understood, where they are new."""
    from store.forms.moments import hear_promise, read_interview, said_on
    from store.words import understood

    order, workdays = rules.date_order(now), rules.workdays(after)
    old, new = before.round if before else None, after.round
    if old is None or (old.at, old.zone) != (new.at, new.zone):
        read = read_interview(typed.interviewed, typed.text("zone"), now, order=order)
        click.echo(f"interview: {understood.moment(read, now, zone_named=True)}", err=True)
    if old is None or old.promise != new.promise:
        said = said_on(new.at, old, now)
        if reading := hear_promise(typed.promised, said, workdays, order):
            click.echo(understood.promise(typed.promised, reading), err=True)


def is_given(options: Options) -> bool:
    """Whether any option says something."""
    return any(value not in {None, ()} for value in options.values())


def _given(options: Options) -> Iterator[tuple[str, Typed]]:
    for field in FIELDS:
        if field.on is Person or field.kind in READ_APART:
            continue
        if (value := options[_dest(field)]) is not None:
            yield field.name, Via(value) if field.kind is Kind.CHOICE else value


def _recruiter(base: TypedCard, options: Options) -> dict[str, Typed]:
    """What naming a recruiter says: letters go there, and another one has another address."""
    from store.forms.values import read_person
    from store.search.index import fold

    typed = options[_dest(_FIELD["recruiter"])]
    if typed is None or (not typed.strip() and not base.text("recruiter")):
        return {}
    person = read_person(typed)
    found: dict[str, Typed] = {"recruiter": person.name}
    if person.email or fold(person.name) != fold(base.text("recruiter")):
        found["recruiter_email"] = person.email
        if fold(person.name) != fold(base.text("recruiter")):
            found["recruiter_phone"] = ""
    found["via"] = Via.RECRUITER if person.name or person.email else Via.DIRECT
    return {**found, **dict(_given({**options, _dest(_FIELD["recruiter"]): None}))}


def _people(base: TypedCard, options: Options, *, adding: bool) -> tuple[Person, ...]:
    from tui.cli import people

    found = people.with_added(base.people, options[_dest(_FIELD["person"])])
    found = people.without(found, options.get("without", ()))
    for field in FIELDS:
        for typed in options[_dest(field)] if field.on is Person else ():
            is_phone = field.kind is Kind.PHONE
            first = adding and is_phone
            found = people.with_detail(found, field.name, typed, else_first=first)
    return tuple(found)


def _has_zone(interviewed: str, now: DateTime, order: DayOrder | None) -> bool:
    """Whether a zone was typed with the time; it takes the place of the one that was known."""
    from store.errors import UnreadableError
    from store.forms.moments import read_interview

    try:
        return bool(read_interview(interviewed, "", now, order=order).zone)
    except UnreadableError:  # which is said where it is read
        return False


def _option(field: CardField) -> str:
    return "person" if field.kind is Kind.PEOPLE else field.option


_FIELD = {_option(field): field for field in FIELDS}


def _dest(field: CardField) -> str:
    """The parameter of a field: of a card, a round or a person, whose names may be the same."""
    return f"{field.on.__name__.lower()}_{field.name}"


def _names(field: CardField) -> list[str]:
    option = f"--{_option(field)}"
    if field.kind is Kind.YES:
        return [f"{option}/--{_option(field).removeprefix('no-')}", _dest(field)]
    also = _ALSO.get(_option(field))
    return [option, *([also] if also else []), _dest(field)]


def _kind(field: CardField, *, adding: bool) -> dict[str, Any]:
    """What click is told of the option: its kind, and a line of help."""
    said = _HELP.get(_option(field)) or _said(field)
    if field.kind is Kind.YES:
        return {"default": None, "help": said}
    if field.kind is Kind.CHOICE:
        choices = [str(option.value) for option in field.options]
        return {"type": click.Choice(choices), "help": said}
    if field.kind is Kind.PEOPLE:
        return {"multiple": True, "metavar": "PERSON", "help": said}
    if field.on is Person:
        return {"multiple": True, "metavar": '"NAME: TEXT"', "help": said}
    needed = adding and (bool(field.needed) or field.kind is Kind.MOMENT)
    return {"metavar": _METAVARS.get(field.kind, "TEXT"), "required": needed, "help": said}


def _said(field: CardField) -> str:
    return f"{field.label}: {field.example}" if field.example else f"{field.label}."
