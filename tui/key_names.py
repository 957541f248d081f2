"""Keys as people read them, and sentences that name them by what they do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tui.lean.key_signs import character_of, key_of

if TYPE_CHECKING:
    from textual.dom import DOMNode

_KEY_NAMES = {
    "enter": "⏎",
    "tab": "Tab",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "Delete",
    "space": "Space",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
_KEY_WORDS = {"enter": "Enter", "up": "Up", "down": "Down", "left": "Left", "right": "Right"}
_ACTION = re.compile(r"\{([a-z0-9-]+)\}")


def spell_out_keys() -> None:
    """Name keys in words from now on, for a terminal that may not have their signs."""
    _KEY_NAMES.update(_KEY_WORDS)


def key_name(key: str) -> str:
    """A key, which is called as Textual calls it, as people read it: "⏎", "Tab", "Ctrl+P", ">"."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if "+" in key[:-1]:
        return "+".join(part.capitalize() for part in key.split("+"))
    return _character(key) or key.capitalize()


def writes(key: str) -> bool:
    """Whether a key, called as Textual calls it, writes a character where one types."""
    return (_character(key) or "\n").isprintable()


def own_key(screen: type[DOMNode], action: str) -> str:
    """The foremost key that a screen or widget has for an action of its own, as in a sentence.

    A binding of the class itself comes before one that it has from a class above; "" for none.
    """
    from textual.binding import Binding

    for kind in screen.__mro__:
        for binding in vars(kind).get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.action == action:
                return _in_a_sentence(binding.key.split(",")[0])
    return ""


def own_keys(screen: type[DOMNode], *actions: tuple[str, str]) -> str:
    """A line of a screen's own keys from actions with a word each: "F2 save · Esc leave"."""
    return " · ".join(f"{own_key(screen, action)} {word}" for action, word in actions)


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
        return _ACTION.sub(self._spelled, text)

    def _spelled(self, found: re.Match[str]) -> str:
        keys = self._names.get(found[1])
        return _in_a_sentence(keys[0]) if keys else found[0]


def _character(key: str) -> str | None:
    """The character that a key writes; None where it writes none."""
    if "+" in key[:-1]:
        return None
    return key if len(key) == 1 else _signs().get(key) or character_of(key)


@cache
def _signs() -> dict[str, str]:
    """The signs of Western keyboards by their keys, some of which Textual does not find back."""
    return {key_of(sign): sign for sign in map(chr, range(0x21, 0x250)) if sign.isprintable()}


def _in_a_sentence(key: str) -> str:
    """A key as a sentence names it: the sign for Enter, fine in a line of keys, would puzzle."""
    return "Enter" if key == "enter" else key_name(key)
