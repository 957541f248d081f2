"""The few details of the candidate that letters end with, asked for when words first need them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from msgspec.structs import replace

from store.errors import FieldError, UnreadableError
from store.forms.values import check_email
from store.records import Me
from store.text import clean_line
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Button, Field, Note, Part, Row

_FIELDS = (
    ("name", "Your name", "as you sign your letters"),
    ("email", "Email", ""),
    ("phone", "Phone", "so that nobody has to look it up"),
)


class FirstStart(FormScreen):
    """Asks for name, address and phone, all of them as you like.

    Args:
        me: What is known so far.
        note: Where the rest is asked for, in a sentence.
        filled: Called with the details once they are saved.
        later: Called when they are not given now.
    """

    FIRST = "name"
    HINTS: ClassVar = (("next_field", "next"), ("save", "save"), ("leave", "later"))
    WIDTH = 72

    def __init__(
        self, me: Me, note: str, filled: Callable[[Me], None], later: Callable[[], None]
    ) -> None:
        super().__init__("Your name on your letters")
        self._me = me
        self._note = note
        self._filled = filled
        self._later = later

    def rows(self) -> Iterable[Part]:
        """Why it is asked, the three fields, and where the rest is."""
        why = (
            "This script needs your own details first. They end your letters and stay in your file."
        )
        yield Note(why)
        for name, label, hint in _FIELDS:
            yield Row(label, Field(getattr(self._me, name), placeholder=hint, id=name))
        yield Note(self._note)

    def buttons(self) -> Iterable[Button]:
        """The safe one says that it can wait."""
        yield Button(self.SAVE_LABEL, id="save", variant="primary")
        yield Button("Later", id="leave")

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is known so far."""
        return self._typed() != {name: getattr(self._me, name) for name, _, _ in _FIELDS}

    def echo(self) -> None:
        """Show an address that cannot be right."""

        def email() -> str:
            check_email(clean_line(self.text("email")))
            return ""

        self.try_echo("email", email)

    def save(self) -> None:
        """Check and hand up the details."""
        details = {name: clean_line(text) for name, text in self._typed().items()}
        try:
            check_email(details["email"])
        except UnreadableError as error:
            raise FieldError("email", str(error)) from None
        self._filled(replace(self._me, **details))

    def action_leave(self) -> None:
        """Leave it for later, and go on; with something typed, only when asked twice."""
        leaves = self._warned or not self.changed
        super().action_leave()
        if leaves:
            self._later()

    def _typed(self) -> dict[str, str]:
        return {name: self.text(name) for name, _, _ in _FIELDS}
