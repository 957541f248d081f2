"""An invitation, a mail or pasted text: which of them it is, and what it says of an interview."""

from __future__ import annotations

from collections.abc import Collection

from pendulum import DateTime

from store.dates.order import DayOrder
from store.dates.workdays import WEEKDAYS, Workdays
from store.errors import UnreadableError
from store.exchange.mail.taken import Taken

MOST_BYTES = 10_000_000
"""The most bytes that are read; a mail with its attachments is seldom larger."""


def read(
    content: bytes,
    now: DateTime,
    mine: Collection[str],
    workdays: Workdays = WEEKDAYS,
    order: DayOrder | None = None,
) -> tuple[Taken, ...]:
    """What each event or message in ``content`` says of an interview, newest mail first.

    ``content`` is an invitation (.ics), a message (.eml), several (mbox), or text that was pasted,
    with headers or without. ``now`` is in the person's zone. ``mine`` are the candidate's own
    addresses, in lower case: they are never among the people. ``workdays`` are those promises are
    counted in, ``order`` says which number of 03/11 is the day.

    Raises:
        UnreadableError: It is empty, too large, or nothing that can be read.
    """
    raise UnreadableError("There is nothing to read in it.")
