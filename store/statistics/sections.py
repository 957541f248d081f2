"""The statistics in words: honest about small numbers, and kind."""

from __future__ import annotations

from msgspec import Struct

from store import say
from store.statistics.counts import WEEKS, AnsweredAfter, PastPromise, Statistics
from store.statistics.punctual import OnTime

ENOUGH = 20
"""From so many cases on a percentage says something; below it would only sound like it."""

NOTHING_YET = (
    "Nothing to count yet. Once an interview is over, you see here what came of it: the answers, "
    "how long they took, and what you did in the meantime. There is no score to reach."
)
"""What is said before the first interview is over."""

FUNNEL = ("interviewed", "thanked", "emailed", "called", "answered")
"""The steps of the funnel, in order, by the names of its fields."""

_ANSWERS = {
    "offer": "An offer",
    "next_round": "A next round",
    "rejected": "A no",
    "news_only": "News or a new date so far",
    "withdrew": "You withdrew",
    "moved_on": "You moved on from silence",
    "none_yet": "No answer yet",
}


class Section(Struct, frozen=True):
    """A few lines about one thing; ``id`` names it, for who draws something under it."""

    id: str
    title: str
    lines: tuple[str, ...]


def share(part: int, whole: int) -> str:
    """A part of a whole: "3 of 8"; from twenty cases on also "12 of 40 (30%)"."""
    percent = f" ({round(100 * part / whole)}%)" if whole >= ENOUGH else ""
    return f"{part} of {whole}{percent}"


def sections(found: Statistics) -> list[Section]:
    """The sections in the order in which they are read; none while there is nothing to count."""
    if not found.interviews and not any(
        week.interviews + week.follow_ups + week.answers for week in found.weeks
    ):
        return []
    return [
        Section("answers", "What came of your interviews", tuple(_answers(found))),
        Section("after", "When they first answered", (_after(found.answered_after),)),
        Section("promise", "The day they had named", _past_promise(found.past_promise)),
        Section("funnel", "How far it went", (_funnel(found),)),
        Section("weeks", f"The last {WEEKS} weeks", (_weeks(found),)),
        Section("now", "This week", (_this_week(found.this_week),)),
    ]


def _answers(found: Statistics) -> list[str]:
    lines = [
        f"{label:<26} {share(amount, found.interviews)}"
        for name, label in _ANSWERS.items()
        if (amount := getattr(found.answers, name))
    ]
    if found.answers.moved_on or found.answers.none_yet:
        lines.append("Most silence is not about you.")
    return lines or ["No interview is over yet."]


def _after(found: AnsweredAfter) -> str:
    counts = (
        (found.thank_you, "after the thank-you"),
        (found.email, "after the email"),
        (found.call, "after the call"),
        (found.nothing, "before you had done anything"),
    )
    total = sum(amount for amount, _ in counts)
    if not total:
        return "Nobody has answered yet."
    parts = [f"{share(amount, total)} {when}" for amount, when in counts if amount]
    return f"{_sentence(', '.join(parts))}."


def _past_promise(found: PastPromise) -> tuple[str, ...]:
    lines: list[str] = []
    if found.median is None or found.least is None or found.most is None:
        lines.append("No answer yet where they had named a day.")
    elif found.cases == 1:
        lines.append(f"The one answer to come after they had named a day came {_when(found.most)}.")
    else:
        lines.append(
            f"{found.cases} answers where they had named a day: {_when(found.median)} at the "
            f"median; the first {_when(found.least)}, the last {_when(found.most)}."
        )
    if found.silent:
        amount = f"{say.number(found.silent)}{' more' if found.cases else ''}"
        days = say.plural(found.silent, "such day has", "such days have")
        lines.append(f"{_sentence(amount)} {days} gone by in silence so far.")
    return tuple(lines)


def _when(days: float) -> str:
    """A span from the promised day: "on the day", "two business days after it"."""
    if not days:
        return "on the day itself"
    size = abs(days)
    span = say.count(int(size), "business day") if size == int(size) else f"{size} business days"
    return f"{span} {'after' if days > 0 else 'before'} it"


def _funnel(found: Statistics) -> str:
    steps = [f"{name} {getattr(found.funnel, name)}" for name in FUNNEL]
    return f"{_sentence(', '.join(steps))}."


def _weeks(found: Statistics) -> str:
    sums = (
        (sum(week.interviews for week in found.weeks), "interview"),
        (sum(week.follow_ups for week in found.weeks), "follow-up"),
        (sum(week.answers for week in found.weeks), "answer"),
    )
    return f"{_sentence(', '.join(say.count(amount, noun) for amount, noun in sums))}."


def _this_week(found: OnTime) -> str:
    if not found.follow_ups:
        return "No follow-up so far."
    if not found.judged:
        return f"{_sentence(say.count(found.follow_ups, 'follow-up'))} done."
    late = f"; {say.number(found.late)} late, and still worth it" if found.late else ""
    early = f"; {say.number(found.early)} early" if found.early else ""
    done = say.plural(found.judged, "follow-up was", "follow-ups were")
    return f"{share(found.on_time, found.judged)} {done} in good time{early}{late}."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
