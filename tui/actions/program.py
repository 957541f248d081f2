"""Help, the command palette, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions.action import Group, action

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


@action("help", "question_mark", "Help", Group.APP, "Help")
def show_help(desk: BoardScreen) -> None:
    """All keys, and how following up goes."""
    from tui.screens.help import HelpScreen

    desk.open(HelpScreen(desk.book.settings.keys))


@action("palette", "ctrl+p", "Command palette", Group.APP)
def palette(desk: BoardScreen) -> None:
    """Find anything by its name."""
    desk.app.action_command_palette()


@action("save", "exclamation_mark", "Try to save again", Group.APP)
def save(desk: BoardScreen) -> None:
    """Try again to save what could not be saved; it is tried every few seconds as well."""
    if desk.book.is_saved:
        desk.say("Everything is saved.")
    else:
        desk.keeping.keeper.try_again()


@action("quit", "q", "Quit", Group.APP)
def leave(desk: BoardScreen) -> None:
    """Leave Afterword. Everything is saved as you go."""
    desk.leave()
