"""What the palette lists: every action with its key, in order, and the colours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.actions.action import DECLARED, Action, Group

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen
    from tui.screens.palette import Command


def commands(desk: BoardScreen) -> list[Command]:
    """All of it as of now, what makes sense now first."""
    from tui.screens.palette import Command

    actions = [each for group in Group for each in DECLARED if each.group is group]
    listed = sorted((_command(desk, each) for each in actions), key=lambda each: bool(each.why_not))
    colours = desk.app.get_system_commands(desk)
    return [*listed, *(Command("", title, text, run) for title, text, run, _shown in colours)]


def _command(desk: BoardScreen, action: Action) -> Command:
    from tui.screens.palette import Command

    run = partial(_do, desk, action.id)
    return Command(desk.keys.name(action.id), action.title, action.help, run, action.why_not(desk))


def _do(desk: BoardScreen, action_id: str) -> None:
    """Carry out what was chosen: on the board, wherever one was."""
    desk.set_focus(desk.board)
    desk.action_do(action_id)
