"""What undo and redo did: said in one line, with where the card is now, and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.history.batches import BatchTurned, StepTurned, Turned
from store.words import turned as turned_words

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


def tell(desk: BoardScreen, done: str, turned: Turned) -> None:
    """Show what ``turned``, and say it after ``done``: "Undone: the import of 12 cards."."""
    if isinstance(turned, BatchTurned):
        desk.show()
        desk.say(turned_words.told(done, turned, ""))
        return
    where = _where(desk, turned)
    desk.show(turned.card.id)
    desk.say(turned_words.told(done, turned, where))


def _where(desk: BoardScreen, turned: StepTurned) -> str:
    """Where the card is now; "" for the column that is looked at. What finding hides is shown."""
    card, where = turned.card, turned_words.place(turned)
    finding, column = desk.finding, desk.board.stage
    finding.look(desk.now())
    if finding.overview.find(card.id) is None:
        return where
    if finding.shown.find(card.id) is None:
        desk.find_line.field.value = ""
        finding.look_for("")
    elif card.stage is column:
        return ""
    return where
