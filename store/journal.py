"""The history of a card: adding a step, marking one as undone, lifting the mark.

A step carries the fields that it changed with their values before and after. So undo and redo need
to know nothing about the action, work after a restart, and never rewrite what happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace
from pendulum import DateTime

from store.fields import differences, with_values
from store.records import Card, Channel, Result, Step, What

_TICK = timedelta(microseconds=1)


def record(
    before: Card,
    after: Card,
    what: What,
    now: DateTime,
    *,
    done: datetime | None = None,
    person: str = "",
    channel: Channel | None = None,
    result: Result | None = None,
    note: str = "",
) -> Card:
    """``after`` with the step that led to it from ``before``, done at ``done`` (default: now).

    Steps of one card are recorded at rising times, even where the clock stood still or went back.
    """
    recorded: datetime = now
    if before.history:
        recorded = max(recorded, max(step.recorded for step in before.history) + _TICK)
    changes = differences(before, after)
    step = Step(
        round=after.round.id,
        what=what,
        done=done or now,
        recorded=recorded,
        person=person,
        channel=channel,
        result=result,
        note=note,
        stage_before=before.stage,
        stage_after=after.stage,
        changes=changes,
    )
    edited = before.edited | {change.path: recorded for change in changes}
    return replace(after, history=(*before.history, step), edited=edited)


def last_done(cards: Iterable[Card]) -> tuple[Card, Step] | None:
    """The step that undo takes back, the latest recorded on any card, with its card."""
    latest = ((card, card.steps[-1]) for card in cards if card.steps)
    return max(latest, key=lambda found: found[1].recorded, default=None)


def last_undone(cards: Iterable[Card]) -> tuple[Card, Step] | None:
    """The step that redo brings back: the latest undone, while nothing newer was done since."""
    cards = list(cards)
    undone = [(card, step) for card in cards for step in card.history if step.undone]
    found = max(undone, key=lambda pair: (pair[1].undone, -_age(pair[1])), default=None)
    newest = last_done(cards)
    if found and newest and found[1].undone and found[1].undone < newest[1].recorded:
        return None
    return found


def _age(step: Step) -> float:
    return step.recorded.timestamp()


def undo(card: Card, step: Step, now: DateTime) -> Card:
    """The card before ``step``, which stays in the history, marked as undone at ``now``."""
    values = {change.path: change.before for change in step.changes}
    return _marked(card, step, values, now, undone=max(now, step.recorded + _TICK))


def redo(card: Card, step: Step, now: DateTime) -> Card:
    """The card as ``step`` had left it, the mark lifted."""
    values = {change.path: change.after for change in step.changes}
    return _marked(card, step, values, now, undone=None)


def _marked(
    card: Card, step: Step, values: dict[str, object], now: DateTime, undone: datetime | None
) -> Card:
    history = tuple(
        replace(each, undone=undone) if each.id == step.id else each for each in card.history
    )
    edited = card.edited | dict.fromkeys(values, now)
    return replace(with_values(card, values), history=history, edited=edited)
