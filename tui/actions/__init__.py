"""Everything a key can do on the board, each declared once, sorted by situation."""

from collections.abc import Mapping

from tui.actions import cards, follow_up, moving, program, words  # noqa: F401 - help's order
from tui.actions.action import ALL, Action, Group
from tui.key_names import Keys

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


def keys_now(chosen: Mapping[str, str]) -> Keys:
    """The keys of all actions, with those that were chosen in the settings, by the action's id."""
    return Keys(
        {each.id: [chosen[each.id]] if each.id in chosen else each.keys.split(",") for each in ALL}
    )


__all__ = ["ALL", "BY_ID", "HINTED", "Action", "Group", "keys_now"]
