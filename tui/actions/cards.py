"""Adding, editing and deleting cards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.history import actions, answers
from store.history.conflicts import settle
from store.records import Card
from store.rules.board import Entry, entry
from tui.actions.action import Group, action, with_card
from tui.actions.card_forms import open_edit, open_new
from tui.actions.details import edit_me
from tui.actions.hindrances import no_card, not_disputed, read_only
from tui.actions.reading import reply
from tui.actions.writing_again import ask_when_to_write_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.screens.board import BoardScreen
    from tui.screens.card_form import CardForm


@action("add", "a", "Add an interview", Group.CARDS, "Add", unless=(read_only,))
def add(desk: BoardScreen) -> None:
    """Add an interview, past or to come; an invitation or a mail pasted there fills the form."""
    desk.book.require_writing()
    open_new(desk, partial(_pasted, desk))


def _pasted(desk: BoardScreen, form: CardForm, text: str) -> bool:
    """Fill the form with pasted lines; what reads them takes long to load, and few paste any."""
    from tui.actions.taking import pasted

    return pasted(desk, form, text)


@action("edit", "e", "Edit the card", Group.CARDS, with_card("Edit"), unless=(read_only, no_card))
def edit(desk: BoardScreen) -> None:
    """Change anything on the selected card."""
    card = desk.require_card().card
    desk.book.require_writing()
    open_edit(desk, card)


@action("settle", "K", "Keep what stands", Group.CARDS, unless=(read_only, no_card, not_disputed))
def keep_as_it_is(desk: BoardScreen) -> None:
    """Settle what two copies of the file disagreed on: the values as they stand are right."""
    card = desk.require_card().card
    desk.keep(settle(card, desk.now()), card)
    desk.say(f"Settled. {card.company} stays as it is; the history keeps the rest.")


@action("delete", "D,delete", "Delete the card", Group.CARDS, unless=(read_only, no_card))
def delete(desk: BoardScreen) -> None:
    """Delete the selected card with its history; it asks first."""
    from store.words import facts
    from tui.screens.confirm import ConfirmScreen

    card = desk.require_card().card
    desk.book.require_writing()

    def confirmed() -> None:
        desk.keep(actions.delete(card, desk.now()), card)
        desk.say(f"{card.company} is deleted. {desk.keys.spell('{undo} brings it back.')}")

    desk.open(
        ConfirmScreen(
            f"Delete {facts.named(card)}?",
            desk.keys.spell("The card and its history leave the board. {undo} brings them back."),
            "Delete it",
            confirmed,
        )
    )


@action("archive", "v", "Archive", Group.CARDS, "Archive")
def archive(desk: BoardScreen) -> None:
    """The closed cards; any of them can be opened again."""
    from tui.screens.archive import ArchiveScreen, Does

    def reopen(card: Card) -> None:
        desk.book.require_writing()
        desk.keep(answers.reopen(card, desk.now()), card)
        desk.say(f"{card.company} is back on the board.")

    rules, now = desk.book.rules, desk.now()

    def write_again(card: Card, then: Callable[[Entry], None]) -> None:
        ask = partial(ask_when_to_write_again, desk, card, lambda after: then(seen(after)))
        desk.attempt(ask)

    def seen(card: Card) -> Entry:
        return entry(card, rules, now)

    closed = [seen(card) for card in desk.book.cards if card.outcome is not None]
    does = Does(reopen=reopen, reply=lambda card: reply(desk, card), write_again=write_again)
    desk.open(ArchiveScreen(closed, now, does, desk.keys))


@action("statistics", "S", "Statistics", Group.CARDS, "Statistics")
def show_statistics(desk: BoardScreen) -> None:
    """What came of your interviews, and how long it took."""
    from store.statistics.counts import statistics
    from tui.screens.statistics import StatisticsScreen

    desk.open(StatisticsScreen(statistics(desk.book.cards, desk.book.rules, desk.now())))


@action("me", "M", "You and your settings", Group.CARDS, "Me", unless=(read_only,))
def me(desk: BoardScreen) -> None:
    """Your own details, as the scripts use them, and the numbers behind the due dates."""
    desk.book.require_writing()
    edit_me(desk)
