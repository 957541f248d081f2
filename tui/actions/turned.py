"""What undo and redo did: said in one line, with where the card is now, and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import say
from store.history.batches import BatchTurned, StepTurned, Turned
from store.records import Card, Stage, What
from store.rules.stages import TITLES
from store.words import history as history_words

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


def tell(desk: BoardScreen, done: str, turned: Turned) -> None:
    """Show what ``turned``, and say it after ``done``: "Undone: the import of 12 cards."."""
    if isinstance(turned, BatchTurned):
        desk.show()
        desk.say(f"{done}: {_batch(turned)}.")
        return
    column = desk.board.stage
    was_hidden = _show(desk, turned.card)
    desk.say(f"{done}: {_step(turned, None if was_hidden else column)}")


def _show(desk: BoardScreen, card: Card) -> bool:
    """Put the cursor on the card, and show all cards where the finding hides it: gives whether."""
    desk.finding.look(desk.now())
    on_board, shown = (each.find(card.id) for each in (desk.finding.overview, desk.finding.shown))
    hides = on_board is not None and shown is None
    if hides:
        desk.find_line.field.value = ""
        desk.finding.look_for("")
    desk.show(card.id)
    return hides


def _step(turned: StepTurned, column: Stage | None) -> str:
    """A step with its card, and where that is unless it is in the column that was looked at."""
    card, step = turned
    where = ""
    if card.deleted is not None:
        where = "" if step.what is What.DELETED else ", which is gone now"
    elif card.outcome is not None:
        where = ", which is in the archive"
    elif card.stage is not column:
        where = f", which is in {TITLES[card.stage]}"
    return f"{history_words.step_of(card, step)}{where}"


def _batch(turned: BatchTurned) -> str:
    """The import or merge, and what became of the cards."""
    what, is_undone = turned.batch.what, turned.batch.undone is None
    alone = turned.gone if is_undone else turned.back
    if what == "import" and alone and alone == turned.gone + turned.back + turned.changed:
        return f"the import of {_cards(alone)}"
    as_before = say.plural(turned.changed, "as it was before", "as they were before")
    counted = (
        (turned.gone, "gone again"),
        (turned.back, "here again"),
        (turned.changed, as_before if is_undone else "changed again"),
    )
    told = [(amount, how) for amount, how in counted if amount]
    parts = [f"{_cards(amount)} {how}" for amount, how in told[:1]]
    parts += [f"{amount} {how}" for amount, how in told[1:]]
    return f"the {what}: {', '.join(parts)}" if parts else f"the {what}"


def _cards(amount: int) -> str:
    return f"{amount} {say.plural(amount, 'card', 'cards')}"
