"""When an action opens, from when it is late, and why: the rules of timing, each with its sentence.

The defaults come from guidance on following up after interviews: thanks within 24 hours; one or
two business days of grace after the date they named; five business days where they named none,
and between one attempt and the next. All are settings, since the guidance disagrees.

To open, to be due and to be late are three things. An email or a call opens on its day, is due
within two business days, and is late only after that. Thanks open with the interview's end and are
due within 24 hours; letting go is never late.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from enum import StrEnum
from functools import lru_cache

import pendulum
from msgspec import Struct, structs
from pendulum import DateTime

from store import say
from store.clock import in_zone, local, local_day
from store.records import Card, Result, Stage, Step, What
from store.rules.elsewhere import AcceptedOffer
from store.rules.rules import Rules
from store.rules.stages import TITLES, WRITTEN, Owes, latest, rung, since_answer, unreplied


class Urgency(StrEnum):
    """How pressing a card is, most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    NONE = "none"


Reason = tuple[str | date, ...]
"""The parts of a sentence: text, days and moments. Put together only when somebody reads it."""


class Due(Struct, frozen=True, kw_only=True):
    """What a card owes, from when, from when it is late, and the sentence that explains it.

    ``opens`` is when the action becomes right, ``late_from`` the moment from which it is late
    (None: never); both are in the zone of the ``now`` they were worked out with. ``opens`` is None
    when nothing is owed. ``day`` is the day that the card is due by the calendar: the day it opens;
    for an offer the day by which they want the answer; None for a thank-you, which is due at a
    moment. ``reply_to`` says which of their news a reply answers, or WITHDREW for a withdrawal that
    is owed since another offer was accepted. ``turns`` is when it owes something else, without
    anybody's doing; None where it never does.
    """

    owes: Owes | None = None
    opens: DateTime | None = None
    late_from: DateTime | None = None
    day: date | None = None
    reply_to: What | None = None
    turns: DateTime | None = None
    reason: Reason

    @property
    def why(self) -> str:
        """The sentence that explains it."""
        return "".join(
            part
            if isinstance(part, str)
            else say.moment(part)
            if isinstance(part, datetime)
            else say.day(part)
            for part in self.reason
        )

    @property
    def whole_day(self) -> bool:
        """Whether the rule speaks of a day, not of an hour."""
        return self.day is not None

    def urgency(self, now: DateTime) -> Urgency:
        """Overdue once it is late, today once it is open, upcoming before."""
        if self.opens is None:
            return Urgency.NONE
        if self.late_from is not None and now >= self.late_from:
            return Urgency.OVERDUE
        return Urgency.TODAY if now >= self.opens else Urgency.UPCOMING

    def iso(self) -> str | None:
        """The due day ("2026-12-01"), or for thanks the moment by which they are due, as ISO 8601.

        None when nothing is owed.
        """
        if self.opens is None:
            return None
        if self.day is not None:
            return self.day.isoformat()
        return (self.late_from or self.opens).isoformat()


class _Wait(Struct, frozen=True):
    """The day from which an action is right, and the part of the sentence that says why."""

    day: date
    reason: Reason


@lru_cache(maxsize=4096)
def _start_of(day: date, zone: tzinfo) -> DateTime:
    return pendulum.datetime(day.year, day.month, day.day, tz=zone)


def interview_end(card: Card, rules: Rules, now: DateTime) -> DateTime:
    """When the current round's interview is over, in the candidate's zone."""
    return local(card.round.at, now).add(minutes=rules.settings.interview_minutes)


def due(card: Card, rules: Rules, now: DateTime) -> Due:
    """What the card owes, when, and why, as seen at ``now``.

    An offer comes before everything else; then the kind withdrawal, once another offer was
    accepted; then a reply to their news; then the path.
    """
    if card.outcome is not None or card.deleted is not None:
        return Due(reason=_at_rest(card, now))
    if card.offer is not None:
        return _answer_offer(card, now)
    if accepted := _to_withdraw_for(card, rules):
        return snoozed(_withdraw(accepted, card, rules, now), card, rules, now)
    ahead = path(card, rules, now)
    reply = _reply(card, ahead, rules, now)
    return snoozed(reply or ahead, card, rules, now)


def too_early(found: Due, card: Card, rules: Rules, now: DateTime) -> str:
    """How much too early the action would be now ("three business days"); "" when it is not."""
    if found.opens is None or now >= found.opens:
        return ""
    if found.opens.date() == now.date():
        return say.count(max(1, round((found.opens - now).total_hours())), "hour")
    days = rules.workdays(card).between(now.date(), found.opens.date())
    return say.count(days, "business day") if days else "less than one business day"


def path(card: Card, rules: Rules, now: DateTime) -> Due:
    """What the path asks for next.

    Thanks that are still owed when the email opens are folded into it: two mails in two days, one
    of them late, read as an afterthought.
    """
    owed = rung(card)
    if owed is None:
        return Due(reason=_at_rest(card, now))
    if owed is not Owes.THANK:
        return _from_day(owed, _wait(card, owed, rules, now), card, rules, now)
    wait = _spaced(_their_window(card, rules, now), card, rules, now)
    folds = max(_start_of(wait.day, _zone_of(now)), thanks_due(card, rules, now))
    if now < folds:
        return structs.replace(_thank(card, rules, now), turns=folds)
    folded: Reason = (*wait.reason, "; the thanks that are owed go with it")
    return _from_day(Owes.EMAIL, _Wait(wait.day, folded), card, rules, now)


def _from_day(owed: Owes, wait: _Wait, card: Card, rules: Rules, now: DateTime) -> Due:
    zone = _zone_of(now)
    opens = _start_of(wait.day, zone)
    opened = opens.date() < now.date()
    if owed is Owes.MOVE_ON:
        reason = (*wait.reason, "; you can move on from ", wait.day, ".")
        return Due(owes=owed, opens=opens, day=wait.day, reason=reason)
    late = _late_from(wait.day, card, rules, now)
    verb = "call" if owed is Owes.CALL else "email"
    open_word = f"; {verb} {'opened' if opened else 'opens'} "
    since = "since" if now >= late else "from"
    told: Reason = (", late ", since, " ", late.date()) if now >= opens else ()
    reason = (*wait.reason, open_word, wait.day, *told, ".")
    return Due(owes=owed, opens=opens, late_from=late, day=wait.day, reason=reason)


def _late_from(day: date, card: Card, rules: Rules, now: DateTime) -> DateTime:
    """The start of the day from which what opened on ``day`` is late."""
    late = rules.workdays(card).add(day, rules.settings.late_after_days)
    return _start_of(late, _zone_of(now))


def _thank(card: Card, rules: Rules, now: DateTime) -> Due:
    """Thanks are due within 24 hours; where that is no business day, by noon of the next one."""
    start, end = local(card.round.at, now), interview_end(card, rules, now)
    hours = rules.settings.thank_hours
    by = thanks_due(card, rules, now)
    if now < end:
        reason: Reason = ("The interview is ", start, ". Thanks are due by ", by, ".")
    elif by == end.add(hours=hours):
        reason = ("You talked ", start, f"; thanks are due within {hours} hours, by ", by, ".")
    else:
        reason = ("You talked ", start, "; after a weekend or holiday thanks are due by ", by, ".")
    if end <= now < by and end.day_of_week == pendulum.FRIDAY:
        friday = " After a Friday interview the same afternoon or Monday morning both read well."
        reason = (*reason, friday)
    return Due(owes=Owes.THANK, opens=end, late_from=by, reason=reason)


def thanks_due(card: Card, rules: Rules, now: DateTime) -> DateTime:
    """The moment by which the current round's thanks are due, in the candidate's zone.

    That is 24 hours after the end, or noon of the next business day where this falls on a weekend
    or a holiday: by their clock, and on their calendar.
    """
    end = interview_end(card, rules, now)
    there = in_zone(end.add(hours=rules.settings.thank_hours), card.round.zone)
    workdays = rules.workdays(card)
    if workdays.includes(there.date()):
        return local(there, now)
    day = workdays.add(there.date(), 1)
    noon = pendulum.datetime(day.year, day.month, day.day, 12, tz=_zone_of(there))
    return local(noon, now)


def _reply(card: Card, ahead: Due, rules: Rules, now: DateTime) -> Due | None:
    """The reply to their news, while one is fitting.

    A round is confirmed before it takes place. Thanks for news of a date are in place until the
    next action of the path opens, which knows of that news. A no is thanked for, or not, whenever
    the candidate likes.
    """
    answer = unreplied(card)
    if answer is None:
        return None
    told = local(answer.done, now)
    late: DateTime | None = None
    turns: DateTime | None = None
    match answer.what:
        case What.NEXT_ROUND:
            start = local(card.round.at, now)
            if now >= start:
                return None
            turns = start
            late = min(_late_from(told.date(), card, rules, now), start)
            reason: Reason = (
                "They asked you on ",
                told.date(),
                "; confirm the interview on ",
                start,
                ".",
            )
        case What.REJECTED:
            reason = ("They said no on ", told.date(), ". A word of thanks leaves the door open.")
        case _:
            if ahead.opens is not None and now >= ahead.opens:
                return None
            reason = (
                "They wrote on ",
                told.date(),
                ". A word of thanks, then wait: ",
                *ahead.reason,
            )
    return Due(
        owes=Owes.REPLY,
        opens=told,
        late_from=late,
        day=told.date(),
        reply_to=answer.what,
        turns=turns,
        reason=reason,
    )


def _answer_offer(card: Card, now: DateTime) -> Due:
    """An offer waits for its answer from the moment it was made, by the day that they named."""
    made = latest(card, What.OFFER)
    told = local(made.done if made else card.created, now)
    by = card.offer.answer_by if card.offer else None
    if by is None:
        reason: Reason = (
            "They made an offer on ",
            told.date(),
            "; they named no day for your answer.",
        )
        return Due(owes=Owes.ANSWER_OFFER, opens=told, day=told.date(), reason=reason)
    late = _start_of(by, _zone_of(now)).add(days=1)
    reason = ("They made an offer on ", told.date(), "; they want your answer by ", by, ".")
    return Due(owes=Owes.ANSWER_OFFER, opens=told, late_from=late, day=by, reason=reason)


def _to_withdraw_for(card: Card, rules: Rules) -> AcceptedOffer | None:
    """The offer accepted elsewhere for which this card is still to be withdrawn from, kindly."""
    accepted = rules.elsewhere.accepted_beside(card) if rules.elsewhere.accepted else None
    if accepted is None or card.stage is Stage.MOVED_ON:
        return None
    answer = unreplied(card)
    if answer is not None and answer.what is What.REJECTED:
        return None  # nobody withdraws from a no; a word of thanks is all
    skipped = (s for s in card.steps if s.what in {What.SKIPPED_REPLY, What.REOPENED})
    return None if any(step.recorded >= accepted.at for step in skipped) else accepted


def _withdraw(accepted: AcceptedOffer, card: Card, rules: Rules, now: DateTime) -> Due:
    day = local_day(accepted.at, now)
    reason: Reason = (
        f"You accepted the offer of {accepted.company} on ",
        day,
        "; a kind word now lets them go ahead with somebody else.",
    )
    return Due(
        owes=Owes.REPLY,
        opens=local(accepted.at, now),
        late_from=_late_from(day, card, rules, now),
        day=day,
        reply_to=What.WITHDREW,
        reason=reason,
    )


def _wait(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Which rule says how long to wait before the email, the call, or moving on."""
    if owed is Owes.CALL and (tried := _unanswered_call(card)):
        days = rules.settings.try_again_days
        day = local_day(tried.done, now)
        reason = ("Nobody answered your call ", day, f"; {_business_days(days)} between tries")
        wait = _Wait(rules.workdays(card).add(day, days), reason)
    elif card.stage is Stage.WAITING:
        wait = _their_window(card, rules, now)
    else:
        wait = _silence(card, owed, rules, now)
    return _spaced(wait, card, rules, now)


def _spaced(wait: _Wait, card: Card, rules: Rules, now: DateTime) -> _Wait:
    """The same, but not within some days of the last time the candidate wrote or called."""
    written = [step.done for step in card.steps if step.what in WRITTEN]
    if not written:
        return wait
    last, days = local_day(max(written), now), rules.settings.space_days
    day = rules.workdays(card).add(last, days)
    if day <= wait.day:
        return wait
    return _Wait(day, ("You last wrote or called ", last, f"; {_business_days(days)} of space"))


def _their_window(card: Card, rules: Rules, now: DateTime) -> _Wait:
    """Their promise and some grace; with no date named, some days since they were last heard."""
    settings = rules.settings
    promise = card.round.promise
    if promise and promise.day:
        grace = _business_days(settings.grace_days)
        grace += "'" if grace.endswith("s") else "'s"
        reason: Reason = ("They said ", promise.day, f"; {grace} grace")
        return _Wait(rules.email_opens(promise.day, card.country), reason)
    talked = local_day(card.round.at, now)
    heard = max(talked, promise.said) if promise else talked
    after = "the interview" if heard == talked else "you last heard from them"
    wait = _business_days(settings.no_promise_days)
    reason = (f"No date was named; {wait} after {after} on ", heard)
    return _Wait(rules.workdays(card).add(heard, settings.no_promise_days), reason)


def _silence(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Some days of silence after what was last sent or said; after a voicemail some more."""
    settings = rules.settings
    tried = (What.CALLED,) if card.stage is Stage.CALLED else (What.EMAILED, What.EMAILED_AGAIN)
    step = latest(card, *tried)
    days = settings.move_on_after_days if owed is Owes.MOVE_ON else settings.call_after_days
    if owed is Owes.MOVE_ON and step is not None and step.result is Result.LEFT_MESSAGE:
        days = settings.move_on_after_voicemail_days
    since = local_day(step.done, now) if step else _entered(card, now)
    verb = _TRIED.get(step.what, "") if step else f"You moved it to {TITLES[card.stage]} on"
    if step is not None and step.result is Result.LEFT_MESSAGE:
        verb = "You left a message"
    no_call = owed in {Owes.MOVE_ON, Owes.EMAIL_AGAIN} and card.stage is Stage.EMAILED
    no_call_word = ", and no call for this one" if no_call else ""
    reason = (f"{verb} ", since, f"; {_business_days(days)} to answer{no_call_word}")
    return _Wait(rules.workdays(card).add(since, days), reason)


_TRIED = {
    What.EMAILED: "You emailed",
    What.EMAILED_AGAIN: "You emailed again",
    What.CALLED: "You called",
}


def _unanswered_call(card: Card) -> Step | None:
    """The latest call that nobody answered, if no other attempt came after it."""
    attempts = [step for step in since_answer(card) if step.what in _TRIED]
    last = attempts[-1] if attempts else None
    return last if last and last.result is Result.NO_ANSWER else None


def _entered(card: Card, now: DateTime) -> date:
    """The day the card came to its stage: when the step that brought it was done."""
    for step in reversed(card.steps):
        if step.stage_after is card.stage and step.stage_before is not card.stage:
            return local_day(step.done, now)
    return local_day(card.round.at, now)


def _business_days(count: int) -> str:
    return say.count(count, "business day")


def _zone_of(now: DateTime) -> tzinfo:
    return now.timezone or pendulum.UTC


def snoozed(found: Due, card: Card, rules: Rules, now: DateTime) -> Due:
    """The same with its day pushed back, where the candidate snoozed it; the rule stays visible."""
    if card.snooze is None or found.opens is None:
        return found
    if (found.day or (found.late_from or found.opens).date()) >= card.snooze:
        return found
    opens = _start_of(card.snooze, _zone_of(now))
    late = found.late_from
    if late is not None:
        late = opens.add(days=1) if found.day is None else _late_from(card.snooze, card, rules, now)
    return structs.replace(
        found,
        opens=opens,
        late_from=late,
        day=card.snooze,
        reason=(*found.reason, " You snoozed it to ", card.snooze, "."),
    )


def _at_rest(card: Card, now: DateTime) -> Reason:
    if card.outcome is not None:
        return (f"Closed: {card.outcome}.",)
    since = _entered(card, now)
    return ("You moved on ", since, ". Nothing is owed; an answer can still open it again.")
