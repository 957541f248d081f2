"""The history of a card: adding a step, marking one as undone, lifting the mark.

A step carries the fields that it changed with their values before and after. So undo and redo need
to know nothing about the action, work after a restart, and never rewrite what happened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace
from pendulum import DateTime

from store.history.fields import TICK, Path, differences, flat, is_there, value_at, with_values
from store.records import (
    RECRUITER,
    Card,
    Change,
    Channel,
    Result,
    Round,
    Several,
    Stage,
    Step,
    Via,
    What,
    last_recorded,
    read,
    sources,
    telling,
)
from store.rules.stages import in_round

_MOVING = frozenset({What.THANKED, What.SKIPPED_THANKS, What.MOVED_BACK})
_RECRUITER = ("recruiter", "recruiter_email", "recruiter_phone")
_FOLLOWS = frozenset({"snooze", "write_again", "deleted"})  # no facts, so nobody disputes them

StepIds = Mapping[str, Collection[str]]
"""Ids of steps by the id of their card."""

_NONE: StepIds = MappingProxyType({})


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
    subject: str = "",
) -> Card:
    """``after`` with the step that led to it from ``before``, done at ``done`` (default: now).

    What happens to one card is recorded at rising times, even where the clock stood still or went
    back: merging two copies goes by these times.
    """
    recorded = after_all(before, now)
    changes = _settling(before, differences(before, after))
    step = Step(
        round=after.round.id,
        what=what,
        done=done or now,
        recorded=recorded,
        person=person,
        channel=channel,
        result=result,
        note=note,
        subject=subject,
        stage_before=before.stage,
        stage_after=after.stage,
        changes=changes,
    )
    edited = before.edited | {change.path: recorded for change in changes}
    return replace(after, history=(*before.history, step), edited=edited)


def last_done(cards: Several, apart: StepIds = _NONE) -> tuple[Card, Step] | None:
    """The step that undo takes back, the latest recorded on any card, with its card.

    The steps of ``apart`` are left out.
    """
    found: tuple[Card, Step] | None = None
    for source in sorted(sources(cards), key=last_recorded, reverse=True):
        if found and found[1].recorded.timestamp() > last_recorded(source):
            break
        card = read(source)
        step = _latest(card, apart)
        if step and (found is None or step.recorded > found[1].recorded):
            found = card, step
    return found


def _latest(card: Card, apart: StepIds) -> Step | None:
    left_out = apart.get(card.id, ())
    return next(
        (step for step in reversed(card.history) if not step.undone and step.id not in left_out),
        None,
    )


def last_undone(cards: Several, apart: StepIds = _NONE) -> tuple[Card, Step] | None:
    """The step that redo brings back: the latest undone, while nothing newer was done since.

    The steps of ``apart`` are left out.
    """
    undone = [
        (card, step)
        for card in telling(cards, b'"undone"')
        for step in card.history
        if step.undone and step.id not in apart.get(card.id, ())
    ]
    found = max(undone, key=lambda pair: (pair[1].undone, -_age(pair[1])), default=None)
    newest = last_done(cards, apart) if found else None
    if found and newest and found[1].undone and found[1].undone < newest[1].recorded:
        return None
    return found


def _age(step: Step) -> float:
    return step.recorded.timestamp()


def undo(card: Card, step: Step, now: DateTime) -> Card:
    """The card without what ``step`` did, which stays in the history, marked as undone."""
    return turned(card, now, undone=(step.id,))


def redo(card: Card, step: Step, now: DateTime) -> Card:
    """The card with what ``step`` did again, the mark lifted."""
    return turned(card, now, redone=(step.id,))


def values_after_steps(history: Iterable[Step]) -> dict[str, Any]:
    """What the steps that stand left of each field that any step changed, by path.

    Where none stands, that is what the first one found.
    """
    found: dict[str, Any] = {}
    made: dict[str, Any] = {}
    for step in history:
        for change in step.changes:
            found.setdefault(change.path, change.before)
            if step.undone is None:
                made[change.path] = change.after
    return found | made


def in_order(card: Card) -> tuple[Round, ...]:
    """The rounds as steps added them, after those that were there from the beginning."""
    added: dict[str, int] = {}
    for number, step in enumerate(card.history):
        for change in step.changes:
            added.setdefault(change.path, number)
    return tuple(sorted(card.rounds, key=lambda each: added.get(str(Path.round(each.id)), -1)))


def stage_after_steps(card: Card) -> Stage:
    """The stage to which the steps of the current round lead.

    The steps may come from two copies of the file, each of which thanked another one of a panel:
    the card then moves when the last of them is thanked, though no single step says so.
    """
    in_all = [step for step in card.history if step.round == card.round.id]
    people = _ToThank(card, in_all)
    stage = in_all[0].stage_before if in_all else card.stage
    thanked: set[str] = set()
    for step in in_round(card):
        if step.stage_before is not step.stage_after:
            stage = step.stage_after
        if step.what is What.MOVED_BACK and stage is Stage.THANK_YOU:
            thanked.clear()
        elif step.what in {What.THANKED, What.SKIPPED_THANKS}:
            thanked.add(step.person)
        people.follow(step)
        if stage is Stage.THANK_YOU and thanked and people.ids <= thanked:
            stage = Stage.WAITING
    return stage


class _ToThank:
    """Whom the thanks for the current round go to, as the steps go by."""

    def __init__(self, card: Card, steps: Iterable[Step]) -> None:
        """Begin with what there was before these steps."""
        fields = flat(card)
        self._people = str(Path.round(card.round.id, "people"))
        paths = (self._people, "contact", *_RECRUITER)
        self._values = {path: value_at(fields, path) for path in paths}
        for step in reversed([*steps]):
            self._values |= {c.path: c.before for c in step.changes if c.path in self._values}

    def follow(self, step: Step) -> None:
        """Take in what a step changed."""
        self._values |= {c.path: c.after for c in step.changes if c.path in self._values}

    @property
    def ids(self) -> set[str]:
        """The ids of the people, or that of the recruiter in between."""
        values = self._values
        if values["contact"] == Via.RECRUITER and any(values[name] for name in _RECRUITER):
            return {RECRUITER}
        return {person.get("id", "") for person in values[self._people] or ()}


def overwritten(card: Card) -> list[tuple[Step, Change]]:
    """The changes that gave way to another copy's, made without knowing of them, oldest first.

    A change goes on from the one whose value it found. One that nothing went on from is the end of
    its branch, and of several branches one stands.
    """
    ends: dict[str, list[tuple[Step, Change]]] = {}
    for step in card.steps:
        for change in step.changes:
            if change.path in _FOLLOWS or (change.path == "stage" and step.round != card.round.id):
                continue
            known = (change.before, change.after)
            others = [end for end in ends.get(change.path, ()) if end[1].after not in known]
            ends[change.path] = [*others, (step, change)]
    if not ends or card.deleted is not None:
        return []
    fields = flat(card)
    lost: list[tuple[Step, Change]] = []
    for path, found in ends.items():
        stand = [value_at(fields, path)]
        if is_there(fields, path):  # else its round was undone, with all that was typed in it
            stand.append(found[-1][1].after)
        lost += [end for end in found if end[1].after not in stand]
    return lost


def _settling(card: Card, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """These changes with those that say that they replace what gave way in their fields too."""
    disputed = [change for _, change in overwritten(card)]
    return tuple(
        each
        for change in changes
        for each in (
            *(replace(change, before=lost.after) for lost in disputed if lost.path == change.path),
            change,
        )
    )


def turned(
    card: Card, now: DateTime, *, undone: Collection[str] = (), redone: Collection[str] = ()
) -> Card:
    """The card with these steps marked as undone and redone, and its fields as what stands says.

    That is not always what a step itself found or left: two steps may come from two copies of the
    file that did not know of each other. The steps are given by their ids.
    """
    at = after_all(card, now)
    marked = {
        step.id: replace(step, undone=at if step.id in undone else None)
        for step in card.history
        if step.id in undone or step.id in redone
    }
    history = tuple(marked.get(step.id, step) for step in card.history)
    paths = {change.path for step in marked.values() for change in step.changes}
    values = {
        path: value
        for path, value in values_after_steps(history).items()
        if path in paths or str(Path.parse(path).whole) in paths
    }
    stamped = [*sorted(paths), *(str(Path.step(each)) for each in marked)]
    edited = card.edited | dict.fromkeys(stamped, at)
    after = replace(with_values(card, values), history=history, edited=edited)
    after = replace(after, rounds=in_order(after))
    moves = any(step.what in _MOVING for step in marked.values()) or any(
        path == "stage" or Path.parse(path).is_in_rounds for path in paths
    )
    return replace(after, stage=stage_after_steps(after)) if moves else after


def after_all(card: Card, now: DateTime) -> datetime:
    """``now``, or a moment after all that was recorded on the card where the clock went back."""
    known = [*(step.recorded for step in card.history), *card.edited.values()]
    return max([now, *(time + TICK for time in known)])
