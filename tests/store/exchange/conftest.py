from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.exchange.arrival import Arrival, Refused
from store.exchange.headings import columns_of
from store.exchange.rows import RowReader
from store.exchange.table import read_table
from tests.conftest import NOW

WHERE = Path("tracker.csv")
Read = Callable[[str], list[Arrival | Refused]]


def read_csv(text: str) -> list[Arrival | Refused]:
    table = read_table(text, WHERE)
    return list(RowReader(table, columns_of(table, WHERE), NOW).read(table.rows))


@pytest.fixture
def read() -> Read:
    return read_csv
