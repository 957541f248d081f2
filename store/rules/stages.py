"""The five stages: what each is called, what it owes, and where its action leads.

The path is the career counsellor's: thank within a day, wait out their window, one email, one call,
then move on. A stage owes one action; a rung that was skipped, on record, is passed over, and where
there is no call a second, shorter email takes its place. What comes before the path, a reply or an
offer, and what time changes in it, is in :mod:`store.rules.due`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from store.records import RECRUITER, Card, Channel, Outcome, Person, Round, Stage, Step, What

TITLES = {
    Stage.THANK_YOU: "Thank-you",
    Stage.WAITING: "Waiting",
    Stage.EMAILED: "Emailed",
    Stage.CALLED: "Called",
    Stage.MOVED_ON: "Moved on",
}

ANSWERS = frozenset(
    {What.NEW_DATE, What.NEWS, What.NEXT_ROUND, What.OFFER, What.REJECTED, What.WITHDREW}
)
"""The steps that record a reply of theirs, or the candidate's own goodbye."""


WRITTEN = frozenset(
    {What.THANKED, What.EMAILED, What.EMAILED_AGAIN, What.CALLED, What.REPLIED}
    | {What.ACCEPTED, What.DECLINED, What.ASKED_TIME, What.NEGOTIATED, What.WITHDREW}
    | {What.WROTE_AGAIN}
)
"""The steps that say that the candidate wrote or called."""

REPLIED_TO = frozenset({What.NEXT_ROUND, What.NEW_DATE, What.NEWS, What.REJECTED})
"""The news of theirs to which a reply is fitting."""


class Owes(StrEnum):
    """The action a card waits for."""

    THANK = "thank"
    EMAIL = "email"
    EMAIL_AGAIN = "email-again"
    CALL = "call"
    MOVE_ON = "move-on"
    REPLY = "reply"
    ANSWER_OFFER = "answer-offer"
    WRITE_AGAIN = "write-again"


class Rung(Struct, frozen=True):
    """A rung of the path: where its action leads, and the steps that it and skipping it leave."""

    leads_to: Stage
    done: What
    skipped: What | None = None


RUNGS = {
    Owes.THANK: Rung(Stage.WAITING, What.THANKED, What.SKIPPED_THANKS),
    Owes.EMAIL: Rung(Stage.EMAILED, What.EMAILED, What.SKIPPED_EMAIL),
    Owes.EMAIL_AGAIN: Rung(Stage.EMAILED, What.EMAILED_AGAIN, What.SKIPPED_EMAIL_AGAIN),
    Owes.CALL: Rung(Stage.CALLED, What.CALLED, What.SKIPPED_CALL),
    Owes.MOVE_ON: Rung(Stage.MOVED_ON, What.MOVED_ON),
}
"""The rungs of the path; moving on is the last, and cannot be skipped."""


def _ladder(*owed: Owes) -> tuple[tuple[Owes, What | None], ...]:
    """These rungs, each with the step that skipping it leaves."""
    return tuple((each, RUNGS[each].skipped) for each in owed)


_LADDER = {
    Stage.THANK_YOU: _ladder(Owes.THANK),
    Stage.WAITING: _ladder(Owes.EMAIL, Owes.CALL, Owes.MOVE_ON),
    Stage.EMAILED: _ladder(Owes.CALL, Owes.EMAIL_AGAIN, Owes.MOVE_ON),
    Stage.CALLED: _ladder(Owes.MOVE_ON),
    Stage.MOVED_ON: _ladder(),
}


def rung(card: Card) -> Owes | None:
    """The rung of the path that the card stands before; None when it is closed or moved on.

    A skipped rung is passed over, and on a card marked "no calls" so is the call: the card then
    goes on from where it is, and no email or call is pretended.
    """
    if card.outcome is not None or card.deleted is not None:
        return None
    if card.stage is Stage.THANK_YOU:
        return Owes.THANK
    ladder = _LADDER[card.stage]
    since = _past(card).since if ladder else ()
    skipped = [step.what for step in since]
    for owed, skipped_it in ladder:
        if owed is Owes.CALL and card.no_calls:
            continue
        if owed is Owes.EMAIL_AGAIN and _wrote_again(since):
            continue
        if skipped_it not in skipped:
            return owed
    return None


def skipped_as(owed: Owes) -> What | None:
    """The step that skipping the action leaves; None for what cannot be skipped."""
    if owed in _BESIDE:
        return _BESIDE[owed]
    return RUNGS[owed].skipped if owed in RUNGS else None


_BESIDE = {Owes.REPLY: What.SKIPPED_REPLY, Owes.WRITE_AGAIN: What.SKIPPED_WRITE_AGAIN}
"""What skipping leaves of that which is owed beside the path."""


def may_write_again(card: Card) -> bool:
    """Whether a day to write again makes sense: the card is closed, or moved on with nothing owed.

    Whoever took the position sees them every day.
    """
    if card.deleted is not None or card.outcome is Outcome.ACCEPTED:
        return False
    if card.outcome is not None:
        return True
    return card.stage is Stage.MOVED_ON and card.offer is None and unreplied(card) is None


def is_to_write_again(card: Card) -> bool:
    """Whether the card has a day from which to write again, and is at rest until then."""
    return card.write_again is not None and may_write_again(card)


def column_of(card: Card) -> Stage:
    """The column of the board that a card is drawn in, while it is on the board.

    A closed card that comes back to write again stands among those that were let go.
    """
    return card.stage if card.outcome is None else Stage.MOVED_ON


def _wrote_again(steps: tuple[Step, ...]) -> bool:
    """Whether the last email of these steps is a second one."""
    emails = [step.what for step in steps if step.what in _EMAILS]
    return emails[-1:] == [What.EMAILED_AGAIN]


_EMAILS = frozenset({What.EMAILED, What.EMAILED_AGAIN})


def unreplied(card: Card) -> Step | None:
    """Their latest news to which a reply is still fitting; None where there is none.

    What was said over the phone needs none. News that came while thanks are owed is answered with
    the thanks. A no is settled by a reply alone, also where another letter crossed it: nobody goes
    on asking who was told no.
    """
    if card.outcome is not None or card.deleted is not None:
        return None
    answer = _past(card).answer
    if answer is None or answer.what not in REPLIED_TO or answer.channel is Channel.PHONE:
        return None
    if card.stage is Stage.THANK_YOU and answer.what in {What.NEW_DATE, What.NEWS}:
        return None
    written = {What.REPLIED} if answer.what is What.REJECTED else WRITTEN
    settled = {*written, What.SKIPPED_REPLY, What.REOPENED}
    return None if any(step.what in settled for step in since_answer(card)) else answer


def in_round(card: Card) -> tuple[Step, ...]:
    """The steps of the current round, oldest first, without what was undone."""
    current = card.rounds[-1].id
    return tuple([s for s in card.history if s.undone is None and s.round == current])


def really_done(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """These steps without the actions of which moving back says that they were not taken after all.

    That is the one that led to the column which the card was moved back from, with what followed
    it there. Back in Thank-you, no thanks of that round were sent.
    """
    if What.MOVED_BACK not in [step.what for step in steps]:  # as nearly always
        return steps
    found: list[Step] = []
    for step in steps:
        if step.what is What.MOVED_BACK:
            places = (n for n, each in enumerate(found) if _led(each, step))
            first = max(places, default=len(found))
            after = [each for each in found[first:] if each.what not in _TAKEN]
            found = [*found[:first], *after]
        if step.what is What.MOVED_BACK and step.stage_after is Stage.THANK_YOU:
            thanks = [s for s in found if s.what is What.THANKED and s.round == step.round]
            found = [each for each in found if each not in thanks]
        found.append(step)
    return tuple(found)


class _Past(Struct, frozen=True):
    """What was really done in the current round of a card, and of that what came since an answer.

    ``answer`` is the latest of theirs; ``all`` is what was really done in all rounds.
    """

    card: Card | None
    all: tuple[Step, ...]
    done: tuple[Step, ...]
    since: tuple[Step, ...]
    answer: Step | None


_latest_past = _Past(None, (), (), (), None)


def _past(card: Card) -> _Past:
    """The past of a card: the rules ask for that of one card many times in a row."""
    global _latest_past  # noqa: PLW0603 - one value, so that any thread finds what belongs together
    past = _latest_past
    if past.card is card:
        return past
    everything, current = really_done(card.steps), card.rounds[-1].id
    done = everything
    if [step for step in card.history if step.round != current]:
        done = really_done(in_round(card))
    since, answer = done, None
    if not ANSWERS.isdisjoint([step.what for step in done]):
        place = max(n for n, step in enumerate(done) if step.what in ANSWERS)
        since, answer = done[place + 1 :], done[place]
    _latest_past = past = _Past(card, everything, done, since, answer)
    return past


_TAKEN = frozenset(each.done for each in RUNGS.values())


def _led(step: Step, back: Step) -> bool:
    """Whether a step led to the column of the same round that the card was moved back from."""
    came = step.stage_after is back.stage_before and step.stage_before is not step.stage_after
    return came and step.round == back.round


def since_answer(card: Card) -> tuple[Step, ...]:
    """The steps of the current round since they last answered, but for what was moved back."""
    return _past(card).since


def all_done(card: Card) -> tuple[Step, ...]:
    """The steps of all rounds, oldest first, but for what was undone or moved back."""
    return _past(card).all


def latest(card: Card, *whats: What) -> Step | None:
    """The latest step of the current round that is one of these, but for what was moved back."""
    for step in reversed(_past(card).done):
        if step.what in whats:
            return step
    return None


CALLED_OFF = "the interview was cancelled"
"""Why thanks are skipped, in the note of that step, where the interview did not take place."""


def is_called_off(card: Card, interview: Round | None = None) -> bool:
    """Whether an interview, by default the current one, does not take place."""
    return called_off(card, interview) is not None


def called_off(card: Card, interview: Round | None = None) -> Step | None:
    """The step since which an interview, by default the current one, does not take place.

    They cancelled it, and named no other time since. The history tells: its thanks were skipped for
    that reason, and its time is as it was then. None where it stands.
    """
    if CALLED_OFF not in [step.note for step in card.history]:  # as nearly always
        return None
    interview = interview or card.round
    off = None
    for step in card.steps:
        if step.round != interview.id:
            continue
        if step.what is What.SKIPPED_THANKS and step.note == CALLED_OFF:
            off = step
        elif step.what in {What.THANKED, What.MOVED_BACK} or is_moved(step, interview):
            off = None
    return off


def is_moved(step: Step, interview: Round) -> bool:
    """Whether a step gave an interview another time."""
    at = f"rounds/{interview.id}/at"
    return any(change.path == at for change in step.changes)


def thanked(card: Card) -> dict[str, Step]:
    """The thanks sent or skipped in the current round, by the id of the person ("" for nobody).

    Moving back to Thank-you starts anew: it says that the thanks were not really sent.
    """
    found: dict[str, Step] = {}
    for step in in_round(card):
        if step.what is What.MOVED_BACK and step.stage_after is Stage.THANK_YOU:
            found.clear()
        elif step.what in {What.THANKED, What.SKIPPED_THANKS}:
            found[step.person] = step
        elif is_moved(step, card.round):  # it takes place after all
            found = {to: each for to, each in found.items() if each.note != CALLED_OFF}
    return found


def to_thank(card: Card) -> tuple[Person, ...]:
    """Whom the thanks for the current round go to: the people met, or the recruiter in between."""
    return (card.between,) if card.between else card.round.people


def unthanked(card: Card) -> tuple[Person, ...]:
    """Whose thanks for the current round are neither sent nor skipped, in their order."""
    done = thanked(card)
    return tuple(person for person in to_thank(card) if person.id not in done)


def recipient(card: Card) -> Person | None:
    """The person the owed action is for: the next to be thanked, else whom the last email went to.

    Before the first email that is the first of the round. On a card that goes through a recruiter
    it is the recruiter.
    """
    return next(_addressees(card), None)


def recipient_id(card: Card) -> str:
    """The id of whom the owed action is for; "" where nobody is named."""
    person = recipient(card)
    return person.id if person else ""


def _addressees(card: Card) -> Iterator[Person]:
    if card.between:
        yield card.between
    if card.stage is Stage.THANK_YOU:
        yield from unthanked(card)
    elif len(card.round.people) > 1 and (emailed := latest(card, What.EMAILED, What.EMAILED_AGAIN)):
        yield from (person for person in card.round.people if person.id == emailed.person)
    yield from card.round.people


def addressees(card: Card) -> tuple[Person, ...]:
    """Everybody a letter on this card may go to, each once, the usual one first."""
    return tuple({person.id: person for person in _addressees(card)}.values())


def person_of(card: Card, person_id: str) -> Person | None:
    """The person with this id: of any round of the card, or its recruiter."""
    if person_id == RECRUITER:
        return card.known_recruiter
    everyone = (person for interview in card.rounds for person in interview.people)
    return next((person for person in everyone if person.id == person_id), None)
