"""The candidate: their details, their settings, their own templates, what they left half typed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from store.records.bounds import TEXT
from store.records.record import Moment, Record

_Days = Annotated[int, Meta(ge=0, le=60)]
_Weekday = Annotated[int, Meta(ge=0, le=6)]
_Hour = Annotated[int, Meta(ge=0, le=24)]


class Me(Record, frozen=True, kw_only=True):
    """The candidate's own details, for the end of every letter.

    ``zone`` is an IANA name; "" means the zone of the machine the program runs on. ``country`` is
    whose holidays count where a card names none. ``greeting`` and ``closing`` begin and end the
    letters ("" for the usual ones of the language), ``letters`` says whether dates and spelling are
    "american" or "british" ("" for as in the country), ``language`` is the code of the language
    that letters are in where a card names none ("" for English). ``edited`` says when each field
    last changed.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    link: str = ""
    greeting: str = ""
    closing: str = ""
    letters: str = ""
    language: str = ""
    zone: str = ""
    country: str = ""
    edited: dict[str, Moment] = field(default_factory=dict)


class OwnTemplate(Record, frozen=True, kw_only=True):
    """A template that the candidate changed for all cards: its kind and its text.

    An empty text stands for the built-in one: it says that a change was taken back, at ``edited``.
    """

    kind: str
    text: Annotated[str, TEXT]
    edited: Moment | None = None


class HalfTyped(Record, frozen=True, kw_only=True):
    """What was typed into a form that the program had to leave: offered again at the next start.

    ``action`` is the id of the action that opened the form, ``card`` the card it was for ("" for
    none), ``fields`` the text of each field by name.
    """

    action: str
    card: str = ""
    fields: Annotated[dict[str, str], TEXT]
    left: Moment


class Reminders(StrEnum):
    """How the open app tells that something falls due."""

    OFF = "off"
    BELL = "bell"
    BOTH = "bell and notification"


class Settings(Record, frozen=True, kw_only=True):
    """The numbers behind the due dates, each within bounds that make sense, and the app's looks.

    Hours for the thank-you, minutes for an interview, business days for the rest:
    ``late_after_days`` is how long an email or a call is in good time once it opens,
    ``space_days`` how long nothing is asked for after the candidate wrote or called. ``weekend``
    holds weekdays (Monday is 0), ``opens_at`` and ``closes_at`` the hours at which people can be
    called, in their own zone. ``date_order`` says which number of 03/11/2026 is the day (a value of
    :class:`store.dates.order.DayOrder`, "" for as in their country). ``backups`` is how many daily
    copies are kept beside the file. ``theme`` is the name of the colours, "" for those that suit
    the terminal; ``mouse`` says whether the app listens to it. ``reminders`` is how the open app
    tells that something falls due. ``edited`` says when each field last changed.
    """

    thank_hours: Annotated[int, Meta(ge=1, le=336)] = 24
    grace_days: _Days = 2
    no_promise_days: _Days = 5
    call_after_days: _Days = 5
    try_again_days: _Days = 3
    move_on_after_days: _Days = 5
    move_on_after_voicemail_days: _Days = 7
    late_after_days: Annotated[int, Meta(ge=1, le=60)] = 2
    space_days: _Days = 3
    interview_minutes: Annotated[int, Meta(ge=5, le=720)] = 60
    weekend: tuple[_Weekday, ...] = (5, 6)
    days_off: tuple[date, ...] = ()
    opens_at: _Hour = 9
    closes_at: _Hour = 17
    date_order: str = ""
    backups: Annotated[int, Meta(ge=0, le=365)] = 7
    keys: dict[str, str] = field(default_factory=dict)
    theme: str = ""
    mouse: bool = True
    reminders: Reminders = Reminders.BOTH
    edited: dict[str, Moment] = field(default_factory=dict)
