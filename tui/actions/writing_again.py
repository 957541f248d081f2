"""Asking when to write again to whom a card was let go with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from store.history import writing_again
from store.records import Card
from store.words import history as history_words

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


def _nothing(_card: Card) -> None:
    """What follows where nobody waits for it."""


def ask_when_to_write_again(
    desk: BoardScreen, card: Card, then: Callable[[Card], None] = _nothing
) -> None:
    """Ask for the day, keep it, and call ``then`` with the card as it is by then.

    Raises:
        NotAllowedError: The card is still open, or its position was taken.
    """
    from tui.screens.write_again import WriteAgainScreen

    desk.book.require_writing()
    writing_again.plan(
        card, desk.now(), card.write_again
    )  # what cannot be is said before any typing

    def chosen(day: date | None) -> None:
        after = writing_again.plan(card, desk.now(), day)
        if after is not card:
            desk.keep(after, card)
            step = after.history[-1]
            desk.say(*history_words.done_in_sentences(after, step))
        then(after)

    desk.open(WriteAgainScreen(card, desk.book.rules, desk.now, chosen))
