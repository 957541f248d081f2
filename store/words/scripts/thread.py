"""The thread in which the next email to somebody stays: that of the last one sent."""

from __future__ import annotations

import re
from datetime import datetime

from store.history.fields import Path
from store.records import Card, Person, Step
from store.rules.stages import really_done
from store.text import clean_line

_REPLY = re.compile(r"^(?:(?:re|aw): *)+", re.IGNORECASE)  # "AW" is what German programs write


def without_re(subject: str) -> str:
    """A subject without the "Re:" of replies, on one line."""
    return _REPLY.sub("", clean_line(subject))


def thread_of(card: Card, person: Person | None) -> str:
    """The subject of the thread with a person, without "Re:"; "" where there is none.

    It is that of the last email sent to them; what another was sent, they do not know. What
    was typed as the round's email subject counts until an email is sent, and again where it was
    typed after that.
    """
    typed = card.round.thread_subject
    sent = _last_sent(card, person)
    if sent is None or (typed and _typed_at(card, sent.recorded) > sent.recorded):
        return without_re(typed)
    return without_re(sent.subject)


def _last_sent(card: Card, person: Person | None) -> Step | None:
    """The last email of which the subject is known, to the person or to nobody by name."""
    to = {"", person.id} if person else {""}
    sent = (step for step in reversed(really_done(card.steps)) if step.subject)
    return next((step for step in sent if step.person in to), None)


def _typed_at(card: Card, default: datetime) -> datetime:
    """When the round's email subject was typed, with the round or after it."""
    paths = (Path.round(card.round.id), Path.round(card.round.id, "thread_subject"))
    return max(card.edited.get(str(path), default) for path in paths)
