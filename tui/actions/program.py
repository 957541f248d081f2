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

    desk.open(HelpScreen())


@action("palette", "ctrl+p", "Command palette", Group.APP)
def palette(desk: BoardScreen) -> None:
    """Find anything by its name."""
    desk.app.action_command_palette()


@action("quit", "q", "Quit", Group.APP)
def leave(desk: BoardScreen) -> None:
    """Leave Afterword. Everything is saved already."""
    desk.app.exit()
