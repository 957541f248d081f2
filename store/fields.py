"""A card as fields with paths: what differs between two versions, and putting values back.

A path is ``company``, or ``rounds/<round id>`` for a whole round, or ``rounds/<round id>/promise``.
The history and the edit times are not fields: they tell about fields.
"""

from __future__ import annotations

from typing import Any

import msgspec

from store.records import Card, Change, to_document

_NOT_FIELDS = ("id", "created", "history", "edited")


def _flat(card: Card) -> dict[str, Any]:
    document = to_document(card)
    flat = {name: value for name, value in document.items() if name not in _NOT_FIELDS}
    for interview in flat.pop("rounds"):
        flat[f"rounds/{interview['id']}"] = interview
    return flat


def _in_round(path: str, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    names = sorted((before.keys() | after.keys()) - {"id"})
    return [
        Change(path=f"{path}/{name}", before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def differences(before: Card, after: Card) -> tuple[Change, ...]:
    """The fields in which two versions of a card differ, in a stable order of paths."""
    old, new = _flat(before), _flat(after)
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
        if name != "rounds":
            _set(document, name, value)
        elif "/" in inner:
            round_id, _, round_field = inner.partition("/")
            if round_id in rounds:
                _set(rounds[round_id], round_field, value)
        else:
            _set(rounds, inner, value)
    document["rounds"] = list(rounds.values())
    return msgspec.convert(document, Card)


def _set(target: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        target.pop(name, None)
    else:
        target[name] = value
