"""What undo and redo did: said in one line, with where the card is now, and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import say
from store.history.batches import BatchTurned, StepTurned, Turned
from store.records import What
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
    card, step = turned
    where = _where(desk, turned)
    desk.show(card.id)
    desk.say(f"{done}: {history_words.step_of(card, step)}{where and f', which is {where}'}")


def _where(desk: BoardScreen, turned: StepTurned) -> str:
    """Where the card is now; "" for the column that is looked at. What finding hides is shown."""
    card, step = turned
    finding, column = desk.finding, desk.board.stage
    finding.look(desk.now())
    if card.deleted is not None:
        return "" if step.what is What.DELETED else "gone now"
    if finding.overview.find(card.id) is None:
        return "in the archive"
    if finding.shown.find(card.id) is None:
        desk.find_line.field.value = ""
        finding.look_for("")
    elif card.stage is column:
        return ""
    return f"in {TITLES[card.stage]}"


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
