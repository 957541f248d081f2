"""The five stages: what each is called, what it owes, and where its action leads.

The path is the career counsellor's: thank within a day, wait out their window, one email, one call,
then move on. Each stage owes exactly one action, and only that action leaves it.
"""

from __future__ import annotations

from enum import StrEnum

from store.records import Card, Person, Stage, What

TITLES = {
    Stage.THANK_YOU: "Thank-you",
    Stage.WAITING: "Waiting",
    Stage.EMAILED: "Emailed",
    Stage.CALLED: "Called",
    Stage.MOVED_ON: "Moved on",
}


class Owes(StrEnum):
    """The action a card waits for."""

    THANK = "thank"
    EMAIL = "email"
    CALL = "call"
    MOVE_ON = "move-on"


_OWED = {
    Stage.THANK_YOU: Owes.THANK,
    Stage.WAITING: Owes.EMAIL,
    Stage.EMAILED: Owes.CALL,
    Stage.CALLED: Owes.MOVE_ON,
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


def owes(card: Card) -> Owes | None:
    """What the card owes next; None when it is closed, deleted or moved on.

    A card marked "no calls" goes from Emailed straight to moving on: no call is pretended.
    """
    if card.outcome is not None or card.deleted is not None:
        return None
    owed = _OWED.get(card.stage)
    return Owes.MOVE_ON if owed is Owes.CALL and card.no_calls else owed


def leads_to(owed: Owes) -> Stage:
    """The stage a card reaches when the action it owes was taken."""
    return _LEADS_TO[owed]


def recorded_as(owed: Owes) -> What:
    """The step that the action leaves in the history."""
    return _RECORDED_AS[owed]


def unthanked(card: Card) -> tuple[Person, ...]:
    """The people of the current round who have not been thanked yet, in their order."""
    done = {
        step.person
        for step in card.steps
        if step.what is What.THANKED and step.round == card.round.id
    }
    return tuple(person for person in card.round.people if person.id not in done)


def recipient(card: Card) -> Person | None:
    """The person the owed action is for: the next to be thanked, else the first of the round."""
    waiting = unthanked(card) if card.stage is Stage.THANK_YOU else ()
    people = waiting or card.round.people
    return people[0] if people else None
