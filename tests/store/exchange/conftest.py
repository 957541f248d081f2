from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.exchange.arrival import Arrival, Refused
from store.exchange.tables.headings import columns_of
from store.exchange.tables.reader import read_table
from store.exchange.tables.rows import RowReader
from tests.conftest import NOW

WHERE = Path("tracker.csv")
Read = Callable[[str], list[Arrival | Refused]]


def read_csv(text: str) -> list[Arrival | Refused]:
    table = read_table(text, WHERE)
    return list(RowReader(table, columns_of(table, WHERE), NOW).read(table.rows))


@pytest.fixture
def read() -> Read:
    return read_csv
