"""When they said they would decide: their sentence about it."""

from __future__ import annotations

from datetime import date

from store.dates.order import DayOrder
from store.dates.workdays import WEEKDAYS, Workdays
from store.exchange.mail.taken import Found


def promise_of(
    text: str, said: date, workdays: Workdays = WEEKDAYS, order: DayOrder | None = None
) -> Found | None:
    """Their sentence about when they decide or write, as :mod:`store.dates.promises` reads it."""
    return None
