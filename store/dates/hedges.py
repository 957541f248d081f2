"""What people put around a date when they promise one: lead-ins and hedges.

The promise grammar looks for a date between these words. What such words alone say ("soon", "they
didn't say") is in :mod:`.vague`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FILLER_WORDS = """
    a about again agreed all also an and answer any anything approximately around as at back be
    been being but by call called candidate candidates choose circle circling closer committee
    company confirm contact contacted could decide decided decides deciding decision decisions
    do done during email expect expected expecting expects feedback figured final finalise
    finalize find follow for further get gets getting give go going guess had has have he he'd
    he'll hear hearing her hi hiring his hope hoped hopefully hopes hoping hr i i'd i'll i'm
    i've ideally if in inform information informed is it it'd it'll it's just know known later
    latest least let lets likely made make makes making manager maybe me meet meeting meets
    might more most my need needs news notify offer on or our out outcome over perhaps plan
    planned planning plans position possibly probably promised reach ready recruiter recruiting
    reply respond response result results right roughly round said say saying says select
    selecting shall she she'd she'll should so some something sometime somewhere soon sooner sort
    still supposedly take takes taking talk team tell that that'd that'll the their them then
    they they'd they'll they're they've think thinks thought time to told touch try trying
    typically until up update updates us usually was we we'd we'll we're we've were will wish
    with within word would write writing yes you you'd you'll you're your ~
"""
FILLER = frozenset(_FILLER_WORDS.split())
"""Words that change no date when they stand before it or behind it."""
_STARTS_A_DATE = frozenset({"by", "within", "until", "but"})
DENIES = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|cannot|unable|unlikely|doubt|hardly|without)\b|n't\b"
)
"""Words that turn what they stand before into its opposite."""
_MOST_DROPPED = 8

OR = r"(?:or|maybe|perhaps|possibly|if not)(?: (?:maybe|perhaps|possibly|else))*"
"""What people put between two days when either may be it; a form goes on with a blank."""


def cores(text: str) -> Iterator[str]:
    """The text, then what is left without more and more of the filler at its ends.

    Anything may stand before "by", "within", "until" or "but", except a denial: "not by friday"
    names no last day.
    """
    words = text.split()
    ends = _droppable(words[::-1])
    for start in _starts(words):
        for end in ends:
            if start < len(words) - end:
                yield " ".join(words[start : len(words) - end])


def _droppable(words: list[str]) -> range:
    count = next((n for n, word in enumerate(words) if word not in FILLER), len(words))
    return range(min(count, _MOST_DROPPED) + 1)


def _starts(words: list[str]) -> list[int]:
    filler = next((n for n, word in enumerate(words) if word not in FILLER), len(words))
    marked = [
        n
        for n, word in enumerate(words)
        if word in _STARTS_A_DATE
        and "or" not in words[max(0, n - 1) : n]  # what stands before it may be the later day
        and not DENIES.search(_since_but(words[: n + 1]))
    ][:_MOST_DROPPED]
    # The mark is a part of some forms: "by the weekend" is before it.
    return sorted({*range(min(filler, 2 * _MOST_DROPPED) + 1), *marked, *(n + 1 for n in marked)})


def _since_but(words: list[str]) -> str:
    """The words behind the last "but": "hard to say, but likely by Friday" denies nothing."""
    text = " ".join(words)
    return text.rpartition(" but")[2]
