"""Which script a card needs now, and which others fit it."""

from __future__ import annotations

from msgspec.structs import replace
from pendulum import DateTime

from store.clock import local
from store.records import RECRUITER, Card, Outcome, Person, Round, Stage, Via, What
from store.rules.board import Entry
from store.rules.due import Due, Urgency
from store.rules.rules import Rules
from store.rules.stages import (
    ANSWERS,
    WRITTEN,
    Owes,
    is_called_off,
    latest,
    recipient,
    since_answer,
)
from store.words.scripts.author import Author
from store.words.scripts.checks import LONGEST_MESSAGE
from store.words.scripts.facts import facts, letters_before
from store.words.scripts.fill import Script, fill
from store.words.scripts.languages.meetings import MeetingKind, meeting_kind
from store.words.scripts.template import check_kind, load, parse
from store.words.scripts.values import language_of, values

_CALLS = ("call-answered", "call-gatekeeper", "voicemail")
_PANEL = ("thank-you-panel", "thank-you-panel-2", "thank-you-panel-3")
_MESSAGES = ("thank-you-linkedin", "thank-you-text")
_ANY_TIME = ("material-sent", "missed-call", "references", "withdraw")
_OFFER = (
    *("offer-time-to-think", "offer-accept", "offer-decline", "offer-negotiate"),
    "offer-decline-call",
)
_AGAIN = ("write-again", "getting-in-touch")
_AT_REST = ("late-reply", "getting-in-touch")
_CLOSED: dict[Outcome | None, tuple[str, ...]] = {
    Outcome.OFFER: _OFFER,
    Outcome.ACCEPTED: ("offer-accept",),
    Outcome.DECLINED: ("offer-decline", "offer-decline-call"),
    Outcome.REJECTED: ("rejection-thanks", "rejection-feedback", "getting-in-touch"),
    Outcome.WITHDREW: ("withdraw",),
}
_REPLIES = {
    What.NEXT_ROUND: ("next-round-confirm",),
    What.NEW_DATE: ("reply-more-time",),
    What.NEWS: ("reply-more-time",),
    What.REJECTED: ("rejection-thanks", "rejection-feedback"),
    What.WITHDREW: ("withdraw-accepted", "withdraw"),
}
_CHANGES = ("reschedule", "cancel")
_KINDS: dict[Owes | None, tuple[str, ...]] = {
    Owes.EMAIL_AGAIN: ("follow-up-again",),
    Owes.CALL: (*_CALLS, "follow-up-again"),
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
    again = _AGAIN if entry.due.owes is Owes.WRITE_AGAIN else ()
    if again and entry.urgency is Urgency.TODAY:
        return tuple(dict.fromkeys([*again, *_CLOSED.get(card.outcome, _AT_REST)]))
    if card.outcome is not None:
        return tuple(dict.fromkeys([*_CLOSED[card.outcome], *again]))
    owed = _owed(entry, now, person or recipient(card))
    goodbye = entry.due.reply_to in {What.REJECTED, What.WITHDREW}
    offer = None if goodbye else rules.elsewhere.offer_beside(card, now.date())
    beside = ("competing-offer",) if offer else ()
    others = _AT_REST if again or entry.due.owes is None else _ANY_TIME
    return tuple(dict.fromkeys([*owed[:1], *beside, *owed[1:], *others, *again]))


def script_for(
    entry: Entry,
    author: Author,
    now: DateTime,
    kind: str | None = None,
    person: Person | None = None,
) -> Script:
    """The script the card needs now, or one of the given kind, filled in.

    It is for the given person, else for the one the owed action is for: the next of a panel to be
    thanked, otherwise the first of the round. A message that would be too long does without the
    name of a long position, and if need be without what was talked of.

    Raises:
        UnreadableError: There is no such kind, or its changed template cannot be read.
    """
    person = person or recipient(entry.card)
    kind = check_kind(kind or kinds_for(entry, author.rules, now, person)[0])
    card, to = entry.card, person or Person()
    changed = author.templates.get(kind)
    tongue = language_of(card, author)
    template = load(kind, tongue.code) if changed is None else parse(kind, changed)
    known = values(card, author, now, person, is_thanks=kind.startswith("thank-you"))
    ahead = not any(_was_held(card, interview, now) for interview in card.rounds)
    true = facts(card, to, through_recruiter=is_recruiter(card, person), ahead=ahead)
    turn = _turn(kind, card, to)
    script = fill(template, known, true, turn)
    for shorter in ({"the role": tongue.the_role("")}, {"hook": ""}):
        if len(script.text) <= LONGEST_MESSAGE.get(kind, len(script.text)):
            break
        known |= shorter
        script = fill(template, known, true, turn)
    return script


def _was_held(card: Card, interview: Round, now: DateTime) -> bool:
    return local(interview.at, now) <= now and not is_called_off(card, interview)


def _turn(kind: str, card: Card, person: Person) -> int:
    """How many letters of this kind went before, so that no sentence of theirs comes twice."""
    if kind.startswith("thank-you"):  # one a round: that of this round stays as it was sent
        earlier = tuple(step for step in card.steps if step.round != card.round.id)
        return letters_before(replace(card, history=earlier), person, What.THANKED)
    if kind.startswith(
        ("follow-up-promised", "follow-up-open", "follow-up-called-off", "late-thanks")
    ):
        return letters_before(card, person, What.EMAILED)
    if kind in _COUNTED:
        return letters_before(card, person, _COUNTED[kind])
    heard = [step.what for step in card.steps if step.what in {What.NEW_DATE, What.NEWS}]
    if kind == "follow-up-news":
        return letters_before(card, person, What.EMAILED) - _emails_before_news(card, person)
    if kind == "reply-more-time":
        return max(0, len(heard) - 1)
    return len(card.rounds) - 1 if kind == "next-round-confirm" else 0


_COUNTED = {"follow-up-again": What.EMAILED_AGAIN, "write-again": What.WROTE_AGAIN}
"""The kinds of letters that have a step of their own."""


def _emails_before_news(card: Card, person: Person) -> int:
    """How many follow-ups the person had before they wrote of another date for the first time."""
    news = (n for n, step in enumerate(card.steps) if step.what in {What.NEW_DATE, What.NEWS})
    first = next(news, len(card.steps))
    return letters_before(replace(card, history=card.steps[:first]), person, What.EMAILED)


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
    card, owes = entry.card, entry.due.owes
    through = "-recruiter" if is_recruiter(card, person) else ""
    if owes is Owes.THANK:
        kinds = (*_thanks(card, person), *_MESSAGES)
    elif owes is Owes.EMAIL:
        kinds = _emails(card, through)
    elif owes is Owes.REPLY:
        kinds = replies(entry.due.reply_to, card)
    elif owes is Owes.ANSWER_OFFER:
        kinds = _answers(card)
    else:
        kinds = _KINDS.get(owes, (f"moving-on{through}",))
    if local(card.round.at, now) > now and not is_called_off(card):
        return (*_before(entry.due), *kinds)
    return (*kinds, *_still_fitting(card))


def _emails(card: Card, through: str) -> tuple[str, ...]:
    """The email: with the thanks where they are owed, after their news, else by their promise."""
    if card.stage is Stage.THANK_YOU:
        return (f"late-thanks{through}",)
    if is_called_off(card):
        return ("follow-up-called-off",)
    promise = card.round.promise
    named = "promised" if promise and promise.day else "open"
    usual = (f"follow-up-{named}{through}",)
    answer = latest(card, *ANSWERS)
    has_news = answer is not None and answer.what in {What.NEW_DATE, What.NEWS}
    return ("follow-up-news", *usual) if has_news else usual


def _before(due: Due) -> tuple[str, ...]:
    """What fits before the interview: the reply that confirms it comes first while it is owed."""
    if due.owes is Owes.THANK:
        return ("before-the-interview", "next-round-confirm", *_CHANGES)
    confirms = due.reply_to is What.NEXT_ROUND
    return ("next-round-confirm", "before-the-interview", *_CHANGES) if confirms else ()


def replies(to: What | None, card: Card) -> tuple[str, ...]:
    """The replies to their news; where it came after the card was let go, a glad one among them."""
    kinds = _REPLIES[to] if to else ()
    answer = latest(card, *ANSWERS)
    if answer is None or answer.what is not to or answer.stage_before is not Stage.MOVED_ON:
        return kinds
    if to is What.REJECTED:
        return kinds
    return (*kinds, "late-reply") if to is What.NEXT_ROUND else ("late-reply", *kinds)


def _answers(card: Card) -> tuple[str, ...]:
    """The answers to an offer; time to think is asked for once, and not after talking of terms."""
    last = latest(card, What.OFFER, What.ASKED_TIME, What.NEGOTIATED)
    is_new = last is None or last.what is What.OFFER
    return _OFFER if is_new else (*_OFFER[1:], _OFFER[0])


def _still_fitting(card: Card) -> tuple[str, ...]:
    """The reply to their news of a date, also once the next action is open; none once written."""
    if card.stage not in {Stage.THANK_YOU, Stage.WAITING}:
        return ()
    answer = latest(card, What.NEW_DATE, What.NEWS)
    written = any(step.what in WRITTEN for step in since_answer(card))
    return () if answer is None or written else replies(answer.what, card)


def _thanks(card: Card, person: Person | None) -> tuple[str, ...]:
    """The notes of thanks; a panel's are in turn, so that no two of three read the same."""
    if is_recruiter(card, person):
        return ("thank-you-recruiter", "thank-you")
    if meeting_kind(card.round.format) in {MeetingKind.TEST, MeetingKind.TASK}:
        return ("thank-you-task", "thank-you", "task-sent")
    panel = [other for other in card.round.people if not is_recruiter(card, other)]
    if len(panel) < 2:
        return ("thank-you", "thank-you-through")
    turn = (panel.index(person) if person in panel else 0) % len(_PANEL)
    return (*_PANEL[turn:], *_PANEL[:turn], "thank-you", "thank-you-through")
