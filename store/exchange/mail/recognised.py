"""Which card an invitation or a mail belongs to, and what it means there.

The invitation's own id tells first (RFC 5545: UID and SEQUENCE), then the thread (RFC 5322:
Message-ID and References), then who wrote it, at which company. Where several cards fit, none is
taken, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.clock import same_minute
from store.exchange.mail.taken import Kind, Taken
from store.records import Card, Round, What
from store.rules.stages import is_called_off, latest
from store.search.index import fold

_A_LATER_ROUND = re.compile(
    r"\b(?:second|2nd|third|3rd|next|final|further) (?:and final )?round\b"
    r"|\b(?:second|2nd|third|3rd|final) interview\b"
    r"|\b(?:zweite|dritte|n\u00e4chste|weitere)[nrsm]? (?:vorstellungs)?(?:gespr\u00e4ch|runde)",
    re.IGNORECASE,
)
_IS_MOVED = re.compile(r"\b(?:move|resched|postpone|push|versch(?:ie|o)b|verleg)", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")


class Meaning(StrEnum):
    """What it means on the card it belongs to, or for the board."""

    NEW = "new"
    """It is on no card: a new one, if it is an interview."""
    NEXT_ROUND = "next round"
    NEW_TIME = "new time"
    CHANGED = "changed"
    """The same time, but somewhere else, for longer, or now with an invitation."""
    CANCELLED = "cancelled"
    REPLY = "reply"
    HERE = "here already"
    """All of it is on the card."""
    OLDER = "older"
    """The card has a newer one of it."""
    TOOK_PLACE = "took place"
    """It cancels an interview that is over, and was thanked for."""
    MINE = "yours"
    """The candidate wrote it."""


class Recognised(Struct, frozen=True):
    """The card it belongs to, None for none, and what it means there.

    ``doubt`` is a sentence where several cards would fit; "" else.
    """

    meaning: Meaning
    card: Card | None = None
    doubt: str = ""


def recognise(taken: Taken, cards: Iterable[Card], now: DateTime) -> Recognised:
    """Which of these cards it belongs to, and what it means there."""
    living = sorted(
        (card for card in cards if card.deleted is None),
        key=lambda card: (card.outcome is not None, -card.round.at.timestamp(), card.id),
    )
    if taken.uid and (known := _with_uid(taken, living)):
        card, interview = known
        return Recognised(_of_invitation(taken, card, interview, now), card)
    found = [card for card in living if _in_thread(taken, card)]
    is_other_role = False
    if not found:
        theirs = [card for card in living if card.outcome is None and _is_from(taken, card)]
        found = [card for card in theirs if not _is_for_another_role(taken, card)] or theirs
        is_other_role = all(_is_for_another_role(taken, card) for card in found)
    found = _narrowed(taken, found)
    if len(found) == 1 and not is_other_role:
        return Recognised(_meaning(taken, found[0], now), found[0])
    doubt = ""
    if found:
        names = say.listed([_name(card) for card in found[:4]])
        doubt = f"It may belong to {names}; which one is not clear from it."
    if found and is_other_role:
        doubt = f"It is from {names}, but names another role, so it was not put with it."
    is_cancelled = taken.kind is Kind.CANCELLATION
    return Recognised(Meaning.CANCELLED if is_cancelled else Meaning.NEW, doubt=doubt)


def is_update(taken: Taken, interview: Round) -> bool:
    """Whether it says anything else than the round does: a place, a length, its own id."""
    told = (
        (taken.uid, interview.uid),
        (taken.minutes, interview.minutes),
        (taken.place.value if taken.place else "", interview.place),
    )
    return any(said and said != known for said, known in told)


def _with_uid(taken: Taken, cards: Sequence[Card]) -> tuple[Card, Round] | None:
    return next(
        (
            (card, interview)
            for card in cards
            for interview in reversed(card.rounds)
            if interview.uid == taken.uid
        ),
        None,
    )


def _of_invitation(taken: Taken, card: Card, interview: Round, now: DateTime) -> Meaning:
    """What it means where the round that it is about has its id."""
    if taken.sequence < interview.sequence or interview.id != card.round.id:
        return Meaning.OLDER
    if taken.kind is Kind.CANCELLATION:
        return _of_cancellation(card, now)
    if taken.start and is_called_off(card, interview):
        return Meaning.NEXT_ROUND
    if taken.start and not same_minute(taken.start.at, interview.at):
        # What they were thanked for is not moved: the same invitation is used once more.
        return Meaning.NEXT_ROUND if _took_place(card, now) else Meaning.NEW_TIME
    if taken.kind is Kind.INVITATION:
        return Meaning.CHANGED if is_update(taken, interview) else Meaning.HERE
    return _meaning(taken, card, now)


def _of_cancellation(card: Card, now: DateTime) -> Meaning:
    if _took_place(card, now):
        return Meaning.TOOK_PLACE
    return Meaning.HERE if is_called_off(card) else Meaning.CANCELLED


def _meaning(taken: Taken, card: Card, now: DateTime) -> Meaning:
    """What it means on a card that it is known to belong to, by its thread or its sender."""
    interview, start = card.round, taken.start.at if taken.start else None
    is_on = not is_called_off(card)
    is_its_time = start is not None and same_minute(start, interview.at)
    if taken.kind is Kind.CANCELLATION:
        is_another = bool(interview.uid and taken.uid) or not (is_its_time or start is None)
        return Meaning.OLDER if is_another else _of_cancellation(card, now)
    if taken.kind is Kind.MESSAGE:
        if known := _known_message(taken, card):
            return known
        if start is None or start <= now or (is_its_time and is_on):
            return Meaning.REPLY
    if start is None or (is_its_time and is_on):
        return Meaning.CHANGED if is_update(taken, interview) else Meaning.HERE
    is_apart = bool(interview.uid and taken.uid) or _is_of_a_later_round(taken, card)
    return _of_time(start, card, now, is_apart=is_apart)


def _took_place(card: Card, now: DateTime) -> bool:
    """Whether the current interview is over, and was thanked for."""
    return card.round.at <= now and latest(card, What.THANKED) is not None


def _known_message(taken: Taken, card: Card) -> Meaning | None:
    """What a mail means that was taken in before, or that the candidate wrote; None for another."""
    if _is_same_mail(taken, card.round):
        return Meaning.HERE
    if _bare(taken.message_id) in _ids(_earlier(card)):
        return Meaning.OLDER
    return Meaning.MINE if taken.is_mine else None


def _is_same_mail(taken: Taken, interview: Round) -> bool:
    """Whether the round was taken from this very mail.

    A pasted mail comes without its id: then it is the one with the round's subject, "Re:" and all,
    its time, and the same words about their decision.
    """
    known, own = _bare(interview.message_id), _bare(taken.message_id)
    if known and own:
        return known == own
    words = interview.promise.words if interview.promise else ""
    promised = taken.promise.value if taken.promise else words
    is_its_time = taken.start is not None and same_minute(taken.start.at, interview.at)
    is_its_subject = bool(taken.subject) and taken.subject == interview.thread_subject
    return is_its_time and is_its_subject and fold(promised) == fold(words)


def _is_of_a_later_round(taken: Taken, card: Card) -> bool:
    """Whether it names a round that the card does not have yet, and moves none."""
    said = f"{taken.subject}\n{taken.text}"
    return (
        len(card.rounds) == 1 and bool(_A_LATER_ROUND.search(said)) and not _IS_MOVED.search(said)
    )


def _of_time(start: DateTime, card: Card, now: DateTime, *, is_apart: bool) -> Meaning:
    """What another time means.

    What ``is_apart``, an invitation of its own where each has an id, or a later round by name,
    moves nothing.
    """
    interview = card.round
    if is_called_off(card):
        return Meaning.NEXT_ROUND if start > now else Meaning.OLDER
    if interview.at > now and not is_apart:
        return Meaning.NEW_TIME
    return Meaning.NEXT_ROUND if start > interview.at else Meaning.OLDER


def _earlier(card: Card) -> Iterator[str]:
    """The ids of the mails that were taken in before, as the history tells them."""
    for step in card.steps:
        for change in step.changes:
            if change.path.endswith("/message_id"):
                yield from (str(each) for each in (change.before, change.after) if each)


def _in_thread(taken: Taken, card: Card) -> bool:
    known = _ids([*(interview.message_id for interview in card.rounds), *_earlier(card)])
    return bool(known & _ids([taken.message_id, *taken.references]))


def _is_from(taken: Taken, card: Card) -> bool:
    """Whether somebody of the card has to do with it, and the company is none other.

    A colleague is known by the company's name and the part of the address behind the "@".
    """
    addresses = {each.person.email.casefold() for each in taken.people if each.person.email}
    known = set(_addresses(card))
    alike = taken.company is not None and _alike(taken.company.value, card)
    if addresses & known:
        return alike or taken.company is None
    return alike and bool({_host(each) for each in addresses} & {_host(each) for each in known})


def _is_for_another_role(taken: Taken, card: Card) -> bool:
    """Whether it names a role that is not the card's: "Data Scientist", where that is "Analyst".

    "Analyst" and "Senior Analyst (Berlin)" may be one.
    """
    if taken.role is None or not card.role:
        return False
    one, other = (set(_key(role).split()) for role in (taken.role.value, card.role))
    return bool(one and other) and not (one <= other or other <= one)


def _narrowed(taken: Taken, found: list[Card]) -> list[Card]:
    """Of several cards, those for the role that it names, and at its company, if any is."""
    role = _key(taken.role.value) if taken.role else ""
    company = taken.company.value if taken.company else ""
    at_company = [card for card in found if company and _alike(company, card)] or found
    for_role = [card for card in at_company if role and _key(card.role) == role] or at_company
    return [card for card in for_role if card.outcome is None] or for_role


def _addresses(card: Card) -> Iterator[str]:
    for interview in card.rounds:
        yield from (person.email.casefold() for person in interview.people if person.email)
    if card.recruiter_email:
        yield card.recruiter_email.casefold()


def _alike(company: str, card: Card) -> bool:
    """Whether two names are one company's: "Harbor" and "Harbor Analytics", not "Harbinger"."""
    one, other = sorted((_key(company), _key(card.company)), key=len)
    # An address has no blanks: "Lumendata", where the card says "Lumen Data".
    is_same = one.replace(" ", "") == other.replace(" ", "")
    return bool(one) and (is_same or f"{other} ".startswith(f"{one} "))


def _key(name: str) -> str:
    return _NO_LETTERS.sub(" ", fold(name)).strip()


def _host(address: str) -> str:
    return address.rpartition("@")[2]


def _ids(several: Iterable[str]) -> set[str]:
    return {bare for each in several if (bare := _bare(each))}


def _bare(message_id: str) -> str:
    return message_id.strip().strip("<>")


def _name(card: Card) -> str:
    return f"{card.company} ({card.role})" if card.role else card.company
