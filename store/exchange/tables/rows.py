"""Rows of a table, turned into cards as if each had been typed into the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local
from store.dates.names import quoted
from store.dates.order import DayOrder
from store.errors import FieldError, UnreadableError
from store.exchange.arrival import Arrival, LeftOut, Refused, refused
from store.exchange.tables.cells import NO_DAY, read_people, unguarded
from store.exchange.tables.dates import read_at, read_date
from store.exchange.tables.foreign import (
    ForeignReader,
    NoInterviewError,
    Read,
    bounded_words,
    card_at,
)
from store.exchange.tables.headings import Columns
from store.exchange.tables.names import UNUSED
from store.exchange.tables.order import Order
from store.exchange.tables.reader import Row, Table
from store.exchange.tables.status import read_yes, says_applied
from store.exchange.tables.whose import Cell
from store.forms.card import TypedCard
from store.forms.moments import read_promise_field
from store.history import actions
from store.records import Card, Offer, Outcome, Person, Promise, Round, Stage
from store.records.bounds import bounds_of
from store.records.fields import READ_APART, CardField, Kind, fields_of
from store.rules.stages import may_write_again
from store.text import clean, clean_line

K = TypeVar("K", bound=StrEnum)

_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_NO_DATES = frozenset({"company", "role", "phone", "email", "reach", "posting", "notes"})

_Given = dict[str, str]  # by field: the text of its cell


class RowReader:
    """Reads the rows of one table, seen from ``now``.

    ``told`` is the order of days and months that the person says, ``usual`` that in which they
    write themselves: it counts where the table does not show one.
    """

    def __init__(
        self,
        table: Table,
        columns: Columns,
        now: DateTime,
        *,
        told: DayOrder | None = None,
        usual: DayOrder | None = None,
    ) -> None:
        self._columns, self._now = columns, now
        places = [n for n, field in enumerate(columns.fields) if field not in _NO_DATES]
        cells = (
            row.cells[place] for row in table.rows for place in places if place < len(row.cells)
        )
        self.order = Order(cells, told=told, usual=None if columns.are_ours else usual)
        self._foreign = (
            None
            if columns.are_ours
            else ForeignReader(
                columns, self.order, now, is_of_applications=_applied(table, columns)
            )
        )

    def read(self, rows: Iterable[Row]) -> Iterator[Arrival | Refused | LeftOut]:
        """A card for each row, or why there is none."""
        for row in rows:
            try:
                yield self._arrival(row)
            except NoInterviewError as error:
                yield LeftOut(row.line, str(error))
            except FieldError as error:
                field = error.field.partition("-")[0]
                yield refused(row.line, UnreadableError(f"{field.replace('_', ' ')}: {error}"))
            except UnreadableError as error:
                yield refused(row.line, error)

    def _arrival(self, row: Row) -> Arrival:
        cells = self._cells(row)
        given = {cell.field: cell.text for cell in reversed(cells)}
        if self._foreign:
            card, has_time, said = self._foreign.card(cells)
            return Arrival(
                card=actions.add(card, self._now),
                line=row.line,
                given=frozenset(given),
                status=clean_line(given.get("status", "")),
                has_time=has_time,
                said=said,
            )
        card, has_time, _ = self._own_card(given)
        own_id = clean_line(given.get("id", ""))
        if own_id:
            if not _ID.fullmatch(own_id):
                raise FieldError("id", "This is no id. Leave it empty for a new card.")
            card = replace(card, id=own_id)
        return Arrival(
            card=actions.add(card, self._now),
            line=row.line,
            is_ours=bool(own_id),
            given=frozenset(given),
            has_time=has_time,
        )

    def _cells(self, row: Row) -> list[Cell]:
        """The cells that are not empty and give a field."""
        columns = self._columns
        if any(cell.strip() for cell in row.cells[len(columns.fields) :]):
            raise UnreadableError(
                "It has more cells than there are headings. Put a text that has the separator in "
                'it into quotes (").'
            )
        blank = ("",) * len(columns.fields)
        every = zip(
            columns.headings,
            columns.fields,
            columns.owners or blank,
            columns.rounds or blank,
            row.cells,
            strict=False,
        )
        return [
            Cell(place, heading, field, owner, name, text)
            for place, (heading, field, owner, name, cell) in enumerate(every)
            if field != UNUSED and (text := clean(unguarded(cell)).strip())
        ]

    def _own_card(self, given: _Given) -> Read:
        """The card of a row that Afterword exported, or that was added to such a table."""
        zone = clean_line(_one(given, "zone"))
        moment = read_at(self.order.spelled(_one(given, "interviewed")), zone, self._now)
        typed = TypedCard(
            people=read_people(_one(given, "people"), _lists(given)),
            fields={
                field.name: _typed(given, field)
                for record in (Card, Round)
                for field in fields_of(record)
                if field.kind not in READ_APART
            },
        )
        said = local(moment.at, self._now).date()
        card = card_at(typed, moment, self._own_promise(given, said), self._now)
        card = replace(
            card,
            stage=_one_of(Stage, given, "stage") or Stage.THANK_YOU,
            offer=self._own_offer(given),
            outcome=_one_of(Outcome, given, "outcome"),
        )
        if (again := _one(given, "write_again")) and may_write_again(card):
            card = replace(card, write_again=self._day("write_again", again))
        return Read(card, moment.time_given, ())

    def _own_promise(self, given: _Given, said: date) -> Promise | None:
        """The promise with its day. Without a day, an exported row had none; a new one is read."""
        words = bounded_words(_one(given, "promised"))
        day = _one(given, "promised_day")
        if day:
            return Promise(words=words or day, said=said, day=self._day("promised_day", day))
        if "id" in given and words:
            return Promise(words=words, said=said)
        return read_promise_field(words, said)

    def _own_offer(self, given: _Given) -> Offer | None:
        """The offer; a row that only says by when to answer has one too."""
        what, by = (clean_line(_one(given, name)) for name in ("offer", "offer_answer_by"))
        if not what and not by:
            return None
        longest = bounds_of(Offer).of("what").longest
        if len(what) > longest:
            raise FieldError("offer", f"That is longer than {longest:,} characters.")
        has_day = bool(by) and by.casefold() != NO_DAY
        return Offer(what=what, answer_by=self._day("offer_answer_by", by) if has_day else None)

    def _day(self, field: str, text: str) -> date:
        try:
            return read_date(self.order.spelled(text), self._now)
        except UnreadableError as error:
            raise FieldError(field, str(error)) from None


def _applied(table: Table, columns: Columns) -> bool:
    """Whether the rows of a table are applications: one at least has not gone beyond that."""
    return any(
        says_applied(row.cells[place])
        for row in table.rows
        for place in columns.of("status")
        if place < len(row.cells)
    )


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


def _one(given: _Given, field: str) -> str:
    return given.get(field, "")


def _one_of(kind: type[K], given: _Given, field: str) -> K | None:
    """The member of an enumeration that a cell names; None where it is empty."""
    text = clean_line(_one(given, field))
    found = next((each for each in kind if each.value == text.casefold()), None)
    if text and found is None:
        known = ", ".join(each.value for each in kind)
        raise FieldError(field, f"{quoted(text)} is none of: {known}.")
    return found
