"""How long something lasts, as people write it."""

from __future__ import annotations

import re

from store.dates.names import quoted
from store.errors import UnreadableError
from store.records.card import LONGEST_MINUTES
from store.text import clean_line

_HOUR, _MINUTE = r"(?:h|hrs?|hours?|std\.?|stunden?)", r"(?:m|mins?|minutes?|minuten?)"
_LENGTH = re.compile(
    rf"(?:(?P<hours>\d{{1,2}})(?P<part>[.,]\d)? ?{_HOUR})?"
    rf"(?: ?(?:and )?(?P<minutes>\d{{1,4}}) ?{_MINUTE}?)?"
)
_CLOCK = re.compile(rf"(?P<hours>\d{{1,2}}):(?P<minutes>[0-5]\d)(?: ?{_HOUR})?")


def read_minutes(text: str) -> int:
    """The minutes in "45", "45 min", "1 h", "1.5 hours", "1 h 30 min" or "1:30"; 0 for nothing.

    Raises:
        UnreadableError: It is no length, or longer than a day.
    """
    typed = clean_line(text).casefold()
    if not typed:
        return 0
    found = _CLOCK.fullmatch(typed) or _LENGTH.fullmatch(typed)
    if found is None:
        raise UnreadableError(
            f"{quoted(text)} does not say how long it lasts. Write 45 min, or 1 h 30 min."
        )
    parts = found.groupdict(default="0")
    tenths = int(parts.get("part", "0").lstrip(".,"))
    minutes = 60 * int(parts["hours"]) + 6 * tenths + int(parts["minutes"])
    if not 0 < minutes <= LONGEST_MINUTES:
        raise UnreadableError(f"{quoted(text)} is no length for an interview: a day at most.")
    return minutes
