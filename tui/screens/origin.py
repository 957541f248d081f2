"""Where the values of a form come from that an invitation or a mail filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from store.records import Person, Round
from store.records.fields import FIELDS, READ_APART, fields_of
from tui.widgets.form.parts import Note

if TYPE_CHECKING:
    from store.exchange.mail.filled import Filled
    from store.forms.card import TypedCard
    from tui.screens.form import FormScreen

_KEPT_AS = "_arrived"  # among the fields of a half-typed form; it is no text of theirs
_UNTOUCHED = {
    field.key: {"", "1"} for field in FIELDS if field.options
}  # what a form types by itself: the number of the usual choice


class Arrived(Struct, frozen=True, kw_only=True):
    """What a form was filled with, besides the fields themselves, kept with a half-typed one.

    ``sources`` says by field where its value was read, and ``values`` which value that was.
    ``uid`` and ``sequence`` are the invitation's, ``interview`` the next round that it starts,
    ``subject`` and ``message_id`` the mail's; ``is_called_off`` says that it cancels the interview.
    """

    opening: str = ""
    doubts: tuple[str, ...] = ()
    sources: dict[str, str] = {}
    values: dict[str, str] = {}
    uid: str = ""
    sequence: int = 0
    interview: Round | None = None
    subject: str = ""
    message_id: str = ""
    is_called_off: bool = False


NOTHING = Arrived()


class Origin:
    """Says above the fields what filled them in, and beside each where it was read.

    A source is shown until another value stands there: what was edited is the person's own.
    """

    def __init__(self, form: FormScreen, arrived: Arrived = NOTHING) -> None:
        self._form = form
        self.arrived = arrived

    def rows(self) -> Iterable[Note]:
        """What stands above the fields; nothing is seen where nothing arrived."""
        for name in ("opening", "doubts"):
            note = Note("", id=name)
            note.display = False
            yield note

    def begin(self) -> None:
        """Take what stands in the fields now for what was filled in."""
        if self.arrived is not NOTHING:
            self.take(self.arrived, self._form.typed())
        self.show()

    def take(self, arrived: Arrived, values: Mapping[str, str]) -> None:
        """Have it said where these values come from, besides those that are told of already."""
        sources = {field: text for field, text in arrived.sources.items() if values.get(field)}
        kept = {field: values[field] for field in sources}
        self.arrived = replace(
            arrived,
            sources=self.arrived.sources | sources,
            values=self.arrived.values | kept,
        )

    def show(self) -> None:
        """Say above the fields what filled them in, and what was left empty."""
        doubts = "\n".join(f"· {doubt}" for doubt in self.arrived.doubts)
        for line, text in (("opening", self.arrived.opening), ("doubts", doubts)):
            note = self._form.note(line)
            note.update(text)
            note.display = bool(text)

    def echo(self) -> None:
        """Show beside each field where its value was read, while it stands there."""
        if not self.arrived.sources:
            return
        typed = self._form.typed()
        for field, source in self.arrived.sources.items():
            stands = typed.get(field, "") == self.arrived.values.get(field)
            if field in typed:
                self._form.row(field).came_from(source if stands else "")

    def kept(self) -> dict[str, str]:
        """What a half-typed form keeps of it."""
        if self.arrived is NOTHING:
            return {}
        return {_KEPT_AS: msgspec.json.encode(self.arrived).decode()}

    def bring_back(self, fields: Mapping[str, str]) -> None:
        """Know it again from a half-typed form; what cannot be read is let go."""
        try:
            self.arrived = msgspec.json.decode(fields.get(_KEPT_AS, ""), type=Arrived)
        except msgspec.DecodeError:
            return
        self.show()


def arrived(filled: Filled) -> Arrived:
    """What is said of a filled form, and kept with it."""
    return Arrived(
        opening=filled.opening,
        doubts=filled.doubts,
        sources=dict(filled.sources),
        uid=filled.typed.uid,
        sequence=filled.typed.sequence,
    )


def additions(filled: Filled, standing: Mapping[str, str]) -> tuple[dict[str, str], Arrived]:
    """What fills in a form, by field, in which something is typed already, and where it is from.

    Nothing that stands in a field is replaced. Somebody who is there already gets what is missing;
    anybody else has the next place where nobody is, or one after the last.
    """
    found = _as_fields(filled.typed)
    places = _places(filled.typed.people, standing)
    moved = {
        key: f"{key.rpartition('-')[0]}-{places[number]}"
        for number in range(len(places))
        for key in (f"{field.key}-{number}" for field in fields_of(Person))
    }
    fields = {moved.get(key, key): text for key, text in found.items()}
    sources = {moved.get(key, key): text for key, text in filled.sources.items()}
    new = {key: text for key, text in fields.items() if _is_blank(key, standing)}
    told = arrived(filled)
    return new, replace(told, sources={key: sources[key] for key in new if key in sources})


def _is_blank(key: str, standing: Mapping[str, str]) -> bool:
    return standing.get(key, "").strip() in _UNTOUCHED.get(key, {""})


def _places(people: Sequence[Person], standing: Mapping[str, str]) -> list[int]:
    """Where in the form each of these people goes, by number."""
    there = [key for key in standing if key.startswith("name-")]
    keys = [field.key for field in fields_of(Person)]
    blank = [n for n in range(len(there)) if not any(standing[f"{key}-{n}"] for key in keys)]
    free = chain(blank, count(len(there)))
    places = []
    for person in people:
        same = (n for n in range(len(there)) if _is_there(person, n, standing))
        place = next(same, None)
        places.append(next(free) if place is None else place)
    return places


def _is_there(person: Person, number: int, standing: Mapping[str, str]) -> bool:
    name, email = (standing[f"{key}-{number}"].strip().casefold() for key in ("name", "email"))
    if email and person.email:
        return email == person.email.casefold()
    return bool(name) and name == person.name.casefold()


def _as_fields(typed: TypedCard) -> dict[str, str]:
    """What a card's form holds, by field, where anything is filled in; choices by their number."""
    fields = {"interviewed": typed.interviewed, "promised": typed.promised}
    for field in FIELDS:
        if field.on is Person or field.kind in READ_APART:
            continue
        value = typed.fields[field.name]
        if not field.options:
            fields[field.key] = str(value)
        elif value != field.blank:
            values = [each.value for each in field.options]
            fields[field.key] = str(values.index(value) + 1)
    for number, person in enumerate(typed.people):
        for field in fields_of(Person):
            fields[f"{field.key}-{number}"] = str(getattr(person, field.name))
    return {key: text for key, text in fields.items() if text}
