"""What time it is for them, and whether that is a time to call."""

from __future__ import annotations

from pendulum import DateTime

from store import say
from store.clock import in_zone
from store.records import Card
from store.rules.rules import Rules
from store.rules.stages import recipient


def their_now(card: Card, now: DateTime) -> DateTime:
    """``now`` in the zone of the person the owed action is for, else of the interview."""
    person = recipient(card)
    return in_zone(now, (person.zone if person else "") or card.round.zone)


def their_time(card: Card, now: DateTime) -> str:
    """A sentence with their local time; "" where their clock shows the same as the candidate's."""
    there = their_now(card, now)
    if there.offset == now.offset:
        return ""
    return f"It is {say.clock(there)} {there.tzname()} for them, {say.day(there)}."


def call_warning(card: Card, rules: Rules, now: DateTime) -> str:
    """Why now is not a time to call them; "" when it is one.

    People are called on their business days, within the working hours of the settings, by their
    own clock.
    """
    there, settings = their_now(card, now), rules.settings
    if not rules.workdays(card).includes(there.date()):
        return f"It is {say.day(there)} there, not a working day: a call can wait for the next one."
    if settings.opens_at <= there.hour < settings.closes_at:
        return ""
    return (
        f"It is {say.clock(there)} there: outside working hours, {settings.opens_at}:00 to "
        f"{settings.closes_at}:00 their time."
    )
