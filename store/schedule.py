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
from store.records import Card, Result, Settings, Stage, Step, What
from store.stages import Owes, owes
from store.workdays import add_workdays, workdays_between


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


def local(value: datetime, now: DateTime) -> DateTime:
    """A stored time in the zone of ``now``, which is the candidate's."""
    return pendulum.instance(value).in_timezone(now.timezone or pendulum.UTC)


def interview_end(card: Card, settings: Settings, now: DateTime) -> DateTime:
    """When the current round's interview is over, in the candidate's zone."""
    return local(card.round.at, now).add(minutes=settings.interview_minutes)


def entered(card: Card, now: DateTime) -> date:
    """The day the card really came to its stage: when the step that brought it was done."""
    for step in reversed(card.steps):
        if step.stage_after is card.stage and step.stage_before is not card.stage:
            return local(step.done, now).date()
    return local(card.round.at, now).date()


def due(card: Card, settings: Settings, now: DateTime) -> Due:
    """What the card owes, when, and why, as seen at ``now``."""
    owed = owes(card)
    if owed is None:
        return Due(why=_at_rest(card, now))
    if card.stage is Stage.THANK_YOU:
        found = _thank(card, settings, now)
    elif card.stage is Stage.WAITING:
        found = _email(card, settings, now)
    elif owed is Owes.CALL:
        found = _call(card, settings, now)
    else:
        found = _move_on(card, settings, now)
    return _put_off(found, card, now)


def too_early(found: Due, now: DateTime) -> str:
    """How much too early the action would be now ("three business days"); "" when it is not."""
    if found.opens is None or now >= found.opens:
        return ""
    if found.opens.date() == now.date():
        return say.count(max(1, round((found.opens - now).total_hours())), "hour")
    between = workdays_between(now.date(), found.opens.date())
    return say.count(between, "business day") if between else "less than one business day"


def _on_day(owed: Owes, day: date, now: DateTime, why: str) -> Due:
    start = pendulum.datetime(day.year, day.month, day.day, tz=now.timezone or pendulum.UTC)
    verb = "opened" if day < now.date() else "opens"
    return Due(owes=owed, opens=start, by=start.end_of("day"), why=f"{why} {verb} {say.day(day)}.")


def _thank(card: Card, settings: Settings, now: DateTime) -> Due:
    start, end = local(card.round.at, now), interview_end(card, settings, now)
    by = end.add(hours=settings.thank_hours)
    if now < end:
        why = f"The interview is {say.moment(start)}. A thank-you is due within "
        why += f"{settings.thank_hours} hours after it."
    else:
        why = f"You talked {say.moment(start)}; thanks are due within {settings.thank_hours} hours,"
        why += f" by {say.moment(by)}."
        if end.day_of_week == pendulum.FRIDAY:
            why += " After a Friday interview the same afternoon or Monday morning both read well."
    return Due(owes=Owes.THANK, opens=end, by=by, whole_day=False, why=why)


def _email(card: Card, settings: Settings, now: DateTime) -> Due:
    promise = card.round.promise
    if promise and promise.day:
        opens = add_workdays(promise.day, settings.grace_days)
        grace = say.count(settings.grace_days, "business day")
        grace += "'" if grace.endswith("s") else "'s"
        why = f"They said {say.day(promise.day)}; {grace} grace; email"
    else:
        talked = local(card.round.at, now).date()
        opens = add_workdays(talked, settings.no_promise_days)
        wait = say.count(settings.no_promise_days, "business day")
        why = f"They named no date; {wait} after the interview on {say.day(talked)}; email"
    return _on_day(Owes.EMAIL, opens, now, why)


def _last_try(card: Card) -> Step | None:
    """The latest call of this round that nobody answered, if no email came after it."""
    steps = [step for step in card.steps if step.round == card.round.id]
    last = steps[-1] if steps else None
    for step in reversed(steps):
        if step.what in {What.CALLED, What.EMAILED}:
            last = step
            break
    return last if last and last.result is Result.NO_ANSWER else None


def _call(card: Card, settings: Settings, now: DateTime) -> Due:
    if tried := _last_try(card):
        tried_on = local(tried.done, now).date()
        wait = say.count(settings.try_again_days, "business day")
        why = f"You called {say.day(tried_on)} and nobody answered; {wait} on, the next try"
        return _on_day(Owes.CALL, add_workdays(tried_on, settings.try_again_days), now, why)
    since = entered(card, now)
    wait = say.count(settings.call_after_days, "business day")
    why = f"You emailed {say.day(since)}; {wait} to answer; calling"
    return _on_day(Owes.CALL, add_workdays(since, settings.call_after_days), now, why)


def _move_on(card: Card, settings: Settings, now: DateTime) -> Due:
    since = entered(card, now)
    called = card.stage is Stage.CALLED
    wait = say.count(settings.move_on_after_days, "business day")
    why = f"You {'called' if called else 'emailed'} {say.day(since)}; {wait} to answer"
    why += "; moving on" if called else "; no calls for this one; moving on"
    return _on_day(Owes.MOVE_ON, add_workdays(since, settings.move_on_after_days), now, why)


def _put_off(found: Due, card: Card, now: DateTime) -> Due:
    """The same with its day pushed back, where the candidate put it off; the rule stays visible."""
    if card.snooze is None or found.by is None or found.by.date() >= card.snooze:
        return found
    later = _on_day(found.owes or Owes.THANK, card.snooze, now, "")
    why = f"{found.why} You put it off to {say.day(card.snooze)}."
    return Due(owes=found.owes, opens=later.opens, by=later.by, why=why)


def _at_rest(card: Card, now: DateTime) -> str:
    if card.outcome is not None:
        return f"Closed: {card.outcome}."
    since = say.day(entered(card, now))
    return f"You moved on {since}. Nothing is owed; an answer can still open it again."
