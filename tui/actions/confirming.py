"""Asking whether something was really done, and what follows when it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from store.history.confirming import Confirmed, confirm
from store.records import Card, Outcome, Result, Stage, What
from store.rules.board import Entry
from store.rules.due import Due
from store.rules.stages import Owes
from store.words import cards as card_words
from store.words import history as history_words

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


_AT_REST = frozenset({None, Owes.WRITE_AGAIN})
"""What a card owes that is not open any more."""


def ask(desk: BoardScreen, entry: Entry, result: Result | None = None) -> None:
    """Ask whether what a card owes was done; a call may come with its result."""
    from tui.screens.question import QuestionScreen

    card = entry.card

    def confirmed(given: Confirmed) -> None:
        now = desk.now()
        subject = desk.scripts.subject_sent(entry, now, given.answer)
        after = confirm(card, entry.due, now, structs.replace(given, subject=subject))
        said = history_words.done_in_sentences(after, after.history[-1])
        if given.answer is What.ACCEPTED:
            said = (f"Congratulations! {card.company} is in the archive now.",)
        desk.keep_and_go_on(after, card, *said, then=lambda: _what_comes(desk, entry, after))

    desk.open(QuestionScreen(entry, desk.book.rules, desk.now, confirmed, result))


def call_made(entry: Entry) -> Entry | None:
    """The card as it owes the call that was just made; None where the path has no call now.

    That is while thanks, a reply or an answer to an offer are owed, and once it is moved on or
    closed.
    """
    if entry.due.owes is Owes.CALL:
        return entry
    elsewhere = entry.due.owes in {None, Owes.REPLY, Owes.ANSWER_OFFER, Owes.WRITE_AGAIN}
    if elsewhere or entry.card.stage is Stage.THANK_YOU:
        return None
    return structs.replace(entry, due=Due(owes=Owes.CALL, reason=entry.due.reason))


def _what_comes(desk: BoardScreen, before: Entry, card: Card) -> str:
    """What is said besides: what the card waits for, or what is left on the rest of the board."""
    board = desk.finding.overview
    if card.outcome is Outcome.ACCEPTED:
        waiting = sum(each.due.reply_to is What.WITHDREW for each in board.owed_now)
        return desk.keys.spell(card_words.kind_words(waiting))
    if card.stage is Stage.MOVED_ON and before.due.owes is Owes.MOVE_ON:
        after = board.find(card.id)
        owed = (each.due.owes for each in board.entries)
        alive = card_words.still_alive(sum(owes not in _AT_REST for owes in owed))
        return " ".join(filter(None, (card_words.to_come(after) if after else "", alive)))
    moved = card.stage is not before.card.stage or before.due.owes is Owes.REPLY
    after = board.find(card.id) if moved else None
    return card_words.to_come(after) if after else ""
