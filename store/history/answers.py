"""What happens when they answer: each answer stops the clock that ran on their silence.

A new date starts the wait for that date; a next round starts the path anew; an offer, a rejection
or the candidate's own withdrawal closes the card. No answer counts as an attempt of the candidate.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local
from store.errors import NotAllowedError
from store.history.actions import check_past
from store.history.steps import record
from store.records import Card, Outcome, Promise, Round, Stage, What

_OUTCOMES = {
    What.OFFER: Outcome.OFFER,
    What.REJECTED: Outcome.REJECTED,
    What.WITHDREW: Outcome.WITHDREW,
}


def new_date(
    card: Card, now: DateTime, promise: Promise, *, done: datetime | None = None, note: str = ""
) -> Card:
    """They named another date: the card waits for it.

    A card whose thanks are still owed stays in Thank-you; any other, also one moved on, goes back
    to Waiting. Raises NotAllowedError when the card is closed or ``done`` is to come.
    """
    after = _waiting(card, promise)
    return _recorded(card, after, What.NEW_DATE, now, done=done, note=note)


def news(card: Card, now: DateTime, *, done: datetime | None = None, note: str = "") -> Card:
    """They wrote or called, but named no date: the wait starts again from that day.

    Raises NotAllowedError when the card is closed or ``done`` is to come.
    """
    heard = local(done or now, now).date()
    said = Promise(words=note or "no date yet", said=heard)
    return _recorded(card, _waiting(card, said), What.NEWS, now, done=done, note=note)


def next_round(
    card: Card,
    now: DateTime,
    interview: Round,
    *,
    done: datetime | None = None,
    note: str = "",
) -> Card:
    """They asked the candidate to another interview: the new round starts in Thank-you.

    The history of the rounds before stays. Raises NotAllowedError when the card is closed or
    ``done`` is to come.
    """
    after = replace(card, rounds=(*card.rounds, interview), stage=Stage.THANK_YOU, snooze=None)
    return _recorded(card, after, What.NEXT_ROUND, now, done=done, note=note)


def close(
    card: Card, now: DateTime, what: What, *, done: datetime | None = None, note: str = ""
) -> Card:
    """An offer, a rejection or a withdrawal: the card leaves the board with that outcome.

    Raises NotAllowedError when the card is closed already or ``done`` is to come.
    """
    after = replace(card, outcome=_OUTCOMES[what], snooze=None)
    return _recorded(card, after, what, now, done=done, note=note)


def reopen(card: Card, now: DateTime, note: str = "") -> Card:
    """A closed card as it was before it was closed.

    Raises:
        NotAllowedError: It is not closed.
    """
    if card.outcome is None:
        raise NotAllowedError(
            "This card is not closed. It goes on with their reply, or when you move it back."
        )
    return record(card, replace(card, outcome=None), What.REOPENED, now, note=note)


def _waiting(card: Card, promise: Promise) -> Card:
    interview = replace(card.round, promise=promise)
    stage = card.stage if card.stage is Stage.THANK_YOU else Stage.WAITING
    return replace(card, rounds=(*card.rounds[:-1], interview), stage=stage, snooze=None)


def _recorded(
    card: Card, after: Card, what: What, now: DateTime, *, done: datetime | None, note: str
) -> Card:
    if card.outcome is not None or card.deleted is not None:
        raise NotAllowedError(f"{card.company} is closed. Open it again first, in the archive.")
    check_past(done, now)
    return record(card, after, what, now, done=done, note=note)
