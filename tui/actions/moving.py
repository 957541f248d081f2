"""Moving the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.records import Stage
from store.rules.stages import TITLES
from tui.actions.action import Group, action
from tui.actions.hindrances import not_narrowed, nothing_to_find

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


@action("up", "up,k", "Up", Group.MOVE)
def up(desk: BoardScreen) -> None:
    """The card above."""
    desk.focused_board.move(-1)


@action("down", "down,j", "Down", Group.MOVE)
def down(desk: BoardScreen) -> None:
    """The card below."""
    desk.focused_board.move(1)


@action("page-up", "pageup", "A page up", Group.MOVE)
def page_up(desk: BoardScreen) -> None:
    """As many cards up as the column shows."""
    desk.focused_board.move_page(-1)


@action("page-down", "pagedown", "A page down", Group.MOVE)
def page_down(desk: BoardScreen) -> None:
    """As many cards down as the column shows."""
    desk.focused_board.move_page(1)


@action("left", "left,h", "Left", Group.MOVE)
def left(desk: BoardScreen) -> None:
    """The column on the left."""
    desk.focused_board.move_column(-1)


@action("right", "right,l", "Right", Group.MOVE)
def right(desk: BoardScreen) -> None:
    """The column on the right."""
    desk.focused_board.move_column(1)


@action("first", "g,home", "First card", Group.MOVE)
def first(desk: BoardScreen) -> None:
    """The first card of the column."""
    desk.focused_board.move_to_end(last=False)


@action("last", "G,end", "Last card", Group.MOVE)
def last(desk: BoardScreen) -> None:
    """The last card of the column."""
    desk.focused_board.move_to_end(last=True)


def _go_to(stage: Stage, desk: BoardScreen) -> None:
    if desk.panel.has_focus_within:  # it has no use for a number
        desk.set_focus(desk.board)
    desk.focused_board.go_to(stage)


for _number, _stage in enumerate(Stage, start=1):
    _run = partial(_go_to, _stage)
    _run.__doc__ = f"The column {TITLES[_stage]}."
    action(f"column-{_number}", str(_number), TITLES[_stage], Group.MOVE)(_run)


@action("find", "slash", "Find", Group.MOVE, "Find", unless=(nothing_to_find,))
def find(desk: BoardScreen) -> None:
    """Narrow the board to what you type: company, role, person, note, or stage: due: via:."""
    desk.find()


@action("show-all", "escape", "Show all cards", Group.MOVE, unless=(not_narrowed,))
def show_all(desk: BoardScreen) -> None:
    """Show the whole board again after finding."""
    desk.show_all()
