"""What happened on a card, as far as the words of a letter go by it.

A template asks for a fact with ``{if thanked: …|…}``. Facts are true of one person: what was sent
to somebody else is not theirs to read of.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.records import Card, Outcome, Person, Result, Step, What
from store.rules.stages import ANSWERS, in_round, is_called_off, latest, really_done
from store.words.scripts.languages.meetings import MeetingKind, meeting_kind
from store.words.scripts.promised import Sense, Window, sense, window

FACTS = {
    "thanked": "they were thanked for this interview, in a note or with the email",
    "emailed": "the follow-up was emailed to them",
    "called": "they were called since they last answered",
    "spoke": "the last call reached them",
    "left message": "the last call left a message",
    "news": "they named another date, or wrote without one",
    "met before": "they were met in an earlier round",
    "new people": "somebody is met for the first time, or nobody is named",
    "several": "there was more than one round",
    "decide": "they spoke of deciding",
    "in touch": "they spoke of being in touch",
    "next steps": "they spoke of the next steps",
    "vague": "they named a time, and no day",
    "task": "the interview was a test or a task, with nobody to talk with",
    "called off": "they cancelled this interview, and named no new time",
    "ahead": "no interview took place yet",
    "recruiter": "the letter goes to a recruiter",
    "refused": "they said no",
    "withdrew": "you withdrew",
    "declined": "you declined their offer",
}
"""Every fact that a template may ask for, by name, and what it says."""


_ENDINGS: dict[Outcome | None, str] = {
    Outcome.REJECTED: "refused",
    Outcome.WITHDREW: "withdrew",
    Outcome.DECLINED: "declined",
}


def facts(
    card: Card, person: Person, *, through_recruiter: bool = False, ahead: bool = False
) -> frozenset[str]:
    """The facts that hold for a letter to this person now, by their names in :data:`FACTS`.

    ``ahead`` says that the first interview is still to come.
    """
    held = [*_holding(card, person, through_recruiter=through_recruiter)]
    is_off = is_called_off(card)
    if is_off:
        held.append("called off")
    if ahead or (is_off and len(card.rounds) == 1):
        held.append("ahead")
    return frozenset(held)


def was_thanked(card: Card, person: Person) -> bool:
    """Whether the person was thanked for this round: in a note of thanks, or with the email."""
    return any(step.what in {What.THANKED, What.EMAILED} for step in _sent(card, person))


def letters_before(card: Card, person: Person, *whats: What) -> int:
    """How many letters of these kinds the person was sent on this card, in all rounds."""
    return sum(step.what in whats for step in _to(really_done(card.steps), person))


def _holding(card: Card, person: Person, *, through_recruiter: bool) -> Iterator[str]:
    if was_thanked(card, person):
        yield "thanked"
    if any(step.what is What.EMAILED for step in _sent(card, person)):
        yield "emailed"
    if call := latest(card, What.CALLED):
        yield "called"
        if call.result is Result.SPOKE:
            yield "spoke"
        if call.result is Result.LEFT_MESSAGE:
            yield "left message"
    answer = latest(card, *ANSWERS)
    if answer is not None and answer.what in {What.NEW_DATE, What.NEWS}:
        yield "news"
    if through_recruiter:
        yield "recruiter"
    if ended := _ENDINGS.get(card.outcome):
        yield ended
    if meeting_kind(card.round.format) in {MeetingKind.TEST, MeetingKind.TASK}:
        yield "task"
    yield from _of_the_rounds(card, person)
    yield from _of_the_promise(card)


def _of_the_rounds(card: Card, person: Person) -> Iterator[str]:
    earlier = {each.id for interview in card.rounds[:-1] for each in interview.people}
    if len(card.rounds) > 1:
        yield "several"
    if person.id in earlier:
        yield "met before"
    if not card.round.people or any(each.id not in earlier for each in card.round.people):
        yield "new people"


def _of_the_promise(card: Card) -> Iterator[str]:
    promise = card.round.promise
    if promise is None:
        return
    spoken = {
        Sense.DECIDE: "decide",
        Sense.IN_TOUCH: "in touch",
        Sense.NEXT_STEPS: "next steps",
    }.get(sense(promise.words))
    if spoken:
        yield spoken
    if window(promise.words) is not Window.DAY:
        yield "vague"


def _sent(card: Card, person: Person) -> tuple[Step, ...]:
    """What was done for this person in the current round, and was not moved back."""
    return _to(really_done(in_round(card)), person)


def _to(steps: tuple[Step, ...], person: Person) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.person in {"", person.id})
