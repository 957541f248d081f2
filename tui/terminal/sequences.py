"""What a terminal sends, cut into characters, escape sequences and the Esc key by itself.

The grammar is that of ECMA-48 as terminals have it (https://vt100.net/emu/dec_ansi_parser), with
what real ones send besides: the three bytes of X10's mouse, the Linux console's ``ESC [ [ A``,
rxvt's ``ESC [ 7 $``. A sequence is always taken whole, whether anybody knows it or not: a reply
that was not asked for must never be read as letters.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from tui.terminal.decoding import FILLER, STRAY
from tui.terminal.pasted import END, START, Pasted, beginning_of_end, is_rest_of_paste

ESC = "\x1b"

LOST = 1.0
"""Seconds of silence after which the rest of a sequence is not coming any more."""

_LATE = 2.0  # seconds in which the rest of what was given up may come all the same, for nobody
_LONGEST = 4096  # characters that are kept of one sequence; of a longer one the rest is swallowed

_EIGHT_BITS = dict(zip("\x8f\x90\x98\x9b\x9c\x9d\x9e\x9f", "OPX[\\]^_", strict=True))
_STRINGS = "P]X^_"
_STRING_BEGINS = re.compile(r"\][0-9]|P[0-9>!+$|]|_G")
_BY_ANOTHER = "?"  # what was begun, and read by another program
_REST = re.compile(r"[^\x1b\x07\r]*(?:\x1b\\|\x07)|\[?[0-9;:<>?]+[ -/]*[@-~]|\[[@-~]|O[A-Z]")
_ABORT = "\x18\x1a"
_TEXT = re.compile(r"[^\x1b\x8f\x90\x98\x9b-\x9f]+")
_CSI = re.compile(r"\x1b\[(?:\[[^\x1b]|(?:[2378]|2[34])\$(?!y)|[ -?]*[@-Z\\-~])")
_PART_OF_CSI = re.compile(r"\x1b\[(?:\[|[ -?]*)")
_SS3 = re.compile(r"\x1bO[0-9;]*[@-~]")
_HELD_DOWN = re.compile(r"(?:\x1b[\[O][A-DHF]|\x1b\[[56]~)+")  # a key that moves, over and over
_PART_OF_SS3 = re.compile(r"\x1bO[0-9;]*")
_END = {introducer: re.compile(r"\x1b\\|\x9c") for introducer in _STRINGS}
_END["]"] = re.compile(r"\x07|\x1b\\|\x9c")


class Kind(Enum):
    """What a piece of what the terminal sends is."""

    TEXT = "text"
    """Characters; control characters too, but no escape."""
    ESCAPE = "escape"
    """The Esc key by itself."""
    SEQUENCE = "sequence"
    """A control sequence, which may be a key, or a string; whole, and in seven bits."""
    PASTE = "paste"
    """Pasted text without the marks around it, made harmless."""


class Piece(NamedTuple):
    """A piece of what the terminal sent."""

    kind: Kind
    text: str


class Sequences:
    """Cuts characters into pieces, and waits for what has not come whole.

    It keeps no time of its own: ``now`` is a clock in seconds that only goes forward.

    Attributes:
        delay: Seconds after which an escape that nothing follows is the Esc key.
    """

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._held = ""  # a sequence, or the end of a string or paste, that has not come whole
        self._pasted: Pasted | None = None
        self._paste_was_cut = False  # the last paste was ended without its mark
        self._string = ""  # what introduced the string that goes on; "" outside one
        self._body = ""
        self._begun = 0.0  # when the string began
        self._since = 0.0  # when something came last
        self._doubtful = ""  # what is held though it may have been typed
        self._given_up = ""  # the beginning of a sequence of which the rest did not come
        self._when = 0.0  # when it was given up

    @property
    def waiting(self) -> bool:
        """Whether something has begun that is not whole."""
        return bool(self._held or self._string or self._pasted)

    def patience(self, now: float) -> float | None:
        """Seconds until :meth:`tick` has something to do; None while nothing is waited for."""
        if not self.waiting:
            return None
        wait = self.delay if self._is_lone_escape else LOST
        return max(0.0, self._since + wait - now)

    def feed(self, text: str, now: float) -> list[Piece]:
        """The pieces that are whole now that these characters have come."""
        if not text:  # half a character has come
            return []
        if self._string and self._is_no_part(text, now):
            self._give_up(now)
        self._doubtful = ""
        if self._paste_was_cut and not self.waiting and is_rest_of_paste(text):
            self._pasted = Pasted()
        pieces: list[Piece] = []
        rest, self._held = self._held + self._without_late_rest(text, now, pieces), ""
        self._since = now
        while rest:
            if self._pasted:
                rest = self._in_paste(self._pasted, rest, pieces)
            elif self._string:
                rest = self._in_string(rest, pieces)
            else:
                rest = self._outside(rest, now, pieces)
        return pieces

    def tick(self, now: float) -> list[Piece]:
        """What the silence means: an escape was the Esc key, anything else is given up."""
        left = self.patience(now)
        if left is None or left > 0:
            return []
        if self._pasted:
            # What is held is the beginning of the mark that was to end it.
            cut, self._pasted, self._held = self._pasted, None, ""
            self._paste_was_cut = True
            return [Piece(Kind.PASTE, cut.text)]
        lone, doubtful = self._is_lone_escape, self._doubtful
        self._give_up(now)
        if doubtful:
            self._given_up = self._doubtful = ""
            return [Piece(Kind.TEXT, doubtful)]
        return [Piece(Kind.ESCAPE, ESC)] if lone else []

    def expect_late_rest(self, now: float) -> None:
        """Another program had the terminal: what comes first may be the rest of a reply to it."""
        self._given_up, self._when = _BY_ANOTHER, now

    @property
    def _is_lone_escape(self) -> bool:
        return self._held == ESC and not (self._string or self._pasted)

    def _give_up(self, now: float) -> None:
        self._given_up = f"{ESC}{self._string}{self._held}" if self._string else self._held
        self._when = now
        self._held = self._string = self._body = ""

    def _is_no_part(self, text: str, now: float) -> bool:
        """Whether this is a key rather than a part of the string that has not come to its end."""
        late = now - self._begun > LOST and not self._held
        is_letter = len(text) == 1 and text.isprintable()
        return late and (is_letter or _HELD_DOWN.fullmatch(text) is not None)

    def _without_late_rest(self, text: str, now: float, pieces: list[Piece]) -> str:
        """The text without the rest of a sequence that was given up, should it come after all.

        What follows an escape that was taken for the Esc key is a key of its own if it is only one
        letter; else it may turn out to be, say, an arrow.
        """
        if self._given_up == _BY_ANOTHER and text[0] == ESC:
            return text  # an answer to our own question, before the rest of the other's
        begun, self._given_up = self._given_up, ""
        if begun and now - self._when <= _LATE:
            if begun != _BY_ANOTHER:
                return self._without_rest_of(begun, text, pieces)
            if rest := _REST.match(text):
                return text[rest.end() :]
        return text

    def _without_rest_of(self, begun: str, text: str, pieces: list[Piece]) -> str:
        introducer = (begun + text)[1:2]
        if begun == ESC and text in {"[", "]"}:
            self._doubtful = text
            return begun + text
        if introducer in _STRINGS:
            return self._without_end_of(begun, introducer, text)
        if introducer not in "[O" or text[0] < " " or (begun == ESC and len(text) == 1):
            return text
        taken = _sequence(begun + text)
        if taken is None:
            return begun + text
        if len(taken[1]) >= len(text):
            return text
        if begun == ESC or taken[0] == START:
            self._take(taken[0], pieces)
        return taken[1]

    def _without_end_of(self, begun: str, introducer: str, text: str) -> str:
        if end := _END[introducer].search(begun[2:] + text):
            return text[end.end() - len(begun[2:]) :]
        return begun + text if begun == ESC and _STRING_BEGINS.match(text) else text

    def _outside(self, rest: str, now: float, pieces: list[Piece]) -> str:
        if text := _TEXT.match(rest):
            if characters := text[0].replace(FILLER, ""):
                pieces.append(Piece(Kind.TEXT, characters))
            return rest[text.end() :]
        if rest[0] in _EIGHT_BITS:
            rest = f"{ESC}{_EIGHT_BITS[rest[0]]}{rest[1:]}"
        introducer = rest[1:2]
        if introducer in {"[", "O"}:
            taken = _sequence(rest)
            self._held = rest if taken is None else ""
            sequence, left = taken or ("", "")
            self._take(sequence, pieces)
            return left
        if not introducer:
            self._held = rest
            return ""
        if introducer in _STRINGS:
            self._string, self._begun = introducer, now
            return rest[2:]
        if introducer == "\\":  # the end of a string that nobody has heard
            return rest[2:]
        pieces.append(Piece(Kind.ESCAPE, ESC))
        return rest[1:]

    def _take(self, sequence: str, pieces: list[Piece]) -> None:
        if sequence == START:
            self._pasted, self._paste_was_cut = Pasted(), False
        elif sequence:
            pieces.append(Piece(Kind.SEQUENCE, sequence))

    def _in_string(self, rest: str, pieces: list[Piece]) -> str:
        end = _END[self._string].search(rest)
        if end is None:
            self._held = ESC if rest.endswith(ESC) else ""
            self._body = f"{self._body}{rest.removesuffix(ESC)}"[:_LONGEST]
            return ""
        body = f"{self._body}{rest[: end.start()]}"[:_LONGEST]
        pieces.append(Piece(Kind.SEQUENCE, f"{ESC}{self._string}{body}{ESC}\\"))
        self._string = self._body = ""
        return rest[end.end() :]

    def _in_paste(self, pasted: Pasted, rest: str, pieces: list[Piece]) -> str:
        end = rest.find(END)
        if end < 0:
            self._held = beginning_of_end(rest)
            pasted.add(rest.removesuffix(self._held))
            return ""
        pasted.add(rest[:end])
        pieces.append(Piece(Kind.PASTE, pasted.text))
        self._pasted, self._paste_was_cut = None, False
        return rest[end + len(END) :]


def _sequence(text: str) -> tuple[str, str] | None:
    """The control sequence that a text begins with, and the rest; None while it is not whole.

    One that cannot be is "": it is dropped with the character that shows it, unless that is a key
    by itself.
    """
    if text.startswith(f"{ESC}[M"):
        return _x10_mouse(text)
    whole, part = (_CSI, _PART_OF_CSI) if text[1] == "[" else (_SS3, _PART_OF_SS3)
    if found := whole.match(text):
        return found[0], text[found.end() :]
    begun = part.match(text)
    end = begun.end() if begun else 1
    if end == len(text):
        return ("", "") if end > _LONGEST else None
    return "", text[end:] if text[end] < " " and text[end] not in _ABORT else text[end + 1 :]


def _x10_mouse(text: str) -> tuple[str, str] | None:
    """A report of X10's mouse, which has three bytes of any value after its letter."""
    left, at = 3, 3
    while left > 0 and at < len(text):
        if text[at] == ESC:
            return "", text[at:]
        is_one = text[at] <= "\x9f" or text[at] in {STRAY, FILLER}
        left -= 1 if is_one else len(text[at].encode())
        at += 1
    return (text[:at], text[at:]) if left <= 0 else None
