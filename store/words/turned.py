"""What undo and redo did, in one line: "Undone: Emailed Dana Lee (Globex), which is in Waiting"."""

from __future__ import annotations

from store import say
from store.history.batches import BatchTurned, Turned
from store.records import What
from store.rules.stages import TITLES
from store.words import history as history_words


def told(done: str, turned: Turned, where: str) -> str:
    """What ``turned``, after ``done``: "Undone: the import of 12 cards.".

    ``where`` is where the card is now; "" where that need not be said.
    """
    if isinstance(turned, BatchTurned):
        return f"{done}: {_batch(turned)}."
    step = history_words.step_of(turned.card, turned.step)
    return f"{done}: {step}{where and f', which is {where}'}"


def place(turned: Turned) -> str:
    """Where the card is now: "in Waiting", "in the archive", "gone now"; "" after a batch."""
    if isinstance(turned, BatchTurned):
        return ""
    card, step = turned
    if card.deleted is not None:
        return "" if step.what is What.DELETED else "gone now"
    return "in the archive" if card.outcome is not None else f"in {TITLES[card.stage]}"


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
