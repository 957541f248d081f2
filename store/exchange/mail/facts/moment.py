"""When an interview starts, from the words of a mail.

A time counts that stands beside its day: "Tuesday, 24 November at 3 pm ET", "am Dienstag, dem
24.11. um 10 Uhr", or a line "Date: …" above a line "Time: …". What a mail says of other moments is
left out: when an earlier mail was written, by when to answer, which times are offered, when they
spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pendulum import DateTime

from store import say
from store.dates.order import DayOrder
from store.dates.typed import Moment, read_moment
from store.errors import UnreadableError
from store.exchange.mail.facts.moment_words import (
    DAY,
    TIME,
    ZONE,
    around,
    in_english,
    is_no_start,
    is_off,
    is_offered,
    is_over,
    without_headers,
)
from store.exchange.mail.facts.zone import zone_behind
from store.exchange.mail.taken import FoundTime

_LONGEST = 30_000
_LONGEST_LINE = 2_000
_MOST = 24
"""The most moments that are looked at: more are a timetable, and no start of one interview."""


IS_OFF = "It seems to say that an interview is off: no start was taken from it."
"""Why no start was taken from words; beside an invitation, that one tells."""
ASKS = "It asks whether a time suits"
"""How the sentence begins on why no start was taken from a time that is proposed."""
_LONG_PAST = 60
"""Days: what is longer past is no interview that a mail tells of."""


class _Named(NamedTuple):
    """A day with a time, in English, where it stands, and whether it is one that is asked about."""

    words: str
    where: str
    is_offered: bool = False


class _Read(NamedTuple):
    moment: Moment
    where: str


def start_of(
    text: str, sent: DateTime, order: DayOrder | None = None, subject: str = ""
) -> FoundTime | None:
    """When the interview starts, if the mail names one day with a time and no other; else None.

    ``sent`` is when it was written, in the zone of the candidate: days are read from it, and a time
    for which no zone is named is in it. ``text`` is without quotes of earlier mails. Two times that
    are one moment in two zones are one; of a stretch of time it is the start.
    """
    found = _found(text, sent, order, subject)
    return found if isinstance(found, FoundTime) else None


def why_no_start(
    text: str, sent: DateTime, order: DayOrder | None = None, subject: str = ""
) -> str:
    """A sentence on why a time that is named was not taken ("" where none is named, or one was)."""
    found = _found(text, sent, order, subject)
    return found if isinstance(found, str) else ""


def _found(
    text: str, sent: DateTime, order: DayOrder | None, subject: str
) -> FoundTime | str | None:
    named = [*_named(subject[:500], "subject", sent), *_named(text[:_LONGEST], "text", sent)]
    if not named and any(
        is_off(each) for each in (subject[:500], *_SENTENCE.split(text[:_LONGEST]))
    ):
        return IS_OFF
    if order is not DayOrder.MONTH_FIRST and any(_is_american(each.words) for each in named):
        return (
            f"It may write dates as in America ({named[0].words.strip()}): "
            "no start was taken from it."
        )
    if len(named) > _MOST:
        return "It names many times: which one is the interview's is left to you."
    settled = [each for each in named if not each.is_offered]
    if named and not settled:
        return f"{ASKS} ({named[0].words.strip()}): no start was taken from it."
    try:
        reads = [
            _Read(read_moment(each.words, sent, "future", order), each.where) for each in settled
        ]
    except UnreadableError as error:
        return f"No start was taken: {error}"
    return _one(_likeliest([read for read in reads if read.moment.time_given], sent))


_AMERICAN = re.compile(
    r"\b(?P<one>0?[1-9]|1[0-2])/(?!(?P=one)/)(?:0?[1-9]|1[0-2])/\d{2,4}\b.*"
    r"\b(?:[ECMP][SD]?T|AK[SD]T|HST|Eastern|Central|Mountain|Pacific|America/\w+|US)\b"
)


def _is_american(words: str) -> bool:
    """Whether a date in figures, which can be two days, stands beside a time in America."""
    return bool(_AMERICAN.search(words))


def _likeliest(reads: list[_Read], sent: DateTime) -> list[_Read]:
    """Those to come, where there are any: beside them, what is past is an earlier round."""
    reads = [read for read in reads if read.moment.at >= sent.subtract(days=_LONG_PAST)]
    to_come = [read for read in reads if read.moment.at >= sent]
    return to_come or reads


def _one(reads: list[_Read]) -> FoundTime | str | None:
    if not reads:
        return None
    instants = {read.moment.at.timestamp() for read in reads}
    if len(instants) > 1:
        zoned = [read for read in reads if _has_zone(read.moment)]
        walls = {(read.moment.at.date(), read.moment.at.time()) for read in reads}
        # "On the 24th at 3 pm" in the text, and "3 pm ET" in the subject, are the same.
        if len(walls) > 1 or len({read.moment.at.timestamp() for read in zoned}) > 1:
            first, other = (f"{say.full_day(at.date())} {at:%H:%M}" for at in _two(reads))
            return f"It names two times, {first} and {other}: no start was taken."
        reads = zoned
    best = next((read for read in reads if _has_zone(read.moment)), reads[0])
    # A time in UTC says nothing of where they are.
    zone = "" if best.moment.zone == "UTC" else best.moment.zone
    return FoundTime(best.moment.at, zone, f"from the {best.where}")


def _has_zone(moment: Moment) -> bool:
    return bool(moment.zone) or type(moment.at.tzinfo).__name__ == "FixedTimezone"


def _two(reads: list[_Read]) -> tuple[DateTime, DateTime]:
    first = reads[0].moment.at
    other = next(read.moment.at for read in reads if read.moment.at != first)
    return first, other


_BETWEEN = re.compile(
    r"[\s,;@|/(–—·•-]{0,6}(?:(?:at|from|between|starting at|starts at|beginning at|around|on|of"
    r"|the|um|ab"
    r"|von|gegen|zwischen|dem|den|am|uhrzeit|time|zeit|beginn|start|when|kl|with"
    r"|for)[\s:,]{1,3}){0,3}[\s,(]{0,3}"
    r"|[*_ \t]{0,4}\r?\n[ \t*_>•-]{0,6}(?:(?:start )?time|start|uhrzeit|zeit|beginn|hour|date"
    r"|day|datum|tag)"
    r"[*_]{0,2}[ \t]{0,3}(?::[*_ \t]{0,4}|\r?\n[ \t]{0,6})",
    re.IGNORECASE,
)
_ALSO = re.compile(
    rf"[\s,;/|()]{{0,4}}(?:or|/|=|also|which is|i\.e\.|bzw\.?)?[\s,(]{{0,2}}(?P<time>{TIME})"
    rf"[\s(]{{0,2}}(?P<zone>{ZONE})(?![\w/])",
    re.IGNORECASE,
)
_DAYS = re.compile(DAY, re.IGNORECASE)
_TIMES = re.compile(TIME, re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?<=[^\d\s][.!?])(?<!\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec)\.)\s+(?=[A-ZÄÖÜ„\"“])|\n\s{0,20}\n"
)


def _named(text: str, where: str, sent: DateTime) -> Iterator[_Named]:
    """Every day that has a time beside it, in the sentences that may tell of a start."""
    lines = (line[:_LONGEST_LINE] for line in text.splitlines())
    plain = in_english(without_headers("\n".join(lines)))
    for sentence in _SENTENCE.split(plain):
        for start, end, words in _in_sentence(sentence, sent):
            belonging = around(sentence, start, end)
            if not is_over(belonging):
                yield _Named(words, where, is_offered(belonging))


def _in_sentence(sentence: str, sent: DateTime) -> Iterator[tuple[int, int, str]]:
    """Where each day with a time stands, and both in one text."""
    days = list(_DAYS.finditer(sentence))[:_MOST]
    times = list(_TIMES.finditer(sentence))[: 4 * _MOST]
    taken = -1
    for day in days:
        after = next((time for time in times if time.start() >= day.end()), None)
        before = next((time for time in reversed(times) if time.end() <= day.start()), None)
        if after and _BETWEEN.fullmatch(sentence, day.end(), after.start()):
            zone, end = zone_behind(sentence, after.end(), sent)
            if not is_no_start(sentence, day.start(), end):
                yield day.start(), end, f"{_dated(day)} {after[0]} {zone}"
                for words in _elsewhere(sentence, _dated(day), end):
                    yield day.start(), end, words
            taken = end
        elif before and before.start() > taken:
            zone, end = zone_behind(sentence, before.end(), sent)
            if _BETWEEN.fullmatch(sentence, end, day.start()):
                zone = zone or zone_behind(sentence, day.end(), sent)[0]
                if not is_no_start(sentence, before.start(), day.end()):
                    yield before.start(), day.end(), f"{_dated(day)} {before[0]} {zone}"


_ARTICLE = re.compile(r"\b(?:dem|den|der)\s")


def _dated(day: re.Match[str]) -> str:
    """The day with its weekday in front: "24 Nov (Tue)" is "Tue 24 Nov"."""
    behind = "wd" if day["wd"] else "wd_too" if day["wd_too"] else ""
    if not behind:
        return _ARTICLE.sub("", day[0])
    date = day.string[day.start() : day.start(behind)].rstrip(" (,")
    return f"{day[behind]} {date}"


def _elsewhere(sentence: str, day: str, at: int) -> Iterator[str]:
    """The same time, as the clocks elsewhere show it: "3 pm ET / 12 pm PT"."""
    for _ in range(4):
        match = _ALSO.match(sentence, at)
        if not match:
            return
        yield f"{day} {match['time']} {match['zone']}"
        at = match.end()
