"""A card that is here already, with what an arriving one tells about it.

A row that was exported from this very card speaks for it: what its cells say replaces what the card
says. Anything else only fills in what the card does not say. An empty cell never empties a field,
nobody is taken off a card, and its stage, outcome and history stay: a card moves only when
something was really done. What changes is one step of the history, so undo takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local_day, same_minute
from store.exchange.arrival import Arrival
from store.history import actions
from store.history.merge import merge_cards
from store.records import Card, Person, Promise, Round, What
from store.records.fields import READ_APART, Kind, fields_of
from store.rules.stages import may_write_again

R = TypeVar("R", Card, Round, Person)


def joined(here: Card, arrival: Arrival, now: DateTime) -> Card:
    """The card here together with the arriving one; ``here`` itself where nothing is new."""
    there = arrival.card
    if here.id == there.id and arrival.is_whole:
        if _came_from_a_table(here, there):
            return joined(there, Arrival(card=here), now)
        return merge_cards(here, there)
    if here.deleted is not None:
        return here
    wins = arrival.is_ours and here.id == there.id
    said = arrival.given if wins else frozenset()
    after = replace(
        here,
        **_card_fields(here, there, wins=wins, said=said),
        write_again=_write_again(here, there, wins=wins),
        rounds=_rounds(here, there.round, now, wins=wins, said=said),
    )
    return actions.edit(here, after, now)


def _card_fields(
    here: Card, there: Card, *, wins: bool, said: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The card's own fields with what the other tells; nobody gets another recruiter's number."""
    told = _fields(here, there, wins=wins, said=said)
    if not wins and _is_another(_recruiter(here), _recruiter(there)):
        told |= {name: getattr(here, name) for name in _RECRUITER}
    return told


def _write_again(here: Card, there: Card, *, wins: bool) -> date | None:
    """The day from which to write again; only a card at rest is told of one."""
    if not may_write_again(here):
        return here.write_again
    day: date | None = _chosen(here.write_again, there.write_again, None, wins=wins)
    return day


_RECRUITER = ("recruiter", "recruiter_email", "recruiter_phone")


def _recruiter(card: Card) -> Person:
    name, email, phone = (getattr(card, name) for name in _RECRUITER)
    return Person(name=name, email=email, phone=phone)


def _is_another(one: Person, other: Person) -> bool:
    """Whether both are told of, and have another name, or another address."""
    both = ((one.name, other.name), (one.email, other.email))
    return any(a and b and a.casefold() != b.casefold() for a, b in both)


def _fields(here: R, there: R, *, wins: bool, said: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The fields of one record with what the other tells of them.

    Of a choice, the usual value is told too, and not only left out, where a cell has ``said`` it.
    """
    told: dict[str, Any] = {}
    for field in fields_of(type(here)):
        if field.kind in READ_APART:
            continue
        known, new = getattr(here, field.name), getattr(there, field.name)
        if field.kind is Kind.TEXT and not wins:
            told[field.name] = _joined(known, new)
        elif field.options and field.heading in said:
            told[field.name] = new
        else:
            told[field.name] = _chosen(known, new, field.nothing, wins=wins)
    return told


def _came_from_a_table(here: Card, there: Card) -> bool:
    """Whether the card here is the other one as a table told it, with nothing done to it since.

    Its rounds and people then have other ids, and merging would keep both of each.
    """
    is_new = [step.what for step in here.history] == [What.ADDED]
    return is_new and bool(there.history) and here.history[0].id != there.history[0].id


def _chosen(here: Any, there: Any, nothing: object, *, wins: bool) -> Any:
    """What there is where only one tells something; of two, that which wins."""
    if there == nothing:
        return here
    return there if wins or here == nothing else here


def _joined(here: str, there: str) -> str:
    if not there or there in here:
        return here
    return f"{here}\n\n{there}" if here else there


def _rounds(
    here: Card, there: Round, now: DateTime, *, wins: bool, said: frozenset[str]
) -> tuple[Round, ...]:
    """The rounds with what is told about one of them: the last one on that day, else the last.

    A row that was exported in an earlier round tells about that round.
    """
    days = [local_day(each.at, now) for each in here.rounds]
    day = local_day(there.at, now)
    place = max((n for n, each in enumerate(days) if each == day), default=len(days) - 1)
    told = _round(here.rounds[place], there, wins=wins, said=said)
    return (*here.rounds[:place], told, *here.rounds[place + 1 :])


def _round(here: Round, there: Round, *, wins: bool, said: frozenset[str]) -> Round:
    promise = _chosen(here.promise, there.promise, None, wins=wins)
    if here.promise and promise and _told(here.promise) == _told(promise):
        promise = here.promise  # a table does not tell when it was said
    return replace(
        here,
        **_fields(here, there, wins=wins, said=said),
        at=there.at if wins and not same_minute(here.at, there.at) else here.at,
        promise=promise,
        people=_people(here.people, there.people, wins=wins),
    )


def _told(promise: Promise) -> tuple[str, date | None]:
    return promise.words, promise.day


def _people(
    here: tuple[Person, ...], there: tuple[Person, ...], *, wins: bool
) -> tuple[Person, ...]:
    """The people here with what is told of them, and behind them those who are new."""
    people = list(here)
    left = list(range(len(here)))
    for person in there:
        place = next((n for fits in _FITS for n in left if fits(people[n], person)), None)
        if place is None:
            people.append(person)
            continue
        left.remove(place)
        people[place] = replace(people[place], **_fields(people[place], person, wins=wins))
    return tuple(people)


def _bare(person: Person) -> tuple[str, ...]:
    return person.name.casefold(), person.email.casefold(), person.phone


_FITS: tuple[Callable[[Person, Person], bool], ...] = (
    lambda one, other: _bare(one) == _bare(other),
    lambda one, other: bool(one.email) and one.email.casefold() == other.email.casefold(),
    lambda one, other: bool(one.name) and one.name.casefold() == other.name.casefold(),
    lambda one, other: bool(one.phone) and one.phone == other.phone and not one.name,
)
