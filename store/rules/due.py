"""When an action is due, and why: the rules of timing, each with its sentence.

The defaults come from guidance on following up after interviews: thanks within 24 hours; one or
two business days of grace after the date they named; five business days where they named none,
and between one attempt and the next. All are settings, since the guidance disagrees.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from enum import StrEnum
from functools import lru_cache

import pendulum
from msgspec import Struct
from pendulum import DateTime

from store import say
from store.clock import local, local_day
from store.dates.order import DayOrder, order_for
from store.dates.workdays import Workdays
from store.records import Card, Result, Settings, Stage, What
from store.rules.stages import TITLES, Owes, latest, owes, since_answer


class Urgency(StrEnum):
    """How pressing a card is, most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    NONE = "none"


Reason = tuple[str | date, ...]
"""The parts of a sentence: text, days and moments. Put together only when somebody reads it."""


class Rules(Struct, frozen=True):
    """The settings with the candidate's country: its holidays count where a card names none."""

    settings: Settings = Settings()
    country: str = ""

    def date_order(self, now: DateTime) -> DayOrder | None:
        """The order in which the candidate, whose zone is that of ``now``, writes dates."""
        return order_for(self.settings.date_order, self.country, now.timezone_name or "")

    def workdays(self, card: Card) -> Workdays:
        """The business days at the card's company."""
        return self.workdays_in(card.country)

    def email_opens(self, promised: date, country: str = "") -> date:
        """The day on which the email is right after the day they named: some grace later."""
        return self.workdays_in(country).add(promised, self.settings.grace_days)

    def workdays_in(self, country: str) -> Workdays:
        """The business days in a country; "" stands for the candidate's own default."""
        return Workdays(
            weekend=frozenset(self.settings.weekend),
            country=country or self.country,
            days_off=frozenset(self.settings.days_off),
        )


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
    reason: Reason


@lru_cache(maxsize=4096)
def _whole_day(day: date, zone: tzinfo) -> tuple[DateTime, DateTime]:
    """The first and the last moment of a day."""
    start = pendulum.datetime(day.year, day.month, day.day, tz=zone)
    return start, start.end_of("day")


def interview_end(card: Card, rules: Rules, now: DateTime) -> DateTime:
    """When the current round's interview is over, in the candidate's zone."""
    return local(card.round.at, now).add(minutes=rules.settings.interview_minutes)


def due(card: Card, rules: Rules, now: DateTime) -> Due:
    """What the card owes, when, and why, as seen at ``now``."""
    owed = owes(card)
    if owed is None:
        return Due(reason=_at_rest(card, now))
    if owed is Owes.THANK:
        return _snoozed(_thank(card, rules, now), card, now)
    wait = _wait(card, owed, rules, now)
    return _snoozed(_from_day(owed, wait, now), card, now)


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
    start, end = _whole_day(day, now.timezone or pendulum.UTC)
    opens = _opens(owed, opened=(day.year, day.month, day.day) < (now.year, now.month, now.day))
    return Due(owes=owed, opens=start, by=end, reason=(*wait.reason, f"; {opens} ", day, "."))


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
    reason: Reason = ("You talked ", start, f"; thanks are due within {hours} hours, by ", by, ".")
    if now < end:
        reason = (
            "The interview is ",
            start,
            f". A thank-you is due within {hours} hours of its end.",
        )
    elif end.day_of_week == pendulum.FRIDAY:
        friday = " After a Friday interview the same afternoon or Monday morning both read well."
        reason = (*reason, friday)
    return Due(owes=Owes.THANK, opens=end, by=by, whole_day=False, reason=reason)


def _wait(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Which rule says how long to wait before the email, the call, or moving on."""
    if owed is Owes.CALL and (tried := _unanswered_call(card, now)):
        days = rules.settings.try_again_days
        between = f"; {_business_days(days)} between tries"
        reason = ("Nobody answered your call ", tried, between)
        return _Wait(rules.workdays(card).add(tried, days), reason)
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
        reason: Reason = ("They said ", promise.day, f"; {grace} grace")
        return _Wait(rules.email_opens(promise.day, card.country), reason)
    talked = local_day(card.round.at, now)
    heard = max(talked, promise.said) if promise else talked
    after = "the interview" if heard == talked else "you last heard from them"
    wait = _business_days(settings.no_promise_days)
    reason = (f"No date was named; {wait} after {after} on ", heard)
    return _Wait(rules.workdays(card).add(heard, settings.no_promise_days), reason)


def _silence(card: Card, owed: Owes, rules: Rules, now: DateTime) -> _Wait:
    """Some days of silence after what was last sent or said."""
    settings = rules.settings
    days = settings.call_after_days if owed is Owes.CALL else settings.move_on_after_days
    tried = (What.CALLED,) if card.stage is Stage.CALLED else (What.EMAILED,)
    step = latest(card, *tried)
    if step is None:
        since, verb = _entered(card, now), f"You moved it to {TITLES[card.stage]} on"
    else:
        since = local_day(step.done, now)
        verb = "You called" if card.stage is Stage.CALLED else "You emailed"
    no_call = owed is Owes.MOVE_ON and card.stage is Stage.EMAILED
    no_call_word = ", and no call for this one" if no_call else ""
    reason = (f"{verb} ", since, f"; {_business_days(days)} to answer{no_call_word}")
    return _Wait(rules.workdays(card).add(since, days), reason)


def _unanswered_call(card: Card, now: DateTime) -> date | None:
    """The day of the latest call that nobody answered, if no other attempt came after it."""
    attempts = [step for step in since_answer(card) if step.what in {What.CALLED, What.EMAILED}]
    last = attempts[-1] if attempts else None
    return local_day(last.done, now) if last and last.result is Result.NO_ANSWER else None


def _entered(card: Card, now: DateTime) -> date:
    """The day the card came to its stage: when the step that brought it was done."""
    for step in reversed(card.steps):
        if step.stage_after is card.stage and step.stage_before is not card.stage:
            return local_day(step.done, now)
    return local_day(card.round.at, now)


def _business_days(count: int) -> str:
    return say.count(count, "business day")


def _snoozed(found: Due, card: Card, now: DateTime) -> Due:
    """The same with its day pushed back, where the candidate snoozed it; the rule stays visible."""
    if card.snooze is None or found.by is None or found.by.date() >= card.snooze:
        return found
    opens, by = _whole_day(card.snooze, now.timezone or pendulum.UTC)
    reason = (*found.reason, " You snoozed it to ", card.snooze, ".")
    return Due(owes=found.owes, opens=opens, by=by, reason=reason)


def _at_rest(card: Card, now: DateTime) -> Reason:
    if card.outcome is not None:
        return (f"Closed: {card.outcome}.",)
    since = _entered(card, now)
    return ("You moved on ", since, ". Nothing is owed; an answer can still open it again.")
