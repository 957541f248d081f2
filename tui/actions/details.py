"""Asking for the candidate's own details, and for the settings with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.records import Me, Settings

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen
    from tui.screens.me_form import KeysField


def edit_me(desk: BoardScreen) -> None:
    """Open the form for details and settings."""
    from tui.screens.me_form import MeForm

    base = desk.book.state

    def filled(me: Me, settings: Settings) -> None:
        desk.book.put_mine(me, settings, base=base)
        desk.post_message(desk.Chosen(settings))
        desk.show()

    settings = desk.book.settings
    keys = _keys_field(settings)
    desk.open(MeForm(desk.book.me, settings, desk.now, filled, keys=keys))


def after_details(desk: BoardScreen, then: Callable[[], None]) -> None:
    """Do something with the script; the first time it lacks the candidate's details, ask for them.

    Once in a run: whoever leaves them for later goes on with the gaps, which are told.
    """
    scripts = desk.scripts
    if not scripts.lack_my_details() or scripts.details_asked or desk.book.read_only:
        then()
        return
    from tui.screens.first_start import FirstStart

    scripts.details_asked = True
    base = desk.book.state

    def go_on() -> None:
        desk.call_after_refresh(desk.attempt, then)

    def filled(me: Me) -> None:
        desk.book.put_mine(me, base=base)
        desk.show()
        go_on()

    note = desk.keys.spell("{me} has these and all other settings, at any time.")
    desk.open(FirstStart(desk.book.me, note, filled, go_on))


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
