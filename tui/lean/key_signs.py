"""The keys that write a sign, as Textual calls them: "slash" for "/", and the other way round.

A keymap, and whatever names a key, needs these names; Textual has them only behind all of itself,
which is too late for the first picture.
"""

from __future__ import annotations

import unicodedata

_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_WITH_HYPHEN = {
    "hyphen_minus": "HYPHEN-MINUS",
    "less_than_sign": "LESS-THAN SIGN",
    "greater_than_sign": "GREATER-THAN SIGN",
}


def key_of(character: str) -> str:
    """The key that writes a character, as Textual calls it."""
    if character.isalnum():
        return character
    if character == "\t":
        return "tab"
    name = unicodedata.name(character, character)
    key = name.lower().replace("-", "_").replace(" ", "_") if len(name) > 1 else name
    return _SHORT.get(key, key)


def character_of(key: str) -> str | None:
    """The character that a key writes, by its name; None where it writes none."""
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_WITH_HYPHEN.get(key, key.replace("_", " ").upper()))
    except KeyError:
        return None
