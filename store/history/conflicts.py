"""What two copies of the file disagreed on, until someone settles it.

A step knows the value that it found and the value that it left. Where a step on a field did not
find what the step before it had left, the two were made in copies that did not know of each other.
The later one stands, and the other is shown, so that nothing anybody typed is lost unseen. A step
made after the copies came together says that it replaces both.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history.fields import flat, value_at
from store.history.steps import overwritten, record
from store.records import Card, Change, What


class Conflict(Struct, frozen=True):
    """A value that gave way unseen: the field's path, the value as in the file, when it was set."""

    path: str
    value: Any
    recorded: datetime


def conflicts(card: Card) -> tuple[Conflict, ...]:
    """The values that gave way on this card and were not settled, by path, latest first."""
    found = reversed(overwritten(card))
    lost = (Conflict(change.path, change.after, step.recorded) for step, change in found)
    return tuple(sorted(lost, key=lambda conflict: conflict.path))


class Disputes:
    """Tells whether copies disagree on a card, and works that out once for each version of it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Card, bool]] = {}

    def on(self, card: Card) -> bool:
        """Whether there is something on this card that nobody has settled."""
        known = self._known.get(card.id)
        if known is None or known[0] is not card:
            known = self._known[card.id] = card, bool(conflicts(card))
        return known[1]


def settle(card: Card, now: DateTime) -> Card:
    """The card with its values as they stand; what gave way remains in the history only.

    Raises:
        NotAllowedError: Nothing is in dispute.
    """
    disputed = conflicts(card)
    if not disputed:
        raise NotAllowedError("Nothing on this card is in dispute.")
    fields = flat(card)
    kept = tuple(
        Change(path=each.path, before=each.value, after=value_at(fields, each.path))
        for each in disputed
    )
    recorded = record(card, card, What.SETTLED, now)
    step = replace(recorded.history[-1], changes=kept)
    edited = recorded.edited | dict.fromkeys((each.path for each in kept), step.recorded)
    return replace(recorded, history=(*card.history, step), edited=edited)
