"""Pasted text, made harmless.

A control character in it, above all an escape, becomes a visible sign, so that nothing pasted is
ever taken for a key.
"""

from __future__ import annotations

from tui.terminal.decoding import FILLER

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around pasted text once it was asked to (bracketed paste)."""

LONGEST_PASTE = 100_000
"""The characters of one paste that are let through: twice of what the longest field holds."""

_BURST = 64  # characters that come in one go; nobody types like that

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_PICTURES[0x7F] = 0x2421


class Pasted:
    """One paste while it comes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = LONGEST_PASTE
        self._after_return = False

    def add(self, text: str) -> None:
        """Take in more of it; each kind of line break counts as one newline."""
        if self._after_return and text.startswith("\n"):
            text, self._after_return = text[1:], False
        if text:
            self._after_return = text.endswith("\r")
        text = text.replace(FILLER, "").replace("\r\n", "\n").replace("\r", "\n")[: self._room]
        self._room -= len(text)
        self._parts.append(text.translate(_PICTURES))

    @property
    def text(self) -> str:
        """What has come of it so far."""
        return "".join(self._parts)


def is_rest_of_paste(text: str) -> bool:
    """Whether this is the rest of a paste rather than keys: it ends like one, or is a burst."""
    end = text.find(END)
    if end >= 0:
        return START not in text[:end]
    return len(text) >= _BURST and "\x1b" not in text


def beginning_of_end(text: str) -> str:
    """What may be the beginning of the mark that ends a paste, at a text's end; "" for none."""
    sizes = range(len(END) - 1, 0, -1)
    return next((END[:size] for size in sizes if text.endswith(END[:size])), "")
