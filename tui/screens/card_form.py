"""The form for a card: what was it, when, what did they say, and who was there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

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
from tui.screens.form import FormScreen, Row
from tui.screens.origin import NOTHING as NOTHING_ARRIVED
from tui.screens.origin import Origin, additions, arrived
from tui.screens.person_fields import PersonFields, control
from tui.screens.recalling import Recalling
from tui.widgets.completing import CompletingField
from tui.widgets.field import Field
from tui.widgets.note_field import NoteField
from tui.widgets.picker import Picker

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
        Binding("tab", "tab", "Next field", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    CardForm #another { margin: 0 0 0 15; }
    CardForm #people { height: auto; }
    CardForm > #dialog { max-width: 96; }
    """
    AUTO_FOCUS = "#company"

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
        self._people = self._shown.people or (Person(),)

    def rows(self) -> Iterable[Widget]:
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
        with Vertical(id="people"):
            for number, person in enumerate(self._people):
                yield PersonFields(number, person, self._recalling)
            yield self._spare(len(self._people))
        yield Button("Another person", id="another", compact=True)
        yield Static("If you like", classes="section")
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
            people=tuple(fields.person for fields in self.query(PersonFields) if fields.is_ready),
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
        what = self.query_one("#done", Picker).value
        return () if what in {None, NOTHING} else (TypedDone(str(what), self.text("done_when")),)

    def _is_asked(self, field: str) -> bool:
        return self.row(field).display

    def _typed_in(self, field: CardField) -> str | bool:
        if field.asked_with and not self._is_asked(field.key):
            return self._shown.fields[field.name]  # what nobody sees, nobody changed
        if field.options:
            chosen: str | bool | None = self.query_one(f"#{field.key}", Picker).value
            return field.blank if chosen is None else chosen
        if field.kind is Kind.TEXT:
            return self.query_one(f"#{field.key}", NoteField).text
        text = self.text(field.key)
        return text.strip() if field.kind in _CHECKS or field.kind is Kind.ZONE else text

    async def action_tab(self) -> None:
        """On to the next field, also where what was typed has only just made room for it."""
        await self._settle()
        self._go_on()

    async def action_next_field(self) -> None:
        """Enter goes on as Tab does.

        Raises:
            SkipAction: On a button, or in a field of several lines, Enter does what it does there.
        """
        if not isinstance(self.focused, Field | Picker):
            raise SkipAction
        await self._settle()
        self._go_on()

    def _go_on(self) -> None:
        """Focus what stands next; Textual goes by places on the screen, which a new row lacks."""
        stops = [
            each
            for each in self.query("*")
            if each.focusable and all(above.display for above in each.ancestors_with_self)
        ]
        place = stops.index(self.focused) if self.focused in stops else -1
        self.set_focus(stops[(place + 1) % len(stops)])

    async def _settle(self) -> None:
        """Ask what there is to ask before the focus goes on.

        Keys may come in one burst: those before this one may wait in the field, unread as yet.
        """
        field = self.focused
        if field is None or field.id not in _DECIDES:
            return
        is_read = asyncio.Event()
        if field.call_later(is_read.set):
            await is_read.wait()
        self._ask()

    def choice_made(self) -> None:
        """Ask for what goes with the choice, and for nothing else."""
        for field in _AT_TIMES:
            chosen = self.query_one(f"#{_KEYS[field.asked_with]}", Picker)
            self.row(field.key).display = chosen.number != "1"
        if self._asks_done:
            is_something = self.query_one("#done", Picker).value != NOTHING
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

    @on(Button.Pressed, "#another")
    def action_another_person(self) -> None:
        """Room for one more person, with the cursor in it.

        The room is there before it is asked for, so that the very next key finds it.
        """
        spare = self.query_one("PersonFields.-spare", PersonFields)
        spare.remove_class("-spare")
        self.set_focus(spare.query(Field).first())
        self.query_one("#people").mount(self._spare(len(self.query(PersonFields))))

    def on_mount(self) -> None:
        """Say what filled the fields in, and echo it."""
        self._origin.begin()
        super().on_mount()

    def on_field_lines(self, event: Field.Lines) -> None:
        """Pasted lines fill in the form where they are an invitation or a mail."""
        if self._pasted is None or not self._pasted(self, event.text):
            event.field.paste(event.text)

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
        self.call_later(self._fill, fields, max(last, default=0) + 1)

    async def _fill(self, fields: dict[str, str], people: int) -> None:
        while (shown := len(self.query(PersonFields)) - 1) < people:
            self.query_one("PersonFields.-spare").remove_class("-spare")
            await self.query_one("#people").mount(self._spare(shown + 1))
        super().fill(fields)

    def _spare(self, number: int) -> PersonFields:
        fields = PersonFields(number, Person(), self._recalling)
        fields.add_class("-spare")
        return fields

    def echo(self) -> None:
        """Show dates, addresses that cannot be right, and a hook that does not read in a letter."""
        self._ask()
        self._recalling.echo()
        self._origin.echo()
        self._echo_dates()
        self._echo_done()
        for number in range(sum(each.is_ready for each in self.query(PersonFields))):
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

    def on_completing_field_taken(self, event: CompletingField.Taken) -> None:
        """A name that is known was taken: fill in what goes with it."""
        self._recalling.taken(event.field, event.typed)

    def on_descendant_focus(self) -> None:
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
