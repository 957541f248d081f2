"""When an action of the path opens, from when it is late, and why: each rule with its sentence.

The defaults come from guidance on following up after interviews: thanks within 24 hours; one or
two business days of grace after the date they named; five business days where they named none,
and between one attempt and the next. All are settings, since the guidance disagrees.
"""

from __future__ import annotations

from datetime import date, tzinfo
from functools import cache, lru_cache

import pendulum
from msgspec import Struct, structs
from pendulum import DateTime

from store import say
from store.clock import after, clock_of, in_zone, local, local_day
from store.dates.workdays import Workdays
from store.records import Card, Result, Stage, Step, What
from store.rules.owed import Due, Reason, start_of, zone_of
from store.rules.rules import Rules
from store.rules.stages import (
    TITLES,
    WRITTEN,
    Owes,
    all_done,
    called_off,
    is_called_off,
    latest,
    rung,
    since_answer,
)


class _Wait(Struct, frozen=True):
    """The day from which an action is right, and the part of the sentence that says why."""

    day: date
    reason: Reason


def path(card: Card, rules: Rules, now: DateTime) -> Due:
    """What the path asks for next.

    Thanks that are still owed when the email opens are folded into it: two mails in two days, one
    of them late, read as an afterthought. That is never before the thanks are due.
    """
    owed = rung(card)
    if owed is None:
        return Due(reason=at_rest(card, now))
    if owed is not Owes.THANK:
        return _from_day(owed, _wait(card, owed, rules, now), card, rules, now)
    wait = _spaced(_their_window(card, _talked(card, now), rules), card, rules, now)
    thanks = thank(card, rules, now)
    by = thanks.late_from or now
    day = max(wait.day, rules.workdays(card).add(by, 0))
    folds = max(start_of(day, now), by)
    if now < folds:
        return structs.replace(thanks, turns=folds)
    folded: Reason = (*wait.reason, "; the thanks that are owed go with it")
    return _from_day(Owes.EMAIL, _Wait(day, folded), card, rules, now)


def at_rest(card: Card, now: DateTime) -> Reason:
    """Why a card owes nothing: it is closed, or moved on."""
    if card.outcome is not None:
        return (f"Closed: {card.outcome}.",)
    since = _entered(card, now)
    return ("You moved on ", since, ". Nothing is owed; an answer can still open it again.")


def interview_end(card: Card, rules: Rules, now: DateTime) -> DateTime:
    """When the current round's interview is over, in the candidate's zone."""
    return _end_of(card, local(card.round.at, now), rules)


def _end_of(card: Card, start: DateTime, rules: Rules) -> DateTime:
    return after(start, minutes=card.round.minutes or rules.settings.interview_minutes)


def thank(card: Card, rules: Rules, now: DateTime) -> Due:
    """The thanks for the current round: due within 24 hours, or by noon after days off."""
    start = local(card.round.at, now)
    end, hours = _end_of(card, start, rules), rules.settings.thank_hours
    usual = after(end, hours=hours)
    by = _thanks_due(card, usual, rules, now)
    if now < end:
        reason: Reason = ("The interview is ", start, ". Thanks are due by ", by, ".")
    elif by == usual:
        reason = ("You talked ", start, f"; thanks are due within {hours} hours, by ", by, ".")
    else:
        reason = ("You talked ", start, "; after a weekend or holiday thanks are due by ", by, ".")
    if end <= now < by and end.day_of_week == pendulum.FRIDAY:
        friday = " After a Friday interview the same afternoon or Monday morning both read well."
        reason = (*reason, friday)
    return Due(owes=Owes.THANK, opens=end, late_from=by, reason=reason)


def _thanks_due(card: Card, usual: DateTime, rules: Rules, now: DateTime) -> DateTime:
    """The moment by which thanks are due, as a rule ``usual``: 24 hours after the interview's end.

    Where this falls on a weekend or a holiday, it is noon of the next business day: by their
    clock, and on their calendar.
    """
    there = in_zone(usual, card.round.zone)
    workdays = rules.workdays(card)
    if workdays.includes(there.date()):
        return local(there, now) if card.round.zone else there
    day = workdays.add(there.date(), 1)
    noon = _noon(day, zone_of(there))
    return local(noon, now) if card.round.zone else noon


@lru_cache(maxsize=1024)
def _noon(day: date, zone: tzinfo) -> DateTime:
    return pendulum.datetime(day.year, day.month, day.day, 12, tz=zone)


def _from_day(owed: Owes, wait: _Wait, card: Card, rules: Rules, now: DateTime) -> Due:
    late_after = rules.settings.late_after_days
    return _due_from(owed, wait, rules.workdays(card), late_after, now, clock_of(now))


@lru_cache(maxsize=1024)
def _due_from(
    owed: Owes,
    wait: _Wait,
    workdays: Workdays,
    late_after: int,
    now: DateTime,
    _clock: tuple[tzinfo | None, int],
) -> Due:
    """The same for every card that waits for the same days: of many cards, a lot do."""
    opens = start_of(wait.day, now)
    if owed is Owes.MOVE_ON:
        reason = (*wait.reason, "; you can move on from ", wait.day, ".")
        return Due(owes=owed, opens=opens, day=wait.day, reason=reason)
    late = start_of(workdays.add(wait.day, late_after), now)
    verb = "call" if owed is Owes.CALL else "email"
    open_word = f"; {verb} {'opened' if wait.day < now.date() else 'opens'} "
    since = "since" if now >= late else "from"
    told: Reason = (f", late {since} ", late.date()) if now >= opens else ()
    reason = (*wait.reason, open_word, wait.day, *told, ".")
    last = workdays.add(wait.day, late_after - 1)
    return Due(owes=owed, opens=opens, late_from=late, day=wait.day, until=last, reason=reason)


def _wait(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Which rule says how long to wait before the email, the call, or moving on."""
    talked = _talked(card, now)
    if owed is Owes.CALL and (tried := _unanswered_call(card)):
        days = rules.settings.try_again_days
        day = local_day(tried.done, now)
        reason = ("Nobody answered your call ", day, f"; {_business_days(days)} between tries")
        wait = _Wait(rules.workdays(card).add(day, days), reason)
    elif card.stage is Stage.WAITING:
        wait = _their_window(card, talked, rules)
    else:
        wait = _silence(card, owed, rules, now)
    if wait.day <= talked:  # the interview was put off
        wait = _their_window(card, talked, rules)
    return _spaced(wait, card, rules, now)


def _spaced(wait: _Wait, card: Card, rules: Rules, now: DateTime) -> _Wait:
    """The same, but not within some days of the last time the candidate wrote or called."""
    written = [step.done for step in all_done(card) if step.what in WRITTEN]
    if not written:
        return wait
    last, days = local_day(max(written), now), rules.settings.space_days
    day = rules.workdays(card).add(last, days)
    if day <= wait.day:
        return wait
    return _Wait(day, ("You last wrote or called ", last, f"; {_business_days(days)} of space"))


def _their_window(card: Card, talked: date, rules: Rules) -> _Wait:
    """Their promise and some grace; with no date named, some days since they were last heard.

    A day before the interview is no promise about it: the interview was put off since.
    """
    settings = rules.settings
    promise = card.round.promise
    if promise and promise.day and promise.day >= talked:
        grace = _business_days(settings.grace_days)
        grace += "'" if grace.endswith("s") else "'s"
        reason: Reason = ("They said ", promise.day, f"; {grace} grace")
        return _Wait(rules.email_opens(promise.day, card.country), reason)
    heard = max(talked, promise.said) if promise else talked
    is_after_talk = heard == talked and not is_called_off(card)
    after = "the interview" if is_after_talk else "you last heard from them"
    unnamed = "No later date was named" if promise and promise.day else "No date was named"
    wait = _business_days(settings.no_promise_days)
    reason = (f"{unnamed}; {wait} after {after} on ", heard)
    return _Wait(rules.workdays(card).add(heard, settings.no_promise_days), reason)


def _talked(card: Card, now: DateTime) -> date:
    """The day of the interview; where it was called off, the day on which that was heard."""
    off = called_off(card)
    return local_day(off.done if off else card.round.at, now)


def _silence(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Some days of silence after what was last sent or said; after a voicemail some more."""
    settings = rules.settings
    step = latest(card, *(_CALLS if card.stage is Stage.CALLED else _EMAILS))
    days = settings.move_on_after_days if owed is Owes.MOVE_ON else settings.call_after_days
    verb = _TRIED[step.what] if step else f"You moved it to {TITLES[card.stage]} on"
    if step is not None and step.result is Result.LEFT_MESSAGE:
        verb = "You left a message"
        if owed is Owes.MOVE_ON:
            days = settings.move_on_after_voicemail_days
    since = local_day(step.done, now) if step else _entered(card, now)
    no_call = card.stage is Stage.EMAILED and owed is not Owes.CALL
    no_call_word = ", and no call for this one" if no_call else ""
    reason = (f"{verb} ", since, f"; {_business_days(days)} to answer{no_call_word}")
    return _Wait(rules.workdays(card).add(since, days), reason)


_CALLS, _EMAILS = (What.CALLED,), (What.EMAILED, What.EMAILED_AGAIN)
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


@cache
def _business_days(count: int) -> str:
    return say.count(count, "business day")
