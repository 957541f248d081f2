"""Rows of a table, turned into cards as if each had been typed into the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace
from pendulum import DateTime

from store.clock import check_zone, local
from store.dates.names import quoted
from store.dates.order import DayOrder
from store.dates.workdays import check_country
from store.errors import FieldError, UnreadableError
from store.exchange.arrival import Arrival, Refused, refused
from store.exchange.tables.cells import read_foreign_people, read_people, unguarded
from store.exchange.tables.dates import Slashes, read_at, read_date
from store.exchange.tables.headings import Columns
from store.exchange.tables.reader import Row, Table
from store.exchange.tables.status import read_status, read_yes
from store.forms.card import TypedCard, check_email, read_promise_field, to_card
from store.history import actions
from store.records import Card, Outcome, Person, Promise, Round, Stage, Via
from store.records.bounds import bounds_of
from store.records.fields import READ_APART, CardField, Kind, fields_of
from store.text import clean, clean_line

K = TypeVar("K", bound=StrEnum)

_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_NOTHING = frozenset({"-", "–", "—", "n/a", "na", "none", "null", "tbd", "tba", "?", "unknown"})

_Given = dict[str, list[tuple[str, str]]]  # by field: heading and text of each cell that has one


class RowReader:
    """Reads the rows of one table, seen from ``now``."""

    def __init__(self, table: Table, columns: Columns, now: DateTime) -> None:
        self._columns, self._now = columns, now
        dated = ("interviewed", "promised_day" if columns.are_ours else "promised")
        places = [place for field in dated for place in columns.of(field)]
        cells = (
            row.cells[place] for row in table.rows for place in places if place < len(row.cells)
        )
        self.slashes = Slashes(cells, guess=not columns.are_ours)

    def read(self, rows: Iterable[Row]) -> Iterator[Arrival | Refused]:
        """A card for each row, or why there is none."""
        for row in rows:
            try:
                yield self._arrival(row)
            except FieldError as error:
                field = error.field.partition("-")[0]
                yield refused(row.line, UnreadableError(f"{field.replace('_', ' ')}: {error}"))
            except UnreadableError as error:
                yield refused(row.line, error)

    def _arrival(self, row: Row) -> Arrival:
        given = self._given(row)
        read = self._own_card if self._columns.are_ours else self._foreign_card
        card, has_time = read(given)
        own_id = clean_line(_one(given, "id"))
        if own_id:
            if not _ID.fullmatch(own_id):
                raise FieldError("id", "This is no id. Leave it empty for a new card.")
            card = replace(card, id=own_id)
        return Arrival(
            card=actions.add(card, self._now),
            line=row.line,
            is_ours=bool(own_id),
            given=frozenset(given),
            status=clean_line(_one(given, "status")),
            has_time=has_time,
        )

    def _given(self, row: Row) -> _Given:
        fields = self._columns.fields
        if any(cell.strip() for cell in row.cells[len(fields) :]):
            raise UnreadableError(
                "It has more cells than there are headings. Put a text that has the separator in "
                'it into quotes (").'
            )
        given: _Given = {}
        for heading, field, cell in zip(self._columns.headings, fields, row.cells, strict=False):
            text = clean(unguarded(cell)).strip()
            if field and text and (self._columns.are_ours or text.casefold() not in _NOTHING):
                given.setdefault(field, []).append((heading, text))
        return given

    def _own_card(self, given: _Given) -> tuple[Card, bool]:
        """The card of a row that Afterword exported, or that was added to such a table."""
        zone = clean_line(_one(given, "zone"))
        at, has_time = read_at(
            self.slashes.month_first(_one(given, "interviewed")), zone, self._now
        )
        typed = TypedCard(
            people=read_people(_one(given, "people"), _lists(given)),
            fields={
                field.name: _typed(given, field)
                for record in (Card, Round)
                for field in fields_of(record)
                if field.kind not in READ_APART
            },
        )
        card = _card(typed, at, self._own_promise(given, local(at, self._now).date()), self._now)
        card = replace(
            card,
            stage=_one_of(Stage, given, "stage") or Stage.THANK_YOU,
            outcome=_one_of(Outcome, given, "outcome"),
        )
        return card, has_time

    def _own_promise(self, given: _Given, said: date) -> Promise | None:
        """The promise with its day. Without a day, an exported row had none; a new one is read."""
        words = _bounded_words(_one(given, "promised"))
        day = _one(given, "promised_day")
        if day:
            return Promise(words=words or day, said=said, day=self._day(day))
        if "id" in given and words:
            return Promise(words=words, said=said)
        return read_promise_field(words, said)

    def _day(self, text: str) -> date:
        try:
            return read_date(self.slashes.month_first(text), self._now)
        except UnreadableError as error:
            raise FieldError("promised_day", str(error)) from None

    def _foreign_card(self, given: _Given) -> tuple[Card, bool]:
        kept: list[str] = []  # what has no place on a card, for its notes
        zone = _one(given, "zone")
        when = " ".join(filter(None, (_one(given, "interviewed"), _one(given, "time"))))
        try:
            check_zone(zone)
        except UnreadableError:
            when, zone = f"{when} {zone}", ""  # "EST" is no place, but can be read with a time
        country = _kept_unless(check_country, given, "country", kept)
        stage, outcome = _status(given, kept)
        people = _foreign_people(given, kept)
        notes = [text for _, text in given.get("notes", ())]
        typed = TypedCard(
            people=people,
            fields={
                "company": _one(given, "company"),
                "role": _one(given, "role"),
                "zone": zone,
                "format": _one(given, "format"),
                "via": Via.RECRUITER if "recruiter" in given else Via.DIRECT,
                "posting": _one(given, "posting"),
                "country": country,
                "notes": "\n".join([*notes, *kept]),
            },
        )
        at, has_time = read_at(self.slashes.month_first(when), zone, self._now)
        words = _bounded_words(self.slashes.month_first(_one(given, "promised")))
        said = local(at, self._now).date()
        promise = read_promise_field(words, said, order=DayOrder.MONTH_FIRST)
        card = replace(_card(typed, at, promise, self._now), stage=stage, outcome=outcome)
        return card, has_time


def _lists(given: _Given) -> dict[str, str]:
    """The cells that list one field of each person."""
    return {
        field.name: _one(given, field.heading)
        for field in fields_of(Person)
        if field.heading != "people"
    }


def _typed(given: _Given, field: CardField) -> str | bool:
    """What a form would have for the cell of a field in Afterword's own table."""
    text = _one(given, field.heading)
    if field.kind is Kind.YES:
        is_so = read_yes(text)
        if is_so is None:
            raise FieldError(field.heading, "Write yes or no.")
        return is_so
    if field.options:
        return _chosen(field, clean_line(text))
    return text


def _chosen(field: CardField, text: str) -> str | bool:
    values = {str(each.value): each.value for each in field.options}
    if text and text.casefold() not in values:
        raise FieldError(field.heading, f"{quoted(text)} is none of: {', '.join(values)}.")
    return values[text.casefold()] if text else field.blank


def _card(typed: TypedCard, at: DateTime, promise: Promise | None, now: DateTime) -> Card:
    card = to_card(replace(typed, interviewed=f"{at:%Y-%m-%d %H:%M}"), now)
    return replace(card, rounds=(replace(card.round, at=at, promise=promise),))


def _foreign_people(given: _Given, kept: list[str]) -> tuple[Person, ...]:
    """The recruiter first, for that is whom to write to; an address and a number go to the first.

    What stands there for an address and is none is kept for the notes.
    """
    people: list[Person] = []
    for heading, text in (*given.get("recruiter", ()), *given.get("people", ())):
        try:
            people += read_foreign_people(text)
        except UnreadableError:
            kept.append(f"{heading}: {text}")
    first = people[0] if people else Person()
    email, phone = _kept_unless(check_email, given, "email", kept), _one(given, "phone")
    if (email and first.email not in {"", email}) or (phone and first.phone not in {"", phone}):
        return (*people, Person(email=email, phone=phone))
    first = replace(first, email=email or first.email, phone=phone or first.phone)
    return (first, *people[1:])


def _status(given: _Given, kept: list[str]) -> tuple[Stage, Outcome | None]:
    stage, outcome = Stage.THANK_YOU, None
    for heading, text in given.get("status", ()):
        match read_status(text):
            case Stage() as found:
                stage = found
            case Outcome() as found:
                outcome = found
            case _:
                kept.append(f"{heading}: {text}")
    return stage, outcome


def _kept_unless(check: Callable[[str], str], given: _Given, field: str, kept: list[str]) -> str:
    """The text of a field that passes the check, else "" and the text is kept for the notes."""
    for heading, text in given.get(field, ()):
        try:
            return check(clean_line(text))
        except UnreadableError:
            kept.append(f"{heading}: {text}")
    return ""


def _one(given: _Given, field: str) -> str:
    return given[field][0][1] if field in given else ""


def _one_of(kind: type[K], given: _Given, field: str) -> K | None:
    """The member of an enumeration that a cell names; None where it is empty."""
    text = clean_line(_one(given, field))
    found = next((each for each in kind if each.value == text.casefold()), None)
    if text and found is None:
        known = ", ".join(each.value for each in kind)
        raise FieldError(field, f"{quoted(text)} is none of: {known}.")
    return found


def _bounded_words(text: str) -> str:
    words = clean_line(text)
    longest = bounds_of(Promise).of("words").longest
    if len(words) > longest:
        raise FieldError("promised", f"That is longer than {longest:,} characters.")
    return words
