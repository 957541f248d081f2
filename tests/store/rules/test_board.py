from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history import actions, answers
from store.records import Card, Me, Result, Settings, Stage, What
from store.rules.board import Lookout, Overview, overview
from store.rules.rules import Rules
from store.sample import sample_cards
from tests.conftest import NOW

RULES = Rules(Settings(), Me().country)


DEEDS = (
    lambda card, now: actions.advance(card, now, result=Result.SPOKE),
    actions.delete,
    actions.move_back,
    lambda card, now: actions.snooze(card, now, (now + timedelta(days=4)).date()),
    lambda card, now: answers.close(card, now, What.OFFER),
    lambda card, _now: replace(card, company=f"A {card.company}"),
)


def acted(card: Card, deed: int, now: DateTime) -> Card:
    try:
        return DEEDS[deed](card, now)
    except NotAllowedError:
        return card


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 16), st.integers(0, 5), st.integers(0, 1500)), max_size=12)
)
def test_a_lookout_sees_what_one_sees_who_looks_at_everything(deeds):
    lookout, now = Lookout(), NOW
    cards = {card.id: card for card in sample_cards(NOW)}
    lookout.look(cards, RULES, now)
    for number, deed, minutes in deeds:
        now = now.add(minutes=minutes)
        key = list(cards)[number]
        cards = {**cards, key: acted(cards[key], deed, now)}
        assert lookout.look(cards, RULES, now) == overview(cards.values(), RULES, now)


@pytest.mark.parametrize(
    "rules", [Rules(Settings(grace_days=0)), Rules(Settings(), "US")], ids=["settings", "country"]
)
def test_other_rules_are_noticed(rules):
    lookout = Lookout()
    cards = {card.id: card for card in sample_cards(NOW)}
    lookout.look(cards, RULES, NOW)
    assert lookout.look(cards, rules, NOW) == overview(cards.values(), rules, NOW)


def test_cards_that_go_and_come_are_noticed():
    lookout = Lookout()
    cards = {card.id: card for card in sample_cards(NOW)}
    lookout.look(cards, RULES, NOW)
    assert lookout.look({}, RULES, NOW) == Overview(columns=dict.fromkeys(Stage, ()))
    assert lookout.look(cards, RULES, NOW) == overview(cards.values(), RULES, NOW)
