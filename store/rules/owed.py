"""What a card owes and from when: the finding of the rules, with the sentence that explains it.

To open, to be due and to be late are three things. An email or a call opens on its day, is due
within two business days, and is late only after that. Thanks open with the interview's end and are
due within 24 hours; letting go is never late.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from enum import StrEnum
from functools import lru_cache

import pendulum
from msgspec import Struct
from pendulum import DateTime

from store import say
from store.records import Card, What
from store.rules.rules import Rules
from store.rules.stages import Owes


class Urgency(StrEnum):
    """How pressing a card is, most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    NONE = "none"


Reason = tuple[str | date, ...]
"""The parts of a sentence: text, days and moments. Put together only when somebody reads it."""


class Due(Struct, frozen=True, kw_only=True):
    """What a card owes, from when, from when it is late, and the sentence that explains it.

    ``opens`` is when the action becomes right, ``late_from`` the moment from which it is late
    (None: never); both are in the zone of the ``now`` they were worked out with. ``opens`` is None
    when nothing is owed. ``day`` is the day that the card is due by the calendar: the day it opens;
    for an offer the day by which they want the answer; None for a thank-you, which is due at a
    moment. ``until`` is the last business day on which it is in good time, where days count.
    ``reply_to`` says which of their news a reply answers, or WITHDREW for a withdrawal that is owed
    since another offer was accepted. ``turns`` is when it owes something else, without anybody's
    doing; None where it never does.
    """

    owes: Owes | None = None
    opens: DateTime | None = None
    late_from: DateTime | None = None
    day: date | None = None
    until: date | None = None
    reply_to: What | None = None
    turns: DateTime | None = None
    reason: Reason

    @property
    def why(self) -> str:
        """The sentence that explains it."""
        return "".join(
            part
            if isinstance(part, str)
            else say.moment(part)
            if isinstance(part, datetime)
            else say.day(part)
            for part in self.reason
        )

    @property
    def whole_day(self) -> bool:
        """Whether the rule speaks of a day, not of an hour."""
        return self.day is not None

    def urgency(self, now: DateTime) -> Urgency:
        """Overdue once it is late, today once it is open, upcoming before."""
        if self.opens is None:
            return Urgency.NONE
        if self.late_from is not None and now >= self.late_from:
            return Urgency.OVERDUE
        return Urgency.TODAY if now >= self.opens else Urgency.UPCOMING

    def iso(self) -> str | None:
        """The due day ("2026-12-01"), or for thanks the moment by which they are due, as ISO 8601.

        None when nothing is owed.
        """
        if self.opens is None:
            return None
        if self.day is not None:
            return self.day.isoformat()
        return (self.late_from or self.opens).isoformat()


@lru_cache(maxsize=4096)
def _start_of(day: date, zone: tzinfo) -> DateTime:
    return pendulum.datetime(day.year, day.month, day.day, tz=zone)


def start_of(day: date, now: DateTime) -> DateTime:
    """The start of a day in the zone of ``now``, which is the candidate's."""
    return _start_of(day, zone_of(now))


def zone_of(now: DateTime) -> tzinfo:
    """The zone of a moment."""
    return now.timezone or pendulum.UTC


def late_from(day: date, card: Card, rules: Rules, now: DateTime) -> DateTime:
    """The start of the day from which what opened on ``day`` is late."""
    return start_of(rules.workdays(card).add(day, rules.settings.late_after_days), now)


def last_day(day: date, card: Card, rules: Rules) -> date:
    """The last business day on which what opened on ``day`` is in good time."""
    return rules.workdays(card).add(day, rules.settings.late_after_days - 1)
