"""What a person types after an interview: what came up, what they said, and what to remember."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from pendulum import DateTime

from store import say
from store.clock import local, local_day
from store.dates.promises import Reading
from store.forms.moments import hear_promise, read_promise_field
from store.forms.notes import read_line
from store.history.debriefs import TALKED_OF, THEY_ASKED, TO_ADD, WHOM, as_line
from store.records import Card, Promise
from store.rules.rules import Rules
from store.text import clean_line


class TypedDebrief(Struct, frozen=True, kw_only=True):
    """The lines as they are typed; any may be empty.

    ``hooks`` is what was talked of with each person, by the person's id. ``talked_of`` is the same
    where nobody is known by name; ``promised`` is what they said about what comes next, and when.
    """

    hooks: Mapping[str, str] = field(default_factory=dict)
    talked_of: str = ""
    asked: str = ""
    to_add: str = ""
    promised: str = ""
    whom: str = ""


def too_early(card: Card, now: DateTime) -> str:
    """What is said of an interview that has not begun, so that nothing is noted yet; "" else."""
    if card.round.at <= now:
        return ""
    start = say.moment(local(card.round.at, now))
    return f"The interview is on {start}. Note how it went after it."


def typed_debrief(card: Card) -> TypedDebrief:
    """The lines with what the card knows of its current round already."""
    promise = card.round.promise
    return TypedDebrief(
        hooks={person.id: person.hook for person in card.round.people},
        promised=promise.words if promise else "",
    )


def hooks_of(typed: TypedDebrief) -> dict[str, str]:
    """What was talked of with each person, tidied; raises FieldError where it is too long."""
    return {
        person: read_line(text, f"hook-{number}")
        for number, (person, text) in enumerate(typed.hooks.items())
    }


def note_of(typed: TypedDebrief) -> str:
    """The rest on one line: "They asked: …; To add: …; Whom to ask: …"; "" where nothing is.

    Raises:
        FieldError: A line is too long.
    """
    lines = (
        (TALKED_OF, typed.talked_of, "talked_of"),
        (THEY_ASKED, typed.asked, "asked"),
        (TO_ADD, typed.to_add, "to_add"),
        (WHOM, typed.whom, "whom"),
    )
    return as_line((label, read_line(text, field)) for label, text, field in lines)


def hear_next(words: str, card: Card, now: DateTime, rules: Rules) -> Reading | None:
    """What is heard in their words about what comes next; None when there are none.

    Raises:
        FieldError: The words look like a date that cannot be read (field ``promised``).
    """
    return hear_promise(words, said_on(card, now), rules.workdays(card), rules.date_order(now))


def read_next(words: str, card: Card, now: DateTime, rules: Rules) -> Promise | None:
    """The promise in their words; one whose words are the same is kept as it was read.

    Raises:
        FieldError: The words look like a date that cannot be read (field ``promised``).
    """
    kept = card.round.promise
    if kept and kept.words == clean_line(words):
        return kept
    said, workdays = said_on(card, now), rules.workdays(card)
    return read_promise_field(words, said, workdays, rules.date_order(now))


def said_on(card: Card, now: DateTime) -> date:
    """The day the words were said: that of the interview, or of a later answer."""
    talked, kept = local_day(card.round.at, now), card.round.promise
    return max(talked, kept.said) if kept else talked
