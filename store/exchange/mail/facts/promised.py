"""When they said they would decide: their sentence about it.

Sentences are read in English and in common German, as promises are everywhere here. What they ask
of the candidate ("please reply by Friday") and until when an offer stands are no promises of
theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from store.dates.german import of_promise
from store.dates.order import DayOrder
from store.dates.promises import Heard, read_promise
from store.dates.workdays import WEEKDAYS, Workdays
from store.errors import UnreadableError
from store.exchange.mail.taken import Found
from store.text import clean_line

_LONGEST = 30_000
_LONGEST_SENTENCE = 600
_LONGEST_PROMISE = 200
_MOST = 20

_QUOTED = re.compile(
    r"^[ \t]*>.*$|^[ \t]{0,4}(?:on|am) .{6,200}(?:wrote|schrieb).{0,80}:?[ \t]*$"
    r"|^[ \t]{0,4}-{2,}[ \t]?(?:original message|ursprüngliche nachricht|forwarded message).*$",
    re.IGNORECASE | re.MULTILINE,
)
_CUTS = re.compile(
    r"^[ \t]{0,4}(?:(?:on|am) .{6,200}(?:wrote|schrieb).{0,80}:?[ \t]*|_{10,}[ \t]*"
    r"|-{2,}[ \t]?(?:original message|ursprüngliche nachricht|forwarded message).*)$",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(
    r"(?<=[^\d\s][.!?])(?<!\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec)\.)(?<! (?:a|p)\.m\.)\s+(?=[^\W\d_a-z])|(?<=\d[.!?])\s+(?=[^\W\d_a-z])"
    r"(?!(?:Jan|Jän|Feb|Mär|Mar|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[a-zä]*\b)"
    r"|(?<=[.!?][)\"”])\s+|\n[ \t]*\n|\n(?=[ \t]*[-*•–] )"
)
_THEIRS = re.compile(
    r"\b(?:we|i|they|he|she|the (?:\w+ ){0,2}(?:team|committee|panel|manager|company|recruiter)"
    r"|someone"
    r"|our (?:\w+ ){0,2}(?:team|recruiter|manager|committee|decision)|you(?:'ll| will| should"
    r"| can|)"
    r"(?: \w+)? (?:hear|receive|have|get|be (?:hearing|contacted|notified|informed)|expect)"
    r"|(?:a|the|any|final) (?:final )?decisions?|expect (?:to hear|a|an|our|my|feedback|word|news)"
    r"|feedback)\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:be(?:en)? in (?:touch|contact)|get(?:ting)? in (?:touch|contact)|get(?:ting)? back"
    r"|com(?:e|ing) back to you|let(?:ting)? you know|hear(?:ing)?(?: back| again| something)? from"
    r"|hear(?:ing)? back|decid(?:e|ed|ing)|decisions?|updat(?:e|es|ing)|contact(?:ed|ing)? you"
    r"|be contacted|follow(?:ing)? up|reach(?:ing)? out|circl(?:e|ing) back|respond|notif(?:y|ied)"
    r"|inform(?:ed)?|feedback|make (?:you )?an offer|call you|e-?mail you|write (?:to )?you"
    r"|hear our|final(?:i[sz]e|i[sz]ing)?|have an answer|answer for you|know more)\b",
    re.IGNORECASE,
)
_NOT_THEIRS = re.compile(
    r"\b(?:please|kindly|could you|can you|would you|will you|(?:let|send|give|tell) (?:me|us)"
    r"|if (?:you|we|your|selected|chosen|successful|there|all)|should you|usually|typically"
    r"|normally"
    r"|(?:was|were|been) (?:informed|notified|contacted|told)|unless|in case|your (?:answer"
    r"|decision|reply|response|availability|feedback|thoughts"
    r"|confirmation)|from you|accept\w*|sign(?:ed|ing)?|expir\w+|valid|deadline|you (?:need"
    r"|have) to"
    r"|you must|you should (?:reply|respond|send|let)|calendar|invit(?:e|ation)s?|links?"
    r"|reschedul\w+|logistics|travel|assignment|exercise|take-home|task|we(?: had|'d)? (?:said"
    r"|told)"
    r"|(?:was|were|had) (?:hop(?:ed|ing)|plann(?:ed|ing)|supposed|expect(?:ed|ing)|going)"
    r"|apologi[sz]e|sorry)\b",
    re.IGNORECASE,
)


_IN_GERMAN = (
    re.compile(
        r"\b(?:wir|ich|sie (?:hören|erhalten|bekommen|werden|können mit)|(?:eine|die|unsere|der"
        r"|ihre)?\s?(?:\w+ )?(?:entscheidung|rückmeldung|feedback)|das team"
        r"|(?:fach|personal)abteilung)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:melden?|meldet|rückmeld\w+|zurückmelden|entscheid\w+|bescheid|hören|informieren"
        r"|kontaktieren|anrufen|rufen?\b.{0,60}\ban|(?:auf sie|auf dich) zu|feedback"
        r"|nachricht)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:bitten?|melden sie|melde dich|(?:geben|teilen|lassen|senden|schicken) sie"
        r"|(?:können|könnten|würden|sollten|müssen) sie|(?:ihre|deine|um) (?:antwort|rückmeldung"
        r"|entscheidung|zusage|nachricht)|falls|sofern|wenn|sonst|andernfalls|frist|bewerbungsfrist"
        r"|löschen|aufgabe|gültig|bewerbungsunterlagen|ursprünglich|hatten|wollten|kosten"
        r"|entscheiden sie (?:sich|bitte)|termin)\b",
        re.IGNORECASE,
    ),
)
"""Who says it, what they will do, and what is asked of the candidate, where they write German."""


def promise_of(
    text: str, said: date, workdays: Workdays = WEEKDAYS, order: DayOrder | None = None
) -> Found | None:
    """Their sentence about when they decide or write, as :mod:`store.dates.promises` reads it.

    None where there is none in which a day is read, or where two name different days. ``said`` is
    the day they wrote it; quotes of earlier mails are left out.
    """
    found: dict[date, str] = {}
    for words in _sentences(text[:_LONGEST]):
        day = _day(words, said, workdays, order)
        if day:
            found.setdefault(day, words)
        if len(found) > 1:
            return None
    return Found(next(iter(found.values())), "from their sentence") if found else None


def _day(words: str, said: date, workdays: Workdays, order: DayOrder | None) -> date | None:
    try:
        reading = read_promise(words, said, workdays, order)
    except UnreadableError:
        return None
    return reading.day if reading.heard is Heard.DAY else None


def _sentences(text: str) -> Iterator[str]:
    """The sentences that may be promises of theirs, each on one line."""
    cut = _CUTS.search(text)
    own = _QUOTED.sub("", text[: cut.start()] if cut else text)
    count = 0
    for sentence in _SENTENCE.split(own):
        words = clean_line(sentence[:_LONGEST_SENTENCE]).strip(" -*•–")
        for part in _short_enough(words):
            if _is_promise(part) and count < _MOST:
                count += 1
                yield part.rstrip(" .!")


def _is_promise(words: str) -> bool:
    if "?" in words:
        return False
    theirs, promises, not_theirs = (
        _IN_GERMAN if of_promise(words) else (_THEIRS, _PROMISES, _NOT_THEIRS)
    )
    return bool(promises.search(words) and theirs.search(words) and not not_theirs.search(words))


_CLAUSES = re.compile(
    r"(?:[,;]|\s[–—-])\s+(?:and |but |so |then )?|\s+(?:and|but|so) (?=we |i |you )"
)


def _short_enough(words: str) -> list[str]:
    """The sentence, or its clauses where it is too long to be kept as their words."""
    return [words] if len(words) <= _LONGEST_PROMISE else _CLAUSES.split(words)
