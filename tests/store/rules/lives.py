"""A few cards that live through weeks of actions and answers: what the rules must hold for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import pendulum
from hypothesis import strategies as st
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history import actions, answers, writing_again
from store.records import (
    Card,
    Offer,
    Person,
    Promise,
    Result,
    Round,
    Settings,
    Stage,
    Via,
    What,
)
from store.rules.due import due
from store.rules.elsewhere import elsewhere
from store.rules.rules import Rules
from store.rules.stages import Owes

HOME = "America/New_York"
Act = Callable[[Card, Rules, DateTime, int], Card]


def promised(now: DateTime, number: int) -> Promise:
    day = (now + timedelta(days=number * 3 - 6)).date() if number else None
    return Promise(words="soon", said=now.date(), day=day)


def do_what_is_owed(card: Card, rules: Rules, now: DateTime, number: int) -> Card:
    found = due(card, rules, now)
    if found.owes is Owes.ANSWER_OFFER:
        how = (What.ACCEPTED, What.DECLINED, What.ASKED_TIME, What.NEGOTIATED)[number % 4]
        return answers.answer_offer(card, now, how, answer_by=now.date() + timedelta(days=number))
    if found.owes is Owes.REPLY and found.reply_to:
        return answers.reply(card, now, found.reply_to)
    if found.owes is Owes.WRITE_AGAIN:
        return writing_again.wrote(card, now)
    done = max(now.subtract(hours=number), pendulum.instance(card.round.at))
    result = tuple(Result)[number % 3]
    return actions.advance(card, now, found.owes, done=done if done < now else None, result=result)


def skip_what_is_owed(card: Card, rules: Rules, now: DateTime, number: int) -> Card:
    return actions.skip(card, now, "why", due(card, rules, now).owes, no_calls=number == 0)


def invited(card: Card, now: DateTime, number: int) -> Card:
    at = now.add(days=number - 1, hours=number)
    second = Round(id=f"r{len(card.history)}", at=at, people=card.round.people[: number % 3])
    return answers.next_round(card, now, second)


def offered(card: Card, now: DateTime, number: int) -> Card:
    by = now.date() + timedelta(days=number) if number else None
    return answers.offered(card, now, Offer(what="the job", answer_by=by))


def put_off(card: Card, now: DateTime, number: int) -> Card:
    later = replace(card.round, at=card.round.at + timedelta(days=number))
    return actions.edit(card, replace(card, rounds=(*card.rounds[:-1], later)), now)


ACTS: dict[str, Act] = {
    "do": do_what_is_owed,
    "do all the same": lambda c, _r, now, n: actions.advance(c, now, result=tuple(Result)[n % 3]),
    "skip": skip_what_is_owed,
    "snooze": lambda c, _r, now, n: actions.snooze(c, now, now.date() + timedelta(days=n + 1)),
    "plan to write again": lambda c, _r, now, n: writing_again.plan(
        c, now, now.date() + timedelta(days=n + 1)
    ),
    "new date": lambda c, _r, now, n: answers.new_date(c, now, promised(now, n)),
    "news": lambda c, _r, now, n: answers.news(c, now, done=now.subtract(hours=n)),
    "next round": lambda c, _r, now, n: invited(c, now, n),
    "offer": lambda c, _r, now, n: offered(c, now, n),
    "no": lambda c, _r, now, _n: answers.rejected(c, now),
    "withdraw": lambda c, _r, now, _n: answers.close(c, now, What.WITHDREW),
    "reopen": lambda c, _r, now, _n: answers.reopen(c, now),
    "note": lambda c, _r, now, _n: actions.note(c, now, "a word"),
    "debrief": lambda c, _r, now, n: actions.debrief(c, now, {"ann": f"{n}"}, promised(now, n)),
    "put off": lambda c, _r, now, n: put_off(c, now, n),
    "no calls": lambda c, _r, now, _n: actions.edit(c, replace(c, no_calls=not c.no_calls), now),
    "back": lambda c, _r, now, _n: actions.move_back(c, now),
}
"""What may happen to a card; those that the rules forbid at the time are left out."""

Deed = tuple[str, int, int, int]
"""What is done, to which card, a number to vary it by, and the hours that went by before."""

scripts = st.lists(
    st.tuples(
        st.sampled_from([*ACTS, *["do"] * 8]),
        st.integers(0, 2),
        st.integers(0, 5),
        st.sampled_from([0, 1, 5, 20, 24, 50, 75, 130]),
    ),
    max_size=14,
)
all_rules = st.builds(
    Rules,
    st.builds(
        Settings,
        space_days=st.integers(0, 6),
        late_after_days=st.integers(1, 4),
        grace_days=st.integers(0, 3),
        thank_hours=st.sampled_from([4, 24, 48]),
    ),
    st.sampled_from(["", "US"]),
)
starts = st.datetimes(pendulum.naive(2026, 10, 25), pendulum.naive(2027, 3, 20)).map(
    lambda moment: pendulum.instance(moment.replace(second=0, microsecond=0), tz=HOME)
)
zones = st.sampled_from(["", "Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin"])


def new_cards(start: DateTime, zone: str) -> dict[str, Card]:
    """One with a panel, one that goes through a recruiter, and one whose interview is to come."""
    ann, bob = Person(id="ann", name="Ann"), Person(id="bob", name="Bob")
    made = [
        Card(
            id="panel",
            company="Acme",
            created=start,
            rounds=(Round(id="a", at=start.subtract(hours=3), zone=zone, people=(ann, bob)),),
        ),
        Card(
            id="through",
            company="Bolt",
            via=Via.RECRUITER,
            recruiter="Rae",
            created=start,
            rounds=(
                Round(
                    id="b",
                    at=start.subtract(days=2),
                    zone=zone,
                    people=(ann,),
                    promise=promised(start, 4),
                ),
            ),
        ),
        Card(
            id="ahead",
            company="Coda",
            created=start,
            rounds=(Round(id="c", at=start.add(hours=30), zone=zone, people=(bob,)),),
        ),
    ]
    return {card.id: actions.add(card, start) for card in made}


class Life:
    """The cards at one moment of a life, with the rules as they are then."""

    def __init__(self, cards: Mapping[str, Card], rules: Rules, now: DateTime) -> None:
        self.cards, self.now = cards, now
        self.rules = replace(rules, elsewhere=elsewhere(cards.values()))


def moments(start: DateTime, zone: str, rules: Rules, script: list[Deed]) -> Iterator[Life]:
    """Each moment of a life: before an action and after it; then some quiet weeks."""
    now = start
    cards: Mapping[str, Card] = new_cards(start, zone)
    for what, which, number, hours in script:
        now = now.add(hours=hours)
        life = Life(cards, rules, now)
        yield life
        card = tuple(cards.values())[which]
        try:
            cards = {**cards, card.id: ACTS[what](card, life.rules, now, number)}
        except NotAllowedError:
            continue
        yield Life(cards, rules, now)
    for hours in (1, 2, 13, 24, 24, 48, 72, 24 * 7):
        now = now.add(hours=hours)
        yield Life(cards, rules, now)


def is_open(card: Card) -> bool:
    return card.outcome is None and card.deleted is None


def owes_nothing_for_good(card: Card) -> bool:
    return not is_open(card) or card.stage is Stage.MOVED_ON


def day_of(moment: DateTime, zone: str) -> date:
    return moment.in_timezone(zone or HOME).date()
