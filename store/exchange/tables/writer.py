"""The cards as a table that a spreadsheet opens right away: one row a card, told by its last round.

What the columns hold comes back with an import; rounds before the last, the history, scripts and
settings do not fit into a table: JSON carries those.
"""

from __future__ import annotations

from collections.abc import Iterable

from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.exchange.tables.as_csv import as_csv
from store.exchange.tables.cells import NO_DAY, list_cell, people_cell
from store.exchange.tables.headings import OWN
from store.records import Card, Person, Round
from store.records.fields import CardField, Kind, fields_of
from store.rules.board import Entry


def as_table(entries: Iterable[Entry], now: DateTime) -> bytes:
    """The content of a CSV file with these cards in this order."""
    rows = (_row(entry, now) for entry in entries)
    return as_csv([OWN, *([row[name] for name in OWN] for row in rows)])


def _row(entry: Entry, now: DateTime) -> dict[str, str]:
    card = entry.card
    row = {
        "id": card.id,
        "stage": card.stage,
        "outcome": card.outcome or "",
        "due": entry.due.iso() or "",
        "why": entry.due.why,
        **_offer(card),
        "write_again": card.write_again.isoformat() if card.write_again else "",
    }
    for field in fields_of(Card):
        row[field.heading] = _cell(card, field)
    for field in fields_of(Round):
        row |= _round_cells(card.round, field, now)
    for field in fields_of(Person):
        if field.heading not in row:
            row[field.heading] = list_cell(card.round.people, field.name)
    return row


def _offer(card: Card) -> dict[str, str]:
    """The cells of an offer; the second is never empty where there is one, the first may be."""
    offer = card.offer
    if offer is None:
        return {"offer": "", "offer_answer_by": ""}
    by = offer.answer_by.isoformat() if offer.answer_by else NO_DAY
    return {"offer": offer.what, "offer_answer_by": by}


def _cell(record: Card | Round, field: CardField) -> str:
    value = getattr(record, field.name)
    if field.kind is Kind.LENGTH:
        return say.length(value)
    return ("yes" if value else "no") if field.kind is Kind.YES else str(value)


def _round_cells(interview: Round, field: CardField, now: DateTime) -> dict[str, str]:
    """The cells of one field of a round: mostly one."""
    match field.kind:
        case Kind.MOMENT:
            at = in_zone(local(interview.at, now), interview.zone)
            return {field.heading: at.isoformat()}
        case Kind.PROMISE:
            promise = interview.promise
            return {
                field.heading: promise.words if promise else "",
                "promised_day": promise.day.isoformat() if promise and promise.day else "",
            }
        case Kind.PEOPLE:
            return {field.heading: people_cell(interview.people)}
        case _:
            return {field.heading: _cell(interview, field)}
