"""A field of several lines that takes what is typed or pasted, harmful characters made visible."""

from __future__ import annotations

import dataclasses

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from store.text import LONGEST_TEXT, clean


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
