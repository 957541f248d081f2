"""Whether two cards may be the same: one role at one company."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pendulum import DateTime

from store.clock import local_day
from store.records import Card


def alike(cards: Iterable[Card], card: Card) -> list[Card]:
    """The cards of this company and role, in any letters; an empty role fits any."""
    company = card.company.casefold()
    return [
        other for other in cards if other.company.casefold() == company and same_role(card, other)
    ]


def same_interview(cards: Iterable[Card], card: Card, now: DateTime) -> Card | None:
    """The card of this company and role that has an interview on a day of this one, if any."""
    days = _interview_days(card, now)
    return next((each for each in alike(cards, card) if _interview_days(each, now) & days), None)


def same_role(one: Card, other: Card) -> bool:
    """Whether two cards are for one role; an empty one fits any."""
    return not (one.role and other.role) or one.role.casefold() == other.role.casefold()


def _interview_days(card: Card, now: DateTime) -> set[date]:
    """The days of all its rounds, on the candidate's calendar."""
    return {local_day(interview.at, now) for interview in card.rounds}
