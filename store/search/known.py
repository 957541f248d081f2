"""Whom the cards know: the companies, the people met there, and the recruiters, by what is typed.

All cards count, closed ones too, and deleted ones do not. A name is found by the beginning of any
of its words, whatever its capitals and accents. What was met last comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TypeVar

from msgspec import Struct

from store.records import Card, Person
from store.search.index import fold

_NO_LETTERS = re.compile(r"[\W_]+")


class KnownCompany(Struct, frozen=True):
    """A company that cards are about: its name as last written, and those cards, the last first."""

    name: str
    cards: tuple[Card, ...]


class KnownPerson(Struct, frozen=True):
    """Somebody whom cards name, with what was last known of them, and the companies they were at.

    Of a recruiter neither title nor company is known.
    """

    name: str
    email: str = ""
    phone: str = ""
    title: str = ""
    companies: tuple[str, ...] = ()


_K = TypeVar("_K", KnownCompany, KnownPerson)


class Known:
    """Companies, people and recruiters, worked out from the cards when they are first asked for."""

    def __init__(self, cards: Callable[[], Iterable[Card]]) -> None:
        self._ask = cards

    def company(self, name: str) -> KnownCompany | None:
        """The company of that name, whatever its capitals and accents."""
        wanted = _key(name)
        if not wanted:
            return None
        return next((each for key, each in self._companies if key == wanted), None)

    def companies(self, typed: str) -> list[KnownCompany]:
        """The companies that what is typed may become; those that begin with it come first."""
        return _beginning(lambda: self._companies, typed)

    def people(self, typed: str, company: str = "") -> list[KnownPerson]:
        """The people whom what is typed may become; those met at ``company`` come first."""
        found = _beginning(lambda: self._people, typed)
        return sorted(found, key=lambda each: not was_at(each, company))

    def recruiters(self, typed: str) -> list[KnownPerson]:
        """The recruiters whom what is typed may become."""
        return _beginning(lambda: self._recruiters, typed)

    def namesakes(self, person: KnownPerson) -> list[KnownPerson]:
        """The people of that name: one, or several who were met at different companies."""
        wanted = _key(person.name)
        return [each for key, each in self._people if key == wanted]

    @cached_property
    def _cards(self) -> list[Card]:
        """The cards, the last interview first; of two at one time, in the order of their ids."""
        living = [card for card in self._ask() if card.deleted is None]
        return sorted(living, key=lambda card: (-card.round.at.timestamp(), card.id))

    @cached_property
    def _companies(self) -> list[tuple[str, KnownCompany]]:
        found: dict[str, list[Card]] = {}
        for card in self._cards:
            found.setdefault(_key(card.company), []).append(card)
        return [
            (key, KnownCompany(cards[0].company, tuple(cards)))
            for key, cards in found.items()
            if key
        ]

    @cached_property
    def _people(self) -> list[tuple[str, KnownPerson]]:
        keys = cache(_key)  # many people share a name, and the cards of one company its name
        met: list[tuple[str, list[tuple[str, Person]]]] = []
        places: dict[tuple[str, str], int] = {}
        for company, person in self._met():
            name = keys(person.name)
            marks = [(name, f"@{keys(company)}")]
            if person.email:
                marks.append((name, person.email.casefold()))
            place = next((places[mark] for mark in marks if mark in places), len(met))
            if place == len(met):
                met.append((name, []))
            met[place][1].append((company, person))
            for mark in marks:
                places.setdefault(mark, place)
        return [(name, _one(times)) for name, times in met if name]

    def _met(self) -> Iterator[tuple[str, Person]]:
        for card in self._cards:
            for interview in reversed(card.rounds):
                for person in interview.people:
                    yield card.company, person

    @cached_property
    def _recruiters(self) -> list[tuple[str, KnownPerson]]:
        found: dict[str, list[tuple[str, Person]]] = {}
        for card in self._cards:
            recruiter = card.known_recruiter
            if recruiter and (key := _key(recruiter.name)):
                found.setdefault(key, []).append(("", recruiter))
        return [(key, _one(times)) for key, times in found.items()]


def was_at(person: KnownPerson, company: str) -> bool:
    """Whether somebody was met at a company, whatever the capitals and accents of its name."""
    wanted = _key(company)
    return bool(wanted) and any(_key(each) == wanted for each in person.companies)


def _key(name: str) -> str:
    """A name as it is found: folded words with single blanks, and nothing between but those."""
    return _NO_LETTERS.sub(" ", fold(name)).strip()


def _beginning(known: Callable[[], Sequence[tuple[str, _K]]], typed: str) -> list[_K]:
    """Those of which a word begins as typed; first those that begin with it themselves."""
    wanted = _key(typed)
    if not wanted:
        return []
    found = [(key, each) for key, each in known() if f" {wanted}" in f" {key}"]
    return [each for _, each in sorted(found, key=lambda one: not one[0].startswith(wanted))]


def _one(times: Sequence[tuple[str, Person]]) -> KnownPerson:
    """Somebody from all that cards say of them, the last first: what is newest counts."""

    def newest(field: str) -> str:
        return next((value for _, each in times if (value := getattr(each, field))), "")

    companies = tuple(dict.fromkeys(company for company, _ in times if company))
    said = {field: newest(field) for field in ("name", "email", "phone", "title")}
    return KnownPerson(**said, companies=companies)
