"""What is said of a text that names no day or no time: the part that was not read, and examples."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pendulum import DateTime

from store.dates.days import Lean
from store.dates.names import COUNT, MONTH, UNIT, WEEKDAY, form, quoted
from store.dates.times import PART_OF_DAY, ZONE, time_of_day
from store.errors import UnreadableError
from store.text import clean_line

Kind = Literal["time", "day"]
"""What a text should have named."""

_OTHER_WORDS = """
    after ago and around at back before beginning between by coming day days earlier end eod eom eow
    eoy from half hour hours hr hrs h in last later m midday midnight min minute minutes mins next
    night noon now o'clock of on past quarter right start this till to today time
    tomorrow tonight uhr until weekend year yesterday the just th st nd rd am pm a p t z
"""
_KNOWN = form(
    rf"{'|'.join(_OTHER_WORDS.split())}|{WEEKDAY}|{MONTH}|{UNIT}|{COUNT}|{ZONE}|{PART_OF_DAY}"
)
_ZONE_LIKE = form(r"[a-z]{2,5}|[a-z_]+/[a-z_/]+")
_BEHIND_A_TIME = form(r"(?:.*[ :])?(?:\d{1,2}|noon)(?: ?[ap]m)?")
_IN_FIGURES = form(
    r"\d{1,4}|[+-]|\d{1,4}([-/.])\d{1,2}(?:\1\d{1,4})?\.?|\d+[a-z]+\d*|(?:utc|gmt)[+-]\d\d?:?\d{0,2}"
)
_FIRST_QUOTE = form(r"“([^”]*)”")
_SHORT, _LONGEST = 20, 40


def empty(now: DateTime, lean: Lean, kind: Kind) -> UnreadableError:
    """Nothing was typed."""
    return UnreadableError(f"A {kind} is needed; {_examples(now, lean, kind)}")


def unreadable(text: str, plain: str, now: DateTime, lean: Lean, kind: Kind) -> UnreadableError:
    """The text names none; ``plain`` is it in the tables' spelling, "" where it was not tried."""
    examples = _examples(now, lean, kind)
    words = plain.split()
    place = next((n for n, word in enumerate(words) if not _is_known(word)), None)
    if place is None or len(words) < 2:
        return UnreadableError(f"No {kind} could be read from {quoted(text)}; {examples}")
    part = _as_written(words[place], text)
    is_last = all(word.isalpha() for word in words[place + 1 :])
    behind_a_time = is_last and _BEHIND_A_TIME.fullmatch(" ".join(words[:place]))
    if behind_a_time and _ZONE_LIKE.fullmatch(words[place]):
        return UnreadableError(
            f"“{part}” in {quoted(text)} is no time zone I know; try “PT” or “America/New_York”."
        )
    return UnreadableError(f"“{part}” in {quoted(text)} could not be read; {examples}")


def as_written(error: UnreadableError, text: str) -> UnreadableError:
    """The same refusal with what it quotes in the person's own spelling."""
    message = str(error)
    if match := _FIRST_QUOTE.match(message):
        message = f"“{_as_written(match[1], text, _LONGEST)}”{message[match.end() :]}"
    return UnreadableError(message)


def _examples(now: DateTime, lean: Lean, kind: Kind) -> str:
    """Texts that are taken where such a text was refused."""
    day = now.date() + timedelta(days=11 if lean == "future" else -11)
    date = f"{day.day} {day:%b}".lower()
    if kind == "time":
        return f"try “fri 10am” or “{date} 16:30”."
    weekday = "monday" if now.weekday() == 4 and lean == "future" else "friday"
    return f"try “{weekday}” or “{date}”."


def _is_known(word: str) -> bool:
    return bool(_KNOWN.fullmatch(word) or _IN_FIGURES.fullmatch(word) or _is_time(word))


def _is_time(word: str) -> bool:
    try:
        return time_of_day(word) is not None
    except UnreadableError:
        return True


def _as_written(word: str, text: str, longest: int = _SHORT) -> str:
    line = clean_line(text)
    place = line.casefold().find(word)
    found = line[place : place + len(word)] if place >= 0 else word
    return found if len(found) <= longest else f"{found[: longest - 1]}…"
