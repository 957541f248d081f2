"""What they answered as a person types it: read, checked, and put on the card.

The form and the command line share this, so their words mean the same in both.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local_day
from store.dates.promises import Reading
from store.dates.typed import Moment
from store.errors import FieldError
from store.forms.moments import (
    hear_done,
    hear_promise,
    read_answer_by,
    read_done,
    read_next_interview,
)
from store.forms.notes import read_line, read_note
from store.history import answers
from store.history.confirming import told_on_the_phone
from store.records import Card, Channel, Offer, Promise, Round, What
from store.rules.rules import Rules
from store.text import clean_line

STILL_HOPED = frozenset({What.NEW_DATE, What.NEXT_ROUND, What.NEWS})
"""The answers that can cancel an interview to come: the thanks for it are skipped then."""


class TypedAnswer(Struct, frozen=True, kw_only=True):
    """What they answered, each part as it is typed; "" where it is left out.

    ``promised`` are their words for a new date, ``interviewed`` is when the next round will be,
    ``offer`` and ``answer_by`` are for an offer. ``when`` is when they told it ("" is now).
    ``channel`` is how they told a new date or news. ``called`` says that it was heard in a call
    that the candidate made, which is recorded with it.

    ``is_called_off`` says that the interview that was to come does not take place.

    What their mail or invitation told besides nobody types: ``interview`` is the next round,
    ``subject`` and ``message_id`` are those of the mail.
    """

    promised: str = ""
    interviewed: str = ""
    offer: str = ""
    answer_by: str = ""
    when: str = ""
    note: str = ""
    channel: Channel | None = None
    called: bool = False
    interview: Round | None = None
    subject: str = ""
    message_id: str = ""
    is_called_off: bool = False

    def done(self, rules: Rules, now: DateTime) -> DateTime | None:
        """When they told it; None for now. Raises FieldError (field ``when``)."""
        return read_done(self.when, now, rules.date_order(now))

    def told(self, rules: Rules, now: DateTime) -> Moment | None:
        """When they told it, as typed; None for now. Raises FieldError (field ``when``)."""
        return hear_done(self.when, now, rules.date_order(now))

    def said_on(self, rules: Rules, now: DateTime) -> date:
        """The day on which they told it. Raises FieldError (field ``when``)."""
        return local_day(self.done(rules, now) or now, now)

    def new_date(self, card: Card, rules: Rules, now: DateTime) -> tuple[date, Reading]:
        """The day in their words, and how it was read.

        Raises:
            FieldError: There is no day in them, or none that can be read (field ``promised``).
        """
        said, order = self.said_on(rules, now), rules.date_order(now)
        reading = hear_promise(self.promised, said, rules.workdays(card), order)
        if reading is None:
            raise FieldError("promised", "What did they say? For example “by December 4”.")
        if reading.day is None:
            raise FieldError("promised", "No day in that. If they named none, choose “other news”.")
        return reading.day, reading

    def next_start(self, card: Card, rules: Rules, now: DateTime) -> Moment:
        """When the next round will be. Raises FieldError (field ``interviewed``)."""
        order = rules.date_order(now)
        return read_next_interview(self.interviewed, card.round.zone, now, order)

    def offer_day(self, rules: Rules, now: DateTime) -> date | None:
        """The day by which they want an answer. Raises FieldError (field ``answer_by``)."""
        return read_answer_by(self.answer_by, now, rules.date_order(now))


def offer_before(card: Card, now: DateTime) -> tuple[str, str]:
    """What an offer was so far, and its day while that is not past: they may better it.

    Both as they are typed; "" where there was none.
    """
    offer = card.offer or Offer()
    day = offer.answer_by
    return offer.what, day.isoformat() if day and day >= now.date() else ""


def with_answer(
    card: Card,
    what: What,
    typed: TypedAnswer,
    rules: Rules,
    now: DateTime,
    *,
    write_again: date | None = None,
) -> Card:
    """The card after they answered: one of new date, news, next round, offer, no, withdrawal.

    ``write_again`` is the day from which to write again after the last two, where one was chosen.

    Raises:
        FieldError: A part that this answer needs is missing or cannot be read.
        NotAllowedError: The card is closed.
    """
    before = _before(card, what, typed, typed.done(rules, now), now)
    after = _answered(before, what, typed, rules, now, write_again=write_again)
    if typed.message_id and what is not What.NEXT_ROUND:
        after = answers.in_thread(before, after, typed.subject, typed.message_id)
    return after


def _before(
    card: Card, what: What, typed: TypedAnswer, done: DateTime | None, now: DateTime
) -> Card:
    """The card with what came before the answer: a call, or an interview that was called off."""
    if typed.called:
        card = told_on_the_phone(card, now, done)
    if typed.is_called_off and what in STILL_HOPED:
        card = answers.called_off(card, now)
    return card


def _answered(
    card: Card,
    what: What,
    typed: TypedAnswer,
    rules: Rules,
    now: DateTime,
    *,
    write_again: date | None,
) -> Card:
    done, note = typed.done(rules, now), read_note(typed.note)
    channel = Channel.PHONE if typed.called else typed.channel
    match what:
        case What.NEW_DATE:
            day, _ = typed.new_date(card, rules, now)
            said = typed.said_on(rules, now)
            promise = Promise(words=clean_line(typed.promised), said=said, day=day)
            return answers.new_date(card, now, promise, done=done, channel=channel, note=note)
        case What.NEXT_ROUND:
            return answers.next_round(
                card, now, _next_round(card, typed, rules, now), done=done, note=note
            )
        case What.OFFER:
            offer = Offer(
                what=read_line(typed.offer, "offer"), answer_by=typed.offer_day(rules, now)
            )
            return answers.offered(card, now, offer, done=done, note=note)
        case What.REJECTED:
            return answers.rejected(card, now, done=done, note=note, write_again=write_again)
        case What.NEWS:
            return answers.news(card, now, done=done, channel=channel, note=note)
        case _:
            return answers.close(card, now, what, done=done, note=note, write_again=write_again)


def _next_round(card: Card, typed: TypedAnswer, rules: Rules, now: DateTime) -> Round:
    """The next round as their invitation told of it, or with the people of the last one."""
    last, start = card.round, typed.next_start(card, rules, now)
    told = typed.interview or Round(at=start.at, people=last.people)
    return replace(told, at=start.at, zone=start.zone or last.zone)
