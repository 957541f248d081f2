"""Cards as objects for scripts: in brief, and with everything that is on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from store.records.record import Record

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.rules.board import Entry


def print_json(told: object) -> None:
    """Print it, indented, on stdout."""
    import orjson

    click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))


def in_brief(entry: Entry, now: DateTime) -> dict[str, Any]:
    """A card as `list --json` tells it."""
    from store.clock import local
    from store.words.cards import is_ahead

    card, due = entry.card, entry.due
    return {
        "id": card.id,
        "company": card.company,
        "role": card.role,
        "stage": card.stage,
        "outcome": card.outcome,
        "interview": local(card.round.at, now).isoformat() if is_ahead(entry, now) else None,
        "due": due.iso(),
        "late_from": due.late_from.isoformat() if due.late_from else None,
        "urgency": entry.urgency,
        "owes": due.owes,
        "why": due.why,
    }


def in_full(entry: Entry, now: DateTime) -> dict[str, Any]:
    """All of a card: as in brief, and every field by its name in the file, empty ones too."""
    from msgspec import to_builtins

    from store.history.conflicts import conflicts

    disputed = [to_builtins(each) for each in conflicts(entry.card)]
    return {**_whole(entry.card), **in_brief(entry, now), "disputed": disputed}


def _whole(value: Any) -> Any:
    """A record with the fields that stand at their defaults too, which the file leaves out."""
    from msgspec import to_builtins

    if isinstance(value, Record):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        return {stored: _whole(getattr(value, name)) for name, stored in names}
    if isinstance(value, Mapping):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_whole(each) for each in value]
    return to_builtins(value)
