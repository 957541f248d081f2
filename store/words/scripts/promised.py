"""What they promised, in their own sense: to decide, to be in touch, the next steps; and how near.

The letter says no more than they did: "decide" only where they spoke of deciding, and "in December"
where they said no day of it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum

from store.dates import german
from store.dates.names import COUNT, FRIDAY, MONTH, WEEKDAY, tidy
from store.dates.vague import hints_at_a_date


class Sense(Enum):
    """What they said they would do."""

    DECIDE = "decide"
    IN_TOUCH = "in touch"
    NEXT_STEPS = "next steps"
    NONE = "none"


class Window(Enum):
    """How near they named the time: a month, a week, about a day, or a day (also "by" one)."""

    MONTH = "month"
    WEEK = "week"
    ABOUT = "about"
    DAY = "day"


_SENSES = (
    (
        Sense.DECIDE,
        (
            r"decid\w+|decisions?|choos(?:e|es|ing)|choices?|chosen"
            r"|make up (?:our|their|his|her) minds?"
            r"|make (?:an|the|their|our) offers?|offers? (?:will |to )?(?:go|goes|going) out"
            r"|(?:final|job) offers?|select(?:ing|ion)?|pick(?:ing)? (?:someone|somebody|one|a|the)"
            r"|finali[sz]e|fill(?:ing)? the (?:role|position|post|job)|conclu(?:de|sion)"
            r"|make (?:the|a|their) (?:final )?call|verdict|entscheid\w*|zusagen|zusage"
        ),
    ),
    (
        Sense.IN_TOUCH,
        (
            r"(?:gets?|getting|comes?|be|report|circl(?:e|ing)|writ(?:e|ing)|hear|heard) back"
            r"|let(?:ting)? (?:\w+ ){1,2}know|(?:in|into) (?:touch|contact)|hear(?:ing)?"
            r"|(?:a |phone )?calls?|calling|ring|phone|contact(?:ing)?|reach(?:ing)? out"
            r"|follow(?:ing)? up|e-?mail(?:s|ing)?|writ(?:e|es|ing)|messages?|notif(?:y|ied)|inform"
            r"|updates?|respond|responses?|repl(?:y|ies)|answers?|news|word|tell|told|give notice"
            r"|know (?:more|where)|will know|'ll know|touch base|results?|outcome"
            r"|melden|meldet|melde|bescheid|rückmeldung|kontakt|anrufen|antwort"
        ),
    ),
    (
        Sense.NEXT_STEPS,
        (
            r"next (?:steps?|rounds?|stages?|phases?|interviews?)|what(?:'s| is| comes) next"
            r"|(?:second|2nd|third|3rd|final|last|further) (?:rounds?|stages?|interviews?)|feedback"
            r"|shortlist\w*|short list|mov(?:e|ing) (?:forward|ahead|on)|on-?site"
            r"|schedul\w+|invit\w+|take home|assignment|references?"
            r"|nächste[nr]? (?:schritte?|runde)|zweite[ns]? \w+"
        ),
    ),
)
_SENSE = tuple((sense, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for sense, words in _SENSES)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|none|cannot|without|before)|n't)(?: (?!but\b)\w+){0,3} $"
)


def sense(words: str) -> Sense:
    """What they said they would do, by the first verb that says it; NONE for a bare date.

    What they denied ("we haven't decided, but we'll call you") does not count.
    """
    text = tidy(words)
    found = [
        (match.start(), sense)
        for sense, form in _SENSE
        for match in form.finditer(text)
        if not _DENIED.search(text[: match.start()])
    ]
    return min(found, key=lambda each: each[0])[1] if found else Sense.NONE


_CLAUSES = re.compile(r"[,;.]\s+|\s+(?:and|then|but)\s+", re.IGNORECASE)
_INTERVIEWING = re.compile(r"\b(?:interview(?:s|ing)|reviewing|meeting|seeing)\b")

_MONTH = r"(?:{})".format(MONTH.replace("|may|", "|"))  # "may" is a verb, too: see _MAY
_MAY = r"(?<=\bin )may|(?<=\bof )may|(?<=\bearly )may|(?<=\blate )may|(?<=\bmid )may"
_MONTH_NAMED = re.compile(
    rf"\b{_MONTH}\b|(?:{_MAY})\b|\b(?:this|next|following|coming) month\b|\bmonth after\b"
)
_WEEK_NAMED = re.compile(
    r"(?:\b(?:(?:this|next|following|first|second|third|fourth|last|1st|2nd|3rd|4th|(?<=in )the)"
    r" week|week (?:of|commencing|beginning|starting|after next)|mid ?week)\b"
    r"|\bweek \d)"
)
_FIGURE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{WEEKDAY})"
_DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)\b|\b\d{{1,2}}\.? ?(?:of )?{_MONTH}\b"
    rf"|\b\d{{1,2}}[./]\d|\b\d{{1,4}}-\d\d?-\d"
    rf"|\b(?:{MONTH})\.? ?(?:the )?\d{{1,2}}(?!\d)|\b(?:{WEEKDAY})\b|\b(?:today|tomorrow|tonight)\b"
)
_UNTIL = re.compile(
    r"\b(?:by|before|until|till|latest|no later than|not later than|within|inside|end of|eow|eom"
    r"|eod|the end|weekend)\b"
)
_NEARLY = (
    r"(?:about|around|approximately|approx|roughly|circa|ca|towards?|near(?:ly|er)?|sometime"
    r"|some ?time|at some point)"
)
_ABOUT = re.compile(
    rf"\b{_NEARLY} (?:the |then |in |an? )?(?:(?:{COUNT})\b|{_FIGURE}\b"
    rf"|(?:{MONTH})\b|end of|middle|mid\b)"
    r"|\bor so\b|\bgive or take\b|\d ?ish\b|\bish\b|\bthereabouts\b|\b(?:or|and) thereabouts\b"
    rf"|\bmid(?:dle)?(?: of| in)? (?:the )?(?:{MONTH}|month|this month|next month)\b"
    r"|\bhalf ?way through (?!.*week)"
)
_MIDDLE = re.compile(rf"\bmid(?:dle)?(?: of| in)? (?:the )?(?:{MONTH}|\w+ month|month)\b")
_COUNTED = re.compile(
    r"\b(?:couple|few|several) (?:of )?(?:more )?(?:\w+ )?(?:days?|weeks?|months?)\b"
    rf"|\b(?:weeks?|days?|months?) or (?:two|three|so|ten)\b"
    rf"|\b(?:{COUNT}) ?(?:-|to|or) ?(?:{COUNT}) (?:\w+ )?(?:days?|weeks?|months?)\b"
    rf"|\b(?:{COUNT}) ?(?:more |full )?(?:weeks?|fortnights?|months?)\b|\bfortnight\b"
    r"|\b(?:coming|next|following) (?:days|weeks)\b"
)
_WEEK_OF = re.compile(r"\bweek (?:of|commencing|beginning|starting)\b")
_PART = re.compile(r"\bmid|\bend of\b|\bhalf")
_ANY_SEVEN_DAYS = re.compile(r"\b(?:the next|the coming|this coming) week\b")
_NTH_WEEK = re.compile(r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th) week\b")
_END = re.compile(r"\b(?:end of|the end|within|before)\b")
_LOOSE = re.compile(
    r"\b(?:early|mid|middle|sometime|some time|around|about|roughly|approximately)\b"
)


def window(words: str) -> Window:
    """How near their words name the time; DAY for a day, for "by" one, and where none is named.

    "By the end of next week" and "within two weeks" end on a day, "in two weeks" is about one.
    """
    text = _of_the_answer(german.of_promise(words) or words)
    has_week, has_month = _WEEK_NAMED.search(text), _MONTH_NAMED.search(text)
    has_day, has_end = _DATED.search(text), _UNTIL.search(text)
    if _WEEK_OF.search(text):
        return Window.WEEK
    if _ABOUT.search(text) and (has_day or not has_week):
        return Window.ABOUT if has_day or _PART.search(text) or not has_month else Window.MONTH
    if has_day or (has_end and not _LOOSE.search(text)) or _END.search(text):
        return Window.DAY
    if _COUNTED.search(text):
        return Window.ABOUT
    if _ANY_SEVEN_DAYS.search(text):
        return Window.DAY
    return Window.WEEK if has_week else Window.MONTH if has_month else Window.DAY


def is_vague(words: str) -> bool:
    """Whether their words name no day, and no last day either: "in December", "next week"."""
    return window(words) is not Window.DAY


def about_day(words: str, day: date) -> date:
    """The day that "around" is said of, where ``day`` is the last one that their words allow.

    The middle of a month is its 15th: the 20th, until which they have time, was never said.
    """
    return day.replace(day=15) if _MIDDLE.search(tidy(german.of_promise(words) or words)) else day


def week_of(words: str, day: date) -> date:
    """The Monday of the week that their words name; ``day`` is the last one that they allow."""
    text = _of_the_answer(german.of_promise(words) or words)
    if _NTH_WEEK.search(text):
        day -= timedelta(days=3)  # "the second week of December" is read to end on the 14th
    elif day.weekday() < FRIDAY and not _LOOSE.search(text):
        day -= timedelta(weeks=1)  # its Friday was a day off, and they have until after it
    return day - timedelta(days=day.weekday())


def _of_the_answer(words: str) -> str:
    """Their words without the clauses that say how long they interview others."""
    clauses = [tidy(clause) for clause in _CLAUSES.split(words)]
    left = [clause for clause in clauses if not _INTERVIEWING.search(clause)]
    return " , ".join(left) if any(map(hints_at_a_date, left)) else tidy(words)
