"""Copies of one file that live apart: what may happen to them, and what holds of their cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history import actions, answers, writing_again
from store.history import steps as journal
from store.history.conflicts import settle
from store.history.fields import TICK, flat, is_there, stamped, value_at
from store.records import (
    Card,
    Offer,
    OwnTemplate,
    Person,
    Promise,
    Record,
    Result,
    Round,
    Stage,
    State,
    Via,
    What,
    to_document,
)
from store.rules import board
from store.rules.rules import Rules
from store.rules.stages import Owes, rung, thanked, unthanked
from tests.conftest import NOW

Deed = tuple[str, int, int, int]
"""What is done, to which card, a number to vary it by, and the seconds that went by before."""
R = TypeVar("R", bound=Record)
Act = Callable[[Card, DateTime, int, str], Card]
NEVER = datetime.min.replace(tzinfo=UTC)
KINDS = ("thanks", "email", "call")


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


_TO_AN_OFFER = (What.ACCEPTED, What.DECLINED, What.ASKED_TIME, What.NEGOTIATED)
ACTS: dict[str, Act] = {
    "advance": lambda c, now, n, t: actions.advance(c, now, result=tuple(Result)[n % 3], note=t),
    "skip": lambda c, now, n, t: actions.skip(c, now, t, no_calls=n == 0),
    "email at once": lambda c, now, _n, t: actions.advance(c, now, Owes.EMAIL, note=t),
    "skip the email": lambda c, now, _n, t: actions.skip(c, now, t, Owes.EMAIL),
    "reply": lambda c, now, n, _: answers.reply(c, now, What.WITHDREW if n == 0 else What.NEWS),
    "skip the reply": lambda c, now, _n, t: actions.skip(c, now, t, Owes.REPLY),
    "offer": lambda c, now, n, t: answers.offered(
        c, now, Offer(what=t, answer_by=now.date() + timedelta(days=n) if n else None)
    ),
    "answer the offer": lambda c, now, n, t: answers.answer_offer(
        c, now, _TO_AN_OFFER[n % 4], answer_by=now.date() + timedelta(days=n), note=t
    ),
    "no": lambda c, now, _n, t: answers.rejected(c, now, note=t),
    "note": lambda c, now, _n, t: actions.note(c, now, t),
    "debrief": lambda c, now, n, t: actions.debrief(
        c, now, {each.id: t for each in c.round.people[: n % 3]}, promised(now, n, t), t
    ),
    "recruiter": lambda c, now, n, t: actions.edit(
        c, replace(c, via=(Via.RECRUITER, Via.DIRECT)[n % 2], recruiter=t), now
    ),
    "snooze": lambda c, now, n, _: actions.snooze(c, now, now.date() + timedelta(days=n + 1)),
    "plan to write again": lambda c, now, n, _: writing_again.plan(
        c, now, now.date() + timedelta(days=n + 1) if n else None
    ),
    "write again": lambda c, now, n, t: writing_again.wrote(c, now, note=t),
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
        batch=state.batch and again(state.batch),
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
    if rung(card) is Owes.THANK and card.round.people:
        assert unthanked(card), "thanks are owed to somebody"
    deleted = [step.what for step in card.steps if step.what in {What.ADDED, What.DELETED}]
    assert (card.deleted is None) == (deleted == [What.ADDED])
