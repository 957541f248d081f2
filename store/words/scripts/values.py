"""What a card and its owner put in the placeholders."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TypeGuard

from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.records import RECRUITER, Card, Person, Step, What
from store.rules.stages import ANSWERS, latest, thanked
from store.text import clean_line
from store.words.scripts.address import first_name
from store.words.scripts.author import Author
from store.words.scripts.placeholders import KNOWN

_NO_YEAR_DAYS = 300  # ten months; further off, a day without its year could be misread
_REPLY = re.compile(r"^(?:re: *)+", re.IGNORECASE)
_OPENING_WORDS = frozenset({"A", "An", "How", "Our", "Their", "The", "What", "When", "Why", "Your"})


def values(
    card: Card, author: Author, now: DateTime, person: Person | None = None
) -> dict[str, str]:
    """What each placeholder stands for on this card; "" where it is not known.

    The person is the first one of the current round unless one is given. Days and times are those
    of the interviewer's zone where the round has one, else of ``now``. Some things no card knows
    (what you send them, the day of another offer): they stay gaps until the words are edited.
    """
    interview, me = card.round, author.me
    if person is None:
        person = card.between or next(iter(interview.people), Person())
    here = in_zone(now, interview.zone)
    start = local(interview.at, here)
    promised = interview.promise.day if interview.promise else None
    answer = latest(card, *ANSWERS)
    put_off = answer is not None and answer.what is What.NEW_DATE
    emailed = _emailed(card, person)
    offer, beside = card.offer, author.rules.elsewhere.offer_beside(card, now.date())
    answer_by = offer.answer_by if offer and _is_ahead(offer.answer_by, now) else None
    met = [each.name for each in interview.people if each.name and each.id != person.id]
    found = {
        "me": me.name,
        "my email": me.email,
        "my phone": me.phone,
        "my link": me.link,
        "contact": first_name(person.name),
        "contact full name": person.name,
        "role": card.role,
        "company": card.company,
        "interview date": _day(start.date(), here),
        "when we talked": _when(start.date(), here),
        "again": "again" if _has_thanks(card, person) else "",
        "promised date": _day(promised, here) if promised else "",
        "hook": _within_sentence(_hook(card, person)),
        "thread subject": thread_subject(interview.thread_subject),
        "emailed date": _day(local(emailed.done, here).date(), here) if emailed else "",
        "new date": _day(promised, here) if put_off and _is_ahead(promised, now) else "",
        "slot": _slot(start, here) if start > now else "",
        "zone": _zone(start if start > now else here),
        "format": interview.format,
        "interviewers": say.listed(met),
        "offer": offer.what if offer else "",
        "answer date": _day(answer_by, here) if answer_by else "",
        "their deadline": _day(beside.answer_by, here) if beside and beside.answer_by else "",
    }
    return {name: clean_line(found.get(name, "")) for name in KNOWN}


def _hook(card: Card, person: Person) -> str:
    """What was talked of with the person; to a recruiter, what was talked of with the others."""
    if person.id != RECRUITER:
        return person.hook
    return next((each.hook for each in card.round.people if each.hook), "")


def _is_ahead(day: date | None, now: DateTime) -> TypeGuard[date]:
    """Whether a day is not past: no letter promises anything for one that is."""
    return day is not None and day >= now.date()


def _emailed(card: Card, person: Person) -> Step | None:
    """The last follow-up email, where it was to this person."""
    step = latest(card, What.EMAILED, What.EMAILED_AGAIN)
    return step if step is not None and step.person in {"", person.id} else None


def _has_thanks(card: Card, person: Person) -> bool:
    """Whether the person was thanked for this round: in a note of thanks, or in the email."""
    sent = [step for step in thanked(card).values() if step.what is What.THANKED]
    if emailed := latest(card, What.EMAILED):
        sent.append(emailed)
    return any(step.person in {"", person.id} for step in sent)


def thread_subject(subject: str) -> str:
    """The subject of a thread without the "Re:" of its replies."""
    return _REPLY.sub("", clean_line(subject))


def _day(day: date, now: DateTime) -> str:
    spoken = say.spoken_day(day)
    return spoken if abs((day - now.date()).days) <= _NO_YEAR_DAYS else f"{spoken}, {day.year}"


def _when(day: date, now: DateTime) -> str:
    ago = -(day - now.date()).days
    return say.ago(ago) if ago in {0, 1} else f"on {_day(day, now)}"


def _slot(start: DateTime, now: DateTime) -> str:
    return f"{_day(start.date(), now)}, at {say.spoken_clock(start)}"


def _zone(moment: datetime) -> str:
    """The zone as it is said: "EST"; "UTC+4" where it has no letters of its own."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _within_sentence(hook: str) -> str:
    """A note such as "The move to Kafka." as it reads inside a sentence: "the move to Kafka"."""
    words = clean_line(hook).rstrip(" .,;:")
    opening = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if opening in _OPENING_WORDS else words
