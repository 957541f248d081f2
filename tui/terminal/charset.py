"""What a terminal can show, and what is drawn on it instead of what it cannot.

Everything is translated cell for cell, so that columns stay aligned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from rich.cells import split_graphemes

ENVIRONMENT = "AFTERWORD_ASCII"
"""The environment variable that asks for plain ASCII; with :data:`LINES`, but for letters."""

LINES = "lines"


class Level(StrEnum):
    """How much of Unicode a terminal shows.

    All; what a Linux console's font has; letters, but no lines and signs, since it draws those two
    cells wide, as many do in East Asian settings; or ASCII.
    """

    UNICODE = "unicode"
    CONSOLE = "console"
    LINES = "lines"
    ASCII = "ascii"


_UTF_8 = re.compile(r"utf-?8", re.IGNORECASE)
_COERCED = {"C.UTF-8", "C.utf8", "UTF-8"}

_CONSOLE = {
    ord(sign): shown
    for signs, look_alikes in (
        ("╭╮╰╯", "┌┐└┘"),
        ("▌▸●★○≠…⏎✓", ">>*%o#~<+"),
        ("–—―−‐‑", "------"),
        ("“”’⟨⟩�", '""\'<>?'),
    )
    for sign, shown in zip(signs, look_alikes, strict=True)
}
_SIGNS = {
    sign: shown
    for signs, look_alikes in (
        ("▌▐▒▁▔▸▶●★○•·≠…⏎✓√🔎", ">|:_->>*%o*.#~<+v>"),
        ("–—―−‐‑←→↑↓⟨⟩", "------<>^v<>"),
        ("“”„«»‘’‚", '"""""\'\'\''),
        ("ßøØłŁđĐðÐæÆœŒıþÞ", "soOlLdDdDaAoOitT"),
    )
    for sign, shown in zip(signs, look_alikes, strict=True)
}
_RUN = re.compile(r"[ -~]?[^\x00-\x7f]+")


def level(environ: Mapping[str, str]) -> Level:
    """What the terminal shows, by the locale's charset and the terminal's name."""
    asked = environ.get(ENVIRONMENT)
    if not _is_utf_8(environ) or asked not in {None, "", LINES}:
        return Level.ASCII
    if asked:
        return Level.LINES
    return Level.CONSOLE if environ.get("TERM") == "linux" else Level.UNICODE


def translate(text: str, to: Level) -> str:
    """The text with a look-alike, as wide, in place of each character that cannot be shown.

    With :attr:`Level.LINES` nothing becomes a question mark: what has no look-alike stays.
    """
    if to is Level.UNICODE or text.isascii():
        return text
    if to is Level.CONSOLE:
        return text.translate(_CONSOLE)
    look_alikes = _narrow if to is Level.LINES else _look_alikes
    return _RUN.sub(lambda run: look_alikes(run[0]), text)


def charset(environ: Mapping[str, str]) -> str:
    """The charset that the locale names: "UTF-8", "ISO-8859-1"; "" where it names none."""
    return (_locale(environ) or "").partition(".")[2]


def _is_utf_8(environ: Mapping[str, str]) -> bool:
    """Whether the locale's charset is UTF-8; one that is not set is not known to be another."""
    locale = _locale(environ)
    return not locale or bool(_UTF_8.search(locale))


def _locale(environ: Mapping[str, str]) -> str | None:
    everything, ctype, language = (environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    if language and not everything and ctype in _COERCED:
        ctype = None  # Python itself sets it in a C locale (PEP 538): it is not the terminal's
    return everything or ctype or language


@lru_cache(4096)
def _look_alikes(run: str) -> str:
    spans, _width = split_graphemes(run)
    return "".join(_look_alike(run[start:end], width) for start, end, width in spans)


@lru_cache(4096)
def _narrow(run: str) -> str:
    """The run with a look-alike for each sign that may be too wide; one without any stays."""
    spans, _width = split_graphemes(run)
    signs = ((run[start:end], width) for start, end, width in spans)
    return "".join(
        shown if _may_be_wide(sign[0]) and "?" not in (shown := _look_alike(sign, width)) else sign
        for sign, width in signs
    )


def _may_be_wide(character: str) -> bool:
    """Whether it is a piece of a border, a block, or a sign that some draw two cells wide."""
    if "\u2500" <= character <= "\u259f":
        return True
    ambiguous = unicodedata.east_asian_width(character) == "A"
    return ambiguous and unicodedata.category(character)[0] not in "LM"


def _look_alike(sign: str, width: int) -> str:
    """One sign in ASCII: without its accents, or a question mark for each of its cells."""
    plain = _SIGNS.get(sign[0]) or _of_a_box(sign[0])
    plain = plain or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return plain.ljust(width) if 0 < len(plain) <= width and plain.isprintable() else "?" * width


def _of_a_box(character: str) -> str:
    """The ASCII for a piece of a border or for a block; "" for what is neither."""
    if "\u2580" <= character <= "\u259f":
        return "#"
    if not "\u2500" <= character <= "\u257f":
        return ""
    name = unicodedata.name(character)
    across = "HORIZONTAL" in name or "LEFT" in name or "RIGHT" in name
    down = "VERTICAL" in name or "UP" in name or "DOWN" in name
    return "+" if across and down else "-" if across else "|"
