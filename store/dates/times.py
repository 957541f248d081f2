"""The time of day as people type it behind (or before) a day: "4pm", "16.30", "10:00-11:00"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from functools import lru_cache
from typing import Literal, NamedTuple

from store import say
from store.dates import zones
from store.dates.names import form
from store.errors import UnreadableError

ZONE = zones.ZONE
"""The short names of zones, for a table."""


class TimeOfDay(NamedTuple):
    """A time on some day; not ``exact`` where only a part of the day was named."""

    at: time
    exact: bool = True


NOON = TimeOfDay(time(12), exact=False)
"""What stands for the time where none was given."""

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_PARTS = {
    "morning": TimeOfDay(time(9), exact=False),
    "afternoon": TimeOfDay(time(15), exact=False),
    "evening": TimeOfDay(time(18), exact=False),
    "night": TimeOfDay(time(18), exact=False),
}
PART_OF_DAY = "|".join(_PARTS)
"""The parts of a day, for a table."""

_Half = Literal["a", "p", ""]


class _Said(NamedTuple):
    """A time as it was said: "a" or "p" where its half of the day was, too.

    ``loose`` says that it may be of either half, as in "at 3", but not in "03:00".
    """

    hour: int
    minute: int = 0
    second: int = 0
    half: _Half = ""
    loose: bool = False

    def at(self, half: _Half = "") -> time:
        """The time, in a half of the day where none was said.

        Interviews and calls are not at night, so "at 3" is 15:00; "03:00" is taken as written.
        """
        half = self.half or half
        if not half:
            afternoon = 12 if self.loose and self.hour <= 6 else 0
            return time(self.hour + afternoon, self.minute, self.second)
        if not 1 <= self.hour <= 12:
            raise ValueError(self.hour)
        return time(self.hour % 12 + (12 if half == "p" else 0), self.minute, self.second)


_HOURS = {**{say.number(hour): hour for hour in range(1, 11)}, "eleven": 11, "twelve": 12}
_MINUTES = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty five": 45, "fifty": 50}
_STEPS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_WORD = "|".join(_HOURS)
_HALF = r"(?: ?(?P<half>[ap])m)"
_UNIT = r"(?: ?(?:h|hrs?|hours?|uhr|o'clock))"
_SECOND = r"(?::(?P<second>\d\d)(?:\.\d+)?)?"


def _half(match: re.Match[str]) -> _Half:
    half = match["half"]
    return "a" if half == "a" else "p" if half == "p" else ""


def _in_figures(match: re.Match[str]) -> _Said:
    parts = match.groupdict()
    hour, minute, second = (parts.get(name) or "0" for name in ("hour", "minute", "second"))
    half = _half(match) if "half" in parts else ""
    return _Said(int(hour), int(minute), int(second), half, loose=hour in set("123456789"))


def _hour(text: str) -> int:
    return int(text) if text.isdecimal() else _HOURS[text]


def _in_words(match: re.Match[str]) -> _Said | None:
    if not (match["at"] or match["more"] or match["half"] or match["clock"]):
        return None  # "two" alone may be anything
    minute = _MINUTES[match["more"]] if match["more"] else 0
    return _Said(_HOURS[match["hour"]], minute, half=_half(match), loose=True)


def _past_or_to(match: re.Match[str]) -> _Said | None:
    step, hour = match["step"], _hour(match["hour"])
    minutes = int(step) if step.isdecimal() else _STEPS[step]
    if not 1 <= hour <= 12 or not 0 < minutes < 60:
        return None
    if match["way"] in {"past", "after"}:
        return _Said(hour, minutes, half=_half(match), loose=True)
    if step == "half":
        return None
    if step in {"5", "10"} and not match["minutes"]:
        raise UnreadableError(
            f"“{match[0]}” may be {step} minutes before {hour}, or from {step} on; "
            f"write “from {match[0]}”."
        )
    if step.isdecimal() and minutes % 5 and not match["minutes"]:
        return None  # "3 to 4" is from three to four
    # "Ten to seven" is in the morning, as "seven" is, and "ten to one" is a while after noon.
    at = _Said(hour, half=_half(match), loose=True).at()
    past = (at.hour * 60 - minutes) % (24 * 60)
    return _Said(past // 60, past % 60)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Said | None]], ...] = (
    # 10am, 10:30 pm, 2.30p, 3:00:00 pm
    (
        form(
            rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d){_SECOND})?(?: ?o'clock)? ?"
            r"(?P<half>[ap])m?"
        ),
        _in_figures,
    ),
    # 16:30, 16h30, 16.30, 16:30:05.123, 15 h 30, 15.00 uhr
    (form(rf"(?P<hour>\d{{1,2}})(?:[:.]| ?h ?)(?P<minute>\d\d){_SECOND}{_UNIT}?"), _in_figures),
    # 9, as in "tomorrow at 9", and 14h
    (form(r"(?P<hour>\d{1,2})(?: ?(?:h|hrs?|uhr|o'clock))?"), _in_figures),
    # 1500 hrs, 0900
    (form(rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){_UNIT}?"), _in_figures),
    # half past two, quarter to four, ten past nine
    (
        form(
            rf"(?:a )?(?P<step>{'|'.join(_STEPS)}|\d{{1,2}})(?P<minutes> minutes?)?"
            rf" (?P<way>past|after|to|before|of|till) (?P<hour>\d{{1,2}}|{_WORD}){_HALF}?"
        ),
        _past_or_to,
    ),
    # two o'clock, at two, two pm, ten thirty
    (
        form(
            rf"(?P<at>at )?(?P<hour>{_WORD})(?: (?P<more>{'|'.join(_MINUTES)}))?"
            rf"(?P<clock> o'clock)?{_HALF}?"
        ),
        _in_words,
    ),
    (
        form(rf"(?:12(?::00)? )?(?P<name>{'|'.join(_NAMED)})"),
        lambda match: _Said(_NAMED[match["name"]].hour),
    ),
)
_IN_A_PART = form(r"^(?:in the |at )")
_AROUND = form(r"^(?:(?:starting |starts )?at|@|around|about|approx|approximately|from|between) ?")
_RANGE = form(
    r"(?P<open>from |between )?(?:(?:at|@|around|about) ?)?(?P<start>.+?)"
    r"(?: ?- ?| (?:to|until|till|and) )(?:at )?(?P<end>.+)"
)
_PART_FIRST = form(
    rf"(?:in the |at )?(?P<part>{PART_OF_DAY})(?: (?:at|@|around|about))? (?P<time>.+)"
)
_PART_LAST = form(rf"(?P<time>.+?) (?:in the |at )(?P<part>{PART_OF_DAY})")
_LEADS = [
    "at",
    "around",
    "about",
    "approx",
    "approximately",
    "from",
    "between",
    "starts",
    "starting",
    "in",
    "a",
]
_FIRST_WORD = "|".join([*_LEADS, *_NAMED, PART_OF_DAY, _WORD, *_STEPS])
_STARTS = form(rf"(?:\d|@|(?:{_FIRST_WORD})\b).*")
_WITHIN = {
    "morning": range(12),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "night": range(17, 24),
}


@lru_cache(maxsize=4096)
def time_of_day(text: str) -> TimeOfDay | None:
    """The time that tidied text names, or None; of a stretch of time it is the start.

    Raises:
        UnreadableError: It may be either of two.
    """
    if not _STARTS.fullmatch(text):
        return None
    if (part := _IN_A_PART.sub("", text)) in _PARTS:
        return _PARTS[part]
    try:
        at = _range(text) if _is_from(text) else None
        at = at or _single(text) or _range(text)
        return TimeOfDay(at) if at else _in_part(text)
    except ValueError:
        return None


def _is_from(text: str) -> bool:
    return text.startswith(("from ", "between "))


def in_part(text: str, part: str) -> TimeOfDay | None:
    """The time that tidied text names, in a part of the day ("9" in the "evening" is 21:00)."""
    half = " am" if part == "morning" else " pm"
    for each in (text + half, text):
        try:
            at = _single(each) or _range(each)
        except ValueError:
            continue
        if at and at.hour in _WITHIN[part]:
            return TimeOfDay(at)
    return None


def _in_part(text: str) -> TimeOfDay | None:
    match = _PART_FIRST.fullmatch(text) or _PART_LAST.fullmatch(text)
    return in_part(match["time"], match["part"]) if match else None


def _said(text: str) -> _Said | None:
    for each in (text, _AROUND.sub("", text)):
        for pattern, give in _FORMS:
            if (match := pattern.fullmatch(each)) and (said := give(match)):
                return said
    return None


def _single(text: str) -> time | None:
    said = _said(text)
    return said.at() if said else None


def _range(text: str) -> time | None:
    """When a stretch of time begins. What cannot be one, such as 16:00-05:00, is none."""
    match = _RANGE.fullmatch(text)
    if not match or (" and " in text and match["open"] != "between "):
        return None
    start, end = (_said(match[name]) or _said(f"at {match[name]}") for name in ("start", "end"))
    if not start or not end:
        return None
    if end.half and not start.half and start.hour <= 12:
        halves: tuple[_Half, ...] = ("a", "p")
        before = [at for half in halves if _is_before(at := start.at(half), end.at())]
        # "11-1pm" begins at eleven in the morning: two hours, not fourteen.
        return max(before, default=None)
    begins, ends = start.at(), end.at()
    if not _is_before(begins, ends) and not end.half and end.loose and end.hour <= 12:
        ends = end.at("p")
    return begins if _is_before(begins, ends) else None


def _is_before(one: time, other: time) -> bool:
    minutes = (other.hour - one.hour) * 60 + other.minute - one.minute
    return 0 < minutes <= 12 * 60
