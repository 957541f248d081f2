"""Which script a card needs now, and which others fit it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from pendulum import DateTime

from store.clock import local
from store.records import Card, Me, Outcome, Person, Stage, Via, What
from store.rules.stages import ANSWERS, Owes, latest, owes, recipient
from store.words.scripts.fill import Script, fill
from store.words.scripts.template import check_kind, load, parse
from store.words.scripts.values import values

_CALLS = ("call-answered", "call-gatekeeper", "voicemail")
_PANEL = ("thank-you-panel", "thank-you-panel-2", "thank-you-panel-3")
_ANY_TIME = ("material-sent", "missed-call", "competing-offer", "withdraw")
_CLOSED = {
    Outcome.OFFER: ("offer-time-to-think", "offer-accept", "offer-decline"),
    Outcome.REJECTED: ("rejection-thanks", "rejection-feedback"),
    Outcome.WITHDREW: ("withdraw",),
}
_REPLY_WITHIN = timedelta(days=2)  # later, a reply to their last answer looks forgotten
_RECRUITING = ("recruit", "talent", "sourc", "headhunt", "staffing")
_BUILT_IN: Mapping[str, str] = MappingProxyType({})


def kinds_for(card: Card, now: DateTime, person: Person | None = None) -> tuple[str, ...]:
    """The kinds that fit the card, the one to use first in front; there is always one.

    The action that is owed decides, and who it is for (the given person, else whom the action is
    for): one of a panel, a recruiter. Two things come before it: an interview they have just
    invited to is confirmed, and a reply to their last answer leads for two days.
    """
    if card.outcome is not None:
        return _CLOSED[card.outcome]
    owed = _owed(card, person or recipient(card))
    if card.stage is Stage.MOVED_ON:
        return (*owed, "late-reply")
    replies = _replies(card, now)
    leading = (*replies, *owed) if _replies_lead(card, now) else (*owed, *replies)
    return (*leading, *_ANY_TIME)


def script_for(
    card: Card,
    me: Me,
    now: DateTime,
    kind: str | None = None,
    person: Person | None = None,
    *,
    templates: Mapping[str, str] = _BUILT_IN,
) -> Script:
    """The script the card needs now, or one of the given kind, filled in.

    It is for the given person, else for the one the owed action is for: the next of a panel to be
    thanked, otherwise the first of the round. ``templates`` has the texts of the kinds whose
    template was changed for all cards.

    Raises:
        UnreadableError: There is no such kind, or its changed template cannot be read.
    """
    person = person or recipient(card)
    kind = check_kind(kind or kinds_for(card, now, person)[0])
    template = parse(kind, templates[kind]) if kind in templates else load(kind)
    return fill(template, values(card, me, now, person))


def is_recruiter(card: Card, person: Person | None) -> bool:
    """Whether a letter to this person goes to a recruiter in between.

    On a card that goes through a recruiter that is whoever has such a title, and where nobody has,
    the first person, to whom the follow-ups go.
    """
    if card.via is not Via.RECRUITER:
        return False
    if person is None:
        return True
    titled = [other for other in card.round.people if _recruits(other)]
    return _recruits(person) if titled else person in card.round.people[:1]


def _recruits(person: Person) -> bool:
    return any(word in person.title.casefold() for word in _RECRUITING)


def _owed(card: Card, person: Person | None) -> tuple[str, ...]:
    through = "-recruiter" if is_recruiter(card, person) else ""
    match owes(card):
        case Owes.THANK:
            return _thanks(card, person)
        case Owes.EMAIL:
            promise = card.round.promise
            named = "promised" if promise and promise.day else "open"
            return (f"follow-up-{named}{through}",)
        case Owes.CALL:
            return _CALLS
        case _:
            return (f"moving-on{through}",)


def _thanks(card: Card, person: Person | None) -> tuple[str, ...]:
    """The notes of thanks; a panel's are in turn, so that no two of three read the same."""
    if is_recruiter(card, person):
        return ("thank-you-recruiter", "thank-you")
    panel = [other for other in card.round.people if not is_recruiter(card, other)]
    if len(panel) < 2:
        return ("thank-you",)
    turn = (panel.index(person) if person in panel else 0) % len(_PANEL)
    return (*_PANEL[turn:], *_PANEL[:turn], "thank-you")


def _replies(card: Card, now: DateTime) -> tuple[str, ...]:
    """The replies to what they said last, while nothing was done about it since."""
    if card.stage not in {Stage.THANK_YOU, Stage.WAITING}:
        return ()
    answer = latest(card, *ANSWERS)
    late = ("late-reply",) if answer and answer.stage_before is Stage.MOVED_ON else ()
    if local(card.round.at, now) > now:
        return ("next-round-confirm", *late)
    if answer and answer.what in {What.NEW_DATE, What.NEWS}:
        return (*late, "reply-more-time")
    return ()


def _replies_lead(card: Card, now: DateTime) -> bool:
    answer = latest(card, *ANSWERS)
    if answer is None:
        return False
    fresh = now - local(answer.done, now) <= _REPLY_WITHIN
    return answer.what is What.NEXT_ROUND or (fresh and card.stage is Stage.WAITING)
