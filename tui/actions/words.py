"""The words for the selected card: reading them, and getting them out of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.scripts.placeholders import KNOWN
from tui.actions.action import Group, action, with_card

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


@action("panel", "tab", "Into the panel and back", Group.WORDS, with_card("Panel"))
def panel(desk: BoardScreen) -> None:
    """Go into the panel to scroll it and, with left and right, to turn its pages; and back."""
    desk.toggle_panel()


@action("copy", "c", "Copy the script", Group.WORDS, with_card("Copy"))
def copy(desk: BoardScreen) -> None:
    """Send the script to your terminal's clipboard. Nothing moves: sending it is up to you."""
    desk.require_card()
    script = desk.script()
    asked = any(KNOWN[gap].is_mine for gap in script.gaps)
    if asked and not desk.book.read_only:
        desk.edit_me("This script needs your own details first.", then=lambda: _send(desk))
        return
    _send(desk)


def _send(desk: BoardScreen) -> None:
    script = desk.script()
    desk.app.copy_to_clipboard(script.text)
    gaps = (
        f" It still has gaps: {', '.join(KNOWN[gap].label for gap in script.gaps)}."
        if script.gaps
        else ""
    )
    desk.say(
        "Sent to your terminal's clipboard. If pasting brings nothing, select the text in the "
        f"panel with the mouse and Shift held.{gaps}"
    )
