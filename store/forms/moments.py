"""Times and days as a person types them into a form: when something was, is to be, or was promised.

The form and the command line share this, so a date means the same in both. Each names the field
of the form that cannot be read.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from pendulum import DateTime

from store import say
from store.clock import in_zone, local_day
from store.dates.days import Lean
from store.dates.names import quoted
from store.dates.order import DayOrder
from store.dates.places import read_zone
from store.dates.promises import Reading, read_promise
from store.dates.typed import Moment, read_day, read_moment
from store.dates.workdays import WEEKDAYS, Workdays
from store.errors import FieldError, UnreadableError
from store.records import Promise, Round
from store.text import clean_line

WRITE_AGAIN_AFTER = (60, 90)
"""After how many days one may write again, of those offered: long enough for things to change."""
_DAYS_ALONE = re.compile(r"\d{1,3}")
_NEVER = frozenset({"", "no", "none", "never"})


def read_interview(
    text: str, zone: str, now: DateTime, lean: Lean = "past", order: DayOrder | None = None
) -> Moment:
    """When the interview was or will be, read in the interviewer's zone if one is named.

    The zone may be typed with the time ("fri 11am PT") instead: the moment has its name. Days are
    the person's own, whose zone is that of ``now``.

    Raises:
        FieldError: The time (field ``interviewed``) cannot be read, or the zone (``zone``), or
            another was typed with the time.
    """
    try:
        zone = read_zone(zone, now)
    except UnreadableError as error:
        raise FieldError("zone", str(error)) from None
    if not text.strip():
        raise FieldError("interviewed", 'When was the interview? For example "yesterday 14:00".')
    moment = _interview(text, zone, now, lean, order)
    if not zone:
        return moment
    theirs = in_zone(moment.at, zone)
    if moment.zone and theirs.offset != moment.at.offset:
        raise FieldError(
            "zone",
            f"{quoted(text)} is in {moment.zone}, not in {zone}. Leave one of the two zones out.",
        )
    return moment._replace(at=theirs, zone=zone if moment.zone else "")


def read_next_interview(
    text: str, zone: str, now: DateTime, order: DayOrder | None = None
) -> Moment:
    """When the next round will be: in the zone of the last one, unless one is typed with it.

    Raises:
        FieldError: The time cannot be read (field ``interviewed``).
    """
    moment = _interview(text, zone, now, "future", order)
    return moment if moment.zone else moment._replace(at=in_zone(moment.at, zone))


def _interview(text: str, zone: str, now: DateTime, lean: Lean, order: DayOrder | None) -> Moment:
    try:
        return read_moment(text, now, lean, order, zone)
    except UnreadableError as error:
        raise FieldError("interviewed", str(error)) from None


def hear_promise(
    words: str, said: date, workdays: Workdays = WEEKDAYS, order: DayOrder | None = None
) -> Reading | None:
    """What is heard in their words about when they would decide; None when the field is empty.

    Raises:
        FieldError: The words look like a date that cannot be read (field ``promised``).
    """
    words = clean_line(words)
    try:
        return read_promise(words, said, workdays, order) if words else None
    except UnreadableError as error:
        raise FieldError("promised", str(error)) from None


def read_promise_field(
    words: str, said: date, workdays: Workdays = WEEKDAYS, order: DayOrder | None = None
) -> Promise | None:
    """The promise as :func:`hear_promise` reads it; None when the field is empty.

    Raises:
        FieldError: The words look like a date that cannot be read (field ``promised``).
    """
    reading = hear_promise(words, said, workdays, order)
    return reading and Promise(words=clean_line(words), said=said, day=reading.day)


def said_on(at: datetime, before: Round | None, now: DateTime) -> date:
    """The day their words were said: that of the interview, or of a later answer.

    ``at`` is when the interview is, ``before`` the round as it was so far.
    """
    kept = before.promise if before else None
    if before and kept and kept.said > local_day(before.at, now):
        return kept.said
    return local_day(at, now)


def read_done(text: str, now: DateTime, order: DayOrder | None = None) -> DateTime | None:
    """When something was done; None for "now" and for nothing typed.

    Raises:
        FieldError: It cannot be read, or is still to come (field ``when``).
    """
    heard = hear_done(text, now, order)
    return heard and heard.at


def hear_done(text: str, now: DateTime, order: DayOrder | None = None) -> Moment | None:
    """The same with what was typed of it: a time, or a day alone.

    Raises as :func:`read_done`.
    """
    if text.strip().casefold() in {"", "now"}:
        return None
    try:
        heard = read_moment(text, now, order=order)
    except UnreadableError as error:
        raise FieldError("when", str(error)) from None
    if heard.at > now:
        raise FieldError("when", f"{say.moment(heard.at)} is still to come.")
    return heard


def read_snooze(text: str, now: DateTime, order: DayOrder | None = None) -> date | None:
    """The day to put something off to; None for nothing typed.

    Raises:
        FieldError: It cannot be read, or is not after today (field ``until``).
    """
    if not text.strip():
        return None
    try:
        day = read_day(text, now, order=order)
    except UnreadableError as error:
        raise FieldError("until", str(error)) from None
    if day <= now.date():
        raise FieldError("until", f"{say.day(day)} is not to come. Name a day after today.")
    return day


def read_answer_by(
    text: str, now: DateTime, order: DayOrder | None = None, field: str = "answer_by"
) -> date | None:
    """The day by which they want an answer to their offer; None for nothing typed.

    Raises:
        FieldError: It cannot be read, or is past (``field``).
    """
    if not text.strip():
        return None
    try:
        day = read_day(text, now, order=order)
    except UnreadableError as error:
        raise FieldError(field, str(error)) from None
    if day < now.date():
        raise FieldError(field, f"{say.full_day(day)} is past. Name today or a day to come.")
    return day


def read_write_again(
    text: str,
    now: DateTime,
    order: DayOrder | None = None,
    *,
    workdays: Workdays = WEEKDAYS,
    field: str = "write_again",
) -> date | None:
    """The day from which to write again; None for nothing typed, and for "no".

    A number alone ("60") is so many days from today. A day off gives the next of the ``workdays``,
    which are those at the company.

    Raises:
        FieldError: It cannot be read, or is not after today (``field``).
    """
    typed = text.strip().casefold()
    if typed in _NEVER:
        return None
    try:
        text = f"+{typed}" if _DAYS_ALONE.fullmatch(typed) else text
        day = workdays.add(read_day(text, now, order=order), 0)
    except UnreadableError as error:
        raise FieldError(field, str(error)) from None
    if day <= now.date():
        raise FieldError(field, f"{say.full_day(day)} is not to come. Name a day after today.")
    return day
