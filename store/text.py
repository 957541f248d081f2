"""Text from outside (typed, pasted, imported, stored), made safe to show.

A control character can drive the terminal it is printed on, and a bidi override can make a name
read as another. Neither is dropped: each becomes a visible sign, so the person sees what is there.
The joiners of width 0 (U+200C, U+200D) stay as they are: names in Persian and Hindi are spelt with
them, and an emoji family is held together by them.
"""

from __future__ import annotations

import os
import re
import unicodedata

LONGEST_LINE = 2_000
"""The most characters that a field of one line holds."""
LONGEST_TEXT = 50_000
"""The most characters that notes hold."""

_LINE_BREAK = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""A character that can drive a terminal, or make text read as another."""
_CONTROL_PICTURES = 0x2400
_BLANK = re.compile(r"\s")
JOINERS = "\u200c\u200d"
"""What tells letters apart, or joins them, and has no width of its own."""


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return "␡"
    return "�" if 0xD800 <= code <= 0xDFFF else f"⟨{code:04X}⟩"


def clean(text: str) -> str:
    """Text of several lines with every control and bidi character made visible.

    Line breaks of any kind become newlines, tabs become spaces, and the rest is NFC, so that equal
    names compare equal.
    """
    if text.isascii() and text.isprintable():  # as nearly always
        return text
    unified = _LINE_BREAK.sub("\n", text).replace("\t", "    ")
    return unicodedata.normalize("NFC", HARMFUL.sub(_sign, unified))


def typing_line(text: str) -> str:
    """As :func:`clean`, on a line that is still being typed: of blanks and breaks none is lost.

    Each becomes a space, also one that does not break a line (U+00A0, U+202F) or is as wide as an
    ideograph (U+3000).
    """
    return _BLANK.sub(" ", clean(text))


def clean_line(text: str) -> str:
    """As :func:`clean`, on one line: breaks and runs of blanks become one space, ends trimmed."""
    return " ".join(clean(text).split())


def shown(name: str | os.PathLike[str]) -> str:
    """A name as it can be put into one line; what could drive a terminal becomes visible."""
    return clean(str(name)).replace("\n", "␊")
