"""What holds whatever is done, and whenever: of each card, of the board, of what undo leaves."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local_day
from store.history import steps as journal
from store.records import Card, What
from store.rules.board import overview
from store.rules.due import Urgency, due
from store.rules.lookout import Lookout
from store.rules.path import interview_end
from store.rules.rules import Rules
from store.rules.stages import WRITTEN, Owes, is_to_write_again
from tests.store.rules import lives
from tests.store.rules.lives import Deed, Life, is_open, moments

TRIES = frozenset({Owes.EMAIL, Owes.EMAIL_AGAIN, Owes.CALL})
whole_lives = given(lives.starts, lives.zones, lives.all_rules, lives.scripts)
thoroughly = settings(max_examples=150, deadline=None)


def every_card(life: Life) -> list[Card]:
    return list(life.cards.values())


@thoroughly
@whole_lives
def test_nothing_of_the_path_opens_close_to_the_last_letter_or_call(
    start: DateTime, zone: str, rules: Rules, script: list[Deed]
) -> None:
    for life in moments(start, zone, rules, script):
        for card in every_card(life):
            found = due(card, life.rules, life.now)
            taken_back = any(step.what is What.MOVED_BACK for step in card.steps)
            written = [step.done for step in card.steps if step.what in WRITTEN]
            if found.owes in TRIES | {Owes.MOVE_ON} and written and not taken_back:
                last, space = local_day(max(written), life.now), rules.settings.space_days
                assert found.opens
                assert found.opens.date() >= rules.workdays(card).add(last, space)


@thoroughly
@whole_lives
def test_what_opens_is_late_only_some_business_days_later(
    start: DateTime, zone: str, rules: Rules, script: list[Deed]
) -> None:
    for life in moments(start, zone, rules, script):
        for card in every_card(life):
            found = due(card, life.rules, life.now)
            if found.opens is None:
                assert found.late_from is None
                continue
            assert found.late_from is None or found.late_from > found.opens
            if found.owes in TRIES:
                days = rules.settings.late_after_days
                late = rules.workdays(card).add(found.opens.date(), days)
                assert found.late_from
                assert (found.late_from.date(), found.late_from.time()) == (
                    late,
                    DateTime.min.time(),
                )
                evening = found.opens.end_of("day")
                assert found.urgency(evening) is Urgency.TODAY


@thoroughly
@whole_lives
def test_letting_go_is_never_late_and_comes_last_and_an_offer_comes_first(
    start: DateTime, zone: str, rules: Rules, script: list[Deed]
) -> None:
    for life in moments(start, zone, rules, script):
        seen = overview(every_card(life), life.rules, life.now)
        owed = [each.due.owes for each in seen.owed_now]
        moving_on = [owes is Owes.MOVE_ON for owes in owed]
        assert moving_on == sorted(moving_on)
        offers = [each.due.owes is not Owes.ANSWER_OFFER for each in seen.entries]
        assert offers == sorted(offers)
        assert owed.count(Owes.ANSWER_OFFER) == offers.count(False)
        assert not any(
            each.urgency is Urgency.OVERDUE
            for each in seen.entries
            if each.due.owes is Owes.MOVE_ON
        )


@thoroughly
@whole_lives
def test_every_open_card_that_is_not_moved_on_owes_something(
    start: DateTime, zone: str, rules: Rules, script: list[Deed]
) -> None:
    for life in moments(start, zone, rules, script):
        for card in every_card(life):
            found = due(card, life.rules, life.now)
            if not is_open(card):
                assert found.owes is (Owes.WRITE_AGAIN if is_to_write_again(card) else None)
            elif not lives.owes_nothing_for_good(card):
                assert found.owes is not None
            assert (found.owes is None) == (found.opens is None)
            assert found.why


@thoroughly
@whole_lives
def test_thanks_are_due_in_a_day_or_by_noon_of_their_next_business_day(
    start: DateTime, zone: str, rules: Rules, script: list[Deed]
) -> None:
    for life in moments(start, zone, rules, script):
        for card in every_card(life):
            found = due(replace(card, snooze=None), life.rules, life.now)
            if found.owes is not Owes.THANK:
                continue
            assert found.late_from
            end = interview_end(card, rules, life.now)
            by_the_clock = end.add(hours=rules.settings.thank_hours)
            there = card.round.zone or lives.HOME
            workdays = rules.workdays(card)
            late = found.late_from.in_timezone(there)
            assert workdays.includes(late.date())
            if found.late_from != by_the_clock:
                day = lives.day_of(by_the_clock, card.round.zone)
                assert not workdays.includes(day)
                assert (late.hour, late.minute) == (12, 0)
                assert late.date() == workdays.add(day, 1)


@thoroughly
@whole_lives
def test_who_keeps_looking_sees_what_one_sees_who_looks_anew(
    start: DateTime, zone: str, rules: Rules, script: list[Deed]
) -> None:
    lookout = Lookout()
    for life in moments(start, zone, rules, script):
        seen = lookout.look(life.cards, life.rules, life.now)
        assert seen == overview(every_card(life), life.rules, life.now)


@settings(max_examples=60, deadline=None)
@given(
    lives.starts,
    lives.zones,
    lives.all_rules,
    lives.scripts,
    st.lists(st.integers(1, 400), min_size=1, max_size=60),
)
def test_who_keeps_looking_as_time_goes_by_sees_all_that_turns(
    start: DateTime, zone: str, rules: Rules, script: list[Deed], minutes: list[int]
) -> None:
    *_, life = moments(start, zone, rules, script)
    now, lookout = start, Lookout()
    for pause in minutes:
        now = now + timedelta(minutes=pause)
        seen = lookout.look(life.cards, life.rules, now)
        assert seen == overview(every_card(life), life.rules, now)


@thoroughly
@whole_lives
def test_undoing_an_action_gives_what_was_owed_before(
    start: DateTime, zone: str, rules: Rules, script: list[Deed]
) -> None:
    before: Life | None = None
    for life in moments(start, zone, rules, script):
        if before is not None and before.now == life.now:
            for old, new in zip(every_card(before), every_card(life), strict=True):
                if len(new.history) == len(old.history) + 1:
                    undone = journal.undo(new, new.history[-1], life.now)
                    assert due(undone, before.rules, life.now) == due(old, before.rules, life.now)
        before = life
