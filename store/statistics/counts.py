"""What came of the interviews so far: counts, without a verdict.

The unit is the interview, that is a round, which took place: it is over, and the card was not
closed before it. Deleted cards and undone steps do not count. An action that was moved back (``b``)
does not count either: moving back says that it was not taken after all.

An *answer* is theirs: an offer, a next round, a no, a new date, or news. An offer stays one whether
it was accepted or declined. A withdrawal is the candidate's own and is counted apart. A second
email is an email like the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median

from msgspec import Struct
from pendulum import DateTime

from store.clock import local_day
from store.dates.workdays import Workdays
from store.records import Card, Result, Round, Stage, Step, What
from store.rules.rules import Rules
from store.rules.stages import ANSWERS, is_called_off
from store.statistics.punctual import OnTime, promise_before, punctual

WEEKS = 12
"""How many weeks the activity goes back, the present one included."""

_THEIRS = ANSWERS - {What.WITHDREW}
_SETTLED_OFFER = frozenset({What.ACCEPTED, What.DECLINED})
_ENDINGS = frozenset({What.OFFER, What.REJECTED, What.WITHDREW, What.NEXT_ROUND})
_EMAILS = (What.EMAILED, What.EMAILED_AGAIN)
_LEADS_TO = {
    What.THANKED: Stage.WAITING,
    What.EMAILED: Stage.EMAILED,
    What.EMAILED_AGAIN: Stage.EMAILED,
    What.CALLED: Stage.CALLED,
}
_ORDER = {stage: place for place, stage in enumerate(Stage)}


class Answers(Struct, frozen=True):
    """What each interview has led to so far: each is counted once, so they add up to all.

    ``news_only`` is news or a new date and nothing final yet; ``moved_on`` was let go in silence.
    """

    offer: int = 0
    next_round: int = 0
    rejected: int = 0
    news_only: int = 0
    withdrew: int = 0
    moved_on: int = 0
    none_yet: int = 0


class AnsweredAfter(Struct, frozen=True):
    """The last thing that was done before the first answer: each answered interview once.

    A call that nobody answered is not one.
    """

    nothing: int = 0
    thank_you: int = 0
    email: int = 0
    call: int = 0


class PastPromise(Struct, frozen=True):
    """How many business days after the day they had named the first answer came.

    ``cases`` counts the interviews that were answered and had such a day; days are negative where
    the answer came before it. ``silent`` counts those whose day has gone by without an answer, so
    that a few quick answers do not look like the rule.
    """

    cases: int = 0
    median: float | None = None
    least: int | None = None
    most: int | None = None
    silent: int = 0


class Funnel(Struct, frozen=True):
    """How many interviews got how far; a skipped step is not counted as taken."""

    interviewed: int = 0
    thanked: int = 0
    emailed: int = 0
    called: int = 0
    answered: int = 0


class Week(Struct, frozen=True):
    """What happened in a week, which starts on a Monday in the candidate's zone.

    ``follow_ups`` are thanks, emails and calls, also calls that nobody answered.
    """

    starts: date
    interviews: int = 0
    follow_ups: int = 0
    answers: int = 0


class Statistics(Struct, frozen=True, kw_only=True):
    """All of it, as seen at one moment. ``weeks`` come in order, the present one last."""

    interviews: int
    answers: Answers
    answered_after: AnsweredAfter
    past_promise: PastPromise
    funnel: Funnel
    weeks: tuple[Week, ...]
    this_week: OnTime


class _Round(Struct, frozen=True):
    """An interview with what was done about it and what they answered, in the order recorded."""

    card: Card
    interview: Round
    taken: tuple[Step, ...]
    answers: tuple[Step, ...]
    ending: Step | None

    @property
    def first(self) -> Step | None:
        """Their first answer."""
        return min(self.answers, key=_done, default=None)


def statistics(cards: Iterable[Card], rules: Rules, now: DateTime) -> Statistics:
    """The counts over these cards at ``now``, which is in the candidate's zone."""
    rounds = [each for card in cards if card.deleted is None for each in _rounds(card)]
    held = [each for each in rounds if _took_place(each, rules, now)]
    answered = [each for each in held if each.answers]
    monday = date.fromordinal(now.toordinal() - now.weekday())
    return Statistics(
        interviews=len(held),
        answers=_answers(held),
        answered_after=_answered_after(answered),
        past_promise=_past_promise(held, rules, now),
        funnel=Funnel(
            interviewed=len(held),
            thanked=sum(_has(each, What.THANKED) for each in held),
            emailed=sum(_has(each, *_EMAILS) for each in held),
            called=sum(_has(each, What.CALLED) for each in held),
            answered=len(answered),
        ),
        weeks=_weeks(rounds, held, monday, now),
        this_week=punctual(
            ((each.card, step) for each in rounds for step in each.taken), monday, rules, now
        ),
    )


def _rounds(card: Card) -> Iterable[_Round]:
    """The rounds of a card. Being asked to the next one is the answer to the one before."""
    steps = card.steps
    for place, interview in enumerate(card.rounds):
        following = card.rounds[place + 1].id if place + 1 < len(card.rounds) else None
        own = [
            step
            for step in steps
            if step.round == (following if step.what is What.NEXT_ROUND else interview.id)
        ]
        yield _Round(card, interview, _taken(own), *_answered(own))


def _taken(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The follow-ups among the steps of a round, without what was moved back."""
    taken: list[Step] = []
    for step in steps:
        if step.what in _LEADS_TO:
            taken.append(step)
        elif step.what is What.MOVED_BACK:
            back_to = _ORDER[step.stage_after]
            taken = [each for each in taken if _ORDER[_LEADS_TO[each.what]] <= back_to]
    return tuple(taken)


def _answered(steps: Sequence[Step]) -> tuple[tuple[Step, ...], Step | None]:
    """Their answers among the steps of a round, and the one that ended it.

    A card that is opened again stands where it stood: with its offer, or with nothing final.
    """
    answers: list[Step] = []
    ending: Step | None = None
    offer: Step | None = None
    for step in steps:
        told = step.what in _SETTLED_OFFER and offer is None  # another tracker told no more
        if step.what in _THEIRS or told:
            answers.append(step)
        if step.what in _ENDINGS or told:
            ending = step
        elif step.what is What.REOPENED:
            ending = offer
        if step.what is What.OFFER or told:
            offer = step
        elif step.what in {What.REJECTED, What.NEXT_ROUND}:
            offer = None
    return tuple(answers), ending


def _took_place(each: _Round, rules: Rules, now: DateTime) -> bool:
    at = each.interview.at
    over = at + timedelta(minutes=rules.settings.interview_minutes) <= now
    had_ended = each.ending is not None and each.ending.done < at
    return over and not had_ended and not is_called_off(each.card, each.interview)


def _has(each: _Round, *whats: What) -> bool:
    return any(step.what in whats and step.result is not Result.NO_ANSWER for step in each.taken)


def _answers(held: Sequence[_Round]) -> Answers:
    names = [_led_to(each) for each in held]
    return Answers(**{name: names.count(name) for name in Answers.__struct_fields__})


def _led_to(each: _Round) -> str:
    if each.ending is not None and each.ending.what in _SETTLED_OFFER:
        return "offer"
    if each.ending is not None:
        return each.ending.what.replace(" ", "_")
    if each.answers:
        return "news_only"
    current = each.interview.id == each.card.round.id
    return "moved_on" if current and each.card.stage is Stage.MOVED_ON else "none_yet"


def _answered_after(answered: Sequence[_Round]) -> AnsweredAfter:
    names = [_done_before(each) for each in answered]
    return AnsweredAfter(**{name: names.count(name) for name in AnsweredAfter.__struct_fields__})


def _done_before(each: _Round) -> str:
    first = each.first
    known = {
        step.what
        for step in each.taken
        if first and step.done <= first.done and step.result is not Result.NO_ANSWER
    }
    for what, name in (
        (What.CALLED, "call"),
        (What.EMAILED_AGAIN, "email"),
        (What.EMAILED, "email"),
        (What.THANKED, "thank_you"),
    ):
        if what in known:
            return name
    return "nothing"


def _past_promise(held: Sequence[_Round], rules: Rules, now: DateTime) -> PastPromise:
    days: list[int] = []
    silent = 0
    for each in held:
        first = each.first
        if first is None:
            promise = each.interview.promise
            silent += bool(
                each.ending is None and promise and promise.day and promise.day < now.date()
            )
            continue
        promise = promise_before(each.card, each.interview, first)
        if promise and promise.day:
            answered = local_day(first.done, now)
            days.append(_business_days(rules.workdays(each.card), promise.day, answered))
    if not days:
        return PastPromise(silent=silent)
    return PastPromise(len(days), float(median(days)), min(days), max(days), silent)


def _business_days(workdays: Workdays, start: date, end: date) -> int:
    """Business days from one day to another; negative where the other comes first."""
    return workdays.between(start, end) - workdays.between(end, start)


def _weeks(
    rounds: Sequence[_Round], held: Sequence[_Round], monday: date, now: DateTime
) -> tuple[Week, ...]:
    starts = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    # A day more than the weeks hold, whatever the zone: most of a long file is left out cheaply.
    since = now - timedelta(weeks=WEEKS, days=1)

    def counted(moments: Iterable[datetime]) -> dict[date, int]:
        counts = dict.fromkeys(starts, 0)
        for moment in moments:
            if moment >= since:
                day = local_day(moment, now)
                week = day - timedelta(days=day.weekday())
                if week in counts:
                    counts[week] += 1
        return counts

    interviews = counted(each.interview.at for each in held)
    follow_ups = counted(step.done for each in rounds for step in each.taken)
    answers = counted(step.done for each in rounds for step in each.answers)
    return tuple(
        Week(start, interviews[start], follow_ups[start], answers[start]) for start in starts
    )


def _done(step: Step) -> datetime:
    return step.done
