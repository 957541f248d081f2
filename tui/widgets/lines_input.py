"""The editor of several lines, which takes what is typed or pasted as that of one line does."""

from __future__ import annotations

import dataclasses

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from store.text import LONGEST_TEXT, clean


class LinesInput(TextArea):
    """An editor of several lines. ``Tab`` leaves it, as it leaves every other field."""

    DEFAULT_CSS = """
    LinesInput { height: 4; width: 1fr; background: $surface; border: none; padding: 0; }
    LinesInput:focus { background: $primary 30%; border: none; }
    LinesInput:ansi:focus { background: ansi_default; }
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text, tab_behavior="focus", compact=True)
        self.cursor_blink = False

    @property
    def content(self) -> str:
        """What is typed."""
        return self.text

    def take(self, text: str) -> None:
        """Have another text instead; it is no edit that could be taken back."""
        self.load_text(text)

    def replace_all(self, text: str) -> None:
        """Put another text in place of all there is, which nobody is told of."""
        with self.prevent(TextArea.Changed):
            self.replace(text, (0, 0), self.document.end)
        self.move_cursor((0, 0))

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; every key and paste comes through here."""
        room = max(0, LONGEST_TEXT - len(self.text))
        return super().edit(dataclasses.replace(edit, text=clean(edit.text[:room])[:room]))
