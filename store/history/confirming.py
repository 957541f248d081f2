"""What a person says they did about a card, whatever it owed, and the card after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from msgspec import Struct
from pendulum import DateTime

from store.errors import NotAllowedError
from store.history import actions, answers, writing_again
from store.records import Card, Channel, Result, Stage, What
from store.rules.due import Due
from store.rules.stages import Owes

OFFER_ANSWERS = {
    What.ACCEPTED: "accepted",
    What.DECLINED: "declined",
    What.ASKED_TIME: "asked for time",
    What.NEGOTIATED: "negotiated",
}
"""How an offer can be answered, each with the word for it."""

NEW_DAY = frozenset({What.ASKED_TIME, What.NEGOTIATED})
"""The answers to an offer after which it may have to be answered by another day."""


class Confirmed(Struct, frozen=True, kw_only=True):
    """What the person confirmed.

    ``done`` is None for "just now"; ``person`` is the id of whom it was done to, "" for the usual
    one. ``result`` is what came of a call. ``answer`` says how an offer was answered, ``answer_by``
    the day by which they now want an answer, where that changed. ``subject`` is that of the email
    as Afterword wrote it; it counts only where the channel is email. ``write_again`` is the day
    from which to write again, where that was asked for; see :func:`asks_to_write_again`.
    """

    done: datetime | None = None
    person: str = ""
    channel: Channel | None = None
    result: Result | None = None
    note: str = ""
    answer: What | None = None
    answer_by: date | None = None
    subject: str = ""
    write_again: date | None = None


def asks_to_write_again(due: Due) -> bool:
    """Whether confirming this leaves the card at rest: then a day to write again can be chosen.

    Their no was asked about when it came.
    """
    if due.owes is Owes.REPLY:
        return due.reply_to is What.WITHDREW
    return due.owes in {Owes.MOVE_ON, Owes.WRITE_AGAIN}


def confirm(card: Card, due: Due, now: DateTime, given: Confirmed) -> Card:
    """The card after what it owes was really done: an action of the path, a reply, an answer.

    Raises:
        NotAllowedError: What is owed cannot be confirmed so: see ``advance`` in
            :mod:`store.history.actions`, ``answer_offer`` and ``reply`` in
            :mod:`store.history.answers`; or it is not said how an offer was answered.
    """
    subject = given.subject if given.channel is Channel.EMAIL else ""
    if due.owes is Owes.ANSWER_OFFER:
        if given.answer is None:
            raise NotAllowedError("Say how you answered the offer.")
        return answers.answer_offer(
            card,
            now,
            given.answer,
            answer_by=given.answer_by,
            done=given.done,
            channel=given.channel,
            note=given.note,
            subject=subject,
        )
    act: Callable[..., Card]
    if due.owes is Owes.REPLY and due.reply_to is not None:
        act = partial(answers.reply, to=due.reply_to)
    elif due.owes is Owes.WRITE_AGAIN:
        act = writing_again.wrote
    else:
        act = partial(actions.advance, owed=due.owes, result=given.result)
    return act(
        card,
        now,
        done=given.done,
        person=given.person,
        channel=given.channel,
        note=given.note,
        subject=subject,
        write_again=given.write_again,
    )


def told_on_the_phone(card: Card, now: DateTime, done: datetime | None = None) -> Card:
    """The card after a talk on the phone in which they answered: the call is one step of its own.

    Where the path has no place for a call, as long as thanks are owed and once the card is moved
    on, the card stays as it is.
    """
    if card.stage in {Stage.THANK_YOU, Stage.MOVED_ON}:
        return card
    return actions.advance(
        card, now, Owes.CALL, done=done, channel=Channel.PHONE, result=Result.SPOKE
    )
