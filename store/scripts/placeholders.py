"""The placeholders of the scripts: which there are, and what a card and its owner put in them."""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.clock import in_zone
from store.records import Card, Me, Person, What
from store.schedule import local
from store.scripts.address import first_name
from store.text import clean_line

_CARD = "edit the card: e"
_ME = "M"
_NO_YEAR_DAYS = 300  # ten months; further off, a day without its year could be misread
_REPLY = re.compile(r"^(?:re: *)+", re.IGNORECASE)
_OPENING_WORDS = frozenset({"A", "An", "How", "Our", "Their", "The", "What", "When", "Why", "Your"})


class Placeholder(Struct, frozen=True):
    """One thing a script can name; ``label`` stands in the text while it is unknown."""

    name: str
    meaning: str
    label: str
    where: str

    @property
    def is_mine(self) -> bool:
        """Whether it is one of the candidate's own details."""
        return self.where == _ME

    @property
    def needs(self) -> str:
        """What is missing and where to fill it in: "your phone number (M)"."""
        return f"{self.label} ({self.where})"


_ALL = (
    Placeholder("me", "your name", "your name", _ME),
    Placeholder("my email", "your email address", "your email address", _ME),
    Placeholder("my phone", "your phone number", "your phone number", _ME),
    Placeholder("my link", "your page or profile", "your link", _ME),
    Placeholder("contact", 'the person, as you address them: "Dana"', "their name", _CARD),
    Placeholder("contact full name", 'the person: "Dana Lee"', "their full name", _CARD),
    Placeholder("role", "the position you talked about", "role", _CARD),
    Placeholder("company", "the company", "company", _CARD),
    Placeholder("interview date", 'the day: "Friday, November 20"', "interview date", _CARD),
    Placeholder(
        "when we talked",
        'as it is said: "today", "yesterday", "on Friday, November 20"',
        "when you talked",
        _CARD,
    ),
    Placeholder(
        "promised date", "the day by which they would decide", "the date they named", _CARD
    ),
    Placeholder("hook", "what you talked about", "what you talked about", _CARD),
    Placeholder(
        "thread subject", "the subject of your last emails, to reply to", "email subject", _CARD
    ),
    Placeholder(
        "emailed date",
        "the day you sent the follow-up",
        "date of your email",
        "confirm the email: Enter",
    ),
)

KNOWN = {placeholder.name: placeholder for placeholder in _ALL}
"""Every placeholder a template may use, by name."""


def values(card: Card, me: Me, now: DateTime, person: Person | None = None) -> dict[str, str]:
    """What each placeholder stands for on this card; "" where it is not known.

    The person is the first one of the current round unless one is given. Days are those of the
    interviewer's zone where the round has one, else of ``now``.
    """
    interview = card.round
    if person is None:
        person = next(iter(interview.people), Person())
    here = in_zone(now, interview.zone)
    talked = local(interview.at, here).date()
    promised = interview.promise.day if interview.promise else None
    emailed = _emailed(card)
    found = {
        "me": me.name,
        "my email": me.email,
        "my phone": me.phone,
        "my link": me.link,
        "contact": first_name(person.name),
        "contact full name": person.name,
        "role": card.role,
        "company": card.company,
        "interview date": _day(talked, here),
        "when we talked": _when(talked, here),
        "promised date": _day(promised, here) if promised else "",
        "hook": _within_sentence(person.hook),
        "thread subject": _REPLY.sub("", clean_line(interview.thread_subject)),
        "emailed date": _day(local(emailed, here).date(), here) if emailed else "",
    }
    return {name: clean_line(value) for name, value in found.items()}


def _emailed(card: Card) -> datetime | None:
    """When the latest follow-up of this round was really sent."""
    sent = (
        step.done
        for step in reversed(card.steps)
        if step.what is What.EMAILED and step.round == card.round.id
    )
    return next(sent, None)


def _day(day: date, now: DateTime) -> str:
    spoken = say.spoken_day(day)
    return spoken if abs((day - now.date()).days) <= _NO_YEAR_DAYS else f"{spoken}, {day.year}"


def _when(day: date, now: DateTime) -> str:
    ago = -(day - now.date()).days
    return say.ago(ago) if ago in {0, 1} else f"on {_day(day, now)}"


def _within_sentence(hook: str) -> str:
    """A note such as "The move to Kafka." as it reads inside a sentence: "the move to Kafka"."""
    words = clean_line(hook).rstrip(" .,;:")
    opening = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if opening in _OPENING_WORDS else words
