"""Cards as they are after this or that happened."""

from datetime import date

import pendulum
from msgspec.structs import replace

from store.history import actions, answers
from store.records import Card, Promise, Round, Stage
from store.rules.stages import Owes

NO_THREAD = ""


def unthanked(card: Card) -> Card:
    """The card just after the interview: no thanks, no email, no thread."""
    interview = replace(card.round, thread_subject=NO_THREAD)
    return replace(card, stage=Stage.THANK_YOU, history=(), rounds=(interview,))


def thanked(card: Card, now: pendulum.DateTime) -> Card:
    waiting = unthanked(card)
    for person in waiting.round.people:
        waiting = actions.advance(
            waiting, now, Owes.THANK, done=card.round.at.replace(hour=16), person=person.id
        )
    return waiting


def promised(card: Card, words: str, day: date = date(2026, 11, 20)) -> Card:
    promise = Promise(words=words, said=date(2026, 11, 13), day=day)
    return replace(card, rounds=(replace(card.round, promise=promise),))


def in_second_round(card: Card, now: pendulum.DateTime, hook: str = "") -> Card:
    """Thanked for the first round, and already met in the second, a day before ``now``."""
    people = tuple(replace(person, hook=hook) for person in card.round.people)
    second = Round(id="two", at=now.subtract(days=1), people=people)
    return answers.next_round(thanked(card, now), now, second, done=now.subtract(days=5))
