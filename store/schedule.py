"""When an action is due, and why: the rules of timing, each with its sentence.

The defaults come from guidance on following up after interviews: thanks within 24 hours; one or
two business days of grace after the date they named; five business days where they named none,
and between one attempt and the next. All are settings, since the guidance disagrees.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import pendulum
from msgspec import Struct
from pendulum import DateTime

from store import say
from store.records import Card, Result, Stage, What
from store.rules import Rules
from store.stages import TITLES, Owes, latest, owes, since_answer


class Urgency(StrEnum):
    """How pressing a card is, most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    NONE = "none"


class Due(Struct, frozen=True, kw_only=True):
    """What a card owes, from when, until when, and the sentence that explains it.

    ``opens`` is when the action becomes right, ``by`` the last moment at which it is in good time;
    both are in the zone of the ``now`` they were worked out with, and None when nothing is owed.
    ``whole_day`` says that the rule speaks of a day, not of an hour.
    """

    owes: Owes | None = None
    opens: DateTime | None = None
    by: DateTime | None = None
    whole_day: bool = True
    why: str

    def urgency(self, now: DateTime) -> Urgency:
        """Overdue after ``by``, today once it is open, upcoming before."""
        if self.opens is None or self.by is None:
            return Urgency.NONE
        if now > self.by:
            return Urgency.OVERDUE
        return Urgency.TODAY if now >= self.opens else Urgency.UPCOMING

    def iso(self) -> str | None:
        """The due day ("2026-12-01"), or moment with offset for an hour's rule, as ISO 8601."""
        if self.by is None:
            return None
        return self.by.date().isoformat() if self.whole_day else self.by.isoformat()


class _Wait(Struct, frozen=True):
    """The day from which an action is right, and the part of the sentence that says why."""

    day: date
    why: str


def local(value: datetime, now: DateTime) -> DateTime:
    """A stored time in the zone of ``now``, which is the candidate's."""
    return pendulum.instance(value).in_timezone(now.timezone or pendulum.UTC)


def interview_end(card: Card, rules: Rules, now: DateTime) -> DateTime:
    """When the current round's interview is over, in the candidate's zone."""
    return local(card.round.at, now).add(minutes=rules.settings.interview_minutes)


def due(card: Card, rules: Rules, now: DateTime) -> Due:
    """What the card owes, when, and why, as seen at ``now``."""
    owed = owes(card)
    if owed is None:
        return Due(why=_at_rest(card, now))
    if owed is Owes.THANK:
        return _put_off(_thank(card, rules, now), card, now)
    wait = _wait(card, owed, rules, now)
    return _put_off(_from_day(owed, wait, now), card, now)


def too_early(found: Due, card: Card, rules: Rules, now: DateTime) -> str:
    """How much too early the action would be now ("three business days"); "" when it is not."""
    if found.opens is None or now >= found.opens:
        return ""
    if found.opens.date() == now.date():
        return say.count(max(1, round((found.opens - now).total_hours())), "hour")
    days = rules.workdays(card).between(now.date(), found.opens.date())
    return say.count(days, "business day") if days else "less than one business day"


def _from_day(owed: Owes, wait: _Wait, now: DateTime) -> Due:
    day = wait.day
    start = pendulum.datetime(day.year, day.month, day.day, tz=now.timezone or pendulum.UTC)
    why = f"{wait.why}; {_opens(owed, opened=day < now.date())} {say.day(day)}."
    return Due(owes=owed, opens=start, by=start.end_of("day"), why=why)


def _opens(owed: Owes, *, opened: bool) -> str:
    """How a sentence goes on to the day: "email opens", "you can call from"."""
    match owed:
        case Owes.CALL:
            return "call from"
        case Owes.MOVE_ON:
            return "you can move on from"
        case _:
            return "email opened" if opened else "email opens"


def _thank(card: Card, rules: Rules, now: DateTime) -> Due:
    start, end = local(card.round.at, now), interview_end(card, rules, now)
    hours = rules.settings.thank_hours
    by = end.add(hours=hours)
    if now < end:
        why = f"The interview is {say.moment(start)}. A thank-you is due within {hours} hours "
        why += "of its end."
    else:
        why = f"You talked {say.moment(start)}; thanks are due within {hours} hours, "
        why += f"by {say.moment(by)}."
        if end.day_of_week == pendulum.FRIDAY:
            why += " After a Friday interview the same afternoon or Monday morning both read well."
    return Due(owes=Owes.THANK, opens=end, by=by, whole_day=False, why=why)


def _wait(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Which rule says how long to wait before the email, the call, or moving on."""
    if owed is Owes.CALL and (tried := _unanswered_call(card, now)):
        days = rules.settings.try_again_days
        why = f"Nobody answered your call {say.day(tried)}; {_business_days(days)} between tries"
        return _Wait(rules.workdays(card).add(tried, days), why)
    if card.stage is Stage.WAITING:
        return _their_window(card, rules, now)
    return _silence(card, owed, rules, now)


def _their_window(card: Card, rules: Rules, now: DateTime) -> _Wait:
    """Their promise and some grace; with no date named, some days since they were last heard."""
    settings = rules.settings
    promise = card.round.promise
    if promise and promise.day:
        grace = _business_days(settings.grace_days)
        grace += "'" if grace.endswith("s") else "'s"
        why = f"They said {say.day(promise.day)}; {grace} grace"
        return _Wait(rules.email_opens(promise.day, card.country), why)
    talked = local(card.round.at, now).date()
    heard = max(talked, promise.said) if promise else talked
    after = "the interview" if heard == talked else "you last heard from them"
    wait = _business_days(settings.no_promise_days)
    why = f"No date was named; {wait} after {after} on {say.day(heard)}"
    return _Wait(rules.workdays(card).add(heard, settings.no_promise_days), why)


def _silence(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Some days of silence after what was last sent or said."""
    settings = rules.settings
    days = settings.call_after_days if owed is Owes.CALL else settings.move_on_after_days
    tried = (What.CALLED,) if card.stage is Stage.CALLED else (What.EMAILED,)
    step = latest(card, *tried)
    if step is None:
        since, verb = _entered(card, now), f"You moved it to {TITLES[card.stage]} on"
    else:
        since = local(step.done, now).date()
        verb = "You called" if card.stage is Stage.CALLED else "You emailed"
    why = f"{verb} {say.day(since)}; {_business_days(days)} to answer"
    if owed is Owes.MOVE_ON and card.stage is Stage.EMAILED:
        why += ", and no call for this one"
    return _Wait(rules.workdays(card).add(since, days), why)


def _unanswered_call(card: Card, now: DateTime) -> date | None:
    """The day of the latest call that nobody answered, if no other attempt came after it."""
    attempts = [step for step in since_answer(card) if step.what in {What.CALLED, What.EMAILED}]
    last = attempts[-1] if attempts else None
    return local(last.done, now).date() if last and last.result is Result.NO_ANSWER else None


def _entered(card: Card, now: DateTime) -> date:
    """The day the card came to its stage: when the step that brought it was done."""
    for step in reversed(card.steps):
        if step.stage_after is card.stage and step.stage_before is not card.stage:
            return local(step.done, now).date()
    return local(card.round.at, now).date()


def _business_days(count: int) -> str:
    return say.count(count, "business day")


def _put_off(found: Due, card: Card, now: DateTime) -> Due:
    """The same with its day pushed back, where the candidate put it off; the rule stays visible."""
    if card.snooze is None or found.by is None or found.by.date() >= card.snooze:
        return found
    later = _from_day(found.owes or Owes.THANK, _Wait(card.snooze, "Put off"), now)
    why = f"{found.why} You put it off to {say.day(card.snooze)}."
    return Due(owes=found.owes, opens=later.opens, by=later.by, why=why)


def _at_rest(card: Card, now: DateTime) -> str:
    if card.outcome is not None:
        return f"Closed: {card.outcome}."
    since = say.day(_entered(card, now))
    return f"You moved on {since}. Nothing is owed; an answer can still open it again."
