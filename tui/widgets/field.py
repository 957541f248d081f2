"""Text fields that take what is typed or pasted, with harmful characters made visible."""

from __future__ import annotations

import dataclasses

from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from store.draft import LONGEST_LINE, LONGEST_TEXT
from store.text import clean


class Field(Input):
    """A field of one line. Its text is safe to draw and to keep at any moment."""

    DEFAULT_CSS = """
    Field { background: $surface; width: 1fr; }
    Field:focus { background: $primary 30%; }
    Field:ansi:focus { background: ansi_default; text-style: underline; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(
            value,
            placeholder=placeholder,
            id=id,
            compact=True,
            select_on_focus=False,
            max_length=LONGEST_LINE,
        )
        # A blinking cursor would send some bytes every second, for ever: over a line that is dead,
        # it keeps the server from noticing.
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in place of a range; every key and paste comes through here."""
        room = LONGEST_LINE - len(self.value) + (end - start)
        super().replace(clean(text[:room]).replace("\n", " ")[:room], start, end)


class NoteField(TextArea):
    """A field of several lines. ``Tab`` leaves it, as it leaves every other field."""

    DEFAULT_CSS = """
    NoteField { height: 4; width: 1fr; background: $surface; border: none; padding: 0; }
    NoteField:focus { background: $primary 30%; border: none; }
    NoteField:ansi:focus { background: ansi_default; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(text, id=id, tab_behavior="focus", compact=True)
        self.cursor_blink = False

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; every key and paste comes through here."""
        room = max(0, LONGEST_TEXT - len(self.text))
        return super().edit(dataclasses.replace(edit, text=clean(edit.text[:room])[:room]))
