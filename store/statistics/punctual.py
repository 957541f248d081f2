"""Whether a follow-up was done in good time, judged as the board stood just before it.

Thanks are in good time until they are due. An email or a call is in good time from the day on which
it opened until it was late by the rules; before, it is early. A day to which it was snoozed counts
as the day on which it opened. The settings of today are used throughout: the file does not keep
older ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local, local_day
from store.records import Card, Promise, Round, Stage, Step, What
from store.rules.due import snoozed
from store.rules.path import path, thank
from store.rules.rules import Rules
from store.rules.stages import RUNGS

_CHANGE_THE_PROMISE = frozenset({What.NEW_DATE, What.NEWS})


class OnTime(Struct, frozen=True):
    """The follow-ups of a week, and how many of them were in good time.

    Those that cannot be judged, since the card says now that something else was owed, are in
    ``follow_ups`` only.
    """

    follow_ups: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def judged(self) -> int:
        """How many of them could be judged."""
        return self.early + self.on_time + self.late


def punctual(
    taken: Iterable[tuple[Card, Step]], since: date, rules: Rules, now: DateTime
) -> OnTime:
    """How many of these steps, each with its card, were done in good time from a day on."""
    days = now.toordinal() - since.toordinal()
    roughly = now - timedelta(days=days + 2)  # leaves most out cheaply
    verdicts = [
        verdict(card, step, rules, now)
        for card, step in taken
        if step.done >= roughly and local_day(step.done, now) >= since
    ]
    counts = {name: verdicts.count(name) for name in ("early", "on_time", "late")}
    return OnTime(follow_ups=len(verdicts), **counts)


def verdict(card: Card, step: Step, rules: Rules, now: DateTime) -> str:
    """Say "early", "on_time" or "late" of a step of this card; "" where it cannot be judged."""
    before, done = _before(card, step), local(step.done, now)
    thanks = step.what is What.THANKED and before.stage is Stage.THANK_YOU
    owed = thank(before, rules, done) if thanks else path(before, rules, done)
    found = snoozed(owed, before, rules, done)
    if found.opens is None or found.late_from is None or found.owes is None:
        return ""
    if RUNGS[found.owes].done is not step.what:
        return ""
    if thanks:
        return "on_time" if done <= found.late_from else "late"
    if done.date() < found.opens.date():
        return "early"
    return "on_time" if done < found.late_from else "late"


def promise_before(card: Card, interview: Round, step: Step) -> Promise | None:
    """What they had promised about an interview just before a step; later corrections hold.

    Each new date of theirs keeps in its step the promise that it found.
    """
    path = f"rounds/{interview.id}/promise"
    for each in card.steps[_place(card, step) :]:
        if each.what in _CHANGE_THE_PROMISE:
            for change in each.changes:
                if change.path == path:
                    return msgspec.convert(change.before, Promise | None)
    return interview.promise


def _before(card: Card, step: Step) -> Card:
    """The card as it stood before a step, as far as the due date goes by it."""
    place = next(n for n, each in enumerate(card.rounds) if each.id == step.round)
    interview = card.rounds[place]
    interview = replace(interview, promise=promise_before(card, interview, step))
    snoozed = next((each.before for each in step.changes if each.path == "snooze"), None)
    return replace(
        card,
        stage=step.stage_before,
        outcome=None,
        no_calls=step.what is What.EMAILED_AGAIN,
        snooze=date.fromisoformat(snoozed) if snoozed else None,
        rounds=(*card.rounds[:place], interview),
        history=card.steps[: _place(card, step)],
    )


def _place(card: Card, step: Step) -> int:
    return next(n for n, each in enumerate(card.steps) if each.id == step.id)
