"""Rows as a CSV file that a spreadsheet opens right away, and runs nothing of."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

from store.exchange.tables.cells import guarded


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """The content of the file: UTF-8 with a byte order mark, commas, CRLF; each cell is guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(map(guarded, row) for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode(errors="replace")
