"""The plain frozen records that everything else is about.

A :class:`Card` is one role at one company. It has rounds (each an :class:`Interview`) and a history
of :class:`Step` records. Times are aware datetimes; days are plain dates. The same declarations
are the file's format: msgspec reads and checks them, so a field is named in one place only.
"""

from __future__ import annotations

import random
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct, field, to_builtins

_Days = Annotated[int, Meta(ge=0, le=60)]
_Weekday = Annotated[int, Meta(ge=0, le=6)]
_Hour = Annotated[int, Meta(ge=0, le=24)]

_SYSTEM = random.SystemRandom()
_ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is misread aloud or by eye


def new_id() -> str:
    """A random id of ten characters, short enough to type a prefix of."""
    return "".join(_SYSTEM.choices(_ID_ALPHABET, k=10))


class Stage(StrEnum):
    """The columns of the board, in the order in which a card travels."""

    THANK_YOU = "thank-you"
    WAITING = "waiting"
    EMAILED = "emailed"
    CALLED = "called"
    MOVED_ON = "moved-on"


class Outcome(StrEnum):
    """How a card ended when they, or the candidate, said so."""

    OFFER = "offer"
    REJECTED = "rejected"
    WITHDREW = "withdrew"


class Contact(StrEnum):
    """Whom the candidate writes to: the company itself, or a recruiter in between."""

    DIRECT = "direct"
    RECRUITER = "recruiter"


class Channel(StrEnum):
    """The way an action was really taken."""

    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"
    TEXT = "text"
    IN_PERSON = "in person"
    LETTER = "letter"


class Result(StrEnum):
    """What came of a call."""

    SPOKE = "spoke"
    LEFT_MESSAGE = "left a message"
    NO_ANSWER = "no answer"


class What(StrEnum):
    """What a step in the history records."""

    ADDED = "added"
    EDITED = "edited"
    DELETED = "deleted"
    THANKED = "thanked"
    EMAILED = "emailed"
    CALLED = "called"
    MOVED_ON = "moved on"
    WAIVED_THANKS = "waived thanks"
    WAIVED_EMAIL = "waived email"
    WAIVED_CALL = "waived call"
    SNOOZED = "snoozed"
    MOVED_BACK = "moved back"
    NEW_DATE = "new date"
    NEWS = "news"
    NEXT_ROUND = "next round"
    OFFER = "offer"
    REJECTED = "rejected"
    WITHDREW = "withdrew"
    REOPENED = "reopened"
    SETTLED = "settled"


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen record; a field left at its default takes no room in the file."""


def to_document(record: Record) -> dict[str, Any]:
    """The record as the file holds it: plain objects, lists and numbers; times as ISO 8601."""
    document: dict[str, Any] = to_builtins(record, enc_hook=_as_text)
    return document


def _as_text(value: Any) -> str:
    if isinstance(value, date):  # pendulum's own kinds of date and datetime come here
        return value.isoformat()
    raise NotImplementedError


class Person(Record, frozen=True, kw_only=True):
    """Someone who interviewed the candidate, or arranged it.

    ``hook`` is the thing they talked about: the detail that makes a thank-you personal. ``zone`` is
    the IANA name of their time zone where it is not the interview's.
    """

    id: str = field(default_factory=new_id)
    name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    hook: str = ""
    zone: str = ""


class Promise(Record, frozen=True, kw_only=True):
    """When they said they would decide: their words, and the day read from them.

    ``day`` is None where they named none ("they didn't say"). ``said`` is the day they said it,
    which the words are read from.
    """

    words: str
    said: date
    day: date | None = None


class Interview(Record, frozen=True, kw_only=True):
    """One round: an interview that took or will take place.

    ``at`` is its start; ``zone`` is the IANA name of the interviewer's time zone ("" when it is
    the candidate's own). ``people`` come in the order in which they are to be thanked.
    """

    id: str = field(default_factory=new_id)
    at: datetime
    zone: str = ""
    format: str = ""
    people: tuple[Person, ...] = ()
    promise: Promise | None = None
    thread_subject: str = ""
    message_id: str = ""


class Change(Record, frozen=True, kw_only=True, array_like=True):
    """One field that a step changed: its path on the card, the value before, the value after.

    The values are as in the file (text, numbers, lists, objects), so that undo can put them back.
    """

    path: str
    before: Any
    after: Any


class Step(Record, frozen=True, kw_only=True):
    """One thing that was really done, and what it changed. A step is never rewritten.

    ``done`` is when it happened (it can be backdated), ``recorded`` when it was entered. Undo only
    sets ``undone``; redo clears it.
    """

    id: str = field(default_factory=new_id)
    round: str
    what: What
    done: datetime
    recorded: datetime
    stage_before: Stage
    stage_after: Stage
    person: str = ""
    channel: Channel | None = None
    result: Result | None = None
    note: str = ""
    changes: tuple[Change, ...] = ()
    undone: datetime | None = None


class Card(Record, frozen=True, kw_only=True):
    """One role at one company: where it stands, its rounds, and its history.

    The last round is the current one; stages and due dates speak of it. ``edited`` says when each
    field last changed, by path (see :mod:`store.fields`), and when a step was last undone or
    redone, as ``steps/<step id>``. ``wording`` holds scripts in the
    candidate's own words, by kind, round and person. ``deleted`` makes the card a tombstone.
    """

    id: str = field(default_factory=new_id)
    company: str
    role: str = ""
    contact: Contact = Contact.DIRECT
    posting: str = ""
    country: str = ""
    no_calls: bool = False
    notes: str = ""
    stage: Stage = Stage.THANK_YOU
    snooze: date | None = None
    wording: dict[str, str] = field(default_factory=dict)
    outcome: Outcome | None = None
    created: datetime
    rounds: Annotated[tuple[Interview, ...], Meta(min_length=1)]
    history: tuple[Step, ...] = ()
    edited: dict[str, datetime] = field(default_factory=dict)
    deleted: datetime | None = None

    @property
    def round(self) -> Interview:
        """The current round."""
        return self.rounds[-1]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The history without what was undone, oldest first."""
        return tuple([step for step in self.history if step.undone is None])


class Me(Record, frozen=True, kw_only=True):
    """The candidate's own details, for the end of every letter.

    ``zone`` is an IANA name; "" means the zone of the machine the program runs on. ``country`` is
    whose holidays count where a card names none. ``edited`` says when each field last changed.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    link: str = ""
    zone: str = ""
    country: str = ""
    edited: dict[str, datetime] = field(default_factory=dict)


class Wording(Record, frozen=True, kw_only=True):
    """A template that the candidate changed for all cards: its kind and its text.

    An empty text stands for the built-in one: it says that a change was taken back, at ``edited``.
    """

    kind: str
    text: str
    edited: datetime | None = None


class Draft(Record, frozen=True, kw_only=True):
    """What was typed into a form that the program had to leave: offered again at the next start.

    ``action`` is the id of the action that opened the form, ``card`` the card it was for ("" for
    none), ``fields`` the text of each field by name.
    """

    action: str
    card: str = ""
    fields: dict[str, str]
    left: datetime


class Settings(Record, frozen=True, kw_only=True):
    """The numbers behind the due dates, each within bounds that make sense, and the app's looks.

    Hours for the thank-you, minutes for an interview, business days for the rest. ``weekend`` holds
    weekdays (Monday is 0), ``opens_at`` and ``closes_at`` the hours at which people can be called,
    in their own zone. ``backups`` is how many daily copies are kept beside the file. ``theme`` is
    the name of the colours, "" for those that suit the terminal; ``mouse`` says whether the app
    listens to it. ``edited`` says when each field last changed.
    """

    thank_hours: Annotated[int, Meta(ge=1, le=336)] = 24
    grace_days: _Days = 2
    no_promise_days: _Days = 5
    call_after_days: _Days = 5
    try_again_days: _Days = 2
    move_on_after_days: _Days = 5
    interview_minutes: Annotated[int, Meta(ge=5, le=720)] = 60
    weekend: tuple[_Weekday, ...] = (5, 6)
    days_off: tuple[date, ...] = ()
    opens_at: _Hour = 9
    closes_at: _Hour = 17
    backups: Annotated[int, Meta(ge=0, le=365)] = 7
    keys: dict[str, str] = field(default_factory=dict)
    theme: str = ""
    mouse: bool = True
    edited: dict[str, datetime] = field(default_factory=dict)
