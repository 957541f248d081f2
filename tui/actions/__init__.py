"""Everything a key can do on the board, each declared once, sorted by situation."""

from tui.actions import (  # noqa: F401 - they declare them
    calling,
    cards,
    follow_up,
    moving,
    notes,
    program,
    reading,
    words,
)
from tui.actions.action import DECLARED, Action, Group

ALL: list[Action] = [each for group in Group for each in DECLARED if each.group is group]
"""Every action, in the order in which help shows them."""

BY_ID = {action.id: action for action in ALL}

HINTED = (
    "advance",
    "debrief",
    "call",
    "next-due",
    "answered",
    "write-again",
    "copy",
    "words",
    "find",
    "add",
    "undo",
    "edit",
    "panel",
    "mail",
    "snooze",
    "skip",
    "note",
    "palette",
    "archive",
    "statistics",
    "me",
    "edit-words",
    "qr",
    "log",
    "help",
)
"""The ids of the actions of the bottom line, the most wanted first; the last is always there."""

__all__ = ["ALL", "BY_ID", "HINTED", "Action", "Group"]
