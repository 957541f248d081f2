"""Interviews that they called off: nobody met there, whatever the day."""

from __future__ import annotations

from store.records import Card, Round, Step, What

REASON = "the interview was cancelled"
"""Why nobody is thanked for an interview that was called off, as the history has it."""


def called_off(card: Card, interview: Round | None = None) -> Step | None:
    """The step that says that they called a round's interview off; None where it stands.

    The round is the current one, if none is given. Moved to another time since, or with the
    thanks owed once more, it stands again.
    """
    interview = interview or card.round
    moved = f"rounds/{interview.id}/at"
    for step in reversed(card.steps):
        if step.round != interview.id:
            continue
        if step.what is What.SKIPPED_THANKS and step.note == REASON:
            return step
        if step.what is What.MOVED_BACK or any(each.path == moved for each in step.changes):
            return None
    return None


def takes_place(card: Card, interview: Round | None = None) -> bool:
    """Whether an interview was not called off: the current round's, if none is given."""
    return called_off(card, interview) is None
