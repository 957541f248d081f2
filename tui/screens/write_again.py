"""Writing again: whether to write again one day, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from store import say
from store.clock import Clock
from store.errors import FieldError
from store.forms.moments import WRITE_AGAIN_AFTER, read_write_again
from store.records import Card
from store.rules.rules import Rules
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Field, Note, Part, Picker, Row

_NO, _A_DAY = "no", "a day"
_CHOICES = (
    (_NO, "no"),
    *((str(days), f"in {days} days") for days in WRITE_AGAIN_AFTER),
    (_A_DAY, "on a day"),
)
_ABOUT = (
    "On that day the card comes back to the board, with a few words to write. It is never late, "
    "and you can skip it."
)


class WriteAgain:
    """The two rows of a form that ask whether to write again, and on which day.

    ``day`` is the one that was chosen before.
    """

    def __init__(self, form: FormScreen, card: Card, rules: Rules, now: Clock) -> None:
        self._form = form
        self._card = card
        self._rules = rules
        self._now = now

    def rows(self, day: date | None = None) -> Iterable[Row]:
        """The choice, and the field for a day."""
        typed = day.isoformat() if day else ""
        yield Row("Write again", Picker(_CHOICES, _A_DAY if day else _NO, id="again"))
        yield Row("On", Field(typed, placeholder="in 4 months, jan 25, +120", id="again_on"))

    def follow(self, *, is_asked: bool = True) -> None:
        """Show what goes with the choice, and what is understood of it."""
        self._form.row("again").display = is_asked
        self._form.row("again_on").display = is_asked and self._choice == _A_DAY
        self.echo()

    def echo(self) -> None:
        """Show the day beside what it was chosen or typed in."""
        is_typed = self._choice == _A_DAY
        self._form.row("again" if is_typed else "again_on").echo("")
        self._form.try_echo("again_on" if is_typed else "again", self._understood)

    def read(self) -> date | None:
        """The day that was chosen or typed; None for none.

        Raises:
            FieldError: None was typed, or it cannot be read, or is not to come.
        """
        if self._choice != _A_DAY:
            return self._day(self._choice)
        day = self._day(self._form.text("again_on"))
        if day is None:
            raise FieldError("again_on", "From which day? For example “in 4 months”.")
        return day

    @property
    def _choice(self) -> str:
        return str(self._form.picker("again").value)

    def _day(self, text: str) -> date | None:
        now, workdays = self._now(), self._rules.workdays(self._card)
        order = self._rules.date_order(now)
        return read_write_again(text, now, order, workdays=workdays, field="again_on")

    def _understood(self) -> str:
        typed = self._form.text("again_on") if self._choice == _A_DAY else self._choice
        day = self._day(typed)
        return say.full_day(day) if day else ""


class WriteAgainScreen(FormScreen):
    """Asks for the day from which to write again. ``then`` gets it; None takes the old one away."""

    WIDTH = 84
    FIRST = "again"

    def __init__(
        self, card: Card, rules: Rules, now: Clock, then: Callable[[date | None], None]
    ) -> None:
        super().__init__(f"Write again to {card.company}")
        self._card = card
        self._then = then
        self._again = WriteAgain(self, card, rules, now)

    def rows(self) -> Iterable[Part]:
        """What it does, and the day."""
        yield Note(_ABOUT, below=1)
        yield from self._again.rows(self._card.write_again)

    def on_mount(self) -> None:
        """Ask for a day only where one is to be typed."""
        super().on_mount()
        self.choice_made()

    @property
    def changed(self) -> bool:
        """Whether another day was typed."""
        day = self._card.write_again
        return self.text("again_on") != (day.isoformat() if day else "")

    def choice_made(self) -> None:
        """Follow the choice."""
        self._again.follow()

    def echo(self) -> None:
        """Show the day as it is understood."""
        self._again.echo()

    def save(self) -> None:
        """Hand up the day."""
        self._then(self._again.read())
