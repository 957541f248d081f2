"""What falls due by time alone, each card once: for reminding of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from pendulum import DateTime

from store.rules.board import Entry, Overview
from store.rules.due import Urgency
from store.rules.rules import Rules

_DUE = {Urgency.OVERDUE, Urgency.TODAY}


class FallenDue(NamedTuple):
    """What to tell of now, and the ids of the cards that wait for the morning."""

    now: tuple[Entry, ...] = ()
    later: frozenset[str] = frozenset()


def fallen_due(
    before: Overview, after: Overview, waiting: Collection[str], rules: Rules, now: DateTime
) -> FallenDue:
    """What is due in ``after`` and was not in ``before``, with nothing but time in between.

    What is due on a day, and at no hour, is due from midnight on: it waits until the hours begin at
    which people can be called. ``waiting`` are the ids that did so far.
    """
    was_due = {entry.card.id for entry in _due(before)} - set(waiting)
    fresh = [entry for entry in _due(after) if entry.card.id not in was_due]
    is_early = now.hour < rules.settings.opens_at
    later = frozenset(each.card.id for each in fresh if is_early and each.due.day is not None)
    return FallenDue(tuple(each for each in fresh if each.card.id not in later), later)


def _due(board: Overview) -> Iterable[Entry]:
    held = board.columns.values()
    return (entry for column in held for entry in column if entry.urgency in _DUE)
