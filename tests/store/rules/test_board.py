from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history import actions, answers
from store.records import Card, Me, Offer, Result, Round, Settings, Stage, What
from store.rules.board import Overview, overview
from store.rules.lookout import Lookout
from store.rules.rules import Rules
from store.rules.stages import Owes
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


def test_a_snoozed_reply_lapses_in_the_middle_of_a_day_and_the_lookout_sees_it():
    card = sample_cards(NOW)[5]
    card = answers.next_round(card, NOW, Round(at=NOW.add(hours=6)))
    card = actions.snooze(card, NOW, NOW.add(days=1).date())
    lookout, cards = Lookout(), {card.id: card}
    for hours, owed in ((1, Owes.REPLY), (5, Owes.REPLY), (6, Owes.THANK), (8, Owes.THANK)):
        now = NOW.add(hours=hours)
        seen = lookout.look(cards, RULES, now)
        assert [each.due.owes for each in seen.entries] == [owed]
        assert seen == overview([card], RULES, now)


def test_what_is_to_come_goes_by_when_it_opens_and_what_is_never_late_waits(make_card):
    def board(*cards: Card, days: int = 0) -> list[str]:
        seen = overview(cards, RULES, NOW.add(days=days))
        return [each.card.company for each in seen.entries]

    call = actions.advance(
        actions.advance(make_card("Call"), NOW, Owes.THANK), NOW, Owes.EMAIL
    )  # opens Tue 1 Dec
    let_go = actions.advance(call, NOW.subtract(days=1), result=Result.SPOKE)
    let_go = replace(let_go, company="Let go")  # opens Mon 30 Nov
    reply = answers.rejected(make_card("No"), NOW)
    offer = answers.offered(make_card("Offer"), NOW, Offer())
    assert board(call, let_go) == ["Let go", "Call"]
    assert board(let_go, reply, call, offer, days=7) == ["Offer", "Call", "No", "Let go"]
