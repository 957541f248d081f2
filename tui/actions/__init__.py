"""Everything a key can do on the board, each declared once, sorted by situation."""

from collections.abc import Mapping

from tui.actions import cards, follow_up, moving, program, words  # noqa: F401 - they declare them
from tui.actions.action import DECLARED, Action, Group
from tui.key_names import Keys

ALL: list[Action] = [each for group in Group for each in DECLARED if each.group is group]
"""Every action, in the order in which help shows them."""

BY_ID = {action.id: action for action in ALL}

HINTED = (
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
)
"""The ids of the actions of the bottom line, the most wanted first."""


def keys_now(chosen: Mapping[str, str]) -> Keys:
    """The keys of all actions, with those that were chosen in the settings, by the action's id."""
    return Keys(
        {each.id: [chosen[each.id]] if each.id in chosen else each.keys.split(",") for each in ALL}
    )


__all__ = ["ALL", "BY_ID", "HINTED", "Action", "Group", "keys_now"]
