"""The people of a round in a cell, "Dana Lee <dana@example.com>; Amit Rao", and back.

A name that has a sign in it which parts the entries stands in quotation marks. The cells of phone
numbers, job titles and so on go in the same order; an empty entry keeps a place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from store.errors import UnreadableError
from store.forms.values import check_email
from store.records import Person
from store.text import clean_line

MOST_PEOPLE = 100
"""The most people that are read from one cell."""

_PLAIN_NAME = re.compile(r'[^;<>@"\\]+')
_PLAIN_EMAIL = re.compile(r'[^;<>"\\]+')
_PLAIN_TEXT = re.compile(r'[^;"\\]+')
_QUOTED = r'"(?P<quoted>(?:[^"\\]|\\.)*)"'
_PERSON = re.compile(rf"\s*(?:{_QUOTED}|(?P<bare>[^;<>]*?))\s*(?:<(?P<email>[^<>]*)>)?\s*(?:;|$)")
_LISTED = re.compile(rf"\s*(?:{_QUOTED}|(?P<bare>[^;]*?))\s*(?:;|$)")
_IN_BRACKETS = re.compile(r"\(\s*([^\s()<>@]+@[^\s()<>@]+)\s*\)")
_NUMBER = re.compile(r"[+(]?[\d\s().+/x-]{6,}")


def people_cell(people: Iterable[Person]) -> str:
    """Names and addresses in one cell."""
    return _joined(map(_entry, people))


def list_cell(people: Iterable[Person], name: str) -> str:
    """One field of the people in one cell, in the order of the people."""
    return _joined(_spelled(getattr(person, name), _PLAIN_TEXT) for person in people)


def read_people(people: str, lists: Mapping[str, str] = MappingProxyType({})) -> tuple[Person, ...]:
    """The people in a cell of names and addresses, with those other fields that have a cell each.

    Raises:
        UnreadableError: A cell is no such list, or what should be an address is not one.
    """
    met = [_person(match) for match in _entries(_PERSON, people)]
    read = {
        name: [_text(match) for match in _entries(_LISTED, cell)] for name, cell in lists.items()
    }
    met += [Person() for _ in range(len(met), max(map(len, read.values()), default=0))]
    for name, texts in read.items():
        for place, text in enumerate(texts):
            met[place] = replace(met[place], **{name: text})
    return tuple(met)


def read_foreign_people(cell: str) -> tuple[Person, ...]:
    """The people in a cell that another program or a person wrote, a phone number among them too.

    Raises:
        UnreadableError: What should be an address is not one.
    """
    text = _IN_BRACKETS.sub(r"<\1>", cell.strip().replace("\n", ";"))
    if ";" not in text and text.count("@") > 1:
        text = text.replace(",", ";")
    people: list[Person] = []
    for entry in text.split(";"):
        if not entry.strip():
            continue
        if _NUMBER.fullmatch(entry.strip()):
            people.append(Person(phone=clean_line(entry)))
        else:
            people += read_people(entry)
    return tuple(people)


def _entry(person: Person) -> str:
    name = _spelled(person.name, _PLAIN_NAME)
    if not person.email:
        return name
    if not name and _PLAIN_EMAIL.fullmatch(person.email):
        return person.email
    return f"{name} <{person.email}>".strip()


def _spelled(text: str, plain: re.Pattern[str]) -> str:
    if not text or plain.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _joined(entries: Iterable[str]) -> str:
    return "; ".join(entries).rstrip("; ")


def _entries(pattern: re.Pattern[str], cell: str) -> Iterator[re.Match[str]]:
    text, at = clean_line(cell), 0
    for count in itertools.count(1):
        if at >= len(text):
            return
        match = pattern.match(text, at)
        if match is None:
            raise UnreadableError(
                "This is no list of people. Write “Dana Lee <dana@example.com>; Amit Rao”."
            )
        if count > MOST_PEOPLE:
            raise UnreadableError(f"More than {MOST_PEOPLE} people are in one cell.")
        yield match
        at = match.end()


def _text(match: re.Match[str]) -> str:
    if match["quoted"] is None:
        return match["bare"] or ""
    return re.sub(r"\\(.)", r"\1", match["quoted"])


def _person(match: re.Match[str]) -> Person:
    text, email = _text(match), (match["email"] or "").strip()
    if not email and match["quoted"] is None and "@" in text:
        return Person(email=check_email(text))
    return Person(name=text, email=check_email(email))


NO_DAY = "no day"
"""What stands for the day by which an offer is to be answered, where they named none."""

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` made the cell from; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
