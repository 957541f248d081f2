"""Choosing a day to write again, doing it, and what takes that day away."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from store.errors import FieldError, NotAllowedError
from store.forms.moments import read_write_again
from store.history import actions, answers, writing_again
from store.history.conflicts import conflicts
from store.history.merge import merge_cards
from store.history.steps import redo, undo
from store.records import Card, Channel, Offer, Promise, Round, Stage, What
from store.rules.rules import Rules
from store.rules.stages import Owes
from store.statistics.counts import statistics
from store.words import history as words
from tests.conftest import NOW, MakeCard

DAY, LATER = date(2027, 1, 25), date(2027, 4, 26)
THEN = NOW.set(year=2027, month=1, day=25)


def closed(card: Card) -> Card:
    return answers.close(card, NOW, What.WITHDREW, write_again=DAY)


def let_go(card: Card) -> Card:
    card = replace(card, stage=Stage.CALLED)
    return actions.advance(card, NOW, Owes.MOVE_ON, write_again=DAY)


def test_a_no_is_answered_first(make_card: MakeCard):
    refused = answers.rejected(make_card(), NOW)
    with pytest.raises(NotAllowedError, match="said no, and a word of thanks is still open"):
        writing_again.plan(refused, NOW, DAY)


def test_writing_is_a_step_and_the_card_rests_again(make_card: MakeCard):
    card = closed(make_card())
    after = writing_again.wrote(
        card, THEN, channel=Channel.EMAIL, note="short", subject="A greeting"
    )
    step = after.history[-1]
    assert (step.what, step.person, step.note, step.subject) == (
        What.WROTE_AGAIN,
        "dana",
        "short",
        "A greeting",
    )
    assert (after.write_again, after.outcome, after.stage) == (None, card.outcome, card.stage)
    assert words.done(after, step) == "Wrote to Dana Lee again. Globex is in the archive now."
    again = writing_again.wrote(card, THEN, write_again=LATER)
    assert words.done(again, again.history[-1]) == (
        "Wrote to Dana Lee again. Globex is in the archive until Mon 26 Apr."
    )
    assert "Write again from Mon 26 Apr 2027" in words.line_of(again.history[-1], again, THEN)


def test_undo_and_redo_bring_the_day_back_and_take_it_away(make_card: MakeCard):
    card = writing_again.wrote(closed(make_card()), THEN)
    back = undo(card, card.history[-1], THEN.add(minutes=1))
    assert back.write_again == DAY
    assert redo(back, back.history[-1], THEN.add(minutes=2)).write_again is None


def test_skipping_is_on_record(make_card: MakeCard):
    after = actions.skip(closed(make_card()), THEN, "found something", Owes.WRITE_AGAIN)
    assert (after.history[-1].what, after.write_again) == (What.SKIPPED_WRITE_AGAIN, None)
    with pytest.raises(NotAllowedError):
        actions.skip(after, THEN, "again", Owes.WRITE_AGAIN)
    with pytest.raises(NotAllowedError):
        writing_again.wrote(after, THEN)


def test_a_day_can_be_chosen_later_and_taken_away(make_card: MakeCard):
    card = answers.close(make_card(), NOW, What.WITHDREW)
    chosen = writing_again.plan(card, NOW, DAY)
    assert chosen.write_again == DAY
    assert words.line_of(chosen.history[-1], chosen, NOW).endswith(
        "Write again from Mon 25 Jan 2027"
    )
    assert writing_again.plan(chosen, NOW, DAY) is chosen
    assert writing_again.plan(chosen, NOW, None).write_again is None


@pytest.mark.parametrize("way", ["open", "accepted", "past"])
def test_no_day_where_it_makes_no_sense(way: str, make_card: MakeCard):
    card = make_card()
    if way == "accepted":
        offered = answers.offered(card, NOW, Offer())
        card = answers.answer_offer(offered, NOW, What.ACCEPTED)
    if way == "past":
        card = answers.close(card, NOW, What.WITHDREW)
    with pytest.raises(NotAllowedError):
        writing_again.plan(card, NOW, NOW.date() if way == "past" else DAY)


def test_what_opens_a_card_again_takes_the_day_away(make_card: MakeCard):
    promise = Promise(words="soon", said=NOW.date())
    assert answers.reopen(closed(make_card()), NOW).write_again is None
    for after in (
        answers.new_date(let_go(make_card()), NOW, promise),
        answers.news(let_go(make_card()), NOW),
        answers.next_round(let_go(make_card()), NOW, Round(at=NOW.add(days=3))),
        answers.offered(let_go(make_card()), NOW, Offer()),
        actions.move_back(let_go(make_card()), NOW),
    ):
        assert after.write_again is None


def test_two_copies_come_together_without_a_dispute(make_card: MakeCard):
    card = closed(actions.add(make_card(), NOW))
    one = writing_again.wrote(card, THEN)
    other = writing_again.plan(card, THEN.add(minutes=5), LATER)
    merged = merge_cards(one, other)
    assert merged == merge_cards(other, one)
    assert merged.write_again == LATER
    assert not conflicts(merged)
    assert What.WROTE_AGAIN in {step.what for step in merged.steps}


def test_it_is_no_follow_up_in_the_statistics(make_card: MakeCard):
    card = let_go(make_card())
    after = writing_again.wrote(card, THEN)
    assert statistics([after], Rules(), THEN) == statistics([card], Rules(), THEN)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("no", None),
        ("60", date(2027, 1, 25)),
        ("in 60 days", date(2027, 1, 25)),
        ("90", date(2027, 2, 22)),
        ("jan 27", date(2027, 1, 27)),
        ("2027-01-30", date(2027, 2, 1)),
    ],
)
def test_a_typed_day_is_a_business_day_to_come(typed: str, day: date | None):
    assert read_write_again(typed, NOW) == day


@pytest.mark.parametrize("typed", ["yesterday", "today", "soonish", "0"])
def test_no_other_day_is_taken(typed: str):
    with pytest.raises(FieldError) as refused:
        read_write_again(typed, NOW)
    assert refused.value.field == "write_again"
