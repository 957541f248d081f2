"""Asking for the candidate's own details, and for the settings with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.records import Me, Settings

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen
    from tui.screens.me_form import KeysField


def edit_me(desk: BoardScreen, why: str = "", then: Callable[[], None] | None = None) -> None:
    """Open the form for details and settings; ``then`` follows once they are saved."""
    from tui.screens.me_form import MeForm

    base = desk.book.state

    def filled(me: Me, settings: Settings) -> None:
        desk.book.put_mine(me, settings, base=base)
        desk.post_message(desk.Chosen(settings))
        desk.show()
        if then:
            desk.call_after_refresh(desk.attempt, then)

    settings = desk.book.settings
    keys = _keys_field(settings)
    desk.open(MeForm(desk.book.me, settings, desk.now, filled, keys=keys, why=why))


def after_details(desk: BoardScreen, then: Callable[[], None]) -> None:
    """Do something with the script, once its gaps for the candidate's details are filled in."""
    if desk.scripts.lack_my_details() and not desk.book.read_only:
        edit_me(desk, "This script needs your own details first.", then)
    else:
        then()


def _keys_field(settings: Settings) -> KeysField:
    """The field for the keys; those of another version's actions stay in the file."""
    from tui.actions import keymap
    from tui.screens.me_form import KeysField

    foreign = keymap.foreign(settings.keys)
    return KeysField(
        text=keymap.typed_keys(settings.keys),
        read=lambda text: foreign | keymap.read_keys(text),
        described=keymap.described,
    )
