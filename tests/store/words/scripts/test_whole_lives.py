"""The letters of a whole life: what one person reads of one candidate, from thanks to the end."""

import re
from datetime import timedelta
from itertools import combinations

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rapidfuzz import fuzz

from store.history import actions, answers, writing_again
from store.history.confirming import Confirmed, confirm
from store.records import Card, Channel, Me, Offer, Person, Promise, Result, Round, What
from store.rules.board import entry
from store.rules.rules import Rules
from store.rules.stages import Owes, may_write_again, recipient
from store.words.scripts.author import Author
from store.words.scripts.choose import script_for
from store.words.scripts.fill import Script
from store.words.scripts.template import Medium

ALIKE = 85  # percent, from which on two sentences read as the same one
START = pendulum.datetime(2026, 11, 16, 15, tz="America/New_York")
ME = Me(name="Priya Raman", email="priya@example.com", phone="617-555-0142")
HOOKS = ("the move to Kafka", "how you plan a quarter", "the on-call rota")

Letter = tuple[str, Script]


def sentences(script: Script) -> list[str]:
    """The sentences of an email without greeting and signature."""
    _, *paragraphs, _ = script.text.split("\n\n")
    found = re.split(r"(?<=[^\d][.?!])\s+", " ".join(paragraphs))
    return [sentence for sentence in found if len(sentence.split()) > 3]


def shared(one: Script, other: Script) -> list[tuple[str, str]]:
    return [
        (left, right)
        for left in sentences(one)
        for right in sentences(other)
        if fuzz.ratio(left.casefold(), right.casefold()) >= ALIKE
    ]


class Life:
    """One card, and every letter that was really sent on it."""

    def __init__(self, people: int, language: str = "en") -> None:
        met = tuple(
            Person(id=f"p{n}", name=name, email=f"p{n}@acme.example", hook=HOOKS[n])
            for n, name in enumerate(["Dana Lee", "Sam Fox", "Kim Soto"][:people])
        )
        talk = Round(id="r1", at=START, people=met)
        card = Card(company="Acme", role="data analyst", created=START, rounds=(talk,))
        self.author = Author(replace(ME, language=language))
        self.now = START.add(hours=2)
        self.card = actions.add(card, self.now)
        self.letters: list[Letter] = []

    def do(self) -> None:
        """Do what is owed on the day it opens, with the letter that is offered for it."""
        seen = entry(self.card, Rules(), self.now)
        if seen.due.opens and seen.due.opens > self.now:
            self.now = seen.due.opens.add(hours=10)
            seen = entry(self.card, Rules(), self.now)
        if seen.due.owes in {None, Owes.MOVE_ON}:
            return
        script = script_for(seen, self.author, self.now)
        is_mail = script.medium is Medium.EMAIL
        given = Confirmed(
            channel=Channel.EMAIL if is_mail else Channel.PHONE,
            result=Result.NO_ANSWER if seen.due.owes is Owes.CALL else None,
            answer=What.ACCEPTED if seen.due.owes is Owes.ANSWER_OFFER else None,
        )
        to = recipient(self.card)
        self.card = confirm(self.card, seen.due, self.now, given)
        if is_mail:
            self.letters.append((to.id if to else "", script))
        self.now = self.now.add(minutes=5)

    def plan_to_write_again(self) -> None:
        """Write again two months later, where the card is at rest."""
        if may_write_again(self.card):
            later = self.now.date() + timedelta(days=60)
            self.card = writing_again.plan(self.card, self.now, later)
            self.do()

    def they_say(self, what: str) -> None:
        """They answer, a day later."""
        if self.card.outcome is not None:
            return
        self.now = self.now.add(days=1)
        promise = Promise(
            words="we will decide by then", said=self.now.date(), day=self.now.date().add(days=4)
        )
        match what:
            case "date":
                self.card = answers.new_date(self.card, self.now, promise)
            case "news":
                self.card = answers.news(self.card, self.now)
            case "round" if len(self.card.rounds) < 3:
                number = len(self.card.rounds) + 1
                people = self.card.round.people
                talk = Round(id=f"r{number}", at=self.now.add(days=3), people=people)
                self.card = answers.next_round(self.card, self.now, talk)
                met = tuple(replace(each, hook=HOOKS[number - 1]) for each in people)
                later = replace(self.card.round, people=met)
                rounds = (*self.card.rounds[:-1], later)
                self.card = actions.edit(self.card, replace(self.card, rounds=rounds), self.now)
            case "offer":
                self.card = answers.offered(self.card, self.now, Offer(what="the job"))
            case "no":
                self.card = answers.rejected(self.card, self.now)
            case "time goes by":
                self.now = self.now.add(days=11)
            case _:
                pass


EVENTS = st.lists(
    st.sampled_from(["do", "do", "do", "date", "news", "round", "time goes by"]), max_size=12
)


@pytest.mark.parametrize("language", ["en", "de"])
@settings(max_examples=60)
@given(events=EVENTS, people=st.integers(1, 3), end=st.sampled_from(["offer", "no", "silence"]))
def test_no_two_letters_to_one_person_share_a_sentence(
    language: str, events: list[str], people: int, end: str
) -> None:
    life = Life(people, language)
    news = 0
    for event in events:
        if event in {"date", "news"}:
            news += 1
            if news > 3:
                continue  # of each kind of letter there are three; the fourth is the third again
        life.do() if event == "do" else life.they_say(event)
    life.they_say(end)
    life.do()
    for _ in range(3):
        life.plan_to_write_again()
    for (to, one), (other_to, other) in combinations(life.letters, 2):
        if to == other_to:
            assert not shared(one, other), (one.kind, other.kind)


@given(events=EVENTS, people=st.integers(1, 3))
def test_again_is_said_only_after_thanks_and_a_hook_once_a_round(
    events: list[str], people: int
) -> None:
    life = Life(people)
    told: list[tuple[str, str, str]] = []
    thanked: set[tuple[str, str]] = set()
    for event in events:
        before = len(life.letters)
        current = life.card.round.id
        life.do() if event == "do" else life.they_say(event)
        for to, script in life.letters[before:]:
            if "Thank you again" in script.text:
                assert (to, current) in thanked
            told += [(to, current, hook) for hook in HOOKS if hook in script.text]
            if script.kind.startswith(("thank-you", "follow-up", "late-thanks")):
                thanked.add((to, current))
    assert len(told) == len(set(told))
