"""An import or a merge that is undone and redone as one thing."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.exchange.arrival import Arrival
from store.exchange.matching import Choice, bring
from store.history import actions, batches, steps
from store.history.merge import merge
from store.records import Batch, Card, Stage, State, What
from store.rules import board
from store.rules.due import Rules
from tests.conftest import NOW, MakeCard
from tests.store.exchange.strategies import cards, plain_cards
from tests.store.history.copies import check_whole, lives, new_card, reloaded, shared

LATER = NOW.add(days=60)  # after all that the copies do, however slowly


def by_id(*found: Card) -> State:
    return State(cards={card.id: card for card in found})


def plain(card: Card) -> Card:
    """The card but for its history, and for when that was turned."""
    return replace(card, history=(), edited={})


def on_board(state: State) -> dict[str, list[str]]:
    seen = board.overview(state.cards.values(), Rules(country="US"), LATER)
    return {stage: [each.card.id for each in held] for stage, held in seen.columns.items()}


def is_as_before(before: State, undone: State) -> None:
    for key, card in undone.cards.items():
        if key in before.cards:
            assert plain(card) == plain(before.cards[key])
        else:
            assert card.deleted is not None
    assert on_board(undone) == on_board(before)


def has_same_cards(one: State, other: State) -> None:
    assert one.cards.keys() == other.cards.keys()
    for key, card in one.cards.items():
        assert plain(card) == plain(other.cards[key])
        assert [step.id for step in card.steps] == [step.id for step in other.cards[key].steps]


def undone(state: State) -> State:
    found = batches.to_undo(state)
    assert isinstance(found, Batch)
    return batches.undo(state, found, LATER)[0]


def redone(state: State) -> State:
    found = batches.to_redo(state)
    assert isinstance(found, Batch)
    return batches.redo(state, found, LATER.add(seconds=1))[0]


@settings(max_examples=80, deadline=None)
@given(lives(3))
def test_a_merge_undone_leaves_the_cards_as_before_and_redone_as_after(story: Any):
    before, here, there = story
    base = shared(*before)
    one, other = base.apart("h", *here).state, base.apart("t", *there).state
    both = batches.made(one, merge(one, other), "merge", LATER)
    if both.batch is None:
        assert both == merge(one, other)
        return
    without = undone(both)
    is_as_before(one, without)
    for key, card in without.cards.items():
        assert {step.id for step in card.history} == {s.id for s in both.cards[key].history}
        check_whole_or_gone(card)
    assert merge(without, other).cards == without.cards, "the same copy brings nothing back"
    assert merge(other, without).cards == without.cards
    assert merge(without, reloaded(both)).cards == without.cards
    again = redone(reloaded(without))
    has_same_cards(both, again)
    has_same_cards(without, undone(again))


def check_whole_or_gone(card: Card) -> None:
    if any(step.what is What.ADDED for step in card.steps):
        check_whole(card)


@st.composite
def imports(draw: st.DrawFn) -> tuple[State, State]:
    """A state, and the same after an import: cards that are new, and others told differently."""
    here = draw(st.lists(cards(), max_size=3, unique_by=lambda card: card.company.casefold()))
    told = [
        Arrival(
            card=actions.add(
                replace(draw(plain_cards), company=card.company, rounds=card.rounds), LATER
            )
        )
        for card in here
        if draw(st.booleans())
    ]
    new = [
        Arrival(card=actions.add(draw(plain_cards), LATER)) for _ in range(draw(st.integers(0, 3)))
    ]
    whole = [Arrival(card=card, is_whole=True) for card in draw(st.lists(cards(), max_size=2))]
    before = by_id(*here)
    brought = bring(
        before.cards, [*told, *new, *whole], lambda _: draw(st.sampled_from(Choice)), LATER
    )
    after = replace(before, cards={**before.cards, **brought.cards})
    return before, batches.made(before, after, "import", LATER)


@settings(max_examples=80, deadline=None)
@given(imports())
def test_an_import_undone_leaves_the_cards_as_before_and_redone_as_after(found: Any):
    before, after = found
    if after.batch is None:
        assert after == before
        return
    without = undone(after)
    is_as_before(before, without)
    has_same_cards(after, redone(reloaded(without)))


def imported(*found: Card, into: State | None = None) -> State:
    before = into or State()
    cards = {**before.cards, **by_id(*found).cards}
    return batches.made(before, replace(before, cards=cards), "import", LATER)


def test_what_was_done_since_is_undone_first_and_redone_last():
    here = actions.advance(actions.add(new_card("here"), NOW), NOW.add(minutes=1))
    state = imported(actions.add(new_card("came"), NOW), into=by_id(here))
    thanked = actions.advance(state.cards["came"], LATER.add(minutes=1))
    state = replace(state, cards={**state.cards, "came": thanked})

    first = batches.to_undo(state)
    assert isinstance(first, batches.StepTurned)
    assert first.step == thanked.history[-1]
    back = steps.undo(*first, LATER.add(minutes=2))
    state = replace(state, cards={**state.cards, "came": back})
    assert isinstance(batches.to_undo(state), Batch)
    state, told = batches.undo(state, batches.to_undo(state), LATER.add(minutes=3))
    assert (told.gone, told.back, told.changed) == (1, 0, 0)
    older = batches.to_undo(state)
    assert isinstance(older, batches.StepTurned)
    assert (older.card.id, older.step.what) == ("here", What.THANKED)

    state, told = batches.redo(state, batches.to_redo(state), LATER.add(minutes=4))
    assert (told.gone, told.back, told.changed) == (0, 1, 0)
    last = batches.to_redo(state)
    assert isinstance(last, batches.StepTurned)
    assert last.step.what is What.THANKED


def test_the_times_of_what_came_do_not_count_only_when_it_came():
    old, to_come = NOW.subtract(years=1), LATER.add(years=1)
    here = actions.add(new_card("here"), NOW)
    came = [actions.add(new_card("old"), old), actions.add(new_card("fast clock"), to_come)]
    state = imported(*came, into=by_id(here))
    assert isinstance(batches.to_undo(state), Batch)
    later = actions.advance(here, LATER.add(minutes=1))
    state = replace(state, cards={**state.cards, "here": later})
    found = batches.to_undo(state)
    assert isinstance(found, batches.StepTurned)
    assert found.card.id == "here"


def test_redo_is_over_once_something_newer_was_done():
    here = actions.add(new_card("here"), NOW)
    state = undone(imported(actions.add(new_card("came"), NOW), into=by_id(here)))
    assert isinstance(batches.to_redo(state), Batch)
    later = actions.advance(here, LATER.add(minutes=1))
    state = replace(state, cards={**state.cards, "here": later})
    assert batches.to_redo(state) is None


def test_what_was_undone_before_an_import_is_not_redone_past_it():
    here = actions.advance(actions.add(new_card("here"), NOW), NOW.add(minutes=1))
    here = steps.undo(here, here.history[-1], NOW.add(minutes=2))
    state = imported(actions.add(new_card("came"), NOW), into=by_id(here))
    assert batches.to_redo(state) is None


def test_a_step_done_since_stays_when_the_import_goes_first(make_card: MakeCard):
    here = actions.add(make_card(id="here"), NOW)
    told = actions.edit(here, replace(here, posting="https://globex.example"), LATER)
    state = imported(told, actions.add(new_card("came"), NOW), into=by_id(here))
    batch = state.batch
    assert batch
    noted = actions.edit(told, replace(told, notes="call first"), LATER.add(minutes=1))
    deleted = actions.delete(state.cards["came"], LATER.add(minutes=1))
    state = replace(state, cards={"here": noted, "came": deleted})
    state, told_of = batches.undo(state, batch, LATER.add(minutes=2))
    assert (state.cards["here"].posting, state.cards["here"].notes) == ("", "call first")
    assert state.cards["came"].deleted is not None
    assert (told_of.gone, told_of.changed) == (0, 1)


def test_a_card_without_any_history_goes_and_comes_back_too(make_card: MakeCard):
    bare = make_card(id="bare")
    state = imported(bare)
    without = undone(state)
    assert without.cards["bare"].deleted is not None
    assert merge(without, state).cards == without.cards
    again = redone(without)
    assert plain(again.cards["bare"]) == bare
    assert merge(again, without).cards == again.cards


def test_a_merge_that_undid_something_here_gives_it_back(make_card: MakeCard):
    base = actions.advance(actions.add(make_card(id="one"), NOW), NOW.add(minutes=1))
    there = steps.undo(base, base.history[-1], NOW.add(minutes=2))
    here, theirs = by_id(base), by_id(there)
    both = batches.made(here, merge(here, theirs), "merge", LATER)
    assert both.cards["one"].stage is Stage.THANK_YOU
    without = undone(both)
    assert without.cards["one"].stage is Stage.WAITING
    assert merge(without, theirs).cards == without.cards
    assert redone(without).cards["one"].stage is Stage.THANK_YOU


def test_where_nothing_came_the_last_batch_stays():
    state = imported(actions.add(new_card("came"), NOW))
    assert batches.made(state, state, "merge", LATER.add(days=1)) is not state
    assert batches.made(state, state, "merge", LATER.add(days=1)) == state


def test_a_batch_of_cards_that_are_not_here_any_more_is_no_obstacle():
    here = actions.add(new_card("here"), NOW)
    state = imported(actions.add(new_card("came"), NOW), into=by_id(here))
    state = replace(state, cards={"here": here})
    found = batches.to_undo(state)
    assert isinstance(found, batches.StepTurned)
    assert found.card.id == "here"
    assert batches.to_redo(state) is None
