from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pendulum
import pytest

from store.dates.order import DayOrder
from store.exchange.arrival import Arrival, LeftOut, Refused
from store.exchange.matching import Choice
from store.exchange.tables.headings import columns_of
from store.exchange.tables.reader import read_table
from store.exchange.tables.rows import RowReader
from store.records import Card
from tests.conftest import NOW

HERE = "America/New_York"
WHERE = Path("tracker.csv")
Read = Callable[..., list[Arrival | Refused | LeftOut]]


def read_csv(
    text: str, told: DayOrder | None = None, usual: DayOrder | None = DayOrder.MONTH_FIRST
) -> list[Arrival | Refused | LeftOut]:
    table = read_table(text, WHERE)
    reader = RowReader(table, columns_of(table, WHERE), NOW, told=told, usual=usual)
    return list(reader.read(table.rows))


def cards(found: list[Arrival | Refused | LeftOut]) -> list[Card]:
    """The cards that were found; all that was found has to be one."""
    assert all(isinstance(each, Arrival) for each in found), found
    return [each.card for each in found if isinstance(each, Arrival)]


def at(card: Card) -> str:
    """When the current interview is, on the clock here."""
    return f"{pendulum.instance(card.round.at).in_timezone(HERE):%Y-%m-%d %H:%M:%S}"


def skip(_: object) -> Choice:
    """Leave out what may be here already."""
    return Choice.SKIP


@pytest.fixture
def read() -> Read:
    return read_csv
