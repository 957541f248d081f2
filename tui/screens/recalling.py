"""What a card's form makes of the companies, people and recruiters that the cards know already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.clock import Clock
from store.search.known import Known, KnownPerson, was_at
from store.words import met
from tui.widgets.form.parts import Field

if TYPE_CHECKING:
    from tui.screens.form import FormScreen

_KEY = "Right"
_OF_RECRUITER = {"email": "recruiter_email", "phone": "recruiter_phone"}
_OF_PERSON = ("email", "phone", "title")


class Recalling:
    """Completes names in a form, fills in what goes with them, and says so beside the field.

    ``tells`` says that a card is added: a company met before is told of, and the fields hand up
    what is pasted in several lines. Nothing that was typed is ever replaced,
    but for the name that is taken.
    """

    def __init__(self, form: FormScreen, known: Known, now: Clock, *, tells: bool) -> None:
        self._form = form
        self._known = known
        self._now = now
        self._tells = tells
        self._completed: list[Field] = []
        self._began: dict[str, str] = {}  # by field: what stood there when the form opened
        self._told: dict[str, tuple[str, str]] = {}  # by field: the name taken, what came of it

    def field(self, name: str, typed: str, example: str) -> Field:
        """The control for a field of one line; it completes where names for it are known."""
        made = Field(
            typed,
            placeholder=example,
            id=name,
            complete=self._completing(name),
            gives_lines=self._tells,
        )
        if made.complete is not None:
            self._began[name] = typed
            self._completed.append(made)
        return made

    def echo(self) -> None:
        """Show beside each of the fields what is offered there, or what came of taking it."""
        for field in self._completed:
            name = field.id
            taken, told = self._told.get(name, ("", ""))
            said = told if taken == field.value else ""
            if not said and name == "company" and self._tells:
                company = self._known.company(field.value)
                said = met.before(company.cards if company else (), self._now())
            if not said and field.has_focus and field.value != self._began[name]:
                said = self._offered(name, field.value)
            self._form.row(name).echo(said)

    def taken(self, field: Field, typed: str) -> None:
        """Fill in what goes with the name that was taken, where nothing stands yet, and say so."""
        name = field.id
        person = self._person(name, typed)
        if person is not None:
            self._told[name] = (field.value, self._filled(name, person))
        self.echo()

    def _completing(self, name: str) -> Callable[[str], str] | None:
        """What completes a field; nothing does before something is typed there."""
        if name == "company":
            return lambda typed: "" if typed == self._began[name] else self._company(typed)
        if name == "recruiter" or name.startswith("name-"):
            return lambda typed: "" if typed == self._began[name] else self._name(name, typed)
        return None

    def _company(self, typed: str) -> str:
        """The company that what is typed may become; "" where it is one already."""
        if self._known.company(typed):
            return ""
        found = self._known.companies(typed)
        return found[0].name if found else ""

    def _name(self, name: str, typed: str) -> str:
        """The name of whom is offered; "" where taking it would change nothing."""
        person = self._person(name, typed)
        if person is None or (person.name == typed and not self._fills(name, person)):
            return ""
        return person.name

    def _person(self, name: str, typed: str) -> KnownPerson | None:
        """Who is offered in a field for what is typed there."""
        if name == "company":
            return None
        if name == "recruiter":
            found = self._known.recruiters(typed)
        else:
            found = self._known.people(typed, self._form.text("company"))
        return found[0] if found else None

    def _offered(self, name: str, typed: str) -> str:
        """Who it would be, and the key that takes it; "" for nobody."""
        if name == "company":
            company = self._company(typed)
            return met.offered(company, _KEY) if company else ""
        person = self._person(name, typed)
        if person is None or not self._name(name, typed):
            return ""
        known = [] if self._several(name, person) else [person.email or person.phone]
        return met.offered(met.who(person.name, *known), _KEY)

    def _several(self, name: str, person: KnownPerson) -> list[str]:
        """The companies where others of that name were met too, unless the one typed tells."""
        if name == "recruiter" or was_at(person, self._form.text("company")):
            return []
        alike = self._known.namesakes(person)
        return [each.companies[0] for each in alike] if len(alike) > 1 else []

    def _fills(self, name: str, person: KnownPerson) -> dict[str, str]:
        """What taking somebody would fill in, by field of the form."""
        if self._several(name, person):
            return {}
        number = name.rpartition("-")[2]
        fields = (
            _OF_RECRUITER if name == "recruiter" else {of: f"{of}-{number}" for of in _OF_PERSON}
        )
        known = {field: str(getattr(person, of)) for of, field in fields.items()}
        return {
            field: text
            for field, text in known.items()
            if text and not self._form.text(field).strip()
        }

    def _filled(self, name: str, person: KnownPerson) -> str:
        """Fill it in, and say what was."""
        if several := self._several(name, person):
            return met.unclear(several)
        fills = self._fills(name, person)
        for field, text in fills.items():
            self._form.field(field).value = text
        words = [field.removeprefix("recruiter_").partition("-")[0] for field in fills]
        return met.filled(["job title" if word == "title" else word for word in words])
