"""A card as fields with paths: what differs between two versions, and putting values back.

A path is ``company``, or ``rounds/<round id>`` for a whole round, or ``rounds/<round id>/promise``,
or ``wording/<name>`` for one script in the candidate's own words. The history and the edit times
are not fields: they tell about fields.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.records import Card, Change, Me, Settings, as_read, to_document

TICK = timedelta(microseconds=1)
"""The least time between two edits of one thing."""

_NOT_FIELDS = ("id", "created", "history", "edited")
_ROUNDS, _OWN_WORDS, _STEPS = "rounds", "wording", "steps"


class Path(Struct, frozen=True):
    """Where a field is on a card, taken apart; its text is what the file and the history hold.

    ``top`` is a field of the card. For rounds, own words and steps, ``key`` says which one, and
    ``inner`` names a field of that round; both are None where the text does not go so far.
    """

    top: str
    key: str | None = None
    inner: str | None = None

    @classmethod
    def parse(cls, text: str) -> Path:
        """The path with this text, whatever it is: ``str`` gives the same text again."""
        return _parsed(text)

    @classmethod
    def round(cls, round_id: str, inner: str | None = None) -> Path:
        """A whole round, or one field of it by its name in the file."""
        return cls(_ROUNDS, round_id, inner)

    @classmethod
    def own_words(cls, name: str) -> Path:
        """One script in the candidate's own words."""
        return cls(_OWN_WORDS, name)

    @classmethod
    def step(cls, step_id: str) -> Path:
        """One step: no field, but when it was undone or redone is noted under it."""
        return cls(_STEPS, step_id)

    def __str__(self) -> str:
        return "/".join(part for part in (self.top, self.key, self.inner) if part is not None)

    @property
    def is_in_rounds(self) -> bool:
        """Whether it is a round, or in one."""
        return self.top == _ROUNDS and self.key is not None

    @property
    def is_whole_round(self) -> bool:
        """Whether it is a round with all that is in it."""
        return self.is_in_rounds and self.inner is None

    @property
    def is_own_words(self) -> bool:
        """Whether it is a script in the candidate's own words."""
        return self.top == _OWN_WORDS and self.key is not None

    @property
    def whole(self) -> Path:
        """The round that it is in, where it is in one; else itself."""
        return Path.round(self.key) if self.is_in_rounds and self.key is not None else self


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Path:
    top, *rest = text.split("/", 1)
    if top == _ROUNDS and rest:
        return Path(top, *rest[0].split("/", 1))
    return Path(top, *rest)


def flat(card: Card) -> dict[str, Any]:
    """The fields of the card by the text of their path, as they come back from the file.

    Each round is one value. So a value is the same whether it was read or just made: a tuple or a
    time may be spelled anew. Nobody changes what is given: it is given again for the same card.
    """
    global _lately  # noqa: PLW0603 - one value, so that any thread finds what belongs together
    for known, fields in _lately:
        if known is card:
            return fields
    fields = _flat(card)
    _lately = ((card, fields), *_lately[:1])
    return fields


_lately: tuple[tuple[Card, dict[str, Any]], ...] = ()


def _flat(card: Card) -> dict[str, Any]:
    bare = as_read(replace(card, history=(), edited={}))
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(bare))
    fields = {name: value for name, value in document.items() if name not in _NOT_FIELDS}
    for interview in fields.pop(_ROUNDS):
        fields[str(Path.round(interview["id"]))] = interview
    for name, text in fields.pop(_OWN_WORDS, {}).items():
        fields[str(Path.own_words(name))] = text
    return fields


def value_at(fields: dict[str, Any], path: str) -> Any:
    """The value at a path in the flat fields of a card; None where it is unset."""
    at = Path.parse(path)
    if at.is_in_rounds and at.inner is not None:
        return (fields.get(str(at.whole)) or {}).get(at.inner)
    return fields.get(path)


def is_there(fields: dict[str, Any], path: str) -> bool:
    """Whether the flat fields of a card have a place for this path: its round may be gone."""
    at = Path.parse(path)
    return not at.is_in_rounds or str(at.whole) in fields


def differences(before: Card, after: Card) -> tuple[Change, ...]:
    """The fields in which two versions of a card differ, in a stable order of paths."""
    old, new = flat(before), flat(after)
    changes: list[Change] = []
    for path in sorted(old.keys() | new.keys()):
        left, right = old.get(path), new.get(path)
        if left == right:
            continue
        at = Path.parse(path)
        if at.is_whole_round and left is not None and right is not None:
            changes += _in_round(at, left, right)
        else:
            changes.append(Change(path=path, before=left, after=right))
    return tuple(changes)


def _in_round(at: Path, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    names = sorted((before.keys() | after.keys()) - {"id"})
    return [
        Change(path=str(replace(at, inner=name)), before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def with_values(card: Card, values: dict[str, Any]) -> Card:
    """The card with the fields at these paths set; None sets a field back to its default.

    A whole round set to None is taken away; a round that is not there is added as the last one.

    Raises:
        NotAllowedError: A value does not fit its field, as in a history that was written by hand.
    """
    try:
        return _with_values(card, values)
    except (msgspec.ValidationError, TypeError, ValueError):
        raise NotAllowedError(
            f"What the history of “{card.company}” says of {', '.join(values)} does not fit the "
            "card, so nothing was changed. Edit the card instead."
        ) from None


def _with_values(card: Card, values: dict[str, Any]) -> Card:
    document = to_document(card)
    rounds = {interview["id"]: interview for interview in document[_ROUNDS]}
    for path, value in values.items():
        match Path.parse(path):
            case Path(top="wording", key=str(name)):
                _set(document.setdefault(_OWN_WORDS, {}), name, value)
            case Path(top="rounds", key=str(round_id), inner=None):
                _set(rounds, round_id, None if value is None else dict(value))
            case Path(top="rounds", key=str(round_id), inner=str(name)):
                if round_id in rounds:
                    _set(rounds[round_id], name, value)
            case at:
                _set(document, at.top, value)
    document[_ROUNDS] = list(rounds.values())
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
