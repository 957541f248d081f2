"""Keys as people read them, and sentences that name them by what they do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from textual.keys import key_to_character

_KEY_NAMES = {
    "enter": "⏎",
    "tab": "Tab",
    "escape": "Esc",
    "slash": "/",
    "question_mark": "?",
    "exclamation_mark": "!",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "ctrl+p": "Ctrl+P",
}
_KEY_WORDS = {"enter": "Enter", "up": "Up", "down": "Down", "left": "Left", "right": "Right"}
_ACTION = re.compile(r"\{([a-z0-9-]+)\}")


def spell_out_keys() -> None:
    """Name keys in words from now on, for a terminal that may not have their signs."""
    _KEY_NAMES.update(_KEY_WORDS)


def key_name(key: str) -> str:
    """A key, which is called as Textual calls it, as people read it."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    return key if len(key) == 1 or "+" in key else key_to_character(key) or key.capitalize()


class Keys:
    """The keys of the actions as they are now.

    Args:
        names: For the id of each action its keys as Textual calls them, the foremost first.
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._names = names

    def name(self, action_id: str) -> str:
        """The foremost key of an action as people read it: "Tab"; "" for an unknown action."""
        return next(iter(self.all(action_id)), "")

    def all(self, action_id: str) -> list[str]:
        """Every key of an action as people read it; none for an unknown action."""
        return [key_name(key) for key in self._names.get(action_id, ())]

    def spell(self, text: str) -> str:
        """A sentence with the key of each action in place of its id: "{undo} brings it back".

        What stands in braces and is no action stays. The sentence is the program's own: what a
        person typed is put in afterwards.
        """
        return _ACTION.sub(lambda found: self.name(found[1]) or found[0], text)
