"""The words of a message, from the parts that hold them."""

from __future__ import annotations

import re

from store.exchange.mail.message.charsets import decoded
from store.exchange.mail.message.mime import Part
from store.exchange.mail.message.pages import LONGEST_MARKUP, text_of
from store.text import clean

MOST_WORDS = 20_000
"""The most characters of a mail that are read; its quotes and pictures do not count."""
MOST_RAW = 100_000
"""The most characters that are looked at, quotes too."""
_NO_WORDS = re.compile(
    r"(?:does not|doesn't|cannot|can't|unable to) (?:support|display|show|view) (?:html|this)"
    r"|html[- ](?:capable|enabled|compatible)|in (?:your|a) browser"
    r"|kein(?:e)? html|html-(?:e-?mail|ansicht)",
    re.IGNORECASE,
)
_SHORT = 300


def body_of(part: Part) -> str:
    """All words of a message, quotes too, safe to show; not those of mails attached to it.

    Of two ways in which the same is written the plain one is taken, unless it only says that there
    is another.
    """
    return clean(_words(part)[:MOST_RAW]).strip("\n")


def _words(part: Part) -> str:
    if part.kind.startswith("multipart/"):
        inner = [each for each in part.parts if not each.kind.startswith("message/")]
        if part.kind == "multipart/alternative":
            return _best(inner)
        return "\n\n".join(filter(None, (_words(each).strip("\n") for each in inner)))
    if part.is_attached or part.kind not in {"text/plain", "text/html"} or is_calendar(part):
        return ""
    text = decoded(part.content[:LONGEST_MARKUP], part.charset)
    if part.kind == "text/html" or ("<html" in text[:500].lower() and "</" in text):
        return text_of(text)
    return _unflowed(text) if part.is_flowed else text


def _best(ways: list[Part]) -> str:
    plain = [_words(each) for each in ways if each.kind == "text/plain"]
    first = next((text for text in plain if text.strip()), "")
    if first and not (len(first) < _SHORT and _NO_WORDS.search(first)):
        return first
    others = (_words(each) for each in reversed(ways) if each.kind != "text/plain")
    return next((text for text in others if text.strip()), first)


def is_calendar(part: Part) -> bool:
    """Whether a part is an invitation, by its type or by the name of its file."""
    if part.kind in {
        "text/calendar",
        "application/ics",
        "text/x-vcalendar",
        "application/calendar",
    }:
        return True
    return part.name.lower().endswith((".ics", ".ical", ".vcs")) and not part.parts


def _unflowed(text: str) -> str:
    """Lines that were only broken to fit, put together again (RFC 3676)."""
    lines: list[list[str]] = []
    is_open = False
    for line in text.split("\n"):
        if is_open and not line.startswith((">", "-- ")) and line:
            lines[-1].append(line.removeprefix(" "))
        else:
            lines.append([line.removeprefix(" ")])
        is_open = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join("".join(pieces) for pieces in lines)
