"""All that is in a form, and each of it by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tui.widgets.form.parts import AnyPicker, Button, Control, Holder, Note, Part, Picker, Row, Text

C = TypeVar("C", bound=Control)


class Contents:
    """The parts of a form, from top to bottom, and the buttons below them.

    ``holder`` is what shows them, and hears of each change.
    """

    def __init__(self, parts: Sequence[Part], buttons: Sequence[Button], holder: Holder) -> None:
        self._holder = holder
        self._parts: list[Part] = []
        self.buttons = buttons
        self.put(parts)
        for button in buttons:
            button.holder = holder

    @property
    def parts(self) -> Sequence[Part]:
        """The parts, from top to bottom."""
        return self._parts

    def put(self, parts: Sequence[Part], after: Part | None = None) -> None:
        """Add parts, at the end or after one of those that are there."""
        place = len(self._parts) if after is None else self._parts.index(after) + 1
        self._parts[place:place] = parts
        for part in parts:
            part.holder = self._holder
            if isinstance(part, Row):
                part.control.holder = self._holder

    @property
    def stops(self) -> list[Control]:
        """What is shown that the focus can go to, in the order in which it stands there."""
        shown = [each.control for each in self._parts if isinstance(each, Row) and each.display]
        return [*shown, *self.buttons]

    @property
    def controls(self) -> list[Control]:
        """Everything that the focus can be on, shown or not, from top to bottom."""
        rows = [each.control for each in self._parts if isinstance(each, Row)]
        return [*rows, *self.buttons]

    def has(self, name: str) -> bool:
        """Whether there is a control of that name."""
        return any(each.id == name for each in self.controls)

    def control(self, name: str) -> Control:
        """The control of that name; a LookupError is raised where there is none."""
        for each in self.controls:
            if each.id == name:
                return each
        raise LookupError(name)

    def field(self, name: str) -> Text:
        """The field of that name, of one line or of several; raises as :meth:`control`."""
        return self._of(name, Text)

    def picker(self, name: str) -> AnyPicker:
        """The choice of that name; raises as :meth:`control`."""
        return self._of(name, Picker)

    def _of(self, name: str, kind: type[C]) -> C:
        control = self.control(name)
        if not isinstance(control, kind):
            raise LookupError(name)  # noqa: TRY004 - of that kind there is none
        return control

    def note(self, name: str) -> Note:
        """The note of that name; a LookupError is raised where there is none."""
        for each in self._parts:
            if isinstance(each, Note) and each.id == name:
                return each
        raise LookupError(name)

    def row(self, name: str) -> Row | None:
        """The row that a control is in; None where it is in none."""
        for each in self._parts:
            if isinstance(each, Row) and each.control.id == name:
                return each
        return None

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by name; of a choice its number."""
        typed = {each.id: each.value for each in self.controls if isinstance(each, Text)}
        chosen = {each.id: each.number for each in self.controls if isinstance(each, Picker)}
        return typed | chosen
