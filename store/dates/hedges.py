"""What people put around a date when they promise one: lead-ins, hedges, and words for no date.

The promise grammar looks for a date between these words, and takes a saying that has nothing but
such words in it ("we'll be in touch soon") for one that names no date.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from store.dates.times import ZONE

_FILLER_WORDS = """
    a about again agreed all also an and answer any anything approximately around as at back be
    been being but by call called candidate candidates choose closer committee company confirm
    contact could decide decided decides deciding decision decisions do done during email expect
    expected expects feedback figured final finalise finalize for from further get gets getting
    give go going guess had has have he he'd he'll hear hearing her hi hiring his hope hopefully
    hopes hoping hr i i'd i'll i'm i've if in is it it'd it'll it's just know known later latest
    least let lets likely made make makes making manager maybe me might more most my need needs
    news offer on or our out outcome over perhaps plan planned planning plans possibly probably
    promised reach ready recruiter recruiting reply respond response result results roughly
    round said say saying says shall she she'd she'll should so some something sometime
    somewhere sooner sort still take takes taking talk team tell that that'd that'll the their
    them then they they'd they'll they're they've think thinks thought time to told touch try
    trying until up update updates us usually was we we'd we'll we're we've were will wish with
    within word would write writing yes you you'd you'll you're your ~
"""
_FILLER = frozenset(_FILLER_WORDS.split())
_STARTS_A_DATE = frozenset({"by", "within", "until"})
_DENIES = re.compile(r"\b(?:not|never|no|none|nobody)\b|n't\b")
_MOST_DROPPED = 8

OR = r"(?:or|maybe|perhaps|possibly|if not)(?: (?:maybe|perhaps|possibly|else))*"
"""What people put between two days when either may be it; a form goes on with a blank."""

# Behind a dot stands a month as often as the minutes.
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}[:h]\d\d|\d{1,2}\.(?:00|1[3-9]|[2-5]\d)(?![.\d])"
    r"|noon|midday)"
)
_SPELLED = (
    (
        re.compile(
            r"\bon or before\b|\b(?:no|not|nothing) later than|\bat (?:the )?(?:very )?latest"
        ),
        "by",
    ),
    (re.compile(r"\b(?:the )?end of (?:the |that )?(?:business |working )?day\b"), "eod"),
    (re.compile(r"\b(?:close|end) of (?:business|play)\b|\bcob\b"), "eod"),
    # A promise is kept on a day: the hour does not matter, only that "by 5pm" is today.
    (
        re.compile(
            rf"\b(?:at )?{_HOUR}\b(?: (?:{ZONE}|my|your|our|their|local)\b(?: time)?)?"
            r"|\bat \d{1,2}(?: o'clock)?$"
        ),
        "eod",
    ),
    # The verb, not the month.
    (re.compile(r"\b(they|we|you|she|he|it|i|this|that|decision) may\b"), r"\1"),
    (re.compile(rf"\b(week|month)( {OR} (?:early |mid |late )?next)\b(?! \1)"), r"\1\2 \1"),
)

_VAGUE = re.compile(
    r"\b(?:(?:no|any|which|what|exact|specific|particular|fixed|firm|these) )+"
    r"(?:day|week|month)s?\b|(?<=n't )\w+ (?:me |us )?a day\b"
)
_DATE_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday weekday weekend mon tue tues wed
    thu thurs fri sat sun january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec today tomorrow tonight
    yesterday day days week weeks fortnight month months quarter year years hour hours minutes
    early late mid spring summer autumn fall winter easter holiday holidays christmas xmas
    thanksgiving eod eow eom q1 q2 q3 q4
"""


def spelled(text: str) -> str:
    """Tidied text with hours and turns of phrase brought to one spelling ("eod", "by")."""
    for pattern, word in _SPELLED:
        text = pattern.sub(word, text)
    return " ".join(text.split())


def cores(text: str) -> Iterator[str]:
    """The text, then what is left without more and more of the filler at its ends.

    Anything may stand before "by", "within" or "until", except a denial: "not by friday" names no
    last day.
    """
    words = text.split()
    ends = _droppable(words[::-1])
    for start in _starts(words):
        for end in ends:
            if start < len(words) - end:
                yield " ".join(words[start : len(words) - end])


def _droppable(words: list[str]) -> range:
    count = next((n for n, word in enumerate(words) if word not in _FILLER), len(words))
    return range(min(count, _MOST_DROPPED) + 1)


def _starts(words: list[str]) -> list[int]:
    filler = next((n for n, word in enumerate(words) if word not in _FILLER), len(words))
    marked = [
        n
        for n, word in enumerate(words, start=1)
        if word in _STARTS_A_DATE and not _DENIES.search(" ".join(words[:n]))
    ]
    return sorted({*range(min(filler, 2 * _MOST_DROPPED) + 1), *marked[:_MOST_DROPPED]})


def hints_at_a_date(text: str) -> bool:
    """Whether a word of the text is, or is nearly, one that dates are made of."""
    if re.search(r"\d", text):
        return True
    words = set(re.findall(r"[a-z]+", _VAGUE.sub(" ", text))) - _FILLER
    known = _DATE_WORDS.split()
    # Of a short word too many others are near: "no" is not November.
    misspelled = (word for word in words if len(word) > 3)
    return not words.isdisjoint(known) or any(
        difflib.get_close_matches(word, known, n=1, cutoff=0.8) for word in misspelled
    )
