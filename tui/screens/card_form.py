"""The form for a card: what was it, when, what did they say, and who was there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from store import say
from store.clock import Clock, check_zone, local
from store.dates.workdays import check_country
from store.errors import FieldError
from store.forms.card import TypedCard, check_email, read_interview, read_promise_field
from store.records import Person, Promise, Via
from store.rules.due import Rules
from tui.screens.form import FormScreen, Row
from tui.widgets.field import Field
from tui.widgets.note_field import NoteField
from tui.widgets.picker import Picker

_PERSON_FIELDS = (
    ("name", "Name", "Dana Lee"),
    ("email", "Email", "dana@example.com"),
    ("phone", "Phone", ""),
    ("title", "Job title", ""),
    ("hook", "You talked of", "what makes your thank-you personal"),
    ("zone", "Time zone", "if it is not the interview's"),
)


class PersonFields(Vertical):
    """The fields of one person. A person left blank is not kept."""

    DEFAULT_CSS = """
    PersonFields { height: auto; }
    PersonFields.-spare { display: none; }
    """

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
        Binding("ctrl+n", "another_person", "Another person", show=False, priority=True)
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
    ) -> None:
        super().__init__(title)
        self._typed = typed
        self._rules = rules
        self._now = now
        self._then = then
        self._people = typed.people or (Person(),)

    def rows(self) -> Iterable[Widget]:
        """What is needed first, what is rarely needed last."""
        typed = self._typed
        yield Row("Company", Field(typed.company, id="company"))
        yield Row("Role", Field(typed.role, id="role"))
        yield Row(
            "Interview",
            Field(typed.interviewed, placeholder="yesterday 14:00", id="interviewed"),
        )
        yield Row(
            "They said",
            Field(typed.promised, placeholder="by the end of next week", id="promised"),
        )
        with Vertical(id="people"):
            for number, person in enumerate(self._people):
                yield PersonFields(number, person)
            yield self._spare(len(self._people))
        yield Button("Another person", id="another", compact=True)
        yield Static("If you like", classes="section")
        yield Row("Interview zone", Field(typed.zone, placeholder="America/New_York", id="zone"))
        yield Row("Holidays of", Field(typed.country, placeholder="US, GB, DE-BY …", id="country"))
        yield Row("Format", Field(typed.format, placeholder="video, phone, on site", id="format"))
        yield Row(
            "Contact",
            Picker(
                [(Via.DIRECT, "the company"), (Via.RECRUITER, "a recruiter")],
                typed.contact,
                id="contact",
            ),
        )
        yield Row(
            "Calls",
            Picker([(False, "are fine"), (True, "no calls")], typed.no_calls, id="no_calls"),
        )
        yield Row(
            "Email subject",
            Field(
                typed.thread_subject, placeholder="of your last mail with them", id="thread_subject"
            ),
        )
        yield Row(
            "Message-ID",
            Field(typed.message_id, placeholder="of that mail: drafts then reply", id="message_id"),
        )
        yield Row("Posting", Field(typed.posting, placeholder="a link", id="posting"))
        yield Row("Notes", NoteField(typed.notes, id="notes"))

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
            company=self.text("company"),
            role=self.text("role"),
            interviewed=self.text("interviewed"),
            zone=self.text("zone").strip(),
            format=self.text("format"),
            promised=self.text("promised"),
            people=tuple(fields.person for fields in self.query(PersonFields)),
            contact=self.query_one("#contact", Picker).value or Via.DIRECT,
            posting=self.text("posting"),
            country=self.text("country"),
            no_calls=bool(self.query_one("#no_calls", Picker).value),
            thread_subject=self.text("thread_subject"),
            message_id=self.text("message_id"),
            notes=self.query_one("#notes", NoteField).text,
        )

    def save(self) -> None:
        """Hand up the draft."""
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

    def fill(self, fields: dict[str, str]) -> None:
        """Put back what was typed, with room for as many people as there were."""
        people = sum(name.startswith("name-") for name in fields)
        shown = len(self.query(PersonFields)) - 1
        last = [n for n in range(people) if any(fields.get(f"{f}-{n}") for f, *_ in _PERSON_FIELDS)]
        for _ in range(shown, max(last, default=0) + 1):
            self.action_another_person()
        self.call_after_refresh(super().fill, fields)

    def _spare(self, number: int) -> PersonFields:
        fields = PersonFields(number, Person())
        fields.add_class("-spare")
        return fields

    def echo(self) -> None:
        """Show dates, and addresses that cannot be right."""
        self._echo_dates()
        for number in range(len(self.query(PersonFields))):
            for name, check in (("email", check_email), ("zone", check_zone)):
                self._echo_check(f"{name}-{number}", check)
        self._echo_check("country", check_country)

    def _echo_check(self, field: str, check: Callable[[str], object]) -> None:
        def read() -> str:
            check(self.text(field).strip())
            return ""

        self.try_echo(field, read)

    def _echo_dates(self) -> None:
        """Show the interview's time in both zones, and the day read from their words."""
        for name in ("interviewed", "zone", "promised"):
            self.row(name).echo("")
        now = self._now()
        if not self.text("interviewed").strip():
            return
        try:
            moment = read_interview(self.text("interviewed"), self.text("zone").strip(), now)
            theirs = say.full_moment(moment.at)
            here = local(moment.at, now)
            also = f" ({say.clock(here)} for you)" if here.offset != moment.at.offset else ""
            noon = "" if moment.time_given else " (no time named: noon)"
            self.row("interviewed").echo(theirs + also + noon)
            promise = read_promise_field(self.text("promised"), here.date())
            if promise is not None:
                self.row("promised").echo(self._understood(promise))
        except FieldError as error:
            self.row(error.field).echo(str(error), wrong=True)

    def _understood(self, promise: Promise) -> str:
        if promise.day is None:
            return "no date named"
        opens = self._rules.email_opens(promise.day, self.text("country").strip())
        return f"{say.day(promise.day)}; email opens {say.day(opens)}"
