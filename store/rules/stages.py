"""The five stages: what each is called, what it owes, and where its action leads.

The path is the career counsellor's: thank within a day, wait out their window, one email, one call,
then move on. A stage owes one action; a rung that was skipped, on record, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from store.records import Card, Person, Stage, Step, What

TITLES = {
    Stage.THANK_YOU: "Thank-you",
    Stage.WAITING: "Waiting",
    Stage.EMAILED: "Emailed",
    Stage.CALLED: "Called",
    Stage.MOVED_ON: "Moved on",
}

ANSWERS = frozenset(
    {What.NEW_DATE, What.NEWS, What.NEXT_ROUND, What.OFFER, What.REJECTED, What.WITHDREW}
)
"""The steps that record a reply of theirs, or the candidate's own goodbye."""


class Owes(StrEnum):
    """The action a card waits for."""

    THANK = "thank"
    EMAIL = "email"
    CALL = "call"
    MOVE_ON = "move-on"


_LADDER = {
    Stage.THANK_YOU: (Owes.THANK,),
    Stage.WAITING: (Owes.EMAIL, Owes.CALL, Owes.MOVE_ON),
    Stage.EMAILED: (Owes.CALL, Owes.MOVE_ON),
    Stage.CALLED: (Owes.MOVE_ON,),
    Stage.MOVED_ON: (),
}

_LEADS_TO = {
    Owes.THANK: Stage.WAITING,
    Owes.EMAIL: Stage.EMAILED,
    Owes.CALL: Stage.CALLED,
    Owes.MOVE_ON: Stage.MOVED_ON,
}

_RECORDED_AS = {
    Owes.THANK: What.THANKED,
    Owes.EMAIL: What.EMAILED,
    Owes.CALL: What.CALLED,
    Owes.MOVE_ON: What.MOVED_ON,
}

_SKIPPED_AS = {
    Owes.THANK: What.SKIPPED_THANKS,
    Owes.EMAIL: What.SKIPPED_EMAIL,
    Owes.CALL: What.SKIPPED_CALL,
}


def owes(card: Card) -> Owes | None:
    """What the card owes next; None when it is closed, deleted or moved on.

    A skipped rung is passed over, and on a card marked "no calls" so is the call: the card then
    goes on from where it is, and no email or call is pretended.
    """
    if card.outcome is not None or card.deleted is not None or card.stage is Stage.MOVED_ON:
        return None
    if card.stage is Stage.THANK_YOU:
        return Owes.THANK
    skipped = {step.what for step in since_answer(card)}
    for owed in _LADDER[card.stage]:
        passed = owed is Owes.CALL and card.no_calls
        if not passed and _SKIPPED_AS.get(owed) not in skipped:
            return owed
    return None


def leads_to(owed: Owes) -> Stage:
    """The stage a card reaches when the action it owes was taken."""
    return _LEADS_TO[owed]


def recorded_as(owed: Owes) -> What:
    """The step that the action leaves in the history."""
    return _RECORDED_AS[owed]


def skipped_as(owed: Owes) -> What | None:
    """The step that skipping the action leaves; None for moving on, which cannot be skipped."""
    return _SKIPPED_AS.get(owed)


def in_round(card: Card) -> tuple[Step, ...]:
    """The steps of the current round, oldest first, without what was undone."""
    current = card.rounds[-1].id
    return tuple([s for s in card.history if s.undone is None and s.round == current])


def since_answer(card: Card) -> tuple[Step, ...]:
    """The steps of the current round since they last answered."""
    steps = in_round(card)
    last = max((n for n, step in enumerate(steps, 1) if step.what in ANSWERS), default=0)
    return steps[last:]


def latest(card: Card, *whats: What) -> Step | None:
    """The latest step of the current round that is one of these."""
    return next((step for step in reversed(in_round(card)) if step.what in whats), None)


def thanked(card: Card) -> dict[str, Step]:
    """The thanks sent or skipped in the current round, by the id of the person ("" for nobody).

    Moving back to Thank-you starts anew: it says that the thanks were not really sent.
    """
    found: dict[str, Step] = {}
    for step in in_round(card):
        if step.what is What.MOVED_BACK and step.stage_after is Stage.THANK_YOU:
            found.clear()
        elif step.what in {What.THANKED, What.SKIPPED_THANKS}:
            found[step.person] = step
    return found


def unthanked(card: Card) -> tuple[Person, ...]:
    """The people of the current round whose thanks are neither sent nor skipped, in their order."""
    done = thanked(card)
    return tuple(person for person in card.round.people if person.id not in done)


def recipient(card: Card) -> Person | None:
    """The person the owed action is for: the next to be thanked, else the first of the round."""
    return next(_addressees(card), None)


def _addressees(card: Card) -> Iterator[Person]:
    if card.stage is Stage.THANK_YOU:
        yield from unthanked(card)
    yield from card.round.people
