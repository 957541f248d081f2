"""Which script a card needs now, and which others fit it."""

from __future__ import annotations

from pendulum import DateTime

from store.clock import local
from store.records import RECRUITER, Card, Outcome, Person, Stage, Via, What
from store.rules.board import Entry
from store.rules.rules import Rules
from store.rules.stages import ANSWERS, Owes, latest, recipient
from store.words.scripts.author import Author
from store.words.scripts.fill import Script, fill
from store.words.scripts.template import check_kind, load, parse
from store.words.scripts.values import values

_CALLS = ("call-answered", "call-gatekeeper", "voicemail")
_PANEL = ("thank-you-panel", "thank-you-panel-2", "thank-you-panel-3")
_ANY_TIME = ("material-sent", "missed-call", "withdraw")
_OFFER = ("offer-time-to-think", "offer-accept", "offer-decline", "offer-negotiate")
_CLOSED = {
    Outcome.OFFER: _OFFER,
    Outcome.ACCEPTED: ("offer-accept",),
    Outcome.DECLINED: ("offer-decline",),
    Outcome.REJECTED: ("rejection-thanks", "rejection-feedback"),
    Outcome.WITHDREW: ("withdraw",),
}
_REPLIES = {
    What.NEXT_ROUND: ("next-round-confirm",),
    What.NEW_DATE: ("reply-more-time",),
    What.NEWS: ("reply-more-time",),
    What.REJECTED: ("rejection-thanks", "rejection-feedback"),
    What.WITHDREW: ("withdraw-accepted", "withdraw"),
}
_RECRUITING = ("recruit", "talent", "sourc", "headhunt", "staffing")


def kinds_for(
    entry: Entry, rules: Rules, now: DateTime, person: Person | None = None
) -> tuple[str, ...]:
    """The kinds that fit the card, the one to use first in front; there is always one.

    What is owed decides, and who it is for (the given person, else whom the action is for): one of
    a panel, a recruiter. While another company waits for an answer to its offer, the letter that
    tells of it comes next.
    """
    card = entry.card
    if card.outcome is not None:
        return _CLOSED[card.outcome]
    owed = _owed(entry, now, person or recipient(card))
    offer = rules.elsewhere.offer_beside(card) if rules.elsewhere.offers else None
    beside = ("competing-offer",) if offer else ()
    late = ("late-reply",) if card.stage is Stage.MOVED_ON else ()
    return tuple(dict.fromkeys([*owed[:1], *beside, *owed[1:], *late, *_ANY_TIME]))


def script_for(
    entry: Entry,
    author: Author,
    now: DateTime,
    kind: str | None = None,
    person: Person | None = None,
) -> Script:
    """The script the card needs now, or one of the given kind, filled in.

    It is for the given person, else for the one the owed action is for: the next of a panel to be
    thanked, otherwise the first of the round.

    Raises:
        UnreadableError: There is no such kind, or its changed template cannot be read.
    """
    person = person or recipient(entry.card)
    kind = check_kind(kind or kinds_for(entry, author.rules, now, person)[0])
    changed = author.templates.get(kind)
    template = load(kind) if changed is None else parse(kind, changed)
    return fill(template, values(entry.card, author, now, person))


def is_recruiter(card: Card, person: Person | None) -> bool:
    """Whether a letter to this person goes to a recruiter in between.

    On a card that goes through a recruiter that is whoever has such a title, and where nobody has,
    the first person, to whom the follow-ups go.
    """
    if card.via is not Via.RECRUITER:
        return False
    if card.between:
        return person is None or person.id == RECRUITER
    if person is None:
        return True
    titled = [other for other in card.round.people if _recruits(other)]
    return _recruits(person) if titled else person in card.round.people[:1]


def _recruits(person: Person) -> bool:
    return any(word in person.title.casefold() for word in _RECRUITING)


def _owed(entry: Entry, now: DateTime, person: Person | None) -> tuple[str, ...]:
    """The kinds for what is owed now, and what the path would take besides."""
    card, due = entry.card, entry.due
    through = "-recruiter" if is_recruiter(card, person) else ""
    match due.owes:
        case Owes.THANK if local(card.round.at, now) > now:
            return ("before-the-interview", "next-round-confirm")
        case Owes.THANK:
            return _thanks(card, person)
        case Owes.EMAIL if card.stage is Stage.THANK_YOU:
            return ("late-thanks",)
        case Owes.EMAIL:
            promise = card.round.promise
            named = "promised" if promise and promise.day else "open"
            return (f"follow-up-{named}{through}",)
        case Owes.EMAIL_AGAIN:
            return ("follow-up-again",)
        case Owes.CALL:
            return (*_CALLS, "follow-up-again")
        case Owes.ANSWER_OFFER:
            return _OFFER
        case Owes.REPLY if due.reply_to:
            answer = latest(card, *ANSWERS)
            late = answer is not None and answer.stage_before is Stage.MOVED_ON
            return (*(("late-reply",) if late else ()), *_REPLIES[due.reply_to])
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
