"""Cards as objects for scripts, in brief and in full; and what was read in mails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from store.records.record import Record

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.exchange.mail.recognised import Recognised
    from store.exchange.mail.taken import Found, FoundTime, Taken
    from store.records import Person
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


def as_read(taken: Taken, found: Recognised, now: DateTime) -> dict[str, Any]:
    """All that was read, as a script gets it: values with their sources, null for what was not."""
    return {
        "kind": taken.kind,
        "meaning": found.meaning,
        "card": found.card.id if found.card else None,
        "company": _value(taken.company),
        "role": _value(taken.role),
        "start": _start(taken.start, now) if taken.start else None,
        "minutes": taken.minutes or None,
        "place": _value(taken.place),
        "format": taken.format or None,
        "people": [
            {**_person(each.person), "recruiter": each.is_between, "source": each.source}
            for each in taken.people
        ],
        "promise": _value(taken.promise),
        "said": taken.said.isoformat() if taken.said else None,
        "subject": taken.subject or None,
        "message_id": taken.message_id or None,
        "references": list(taken.references),
        "uid": taken.uid or None,
        "sequence": taken.sequence if taken.uid else None,
        "mine": taken.is_mine,
        "doubts": [*([found.doubt] if found.doubt else []), *taken.doubts],
    }


def _start(start: FoundTime, now: DateTime) -> dict[str, str | None]:
    from store.exchange.mail.told import told_at

    at = told_at(start, now)
    return {"value": at.isoformat(), "zone": start.zone or None, "source": start.source}


def _value(found: Found | None) -> dict[str, str] | None:
    return {"value": found.value, "source": found.source} if found else None


def _person(person: Person) -> dict[str, str]:
    from store.records.fields import fields_of

    said = {field.name: str(getattr(person, field.name)) for field in fields_of(type(person))}
    return {name: text for name, text in said.items() if text}
