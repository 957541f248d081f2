"""What a person can do to a card: each a function from the card before to the card after.

Every one leaves its step in the history. None of them reads the clock: ``now`` is handed in, aware
and in the candidate's zone.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.errors import NotAllowedError
from store.journal import record
from store.records import Card, Channel, Result, What
from store.stages import Owes, leads_to, owes, recipient, recorded_as, unthanked


def add(card: Card, now: DateTime) -> Card:
    """A new card, with the step that says when it was added; undoing that step deletes it."""
    absent = replace(card, deleted=now)
    return record(absent, card, What.ADDED, now)


def edit(before: Card, after: Card, now: DateTime) -> Card:
    """The card with its fields changed; ``before`` itself when nothing differs."""
    changed = record(before, after, What.EDITED, now)
    return changed if changed.history[-1].changes else before


def delete(card: Card, now: DateTime) -> Card:
    """The card as a tombstone: off every list, kept so that undo and merging know of it."""
    gone = replace(card, deleted=now)
    return record(card, gone, What.DELETED, now)


def advance(
    card: Card,
    now: DateTime,
    *,
    done: datetime | None = None,
    person: str = "",
    channel: Channel | None = None,
    result: Result | None = None,
    note: str = "",
) -> Card:
    """The card after the action it owes was really taken, at ``done`` (default: now).

    The card moves on, with two exceptions: while someone of a panel is still to be thanked it stays
    in Thank-you, and a call that nobody answered is recorded and leaves it where it is. A snooze is
    over once the action is taken.

    Raises:
        NotAllowedError: Nothing is owed, a call has no result, or ``done`` lies in the future.
    """
    owed = owes(card)
    if owed is None:
        raise NotAllowedError("Nothing is owed on this card, so there is nothing to confirm.")
    if owed is Owes.CALL and result is None:
        raise NotAllowedError("Say what came of the call: spoke, left a message, or no answer.")
    if done is not None and done > now:
        raise NotAllowedError(
            f"{say.moment(done)} is still to come. Confirm the action once it is done."
        )
    if not person and owed is not Owes.MOVE_ON and (addressee := recipient(card)):
        person = addressee.id
    stays = result is Result.NO_ANSWER or any(
        other.id != person for other in unthanked(card) if owed is Owes.THANK
    )
    stage = card.stage if stays else leads_to(owed)
    return record(
        card,
        replace(card, stage=stage, snooze=None),
        recorded_as(owed),
        now,
        done=done,
        person=person,
        channel=channel,
        result=result,
        note=note,
    )
