"""An import or a merge as one thing to undo: all of its steps, on every card, in one turn.

Undo goes from the latest back, and a batch counts as done when it came in, whatever the times of
the steps that came with it. Its steps are marked as undone: a card that came with it becomes a
tombstone, another one is again as the steps that were there before left it. What was done to the
cards since stays. A mark that a merge set is lifted again.

Like every undone step these are kept, and of two copies of the file the one that turned a step last
is right. So merging or importing the same copy again brings nothing back that was undone since;
redo does.

Only cards are taken back. Details, settings and templates that came along stay, and so does what no
step of the history changed. A card from a table that gave way to the whole card it had been
exported from, with all of its history, stays that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.history import steps as journal
from store.history.steps import StepIds, after_all, turned, values_after_steps
from store.records import Batch, Card, State, Step, as_read, differing, with_all


class StepTurned(NamedTuple):
    """One step was undone or redone: the card as it is now, and the step as it was before."""

    card: Card
    step: Step


class BatchTurned(Struct, frozen=True):
    """A whole batch was undone or redone, and how many cards that touched.

    ``gone`` were deleted by it, ``back`` are here again, ``changed`` were and are here.
    """

    batch: Batch
    gone: int = 0
    back: int = 0
    changed: int = 0


Turned = StepTurned | BatchTurned
"""What undo or redo did."""


def made(before: State, after: State, what: Literal["import", "merge"], now: DateTime) -> State:
    """``after`` with the batch that led to it from ``before``; where no step came, the old one."""
    steps: dict[str, tuple[str, ...]] = {}
    taken_back: dict[str, tuple[str, ...]] = {}
    new: list[str] = []
    for key in differing(after.cards, before.cards):
        card, old = after.cards[key], before.cards.get(key)
        stood = {step.id: step.undone is None for step in old.history} if old else {}
        if not stood.keys() <= {step.id for step in card.history}:
            continue  # it gave way to the card it had been exported from
        if came := tuple([step.id for step in card.steps if not stood.get(step.id)]):
            steps[key] = came
        if went := tuple([step.id for step in card.history if step.undone and stood.get(step.id)]):
            taken_back[key] = went
        if old is None and card.deleted is None:
            new.append(key)
    if not (steps or taken_back or new):
        return replace(after, batch=before.batch)
    batch = Batch(what=what, at=now, steps=steps, taken_back=taken_back, new=tuple(new))
    return replace(after, batch=as_read(batch))


def to_undo(state: State) -> StepTurned | Batch | None:
    """What undo takes back: the latest step, or the batch where nothing else was done since."""
    batch, cards = state.batch, state.cards
    if batch is None or batch.undone or not _can_turn(batch, state):
        return _pair(journal.last_done(cards))
    found = _pair(journal.last_done(cards, batch.steps))
    return found if found and found.step.recorded > batch.at else batch


def to_redo(state: State) -> StepTurned | Batch | None:
    """What redo brings back: what was undone last, while nothing newer was done since."""
    batch, cards = state.batch, state.cards
    if batch is None or not _can_turn(batch, state):
        return _pair(journal.last_undone(cards))
    apart = _all_steps(batch)
    found = _pair(journal.last_undone(cards, apart))
    if found and _is_later(found.step.undone, batch.undone or batch.at):
        return found
    if batch.undone is None:
        return None  # it is newer than what was undone before it came
    newest = journal.last_done(cards, apart)
    return None if newest and newest[1].recorded > batch.undone else batch


def undo(state: State, batch: Batch, now: DateTime) -> tuple[State, BatchTurned]:
    """The state without what the batch brought, and what that did."""
    return _turned(state, batch, now, is_undone=True)


def redo(state: State, batch: Batch, now: DateTime) -> tuple[State, BatchTurned]:
    """The state with what the batch brought again, and what that did."""
    return _turned(state, batch, now, is_undone=False)


def _turned(
    state: State, batch: Batch, now: DateTime, *, is_undone: bool
) -> tuple[State, BatchTurned]:
    cards: dict[str, Card] = {}
    gone = back = changed = 0
    for turn in _turns(batch, state, is_undone=is_undone):
        before = turn.card
        card = turned(before, now, undone=turn.undone, redone=turn.redone)
        if before.id in batch.new:
            card = _deleted(card, now) if is_undone else _here_again(card, now)
        cards[before.id] = as_read(card)
        gone += before.deleted is None and card.deleted is not None
        back += before.deleted is not None and card.deleted is None
        changed += before.deleted is None and card.deleted is None
    marked = as_read(replace(batch, undone=now if is_undone else None))
    after = replace(state, cards=with_all(state.cards, cards), batch=marked)
    return after, BatchTurned(batch, gone, back, changed)


class _Turn(NamedTuple):
    """A card and its steps that are to be marked as undone, and as redone."""

    card: Card
    undone: list[str]
    redone: list[str]


def _turns(batch: Batch, state: State, *, is_undone: bool) -> Iterator[_Turn]:
    """What undoing or redoing the batch has to turn, on the cards that are still in the file."""
    down, up = batch.steps, batch.taken_back
    if not is_undone:
        down, up = up, down
    new = set(batch.new)
    for key in dict.fromkeys([*batch.new, *batch.steps, *batch.taken_back]):
        if (card := state.cards.get(key)) is None:
            continue
        undone = [step.id for step in card.steps if step.id in down.get(key, ())]
        redone = [step.id for step in card.history if step.undone and step.id in up.get(key, ())]
        came = key in new and (key not in batch.steps or _has_any(card, batch.steps[key]))
        if undone or redone or (came and (card.deleted is None) is is_undone):
            yield _Turn(card, undone, redone)


def _can_turn(batch: Batch, state: State) -> bool:
    """Whether there is anything left of it to undo; of one that is undone, to redo."""
    return next(_turns(batch, state, is_undone=batch.undone is None), None) is not None


def _has_any(card: Card, steps: Collection[str]) -> bool:
    """Whether it is still the card of these steps: it may have given way to one with its id."""
    return any(step.id in steps for step in card.history)


def _deleted(card: Card, now: DateTime) -> Card:
    """The card as a tombstone, also where no step of its history says that it was added."""
    if card.deleted is not None:
        return card
    at = after_all(card, now)
    return replace(card, deleted=at, edited=card.edited | {"deleted": at})


def _here_again(card: Card, now: DateTime) -> Card:
    """The card without the mark that :func:`_deleted` set."""
    if card.deleted is None or "deleted" in values_after_steps(card.history):
        return card
    at = after_all(card, now)
    return replace(card, deleted=None, edited=card.edited | {"deleted": at})


def _all_steps(batch: Batch) -> StepIds:
    ids = batch.steps.keys() | batch.taken_back.keys()
    return {key: {*batch.steps.get(key, ()), *batch.taken_back.get(key, ())} for key in ids}


def _pair(found: tuple[Card, Step] | None) -> StepTurned | None:
    return StepTurned(*found) if found else None


def _is_later(one: datetime | None, other: datetime) -> bool:
    return one is not None and one > other
