"""A yes-or-no question whose safe answer has the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.key_names import own_key
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Button, Note, Part


class ConfirmScreen(FormScreen):
    """Asks before something that takes a thing away. ``y`` confirms, ``n`` or Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "save", "Yes"),
        Binding("n", "leave", "No"),
    ]
    WIDTH = 60
    FIRST = "leave"
    NOT_AT_ONCE = "y"
    """What the very keys that opened it cannot have meant for it."""
    HINTS = (("save", "yes"), ("leave", "no"))

    def __init__(self, title: str, explanation: str, yes: str, then: Callable[[], None]) -> None:
        super().__init__(title)
        self._explanation = explanation
        self._yes = yes
        self._then = then

    def rows(self) -> Iterable[Part]:
        """Only the explanation."""
        yield Note(self._explanation)

    def buttons(self) -> Iterable[Button]:
        """The safe answer first."""
        yield Button(f"No, keep it ({own_key(ConfirmScreen, 'leave')})", id="leave")
        yes = f"{self._yes} ({own_key(ConfirmScreen, 'save')})"
        yield Button(yes, id="save", variant="error")

    def save(self) -> None:
        """Do what was confirmed."""
        self._then()
