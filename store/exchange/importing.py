"""An import from the file to the state that is saved: what it holds, what is decided, the sum.

A table of many rows takes a while, so it is read in two steps: :func:`opened` says how many rows
there are, and :meth:`Incoming.read` reads those that it is handed, by whoever shows how far it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.dates.order import DayOrder
from store.exchange import json_file, report
from store.exchange.arrival import Arrival, LeftOut, Refused
from store.exchange.matching import Brought, Choice, Duplicate
from store.exchange.source import Form, form_of, read_source
from store.exchange.tables.headings import columns_of
from store.exchange.tables.reader import Row, read_table
from store.exchange.tables.rows import RowReader
from store.records import State, with_all


class Reading(NamedTuple):
    """What became of the rows: cards, rows that cannot be read, rows without an interview."""

    arrivals: list[Arrival]
    refused: list[Refused]
    left_out: list[LeftOut]


class Incoming(Struct, frozen=True):
    """What a file holds: a whole ``state`` in JSON, or ``rows`` of a table that are to be read.

    ``mapping`` says how the columns of a table are read, one line each.
    """

    state: State | None = None
    rows: tuple[Row, ...] = ()
    mapping: tuple[str, ...] = ()
    reader: RowReader | None = None

    def read(self, rows: Iterable[Row]) -> Reading:
        """The cards that come in, and the rows that are none; a state has its cards by itself."""
        if self.state is not None:
            unusable = [Refused(0, each.told) for each in self.state.aside]
            return Reading(json_file.arrivals(self.state), unusable, [])
        reading = Reading([], [], [])
        for each in self.reader.read(rows) if self.reader else ():
            match each:
                case Arrival():
                    reading.arrivals.append(each)
                case Refused():
                    reading.refused.append(each)
                case LeftOut():
                    reading.left_out.append(each)
        return reading


def opened(
    path: Path,
    form: Form | None,
    now: DateTime,
    *,
    columns: Mapping[str, str] | None = None,
    order: DayOrder | None = None,
    usual_order: DayOrder | None = None,
) -> Incoming:
    """What is in a file; its form is found out where it is not told.

    ``columns`` says what field some headings of a table are, and ``order`` which number of 03/11/26
    is the day, whatever the table shows. ``usual_order`` is how the candidate writes.

    Raises:
        FileRefusedError: It cannot be read, or is neither a whole file of ours nor a table with a
            company and the day of an interview, or has no such column as is named.
    """
    text = read_source(path, is_told=form is not None)
    if (form or form_of(path, text)) is Form.JSON:
        return Incoming(state=json_file.read_state(text, path))
    table = read_table(text, path)
    found = columns_of(table, path, columns)
    reader = RowReader(table, found, now, told=order, usual=usual_order)
    mapping = tuple(report.mapping(table, found, reader.order))
    return Incoming(rows=table.rows, mapping=mapping, reader=reader)


class Answer(Struct, frozen=True):
    """What to do with one duplicate, and whether with all that come after it too."""

    choice: Choice
    for_all: bool = False


class Decision:
    """Decides about duplicates: the same for all, or as ``ask`` answers for each.

    Where neither is given, a duplicate is skipped and counted in ``undecided``.
    """

    def __init__(
        self, always: Choice | None = None, ask: Callable[[Duplicate], Answer] | None = None
    ) -> None:
        self.undecided = 0
        self._always, self._ask = always, ask

    def __call__(self, duplicate: Duplicate) -> Choice:
        """The choice for this one."""
        if self._always:
            return self._always
        if self._ask is None:
            self.undecided += 1
            return Choice.SKIP
        answer = self._ask(duplicate)
        if answer.for_all:
            self._always = answer.choice
        return answer.choice


def together(
    here: State, brought: Brought, there: State | None, refused: int = 0, left_out: int = 0
) -> tuple[State, str]:
    """The state with what was brought and the rest of a state ``there``; and the sum in words."""
    after = replace(here, cards=with_all(here.cards, brought.cards))
    total = report.total(brought, refused, left_out)
    if there is not None:
        after = json_file.with_the_rest(here, there, after)
        if replace(after, cards=here.cards) != here:
            total += " Details, settings and scripts that you had not set came along."
    return after, total
