"""Cards, and parts of a card, that have one id: each of them stays, the later under a new id.

A new id is made from what it is for, so that any program that reads the same file finds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from store.records import Card, Person, Round, Step, id_from

_Part = TypeVar("_Part", Round, Step, Person)
_id_of = attrgetter("id")


def another_id(text: bytes) -> str:
    """The id for a document with this text, whose own is taken."""
    from hashlib import blake2b  # slow to load, and hardly ever needed

    return id_from(int.from_bytes(blake2b(text, digest_size=16).digest()))


def has_doubles(card: Card) -> bool:
    """Whether two rounds, or two people of a round, have one id; steps only count at a merge."""
    rounds = card.rounds
    return _have_twins(rounds) or any(_have_twins(each.people) for each in rounds)


def parted(card: Card) -> Card:
    """The card with each of its parts under an id of its own; what is the same twice is one."""
    rounds = [replace(each, people=_parted(each.people)) for each in card.rounds]
    return replace(card, rounds=_parted(tuple(rounds)), history=_parted(card.history))


def apart(card: Card) -> Card:
    """The card itself, or :func:`parted` where any of its parts share an id."""
    return parted(card) if has_doubles(card) or _have_twins(card.history) else card


def _have_twins(parts: Sequence[Round | Step | Person]) -> bool:
    return len(parts) > 1 and len({*map(_id_of, parts)}) < len(parts)


def _parted(parts: tuple[_Part, ...]) -> tuple[_Part, ...]:
    known: dict[str, _Part] = {}
    for part in parts:
        first = known.setdefault(part.id, part)
        if first is not part and first != part:
            twin = replace(part, id=another_id(msgspec.json.encode(part)))
            known.setdefault(twin.id, twin)
    return tuple(known.values())
