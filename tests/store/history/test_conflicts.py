from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.file.book import Book
from store.history import actions, answers
from store.history import steps as journal
from store.history.conflicts import conflicts, settle
from store.history.fields import flat
from store.history.merge import merge_cards
from store.records import Card, Person, Promise, What
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tests.store.history.copies import Copy, again, deeds, reloaded, shared, themes

RESTART = "restart"


def later(minutes: int) -> DateTime:
    return NOW.add(minutes=minutes)


def edited(card: Card, minutes: int, **fields: object) -> Card:
    return actions.edit(card, replace(card, **fields), later(minutes))


def told(card: Card) -> list[tuple[str, object]]:
    return [(each.path, each.value) for each in conflicts(card)]


@pytest.fixture
def card(make_card: MakeCard) -> Card:
    """A card that was thanked for and waits."""
    return actions.advance(actions.add(make_card(role="PM"), NOW), NOW)


@pytest.fixture
def disputed(card: Card) -> Card:
    return merge_cards(edited(card, 1, notes="here"), edited(card, 2, notes="there"))


@settings(max_examples=300, deadline=None)
@given(themes.flatmap(lambda theme: st.lists(deeds([*theme, RESTART]), max_size=30)), st.booleans())
def test_one_copy_never_disagrees_with_itself(script, utc):
    copy = shared()
    copy.now = copy.now.in_timezone("UTC") if utc else copy.now
    for deed in script:
        if deed[0] == RESTART:
            copy.state = reloaded(copy.state)
        else:
            copy.lived(deed)
        for card in copy.state.cards.values():
            assert conflicts(card) == ()


@settings(max_examples=200, deadline=None)
@given(
    themes.flatmap(lambda theme: st.lists(st.tuples(st.integers(0, 1), deeds(theme)), max_size=25))
)
def test_two_copies_that_always_meet_before_they_go_on_never_disagree(script):
    base = shared()
    copies = [base.apart("h"), base.apart("t")]
    for who, deed in script:
        copies[who].lived(deed)
        copies[1 - who].state = reloaded(copies[who].state)
        assert not any(conflicts(card) for card in copies[who].state.cards.values())


def test_every_field_that_both_changed_is_told_the_same_in_either_order(card):
    def changed(minute: int, name: str) -> Card:
        told_day = Promise(words=name, said=date(2026, 11, 24), day=date(2026, 12, minute))
        after = answers.new_date(card, later(minute), told_day)
        people = (*after.round.people, Person(id=name, name=name))
        rounds = (replace(after.round, people=people, thread_subject=name),)
        after = edited(after, minute, role=name, posting=name, rounds=rounds, no_calls=True)
        return actions.reword(after, "email", name, later(minute))

    here, there = changed(1, "here"), changed(2, "there")
    merged = merge_cards(here, there)
    assert conflicts(merged) == conflicts(merge_cards(there, here))
    assert [each.path for each in conflicts(merged)] == [
        "posting",
        "role",
        "rounds/round1/people",
        "rounds/round1/promise",
        "rounds/round1/thread_subject",
        "wording/email/round1",
    ]
    assert conflicts(again(merged)) == conflicts(merged)
    assert merged.role == "there"


def test_of_three_copies_two_values_give_way_the_latest_first(card):
    versions = [edited(card, minute, role=f"role {minute}") for minute in (2, 1, 3)]
    for one, two, three in (versions, versions[::-1]):
        merged = merge_cards(merge_cards(one, two), three)
        assert merged.role == "role 3"
        assert told(merged) == [("role", "role 2"), ("role", "role 1")]
        times = [each.recorded for each in conflicts(merged)]
        assert times == [later(2), later(1)]


def test_the_earlier_value_is_told_however_often_the_later_one_was_typed(card):
    here = edited(card, 1, role="here")
    there = edited(edited(edited(card, 2, role="a"), 3, role="b"), 4, role="c")
    assert told(merge_cards(here, there)) == [("role", "here")]
    here = edited(edited(here, 5, role="again"), 6, role="last")
    assert told(merge_cards(here, there)) == [("role", "c")]


def test_editing_the_field_settles_it_and_editing_another_does_not(disputed):
    assert told(edited(disputed, 3, role="Analyst")) == [("notes", "here")]
    assert told(edited(disputed, 3, notes="both")) == []
    assert told(edited(disputed, 3, notes="")) == []


def test_settling_keeps_what_stands_and_leaves_one_step(disputed):
    after = settle(disputed, later(3))
    assert conflicts(after) == ()
    assert flat(after) == flat(disputed)
    assert [step.what for step in after.history[len(disputed.history) :]] == [What.SETTLED]
    with pytest.raises(NotAllowedError, match="Nothing on this card is in dispute"):
        settle(after, later(4))
    assert "here" in [change.after for step in after.history for change in step.changes]


@pytest.mark.parametrize("by_edit", [True, False])
def test_undoing_the_settlement_brings_the_dispute_back(disputed, by_edit):
    after = edited(disputed, 3, notes="both") if by_edit else settle(disputed, later(3))
    back = journal.undo(after, after.steps[-1], later(4))
    assert (back.notes, told(back)) == ("there", [("notes", "here")])
    assert conflicts(journal.redo(back, after.steps[-1], later(5))) == ()


def test_a_settled_field_stays_settled_for_the_copies_it_came_from(card, disputed):
    after = edited(disputed, 3, notes="both")
    for old in (edited(card, 1, notes="here"), card):
        assert merge_cards(after, old).notes == "both"
    for old in disputed, after:
        assert conflicts(merge_cards(after, old)) == ()


def test_whoever_goes_on_without_knowing_of_the_settlement_disagrees_anew(disputed):
    settled = edited(disputed, 3, notes="both")
    unknowing = edited(edited(disputed, 4, role="Analyst"), 5, notes="mine")
    assert told(merge_cards(settled, unknowing)) == [("notes", "both")]


def test_undoing_the_value_that_stands_ends_the_dispute(disputed):
    back = journal.undo(disputed, disputed.steps[-1], later(3))
    assert (back.notes, told(back)) == ("here", [])


def test_what_both_typed_alike_is_no_dispute(card):
    merged = merge_cards(edited(card, 1, notes="same"), edited(card, 2, notes="same"))
    assert (merged.notes, told(merged)) == ("same", [])
    assert told(edited(merged, 3, notes="other")) == []


def test_putting_off_and_deleting_on_both_sides_is_no_dispute(card):
    here, there = (actions.snooze(card, later(n), date(2026, 12, 10 + n)) for n in (1, 2))
    merged = merge_cards(here, there)
    assert (merged.snooze, told(merged)) == (date(2026, 12, 12), [])
    gone = merge_cards(*(actions.delete(card, later(n)) for n in (1, 2)))
    assert told(gone) == []


def test_a_deleted_card_asks_nothing_until_it_is_back(disputed):
    gone = actions.delete(disputed, later(3))
    assert conflicts(gone) == ()
    back = journal.undo(gone, gone.steps[-1], later(4))
    assert told(back) == [("notes", "here")]


def test_one_copy_called_where_the_other_only_emailed(card):
    mailed = actions.advance(card, later(1))
    moved_on = edited(mailed, 2, no_calls=True)
    moved_on = actions.advance(actions.advance(moved_on, later(3)), later(4))
    merged = merge_cards(moved_on, actions.advance(card, later(5)))
    assert merged.stage == "emailed"
    assert told(merged) == [("stage", "moved-on")]


def test_a_dispute_is_still_there_after_a_restart(path, card):
    book, copy = Book(path), path.with_name("copy.json")
    book.put(card, None)
    copy.write_bytes(path.read_bytes())
    other = Book(copy)
    other.put(edited(card, 2, notes="there"), card)
    book.put(edited(card, 1, notes="here"), card)
    book.take_in(other.state)
    assert told(find(Book(path).cards, "Globex")) == [("notes", "here")]


def test_the_lives_above_do_disagree_where_copies_do_not_meet():
    base = shared()
    here, there = (base.apart(n, ("role", 0, 0, 60)) for n in "ht")
    met = Copy("m", base.state)
    met._keep(merge_cards(here.state.cards["s1"], there.state.cards["s1"]))
    assert len(conflicts(met.state.cards["s1"])) == 1
