"""What falls due is told once: at its hour, or, where it has only a day, in the morning."""

from __future__ import annotations

import pendulum
from pendulum import DateTime

from store.records import Card, Stage
from store.rules.board import entry, overview
from store.rules.fallen_due import FallenDue, fallen_due
from store.rules.rules import Rules
from tests.conftest import NOW, MakeCard

RULES = Rules()


def fallen(card: Card, before: DateTime, after: DateTime, *waiting: str) -> FallenDue:
    seen = [overview([card], RULES, at) for at in (before, after)]
    return fallen_due(*seen, waiting, RULES, after)


def test_what_is_due_at_an_hour_is_told_once(make_card: MakeCard) -> None:
    card = make_card(talked="2026-11-24 20:00")
    early, late = NOW.set(hour=20), NOW.set(hour=23)
    assert [each.card.id for each in fallen(card, early, late).now] == [card.id]
    assert fallen(card, late, late.add(hours=1)) == FallenDue()


def test_what_is_due_on_a_day_waits_for_the_morning(make_card: MakeCard) -> None:
    card = make_card(stage=Stage.WAITING)
    day = entry(card, RULES, NOW.subtract(days=10)).due.day
    assert day is not None
    midnight = pendulum.datetime(day.year, day.month, day.day, tz=NOW.timezone)
    at_night = fallen(card, midnight.subtract(minutes=1), midnight)
    assert at_night == FallenDue(later=frozenset({card.id}))
    morning = fallen(card, midnight, midnight.set(hour=9), *at_night.later)
    assert [each.card.id for each in morning.now] == [card.id]
    assert not morning.later
