"""Text as it was typed or pasted, brought to the one spelling that the tables match.

What machines write is spelled out here: the offset in 2026-11-24T15:00-05:00 as "utc-05:00", which
is told from the end of 10:00-11:00.
"""

from __future__ import annotations

import re

from store.dates.names import form, tidy
from store.dates.zones import ZONE

_COMPACT = form(r"\b(\d{8})[tT](\d\d)(\d\d)(\d\d)?(?=[zZ+-]|\b)")
_STAMP = form(
    r"(?<=\d)[tT](?P<at>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)"
    r"(?:[zZ]|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?)(?![\d:])"
)
_HOURS = r"(?P<hours>0\d|1[0-4])"
_MINUTES = r"(?P<minutes>00|15|30|45)"
_SECONDS = r"\d\d?:\d\d:\d\d(?:\.\d+)?(?: ?[ap]m)?"
_NO_MORE = r"(?![\d:]| ?[ap]m)"
_OFFSETS = (
    # Behind seconds, and behind "+", it cannot be an end.
    form(rf"(?P<at>{_SECONDS}) ?(?P<sign>[+-]){_HOURS}(?::?{_MINUTES})?{_NO_MORE}"),
    form(rf"(?P<at>\d:\d\d(?: ?[ap]m)?) ?(?P<sign>\+){_HOURS}(?::?{_MINUTES})?{_NO_MORE}"),
    form(rf"(?P<at>\d:\d\d ?[ap]m) ?(?P<sign>-){_HOURS}{_MINUTES}{_NO_MORE}"),
    form(rf"(?P<at>\d:\d\d ?[ap]m) (?P<sign>-){_HOURS}:{_MINUTES}{_NO_MORE}"),
    # A clock that counts the seconds says UTC because it is a machine's, not for the place.
    form(rf"(?P<at>{_SECONDS}) ?(?:gmt|utc|z)(?P<sign>)(?P<hours>)(?P<minutes>)(?=$| [^+-])"),
)
_OFFSET_OR_END = form(
    rf"(?P<at>\d{{1,2}}:\d\d)(?P<gap> ?)(?P<sign>-){_HOURS}:?{_MINUTES}{_NO_MORE}"
)
_GLUED = form(rf"(?<![a-z])(?P<at>\d+(?::\d\d)*(?: ?[ap]m)?)(?=(?:(?:{ZONE})\b|(?:utc|gmt)[+-]))")
_PARTS_OF_TODAY = (
    (form(r"\bthis (?=(?:morning|afternoon|evening)\b)"), "today "),
    (form(r"\btonight\b"), "today evening"),
    (form(r"\blast night\b"), "yesterday evening"),
)
_HEADING = form(r"^(?:when|date|sent|time|starts?): ")


def spelled(text: str) -> str:
    """The text in small letters, with its offset, zone and part of the day spelled out."""
    text = _COMPACT.sub(lambda stamp: f"{stamp[1]}T{stamp[2]}:{stamp[3]}:{stamp[4] or '00'}", text)
    plain = tidy(_STAMP.sub(lambda stamp: f" {_with_offset(stamp)}", text))
    for pattern in _OFFSETS:
        plain = pattern.sub(_with_offset, plain)
    plain = _GLUED.sub(r"\g<at> ", _OFFSET_OR_END.sub(_told_apart, plain))
    for pattern, spelling in _PARTS_OF_TODAY:
        plain = pattern.sub(spelling, plain)
    return _HEADING.sub("", plain)


def _with_offset(match: re.Match[str]) -> str:
    sign, hours, minutes = match["sign"] or "+", match["hours"] or "00", match["minutes"] or "00"
    return f"{match['at']} utc{sign}{hours}:{minutes}"


def _told_apart(match: re.Match[str]) -> str:
    """16:00-05:00 is a time with its offset, 10:00-11:00 from ten to eleven.

    11:00-01:00 may be either: it is left as it is, and read as neither.
    """
    hour, _, minute = match["at"].partition(":")
    begins = int(hour) * 60 + int(minute)
    ends = int(match["hours"]) * 60 + int(match["minutes"])
    may_end_after_noon = not match["gap"] and begins < min(13 * 60, ends + 12 * 60)
    return match[0] if ends > begins or may_end_after_noon else _with_offset(match)
