"""A dated note: one line for the card's history."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from store.errors import FieldError
from store.forms.notes import read_note
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Field, Part, Row


class NoteScreen(FormScreen):
    """Asks for a line; Enter saves it. ``then`` gets the text."""

    WIDTH = 76
    FIRST = "note"

    def __init__(self, company: str, then: Callable[[str], None]) -> None:
        super().__init__(f"A note on {company}")
        self._then = then

    def rows(self) -> Iterable[Part]:
        """The one line."""
        example = "met Dana at a meetup; she says June"
        yield Row("Note", Field(placeholder=example, id="note"))

    @property
    def changed(self) -> bool:
        """Whether anything was typed."""
        return bool(self.text("note"))

    def save(self) -> None:
        """Hand up the line."""
        text = read_note(self.text("note"))
        if not text:
            raise FieldError("note", "There is nothing in the note. Write a line, or leave it.")
        self._then(text)
