"""The list as a table in CSV: UTF-8 with a byte order mark, commas, CRLF, days as in ISO 8601."""

from __future__ import annotations

import codecs
import csv
import io

from store.exchange.contacts.language import SOFT, Column
from store.exchange.contacts.proof import Proof
from store.exchange.tables.cells import guarded

_COLUMNS: tuple[Column, ...] = ("what", "way", "person", "position", "company", "result")


def as_table(proof: Proof) -> bytes:
    """The content of the file: a row a contact, and no cell that a spreadsheet runs."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([proof.words.columns[each] for each in ("date", *_COLUMNS)])
    for row in proof.rows:
        cells = [guarded(cell.replace(SOFT, "")) for cell in proof.cells(row, _COLUMNS)]
        writer.writerow([row.day.isoformat(), *cells])
    return codecs.BOM_UTF8 + text.getvalue().encode(errors="replace")
