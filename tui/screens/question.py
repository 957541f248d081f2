"""The question that confirming opens: was the action really taken?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pendulum import DateTime
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, Static

from store.clock import Clock
from store.errors import FieldError
from store.forms.card import read_done
from store.records import Channel, Result
from store.rules.board import Entry
from store.rules.rules import Rules
from store.rules.stages import Owes, addressees, person_of, recipient, unthanked
from store.text import clean_line
from store.words import cards as card_words
from store.words import understood
from tui.key_names import own_key
from tui.screens.form import FormScreen, Row
from tui.widgets.field import Field
from tui.widgets.picker import Picker


@dataclass(frozen=True)
class Confirmed:
    """What the person confirmed.

    ``done`` is None for "just now"; ``person`` is "" where there was nobody to choose from.
    """

    done: datetime | None
    person: str
    channel: Channel | None
    result: Result | None
    note: str


class QuestionScreen(FormScreen):
    """Asks whether the owed action was taken. The safe answer has the focus; ``y`` confirms."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "save", "Yes"),
        Binding("n", "leave", "Not yet"),
    ]
    DEFAULT_CSS = """
    QuestionScreen > #dialog { max-width: 76; }
    QuestionScreen #question { text-style: bold; margin: 1 0 0 0; }
    QuestionScreen .warning { color: $warning; margin-top: 1; }
    QuestionScreen Row.-first { margin-top: 1; }
    """
    AUTO_FOCUS = "#leave"
    HINTS = (
        ("save", "yes"),
        ("leave", "not yet"),
        ("app.focus_next", "to say when, how, and more"),
    )

    def __init__(
        self,
        entry: Entry,
        rules: Rules,
        now: Clock,
        then: Callable[[Confirmed], None],
        result: Result | None = None,
    ) -> None:
        card = entry.card
        super().__init__(card_words.title(card))
        self._entry = entry
        self._owes = entry.due.owes or Owes.MOVE_ON
        self._rules = rules
        self._now = now
        self._result = result
        self._then = then

    def rows(self) -> Iterable[Widget]:
        """The question, what speaks against it, and when, to whom, how, and a note."""
        card, owes = self._entry.card, self._owes
        yield Static(card_words.question(self._entry), id="question", markup=False)
        now = self._now()
        warnings = [card_words.early(self._entry, self._rules, now)]
        for warning in filter(None, warnings):
            yield Static(warning, classes="warning", markup=False)
        when = Row("When", Field("now", id="when"))
        when.add_class("-first")
        yield when
        if owes is not Owes.MOVE_ON and len(people := self._people()) > 1:
            addressee = recipient(card)
            yield Row("To", Picker(people, addressee.id if addressee else None, id="person"))
        if owes is Owes.CALL:
            yield Row("Result", Picker([(r, str(r)) for r in Result], self._result, id="result"))
        elif usual := card_words.usual_channel(self._entry):
            yield Row("By", Picker([(c, str(c)) for c in Channel], usual, id="channel"))
        yield Row("Note", Field(id="note", placeholder="optional"))

    def buttons(self) -> Iterable[Button]:
        """The safe answer first."""
        no, yes = (own_key(QuestionScreen, action) for action in ("leave", "save"))
        yield Button(f"Not yet ({no})", id="leave", compact=True)
        yield Button(f"Yes ({yes})", id="save", variant="success", compact=True)

    def _people(self) -> list[tuple[str, str]]:
        card = self._entry.card
        people = unthanked(card) if self._owes is Owes.THANK else addressees(card)
        return [(person.id, card_words.name_of(person, card)) for person in people]

    @property
    def changed(self) -> bool:
        """Whether a time or a note was typed."""
        return bool(self.text("note")) or self.text("when").strip() not in {"", "now"}

    def action_choose(self, index: int) -> None:
        """A digit says what came of a call, from the buttons too, where the focus starts."""
        if isinstance(self.focused, Button) and self.query("#result"):
            self.query_one("#result", Picker).choose(index)
        else:
            super().action_choose(index)

    def choice_made(self) -> None:
        """The person in the question follows the choice."""
        card = self._entry.card
        if self.query("#person"):
            person = person_of(card, self.query_one("#person", Picker).value or "")
            question = card_words.question(self._entry, person)
            self.query_one("#question", Static).update(question)

    def echo(self) -> None:
        """Show the time as it is understood."""

        def when() -> str:
            done = self._done()
            return understood.done(done, self._now()) if done else ""

        self.try_echo("when", when)

    def _done(self) -> DateTime | None:
        now = self._now()
        return read_done(self.text("when"), now, self._rules.date_order(now))

    def save(self) -> None:
        """Hand up what was confirmed; a call needs its result."""
        result: Result | None = None
        if self._owes is Owes.CALL:
            result = self.query_one("#result", Picker).value
            if result is None:
                choices = ", ".join(f"{n} {each}" for n, each in enumerate(Result, 1))
                raise FieldError("result", f"What came of the call? {choices}.")
        channel = Channel.PHONE if self._owes is Owes.CALL else None
        if self.query("#channel"):
            channel = self.query_one("#channel", Picker).value
        person = self.query_one("#person", Picker).value or "" if self.query("#person") else ""
        self._then(Confirmed(self._done(), person, channel, result, clean_line(self.text("note"))))
