"""The form for a card: what was it, when, what did they say, and who was there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from store import say
from store.clock import Clock
from store.draft import CardDraft, FieldError, check_email, read_interview, read_promise_field
from store.errors import UnreadableError
from store.records import Contact, Person, Promise, Settings
from store.schedule import local
from store.workdays import add_workdays
from tui.screens.form import FormScreen, Row
from tui.widgets.choice import Choice
from tui.widgets.field import Field, NoteField

_REST = 0.25  # seconds without a key before a date is read: reading may load a library
_PERSON_FIELDS = (
    ("name", "Name", "Dana Lee"),
    ("email", "Email", "dana@example.com"),
    ("phone", "Phone", ""),
    ("title", "Job title", ""),
    ("hook", "You talked of", "what makes your thank-you personal"),
)


class PersonFields(Vertical):
    """The fields of one person. A person left blank is not kept."""

    DEFAULT_CSS = "PersonFields { height: auto; }"

    def __init__(self, number: int, person: Person) -> None:
        super().__init__()
        self._number = number
        self._person = person

    def compose(self) -> Iterable[Widget]:
        """A heading and a row a field."""
        yield Static(f"Person {self._number + 1}", classes="section", markup=False)
        for name, label, example in _PERSON_FIELDS:
            value = getattr(self._person, name)
            yield Row(label, Field(value, placeholder=example, id=f"{name}-{self._number}"))

    @property
    def person(self) -> Person:
        """The person as typed."""
        typed = {
            name: self.query_one(f"#{name}-{self._number}", Field).value
            for name, _, _ in _PERSON_FIELDS
        }
        return Person(id=self._person.id, **typed)


class CardForm(FormScreen):
    """Adds or edits a card. ``then`` gets the draft and may refuse it with a FieldError."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "another_person", "Another person", show=False)
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
        draft: CardDraft,
        settings: Settings,
        now: Clock,
        then: Callable[[CardDraft], None],
    ) -> None:
        super().__init__(title)
        self._draft = draft
        self._settings = settings
        self._now = now
        self._then = then
        self._people = draft.people or (Person(),)
        self._reading: Timer | None = None

    def rows(self) -> Iterable[Widget]:
        """What is needed first, what is rarely needed last."""
        draft = self._draft
        yield Row("Company", Field(draft.company, id="company"))
        yield Row("Role", Field(draft.role, id="role"))
        yield Row(
            "Interview",
            Field(draft.interviewed, placeholder="yesterday 14:00", id="interviewed"),
        )
        yield Row(
            "They said",
            Field(draft.promised, placeholder="by the end of next week", id="promised"),
        )
        with Vertical(id="people"):
            for number, person in enumerate(self._people):
                yield PersonFields(number, person)
        yield Button("Another person", id="another", compact=True)
        yield Static("If you like", classes="section")
        yield Row("Their zone", Field(draft.zone, placeholder="America/New_York", id="zone"))
        yield Row("Format", Field(draft.format, placeholder="video, phone, on site", id="format"))
        yield Row(
            "Contact",
            Choice(
                [(Contact.DIRECT, "the company"), (Contact.RECRUITER, "a recruiter")],
                draft.contact,
                id="contact",
            ),
        )
        yield Row(
            "Calls",
            Choice([(False, "are fine"), (True, "no calls")], draft.no_calls, id="no_calls"),
        )
        yield Row(
            "Email subject",
            Field(
                draft.thread_subject, placeholder="of your last mail with them", id="thread_subject"
            ),
        )
        yield Row("Posting", Field(draft.posting, placeholder="a link", id="posting"))
        yield Row("Notes", NoteField(draft.notes, id="notes"))

    def on_mount(self) -> None:
        """Echo what is there already."""
        self._echo()

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the form was opened with."""
        return self.draft != replace(self._draft, people=self._people)

    @property
    def draft(self) -> CardDraft:
        """The fields as they are typed."""
        return CardDraft(
            company=self.text("company"),
            role=self.text("role"),
            interviewed=self.text("interviewed"),
            zone=self.text("zone").strip(),
            format=self.text("format"),
            promised=self.text("promised"),
            people=tuple(fields.person for fields in self.query(PersonFields)),
            contact=self.query_one("#contact", Choice).value or Contact.DIRECT,
            posting=self.text("posting"),
            no_calls=bool(self.query_one("#no_calls", Choice).value),
            thread_subject=self.text("thread_subject"),
            notes=self.query_one("#notes", NoteField).text,
        )

    def save(self) -> None:
        """Hand up the draft."""
        self._then(self.draft)

    @on(Button.Pressed, "#another")
    async def action_another_person(self) -> None:
        """Room for one more person, with the cursor in it."""
        number = len(self.query(PersonFields))
        await self.query_one("#people").mount(PersonFields(number, Person()))
        self.query_one(f"#name-{number}").focus()

    def on_input_changed(self, event: Input.Changed | None = None) -> None:
        """Echo dates and addresses as they are understood, once the typing rests."""
        super().on_input_changed()
        if event is None:
            return
        if self._reading:
            self._reading.stop()
        self._reading = self.set_timer(_REST, self._echo)

    def _echo(self) -> None:
        self._echo_dates()
        for number in range(len(self.query(PersonFields))):
            row = self._row(f"email-{number}")
            try:
                check_email(self.text(f"email-{number}").strip())
            except UnreadableError as error:
                row.echo(str(error), wrong=True)
            else:
                row.echo("")

    def _echo_dates(self) -> None:
        """Show the interview's time in both zones, and the day read from their words."""
        for name in ("interviewed", "zone", "promised"):
            self._row(name).echo("")
        now = self._now()
        if not self.text("interviewed").strip():
            return
        try:
            moment = read_interview(self.text("interviewed"), self.text("zone").strip(), now)
            theirs = say.full_moment(moment.at)
            here = local(moment.at, now)
            also = f" ({say.clock(here)} for you)" if here.offset != moment.at.offset else ""
            noon = "" if moment.time_given else " (no time named: noon)"
            self._row("interviewed").echo(theirs + also + noon)
            promise = read_promise_field(self.text("promised"), here.date())
            if promise is not None:
                self._row("promised").echo(self._understood(promise))
        except FieldError as error:
            self._row(error.field).echo(str(error), wrong=True)

    def _understood(self, promise: Promise) -> str:
        if promise.day is None:
            return "no date named"
        opens = add_workdays(promise.day, self._settings.grace_days)
        return f"{say.day(promise.day)}; email opens {say.day(opens)}"

    def _row(self, field: str) -> Row:
        row = self.query_one(f"#{field}").parent
        assert isinstance(row, Row)  # noqa: S101 - every field is made in one
        return row
