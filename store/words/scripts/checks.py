"""Advice on the words of a script: its length, gaps, tone, subject. It never stands in the way.

The numbers come from guidance on following up: the letters that are answered are thanks of up to
100 words, follow-ups and what is written long after of 50 to 80, confirmations and replies of 30 to
60; a voicemail is best under half a minute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache

from msgspec import Struct

from store import say
from store.records import Card, Me
from store.rules.stages import recipient
from store.words.scripts.fill import Script
from store.words.scripts.placeholders import KNOWN, Where
from store.words.scripts.template import Medium, load, names_in
from store.words.scripts.thread import thread_of, without_re

_LENGTHS = (
    ("thank-you", 30, 100),
    ("follow-up", 50, 80),
    ("late-thanks", 50, 80),
    ("write-again", 50, 80),
    ("", 30, 60),
)
"""By how a kind begins, the fewest and the most words of its letters."""
LONGEST_MESSAGE = {"thank-you-linkedin": 300, "thank-you-text": 320}
"""The most characters that a message of a kind may have."""
_VOICEMAIL_SECONDS = 30
_ALIKE = 90  # percent; notes that differ in one short phrase only come out above it
_MOST_CHARACTERS = 4_000  # of a note that is compared: ten times a long one

_NO_WORD = (
    r"(?:have not|haven't|did not|didn't) (?:yet )?(?:hear|heard|received?) "
    r"(?:back|anything|from you)|(?:still )?no (?:reply|response|answer) (?:yet|so far|from you)"
)
_SAID_BEFORE = (
    r"as (?:I )?(?:already|previously) (?:wrote|said|mentioned|stated)"
    r"|(?:as )?per my (?:last|previous) (?:e-?mail|message|note)"
)
_AT_ONCE = (
    r"(?:answer|call|decide|reply|respond|write) (?:\w+ ){0,2}(?:immediately|right away|at once)"
)
_PRESSING = (
    (r"asap|as soon as possible", "when you have a moment"),
    (r"just (?:wanted|writing) to (?:check|follow|see)", "I would be glad to hear"),
    (r"just (?:checking|following|touching|circling) (?:in|up|base|back)", "I am writing about"),
    (r"checking in|touching base|circling back", "I am writing about"),
    (_NO_WORD, "I would be glad to hear how things stand"),
    (r"urgent(?:ly)?", "when it suits you"),
    (_AT_ONCE, "let me know when you can"),
    (_SAID_BEFORE, "thank you again for"),
    (r"you (?:promised|said you would|were supposed to)", "you had expected to"),
    (r"(?:I am|I'm) still waiting", "I am still very interested"),
    (r"I need (?:an answer|a decision|a reply|to know)", "I would be grateful to know"),
    (r"I (?:must|have to) (?:know|hear)", "I would be glad to hear"),
    (r"why (?:have you not|haven't you)", "when you have a moment, could you"),
    (r"(?:expect|demand) (?:an answer|a reply|a response)", "would be glad of a short word"),
    (r"at your earliest convenience", "when you have a moment"),
    (r"did you (?:get|see|receive|read) my (?:e-?mail|message|note)", "I wrote to you on"),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The pressing words, compiled when they are first looked for: a start is quicker without."""
    return tuple(
        (re.compile(rf"\b(?:{phrase})\b", re.IGNORECASE), gentler) for phrase, gentler in _PRESSING
    )


class Level(StrEnum):
    """How much a piece of advice matters: what should not go out as it is, or a matter of taste."""

    MEND = "mend"
    CONSIDER = "consider"


class Check(Struct, frozen=True):
    """One piece of advice: what it is about, and one kind line that says what to do."""

    kind: str
    text: str
    level: Level = Level.CONSIDER


def checks(script: Script, card: Card, me: Me, others: Sequence[str] = ()) -> tuple[Check, ...]:
    """Advice on these words, the weightiest first; nothing where they can go out as they are.

    ``others`` are the notes (as plain text) to other people of the same panel.
    """
    advice = (
        *_gaps(script),
        *_subject(script, card),
        *_length(script),
        *_tone(script),
        *_alike(script, me, others),
    )
    return tuple(sorted(advice, key=lambda check: check.level is not Level.MEND))


def gaps_left(script: Script, place: Callable[[Where], str] = str) -> str:
    """What is missing in a script, and where each of it is filled in, which ``place`` names."""
    needs = ", ".join(KNOWN[gap].needs(place) for gap in script.gaps)
    return f"{say.count(len(script.gaps), 'gap')} left: {needs}."


def _gaps(script: Script) -> Iterator[Check]:
    if script.gaps:
        yield Check("gaps", gaps_left(script), Level.MEND)


def _subject(script: Script, card: Card) -> Iterator[Check]:
    """Only what was written as a reply has to stay in the thread."""
    thread = thread_of(card, recipient(card))
    replies = "thread subject" in names_in(load(script.kind).subject)
    subject = script.subject_text
    kept = subject.casefold().startswith("re:") and without_re(subject) == thread
    if replies and thread and not kept:
        yield Check("subject", f'A reply in your thread has the subject "Re: {thread}".')


def _length(script: Script) -> Iterator[Check]:
    words, seconds = script.words, script.seconds
    if script.medium is Medium.SPEECH:
        if script.kind == "voicemail" and seconds > _VOICEMAIL_SECONDS:
            yield Check(
                "length", f"{seconds} seconds; under {_VOICEMAIL_SECONDS} is heard to its end."
            )
        return
    if longest := LONGEST_MESSAGE.get(script.kind):
        if len(script.text) > longest:
            yield Check("length", f"{len(script.text)} characters; {longest} is the most it takes.")
        return
    fewest, most = lengths_of(script.kind)
    if words < fewest:
        yield Check(
            "length", f"{say.count(words, 'word')}; from {fewest} on, a letter sounds unhurried."
        )
    elif words > most:
        yield Check("length", f"{words} words; up to {most} are read in one go.")


def lengths_of(kind: str) -> tuple[int, int]:
    """The fewest and the most words that a letter of this kind should have."""
    return next((low, high) for start, low, high in _LENGTHS if kind.startswith(start))


def _tone(script: Script) -> Iterator[Check]:
    text = " ".join(f"{script.subject_text}\n{script.text}".replace("’", "'").split())
    seen: list[tuple[int, int]] = []
    for pattern, gentler in _patterns():
        found = pattern.search(text)
        if found and not any(start <= found.start() < end for start, end in seen):
            seen.append(found.span())
            yield Check("tone", f'"{found[0]}" may sound pressing; perhaps "{gentler}".')


def _alike(script: Script, me: Me, others: Sequence[str]) -> Iterator[Check]:
    if not others:
        return
    from rapidfuzz import fuzz

    mine = _core(script.text, me)
    alike = max(fuzz.ratio(mine, _core(other, me)) for other in others)
    if alike >= _ALIKE:
        yield Check(
            "alike",
            f"{alike:.0f}% the same as another note to this panel; a sentence of its own helps.",
        )


def _core(text: str, me: Me) -> str:
    """A letter without greeting and signature, which all of them share, for comparing."""
    paragraphs = text[:_MOST_CHARACTERS].split("\n\n")
    if len(paragraphs) > 1 and paragraphs[0].endswith(","):
        del paragraphs[0]
    name = me.name or f"[{KNOWN['me'].label}]"
    if len(paragraphs) > 1 and name in paragraphs[-1].splitlines():
        del paragraphs[-1]
    return " ".join(" ".join(paragraphs).split()).casefold()
