"""The cards as a table that a spreadsheet opens right away: one row a card, told by its last round.

UTF-8 with a byte order mark, commas, CRLF. What the columns hold comes back with an import; rounds
before the last, the history, scripts and settings do not fit into a table: JSON carries those.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

from pendulum import DateTime

from store.clock import in_zone, local
from store.exchange.tables.cells import guarded, people_cell, phones_cell
from store.exchange.tables.headings import OWN
from store.rules.board import Entry


def as_table(entries: Iterable[Entry], now: DateTime) -> bytes:
    """The content of a CSV file with these cards in this order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(OWN)
    for entry in entries:
        row = _row(entry, now)
        writer.writerow([guarded(row[name]) for name in OWN])
    return codecs.BOM_UTF8 + text.getvalue().encode(errors="replace")


def _row(entry: Entry, now: DateTime) -> dict[str, str]:
    card, interview = entry.card, entry.card.round
    promise = interview.promise
    return {
        "id": card.id,
        "company": card.company,
        "role": card.role,
        "stage": card.stage,
        "outcome": card.outcome or "",
        "interviewed": in_zone(local(interview.at, now), interview.zone).isoformat(),
        "zone": interview.zone,
        "format": interview.format,
        "promised": promise.words if promise else "",
        "promised_day": promise.day.isoformat() if promise and promise.day else "",
        "people": people_cell(interview.people),
        "phone": phones_cell(interview.people),
        "contact": card.contact,
        "no_calls": "yes" if card.no_calls else "no",
        "posting": card.posting,
        "country": card.country,
        "notes": card.notes,
        "due": entry.due.iso() or "",
        "why": entry.due.why,
    }
