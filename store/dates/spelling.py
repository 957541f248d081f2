"""Turns of phrase brought to one spelling for the promise grammar: "cob" is "eod"."""

from __future__ import annotations

import re

from store.dates.hedges import OR
from store.dates.names import COUNT, MONTH, UNIT, WEEKDAY
from store.dates.times import ZONE

# Behind a dot stands a month as often as the minutes.
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}[:h]\d\d|\d{1,2}\.(?:00|1[3-9]|[2-5]\d)(?![.\d])"
    r"|noon|midday|lunch ?time)"
)
_NTH = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = ["thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"]
_ORDINALS = {
    name: number
    for number, name in enumerate(
        [
            *_NTH,
            *("tenth", "eleventh", "twelfth", *_TEENS, "nineteenth", "twentieth"),
            *(f"twenty {name}" for name in _NTH),
            *("thirtieth", "thirty first"),
        ],
        start=1,
    )
}
# "By the fifth", but not "the first week", "the first of the two".
_ORDINAL = re.compile(
    rf"\b(?P<before>the|{MONTH}) (?P<name>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
    rf"(?=$| (?:or|and|to|at|by|eod|maybe|for|in|latest|if|of (?:the |next |this )?(?:{MONTH}"
    r"|month|following|coming))\b(?! (?:place|instance)))"
)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def _figures(match: re.Match[str]) -> str:
    number = _ORDINALS[match["name"]]
    suffix = "th" if 10 < number < 20 else _SUFFIXES.get(number % 10, "th")
    return f"{match['before']} {number}{suffix}"


_PEOPLE = r"team|recruiters?|committee|company|manager|panel|board|interviewers?|agency"
_NOT_HEARD = (
    r"(?:you|i) (?:(?:haven't|have not|don't|do not) hear(?:d)?|hear nothing)\b"
    r"(?: anything| something| back)*(?: from (?:us|them|me))?"
)
# What is no part of the date, before it and behind it.
_NO_PART = (
    rf"^(?:and |so )?if {_NOT_HEARD}(?= (?:by|within) )",
    rf" if {_NOT_HEARD}$",
    r" if (?:you are |you're )?(?:selected|shortlisted|successful|chosen)\b\D*$",
    r" because\b\D*$",
    r"\b(?:if all goes (?:well|to plan)|all being well|one way or (?:the other|another))\b",
    r"\b(?:either way|give or take|or so|or thereabouts|if possible)\b",
    rf"\bfrom (?:us|me|them|him|her|you|hr|(?:the|our|my|your) (?:hiring )?(?:{_PEOPLE}))\b",
    # The interview is the day they said it on.
    r" (?:after|of|from|following) (?:the|your|our|this|today's) (?:interview|conversation)\b",
    r" (?:or (?:less|sooner|fewer|earlier|before)|max(?:imum)?|tops|at (?:the )?most)$",
    r"\b(?:calendar|consecutive) (?=days?\b)",
)
# A promise is kept on a day: the hour does not matter, only that "by 5pm" is today.
_AT_AN_HOUR = (
    rf"\b(?:at )?{_HOUR}\b(?: (?:{ZONE}|my|your|our|their|local)\b(?: time)?)?"
    r"|\bat \d{1,2}(?: o'clock)?$"
)
_SPELLED = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\bw/c\b|\b(?:the )?(?:wk|week) (?:commencing|beginning|starting)\b", "week of"),
        (r" / |(?<=week)/(?=[a-z])", " or "),
        *((pattern, "") for pattern in _NO_PART),
        (r"\bon or before\b|\b(?:no|not|nothing) later than|\bat (?:the )?(?:very )?latest", "by"),
        (r"\b(?:no|not) more than\b|\binside of\b|\b(?:less|fewer) than\b|\bup to\b", "within"),
        (r"\b(?:the )?end of (?:the |that )?(?:business |working )?day\b", "eod"),
        (r"\b(?:close|end) of (?:business|play)\b|\bcob\b", "eod"),
        (_AT_AN_HOUR, "eod"),
        # The verb, not the month.
        (r"\b(they|we|you|she|he|it|i|this|that|decision) may\b", r"\1"),
        (rf"\b(week|month)( {OR} (?:early |mid |late )?next)\b(?! \1)", r"\1\2 \1"),
    )
)


def spelled(text: str) -> str:
    """Tidied text with hours and turns of phrase brought to one spelling ("eod", "by")."""
    for pattern, word in _SPELLED:
        text = pattern.sub(word, text)
    text = _ORDINAL.sub(_figures, text)
    return " ".join(text.split())


_LIMIT = re.compile(
    rf",\s*(?:or |but |and )?(?P<limit>(?:{WEEKDAY}|(?!\d{{4}}\b)(?:{COUNT})(?: (?:{UNIT}))?"
    r"|(?:early |mid |late )?next week|the week after(?: that)?)"
    r"\s+(?:at (?:the )?(?:very )?(?:latest|most)|latest|max(?:imum)?|tops)\b)",
    re.IGNORECASE,
)


def with_limit(words: str) -> str:
    """The words with "two weeks, three at most" as "two weeks or three at most"."""
    return _LIMIT.sub(r" or \g<limit>", words)
