"""The editors of a form: one for lines, which moves along, and one for each longer text.

However long a form is, only the line that the cursor is in has an editor on the screen. A text of
several lines gets one of its own when the cursor first comes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.widgets.form.parts import Control, Field, NoteField
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from tui.widgets.lines_input import LinesInput


class Editors:
    """Knows which editor has the text of which field."""

    def __init__(self) -> None:
        self._line: LineInput | None = None
        self._field: Field | None = None  # that the editor of a line is in
        self._areas: dict[NoteField, LinesInput] = {}

    @property
    def line(self) -> LineInput | None:
        """The editor of a line; None as long as none was needed."""
        return self._line

    @property
    def field(self) -> Field | None:
        """The field that the editor of a line is in."""
        return self._field

    @property
    def edited(self) -> list[Control]:
        """The fields whose text an editor has."""
        return [*self._areas, *([self._field] if self._field else [])]

    def field_of(self, editor: Widget | None) -> Control | None:
        """The field whose text an editor has."""
        if self._line is not None and editor is self._line:
            return self._field
        return next((field for field, area in self._areas.items() if area is editor), None)

    def bring(self, control: Control) -> Widget | None:
        """Have an editor take the text of a field; it may be a new one. None where none is needed.

        The one that has left a line keeps nothing of it.
        """
        if isinstance(control, Field):
            return self._bring_line(control)
        if isinstance(control, NoteField):
            return self._bring_area(control)
        return None

    def _bring_line(self, field: Field) -> LineInput:
        if self._line is None:
            self._line = LineInput()
        if self._field is not field:
            if self._field is not None:
                start, end = self._line.selection
                self._field.cursor = start, end
                self._field.scrolled = self._line.scroll_offset.x
                self._field.take_back()
            self._field = field
            self._line.complete, self._line.gives_lines = field.complete, field.gives_lines
            self._line.placeholder = field.placeholder
            self._line.edit(field.value, field.cursor)
            field.lend(self._line)
        return self._line

    def _bring_area(self, field: NoteField) -> LinesInput:
        if field not in self._areas:
            from tui.widgets.lines_input import LinesInput

            self._areas[field] = LinesInput(field.value)
            field.lend(self._areas[field])
        return self._areas[field]
