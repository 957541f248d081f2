"""The keys of the actions: those they come with, and those chosen in the settings.

A key that was chosen takes the place of the letters an action comes with. Keys that write nothing
(the arrows, Enter, Tab, Home …) do what they always did as well, unless they were chosen for
something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.errors import FieldError
from tui.actions import ALL, BY_ID
from tui.actions.action import Action
from tui.key_names import Keys, key_name, writes
from tui.lean.key_signs import key_of

_NAMED = re.compile(
    r"ctrl\+[a-z]|f(?:[1-9]|1[0-2])|tab|enter|space|home|end|pageup|pagedown|delete|insert"
)
_KEPT = {
    "ctrl+q": "leaving",
    "ctrl+c": "copying what is selected",
    "ctrl+z": "suspending",
    "escape": "going back",
    "ctrl+l": "drawing anew",
}
_FORMERLY = {"waive": "skip"}
"""What actions were called in settings that were saved before, and what they are called now."""


def read_keys(text: str) -> dict[str, str]:
    """The keys in "copy = y, skip = W", by the action's id; an empty text changes none.

    Raises:
        FieldError: A part cannot be read, an action is named twice, or a key would do two things
            (field ``keys``).
    """
    chosen: dict[str, str] = {}
    for part in filter(None, map(str.strip, re.split(r",\s+|;|\n", text))):
        name, equals, key = (piece.strip() for piece in part.partition("="))
        if not equals or not key:
            raise FieldError("keys", f"“{part}” is not read. Write an action and a key: copy = y")
        name = _FORMERLY.get(name, name)
        if name not in BY_ID:
            raise FieldError("keys", f"There is no action “{name}”. {_nearest(name)}")
        if name in chosen:
            raise FieldError(
                "keys", f"“{name}” is named twice. Write it with the key that it gets."
            )
        chosen[name] = _key(key)
    _refuse_clashes(chosen)
    return chosen


def typed_keys(chosen: Mapping[str, str]) -> str:
    """The keys as they are typed; :func:`read_keys` gives them back."""
    pairs = sorted(usable(chosen).items())
    return ", ".join(f"{name} = {key_name(key)}" for name, key in pairs)


def described(chosen: Mapping[str, str]) -> str:
    """What each chosen key does: "y: Copy the script"."""
    pairs = usable(chosen).items()
    return ", ".join(f"{key_name(key)}: {BY_ID[name].title}" for name, key in pairs)


def usable(chosen: Mapping[str, str]) -> dict[str, str]:
    """Those of the settings' keys that this version has an action for, by its present id."""
    formerly = {_FORMERLY[name]: key for name, key in chosen.items() if name in _FORMERLY}
    return formerly | {name: key for name, key in chosen.items() if name in BY_ID}


def foreign(chosen: Mapping[str, str]) -> dict[str, str]:
    """Those of the settings' keys that are for an action of another version."""
    return {name: key for name, key in chosen.items() if name not in BY_ID | _FORMERLY}


def keys_with(chosen: Mapping[str, str]) -> Keys:
    """The keys of every action with those that were chosen in the settings."""
    known = usable(chosen)
    return Keys({action.id: _keys_of(action, known) for action in ALL})


def keymap(chosen: Mapping[str, str]) -> dict[str, str]:
    """The keys that differ from those the actions come with, as Textual is told them."""
    known = usable(chosen)
    keys = {action: ",".join(_keys_of(action, known)) for action in ALL}
    return {action.id: each for action, each in keys.items() if each != action.keys}


def _keys_of(action: Action, chosen: Mapping[str, str]) -> list[str]:
    """The keys of an action, the foremost first."""
    first, *others = keys = action.keys.split(",")
    taken = set(chosen.values())
    if action.id not in chosen:  # of its keys only a second one gives way, and no letter
        return [first, *(key for key in others if key not in taken or writes(key))]
    return [chosen[action.id], *(key for key in keys if key not in taken and not writes(key))]


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
        for key in _keys_of(action, chosen):
            other = taken.setdefault(key, action)
            if other is not action:
                first, second = sorted((other, action), key=lambda each: each.id in chosen)
                raise FieldError(
                    "keys",
                    f"{key_name(key)} is the key of “{first.title}” ({first.id}). Give that one "
                    f"another key too, or choose another for {second.id}.",
                )


def _nearest(name: str) -> str:
    from rapidfuzz import fuzz, process

    found, *_ = process.extractOne(name, list(BY_ID), scorer=fuzz.ratio)  # of the whole name
    return f"Did you mean {found}?"
