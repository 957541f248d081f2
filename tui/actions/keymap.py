"""Other keys for the actions: read from the settings form, with every clash explained."""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.errors import FieldError
from tui.actions import ALL, BY_ID
from tui.actions.action import Action
from tui.key_names import key_name
from tui.lean.textual_private import key_of

_NAMED = re.compile(r"(?:ctrl\+[a-z]|f(?:[1-9]|1[0-2])|tab|enter|space|home|end|delete|insert)")
_KEPT = {"ctrl+q": "leaving", "ctrl+c": "leaving", "escape": "going back", "ctrl+l": "drawing anew"}


def read_keys(text: str) -> dict[str, str]:
    """The keys in "copy = y, waive = W", by the action's name; an empty text changes none.

    Raises:
        FieldError: A part cannot be read, or a key would do two things (field ``keys``).
    """
    chosen: dict[str, str] = {}
    for part in filter(None, map(str.strip, re.split(r",\s+|;|\n", text))):
        name, equals, key = (piece.strip() for piece in part.partition("="))
        if not equals or not key:
            raise FieldError("keys", f"“{part}” is not read. Write an action and a key: copy = y")
        if name not in BY_ID:
            raise FieldError("keys", f"There is no action “{name}”. {_nearest(name)}")
        chosen[name] = _key(key)
    _refuse_clashes(chosen)
    return chosen


def typed_keys(keys: Mapping[str, str]) -> str:
    """The keys as they are typed; :func:`read_keys` gives them back."""
    return ", ".join(f"{name} = {key_name(key)}" for name, key in sorted(keys.items()))


def key_names(action: Action, keys: Mapping[str, str]) -> list[str]:
    """The keys of an action as people read them, with those that were chosen in the settings."""
    return [key_name(keys[action.id])] if action.id in keys else action.key_names


def usable(keys: Mapping[str, str]) -> dict[str, str]:
    """Those of the settings' keys that this version has an action for."""
    return {name: key for name, key in keys.items() if name in BY_ID}


def _key(text: str) -> str:
    """The key as Textual calls it."""
    if len(text) == 1 and text.isprintable() and text != " ":
        return key_of(text)
    for name in (text.casefold(), text):
        if _NAMED.fullmatch(name):
            if name in _KEPT:
                raise FieldError("keys", f"{text} is kept for {_KEPT[name]}. Choose another key.")
            return name
    raise FieldError("keys", f"“{text}” is no key. Write one character, or f5, ctrl+t, home …")


def _refuse_clashes(chosen: Mapping[str, str]) -> None:
    taken: dict[str, Action] = {}
    for action in ALL:
        keys = chosen[action.id].split(",") if action.id in chosen else action.keys.split(",")
        for key in keys:
            other = taken.setdefault(key, action)
            if other is not action:
                first, second = sorted((other, action), key=lambda each: each.id in chosen)
                raise FieldError(
                    "keys",
                    f"{key_name(key)} is the key of “{first.title}” ({first.id}). Give that one "
                    f"another key too, or choose another for {second.id}.",
                )


def _nearest(name: str) -> str:
    from rapidfuzz import process

    found, *_ = process.extractOne(name, list(BY_ID))
    return f"Did you mean {found}?"
