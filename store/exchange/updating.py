"""What a row tells as having happened since: a status that changed, an interview that moved.

Merging only fills in what a card does not say. Bringing a card up to date records the change as if
the candidate had: a rejection closes the card, an offer is owed its answer, a further stage moves
it, a new time moves the round. A row that lags behind the card takes nothing back.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.clock import in_zone, local, local_day, same_minute
from store.exchange.arrival import Arrival
from store.exchange.filling_in import joined
from store.history import actions, answers
from store.history.steps import record
from store.records import Card, Offer, Outcome, Round, Stage, What
from store.rules.stages import TITLES

_ANSWER = {
    Outcome.OFFER: What.OFFER,
    Outcome.ACCEPTED: What.ACCEPTED,
    Outcome.DECLINED: What.DECLINED,
    Outcome.REJECTED: What.REJECTED,
    Outcome.WITHDREW: What.WITHDREW,
}
_WITH_OFFER = frozenset({Outcome.OFFER, Outcome.ACCEPTED, Outcome.DECLINED})
_ORDER = tuple(Stage)


class Changes(Struct, frozen=True):
    """What a row tells differently: an outcome, an offer, a further stage, rounds.

    At most one of the first three is told.

    ``moved`` pairs the round here with the one that is told of it.
    """

    outcome: Outcome | None = None
    offer: Offer | None = None
    stage: Stage | None = None
    moved: tuple[tuple[Round, Round], ...] = ()
    added: tuple[Round, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.outcome or self.offer or self.stage or self.moved or self.added)


def changes(here: Card, arrival: Arrival, now: DateTime) -> Changes:
    """What happened to the card here since, as the arriving row tells it."""
    if arrival.is_whole or here.deleted is not None:
        return Changes()
    moved, added = _moves(here, arrival, now)
    if "status" not in arrival.given and not arrival.is_ours:
        return Changes(moved=moved, added=added)
    there = arrival.card
    if _is_news(here, there.outcome):
        return Changes(outcome=there.outcome, moved=moved, added=added)
    if there.outcome is None and _is_new_offer(here, there.offer):
        return Changes(offer=there.offer, moved=moved, added=added)
    is_further = _ORDER.index(there.stage) > _ORDER.index(here.stage)
    is_open = here.outcome is None and there.outcome is None
    stage = there.stage if is_further and is_open else None
    return Changes(stage=stage, moved=moved, added=added)


def told(here: Card, found: Changes, now: DateTime) -> Iterator[str]:
    """What changed, in words: "status: Thank-you → rejected"."""
    offer = found.offer and Outcome.OFFER
    if after := found.outcome or offer or (found.stage and TITLES[found.stage]):
        yield f"status: {state(here)} → {after}"
    for old, new in found.moved:
        yield f"interview: {_when(old, now)} → {_when(new, now)}"
    for new in found.added:
        yield f"another round: {_when(new, now)}"


def state(card: Card) -> str:
    """Where a card stands, in a word or two: how it ended, an offer, or its stage."""
    offer = card.offer and Outcome.OFFER
    return card.outcome or offer or TITLES[card.stage]


def updated(here: Card, arrival: Arrival, now: DateTime) -> Card:
    """The card here with all that the row tells: filled in, and what happened since recorded."""
    found = changes(here, arrival, now)
    times = {old.id: new for old, new in found.moved}
    rounds = tuple(
        replace(each, at=times[each.id].at) if each.id in times else each for each in here.rounds
    )
    card = actions.edit(here, replace(here, rounds=rounds), now)
    for interview in found.added:
        if card.outcome is not None:
            card = answers.reopen(card, now)
        card = answers.next_round(card, now, interview)
    card = joined(card, arrival, now)
    if (found.outcome or found.offer) and card.outcome is not None:
        card = answers.reopen(card, now)
    if found.outcome:
        card = answers.close(card, now, _ANSWER[found.outcome], note=arrival.status)
    elif found.offer:
        card = answers.offered(card, now, found.offer, note=arrival.status)
    elif found.stage:
        what = What.MOVED_ON if found.stage is Stage.MOVED_ON else What.EDITED
        after = replace(card, stage=found.stage, snooze=None)
        card = record(card, after, what, now, note=arrival.status)
    return card


def _is_news(here: Card, outcome: Outcome | None) -> bool:
    """Whether the card never had this outcome: one that was taken back here stays taken back."""
    known = (
        value
        for step in here.steps
        for change in step.changes
        if change.path == "outcome"
        for value in (change.before, change.after)
    )
    return outcome is not None and outcome is not here.outcome and outcome not in known


def _is_new_offer(here: Card, offer: Offer | None) -> bool:
    """Whether the card never had an offer, or an open one had another: nothing is told twice."""
    if offer is None or here.outcome in _WITH_OFFER:
        return False
    if here.offer is not None:
        return here.outcome is None and offer not in {here.offer, Offer()}
    return all(change.path != "offer" for step in here.steps for change in step.changes)


def _moves(
    here: Card, arrival: Arrival, now: DateTime
) -> tuple[tuple[tuple[Round, Round], ...], tuple[Round, ...]]:
    """The rounds here with the other time that is told of them, and the rounds that came up."""
    if arrival.is_ours and arrival.card.id == here.id:
        return (), ()  # such a row says it by itself, for the round that it was exported in
    left = list(here.rounds)
    moved: list[tuple[Round, Round]] = []
    unknown: list[Round] = []
    for new in arrival.card.rounds:
        day = local_day(new.at, now)
        old = next((each for each in left if local_day(each.at, now) == day), None)
        if old is None:
            unknown.append(new)
            continue
        left.remove(old)
        if arrival.has_time and not same_minute(old.at, new.at):
            moved.append((old, new))
    if len(arrival.card.rounds) > len(here.rounds):
        added = [new for new in unknown if new.at > here.round.at]
        return tuple(moved), tuple(added)
    moved += zip(reversed(left), reversed(unknown), strict=False)
    return tuple(moved), ()


def _when(interview: Round, now: DateTime) -> str:
    at = in_zone(local(interview.at, now), interview.zone)
    return f"{say.full_day(at)} {at:%H:%M}"
