"""Saying what was really done, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import actions, wording
from store.board import Entry
from tui.actions.action import Group, action, with_card

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen
    from tui.screens.question import Answer


def _confirm_word(entry: Entry | None) -> str:
    return wording.confirms(entry.due.owes) if entry and entry.due.owes else ""


@action("advance", "enter", "Say it was done", Group.FOLLOW_UP, _confirm_word)
def advance(desk: BoardScreen) -> None:
    """Ask whether the action was taken; the card moves on only when you say yes."""
    from tui.screens.question import QuestionScreen

    entry = desk.require_card()
    desk.require_writing()
    if entry.due.owes is None:
        desk.say(entry.due.why)
        return
    card = entry.card

    def confirmed(answer: Answer) -> None:
        moved = actions.advance(
            card,
            desk.now(),
            done=answer.done,
            person=answer.person,
            channel=answer.channel,
            result=answer.result,
            note=answer.note,
        )
        desk.keep(moved)
        desk.say(wording.done(moved, moved.history[-1]))

    desk.open(QuestionScreen(entry, desk.now, confirmed))


@action("next-due", "n", "Next due card", Group.FOLLOW_UP, with_card("Next due"))
def next_due(desk: BoardScreen) -> None:
    """Go to the next card that is due, most urgent first."""
    desk.walk_due(1)


@action("previous-due", "N", "Previous due card", Group.FOLLOW_UP)
def previous_due(desk: BoardScreen) -> None:
    """Go back to the previous card that is due."""
    desk.walk_due(-1)


@action("undo", "u", "Undo", Group.FOLLOW_UP, with_card("Undo"))
def undo(desk: BoardScreen) -> None:
    """Take back the last thing you did; the history keeps it, marked as undone."""
    turned = desk.book.undo(desk.now())
    if turned is None:
        desk.say("There is nothing to undo.")
        return
    desk.show(turned[0].id)
    desk.say(f"Undone: {wording.step_of(*turned)}")


@action("redo", "U", "Redo", Group.FOLLOW_UP)
def redo(desk: BoardScreen) -> None:
    """Do again what you took back last."""
    turned = desk.book.redo(desk.now())
    if turned is None:
        desk.say("There is nothing to redo.")
        return
    desk.show(turned[0].id)
    desk.say(f"Done again: {wording.step_of(*turned)}")
