"""The form for the candidate's own details, and the settings behind the due dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from store.clock import Clock
from store.dates.order import DayOrder
from store.forms import letters
from store.forms import settings as preferences
from store.forms.details import read_details
from store.forms.values import check_language
from store.records import Me, Reminders, Settings
from store.rules.rules import Rules
from store.text import clean_line
from store.words import understood
from tui.screens.form import FormScreen
from tui.widgets.form.parts import Field, Note, Part, Picker, Row, Section

_YOU = (
    ("name", "Your name", "as you sign your letters"),
    ("email", "Email", ""),
    ("phone", "Phone", "so that nobody has to look it up"),
    ("link", "Link", "portfolio or profile, if you like"),
)
_LANGUAGE = ("language", "Letters in", "en, de; English, if left empty")
_LETTERS = (
    ("greeting", "Greeting"),
    ("closing", "Closing"),
    ("letters", "English is"),
)
_PLACE = (
    ("zone", "Time zone", "a city; this machine's, if left empty"),
    ("country", "Holidays of", "US, US-CA, GB, DE-BY …; none, if left empty"),
)
_DETAILS = (*_YOU, *_PLACE, _LANGUAGE)
_CALENDAR = (
    ("weekend", "Weekend", "sat sun"),
    ("days_off", "Days off", "2026-12-24, dec 31"),
    ("hours", "They work", "9-17"),
)
_ON_OFF = (("on", "on"), ("off", "off"))
_DATE_ORDERS = (*((str(order), str(order)) for order in DayOrder), ("", "as in your country"))
_REMINDERS = tuple((each, str(each)) for each in Reminders)
_PICKED = ("date_order", "mouse", "reminders")


@dataclass(frozen=True)
class KeysField:
    """The field for the keys: its text, how a text is read, and what the keys read from it do.

    ``read`` may refuse a text with a FieldError.
    """

    text: str
    read: Callable[[str], dict[str, str]]
    described: Callable[[Mapping[str, str]], str]


class MeForm(FormScreen):
    """Edits the candidate's details and the settings."""

    FIRST = "name"

    def __init__(
        self,
        me: Me,
        settings: Settings,
        now: Clock,
        then: Callable[[Me, Settings], None],
        *,
        keys: KeysField,
    ) -> None:
        super().__init__("You and your settings")
        self._me = me
        self._settings = settings
        self._typed = preferences.typed(settings) | {"keys": keys.text}
        self._keys = keys
        self._now = now
        self._then = then

    def rows(self) -> Iterable[Part]:
        """What it is for, and the rows: you, places and days, words, due dates, this terminal."""
        why = "Your details stand at the end of your letters and stay in your file."
        yield Section("You")
        yield Note(why)
        yield from map(self._detail, _YOU)
        yield Section("Dates and places")
        yield from map(self._detail, _PLACE)
        for name, label, example in _CALENDAR:
            yield Row(label, Field(self._typed[name], placeholder=example, id=name))
        order = Picker(_DATE_ORDERS, self._typed["date_order"], id="date_order")
        yield Row("Dates are written", order)
        yield Section("Words")
        yield self._detail(_LANGUAGE)
        for name, label in _LETTERS:
            chosen = getattr(self._me, name)
            yield Row(label, Picker(letters.options(name, chosen), chosen, id=name))
        yield Section("When things are due")
        for name, label, unit in preferences.NUMBERS:
            row = Row(label, Field(self._typed[name], id=name))
            row.echo(unit)
            yield row
        reminders = Picker(_REMINDERS, Reminders(self._typed["reminders"]), id="reminders")
        yield Row("Reminders", reminders)
        yield Section("Keys and mouse")
        yield Row("Keys", Field(self._typed["keys"], placeholder="copy = y, skip = W", id="keys"))
        yield Row("Mouse", Picker(_ON_OFF, self._typed["mouse"], id="mouse"))

    def _detail(self, detail: tuple[str, str, str]) -> Row:
        name, label, hint = detail
        return Row(label, Field(getattr(self._me, name), placeholder=hint, id=name))

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the form was opened with."""
        details = any(text != getattr(self._me, name) for name, text in self._details().items())
        return details or self._preferences() != self._typed

    def echo(self) -> None:
        """Show the zone, the days off and the keys as understood, and a language that is none."""

        def days() -> str:
            now = self._now()
            chosen = replace(self._settings, date_order=self._picked("date_order"))
            order = Rules(chosen, clean_line(self.text("country"))).date_order(now)
            read = preferences.read_days_off(self.text("days_off"), now, order)
            return preferences.understood_days(read)

        def keys() -> str:
            return self._keys.described(self._keys.read(self.text("keys")))

        def language() -> str:
            check_language(self.text("language"))
            return ""

        self.try_echo("zone", lambda: understood.zone(self.text("zone"), self._now()))
        self.try_echo("language", language)
        self.try_echo("days_off", days)
        self.try_echo("keys", keys)

    def save(self) -> None:
        """Check and hand up the details and the settings."""
        typed, now = self._preferences(), self._now()
        me = read_details(self._details(), self._me, now)
        settings = preferences.read(typed, self._settings, now, me.country)
        settings = replace(settings, keys=self._keys.read(self.text("keys")))
        self._then(me, settings)

    def _details(self) -> dict[str, str]:
        typed = {name: self.text(name) for name, _, _ in _DETAILS}
        return typed | {name: self._picked(name) for name, _ in _LETTERS}

    def _preferences(self) -> dict[str, str]:
        return {
            name: self._picked(name) if name in _PICKED else self.text(name) for name in self._typed
        }

    def _picked(self, name: str) -> str:
        return str(self.picker(name).value)
