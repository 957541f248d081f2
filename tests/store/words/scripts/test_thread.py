import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers
from store.records import RECRUITER, Card, Person, Round, Stage
from store.rules.stages import Owes
from store.words.scripts.thread import thread_of, without_re

DANA, SAM = Person(id="dana", name="Dana Lee"), Person(id="sam", name="Sam Okafor")
TALKED = pendulum.datetime(2026, 11, 13, 14, tz="America/New_York")


@pytest.fixture
def fresh(card: Card) -> Card:
    interview = replace(card.round, thread_subject="")
    return replace(card, rounds=(interview,), history=(), stage=Stage.THANK_YOU)


def typed(card: Card, subject: str, now: pendulum.DateTime) -> Card:
    interview = replace(card.round, thread_subject=subject)
    return actions.edit(card, replace(card, rounds=(*card.rounds[:-1], interview)), now)


def test_there_is_no_thread_before_anything_was_sent_or_typed(fresh: Card) -> None:
    assert thread_of(fresh, DANA) == ""
    assert thread_of(fresh, None) == ""


@pytest.mark.parametrize("subject", ["Re: RE: Your visit", "AW: Your visit", "Your visit\n"])
def test_the_subject_that_was_typed_is_told_without_its_replies(fresh: Card, subject: str) -> None:
    assert thread_of(typed(fresh, subject, TALKED), DANA) == "Your visit"
    assert without_re(subject) == "Your visit"


def test_the_last_email_to_the_person_has_the_thread_and_none_to_another(fresh: Card) -> None:
    first = actions.advance(fresh, TALKED.add(hours=1), person="dana", subject="Thank you, Dana")
    both = actions.advance(first, TALKED.add(hours=2), person="sam", subject="Thank you, Sam")
    assert thread_of(both, DANA) == "Thank you, Dana"
    assert thread_of(both, SAM) == "Thank you, Sam"
    assert thread_of(first, SAM) == ""
    assert thread_of(both, Person(id=RECRUITER)) == ""
    assert thread_of(typed(first, "Your visit", TALKED), SAM) == "Your visit"
    emailed = actions.advance(both, TALKED.add(days=9), person="sam", subject="Re: Thank you, Sam")
    assert thread_of(emailed, SAM) == "Thank you, Sam"


def test_what_was_typed_counts_again_once_it_is_later_than_the_email(fresh: Card) -> None:
    before = typed(fresh, "Your interview", TALKED)
    sent = actions.advance(before, TALKED.add(hours=1), person="dana", subject="Thank you")
    assert thread_of(sent, DANA) == "Thank you"
    answered = typed(sent, "Re: Next steps", TALKED.add(days=1))
    assert thread_of(answered, DANA) == "Next steps"
    assert thread_of(typed(answered, "", TALKED.add(days=2)), DANA) == "Thank you"


def test_a_round_added_with_a_subject_starts_its_own_thread(fresh: Card) -> None:
    sent = actions.advance(fresh, TALKED.add(hours=1), person="dana", subject="Thank you")
    later = TALKED.add(days=2)
    second = Round(at=TALKED.add(days=5), people=(DANA,))
    assert thread_of(answers.next_round(sent, later, second), DANA) == "Thank you"
    named = replace(second, thread_subject="Second interview")
    assert thread_of(answers.next_round(sent, later, named), DANA) == "Second interview"


def test_an_email_that_was_not_sent_after_all_has_no_thread(fresh: Card) -> None:
    alone = replace(fresh, rounds=(replace(fresh.round, people=(DANA,)),))
    thanked = actions.advance(alone, TALKED.add(hours=1), subject="Thank you")
    emailed = actions.advance(thanked, TALKED.add(days=9), Owes.EMAIL, subject="Where it stands")
    assert thread_of(emailed, DANA) == "Where it stands"
    assert thread_of(actions.move_back(emailed, TALKED.add(days=10)), DANA) == "Thank you"
