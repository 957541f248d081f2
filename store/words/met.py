"""What the app says about whom you know: how it went with a company, and who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pendulum import DateTime

from store import say
from store.clock import local
from store.records import Card, Outcome, Result, Round, Stage, Step, What
from store.rules.stages import is_called_off

_A_YEAR = 300  # days; from so many on, a month alone could be misread
_ENDED = {
    Outcome.OFFER: (What.OFFER, "They made you an offer"),
    Outcome.ACCEPTED: (What.ACCEPTED, "You accepted their offer"),
    Outcome.DECLINED: (What.DECLINED, "You declined their offer"),
    Outcome.REJECTED: (What.REJECTED, "They said no"),
    Outcome.WITHDREW: (What.WITHDREW, "You withdrew"),
}
_ANSWERS = (What.NEW_DATE, What.NEWS, What.NEXT_ROUND, What.OFFER, What.REJECTED, What.REOPENED)
_MAILS = (What.EMAILED, What.EMAILED_AGAIN)


def before(cards: Sequence[Card], now: DateTime) -> str:
    """How it stands with a company, or how it ended: "They said no in May."; "" for no cards.

    An open card is spoken of before a closed one; of several, the one where something was last
    done.
    """
    if not cards:
        return ""
    card = max(cards, key=lambda each: (_is_open(each), _last(each), each.id))
    if card.outcome is not None:
        what, words = _ENDED[card.outcome]
        return f"{words}{_when(_step(card, what), now)}."
    if refused := _refused(card):
        return f"They said no{_when(refused, now)}."
    if card.stage is Stage.MOVED_ON:
        moved = _step(card, What.MOVED_ON)
        return f"You moved on from them{_when(moved, now)}{_after(card)}."
    return f"{_stands(card, now)}{f' ({card.role})' if card.role else ''}."


def _is_open(card: Card) -> bool:
    ended = card.outcome is not None or card.stage is Stage.MOVED_ON
    return not ended and _refused(card) is None


def _last(card: Card) -> float:
    """When something was last done with a card, in seconds as the computer counts them."""
    return max([card.created.timestamp(), *(step.done.timestamp() for step in card.steps)])


def _stands(card: Card, now: DateTime) -> str:
    """How it stands with an open card."""
    if card.offer is not None:
        return "They made you an offer, which is open"
    day = _on(card.round.at, now)
    if card.round.at > now and not is_called_off(card):
        return f"Your interview with them is {day}"
    if card.stage is Stage.THANK_YOU:
        return f"You met them {day}"
    return "You are waiting to hear from them"


def _step(card: Card, what: What) -> Step | None:
    return next((step for step in reversed(card.steps) if step.what is what), None)


def _refused(card: Card) -> Step | None:
    """Their no, where it is the last they said; a card stays open until it is answered."""
    last = next((step for step in reversed(card.steps) if step.what in _ANSWERS), None)
    return last if last and last.what is What.REJECTED else None


def _when(step: Step | None, now: DateTime) -> str:
    return f" {_on(step.done, now)}" if step else ""


def _on(at: datetime, now: DateTime) -> str:
    """When something was: "on Tue 10 Nov", "in March", "in March 2024"."""
    day, today = local(at, now).date(), now.date()
    if (day.year, day.month) == (today.year, today.month) or day > today:
        return f"on {say.day(day)}"
    return f"in {day:%B}" if (today - day).days < _A_YEAR else f"in {day:%B} {day.year}"


def _after(card: Card) -> str:
    """After what one moved on: ", after two mails and one call"; "" where there was nothing."""
    mails = sum(step.what in _MAILS for step in card.steps)
    calls = sum(
        step.what is What.CALLED and step.result is not Result.NO_ANSWER for step in card.steps
    )
    parts = [say.count(n, noun) for n, noun in ((mails, "mail"), (calls, "call")) if n]
    return f", after {' and '.join(parts)}" if parts else ""


def offered(who: str, key: str) -> str:
    """What a key would put into the field: "Dana Lee, dana@globex.example · Right takes it"."""
    return f"{who} · {key} takes it"


def who(name: str, *known: str) -> str:
    """Somebody with what tells them from others: "Dana Lee, dana@globex.example"."""
    return ", ".join(each for each in (name, *known) if each)


def filled(names: Sequence[str]) -> str:
    """What was filled in beside a name: "Filled in: email and phone."; "" for nothing."""
    return f"Filled in: {say.listed(names)}." if names else ""


def unclear(companies: Sequence[str]) -> str:
    """Why nothing is filled in: several people of that name were met, at these companies."""
    places = say.listed([f"one at {company}" for company in companies])
    return f"You know {places}, so nothing else is filled in."


def besides(interview: Round) -> str:
    """What an invitation tells of a round besides its time: "Video, 45 min, with Dana Lee."."""
    names = [person.name or person.email for person in interview.people]
    told = [
        interview.format,
        say.length(interview.minutes),
        f"with {say.listed(names)}" if names else "",
    ]
    line = ", ".join(filter(None, told))
    place = f" Where: {interview.place}" if interview.place else ""
    return f"{line[:1].upper()}{line[1:]}.{place}" if line else place.strip()
