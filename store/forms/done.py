"""What was done before a card was added: thanked, emailed or called, and when, as typed.

The form and the command line share this. It is asked only of an interview that is over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.clock import local
from store.dates.names import quoted
from store.errors import FieldError, UnreadableError
from store.forms.card import TypedDone
from store.forms.moments import read_done
from store.history import actions
from store.records import Card
from store.rules.rules import Rules
from store.rules.stages import Owes
from store.text import clean_line

NOTHING = "nothing"
DONE = {"thanked": Owes.THANK, "emailed": Owes.EMAIL, "called": Owes.CALL}
"""What can have been done, in the order of the path, with the action that it was."""

WORDS = (NOTHING, *DONE)
"""What can be said of it."""


class Done(Struct, frozen=True):
    """One thing that was done: the word for it, and when."""

    what: str
    at: DateTime


def read_typed_done(text: str) -> TypedDone:
    """What was done, written in a line, the word first: "emailed yesterday 16:30".

    Raises:
        UnreadableError: It begins with none of the words, or names a time of nothing.
    """
    word, _, when = clean_line(text).partition(" ")
    word, when = word.casefold().rstrip(",:"), when.strip()
    if word not in WORDS:
        raise UnreadableError(
            f"{quoted(text)} does not say what was done. Begin with one of {', '.join(WORDS)}, and "
            "say when: “emailed yesterday 16:30”."
        )
    if word == NOTHING and when:
        raise UnreadableError(f"{quoted(text)} names a time, but nothing that was done.")
    return TypedDone(word, when)


def is_over(at: datetime, rules: Rules, now: DateTime) -> bool:
    """Whether an interview that began ``at`` is over."""
    return local(at, now).add(minutes=rules.settings.interview_minutes) <= now


def read_all_done(
    typed: Iterable[TypedDone], at: datetime, rules: Rules, now: DateTime
) -> tuple[Done, ...]:
    """What was done since an interview that began ``at``, in the order of the path.

    Raises:
        FieldError: Something was, and the interview is not over; or a word stands there twice
            (field ``done``). A time cannot be read, is to come or before the interview
            (``done_when``).
    """
    found: dict[str, Done] = {}
    for each in typed:
        if each.what == NOTHING:
            continue
        if not is_over(at, rules, now):
            start = say.moment(local(at, now))
            raise FieldError(
                "done", f"The interview, {start}, is not over yet, so nothing was done after it."
            )
        if each.what in found:
            raise FieldError("done", f"“{each.what}” is told twice. Tell the last time only.")
        found[each.what] = Done(each.what, read_done_when(each.when, at, rules, now))
    return tuple(found[what] for what in DONE if what in found)


def read_done_when(text: str, at: datetime, rules: Rules, now: DateTime) -> DateTime:
    """When something was done after an interview that began ``at``; now where nothing is typed.

    Raises:
        FieldError: It cannot be read, is to come, or before the interview (field ``done_when``).
    """
    try:
        done = read_done(text, now, rules.date_order(now)) or now
    except FieldError as error:
        raise FieldError("done_when", str(error)) from None
    if done < at:
        start = say.moment(local(at, now))
        raise FieldError("done_when", f"{say.moment(done)} is before the interview, {start}.")
    return done


def with_done(card: Card, done: Iterable[Done], now: DateTime) -> Card:
    """The card just added, with what was done before it was.

    Raises:
        NotAllowedError: A time is to come, or before the interview.
    """
    for each in done:
        card = actions.already(card, now, DONE[each.what], each.at)
    return card
