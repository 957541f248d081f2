"""Going through an interview while it is fresh: a few lines, any of which may stay empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from store import say
from store.clock import Clock
from store.dates.promises import in_short
from store.errors import FieldError
from store.forms.debrief import TypedDebrief, hear_next, said_on, typed_debrief
from store.records import Card, Person
from store.rules.rules import Rules
from store.words.scripts.address import first_name
from store.words.scripts.hooks import hook_problem
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Field, Note, Part, Row, Section


class DebriefScreen(FormScreen):
    """Asks what came up. ``then`` gets the lines and may refuse them with a FieldError."""

    def __init__(
        self, card: Card, rules: Rules, now: Clock, then: Callable[[TypedDebrief], None]
    ) -> None:
        super().__init__(f"After the interview · {card.company}")
        self._card = card
        self._rules = rules
        self._now = now
        self._then = then
        self._before = typed_debrief(card)

    def rows(self) -> Iterable[Part]:
        """A row for each person, then what they asked and what comes next."""
        yield Note("While it is fresh. Any line may stay empty.", below=1)
        people = self._card.round.people
        if len(people) > 1:
            yield Section("You talked of")
        for number, person in enumerate(people):
            label = _called(person, number) if len(people) > 1 else "You talked of"
            example = "what makes your thank-you personal"
            yield Row(label, Field(person.hook, placeholder=example, id=f"hook-{number}"))
        if not people:
            yield Row("You talked of", Field(id="talked_of"))
        yield Row("They asked", Field(placeholder="what they wanted to know", id="asked"))
        yield Row("To add", Field(placeholder="one thing you would add", id="to_add"))
        promised = self._before.promised
        example = "what comes, and when: a decision by Friday"
        yield Row("Next", Field(promised, placeholder=example, id="promised"))
        yield Row("Whom to ask", Field(placeholder="Dana, by email", id="whom"))

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the card knew."""
        return self._as_typed != self._before

    @property
    def _as_typed(self) -> TypedDebrief:
        people = self._card.round.people
        return TypedDebrief(
            hooks={each.id: self.text(f"hook-{number}") for number, each in enumerate(people)},
            talked_of="" if people else self.text("talked_of"),
            asked=self.text("asked"),
            to_add=self.text("to_add"),
            promised=self.text("promised"),
            whom=self.text("whom"),
        )

    def save(self) -> None:
        """Hand up the lines."""
        self._then(self._as_typed)

    def echo(self) -> None:
        """Show the day read from their words, and a hook that does not read in a letter."""
        people = self._card.round.people
        for hook in [f"hook-{number}" for number in range(len(people))] or ["talked_of"]:
            self.row(hook).echo(hook_problem(self.text(hook)), wrong=True)
        try:
            self.row("promised").echo(self._understood())
        except FieldError as error:
            self.row("promised").echo(str(error), wrong=True)

    def _understood(self) -> str:
        card, now = self._card, self._now()
        reading = hear_next(self.text("promised"), card, now, self._rules)
        if reading is None:
            return ""
        short = in_short(reading, said_on(card, now))
        if reading.day is None:
            return short
        return f"{short}; email opens {say.day(self._rules.email_opens(reading.day, card.country))}"


def _called(person: Person, number: int) -> str:
    return first_name(person.name) or person.name or f"Person {number + 1}"
