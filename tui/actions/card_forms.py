"""The form of a card, new or to be edited, as it opens over the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.history import actions
from store.records import Card

if TYPE_CHECKING:
    from store.exchange.mail.filled import Filled
    from store.forms.card import TypedCard
    from tui.screens.board import BoardScreen
    from tui.screens.card_form import CardForm


def open_new(
    desk: BoardScreen,
    pasted: Callable[[CardForm, str], bool],
    filled: Filled | None = None,
) -> None:
    """Open the form for a new card, filled in where something arrived.

    ``pasted`` is what is done with lines that are pasted into it.
    """
    from store.forms.card import TypedCard, read_card
    from store.forms.done import read_all_done, with_done
    from store.search.known import Known
    from tui.screens.card_form import CardForm

    def save(typed: TypedCard) -> None:
        rules, now = desk.book.rules, desk.now()
        card = actions.add(read_card(typed, rules, now), now)
        done = read_all_done(typed.done, card.round.at, rules, now)
        card = with_done(card, done, now)
        desk.keep(card, None)
        desk.say(f"{card.company} is on the board.")

    form = CardForm(
        "Add an interview",
        TypedCard(),
        desk.book.rules,
        desk.now,
        save,
        known=Known(lambda: desk.book.cards),
        asks_done=True,
        filled=filled,
        pasted=pasted,
    )
    desk.open(form)


def open_edit(desk: BoardScreen, card: Card, filled: Filled | None = None) -> None:
    """Open the form of a card, with what arrived for it where something did."""
    from store.forms.card import read_card, typed_card
    from store.search.known import Known
    from tui.screens.card_form import CardForm

    def save(typed: TypedCard) -> None:
        now = desk.now()
        changed = actions.edit(card, read_card(typed, desk.book.rules, now, card), now)
        if changed is not card:
            desk.keep(changed, card)
            desk.say(f"{changed.company} is saved.")

    title, rules = f"Edit {card.company}", desk.book.rules
    known = Known(lambda: (each for each in desk.book.cards if each.id != card.id))
    desk.open(
        CardForm(
            title,
            typed_card(card, desk.now()),
            rules,
            desk.now,
            save,
            known=known,
            before=card.round,
            filled=filled,
        )
    )
