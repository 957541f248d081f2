"""The keys that a terminal's characters and sequences stand for.

What is not known for a key is none: nothing here guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual import events

from tui.lean.key_signs import key_of
from tui.lean.textual_private.driver import FUNCTIONAL_KEYS, SEQUENCE_KEYS
from tui.terminal.decoding import STRAY
from tui.terminal.layouts import latin

_SPACES = dict.fromkeys("\u00a0\u2007\u202f\u3000", " ")
_REPORT = re.compile(
    r"\x1b\[(?:27;(?P<xterm>\d{1,3});)?(?P<code>\d{0,7})(?::\d{0,7}){0,2}"
    r"(?:;(?P<modifiers>\d{0,3})(?::(?P<event>[1-3]?))?)?(?:;(?P<text>\d{1,7}))?(?P<end>[u~A-HPQS])"
)
"""A key as kitty's protocol reports it, or xterm with ``modifyOtherKeys``.

https://sw.kovidgoyal.net/kitty/keyboard-protocol/, https://invisible-island.net/xterm/ctlseqs/
"""
_SHIFT = 1
_MODIFIERS = {2: "alt", 4: "ctrl", 16: "hyper", 32: "meta", _SHIFT: "shift", 8: "super"}
_LOCKS = 64 | 128
_RELEASED = "3"
_UNSHIFTED = {"enter": "\r", "backspace": "\x7f", "escape": "\x1b", "space": " "}
"""Keys that mean the same with Shift, which a person may still hold, and what they write."""
_DELETE_OR_F1 = "\x1b[P"
_OF_RXVT = {"\x1b[7^": "ctrl+home", "\x1b[8^": "ctrl+end", "\x1bOb": "ctrl+down"}
"""Keys of rxvt that Textual's table mistakes for each other."""
_NO_KEY = "\x1b[~"
"""Textual's table has it for Shift+Tab, which no terminal sends so; a cut key may look like it."""
_AS_BYTES = {
    "ctrl+left_square_bracket": ("escape", "\x1b"),
    "ctrl+h": ("backspace", "\x7f"),
    "ctrl+i": ("tab", "\t"),
    "ctrl+m": ("enter", "\r"),
}
"""Keys that are one and the same where no protocol tells them apart, for those who use these."""


def typed(text: str) -> Iterator[events.Key | events.Paste]:
    """What these characters do: each is a key, but for what no key writes, which is text."""
    for character in text:
        character = _SPACES.get(character, character)  # noqa: PLW2901
        if names := SEQUENCE_KEYS.get(character):
            yield from (events.Key(name, character) for name in names)
        elif "\x7f" < character < "\xa0":
            yield events.Key(key_of(STRAY), STRAY)
        elif character.isprintable():
            yield events.Key(key_of(character), character)
        else:
            yield events.Paste(character)


def keys_of(sequence: str, *, kitty: bool) -> list[events.Key]:
    """The keys that a control sequence stands for; none for a reply or one that nobody knows.

    Args:
        sequence: The sequence, whole.
        kitty: Whether the terminal has kitty's keyboard protocol, in which ``ESC [ P`` is F1; else
            it is Delete, as in st.
    """
    if sequence == _NO_KEY:
        return []
    if sequence == _DELETE_OR_F1:
        return [events.Key("f1" if kitty else "delete", None)]
    if name := _OF_RXVT.get(sequence):
        return [events.Key(name, None)]
    if names := SEQUENCE_KEYS.get(sequence):
        return [events.Key(name, name if len(name) == 1 else None) for name in names]
    reported = _REPORT.fullmatch(sequence)
    key = _reported(reported) if reported else None
    return [key] if key else []


def _reported(report: re.Match[str]) -> events.Key | None:
    """The key of a report; None for one that was let go, or that there cannot be."""
    if report["event"] == _RELEASED:
        return None
    code, end = report["code"], report["end"]
    modifiers = int(report["modifiers"] or 1) - 1
    if report["xterm"]:
        modifiers, end = int(report["xterm"]) - 1, "u"
    if not 0 <= modifiers < 256:
        return None
    modifiers &= ~_LOCKS
    name = FUNCTIONAL_KEYS.get(f"{code or 1}{end}", "")
    if not name and end == "u" and code:
        return _of_character(_character(report["text"] or code), modifiers)
    return _named(name, modifiers) if name else None


def _of_character(character: str, modifiers: int) -> events.Key | None:
    if not character:
        return None
    if not modifiers & ~_SHIFT:
        return events.Key(key_of(character), character)
    name = _with(modifiers, key_of(latin(character) or character))
    return events.Key(*_AS_BYTES.get(name, (name, None)))


def _named(name: str, modifiers: int) -> events.Key:
    if name in _UNSHIFTED and not modifiers & ~_SHIFT:
        return events.Key(name, _UNSHIFTED[name])
    return events.Key(_with(modifiers, name), name if len(name) == 1 and not modifiers else None)


def _with(modifiers: int, name: str) -> str:
    """A key with its modifiers as Textual calls it: "ctrl+shift+right"."""
    held = [modifier for bit, modifier in _MODIFIERS.items() if modifiers & bit]
    return "+".join([*held, name])


def _character(code: str) -> str:
    """The printable character of a code point; "" for none."""
    number = int(code)
    if number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return ""
    character = _SPACES.get(chr(number), chr(number))
    return character if character.isprintable() else ""
