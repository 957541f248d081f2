"""Asking whether something was really done, and what follows when it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.history import actions
from store.records import Result, Stage
from store.rules.board import Entry
from store.words import cards as card_words
from store.words import history as history_words

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen
    from tui.screens.question import Confirmed


def ask(desk: BoardScreen, entry: Entry, result: Result | None = None) -> None:
    """Ask whether what a card owes was done; a call may come with its result."""
    from tui.screens.question import QuestionScreen

    card = entry.card

    def confirmed(given: Confirmed) -> None:
        moved = actions.advance(
            card,
            desk.now(),
            entry.due.owes,
            done=given.done,
            person=given.person,
            channel=given.channel,
            result=given.result,
            note=given.note,
        )

        def what_comes() -> str:
            board = desk.finding.overview
            if moved.stage is Stage.MOVED_ON:
                return card_words.still_alive(sum(bool(each.due.owes) for each in board.entries))
            after = board.find(card.id) if moved.stage is not card.stage else None
            return card_words.to_come(after) if after else ""

        said = history_words.done(moved, moved.history[-1])
        desk.keep_and_go_on(moved, card, said, what_comes)

    desk.open(QuestionScreen(entry, desk.book.rules, desk.now, confirmed, result))
