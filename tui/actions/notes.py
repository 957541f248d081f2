"""Writing down what happened: after an interview, and at any other time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.history import actions
from store.rules.board import Entry, to_debrief
from tui.actions.action import Group, action, with_card
from tui.actions.hindrances import no_card, read_only

if TYPE_CHECKING:
    from store.forms.debrief import TypedDebrief
    from tui.screens.board import BoardScreen


def _debrief_word(entry: Entry | None) -> str:
    return "Debrief" if entry and to_debrief(entry) else ""


@action(
    "debrief",
    "d",
    "After the interview",
    Group.FOLLOW_UP,
    _debrief_word,
    unless=(read_only, no_card),
)
def debrief(desk: BoardScreen) -> None:
    """Note what you talked of, what they asked, and what comes next and when, while it is fresh."""
    from store.forms.debrief import hooks_of, note_of, read_next, too_early
    from tui.screens.debrief import DebriefScreen

    card, now = desk.require_card().card, desk.now()
    desk.book.require_writing()
    if early := too_early(card, now):
        desk.say(early)
        return

    def filled(typed: TypedDebrief) -> None:
        now = desk.now()
        promise = read_next(typed.promised, card, now, desk.book.rules)
        after = actions.debrief(card, now, hooks_of(typed), promise, note_of(typed))
        desk.keep(after, card)
        desk.say(f"Noted on {after.company}.")

    desk.open(DebriefScreen(card, desk.book.rules, desk.now, filled))


@action("note", "o", "Add a note", Group.FOLLOW_UP, with_card("Note"), unless=(read_only, no_card))
def note(desk: BoardScreen) -> None:
    """A line with today's date for the card's history."""
    from tui.screens.note import NoteScreen

    card = desk.require_card().card
    desk.book.require_writing()

    def written(text: str) -> None:
        desk.keep(actions.note(card, desk.now(), text), card)
        desk.say(f"Noted on {card.company}.")

    desk.open(NoteScreen(card.company, written))
