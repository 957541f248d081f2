from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.dates.order import DayOrder
from store.exchange.arrival import Arrival, LeftOut, Refused
from store.exchange.tables.headings import columns_of
from store.exchange.tables.reader import read_table
from store.exchange.tables.rows import RowReader
from tests.conftest import NOW

WHERE = Path("tracker.csv")
Read = Callable[..., list[Arrival | Refused | LeftOut]]


def read_csv(
    text: str, told: DayOrder | None = None, usual: DayOrder | None = DayOrder.MONTH_FIRST
) -> list[Arrival | Refused | LeftOut]:
    table = read_table(text, WHERE)
    reader = RowReader(table, columns_of(table, WHERE), NOW, told=told, usual=usual)
    return list(reader.read(table.rows))


@pytest.fixture
def read() -> Read:
    return read_csv
