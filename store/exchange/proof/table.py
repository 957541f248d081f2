"""The list as a table in CSV, with days as in ISO 8601."""

from __future__ import annotations

from store.exchange.proof.language import SOFT, Column
from store.exchange.proof.listing import Proof
from store.exchange.tables.as_csv import as_csv

_COLUMNS: tuple[Column, ...] = ("what", "way", "person", "position", "company", "result")


def as_table(proof: Proof) -> bytes:
    """The content of the file: a row a contact, and no cell that a spreadsheet runs."""
    heads = [proof.words.columns[each] for each in ("date", *_COLUMNS)]
    rows = ([row.day.isoformat(), *proof.cells(row, _COLUMNS)] for row in proof.rows)
    return as_csv([heads, *([cell.replace(SOFT, "") for cell in row] for row in rows)])
