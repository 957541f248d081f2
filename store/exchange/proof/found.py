"""What counts as a contact, and what came of it, by a card's history.

Only what was really done counts: an interview that is over, a letter or call that was confirmed.
What was undone, moved back, skipped or only planned does not. An answer of theirs is no contact of
the candidate's; it is the result of the last contact before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local
from store.exchange.proof.period import Period
from store.records import RECRUITER, Card, Channel, Person, Result, Round, Stage, Step, What
from store.rules.rules import Rules
from store.rules.stages import ANSWERS, WRITTEN, is_called_off, person_of, really_done

_WAITS = frozenset({None, What.THANKED, What.EMAILED, What.EMAILED_AGAIN, What.CALLED})
"""The contacts after which an answer may still come; None is an interview."""
_ENDED = frozenset({What.REJECTED, What.WITHDREW, What.DECLINED, What.ACCEPTED, What.MOVED_ON})


class News(Struct, frozen=True):
    """What came of a contact: their answer, with the next interview's start where they named it."""

    what: What
    at: datetime | None = None


class Contact(Struct, frozen=True, kw_only=True):
    """One contact: an interview (``what`` is None), or a letter or call of the candidate's.

    ``at`` is when it was, in the candidate's zone. ``form`` is how an interview was held, as typed;
    ``people`` are those met or written to. ``call`` is what came of a call, ``news`` what they
    answered since, up to the next contact. ``silent`` is a stage where they have not answered yet.
    """

    at: DateTime
    card: Card
    what: What | None = None
    channel: Channel | None = None
    form: str = ""
    people: tuple[Person, ...] = ()
    call: Result | None = None
    news: tuple[News, ...] = ()
    silent: Stage | None = None

    @property
    def is_recruiter(self) -> bool:
        """Whether it went to the recruiter in between."""
        return [person.id for person in self.people] == [RECRUITER]


def contacts(cards: Iterable[Card], period: Period, rules: Rules, now: DateTime) -> list[Contact]:
    """The contacts of a period, the earliest first, each with what is known of it by ``now``."""
    found = [
        contact
        for card in cards
        for contact in _of_card(card, rules, now)
        if period.includes(contact.at.date())
    ]
    return sorted(found, key=lambda each: (each.at, each.card.company.casefold(), each.card.id))


def _of_card(card: Card, rules: Rules, now: DateTime) -> list[Contact]:
    steps = really_done(card.steps)
    had = [*_interviews(card, steps, rules, now), *_written(card, steps, now)]
    had.sort(key=lambda each: each.at)
    told = [(step.done, _news(step, card)) for step in steps if _is_news(step)]
    finished: list[Contact] = []
    for number, contact in enumerate(had):
        last = number == len(had) - 1
        end = None if last else had[number + 1].at
        news = tuple(each for at, each in told if contact.at <= at and (end is None or at < end))
        is_silent = last and not news and contact.what in _WAITS and card.outcome is None
        silent = card.stage if is_silent else None
        finished.append(replace(contact, news=news, silent=silent))
    return finished


def _interviews(
    card: Card, steps: tuple[Step, ...], rules: Rules, now: DateTime
) -> Iterator[Contact]:
    for interview in card.rounds:
        minutes = interview.minutes or rules.settings.interview_minutes
        is_over = interview.at + timedelta(minutes=minutes) <= now
        is_off = is_called_off(card, interview) or _had_ended(interview, steps)
        if is_over and not is_off:
            at = local(interview.at, now)
            yield Contact(at=at, card=card, form=interview.format, people=interview.people)


def _had_ended(interview: Round, steps: tuple[Step, ...]) -> bool:
    """Whether it had ended with the company before the interview, and was not taken up again."""
    before = [step for step in steps if step.done < interview.at]
    last = next(
        (step.what for step in reversed(before) if step.what in {*_ENDED, *ANSWERS, What.REOPENED}),
        None,
    )
    return last in _ENDED


def _written(card: Card, steps: tuple[Step, ...], now: DateTime) -> Iterator[Contact]:
    for step in steps:
        if step.what not in WRITTEN or _is_news(step):
            continue
        person = person_of(card, step.person)
        yield Contact(
            at=local(step.done, now),
            card=card,
            what=step.what,
            channel=step.channel or (Channel.PHONE if step.what is What.CALLED else Channel.EMAIL),
            people=(person,) if person else (),
            call=step.result,
        )


def _is_news(step: Step) -> bool:
    """Whether a step is what they answered, or a goodbye of which nobody says that it was sent."""
    is_sent = step.what is What.WITHDREW and bool(step.channel or step.person)
    return step.what in ANSWERS and not is_sent


def _news(step: Step, card: Card) -> News:
    if step.what is not What.NEXT_ROUND:
        return News(step.what)
    known = {interview.id: interview for interview in card.rounds}
    interview = known.get(step.round)
    return News(step.what, interview.at if interview else None)
