"""The controls of a card's form, and the fields of each person in it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from store.records import Person
from store.records.fields import CardField, Kind, fields_of
from tui.screens.form import Row
from tui.screens.recalling import Recalling
from tui.widgets.field import Field
from tui.widgets.note_field import NoteField
from tui.widgets.picker import Picker

_OF_PERSON = tuple(fields_of(Person))


def control(field: CardField, typed: str | bool, recalling: Recalling) -> Widget:
    """What a field of a card is filled in with: a choice, lines, or a line that may complete."""
    if field.options:
        options = [(each.value, each.title) for each in field.options]
        return Picker(options, typed, id=field.key)
    if field.kind is Kind.TEXT:
        return NoteField(str(typed), id=field.key)
    return recalling.field(field.key, str(typed), field.example)


class PersonFields(Vertical):
    """The fields of one person. A person left blank is not kept."""

    DEFAULT_CSS = """
    PersonFields { height: auto; }
    PersonFields.-spare { display: none; }
    """

    def __init__(self, number: int, person: Person, recalling: Recalling) -> None:
        super().__init__()
        self._recalling = recalling
        self._number = number
        self._person = person

    def compose(self) -> Iterable[Widget]:
        """A heading and a row a field."""
        yield Static(f"Person {self._number + 1}", classes="section", markup=False)
        for field in _OF_PERSON:
            value = getattr(self._person, field.name)
            key = f"{field.key}-{self._number}"
            yield Row(field.title, self._recalling.field(key, value, field.example))

    @property
    def is_ready(self) -> bool:
        """Whether its fields are there: room for one more person has just been made."""
        return bool(self.query(Field))

    @property
    def person(self) -> Person:
        """The person as typed."""
        typed = {
            field.name: self.query_one(f"#{field.key}-{self._number}", Field).value
            for field in _OF_PERSON
        }
        return Person(id=self._person.id, **typed)
