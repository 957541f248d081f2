"""The plain frozen records that everything else is about.

A :class:`Card` is one role at one company. It has rounds (each an :class:`Round`) and a history
of :class:`Step` records. Times are aware datetimes; days are plain dates. The same declarations
are the file's format: msgspec reads and checks them. What else there is to know of a field, its
title and where it is shown, is in :mod:`store.records.fields`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from msgspec import Meta, field

from store.records.bounds import NOTE, TEXT
from store.records.record import Id, Moment, Record, new_id

LONGEST_MINUTES = 1440
"""The longest interview, in minutes: a whole day on site."""

LARGEST_SEQUENCE = 2**31 - 1
"""The largest number of an invitation's version, as calendars keep it."""

RECRUITER = "recruiter"
"""The id under which steps speak of a card's recruiter, who is none of the people met."""


class Stage(StrEnum):
    """The columns of the board, in the order in which a card travels."""

    THANK_YOU = "thank-you"
    WAITING = "waiting"
    EMAILED = "emailed"
    CALLED = "called"
    MOVED_ON = "moved-on"


class Outcome(StrEnum):
    """How a card ended when they, or the candidate, said so.

    ``OFFER`` is how older cards ended, and those of other trackers, that tell of no answer to it.
    """

    OFFER = "offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDREW = "withdrew"


class Via(StrEnum):
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
    EMAILED_AGAIN = "emailed again"
    CALLED = "called"
    REPLIED = "replied"
    MOVED_ON = "moved on"
    SKIPPED_THANKS = "waived thanks"
    SKIPPED_EMAIL = "waived email"
    SKIPPED_EMAIL_AGAIN = "waived second email"
    SKIPPED_CALL = "waived call"
    SKIPPED_REPLY = "waived reply"
    SKIPPED_WRITE_AGAIN = "waived writing again"
    SNOOZED = "snoozed"
    MOVED_BACK = "moved back"
    NEW_DATE = "new date"
    NEWS = "news"
    NEXT_ROUND = "next round"
    OFFER = "offer"
    ACCEPTED = "accepted the offer"
    DECLINED = "declined the offer"
    ASKED_TIME = "asked for time"
    NEGOTIATED = "negotiated"
    REJECTED = "rejected"
    WITHDREW = "withdrew"
    NOTED = "note"
    DEBRIEFED = "debriefed"
    CHOSE_TO_WRITE_AGAIN = "keep in touch"
    WROTE_AGAIN = "wrote again"
    REOPENED = "reopened"
    SETTLED = "settled"


class Person(Record, frozen=True, kw_only=True):
    """Someone who interviewed the candidate, or arranged it.

    ``hook`` is the thing they talked about: the detail that makes a thank-you personal. ``zone`` is
    the IANA name of their time zone where it is not the interview's. ``address_as`` is how to greet
    them ("Dr. Lee"), where their name does not tell.
    """

    id: Id = field(default_factory=new_id)
    name: str = ""
    address_as: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    hook: str = ""
    zone: str = ""


NO_DATE_YET = "no date yet"
"""What stands as their words where they answered and named no day: a summary, not a quote."""


class Promise(Record, frozen=True, kw_only=True):
    """When they said they would decide: their words, and the day read from them.

    ``day`` is None where they named none ("they didn't say"). ``said`` is the day they said it,
    which the words are read from.
    """

    words: str
    said: date
    day: date | None = None


class Offer(Record, frozen=True, kw_only=True):
    """What they offered, in a line, and the day by which they want an answer (None: no day)."""

    what: str = ""
    answer_by: date | None = None


class Round(Record, frozen=True, kw_only=True):
    """One round: an interview that took or will take place.

    ``at`` is its start; ``zone`` is the IANA name of the interviewer's time zone ("" when it is
    the candidate's own). ``people`` come in the order in which they are to be thanked. ``place`` is
    where it is: a link for a video call, or an address. ``minutes`` is how long it lasts (0: as
    interviews do as a rule). ``uid`` and ``sequence`` are those of its calendar invitation (RFC
    5545), by which an update is known.
    """

    id: Annotated[Id, Meta(pattern="^[^/]*$")] = field(default_factory=new_id)  # a part of paths
    at: Moment
    zone: str = ""
    minutes: Annotated[int, Meta(ge=0, le=LONGEST_MINUTES)] = 0
    format: str = ""
    place: str = ""
    people: tuple[Person, ...] = ()
    promise: Promise | None = None
    thread_subject: str = ""
    message_id: str = ""
    uid: str = ""
    sequence: Annotated[int, Meta(ge=0, le=LARGEST_SEQUENCE)] = 0


class Change(Record, frozen=True, kw_only=True, array_like=True):
    """One field that a step changed: its path on the card, the value before, the value after.

    The values are as in the file (text, numbers, lists, objects), so that undo can put them back.
    """

    path: str
    before: Any
    after: Any


class Step(Record, frozen=True, kw_only=True):
    """One thing that was really done, and what it changed. A step is never rewritten.

    ``done`` is when it happened (it can be backdated), ``recorded`` when it was entered;
    ``subject`` is that of the email that was sent: the next one stays in its thread. Undo only sets
    ``undone``; redo clears it.
    """

    id: Id = field(default_factory=new_id)
    round: str
    what: What
    done: Moment
    recorded: Moment
    stage_before: Stage
    stage_after: Stage
    person: str = ""
    channel: Channel | None = None
    result: Result | None = None
    note: Annotated[str, NOTE] = ""
    subject: str = ""
    changes: Annotated[tuple[Change, ...], TEXT] = ()
    undone: Moment | None = None


class Card(Record, frozen=True, kw_only=True, weakref=True):
    """One role at one company: where it stands, its rounds, and its history.

    The last round is the current one; stages and due dates speak of it. ``edited`` says when each
    field last changed, by path (see :mod:`store.history.fields`), and when a step was last undone
    or redone, as ``steps/<step id>``. ``own_words`` holds scripts in the
    candidate's own words, by kind, round and person. ``offer`` is what they offered, while the card
    is open and after. ``write_again`` is the day from which to write again, on a card that is
    closed or moved on. ``deleted`` makes the card a tombstone.
    """

    always_told: ClassVar[tuple[str, ...]] = ("stage", "outcome")

    id: Id = field(default_factory=new_id)
    company: str
    role: str = ""
    via: Via = field(default=Via.DIRECT, name="contact")
    recruiter: str = ""
    recruiter_email: str = ""
    recruiter_phone: str = ""
    posting: str = ""
    country: str = ""
    language: str = ""
    no_calls: bool = False
    notes: Annotated[str, TEXT] = ""
    stage: Stage = Stage.THANK_YOU
    snooze: date | None = None
    write_again: date | None = None
    own_words: Annotated[dict[str, str], TEXT] = field(default_factory=dict, name="wording")
    offer: Offer | None = None
    outcome: Outcome | None = None
    created: Moment
    rounds: Annotated[tuple[Round, ...], Meta(min_length=1)]
    history: tuple[Step, ...] = ()
    edited: dict[str, Moment] = field(default_factory=dict)
    deleted: Moment | None = None

    @property
    def round(self) -> Round:
        """The current round."""
        return self.rounds[-1]

    @property
    def between(self) -> Person | None:
        """The recruiter to whom letters and calls go, where the card says so and names one."""
        return self.known_recruiter if self.via is Via.RECRUITER else None

    @property
    def known_recruiter(self) -> Person | None:
        """The recruiter that the card names, also where letters go past them."""
        name, email, phone = self.recruiter, self.recruiter_email, self.recruiter_phone
        if not (name or email or phone):
            return None
        return Person(id=RECRUITER, name=name, email=email, phone=phone)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The history without what was undone, oldest first."""
        return tuple([step for step in self.history if step.undone is None])
