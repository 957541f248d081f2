"""Saying what was really done, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from store import say
from store.history import actions
from store.rules.board import Entry
from store.rules.stages import TITLES, Owes, rung
from store.words import history as history_words
from store.words.next_step import next_step
from tui.actions.action import Group, action, with_card
from tui.actions.calling import ask_what_they_said
from tui.actions.confirming import ask
from tui.actions.hindrances import (
    an_offer,
    closed,
    first_column,
    no_card,
    nothing_due,
    nothing_owed,
    nothing_to_redo,
    nothing_to_undo,
    read_only,
    still_open,
)
from tui.actions.turned import tell
from tui.actions.writing_again import ask_when_to_write_again

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


_ON_A_CARD = (read_only, no_card)
_ON_WHAT_IS_OWED = (read_only, no_card, nothing_owed)
_UNLESS_AN_OFFER = (*_ON_WHAT_IS_OWED, an_offer)


def _confirm_word(entry: Entry | None) -> str:
    return next_step(entry) if entry else ""


@action(
    "advance", "enter", "Say it was done", Group.FOLLOW_UP, _confirm_word, unless=_ON_WHAT_IS_OWED
)
def advance(desk: BoardScreen) -> None:
    """Ask whether the action was taken; the card moves on only when you say yes."""
    entry = desk.require_card()
    desk.book.require_writing()
    if entry.due.owes is None:
        desk.say(entry.due.why)
        return
    ask(desk, entry)


@action(
    "answered",
    "r",
    "They answered",
    Group.FOLLOW_UP,
    with_card("They answered"),
    unless=(*_ON_A_CARD, closed),
)
def answered(desk: BoardScreen) -> None:
    """They answered: a new date, a next round, an offer, a no, or other news. The clock stops."""
    ask_what_they_said(desk, desk.require_card().card)


@action("skip", "w", "Skip this step", Group.FOLLOW_UP, with_card("Skip"), unless=_UNLESS_AN_OFFER)
def skip(desk: BoardScreen) -> None:
    """Skip what is owed, with a reason that stays in the history."""
    from tui.screens.skip import SkipScreen

    entry = desk.require_card()
    desk.book.require_writing()
    card, owed = entry.card, entry.due.owes
    if owed is None:
        desk.say("There is nothing here to skip.")
        return
    actions.check_skippable(owed)
    without = actions.skip(card, desk.now(), "skipped", owed)
    again = owed is Owes.CALL and rung(without) is Owes.EMAIL_AGAIN
    instead = "A second, shorter email takes its place." if again else ""

    def skipped(reason: str, no_calls: bool) -> None:
        after = actions.skip(card, desk.now(), reason, owed, no_calls=no_calls)
        said = history_words.done_in_sentences(after, after.history[-1])
        desk.keep_and_go_on(after, card, *said)

    desk.open(SkipScreen(entry, instead, skipped))


@action("snooze", "s", "Snooze", Group.FOLLOW_UP, with_card("Snooze"), unless=_UNLESS_AN_OFFER)
def snooze(desk: BoardScreen) -> None:
    """Snooze the card to a day; the rule behind its due date stays as it is."""
    from tui.screens.snooze import SnoozeScreen

    entry = desk.require_card()
    desk.book.require_writing()
    if entry.due.owes is None:
        desk.say(entry.due.why)
        return
    actions.snooze(entry.card, desk.now(), None)  # an offer cannot be: said before any typing

    def snoozed(until: date | None) -> None:
        after = actions.snooze(entry.card, desk.now(), until)
        when = f"is snoozed to {say.day(until)}" if until else "is no longer snoozed"
        desk.keep_and_go_on(after, entry.card, f"{after.company} {when}.")

    desk.open(SnoozeScreen(entry, desk.book.rules, desk.now, snoozed))


@action(
    "write-again",
    "i",
    "Write again one day",
    Group.FOLLOW_UP,
    with_card("Write again"),
    unless=(*_ON_A_CARD, still_open),
)
def write_again(desk: BoardScreen) -> None:
    """Choose a day on which a card that was let go comes back, to write a few words again."""
    ask_when_to_write_again(desk, desk.require_card().card)


@action("back", "b", "Back a stage", Group.FOLLOW_UP, unless=(*_ON_A_CARD, first_column, closed))
def back(desk: BoardScreen) -> None:
    """Move the card one column back, for what was not done after all; it asks first."""
    from tui.screens.confirm import ConfirmScreen

    card = desk.require_card().card
    desk.book.require_writing()
    moved = actions.move_back(card, desk.now())

    def confirmed() -> None:
        desk.keep(actions.move_back(card, desk.now()), card)
        desk.say(f"{card.company} is back in {TITLES[moved.stage]}.")

    desk.open(
        ConfirmScreen(
            f"Move {card.company} back to {TITLES[moved.stage]}?",
            "For something that was not done after all. The history keeps every step.",
            "Move it back",
            confirmed,
        )
    )


@action(
    "next-due", "n", "Next due card", Group.FOLLOW_UP, with_card("Next due"), unless=(nothing_due,)
)
def next_due(desk: BoardScreen) -> None:
    """Go to the next card that is due, most urgent first."""
    _walk_due(desk, 1)


@action("previous-due", "N", "Previous due card", Group.FOLLOW_UP, unless=(nothing_due,))
def previous_due(desk: BoardScreen) -> None:
    """Go back to the previous card that is due."""
    _walk_due(desk, -1)


def _walk_due(desk: BoardScreen, step: int) -> None:
    """Put the cursor on the next or previous due card, most urgent first, round the end."""
    ids = [entry.id for entry in desk.finding.shown.owed_now]
    if not ids:
        desk.say(desk.finding.nothing_due)
        return
    selected = desk.selected_id()
    here = ids.index(selected) if selected in ids else None
    start = (-1 if step > 0 else 0) if here is None else here
    desk.board.select(ids[(start + step) % len(ids)])


@action("undo", "u", "Undo", Group.FOLLOW_UP, "Undo", unless=(read_only, nothing_to_undo))
def undo(desk: BoardScreen) -> None:
    """Take back the last thing you did, or all of an import; the history keeps it as undone."""
    if turned := desk.book.undo(desk.now()):
        tell(desk, "Undone", turned)
    else:
        desk.say("There is nothing to undo.")


@action("redo", "U", "Redo", Group.FOLLOW_UP, unless=(read_only, nothing_to_redo))
def redo(desk: BoardScreen) -> None:
    """Do again what you took back last."""
    if turned := desk.book.redo(desk.now()):
        tell(desk, "Done again", turned)
    else:
        desk.say("There is nothing to redo.")
