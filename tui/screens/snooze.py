"""Snoozing a card: its due date moves to a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from store import say
from store.clock import Clock
from store.errors import FieldError
from store.forms.moments import read_snooze
from store.rules.board import Entry
from store.rules.rules import Rules
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Field, Note, Part, Row


class SnoozeScreen(FormScreen):
    """Asks for a day. ``then`` gets it, or None where the snooze is to be taken away."""

    WIDTH = 76
    FIRST = "until"
    SAVE_LABEL = "Snooze it"

    def __init__(
        self, entry: Entry, rules: Rules, now: Clock, then: Callable[[date | None], None]
    ) -> None:
        super().__init__(f"Snooze {entry.card.company}")
        self._entry = entry
        self._rules = rules
        self._now = now
        self._then = then

    def rows(self) -> Iterable[Part]:
        """The rule as it stands, and the day."""
        yield Note(self._entry.due.why, below=1)
        yield Row("Until", Field(placeholder="monday, +3, in a week, dec 4", id="until"))
        if self._entry.card.snooze is not None:
            yield Note("Leave it empty to take the old snooze away.", below=1)

    @property
    def changed(self) -> bool:
        """Whether a day was typed."""
        return bool(self.text("until"))

    def echo(self) -> None:
        """Show the day as it is understood."""
        self.try_echo("until", lambda: say.full_day(day) if (day := self._day()) else "")

    def _day(self) -> date | None:
        now = self._now()
        return read_snooze(self.text("until"), now, self._rules.date_order(now))

    def save(self) -> None:
        """Hand up the day."""
        day = self._day()
        if day is None and self._entry.card.snooze is None:
            raise FieldError("until", "Until when? For example “monday” or “+3”.")
        self._then(day)
