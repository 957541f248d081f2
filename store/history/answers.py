"""What happens when they answer: each answer stops the clock that ran on their silence.

A new date starts the wait for that date; a next round starts the path anew; an offer waits for its
answer, and a no for a word of thanks; the candidate's own withdrawal closes the card. No answer
counts as an attempt of the candidate. A reply of the candidate's is recorded like any action.
"""

from __future__ import annotations

from datetime import date, datetime

import pendulum
from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.clock import local
from store.errors import NotAllowedError, WrongTimeError
from store.history.actions import check_past, check_to_come, skip, with_ending
from store.history.steps import record
from store.records import (
    NO_DATE_YET,
    Card,
    Channel,
    Offer,
    Outcome,
    Promise,
    Round,
    Stage,
    Step,
    What,
)
from store.rules.stages import CALLED_OFF, Owes, latest, recipient_id, rung

_OUTCOMES = {
    What.ACCEPTED: Outcome.ACCEPTED,
    What.DECLINED: Outcome.DECLINED,
    What.OFFER: Outcome.OFFER,
    What.REJECTED: Outcome.REJECTED,
    What.WITHDREW: Outcome.WITHDREW,
}


def new_date(
    card: Card,
    now: DateTime,
    promise: Promise,
    *,
    done: datetime | None = None,
    channel: Channel | None = None,
    note: str = "",
) -> Card:
    """They named another date: the card waits for it. Over the phone it needs no reply.

    A card whose thanks are still owed stays in Thank-you; any other, also one moved on, goes back
    to Waiting. Raises NotAllowedError when the card is closed or ``done`` is to come.
    """
    after = _waiting(card, promise)
    return _recorded(card, after, What.NEW_DATE, now, done=done, channel=channel, note=note)


def news(
    card: Card,
    now: DateTime,
    *,
    done: datetime | None = None,
    channel: Channel | None = None,
    note: str = "",
) -> Card:
    """They wrote or called, but named no date: the wait starts again from that day.

    Over the phone it needs no reply.

    Raises NotAllowedError when the card is closed or ``done`` is to come.
    """
    heard = local(done or now, now).date()
    said = Promise(words=NO_DATE_YET, said=heard)
    after = _waiting(card, said)
    return _recorded(card, after, What.NEWS, now, done=done, channel=channel, note=note)


def next_round(
    card: Card,
    now: DateTime,
    interview: Round,
    *,
    done: datetime | None = None,
    note: str = "",
) -> Card:
    """They asked the candidate to another interview: the new round starts in Thank-you.

    The history of the rounds before stays; what was talked of there is not said of the new one.
    Raises NotAllowedError when the card is closed or ``done`` is to come.
    """
    before = {person.id: person.hook for person in card.round.people}
    people = tuple(
        replace(person, hook="") if person.hook == before.get(person.id) else person
        for person in interview.people
    )
    interview = replace(interview, people=people)
    rounds = (*card.rounds, interview)
    after = replace(card, rounds=rounds, stage=Stage.THANK_YOU, snooze=None, write_again=None)
    return _recorded(card, after, What.NEXT_ROUND, now, done=done, note=note)


def offered(
    card: Card, now: DateTime, offer: Offer, *, done: datetime | None = None, note: str = ""
) -> Card:
    """They made an offer, or a better one: the card stays on the board and owes its answer.

    Raises NotAllowedError when the card is closed or ``done`` is to come.
    """
    after = replace(card, offer=offer, snooze=None, write_again=None)
    return _recorded(card, after, What.OFFER, now, done=done, note=note)


def answer_offer(
    card: Card,
    now: DateTime,
    how: What,
    *,
    answer_by: date | None = None,
    done: datetime | None = None,
    channel: Channel | None = None,
    note: str = "",
    subject: str = "",
) -> Card:
    """The candidate answered the offer: ACCEPTED, DECLINED, ASKED_TIME or NEGOTIATED.

    Only the first two close the card. ``answer_by`` is the day by which they now want an answer;
    None leaves the one that was named. ``subject`` is that of the email that was sent.

    Raises:
        NotAllowedError: There is no offer, the card is closed, ``done`` is to come or on a day
            before the offer, or more time was asked for without a day, or with one that is over.
    """
    if card.offer is None:
        raise NotAllowedError(f"There is no offer of {card.company} here. Record it first.")
    if how is What.ASKED_TIME and answer_by is None:
        raise NotAllowedError("By which day will you answer? Name the day that you asked for.")
    if answer_by is not None and answer_by < local(done or now, now).date():
        raise NotAllowedError(f"{say.day(answer_by)} is over. Name the day that you asked for.")
    _check_after(latest(card, What.OFFER), done, now)
    offer = replace(card.offer, answer_by=answer_by) if answer_by else card.offer
    after = replace(card, offer=offer, outcome=_OUTCOMES.get(how), snooze=None)
    return _recorded(
        card,
        after,
        how,
        now,
        done=done,
        person=recipient_id(card),
        channel=channel,
        note=note,
        subject=subject,
    )


def rejected(
    card: Card,
    now: DateTime,
    *,
    done: datetime | None = None,
    note: str = "",
    write_again: date | None = None,
) -> Card:
    """They said no: every clock stops, and the card owes only a word of thanks.

    It closes once that is sent or skipped. ``write_again`` is the day from which to write again;
    None for no such day. Raises NotAllowedError when the card is closed, ``done`` is to come, or
    ``write_again`` is not.
    """
    again = check_to_come(write_again, now)
    after = replace(card, offer=None, snooze=None, write_again=again)
    return _recorded(card, after, What.REJECTED, now, done=done, note=note)


def reply(
    card: Card,
    now: DateTime,
    to: What,
    *,
    done: datetime | None = None,
    person: str = "",
    channel: Channel | None = None,
    note: str = "",
    subject: str = "",
    write_again: date | None = None,
) -> Card:
    """The candidate replied to their news ``to``; WITHDREW is the kind withdrawal.

    Thanks for a no close the card, and so does a withdrawal, with ``write_again`` as the day from
    which to write again. ``subject`` is that of the email that was sent. Raises NotAllowedError
    when the card is closed, ``done`` is to come or on a day before their news, or ``write_again``
    is not to come.
    """
    if to is not What.WITHDREW:
        _check_after(latest(card, to), done, now)
    person = person or recipient_id(card)
    if to is What.WITHDREW:
        again = check_to_come(write_again, now)
        after = replace(card, outcome=Outcome.WITHDREW, snooze=None, write_again=again)
        what = What.WITHDREW
    else:
        after, what = with_ending(replace(card, snooze=None)), What.REPLIED
    return _recorded(
        card,
        after,
        what,
        now,
        done=done,
        person=person,
        channel=channel,
        note=note,
        subject=subject,
    )


def close(
    card: Card,
    now: DateTime,
    what: What,
    *,
    done: datetime | None = None,
    note: str = "",
    write_again: date | None = None,
) -> Card:
    """The candidate withdrew, or another tracker tells how it ended: the card is closed.

    ``write_again`` is the day from which to write again; None for no such day. Raises
    NotAllowedError when the card is closed already, ``done`` is to come, or ``write_again`` is not.
    """
    again = check_to_come(write_again, now)
    after = replace(card, outcome=_OUTCOMES[what], snooze=None, write_again=again)
    return _recorded(card, after, what, now, done=done, note=note)


def called_off(card: Card, now: DateTime) -> Card:
    """The card without thanks for an interview that does not take place: skipped, on record."""
    while card.stage is Stage.THANK_YOU and rung(card) is Owes.THANK:
        card = skip(card, now, CALLED_OFF, Owes.THANK)
    return card


def in_thread(before: Card, after: Card, subject: str, message_id: str) -> Card:
    """Their answer, which led from ``before`` to ``after``, with the mail that brought it.

    What the candidate writes next then goes into its thread; undoing the answer undoes that too.
    """
    step = after.history[-1]
    interview = replace(after.round, thread_subject=subject, message_id=message_id)
    return record(
        before,
        replace(after, rounds=(*after.rounds[:-1], interview)),
        step.what,
        pendulum.instance(step.recorded),
        done=step.done,
        person=step.person,
        channel=step.channel,
        note=step.note,
        subject=step.subject,
    )


def reopen(card: Card, now: DateTime, note: str = "") -> Card:
    """A closed card as it was before it was closed; one that ended with an offer owes its answer.

    Nobody keeps in touch from afar with whom they talk again: that day goes.

    Raises:
        NotAllowedError: It is not closed.
    """
    if card.outcome is None:
        raise NotAllowedError(
            "This card is not closed. It goes on with their reply, or moved back."
        )
    offer = card.offer or Offer() if card.outcome is Outcome.OFFER else card.offer
    after = replace(card, outcome=None, offer=offer, snooze=None, write_again=None)
    return record(card, after, What.REOPENED, now, note=note)


def check_open(card: Card) -> None:
    """Pass only a card on which something can still be answered.

    Raises:
        NotAllowedError: It is closed.
    """
    if card.outcome is not None or card.deleted is not None:
        raise NotAllowedError(f"{card.company} is closed. Open it again first, in the archive.")


def _check_after(news: Step | None, done: datetime | None, now: DateTime) -> None:
    """Pass only a day on which an answer to their news can have been given; None stands for now."""
    if news is None or done is None:
        return
    told = local(news.done, now)
    if local(done, now).date() < told.date():
        raise WrongTimeError(
            f"{say.moment(local(done, now))} is before you heard from them, {say.moment(told)}."
        )


def _waiting(card: Card, promise: Promise) -> Card:
    interview = replace(card.round, promise=promise)
    stage = card.stage if card.stage is Stage.THANK_YOU else Stage.WAITING
    rounds = (*card.rounds[:-1], interview)
    return replace(card, rounds=rounds, stage=stage, snooze=None, write_again=None)


def _recorded(
    card: Card,
    after: Card,
    what: What,
    now: DateTime,
    *,
    done: datetime | None,
    note: str,
    person: str = "",
    channel: Channel | None = None,
    subject: str = "",
) -> Card:
    check_open(card)
    check_past(done, now)
    return record(
        card,
        after,
        what,
        now,
        done=done,
        person=person,
        channel=channel,
        note=note,
        subject=subject,
    )
