"""What must hold when copies that lived apart come together again, whatever was done in them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from hypothesis import given, settings
from msgspec.structs import replace

from store.history import steps as journal
from store.history.conflicts import conflicts, settle
from store.history.fields import flat, is_there, value_at
from store.history.merge import merge
from store.records import Card
from tests.store.history.copies import (
    NEVER,
    Copy,
    check_steps,
    check_whole,
    lives,
    meetings,
    reloaded,
    shared,
    themes,
)

UNSEEN = {
    "stage",
    "snooze",
    "write_again",
    "deleted",
}  # what follows from an action, and nobody types


def own_ends(copy: Card, base: Card | None, merged: Card) -> dict[str, Any]:
    """The last value this copy alone gave each field, of steps that stand after the merge."""
    known = {step.id for step in base.history} if base else set()
    stands = {step.id for step in merged.steps}
    found: dict[str, Any] = {}
    for step in copy.steps:
        if step.id not in known and step.id in stands:
            for change in step.changes:
                found[change.path] = change.after
    before = flat(base) if base else {}
    return {
        path: value
        for path, value in found.items()
        if path not in UNSEEN and path.count("/") != 1 and value != value_at(before, path)
    }


def own_finds(copy: Card | None, base: Card | None) -> list[tuple[str, Any]]:
    """What this copy alone replaced: a value that both had typed was seen before it went."""
    known = {step.id for step in base.history} if base else set()
    steps = copy.steps if copy else ()
    return [
        (each.path, each.before) for step in steps if step.id not in known for each in step.changes
    ]


@settings(max_examples=150, deadline=None)
@given(lives(3))
def test_merging_is_the_same_in_either_order_and_only_once(story):
    before, here, there = story
    base = shared(*before)
    one, other = base.apart("h", *here).state, base.apart("t", *there).state
    merged = merge(one, other)
    assert merge(other, one) == merged
    assert merge(merged, one) == merge(one, merged) == merged
    assert merge(merged, other) == merge(other, merged) == merged
    for state in (one, other, merged):
        assert merge(state, reloaded(state)) == state
        assert merge(base.state, state) == state, "who knows all of it already learns nothing"
    assert merge(reloaded(other), reloaded(one)) == merged


@settings(max_examples=150, deadline=None)
@given(lives(3))
def test_nothing_is_lost_and_what_comes_out_is_whole(story):
    before, here, there = story
    base = shared(*before)
    one, other = base.apart("h", *here).state, base.apart("t", *there).state
    merged = merge(one, other)
    assert merged.cards.keys() == one.cards.keys() | other.cards.keys()
    for key, card in merged.cards.items():
        known, sides = base.state.cards.get(key), (one.cards.get(key), other.cards.get(key))
        check_steps(card, *sides)
        check_whole(card)
        fields = flat(card)
        shown = [(each.path, each.value) for each in conflicts(card)]
        for side, beyond in (sides, sides[::-1]):
            if side is None or card.deleted is not None:
                continue
            for path, value in own_ends(side, known, card).items():
                stands = is_there(fields, path) and value_at(fields, path) == value
                assert stands or (path, value) in shown + own_finds(beyond, known), path


@settings(max_examples=120, deadline=None)
@given(lives(4))
def test_what_was_settled_stays_settled(story):
    before, here, there, after = story
    base = shared(*before)
    one, other = base.apart("h", *here), base.apart("t", *there)
    met = Copy("m", merge(one.state, other.state), max(one.now, other.now))
    for card in list(met.state.cards.values()):
        if conflicts(card):
            settled = settle(card, met.now)
            assert not conflicts(settled)
            assert flat(settled) == flat(card)
            met._keep(settled)
    met.lived(*(deed for deed in after if deed[0] not in {"undo", "redo"}))
    assert not any(conflicts(card) for card in met.state.cards.values())
    for copy in (one, other, base):
        assert merge(met.state, copy.state) == merge(copy.state, met.state) == met.state


@settings(max_examples=120, deadline=None)
@given(lives(1), themes.flatmap(meetings))
def test_three_copies_that_meet_now_and_then_agree_in_every_order(story, script):
    base = shared(*story[0])
    copies = [base.apart(name) for name in "abc"]
    for who, whom, deed in script:
        if whom < 0:
            copies[who].lived(deed)
        else:
            copies[who].state = merge(copies[who].state, copies[whom].state)
    states = [copy.state for copy in copies]
    first, second, third = states
    everything = merge(merge(first, second), third)
    assert merge(first, merge(second, third)) == everything
    for x, y, z in permutations(states):
        assert merge(x, merge(y, z)) == everything
    for state in states:
        assert merge(everything, state) == everything
    for key, card in everything.cards.items():
        check_steps(card, *(state.cards.get(key) for state in states))
        check_whole(card)


@settings(max_examples=120, deadline=None)
@given(lives(4))
def test_undo_and_redo_after_a_merge_come_back_to_where_they_were(story):
    before, here, there, after = story
    base = shared(*before)
    one, other = base.apart("h", *here), base.apart("t", *there)
    met = Copy("m", merge(one.state, other.state), max(one.now, other.now)).lived(*after)
    for card in met.state.cards.values():
        if card.steps:
            undone = journal.undo(card, card.steps[-1], met.now)
            check_whole(undone)
            redone = journal.redo(undone, card.steps[-1], met.now)
            assert replace(redone, edited={}) == replace(card, edited={})


@settings(max_examples=120, deadline=None)
@given(lives(3))
def test_details_settings_and_scripts_are_as_they_were_edited_last(story):
    before, here, there = story
    base = shared(*before)
    one, other = base.apart("h", *here).state, base.apart("t", *there).state
    merged = merge(one, other)
    for record, pair in (
        (merged.me, (one.me, other.me)),
        (merged.settings, (one.settings, other.settings)),
    ):
        for name in record.__struct_fields__:
            if name != "edited":
                latest = max(each.edited.get(name, NEVER) for each in pair)
                last = [each for each in pair if each.edited.get(name, NEVER) == latest]
                assert getattr(record, name) in [getattr(each, name) for each in last]
    for kind, own_words in merged.own_templates.items():
        both = [state.own_templates[kind] for state in (one, other) if kind in state.own_templates]
        assert own_words in both
        assert own_words.edited == max(each.edited for each in both if each.edited)
