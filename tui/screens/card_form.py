"""The form for a card: what was it, when, what did they say, and who was there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType

from store import say
from store.clock import Clock
from store.dates.lengths import read_minutes
from store.dates.promises import Reading, in_short
from store.dates.typed import Moment
from store.dates.workdays import check_country
from store.errors import FieldError
from store.forms.card import TypedCard, TypedDone
from store.forms.done import NOTHING, WORDS, is_over, read_done_when
from store.forms.moments import hear_promise, read_interview, said_on
from store.forms.values import check_email, check_language
from store.records import Person, Round
from store.records.fields import FIELDS, READ_APART, CardField, Kind, fields_of
from store.rules.rules import Rules
from store.search.known import Known
from store.words import understood
from store.words.scripts.hooks import hook_problem
from tui.screens.form import FormScreen
from tui.screens.origin import NOTHING as NOTHING_ARRIVED
from tui.screens.origin import Origin, additions, arrived
from tui.screens.person_fields import PersonFields, control
from tui.screens.recalling import Recalling
from tui.widgets.form.parts import Button, Field, Part, Picker, Row, Section
from tui.widgets.form.view import FormView
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from store.exchange.mail.filled import Filled

_TOP = tuple(field for field in FIELDS if field.on is not Person)
_KEYS = {field.name: field.key for field in _TOP}
_AT_TIMES = tuple(field for field in _TOP if field.asked_with)
_DECIDES = {"interviewed", "zone", "done"} | {_KEYS[each.asked_with] for each in _AT_TIMES}
"""The fields on which it depends what else is asked."""

_PEOPLE = next(place for place, field in enumerate(_TOP) if field.kind is Kind.PEOPLE)
_OF_PERSON = tuple(fields_of(Person))
_CHECKS: dict[Kind, Callable[[str], object]] = {
    Kind.EMAIL: check_email,
    Kind.COUNTRY: check_country,
    Kind.LANGUAGE: check_language,
    Kind.LENGTH: read_minutes,
}


class CardForm(FormScreen):
    """Adds or edits a card. ``then`` gets the draft and may refuse it with a FieldError.

    Where a card is added, and its interview is over, the form also asks what was done already:
    ``asks_done`` says that it may. ``before`` is the round that is edited, ``known``
    whom the other cards know: their names complete as they are typed. ``filled`` is what an
    invitation or a mail filled in; ``typed`` is then what would stand there without it. ``pasted``
    is called with pasted lines, and says whether they were more than text for that field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "another_person", "Another person", show=False, priority=True),
    ]
    WIDTH = 96
    FIRST = "company"

    def __init__(
        self,
        title: str,
        typed: TypedCard,
        rules: Rules,
        now: Clock,
        then: Callable[[TypedCard], None],
        *,
        known: Known,
        asks_done: bool = False,
        before: Round | None = None,
        filled: Filled | None = None,
        pasted: Callable[[CardForm, str], bool] | None = None,
    ) -> None:
        super().__init__(title)
        self._typed = typed
        self._shown = filled.typed if filled else typed
        self._origin = Origin(self, arrived(filled) if filled else NOTHING_ARRIVED)
        self._pasted = pasted
        self._rules = rules
        self._now = now
        self._then = then
        self._asks_done = asks_done
        self._before = before
        self._recalling = Recalling(self, known, now, tells=before is None)
        people = self._shown.people or (Person(),)
        self._people = [PersonFields(n, each, self._recalling) for n, each in enumerate(people)]
        self._another = Row("", Button("Another person", id="another"))

    def rows(self) -> Iterable[Part]:
        """What is needed first, what is rarely needed last."""
        yield from self._origin.rows()
        yield from map(self._row, _TOP[:_PEOPLE])
        if self._asks_done:
            for name, control in (
                ("Done so far", Picker([(each, each) for each in WORDS], NOTHING, id="done")),
                ("When", Field("", placeholder="now", id="done_when")),
            ):
                row = Row(name, control)
                row.display = False
                yield row
        for each in self._people:
            yield from each.parts
        yield self._another
        yield Section("If you like")
        yield from map(self._row, _TOP[_PEOPLE + 1 :])

    def _row(self, field: CardField) -> Row:
        apart = {Kind.MOMENT: self._shown.interviewed, Kind.PROMISE: self._shown.promised}
        typed = apart[field.kind] if field.kind in apart else self._shown.fields[field.name]
        row = Row(field.title, control(field, typed, self._recalling))
        row.display = not field.asked_with
        return row

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the form was opened with."""
        blank = {Person(id=person.id) for person in self._as_typed.people}
        people = tuple(person for person in self._as_typed.people if person not in blank)
        return replace(self._as_typed, people=people) != self._typed

    @property
    def _as_typed(self) -> TypedCard:
        """The fields as they are typed."""
        return TypedCard(
            interviewed=self.text("interviewed"),
            promised=self.text("promised"),
            people=tuple(fields.person for fields in self._people),
            done=self._typed_done,
            uid=self._origin.arrived.uid,
            sequence=self._origin.arrived.sequence,
            fields={
                field.name: self._typed_in(field) for field in _TOP if field.kind not in READ_APART
            },
        )

    @property
    def _typed_done(self) -> tuple[TypedDone, ...]:
        if not self._asks_done or not self._is_asked("done"):
            return ()
        what = self.picker("done").value
        return () if what in {None, NOTHING} else (TypedDone(str(what), self.text("done_when")),)

    def _is_asked(self, field: str) -> bool:
        return self.row(field).display

    def _typed_in(self, field: CardField) -> str | bool:
        if field.asked_with and not self._is_asked(field.key):
            return self._shown.fields[field.name]  # what nobody sees, nobody changed
        if field.options:
            chosen: str | bool | None = self.picker(field.key).value
            return field.blank if chosen is None else chosen
        text = self.text(field.key)
        return text.strip() if field.kind in _CHECKS or field.kind is Kind.ZONE else text

    async def all_typed(self) -> None:
        """Ask, too, what there is to ask before the focus goes on: it may go there."""
        await super().all_typed()
        if self.at is not None and self.at.id in _DECIDES:
            self._ask()

    def choice_made(self) -> None:
        """Ask for what goes with the choice, and for nothing else."""
        for field in _AT_TIMES:
            chosen = self.picker(_KEYS[field.asked_with])
            self.row(field.key).display = chosen.number != "1"
        if self._asks_done:
            is_something = self.picker("done").value != NOTHING
            self.row("done_when").display = self._is_asked("done") and is_something

    def _ask(self) -> None:
        """Ask what was done where the interview, as it is typed, is over."""
        if self._asks_done:
            moment = self._interview()
            is_past = moment is not None and is_over(moment.at, self._rules, self._now())
            self.row("done").display = is_past
        self.choice_made()

    def _interview(self) -> Moment | None:
        """When the interview is, as typed; None where that cannot be read."""
        now = self._now()
        zone, order = self.text("zone").strip(), self._rules.date_order(now)
        try:
            return read_interview(self.text("interviewed"), zone, now, order=order)
        except FieldError:
            return None

    def save(self) -> None:
        """Hand up the draft."""
        self._ask()
        self._then(self._as_typed)

    async def action_another_person(self) -> None:
        """Room for one more person, with the cursor in it."""
        await self.all_typed()
        self._add_person().focus()

    def _add_person(self) -> PersonFields:
        fields = PersonFields(len(self._people), Person(), self._recalling)
        self.view.put(fields.parts, after=self._people[-1].parts[-1])
        self._people.append(fields)
        return fields

    def press(self, button: str) -> None:
        """One more button makes room for a person."""
        if button == "another":
            self._add_person().focus()
        else:
            super().press(button)

    def on_mount(self) -> None:
        """Say what filled the fields in, and echo it."""
        self._origin.begin()
        super().on_mount()

    def on_line_input_lines(self, event: LineInput.Lines) -> None:
        """Pasted lines fill in the form where they are an invitation or a mail."""
        if self._pasted is None or not self._pasted(self, event.text):
            event.editor.paste(event.text)

    def take_in(self, filled: Filled) -> None:
        """Fill in what was read, where nothing stands yet: nothing typed is replaced."""
        typed = self.typed()
        new, told = additions(filled, typed)
        self._origin.take(told, new)
        self._origin.show()
        self.fill(typed | new | self._origin.kept())

    def typed(self) -> dict[str, str]:
        """What stands in the fields, and where it came from."""
        return super().typed() | self._origin.kept()

    def fill(self, fields: dict[str, str]) -> None:
        """Put back what was typed, with room for as many people as there were."""
        self._origin.bring_back(fields)
        people = sum(name.startswith("name-") for name in fields)
        last = [n for n in range(people) if any(fields.get(f"{f.key}-{n}") for f in _OF_PERSON)]
        for _ in range(len(self._people), max(last, default=0) + 1):
            self._add_person()
        super().fill(fields)

    def echo(self) -> None:
        """Show dates, addresses that cannot be right, and a hook that does not read in a letter."""
        self._ask()
        self._recalling.echo()
        self._origin.echo()
        self._echo_dates()
        self._echo_done()
        for number in range(len(self._people)):
            for field in _OF_PERSON:
                key = f"{field.key}-{number}"
                if field.kind in _CHECKS:
                    self._echo_check(key, _CHECKS[field.kind])
                elif field.kind is Kind.ZONE:
                    self._echo_zone(key)
            hook = f"hook-{number}"
            self.row(hook).echo(hook_problem(self.text(hook)), wrong=True)
        for field in _TOP:
            if field.kind in _CHECKS:
                self._echo_check(field.key, _CHECKS[field.kind])

    def on_form_view_taken(self, event: FormView.Taken) -> None:
        """A name that is known was taken: fill in what goes with it."""
        self._recalling.taken(event.field, event.typed)

    def on_form_view_went(self) -> None:
        """What is offered is offered where the cursor is."""
        self._recalling.echo()

    def _echo_done(self) -> None:
        """Show when what was done was done; an empty field says "now" by itself."""
        if not self._asks_done:
            return
        row, moment, now = self.row("done_when"), self._interview(), self._now()
        row.echo("")
        if moment is None or not self.text("done_when").strip():
            return
        try:
            done = read_done_when(self.text("done_when"), moment.at, self._rules, now)
            row.echo(understood.done(done, now))
        except FieldError as error:
            row.echo(str(error), wrong=True)

    def _echo_check(self, field: str, check: Callable[[str], object]) -> None:
        def read() -> str:
            check(self.text(field).strip())
            return ""

        self.try_echo(field, read)

    def _echo_zone(self, field: str) -> None:
        """Show which zone a city or a short name is, and what time it is there."""
        self.try_echo(field, lambda: understood.zone(self.text(field), self._now()))

    def _echo_dates(self) -> None:
        """Show the interview's time in both zones, and the day read from their words."""
        for name in ("interviewed", "promised"):
            self.row(name).echo("")
        self._echo_zone("zone")
        now = self._now()
        if not self.text("interviewed").strip():
            return
        zone, order = self.text("zone").strip(), self._rules.date_order(now)
        try:
            moment = read_interview(self.text("interviewed"), zone, now, order=order)
            self.row("interviewed").echo(understood.moment(moment, now))
            workdays = self._rules.workdays_in(self.text("country").strip())
            said = said_on(moment.at, self._before, now)
            reading = hear_promise(self.text("promised"), said, workdays, order)
            if reading is not None:
                self.row("promised").echo(self._understood(reading, said))
        except FieldError as error:
            self.row(error.field).echo(str(error), wrong=True)

    def _understood(self, reading: Reading, said: date) -> str:
        if reading.day is None:
            return in_short(reading, said)
        opens = self._rules.email_opens(reading.day, self.text("country").strip())
        return f"{in_short(reading, said)}; email opens {say.day(opens)}"
