"""Random lives of a card, with a clock that moves: what must hold after every action."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from store.history import actions, answers
from store.history import steps as journal
from store.records import Card, Outcome, Person, Promise, Result, Round, Stage, What
from store.rules.due import Urgency, due
from store.rules.rules import Rules
from store.rules.stages import ANSWERS, Owes, rung, unreplied, unthanked
from tests.conftest import NOW

RULES = Rules(country="US")


def fields(card: Card) -> Card:
    return replace(card, history=(), edited={})


class LifeOfACard(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        people = tuple(Person(id=name, name=name) for name in ("Ann", "Bob"))
        interview = Round(id="r0", at=NOW.subtract(days=1), people=people)
        card = Card(id="card", company="Globex", created=NOW, rounds=(interview,))
        self.card = actions.add(card, NOW)
        self.before: list[Card] = []

    def act(self, after: Card) -> None:
        assert after.history[: len(self.card.history)] == self.card.history
        self.before.append(self.card)
        self.card = after

    @property
    def open(self) -> bool:
        return self.card.outcome is None and self.card.deleted is None

    @rule(hours=st.integers(1, 24 * 12))
    def time_goes_by(self, hours: int) -> None:
        self.now = self.now.add(hours=hours)

    @precondition(lambda self: rung(self.card) is not None)
    @rule(result=st.sampled_from(Result), back=st.integers(0, 30))
    def advance(self, result: Result, back: int) -> None:
        done = max(self.now.subtract(hours=back), self.card.round.at)
        if done > self.now:
            return
        self.act(actions.advance(self.card, self.now, done=done, result=result))

    @precondition(lambda self: rung(self.card) not in {None, Owes.MOVE_ON})
    @rule(no_calls=st.booleans())
    def skip(self, no_calls: bool) -> None:
        owed = rung(self.card)
        self.act(actions.skip(self.card, self.now, "reasons", no_calls=no_calls))
        assert rung(self.card) is not owed or owed is Owes.THANK

    @precondition(lambda self: rung(self.card) is not None and self.card.offer is None)
    @rule(days=st.integers(1, 40))
    def snooze(self, days: int) -> None:
        self.act(actions.snooze(self.card, self.now, self.now.date() + timedelta(days=days)))

    @precondition(lambda self: self.open and self.card.stage is not Stage.THANK_YOU)
    @rule()
    def back(self) -> None:
        self.act(actions.move_back(self.card, self.now))

    @precondition(lambda self: self.open)
    @rule(kind=st.sampled_from(sorted(ANSWERS)), days=st.integers(0, 60))
    def answer(self, kind: What, days: int) -> None:
        card, now = self.card, self.now
        if kind is What.NEW_DATE:
            day = now.date() + timedelta(days=days)
            after = answers.new_date(card, now, Promise(words="x", said=now.date(), day=day))
        elif kind is What.NEXT_ROUND:
            number = f"r{len(card.history)}"
            interview = Round(id=number, at=now.add(days=days), people=card.round.people)
            after = answers.next_round(card, now, interview)
        elif kind is What.NEWS:
            after = answers.news(card, now)
        else:
            after = answers.close(card, now, kind)
        self.act(after)
        if self.card.stage is not Stage.THANK_YOU:
            found = due(self.card, RULES, now)
            assert found.urgency(now) in {Urgency.UPCOMING, Urgency.TODAY, Urgency.NONE}
            assert found.owes is not Owes.THANK

    @precondition(lambda self: self.card.outcome is not None and self.card.deleted is None)
    @rule()
    def reopen(self) -> None:
        self.act(answers.reopen(self.card, self.now))

    @precondition(lambda self: self.card.deleted is None)
    @rule()
    def delete(self) -> None:
        self.act(actions.delete(self.card, self.now))

    @precondition(lambda self: bool(self.before))
    @rule()
    def undo(self) -> None:
        self.card = journal.undo(self.card, self.card.steps[-1], self.now)
        assert fields(self.card) == fields(self.before.pop())

    @precondition(lambda self: bool(self.before))
    @rule()
    def undo_and_redo(self) -> None:
        here = fields(self.card)
        step = self.card.steps[-1]
        undone = journal.undo(self.card, step, self.now)
        assert fields(journal.redo(undone, step, self.now)) == here

    @invariant()
    def stage_and_history_agree(self) -> None:
        assert self.card.stage is self.card.steps[-1].stage_after
        for step, after in zip(self.card.steps, self.card.steps[1:], strict=False):
            assert step.stage_after is after.stage_before

    @invariant()
    def what_is_closed_or_gone_is_never_due(self) -> None:
        found = due(self.card, RULES, self.now)
        moved_on = self.card.stage is Stage.MOVED_ON and self.card.offer is None
        news = unreplied(self.card)
        lapsed = news is None or (  # a round is confirmed before it takes place
            news.what is What.NEXT_ROUND and self.card.round.at <= self.now
        )
        resting = not self.open or (moved_on and lapsed)
        assert (found.owes is None) == resting
        assert (found.urgency(self.now) is Urgency.NONE) == resting

    @invariant()
    def a_rule_in_business_days_never_ends_on_another_day(self) -> None:
        found = due(self.card, RULES, self.now)
        theirs = found.owes in {Owes.REPLY, Owes.ANSWER_OFFER}  # these open when they wrote
        if not theirs and found.opens and found.whole_day and self.card.snooze is None:
            assert RULES.workdays(self.card).includes(found.opens.date())

    @invariant()
    def thanks_are_owed_to_somebody_or_the_card_has_moved(self) -> None:
        if rung(self.card) is Owes.THANK:
            assert unthanked(self.card)

    @invariant()
    def an_email_or_call_is_only_shown_where_there_was_one(self) -> None:
        steps = [s for s in self.card.steps if s.round == self.card.round.id]
        done = {step.what for step in steps}
        if self.card.stage is Stage.EMAILED:
            assert What.EMAILED in done
        if self.card.stage is Stage.CALLED:
            assert What.CALLED in done

    @invariant()
    def the_outcome_is_the_last_word(self) -> None:
        endings = {What.OFFER, What.REJECTED, What.WITHDREW, What.REOPENED}
        last = next((s.what for s in reversed(self.card.steps) if s.what in endings), None)
        closed = last in endings - {What.REOPENED}
        assert (self.card.outcome is not None) == closed
        assert self.card.outcome is None or self.card.outcome in set(Outcome)


TestLifeOfACard = LifeOfACard.TestCase
TestLifeOfACard.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
