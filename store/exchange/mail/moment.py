"""When an interview starts, from the words of a mail."""

from __future__ import annotations

from pendulum import DateTime

from store.dates.order import DayOrder
from store.exchange.mail.taken import FoundTime


def start_of(
    text: str, sent: DateTime, order: DayOrder | None = None, subject: str = ""
) -> FoundTime | None:
    """When the interview starts, if the mail names one day with a time and no other; else None.

    ``sent`` is when it was written, in the zone of the candidate: days are read from it, and a time
    for which no zone is named is in it.
    """
    return None


def why_no_start(
    text: str, sent: DateTime, order: DayOrder | None = None, subject: str = ""
) -> str:
    """A sentence on why a time that is named was not taken ("" where none is named, or one was)."""
    return ""
