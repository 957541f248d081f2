"""The form for the candidate's own details, as the scripts use them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Static

from store.clock import check_zone
from store.draft import FieldError, check_email
from store.errors import UnreadableError
from store.records import Me
from store.text import clean_line
from tui.screens.form import FormScreen, Row
from tui.widgets.field import Field

_FIELDS = (
    ("name", "Your name", "as you sign your letters"),
    ("email", "Email", ""),
    ("phone", "Phone", "so that nobody has to look it up"),
    ("link", "Link", "portfolio or profile, if you like"),
    ("zone", "Time zone", "of this machine, if left empty"),
)


class MeForm(FormScreen):
    """Edits the candidate's details. ``why`` says what they are needed for just now."""

    AUTO_FOCUS = "#name"
    DEFAULT_CSS = "MeForm > #dialog { max-width: 76; }"

    def __init__(self, me: Me, then: Callable[[Me], None], why: str = "") -> None:
        super().__init__("Your details")
        self._me = me
        self._then = then
        self._why = why

    def rows(self) -> Iterable[Widget]:
        """What it is for, and a row a detail."""
        why = self._why or "They stand at the end of your letters, and stay in your file."
        yield Static(why, classes="note", markup=False)
        for name, label, hint in _FIELDS:
            yield Row(label, Field(getattr(self._me, name), placeholder=hint, id=name))

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the form was opened with."""
        return any(self.text(name) != getattr(self._me, name) for name, _, _ in _FIELDS)

    def save(self) -> None:
        """Check and hand up the details."""
        typed = {name: clean_line(self.text(name)) for name, _, _ in _FIELDS}
        for name, check in (("email", check_email), ("zone", check_zone)):
            try:
                check(typed[name])
            except UnreadableError as error:
                raise FieldError(name, str(error)) from None
        self._then(Me(**typed))
