"""What comes of one change here and another one there."""

from __future__ import annotations

import pendulum
import pytest
from msgspec.structs import replace
from pendulum import DateTime

from store.file.book import Book
from store.history import actions, answers
from store.history import steps as journal
from store.history.conflicts import conflicts
from store.history.fields import stamped
from store.history.merge import merge, merge_cards
from store.records import (
    Card,
    HalfTyped,
    Me,
    Outcome,
    Person,
    Round,
    Settings,
    Stage,
    State,
    Step,
    What,
)
from store.sample import sample_cards
from tests.conftest import NOW, MakeCard
from tests.store.history.copies import (
    again,
    check_steps,
    check_whole,
    in_round,
)


def later(minutes: int) -> DateTime:
    return NOW.add(minutes=minutes)


@pytest.fixture
def card(make_card: MakeCard) -> Card:
    """A card that was thanked for and waits."""
    return actions.advance(actions.add(make_card(), NOW), NOW)


def edited(card: Card, minutes: int, **fields: object) -> Card:
    return actions.edit(card, replace(card, **fields), later(minutes))


def both(one: Card, other: Card) -> Card:
    merged = merge_cards(one, other)
    assert merge_cards(other, one) == merged
    check_steps(merged, one, other)
    check_whole(merged)
    return merged


def test_both_add_other_notes(card):
    merged = both(edited(card, 1, notes="call first"), edited(card, 2, notes="ask for Dana"))
    assert merged.notes == "ask for Dana"
    assert [(each.path, each.value) for each in conflicts(merged)] == [("notes", "call first")]
    assert conflicts(edited(merged, 3, notes="call first, ask for Dana")) == ()


def test_notes_that_were_typed_once_are_not_buried_by_notes_that_were_typed_twice(card):
    here = edited(card, 1, notes="call first")
    there = edited(edited(card, 2, notes="ask"), 3, notes="ask for Dana")
    merged = both(here, there)
    assert merged.notes == "ask for Dana"
    assert [each.value for each in conflicts(merged)] == ["call first"]
    assert conflicts(edited(merged, 4, notes="ask")) == ()


def test_one_deletes_while_the_other_advances(card):
    for gone_at, sent_at in ((1, 2), (2, 1)):
        gone = actions.delete(card, later(gone_at))
        merged = both(gone, actions.advance(card, later(sent_at)))
        assert merged.deleted is not None
        assert merged.stage is Stage.EMAILED
        restored = journal.undo(merged, gone.steps[-1], later(3))
        assert (restored.deleted, restored.stage) == (None, Stage.EMAILED)


def test_both_advance_the_same_card(card):
    here, there = (actions.advance(card, later(minute)) for minute in (1, 2))
    merged = both(here, there)
    assert merged.stage is Stage.EMAILED
    assert [step.what for step in merged.steps[-2:]] == [What.EMAILED] * 2
    assert conflicts(merged) == ()
    assert journal.undo(merged, merged.steps[-1], later(3)).stage is Stage.EMAILED


def test_one_gets_a_next_round_while_the_other_sends_the_email(card):
    interview = Round(id="round2", at=later(60))
    for round_at, sent_at in ((1, 2), (2, 1)):
        here = answers.next_round(card, later(round_at), interview)
        there = actions.advance(card, later(sent_at))
        merged = both(here, there)
        assert (merged.stage, merged.round.id) == (Stage.THANK_YOU, "round2")
        assert {What.EMAILED, What.NEXT_ROUND} <= {step.what for step in merged.steps}
        assert conflicts(merged) == ()
        back = journal.undo(merged, here.steps[-1], later(3))
        assert (back.stage, back.round.id) == (Stage.EMAILED, "round1")
        assert journal.undo(merged, there.steps[-1], later(3)).stage is Stage.THANK_YOU


def test_of_two_rounds_the_later_one_stays_the_last_when_the_other_is_undone_and_redone(card):
    here, there = (
        answers.next_round(card, later(n), Round(id=f"asked{n}", at=later(99 - n))) for n in (1, 2)
    )
    merged = both(here, there)
    assert [each.id for each in merged.rounds] == ["round1", "asked1", "asked2"]
    step = here.steps[-1]
    undone = journal.undo(merged, step, later(3))
    assert [each.id for each in undone.rounds] == ["round1", "asked2"]
    redone = journal.redo(undone, step, later(4))
    assert redone.rounds == merged.rounds
    assert both(redone, undone) == redone


def test_what_was_undone_last_is_redone_first_where_the_clock_went_back(card):
    """The steps may come from a machine whose clock is ahead of this one's."""
    first = edited(card, 60, notes="first")
    second = edited(first, 61, notes="second")
    back = journal.undo(second, second.steps[-1], later(1))
    back = journal.undo(back, back.steps[-1], later(2))
    for notes in ("first", "second"):
        found = journal.last_undone([back])
        assert found is not None
        back = journal.redo(*found, later(3))
        assert back.notes == notes
    assert replace(back, edited={}) == replace(second, edited={})


def test_details_edited_while_the_clock_stood_still_or_went_back_are_the_later_ones():
    for now in (NOW, NOW.subtract(hours=1)):
        before = stamped(Me(), Me(name="Zoe"), NOW)
        after = stamped(before, replace(before, name="Abe"), now)
        one, other = State(me=before), State(me=after)
        assert merge(one, other).me == merge(other, one).me == after


def test_each_thanks_one_of_a_panel_and_the_card_moves(make_card):
    people = tuple(Person(id=name, name=name) for name in ("ann", "bob"))
    card = actions.add(make_card(people=people), NOW)
    here = actions.advance(card, later(1), person="ann")
    there = actions.advance(card, later(2), person="bob")
    assert (here.stage, there.stage) == (Stage.THANK_YOU, Stage.THANK_YOU)
    assert both(here, there).stage is Stage.WAITING


def test_undone_here_redone_there_goes_by_who_turned_it_last(card):
    sent = actions.advance(card, later(1))
    step = sent.steps[-1]
    undone = journal.undo(sent, step, later(2))
    redone = journal.redo(undone, step, later(3))
    assert both(undone, sent).stage is Stage.WAITING
    assert both(undone, redone).stage is Stage.EMAILED
    assert both(journal.undo(redone, step, later(5)), redone).stage is Stage.WAITING
    once_more = journal.undo(sent, step, later(9))
    assert both(once_more, redone).stage is Stage.WAITING


def test_an_edit_undone_here_does_not_take_back_the_edit_made_there(card):
    here = edited(card, 1, notes="call first")
    here = journal.undo(here, here.steps[-1], later(9))
    merged = both(here, edited(card, 2, notes="ask for Dana"))
    assert merged.notes == "ask for Dana"


def test_rejected_here_and_an_offer_there(card):
    here = answers.close(card, later(1), What.REJECTED)
    there = answers.close(card, later(2), What.OFFER)
    merged = both(here, there)
    assert merged.outcome is Outcome.OFFER
    assert [(each.path, each.value) for each in conflicts(merged)] == [("outcome", "rejected")]


def test_a_round_undone_here_and_edited_there_keeps_what_was_typed(card):
    asked = answers.next_round(card, later(1), Round(id="round2", at=later(60)))
    here = journal.undo(asked, asked.steps[-1], later(2))
    moved = in_round(asked, at=later(90), format="video")
    there = actions.edit(asked, moved, later(3))
    merged = both(here, there)
    assert (merged.round.id, merged.stage) == ("round1", Stage.WAITING)
    assert "video" in [each.value for each in conflicts(merged)]
    again = journal.redo(merged, asked.steps[-1], later(4))
    assert (again.round.id, again.round.format) == ("round2", "video")
    assert conflicts(again) == ()
    assert both(again, there).round.at == later(90)


def test_a_redo_does_not_go_into_the_record_of_the_step(card):
    asked = answers.next_round(card, later(1), Round(id="round2", at=later(60)))
    moved = actions.edit(asked, in_round(asked, format="video"), later(2))
    step = asked.steps[-1]
    redone = journal.redo(journal.undo(moved, step, later(3)), step, later(4))
    assert redone.round.format == "video"
    assert redone.history == moved.history
    assert "format" not in next(c.after for c in step.changes if c.path == "rounds/round2")


def test_what_was_changed_in_the_file_by_hand_stays_where_both_have_it(card):
    old = edited(card, 1, role="PM")
    by_hand = replace(old, role="Product manager")
    merged = merge_cards(edited(by_hand, 2, notes="here"), edited(by_hand, 3, posting="there"))
    assert (merged.role, merged.notes, merged.posting) == ("Product manager", "here", "there")
    assert conflicts(merged) == ()


def test_a_history_that_makes_no_sense_does_not_stop_a_merge(card):
    def spoiled(step: Step) -> Step:
        changes = tuple(replace(change, after={"no": "stage"}) for change in step.changes)
        return replace(step, changes=changes)

    odd = replace(card, history=tuple(map(spoiled, card.history)))
    merged = merge_cards(edited(odd, 1, notes="here"), edited(odd, 2, role="there"))
    assert (merged.notes, merged.role) == ("here", "there")


def test_half_typed_forms_of_both_stay():
    half_typed = [
        HalfTyped(action="add", fields={"company": name}, left=NOW) for name in ("A", "B", "C")
    ]
    one, other = (
        State(half_typed=(half_typed[2], half_typed[0])),
        State(half_typed=(half_typed[1], half_typed[0])),
    )
    assert merge(one, other).half_typed == merge(other, one).half_typed == tuple(half_typed)


def test_the_sample_cards_lose_nothing_to_an_older_copy_of_themselves():
    for card in sample_cards(NOW):
        changed = actions.edit(card, replace(card, notes="newer"), NOW)
        assert merge_cards(card, changed) == merge_cards(changed, card) == changed


def test_two_copies_of_a_file_hold_the_same_after_each_took_in_the_other(tmp_path, card):
    home, work = Book(tmp_path / "home.json"), Book(tmp_path / "work.json")
    home.put(card, None)
    work.put(card, None)
    home.put(edited(card, 1, notes="call first"), card)
    work.put(actions.advance(card, later(2)), card)
    work.put_mine(Me(name="Sam"), Settings(grace_days=3))
    home.take_in(work.state)
    work.take_in(home.state)
    one, other = Book(tmp_path / "home.json").state, Book(tmp_path / "work.json").state
    assert one == home.state
    assert replace(other, batch=one.batch) == one, "each knows only of its own merge"
    found = one.cards[card.id]
    assert (found.notes, found.stage, one.me.name) == ("call first", Stage.EMAILED, "Sam")


def test_a_clock_in_utc_makes_no_disagreement(make_card):
    utc = pendulum.datetime(2026, 11, 24, 9, 30)
    card = again(actions.add(make_card(), utc))
    for hour in (1, 2, 3):
        moved = in_round(card, at=utc.add(hours=hour))
        card = again(actions.edit(card, moved, utc.add(minutes=hour)))
    assert conflicts(card) == ()
    assert actions.edit(card, in_round(card, at=utc.add(hours=3)), utc.add(hours=4)) == card
