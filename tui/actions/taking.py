"""What arrived from outside: the form that it fills, the card that it belongs to.

Nothing of it is saved before the person has looked it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.errors import NotAllowedError, UnreadableError
from store.exchange.mail.filled import fill, fill_over, hear, proposes_a_time
from store.exchange.mail.recognised import Meaning, Recognised, recognise
from store.exchange.mail.taken import Taken
from store.exchange.mail.told import closed, nothing_to_do, row
from store.records import Card
from tui.actions.calling import ask_what_they_said
from tui.actions.card_forms import open_edit, open_new

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen
    from tui.screens.card_form import CardForm

_EDITED = {Meaning.NEW_TIME, Meaning.CHANGED}
_ANSWERED = {Meaning.NEXT_ROUND, Meaning.CANCELLED, Meaning.REPLY}


def take(desk: BoardScreen, arrived: Sequence[Taken]) -> None:
    """Open the form for what arrived; of several, ask which one first.

    Raises:
        NotAllowedError: The file is read-only, or there is nothing to do about it.
    """
    desk.book.require_writing()
    if len(arrived) == 1:
        _take(desk, arrived[0])
        return
    from tui.screens.arrivals import ArrivalsScreen

    now = desk.now()
    rows = [row(each, recognise(each, desk.book.cards, now), now) for each in arrived]

    def chosen(number: int) -> None:
        desk.attempt(lambda: _take(desk, arrived[number]))

    desk.open(ArrivalsScreen(rows, chosen))


def pasted(desk: BoardScreen, form: CardForm, text: str) -> bool:
    """Fill the form for a new card with pasted lines; False where they are only text.

    What belongs to a card that is here, or is several things, has a form of its own: it opens in
    place of this one, unless something is typed in it.
    """
    from store.exchange.mail.reading import read_for

    try:
        arrived = read_for(desk.book.me, text.encode(), desk.book.rules, desk.now())
    except UnreadableError:
        return False
    if not any(each.fills_a_form for each in arrived):
        return False
    if not form.changed:
        form.dismiss()
        desk.call_after_refresh(desk.attempt, lambda: take(desk, arrived))
        return True
    now, rules = desk.now(), desk.book.rules
    found = recognise(arrived[0], desk.book.cards, now)
    if len(arrived) > 1 or found.card is not None:
        what = f"belongs to {found.card.company}" if found.card else "is more than one thing"
        form.say_problem(f"What you pasted {what}. Paste it into an empty form, please.")
        return True
    form.take_in(fill(arrived[0], rules, now))
    return True


def _take(desk: BoardScreen, taken: Taken) -> None:
    now, rules = desk.now(), desk.book.rules
    found = recognise(taken, desk.book.cards, now)
    if found.card is None:
        if found.meaning is not Meaning.NEW:
            raise NotAllowedError(nothing_to_do(found))
        filled = fill(taken, rules, now)
        doubts = (found.doubt, *filled.doubts) if found.doubt else filled.doubts
        desk.half_typed.doing = "add"
        open_new(desk, partial(pasted, desk), replace(filled, doubts=doubts))
        return
    card = _open_card(desk, found)
    if found.meaning in _EDITED:
        desk.half_typed.doing = "edit"
        open_edit(desk, card, fill_over(card, taken, now))
    else:
        desk.half_typed.doing = "answered"
        heard = hear(taken, found.meaning, card, rules, now)
        if found.meaning is Meaning.REPLY and proposes_a_time(taken, card, now):
            moved = desk.spell("It names a time: edit the card ({edit}) if the interview moved.")
            heard = replace(heard, doubts=(*heard.doubts, moved))
        ask_what_they_said(desk, card, heard=heard)


def _open_card(desk: BoardScreen, found: Recognised) -> Card:
    """The card that it belongs to, with the cursor on it.

    Raises:
        NotAllowedError: Nothing is to be done about it, or the card is closed.
    """
    card = found.card
    if card is None or found.meaning not in _EDITED | _ANSWERED:
        if card is not None:
            desk.show(card.id)
        raise NotAllowedError(nothing_to_do(found))
    if card.outcome is not None:
        raise NotAllowedError(f"{closed(card)} {desk.spell('{archive} opens the archive.')}")
    desk.show(card.id)
    return card
