"""The controls of a card's form, and the fields of each person in it."""

from __future__ import annotations

from store.records import Person
from store.records.fields import CardField, Kind, fields_of
from tui.screens.recalling import Recalling
from tui.widgets.form.parts import Control, Field, NoteField, Part, Picker, Row, Section

_OF_PERSON = tuple(fields_of(Person))


def control(field: CardField, typed: str | bool, recalling: Recalling) -> Control:
    """What a field of a card is filled in with: a choice, lines, or a line that may complete."""
    if field.options:
        options = [(each.value, each.title) for each in field.options]
        return Picker(options, typed, id=field.key)
    if field.kind is Kind.TEXT:
        return NoteField(str(typed), id=field.key)
    return recalling.field(field.key, str(typed), field.example)


class PersonFields:
    """The fields of one person. A person left blank is not kept."""

    def __init__(self, number: int, person: Person, recalling: Recalling) -> None:
        self._person = person
        self._fields: dict[str, Field] = {}
        self.parts: list[Part] = [Section(f"Person {number + 1}")]
        """A heading and a row a field."""
        for field in _OF_PERSON:
            key = f"{field.key}-{number}"
            control = recalling.field(key, getattr(person, field.name), field.example)
            self._fields[field.name] = control
            self.parts.append(Row(field.title, control))

    def focus(self) -> None:
        """Put the cursor in the first of them."""
        next(iter(self._fields.values())).focus()

    @property
    def person(self) -> Person:
        """The person as typed."""
        typed = {name: field.value for name, field in self._fields.items()}
        return Person(id=self._person.id, **typed)
