from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.errors import NotAllowedError
from store.history import actions
from store.history import steps as journal
from store.records import Card, Channel, Person, Result, Round, Stage, What
from store.rules.stages import rung
from tests.conftest import NOW


def fields(card: Card) -> Card:
    """The card without what tells about its fields: history and edit times."""
    return replace(card, history=(), edited={})


def a_card(*names: str) -> Card:
    people = tuple(Person(id=name.lower(), name=name) for name in names)
    interview = Round(id="r1", at=NOW.subtract(days=3), people=people)
    return Card(company="Globex", created=NOW, rounds=(interview,))


def test_the_whole_path_in_order():
    card = actions.add(a_card("Dana"), NOW)
    stages = [card.stage]
    for hours, result in enumerate([None, None, Result.LEFT_MESSAGE, None], start=1):
        card = actions.advance(card, NOW.add(hours=hours), result=result)
        stages.append(card.stage)
    assert stages == list(Stage)
    assert [step.what for step in card.steps] == [
        What.ADDED,
        What.THANKED,
        What.EMAILED,
        What.CALLED,
        What.MOVED_ON,
    ]
    with pytest.raises(NotAllowedError):
        actions.advance(card, NOW.add(hours=9))


def test_a_panel_is_thanked_one_by_one():
    card = a_card("Ann", "Bob", "Cy")
    card = actions.advance(card, NOW.add(hours=1))
    assert (card.stage, card.steps[-1].person) == (Stage.THANK_YOU, "ann")
    card = actions.advance(card, NOW.add(hours=2), person="cy")
    assert card.stage is Stage.THANK_YOU
    card = actions.advance(card, NOW.add(hours=3))
    assert (card.stage, card.steps[-1].person) == (Stage.WAITING, "bob")


def test_a_step_keeps_when_it_was_done_how_and_the_stages_around_it():
    card = actions.advance(
        a_card("Dana"),
        NOW,
        done=NOW.subtract(days=1),
        channel=Channel.LINKEDIN,
        note="short one",
    )
    step = card.steps[-1]
    assert (step.done, step.recorded) == (NOW.subtract(days=1), NOW)
    assert (step.channel, step.note, step.round) == (Channel.LINKEDIN, "short one", "r1")
    assert (step.stage_before, step.stage_after) == (Stage.THANK_YOU, Stage.WAITING)


def test_what_cannot_have_happened_is_refused():
    card = a_card("Dana")
    with pytest.raises(NotAllowedError, match="still to come"):
        actions.advance(card, NOW, done=NOW.add(minutes=1))
    emailed = actions.advance(actions.advance(card, NOW), NOW)
    with pytest.raises(NotAllowedError, match="what came of the call"):
        actions.advance(emailed, NOW)


def test_an_edit_without_a_change_leaves_no_step():
    card = a_card("Dana")
    assert actions.edit(card, card, NOW) is card


def test_undo_reaches_over_cards_newest_first_and_redo_comes_back():
    one = actions.advance(actions.add(a_card("Dana"), NOW), NOW.add(minutes=1))
    two = actions.add(a_card("Bob"), NOW.add(minutes=2))
    found = journal.last_done([one, two])
    assert found is not None
    assert found[0] is two
    two = journal.undo(*found, NOW.add(minutes=3))
    assert two.deleted is not None
    found = journal.last_done([one, two])
    assert found is not None
    assert found[0] is one
    one = journal.undo(*found, NOW.add(minutes=4))
    assert one.stage is Stage.THANK_YOU
    found = journal.last_undone([one, two])
    assert found is not None
    one = journal.redo(*found, NOW.add(minutes=5))
    assert one.stage is Stage.WAITING
    found = journal.last_undone([one, two])
    assert found is not None
    assert journal.redo(*found, NOW.add(minutes=6)).deleted is None


def test_redo_is_over_once_something_newer_was_done():
    one = actions.advance(a_card("Dana"), NOW)
    one = journal.undo(one, one.steps[-1], NOW.add(minutes=1))
    two = actions.add(a_card("Bob"), NOW.add(minutes=2))
    assert journal.last_undone([one, two]) is None


texts = st.text(max_size=20)
people = st.lists(st.builds(Person, name=texts, hook=texts), max_size=3).map(tuple)


@st.composite
def histories(draw: st.DrawFn) -> list[Card]:
    """A card after each of some random actions, starting with its being added."""
    now = NOW
    card = actions.add(a_card(*draw(st.lists(st.sampled_from("ABC"), unique=True))), now)
    versions = [card]
    for kind in draw(st.lists(st.sampled_from(["advance", "edit", "delete"]), max_size=8)):
        now = now.add(minutes=draw(st.integers(-5, 500)))
        if kind == "advance" and rung(card):
            card = actions.advance(card, now, result=draw(st.sampled_from(Result)))
        elif kind == "edit":
            changed = replace(
                card,
                company=draw(texts),
                notes=draw(texts),
                no_calls=draw(st.booleans()),
                rounds=(replace(card.round, people=draw(people), thread_subject=draw(texts)),),
            )
            card = actions.edit(card, changed, now)
        elif kind == "delete" and card.deleted is None:
            card = actions.delete(card, now)
        versions.append(card)
    return versions


@given(histories())
def test_undoing_each_step_gives_the_card_before_it_and_redoing_the_card_after(versions):
    card = versions[-1]
    states = [fields(version) for version in versions]
    states = [
        state
        for n, state in enumerate(states)
        if n == 0 or len(versions[n].history) > len(versions[n - 1].history)
    ]
    now = NOW.add(days=30)
    for before in reversed(states[:-1]):
        card = journal.undo(card, card.steps[-1], now)
        assert fields(card) == before
    for after in states[1:]:
        undone = [step for step in card.history if step.undone]
        card = journal.redo(card, undone[0], now)
        assert fields(card) == after


@given(histories())
def test_no_action_loses_a_step_and_steps_are_recorded_in_order(versions):
    for before, after in pairwise(versions):
        assert after.history[: len(before.history)] == before.history
    recorded = [step.recorded for step in versions[-1].history]
    assert recorded == sorted(set(recorded))


@given(histories())
def test_the_stage_agrees_with_the_history(versions):
    card = versions[-1]
    assert card.stage is card.steps[-1].stage_after
