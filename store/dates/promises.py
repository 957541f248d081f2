"""When they said they would decide: the last day that an interviewer's words allow.

Every reading is counted from the day the words were said. Where words can be read in two ways the
later is taken: to write while they are still within their word looks impatient, and a day or two
more lose nothing.

**Days.** "10 days" are days of the calendar, "10 business days" those on which the company works:
weekends, the holidays of its country and the person's days off do not count, and neither does the
day it was said. A date or a weekday that they named ("by Saturday 5 December"), the last day of a
month, a quarter or the year, and the day before something stay as they were said. An end that only
comes of counting ("in 10 days", "tomorrow"), of a week or of a part of a month moves from a day
off to the next business day, and the reading says so.

**What is over.** A part of a year that ended up to 30 days before they spoke ("early November", on
the 16th) and a date up to 60 days before are refused, not read as next year's.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from store import say
from store.dates import german
from store.dates.days import Anchor
from store.dates.ends import End, Said
from store.dates.hedges import cores
from store.dates.names import quoted, tidy
from store.dates.order import DayOrder
from store.dates.phrases import end_of
from store.dates.spelling import spelled, with_limit
from store.dates.vague import hints_at_a_date, is_a_floor, says_nothing_of_when
from store.dates.workdays import WEEKDAYS, Workdays
from store.errors import UnreadableError

_LONGEST = 200
_EXAMPLES = "“by the end of next week” or “dec 4”"


class Heard(Enum):
    """What was heard in their words: a day, that they named none, or nothing that was read."""

    DAY = "day"
    NONE_NAMED = "none named"
    NOT_READ = "not read"


class Reading(NamedTuple):
    """The last day that words allow (None where there is none), and what was heard in them.

    ``moved`` is the day off that the counting ended on, where the end moved to a business day.
    """

    day: date | None
    heard: Heard
    moved: date | None = None
    off: str = ""


@lru_cache(maxsize=4096, typed=True)  # a table has the same words over and over
def read_promise(
    words: str,
    said: date,
    workdays: Workdays = WEEKDAYS,
    order: DayOrder | None = None,
) -> Reading:
    """The last day that their words allow, counted from the day they were ``said``.

    ``workdays`` are those of the company, ``order`` is how the person writes dates in figures: one
    that may be either of two is refused where nothing tells.

    The day is never before ``said``; a weekday by its name is a week later when it was said on that
    weekday. Words that are known to name no date ("they didn't say", "soon", nothing at all) are
    told apart from those in which nothing was read ("asdf", another language).

    Raises:
        UnreadableError: the words name a date that cannot be read, one before ``said``, or one that
            is no last day ("not before Friday").
    """
    if len(words) > _LONGEST:
        raise _unreadable(words)
    words = german.of_promise(words) or words
    text = tidy(words)
    if is_a_floor(text):
        raise UnreadableError(
            f"{quoted(words)} says from when, not by when; try {_EXAMPLES}, or “no date”."
        )
    end = _end(words, Said(Anchor(said, "future", order), workdays))
    if end is None and hints_at_a_date(spelled(text)):
        raise _unreadable(words)
    if end is None:
        return without_day(words)
    if end.day < said:
        raise UnreadableError(
            f"{quoted(words)} would be {say.full_day(end.day)}, over when they said it "
            f"({say.full_day(said)}). Which day do you mean? Try {_EXAMPLES}."
        )
    if end.rolls and (off := workdays.why_off(end.day)):
        return Reading(workdays.add(end.day, 0), Heard.DAY, end.day, off)
    return Reading(end.day, Heard.DAY)


def without_day(words: str) -> Reading:
    """What was heard in words without a day: that none was named, or nothing that was read."""
    nothing = says_nothing_of_when(tidy(words))
    return Reading(None, Heard.NONE_NAMED if nothing else Heard.NOT_READ)


def understood(reading: Reading) -> str:
    """What was read, in words: "decision by Mon 7 Dec 2026 (Sat 5 Dec is a weekend)"."""
    if reading.day is None:
        return _NONE_READ[reading.heard]
    return f"decision by {say.full_day(reading.day)}{_moved(reading)}"


def in_short(reading: Reading, said: date) -> str:
    """What was read, for where there is little room: the year only where it is another one."""
    if reading.day is None:
        return _NONE_READ[reading.heard]
    tell = say.day if reading.day.year == said.year else say.full_day
    return f"{tell(reading.day)}{_moved(reading)}"


_NONE_READ = {
    Heard.NONE_NAMED: "no date named",
    Heard.NOT_READ: "no date read from these words: counted as none named",
}


def _moved(reading: Reading) -> str:
    return f" ({say.day(reading.moved)} is {reading.off})" if reading.moved else ""


def _unreadable(words: str) -> UnreadableError:
    return UnreadableError(
        f"No day could be read from {quoted(words)}; try {_EXAMPLES}, "
        "or “no date” if they named none."
    )


def _end(words: str, said: Said) -> End | None:
    return _after_interviews(words, said) or _first_end(spelled(tidy(with_limit(words))), said)


def _first_end(text: str, said: Said) -> End | None:
    return next((end for core in cores(text) if (end := end_of(core, said))), None)


_CLAUSES = re.compile(r"[,;.]\s+|\s+(?:and|then|but)\s+", re.IGNORECASE)
_INTERVIEWING = re.compile(
    r"\b(?:interview(?:s|ing)|reviewing|(?:meeting|seeing) (?:other )?candidates)\b"
)
_ENDS_ON = re.compile(r"\b(?:through|thru|until|till|up to)\b|(?=\b(?:this|next|on|by)\b)")
_ANSWERS = re.compile(
    r"\b(?:hear|back|know|touch|decid\w+|decisions?|contact|call|e?mail|update|answer|follow up|"
    r"respond|reply|offer)\b"
)


def _after_interviews(words: str, said: Said) -> End | None:
    """The end of "interviews run through Thursday and we'll be in touch early next week".

    The answer is the promise. It cannot come before the interviews are over, so "next week" is then
    the week after them.
    """
    *before, last = (spelled(tidy(clause)) for clause in _CLAUSES.split(words))
    interviews = next((clause for clause in before if _INTERVIEWING.search(clause)), None)
    if interviews is None or not _ANSWERS.search(last):
        return None
    answer = _first_end(last, said)
    over = _first_end(_ENDS_ON.split(interviews, maxsplit=1)[-1].strip(), said)
    if answer and over and answer.day <= over.day:
        return _first_end(last, said._replace(anchor=said.anchor._replace(today=over.day)))
    return answer
