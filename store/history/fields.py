"""A card as fields with paths: what differs between two versions, and putting values back.

A path is ``company``, or ``rounds/<round id>`` for a whole round, or ``rounds/<round id>/promise``,
or ``wording/<name>`` for one script in the candidate's own words. The history and the edit times
are not fields: they tell about fields.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace
from pendulum import DateTime

from store.records import Card, Change, Me, Settings, to_document

TICK = timedelta(microseconds=1)
"""The least time between two edits of one thing."""

_NOT_FIELDS = ("id", "created", "history", "edited")


def flat(card: Card) -> dict[str, Any]:
    """The fields of the card by path, as they come back from the file; each round is one value.

    So a value is the same whether it was read or just made: a tuple or a time may be spelled anew.
    """
    bare = msgspec.convert(to_document(replace(card, history=(), edited={})), Card)
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(bare))
    fields = {name: value for name, value in document.items() if name not in _NOT_FIELDS}
    for interview in fields.pop("rounds"):
        fields[f"rounds/{interview['id']}"] = interview
    for name, text in fields.pop("wording", {}).items():
        fields[f"wording/{name}"] = text
    return fields


def value_at(fields: dict[str, Any], path: str) -> Any:
    """The value at a path in the flat fields of a card; None where it is unset."""
    if path.startswith("rounds/") and path.count("/") == 2:
        whole, _, name = path.rpartition("/")
        return (fields.get(whole) or {}).get(name)
    return fields.get(path)


def is_there(fields: dict[str, Any], path: str) -> bool:
    """Whether the flat fields of a card have a place for this path: its round may be gone."""
    return not path.startswith("rounds/") or "/".join(path.split("/")[:2]) in fields


def _in_round(path: str, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    names = sorted((before.keys() | after.keys()) - {"id"})
    return [
        Change(path=f"{path}/{name}", before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def differences(before: Card, after: Card) -> tuple[Change, ...]:
    """The fields in which two versions of a card differ, in a stable order of paths."""
    old, new = flat(before), flat(after)
    changes: list[Change] = []
    for path in sorted(old.keys() | new.keys()):
        left, right = old.get(path), new.get(path)
        if left == right:
            continue
        if path.startswith("rounds/") and left is not None and right is not None:
            changes += _in_round(path, left, right)
        else:
            changes.append(Change(path=path, before=left, after=right))
    return tuple(changes)


def with_values(card: Card, values: dict[str, Any]) -> Card:
    """The card with the fields at these paths set; None sets a field back to its default.

    A whole round set to None is taken away; a round that is not there is added as the last one.
    """
    document = to_document(card)
    rounds = {interview["id"]: interview for interview in document["rounds"]}
    for path, value in values.items():
        name, _, inner = path.partition("/")
        if name == "wording" and inner:
            _set(document.setdefault("wording", {}), inner, value)
        elif name != "rounds":
            _set(document, name, value)
        elif "/" in inner:
            round_id, _, round_field = inner.partition("/")
            if round_id in rounds:
                _set(rounds[round_id], round_field, value)
        else:
            _set(rounds, inner, None if value is None else dict(value))
    document["rounds"] = list(rounds.values())
    return msgspec.convert(document, Card)


def _set(target: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        target.pop(name, None)
    else:
        target[name] = value


_M = TypeVar("_M", Me, Settings)


def edited(before: _M, after: _M, now: _M) -> _M:
    """``now`` with those fields in which ``after`` differs from ``before``, which it came from."""
    changed = {
        name: getattr(after, name)
        for name in after.__struct_fields__
        if name != "edited" and getattr(before, name) != getattr(after, name)
    }
    return replace(now, **changed)


def stamped(before: _M, after: _M, now: DateTime) -> _M:
    """``after`` with ``now`` noted for each field in which it differs from ``before``.

    The times of one field rise, even where the clock stood still or went back: merging goes by
    them.
    """
    edited: dict[str, datetime] = dict(before.edited)
    for name in after.__struct_fields__:
        if name != "edited" and getattr(before, name) != getattr(after, name):
            edited[name] = max(now, edited[name] + TICK) if name in edited else now
    return replace(after, edited=edited)
