"""Words that name no last day: those that say nothing of when, and those that only seem to.

"Soon" and "when they are ready" are answers, though they name no date. "Not before Friday" has a
date in it and is no answer to when they will have decided.
"""

from __future__ import annotations

import difflib
import re

from store.dates.hedges import FILLER
from store.dates.names import COUNT, MONTH, WEEKDAY

_SAYS_NOTHING = re.compile(
    r"""\b(?:
      soon(?:er)?|shortly|asap|as\ soon\ as|(?:in\ )?due\ course|near\ future|promptly|eventually
    | at\ some\ point|(?:a|some)\ while|some\ ?time|longer|any\ day|rolling\ basis|on\ file
    | tbd|tba|tbc|n/a|unknown|unsure|unclear|undecided|uncertain|open\ ended|hard\ to\ say
    | (?:not|never|couldn't|wouldn't|can't|won't|cannot)\ (?:\w+\ ){0,2}?
      (?:say|sure|know|certain|tell|give|name|mention|specify|specified|mentioned|given|yet|clear)
    | (?:did|do|does|could|would|can|wo)n't\ (?:\w+\ ){0,2}?
      (?:say|know|tell|give|name|mention|specify|commit|have|call|want)
    | (?:no|any)\ (?:\w+\ )?(?:dates?|days?|time|timeline|timeframe|time\ frame|deadline|idea|clue
      |news|word|answer|hurry|rush|promises?|plan|week|month)
    | nothing|none|nobody|no\ one|when|once|after|until|till|pending|waiting|wait|depends?
    | depending|needs?\ to|before\ (?:we|they)|to\ be\ (?:decided|confirmed|announced|determined)
    | (?:in|be\ in|get\ in|stay\ in)\ touch|get\ back|let\ (?:you|me|us|them)\ know|reach\ out
    | hear\ (?:back|from|something)|call\ you|contact\ (?:you|me)|follow\ up
    )(?!\w)""",
    re.VERBOSE,
)

_VAGUE = re.compile(
    r"\b(?:(?:no|any|which|what|exact|specific|particular|fixed|firm|these) )+"
    r"(?:day|week|month)s?\b|(?<=n't )\w+ (?:me |us )?a day\b"
)
_DATE_WORDS_TEXT = """
    monday tuesday wednesday thursday friday saturday sunday weekday weekend mon tue tues wed
    thu thurs fri sat sun january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec today tomorrow tonight
    yesterday day days week weeks fortnight month months quarter year years hour hours minutes
    early late mid spring summer autumn fall winter easter holiday holidays christmas xmas
    thanksgiving eod eow eom q1 q2 q3 q4
"""
_DATE_WORDS = _DATE_WORDS_TEXT.split()

_DATED = rf"(?:the |a )?(?:\d|(?:{COUNT}|{WEEKDAY}|{MONTH}|next|this|week|month|tomorrow)\b)"
_DENIED = r"\b(?:not?|nothing|never|none|nobody|unable|unlikely|cannot)\b|n't\b"
_FLOOR = re.compile(
    rf"\bearliest\b|\bonwards?\b|\bminimum\b|\b(?:no|not) (?:sooner|earlier) than\b"
    rf"|(?:{_DENIED})(?: \S+){{0,8}}? (?:before|until|till|for) {_DATED}"
    rf"|\bat least (?:(?:until|till|another) )?{_DATED}"
    r"|\b(?:or|and) (?:more|longer|later|after|beyond)$"
    rf"|(?:^|\bstarting )from {_DATED}"
)


def says_nothing_of_when(text: str) -> bool:
    """Whether tidied text is an answer that leaves the time open, or no words at all.

    Words of another language are none that it knows, even where one is spelled as in English.
    """
    if not text.isascii():
        return False
    words = re.findall(r"[a-z']+", text)
    return all(word in FILLER for word in words) or bool(_SAYS_NOTHING.search(text))


def is_a_floor(text: str) -> bool:
    """Whether tidied text says from when they may decide, and not by when: "not before June".

    What stands behind a "but" counts: "not before the 10th, but by the 12th" is no floor.
    """
    return bool(_FLOOR.search(text.rpartition(" but ")[2]))


def hints_at_a_date(text: str) -> bool:
    """Whether a word of the text is, or is nearly, one that dates are made of."""
    if re.search(r"\d", text):
        return True
    words = set(re.findall(r"[a-z]+", _VAGUE.sub(" ", text))) - FILLER
    # Of a short word too many others are near: "no" is not November.
    misspelled = (word for word in words if len(word) > 3)
    return not words.isdisjoint(_DATE_WORDS) or any(
        difflib.get_close_matches(word, _DATE_WORDS, n=1, cutoff=0.8) for word in misspelled
    )
