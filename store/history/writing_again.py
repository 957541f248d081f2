"""Writing again: a day from which to write once more, long after a card came to rest.

The card stays what it is, closed or moved on; on that day it comes back to the board until it is
written, skipped or snoozed.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history.actions import check_past, check_to_come
from store.history.steps import record
from store.records import Card, Channel, Outcome, What
from store.rules.stages import is_to_write_again, may_write_again, recipient_id, unreplied


def plan(card: Card, now: DateTime, day: date | None) -> Card:
    """The card with the day from which to write again; None takes that day away.

    The card itself where nothing changes.

    Raises:
        NotAllowedError: It is neither closed nor moved on, the position was taken, or the day is
            not to come.
    """
    if card.outcome is Outcome.ACCEPTED:
        raise NotAllowedError(f"You took the position at {card.company}: you see them anyway.")
    if (answer := unreplied(card)) and answer.what is What.REJECTED:
        raise NotAllowedError(
            f"{card.company} said no, and a word of thanks is still open. Send or skip it first; "
            "then choose the day."
        )
    if not may_write_again(card):
        raise NotAllowedError(
            f"{card.company} is still open. A day to write again is for a card that is closed or "
            "moved on; until then, snooze it."
        )
    if day == card.write_again:
        return card
    after = replace(card, write_again=check_to_come(day, now), snooze=None)
    return record(card, after, What.CHOSE_TO_WRITE_AGAIN, now)


def wrote(
    card: Card,
    now: DateTime,
    *,
    done: datetime | None = None,
    person: str = "",
    channel: Channel | None = None,
    note: str = "",
    subject: str = "",
    write_again: date | None = None,
) -> Card:
    """The card after they were really written to again, at ``done`` (default: now).

    It is at rest again; ``write_again`` is the next day from which to write, None for none.
    ``subject`` is that of the email that was sent.

    Raises:
        NotAllowedError: No day to write again was chosen, ``done`` lies in the future, or
            ``write_again`` does not.
    """
    if not is_to_write_again(card):
        raise NotAllowedError(f"No day to write to {card.company} again was chosen.")
    check_past(done, now)
    after = replace(card, write_again=check_to_come(write_again, now), snooze=None)
    return record(
        card,
        after,
        What.WROTE_AGAIN,
        now,
        done=done,
        person=person or recipient_id(card),
        channel=channel,
        note=note,
        subject=subject,
    )
