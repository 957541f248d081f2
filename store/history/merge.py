"""Bringing two copies of the file together that lived apart, with nothing lost.

Cards go by id and steps by id: all of both stay, and whether a step is undone goes by the copy that
turned it last. A field is as the latest step that stands left it; one that no step changed is as it
was edited last. A deleted card stays deleted, since its tombstone comes from a step like any other.
Merging is the same in either order, and doing it again changes nothing. Where both copies changed
one field, not knowing of each other, the value that gave way stays in the history, and
:mod:`store.history.conflicts` finds it there.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from store.errors import NotAllowedError
from store.history.doubles import apart
from store.history.fields import Path, flat, is_there, value_at, with_values
from store.history.steps import in_order, stage_after_steps, values_after_steps
from store.records import (
    Card,
    Cards,
    HalfTyped,
    Me,
    OwnTemplate,
    Record,
    Settings,
    State,
    Step,
    differing,
    to_document,
    with_all,
)

_NEVER = datetime.min.replace(tzinfo=UTC)
_When = datetime | tuple[bool, datetime]
_M = TypeVar("_M", Me, Settings)


Each = Callable[[Sequence[str]], Iterable[str]]
"""Gives the ids that it is given one by one, perhaps to show how far it is."""


def merge(one: State, other: State, each: Each = iter) -> State:
    """All of both states; the batch is that of ``one``, since another file's is undone there.

    So is what is set aside.

    ``each`` is handed the ids of the cards that differ.
    """
    if one is other:
        return one
    return State(
        cards=_merged_cards(one.cards, other.cards, each),
        me=_by_field(one.me, other.me),
        settings=_by_field(one.settings, other.settings),
        own_templates=_merged_templates(one.own_templates, other.own_templates),
        half_typed=_drafts(one, other),
        batch=one.batch,
        aside=one.aside,
    )


def merge_cards(one: Card, other: Card) -> Card:
    """The card with the steps of both, and its fields as those steps left them."""
    if one == other:
        return one
    one, other = apart(one), apart(other)
    history = _history(one, other)
    merged = _without_steps(one, other)
    with contextlib.suppress(NotAllowedError):  # of a history written by hand
        merged = with_values(merged, _left(history, one, other))
    merged = replace(merged, history=history, edited=_stamps(one, other))
    merged = replace(merged, rounds=in_order(merged))
    return replace(merged, stage=stage_after_steps(merged))


def _merged_cards(one: Mapping[str, Card], other: Mapping[str, Card], each: Each) -> Cards:
    changed = {
        key: merge_cards(one[key], other[key]) if key in one else other[key]
        for key in each(differing(other, one))
    }
    return with_all(one, changed)


def _merged_templates(
    one: Mapping[str, OwnTemplate], other: Mapping[str, OwnTemplate]
) -> dict[str, OwnTemplate]:
    merged = dict(one)
    for key, theirs in other.items():
        merged[key] = _later_template(merged[key], theirs) if key in merged else theirs
    return merged


def _by_field(one: _M, other: _M) -> _M:
    """Each field as it was edited last."""
    if one == other:
        return one
    values = {
        name: _later(
            (one.edited.get(name, _NEVER), getattr(one, name)),
            (other.edited.get(name, _NEVER), getattr(other, name)),
        )
        for name in one.__struct_fields__
        if name != "edited"
    }
    edited: dict[str, datetime] = {
        name: max(one.edited.get(name, _NEVER), other.edited.get(name, _NEVER))
        for name in one.edited.keys() | other.edited.keys()
    }
    return replace(one, **values, edited=edited)


def _later_template(one: OwnTemplate, other: OwnTemplate) -> OwnTemplate:
    later: OwnTemplate = _later((one.edited or _NEVER, one), (other.edited or _NEVER, other))
    return later


def _drafts(one: State, other: State) -> tuple[HalfTyped, ...]:
    both = {_spelled(draft): draft for draft in (*one.half_typed, *other.half_typed)}
    return tuple(sorted(both.values(), key=lambda half: (half.left, _spelled(half))))


def _later(one: tuple[_When, Any], other: tuple[_When, Any]) -> Any:
    """The value that was edited last; of two as late as each other, always the same one."""
    if one[0] != other[0]:
        return max(one, other, key=itemgetter(0))[1]
    return max(one, other, key=lambda pair: (pair[0], pair[1] is not None, _spelled(pair[1])))[1]


def _spelled(value: Any) -> bytes:
    plain = to_document(value) if isinstance(value, Record) else value
    return json.dumps(plain, default=str, sort_keys=True).encode()


def _history(one: Card, other: Card) -> tuple[Step, ...]:
    """The steps of both in the order in which they were recorded."""
    steps = {step.id: step for step in one.history}
    for step in other.history:
        mine = steps.setdefault(step.id, step)
        if mine is step or mine == step:
            continue
        path = str(Path.step(step.id))
        times = [card.edited.get(path, _NEVER) for card in (one, other)]
        steps[step.id] = _later((times[0], mine), (times[1], step))
    return tuple(sorted(steps.values(), key=lambda step: (step.recorded, step.id)))


def _left(history: tuple[Step, ...], one: Card, other: Card) -> dict[str, Any]:
    """What the steps left, but for fields on which both agree: somebody may edit the file by hand.

    A round is taken away here where the step that added it is undone, and never put in: one of the
    two cards has it.
    """
    mine, theirs = flat(one), flat(other)
    return {
        path: value
        for path, value in values_after_steps(history).items()
        if (value is None or not Path.parse(path).is_whole_round)
        and (_seen(one, mine, path) != _seen(other, theirs, path))
    }


def _seen(card: Card, fields: dict[str, Any], path: str) -> tuple[Any, ...]:
    return is_there(fields, path), value_at(fields, path), card.edited.get(path, _NEVER)


def _without_steps(one: Card, other: Card) -> Card:
    """The card with the rounds of both, and each field as it was edited last."""
    mine, theirs = _deep(one), _deep(other)
    document: dict[str, Any] = {}
    numbers = sorted([each.id for each in card.rounds] for card in (one, other))
    rounds: dict[str, dict[str, Any]] = {number: {} for each in numbers for number in each}
    own_words: dict[str, str] = {}
    for path in mine.keys() | theirs.keys():
        value = mine.get(path)
        if value != theirs.get(path):
            left, right = (_edited(one, path), value), (_edited(other, path), theirs.get(path))
            value = _later(left, right)
        if value is None:
            continue
        match Path.parse(path):
            case Path(top="rounds", key=str(number), inner=str(name)):
                rounds[number][name] = value
            case Path(top="wording", key=str(name)):
                own_words[name] = value
            case _:
                document[path] = value
    document |= {
        "id": one.id,
        "created": min(one.created, other.created).isoformat(),
        "rounds": list(rounds.values()),
        "wording": own_words,
    }
    return msgspec.convert(document, Card)


def _deep(card: Card) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for path, value in flat(card).items():
        at = Path.parse(path)
        if at.is_whole_round:
            fields |= {f"{path}/{name}": each for name, each in value.items()}
        else:
            fields[path] = value
    return fields


def _edited(card: Card, path: str) -> _When:
    """When a field was edited; a card without its round has no say in it."""
    at = Path.parse(path)
    has_round = not at.is_in_rounds or any(at.key == each.id for each in card.rounds)
    return has_round, card.edited.get(path, _NEVER)


def _stamps(one: Card, other: Card) -> dict[str, datetime]:
    return {
        path: max(one.edited.get(path, _NEVER), other.edited.get(path, _NEVER))
        for path in sorted(one.edited.keys() | other.edited.keys())
    }
