"""Copies of one file that live apart, and what must hold when they come together again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any, TypeVar

import msgspec
import pendulum
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
from store.history.fields import TICK, flat, is_there, stamped, value_at
from store.history.merge import merge, merge_cards
from store.records import (
    Card,
    HalfTyped,
    Me,
    Outcome,
    OwnTemplate,
    Person,
    Promise,
    Record,
    Result,
    Round,
    Settings,
    Stage,
    State,
    Step,
    What,
    to_document,
)
from store.rules import board
from store.rules.due import Rules
from store.rules.stages import Owes, owes, thanked, unthanked
from store.sample import sample_cards
from tests.conftest import NOW, MakeCard

Deed = tuple[str, int, int, int]
"""What is done, to which card, a number to vary it by, and the seconds that went by before."""
R = TypeVar("R", bound=Record)
Act = Callable[[Card, DateTime, int, str], Card]

UNSEEN = {"stage", "snooze", "deleted"}  # what follows from an action, and nobody types
NEVER = datetime.min.replace(tzinfo=UTC)
KINDS = ("thanks", "email", "call")


@pytest.fixture(scope="module", autouse=True)
def _ids_of_hypothesis() -> Iterator[None]:
    """The same ids for the same example, so that a failure can be found again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("secrets.choice", random.choice)
        yield


def in_round(card: Card, **fields: object) -> Card:
    return replace(card, rounds=(*card.rounds[:-1], replace(card.round, **fields)))


def change_people(card: Card, number: int, text: str) -> Card:
    people = card.round.people
    if number < 3:
        return in_round(card, people=(*people, Person(id=text, name=text)))
    return in_round(card, people=people[1:] or (Person(id=text, name=text),))


def change_own_words(card: Card, now: DateTime, number: int, text: str) -> Card:
    return actions.reword(card, KINDS[number % 3], text if number < 4 else None, now)


def promised(now: DateTime, number: int, text: str) -> Promise:
    return Promise(words=text, said=now.date(), day=now.date() + timedelta(days=number))


ACTS: dict[str, Act] = {
    "advance": lambda c, now, n, t: actions.advance(c, now, result=tuple(Result)[n % 3], note=t),
    "skip": lambda c, now, n, t: actions.skip(c, now, t, no_calls=n == 0),
    "snooze": lambda c, now, n, _: actions.snooze(c, now, now.date() + timedelta(days=n + 1)),
    "move back": lambda c, now, _n, t: actions.move_back(c, now, t),
    "new date": lambda c, now, n, t: answers.new_date(c, now, promised(now, n, t)),
    "news": lambda c, now, _n, t: answers.news(c, now, note=t),
    "next round": lambda c, now, n, t: answers.next_round(
        c, now, Round(id=t, at=now.add(days=n - 2), people=c.round.people[: n % 3])
    ),
    "close": lambda c, now, n, t: answers.close(
        c, now, (What.OFFER, What.REJECTED, What.WITHDREW)[n % 3], note=t
    ),
    "reopen": lambda c, now, _n, t: answers.reopen(c, now, t),
    "delete": lambda c, now, _n, _t: actions.delete(c, now),
    "role": lambda c, now, _n, t: actions.edit(c, replace(c, role=t), now),
    "notes and posting": lambda c, now, n, t: actions.edit(
        c, replace(c, notes=t if n else "", posting=t), now
    ),
    "no calls": lambda c, now, _n, _t: actions.edit(c, replace(c, no_calls=not c.no_calls), now),
    "people": lambda c, now, n, t: actions.edit(c, change_people(c, n, t), now),
    "interview": lambda c, now, n, t: actions.edit(
        c, in_round(c, at=c.round.at + timedelta(minutes=n + 1), format=t), now
    ),
    "thread": lambda c, now, _n, t: actions.edit(c, in_round(c, thread_subject=t), now),
    "reword": change_own_words,
    "settle": lambda c, now, _n, _t: settle(c, now),
}
MINE = ("undo", "redo", "undo", "add", "me", "settings", "template")
themes = st.one_of(
    st.just([*ACTS, "advance", *MINE]),
    st.lists(st.sampled_from([*ACTS, *MINE]), min_size=1, max_size=4),
)
"""What is done in one example: anything, or a few things over and over, so that they meet."""


def deeds(theme: list[str]) -> st.SearchStrategy[Deed]:
    return st.tuples(
        st.sampled_from(theme),
        st.integers(0, 1),
        st.integers(0, 5),
        st.sampled_from([0, 0, 1, 3600, 90_000, -60]),
    )


def lives(count: int) -> st.SearchStrategy[list[list[Deed]]]:
    """So many lists of deeds, each what happens to one copy."""

    def of(theme: list[str]) -> st.SearchStrategy[list[list[Deed]]]:
        life = st.lists(deeds(theme), max_size=10)
        return st.lists(life, min_size=count, max_size=count)

    return themes.flatmap(of)


def meetings(theme: list[str]) -> st.SearchStrategy[list[tuple[int, int, Deed]]]:
    """Who of three does something, or takes in what another one has."""
    return st.lists(st.tuples(st.integers(0, 2), st.integers(-3, 2), deeds(theme)), max_size=25)


class Copy:
    """One copy of the file: what it holds and what its clock says; it counts what was typed."""

    def __init__(self, name: str, state: State, now: DateTime = NOW) -> None:
        self.name, self.state, self.now = name, state, now
        self.count = 0

    def lived(self, *script: Deed) -> Copy:
        """This copy after these deeds; those that are not allowed are left out."""
        for what, which, number, seconds in script:
            self.now = self.now.add(seconds=seconds)
            self.count += 1
            self._do(what, which, number, f"{self.name}{self.count}")
        return self

    def apart(self, name: str, *script: Deed) -> Copy:
        """Another copy, made from this one as it is, after these deeds."""
        return Copy(name, self.state, self.now).lived(*script)

    def _do(self, what: str, which: int, number: int, text: str) -> None:
        state, now = self.state, self.now
        cards = [card for card in state.cards.values() if card.deleted is None]
        if what == "me":
            name = ("name", "phone")[number % 2]
            me = stamped(state.me, replace(state.me, **{name: text}), now)
            self.state = replace(state, me=me)
        elif what == "settings":
            chosen = replace(
                state.settings, grace_days=number, days_off=(now.date(),) * (number % 2)
            )
            self.state = replace(state, settings=stamped(state.settings, chosen, now))
        elif what == "template":
            before = state.own_templates.get(KINDS[which])
            time = max(now, before.edited + TICK) if before and before.edited else now
            own_words = OwnTemplate(kind=KINDS[which], text=text if number else "", edited=time)
            self.state = replace(
                state, own_templates={**state.own_templates, KINDS[which]: own_words}
            )
        elif what in {"undo", "redo"}:
            found = journal.last_done if what == "undo" else journal.last_undone
            if turned := found(state.cards.values()):
                turn = journal.undo if what == "undo" else journal.redo
                self._keep(turn(*turned, now))
        elif what == "add":
            self._keep(actions.add(new_card(text), now))
        elif cards:
            try:
                self._keep(ACTS[what](cards[which % len(cards)], now, number, text))
            except NotAllowedError:
                return

    def _keep(self, card: Card) -> None:
        self.state = replace(self.state, cards={**self.state.cards, card.id: card})


def new_card(name: str) -> Card:
    people = tuple(Person(id=f"{each}-{name}", name=each) for each in ("Ann", "Bob"))
    interview = Round(id=f"first-{name}", at=NOW.subtract(days=1), people=people)
    return Card(id=name, company=name, created=NOW, rounds=(interview,))


def shared(*script: Deed) -> Copy:
    """The copy that all the others come from."""
    return Copy("s", State()).lived(("add", 0, 0, 0), ("add", 0, 0, 0), *script)


def reloaded(state: State) -> State:
    """The state as it comes back from the disk."""
    return State(
        cards={key: again(card) for key, card in state.cards.items()},
        me=again(state.me),
        settings=again(state.settings),
        own_templates={key: again(each) for key, each in state.own_templates.items()},
        half_typed=tuple(again(each) for each in state.half_typed),
    )


def again(record: R) -> R:
    return msgspec.json.decode(msgspec.json.encode(to_document(record)), type=type(record))


def turned(card: Card | None, step_id: str) -> datetime:
    return card.edited.get(f"steps/{step_id}", NEVER) if card else NEVER


def standing(card: Card) -> dict[str, Any]:
    """What the latest step that was not undone made of each field, by path."""
    found: dict[str, Any] = {}
    for step in sorted(card.history, key=lambda step: (step.recorded, step.id)):
        for change in step.changes:
            found.setdefault(change.path, change.before)
    for step in sorted(card.steps, key=lambda step: (step.recorded, step.id)):
        for change in step.changes:
            found[change.path] = change.after
    return found


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


def check_steps(merged: Card, *copies: Card | None) -> None:
    there = [card for card in copies if card]
    held = {step.id: step for step in merged.history}
    assert held.keys() == {step.id for card in there for step in card.history}
    for step in merged.history:
        versions = [(turned(card, step.id), each) for card in there for each in card.history]
        versions = [(when, each) for when, each in versions if each.id == step.id]
        assert all(replace(each, undone=None) == replace(step, undone=None) for _, each in versions)
        latest = max(when for when, _ in versions)
        assert step.undone in [each.undone for when, each in versions if when == latest]


def check_whole(card: Card) -> None:
    """The card can be saved, read, drawn and undone, and stands where its steps lead."""
    assert again(card) == card
    board.entry(card, Rules(country="US"), NOW)
    fields, expected = flat(card), standing(card)
    for path, value in expected.items():
        if path.startswith("rounds/") and path.count("/") == 1:
            assert (path in fields) == (value is not None)
        elif path != "stage" and is_there(fields, path):
            assert value_at(fields, path) == value, path
    steps = [step for step in card.steps if step.round == card.round.id]
    moves = [step.stage_after for step in steps if step.stage_before != step.stage_after]
    if card.stage is Stage.WAITING and (not moves or moves[-1] is Stage.THANK_YOU):
        assert thanked(card), "two copies thanked one each of a panel"
    else:
        assert card.stage is (moves[-1] if moves else Stage.THANK_YOU)
    if owes(card) is Owes.THANK and card.round.people:
        assert unthanked(card), "thanks are owed to somebody"
    deleted = [step.what for step in card.steps if step.what in {What.ADDED, What.DELETED}]
    assert (card.deleted is None) == (deleted == [What.ADDED])


@settings(max_examples=300, deadline=None)
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


@settings(max_examples=300, deadline=None)
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


@settings(max_examples=200, deadline=None)
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


@settings(max_examples=200, deadline=None)
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


@settings(max_examples=200, deadline=None)
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


@settings(max_examples=200, deadline=None)
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
    assert one == other == home.state
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
