"""Whose an address or a number is in a row of another tracker: that of the person of its column.

"Recruiter Email" is the recruiter's, also where no recruiter is named; a bare "Email" goes with the
people column beside it. Where several people stand in one cell, the name in the address tells. What
is nobody's for sure is kept for the notes, and not put on a person who may not have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from store.errors import UnreadableError
from store.exchange.tables.cells import read_foreign_people
from store.forms.values import check_email
from store.records import Person
from store.text import clean_line

_EMAIL = re.compile(r"[^\s@<>,;:/()\[\]]+@[^\s@<>,;:/()\[\]]+\.[^\s@<>,;:/()\[\]]+")
_CUT_SHORT = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d+|#+", re.IGNORECASE)
_DIGITS = re.compile(r"\d")
_FEWEST_DIGITS = 3
_NUMBER = re.compile(r"[+(]?[\d\s().+/x-]{6,}(?:ext\.?\s*\d+)?", re.IGNORECASE)
_LINK = re.compile(r"\s*\((?:https?://|www\.|mailto:)[^()\s]*\)", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_URL = re.compile(r"(?:https?://|www\.)[^\s()<>\[\]]+", re.IGNORECASE)
_NAME_SIGNS = re.compile(r"[\W\d_]+")


class Cell(NamedTuple):
    """A cell that is not empty: where it stands, what it gives, whose, of which round; its text."""

    place: int
    heading: str
    field: str
    owner: str
    round: str
    text: str


class Met(Struct, frozen=True):
    """A person, and the column and owner that they stand under."""

    person: Person
    place: int
    owner: str


def unlinked(text: str) -> str:
    """The text of a cell without the links behind its names: "Dana (https://…)" is Dana."""
    return _LINK.sub("", _MARKDOWN.sub(r"\1", text)).strip()


def link_in(text: str) -> str:
    """The link of a cell that has one behind a name; else the text as it is."""
    if match := _MARKDOWN.search(text):
        return match[2]
    if (match := _URL.search(text)) and (_LINK.search(text) or match[0] != text):
        return match[0]
    return text


class Whose:
    """The people of one round as its cells name them, and what of them is kept for the notes."""

    def __init__(self, cells: Sequence[Cell], columns: Sequence[Cell]) -> None:
        """``cells`` are those of this round; ``columns`` has each people column of the table."""
        self.kept: list[str] = []
        self.said: list[str] = []
        self._columns = columns
        self._met: list[Met] = []
        for field in ("recruiter", "people"):
            for cell in cells:
                if cell.field == field:
                    self._named(cell)
        for cell in cells:
            if cell.field in {"email", "phone", "reach"}:
                self._reached(cell)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people met; a recruiter is none of them."""
        return tuple(each.person for each in self._met if each.owner != "recruiter")

    @property
    def recruiters(self) -> tuple[Person, ...]:
        """Who stands in between."""
        return tuple(each.person for each in self._met if each.owner == "recruiter")

    def _keep(self, cell: Cell, why: str) -> None:
        self.kept.append(f"{cell.heading}: {cell.text}")
        self.said.append(f"{cell.heading} “{clean_line(cell.text)[:60]}” {why}: kept in the notes")

    def _named(self, cell: Cell) -> None:
        if _CUT_SHORT.fullmatch(cell.text):
            self._keep(cell, "is a number that a spreadsheet cut short")
            return
        try:
            people = read_foreign_people(_parted(cell.text))
        except UnreadableError:
            self._keep(cell, "cannot be read as people")
            return
        owner = "recruiter" if cell.field == "recruiter" else cell.owner
        self._met += [Met(person, cell.place, owner) for person in people]

    def _reached(self, cell: Cell) -> None:
        if cell.field == "phone":
            self._phone(cell, cell.text)
            return
        addresses = _EMAIL.findall(cell.text)
        rest = clean_line(re.sub(r"mailto:|[<>,;:/()\[\]|]", " ", _EMAIL.sub(" ", cell.text)))
        if cell.field == "reach" and rest and _is_phone(rest):
            self._phone(cell, rest)
            rest = ""
        if not addresses:
            if rest:
                self._keep(cell, "is no address")
            return
        try:
            addresses = [check_email(address.strip(".'\"")) for address in addresses]
        except UnreadableError:
            self._keep(cell, "is no address")
            return
        if rest and not self._is_named(cell, rest):
            self._named(cell._replace(field="people"))
            return
        self._addresses(cell, addresses)

    def _addresses(self, cell: Cell, addresses: list[str]) -> None:
        theirs = self._those_of(cell)
        if len(addresses) == len(theirs) > 1 and not any(
            self._met[place].person.email for place in theirs
        ):
            for place, address in zip(theirs, addresses, strict=True):
                fitting = _by_name(address, [self._met[n].person for n in theirs])
                self._set(theirs[fitting] if fitting is not None else place, email=address)
            return
        for address in addresses:
            self._give(cell, theirs, "email", address)

    def _phone(self, cell: Cell, text: str) -> None:
        if _CUT_SHORT.fullmatch(text.strip()):
            self._keep(cell, "is a number that a spreadsheet cut short")
        elif len(_DIGITS.findall(text)) < _FEWEST_DIGITS:
            self._keep(cell, "is no phone number")
        else:
            self._give(cell, self._those_of(cell), "phone", clean_line(text))

    def _give(self, cell: Cell, theirs: list[int], name: str, value: str) -> None:
        """Give one of these people an address or a number; nobody else gets it."""
        if not theirs:
            self._met.append(Met(replace(Person(), **{name: value}), cell.place, cell.owner))
            return
        place = theirs[0]
        if len(theirs) > 1:
            people = [self._met[each].person for each in theirs]
            fitting = _by_name(value, people) if name == "email" else None
            if fitting is None:
                self._keep(cell, f"may be that of any of {len(theirs)} people")
                return
            place = theirs[fitting]
        if getattr(self._met[place].person, name) in {"", value}:
            self._set(place, **{name: value})
        else:
            self._met.append(Met(replace(Person(), **{name: value}), cell.place, cell.owner))

    def _set(self, place: int, **fields: str) -> None:
        met = self._met[place]
        self._met[place] = replace(met, person=replace(met.person, **fields))

    def _is_named(self, cell: Cell, rest: str) -> bool:
        names = {self._met[place].person.name.casefold() for place in self._those_of(cell)}
        return rest.casefold() in names

    def _those_of(self, cell: Cell) -> list[int]:
        """The places of the people whose column the cell goes with."""
        if cell.owner:
            is_there = any(column.owner == cell.owner for column in self._columns)
            if is_there or cell.owner != "contact":
                return [n for n, met in enumerate(self._met) if met.owner == cell.owner]
        beside = self._beside(cell.place)
        return [n for n, met in enumerate(self._met) if met.place == beside or met.owner == "?"]

    def _beside(self, place: int) -> int:
        """The place of the people column next to this one: before it, else behind it."""
        before = [column.place for column in self._columns if column.place < place]
        behind = [column.place for column in self._columns if column.place > place]
        return before[-1] if before else (behind[0] if behind else place)


def _parted(text: str) -> str:
    """People in one spelling: a link behind a name ends it, so the comma behind that parts them."""
    return unlinked(re.sub(rf"({_LINK.pattern})\s*,", r"\1;", text, flags=re.IGNORECASE))


def _is_phone(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()) or _CUT_SHORT.fullmatch(text.strip()))


def _by_name(address: str, people: Sequence[Person]) -> int | None:
    """Which of the people the address names; None where it names none, or several."""
    local = address.partition("@")[0].casefold()
    fitting = [
        n
        for n, person in enumerate(people)
        if any(
            len(word) > 1 and word in local
            for word in _NAME_SIGNS.sub(" ", person.name.casefold()).split()
        )
    ]
    return fitting[0] if len(fitting) == 1 else None
