"""What colours a terminal has: the questions that it is asked, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from textual.message import Message

INK, PAPER = -1, -2
"""In place of the number of a colour: the one of plain text, and the one that is behind it."""

_REPLY = re.compile(
    r"(?:(10|11)|4;(\d{1,3}));"
    r"(?:rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})(?:/[0-9a-f]{1,4})?"
    r"|#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))",
    re.IGNORECASE,
)
_DYNAMIC = {INK: "10", PAPER: "11"}
_NUMBERS = {code: number for number, code in _DYNAMIC.items()}


class Rgb(NamedTuple):
    """A colour; each part is from 0 to 255."""

    red: int
    green: int
    blue: int


class ColourTold(Message):
    """The terminal has told how it shows a colour: a numbered one, :data:`INK` or :data:`PAPER`."""

    def __init__(self, number: int, colour: Rgb) -> None:
        super().__init__()
        self.number = number
        self.colour = colour


def questions(numbers: Iterable[int]) -> str:
    """What asks the terminal for these colours; it answers each by itself."""
    asked = (_DYNAMIC.get(number, f"4;{number}") for number in numbers)
    return "".join(f"\x1b]{each};?\x1b\\" for each in asked)


def colour_told(osc: str) -> ColourTold | None:
    """What an OSC, without its introducer and terminator, tells of a colour; None if nothing."""
    reply = _REPLY.fullmatch(osc)
    if not reply:
        return None
    dynamic, number, *parts = reply.groups()
    colour = Rgb(*(_of_255(part) for part in parts if part))
    return ColourTold(_NUMBERS[dynamic] if dynamic else int(number), colour)


def _of_255(part: str) -> int:
    """A part of a colour, which is written in one to four hexadecimal digits."""
    return round(int(part, 16) * 255 / int("f" * len(part), 16))
