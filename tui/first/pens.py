"""The pens in which the first picture is painted: those that Textual's style sheets come to.

They are kept in a file, for reading style sheets is what takes Textual long. The test of this room
says how to make that file anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from tui.lean.cells import Pen

FILE = Path(__file__).with_name("pens.json")
"""The file that they are kept in."""

THEMES = ("dark", "light", "terminal-dark", "terminal-light")
"""The themes by the name that the settings keep; any other name means the first."""

SYSTEMS = ("none", "standard", "256", "truecolor")
"""How many colours there may be."""

_BY_TERM = {"kitty": "256", "256color": "256", "16color": "standard"}


class Pens(msgspec.Struct, frozen=True):
    """Every pen once, and for every look the number of the pen in which each part is drawn."""

    parts: tuple[str, ...]
    pens: tuple[tuple[tuple[int, ...], str, str], ...]
    looks: dict[str, tuple[int, ...]]

    def of(self, look: str) -> dict[str, Pen]:
        """The pen of each part: "board--role cursor", "header--late"."""
        made = [Pen(frozenset(codes), ink, paper) for codes, ink, paper in self.pens]
        return {
            part: made[number] for part, number in zip(self.parts, self.looks[look], strict=True)
        }


def pens(look: str) -> dict[str, Pen]:
    """The pen of each part in a look; raises OSError, KeyError or msgspec's errors."""
    return msgspec.json.decode(FILE.read_bytes(), type=Pens).of(look)


def look(theme: str, system: str, *, dark: bool | None) -> str:
    """The name of a look.

    Args:
        theme: As the settings keep it.
        system: How many colours there are.
        dark: Whether the terminal is dark; None where nobody knows.
    """
    known = theme if theme in THEMES else THEMES[0]
    behind = {None: "", True: " on dark", False: " on light"}[dark]
    return f"{known} {system}{behind}"


def colours(environ: Mapping[str, str]) -> str:
    """How many colours the terminal has, as rich has it: by nothing but the environment."""
    if "NO_COLOR" in environ:
        return "none"
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return "truecolor"
    term = environ.get("TERM", "").strip().lower()
    return _BY_TERM.get(term.rpartition("-")[2], "standard")
