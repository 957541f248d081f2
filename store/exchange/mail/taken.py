"""What is read from an invitation or a mail: each value, and where it came from.

Nothing here is a guess: a value that is not sure is not there. ``source`` is said to the person
beside the value: "from the invitation's organizer", "from the subject".
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct
from pendulum import DateTime

from store.records import Person


class Kind(StrEnum):
    """What arrived."""

    INVITATION = "invitation"
    """An interview, or the new time of one."""

    CANCELLATION = "cancellation"
    """An interview that will not take place."""

    MESSAGE = "message"
    """A mail, or pasted text, without an invitation in it."""


class Found(Struct, frozen=True):
    """A text that was read, and where: "from the signature"."""

    value: str
    source: str


class FoundTime(Struct, frozen=True):
    """When the interview starts, in the zone that was named, and where that was read.

    ``zone`` is the IANA name of that zone; "" where the source named none that is a place, as with
    times in UTC, which are then told in the person's own.
    """

    at: DateTime
    zone: str
    source: str


class FoundPerson(Struct, frozen=True):
    """Somebody the person will meet or hears from, and where that was read.

    ``is_between`` says that it is a recruiter of an agency, not somebody of the company.
    """

    person: Person
    source: str
    is_between: bool = False


class Taken(Struct, frozen=True, kw_only=True):
    """What was read from one event or one message; what was not found is None, or empty.

    ``format`` is "video", "phone" or "on site"; ``place`` a link or an address. ``promise`` is
    their sentence about when they decide, ``said`` the day they wrote it. ``subject`` and
    ``message_id`` (without angle brackets) are those of the mail, ``references`` the ids it
    answers, oldest first. ``text`` is what they wrote, without quotes of earlier mails. ``is_mine``
    says that the candidate wrote the message. ``doubts`` are sentences about what was left empty or
    left out, and why.
    """

    kind: Kind
    company: Found | None = None
    role: Found | None = None
    start: FoundTime | None = None
    minutes: int = 0
    place: Found | None = None
    format: str = ""
    people: tuple[FoundPerson, ...] = ()
    promise: Found | None = None
    said: date | None = None
    subject: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    uid: str = ""
    sequence: int = 0
    text: str = ""
    is_mine: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def fills_a_form(self) -> bool:
        """Whether anything was read that the form of a card asks for."""
        return bool(self.start or self.people or self.company or self.role or self.uid)
