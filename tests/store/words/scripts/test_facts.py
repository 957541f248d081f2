"""What is true of a card and a person: each fact for whom it holds, and no longer than it holds."""

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers
from store.records import Card, Person, Promise, Result, Round, Stage, What
from store.rules.stages import Owes
from store.words.scripts.facts import FACTS, facts, letters_before, was_thanked

OF_THE_ROUND = frozenset({"new people"})  # what holds of a first round of which nothing is known


@pytest.fixture
def fresh(card: Card) -> Card:
    interview = replace(card.round, promise=None)
    return replace(card, rounds=(interview,), history=(), stage=Stage.THANK_YOU)


@pytest.fixture
def dana(card: Card) -> Person:
    return card.round.people[0]


@pytest.fixture
def sam(card: Card) -> Person:
    return card.round.people[1]


def test_nothing_holds_of_a_card_on_which_nothing_happened(fresh: Card, dana: Person) -> None:
    assert facts(fresh, dana) == OF_THE_ROUND
    assert facts(fresh, dana, through_recruiter=True) == OF_THE_ROUND | {"recruiter"}
    assert not was_thanked(fresh, dana)


def test_thanks_are_known_to_whom_they_were_sent(
    fresh: Card, dana: Person, sam: Person, now: pendulum.DateTime
) -> None:
    sent = actions.advance(fresh, now, Owes.THANK, person="dana")
    assert "thanked" in facts(sent, dana)
    assert "thanked" not in facts(sent, sam)
    both = actions.advance(sent, now, Owes.THANK, person="sam")
    assert "thanked" in facts(both, sam)
    assert "thanked" not in facts(actions.move_back(both, now), sam)
    assert (letters_before(sent, dana, What.THANKED), letters_before(sent, sam, What.THANKED)) == (
        1,
        0,
    )


def test_thanks_that_were_skipped_were_not_sent(
    fresh: Card, dana: Person, sam: Person, now: pendulum.DateTime
) -> None:
    skipped = actions.skip(fresh, now, "no address", Owes.THANK)
    assert "thanked" not in facts(skipped, dana) | facts(skipped, sam)
    assert letters_before(skipped, dana, What.THANKED) == 0


def test_an_email_thanks_as_well(
    fresh: Card, dana: Person, sam: Person, now: pendulum.DateTime
) -> None:
    emailed = actions.advance(fresh, now, Owes.EMAIL, person="sam")
    assert {"emailed", "thanked"} <= facts(emailed, sam)
    assert facts(emailed, dana) == OF_THE_ROUND


@pytest.mark.parametrize(
    ("result", "held"),
    [
        (Result.SPOKE, {"called", "spoke"}),
        (Result.LEFT_MESSAGE, {"called", "left message"}),
        (Result.NO_ANSWER, {"called"}),
    ],
)
def test_a_call_counts_until_they_answer(
    card: Card, dana: Person, now: pendulum.DateTime, result: Result, held: set[str]
) -> None:
    called = actions.advance(card, now, Owes.CALL, result=result)
    assert {"called", "spoke", "left message"} & facts(called, dana) == held
    second = Round(id="two", at=now.add(days=3), people=card.round.people)
    heard = answers.next_round(called, now, second)
    assert not {"called", "spoke", "left message", "thanked"} & facts(heard, dana)


def test_news_are_another_date_or_word_without_one(
    card: Card, dana: Person, now: pendulum.DateTime
) -> None:
    later = Promise(words="by the 10th", said=now.date(), day=date(2026, 12, 10))
    assert "news" not in facts(card, dana)
    assert "news" in facts(answers.news(card, now), dana)
    assert "news" in facts(answers.new_date(card, now, later), dana)
    second = Round(id="two", at=now.add(days=3), people=card.round.people)
    assert "news" not in facts(answers.next_round(answers.news(card, now), now, second), dana)


def test_a_second_round_knows_who_was_there_before(
    card: Card, dana: Person, now: pendulum.DateTime
) -> None:
    kim = Person(id="kim", name="Kim Soto")

    def of(*people: Person) -> Card:
        return answers.next_round(card, now, Round(id="two", at=now.add(days=3), people=people))

    assert {"several", "met before"} <= facts(of(dana), dana)
    assert "new people" not in facts(of(dana), dana)
    assert {"several", "new people", "met before"} <= facts(of(dana, kim), dana)
    assert "met before" not in facts(of(dana, kim), kim)
    assert "new people" in facts(of(), dana)
    assert not {"several", "met before"} & facts(card, dana)


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("we'll decide by Friday", {"decide"}),
        ("you'll hear from us next week", {"in touch", "vague"}),
        ("next steps by the end of the month", {"next steps"}),
        ("we'll get back to you by Friday", {"in touch"}),
        ("by the 20th", set()),
        ("in December", {"vague"}),
        ("no decision yet, but we'll call you by Friday", {"in touch"}),
    ],
)
def test_their_promise_is_told_in_its_sense(
    fresh: Card, dana: Person, words: str, held: set[str]
) -> None:
    promise = Promise(words=words, said=date(2026, 11, 13), day=date(2026, 12, 31))
    said = replace(fresh, rounds=(replace(fresh.round, promise=promise),))
    assert facts(said, dana) == OF_THE_ROUND | held


def test_letters_are_counted_over_all_rounds(
    card: Card, dana: Person, sam: Person, now: pendulum.DateTime
) -> None:
    second = Round(id="two", at=now.subtract(days=1), people=card.round.people)
    later = answers.next_round(card, now, second, done=now.subtract(days=3))
    emailed = actions.advance(later, now, Owes.EMAIL, person="dana")
    # The first email names nobody, so it counts for whoever reads the next.
    assert letters_before(emailed, dana, What.EMAILED) == 2
    assert letters_before(emailed, sam, What.EMAILED) == 1
    assert letters_before(emailed, dana, What.EMAILED, What.THANKED) == 2
    assert letters_before(emailed, dana, What.CALLED) == 0


def test_every_fact_is_one_that_a_text_may_ask_for(card: Card, dana: Person) -> None:
    assert facts(card, dana, through_recruiter=True) <= set(FACTS)
