"""Everything a key can do on the board, each declared once, sorted by situation."""

from tui.actions import follow_up, words, cards, moving, program  # noqa: F401, I001 - help's order
from tui.actions.action import ALL, Action, Group

BY_ID = {action.id: action for action in ALL}

_MOST_WANTED = [
    "advance",
    "next-due",
    "answered",
    "copy",
    "find",
    "add",
    "undo",
    "edit",
    "panel",
    "help",
]
HINTED = [BY_ID[name] for name in _MOST_WANTED]
"""The actions of the bottom line, the most wanted first."""

__all__ = ["ALL", "BY_ID", "HINTED", "Action", "Group"]
