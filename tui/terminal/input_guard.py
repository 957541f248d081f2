"""What the terminal sends, made harmless before anything acts on it.

Keys, answers of the terminal and mouse reports pass as they are. Pasted text passes as text: a
control character in it, above all an escape, becomes a visible sign, so that nothing pasted is
ever taken for a key. Bytes that are no UTF-8 become U+FFFD.
"""

from __future__ import annotations

import codecs

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around pasted text once it was asked to (bracketed paste)."""

LONGEST_PASTE = 100_000
"""The characters of one paste that are let through: twice of what the longest field holds."""

_HOLD = 0.05  # seconds that what may be the beginning of a marker is waited for to go on
_LOST = 1.0  # seconds of silence within a paste after which its end is not coming any more
_BURST = 64  # characters that come in one go; nobody types like that

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_PICTURES[0x7F] = 0x2421


class InputGuard:
    """Turns the bytes that a terminal sent into text that is safe to read keys from.

    It keeps no time of its own: ``now`` is a clock in seconds that only goes forward.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._since = 0.0  # when something came last
        self._held = ""  # what may be the beginning of a marker
        self._let_go = ""  # such a beginning that was passed on, since nothing followed it
        self._pasting = False
        self._room = 0
        self._after_return = False
        self._cut_off = False  # the last paste was ended without its marker

    @property
    def waiting(self) -> bool:
        """Whether a key may be held back, so that :meth:`tick` should be called soon."""
        return bool(self._held) and not self._pasting

    def feed(self, data: bytes, now: float) -> str:
        """The text to read keys and pastes from, now that these bytes have come."""
        text, self._held = self._held + self._decoder.decode(data), ""
        self._since = now
        done: list[str] = []
        position = self._resume(text, done)
        while position < len(text):
            step = self._inside if self._pasting else self._outside
            position = step(text, position, done)
        return "".join(done)

    def tick(self, now: float) -> str:
        """The text to read from after some silence: what was held back, or the end of a paste."""
        silent = now - self._since
        if self._pasting:
            if silent < _LOST:
                return ""
            cut = self._harmless(self._decoder.decode(b"", final=True))
            self._pasting, self._cut_off, self._held = False, True, ""
            return cut + END
        if silent < _HOLD:
            return ""
        done, self._held = self._held, ""
        self._let_go = done or self._let_go
        return done + self._decoder.decode(b"", final=True) if silent >= _LOST else done

    def _resume(self, text: str, done: list[str]) -> int:
        """Go on with a paste that had seemed to be over, or none; says how much is dealt with."""
        let_go, self._let_go = self._let_go, ""
        if let_go and f"{let_go}{text}".startswith(START):
            self._begin(done)
            return len(START) - len(let_go)
        if let_go and START.startswith(f"{let_go}{text}"):
            self._let_go = f"{let_go}{text}"
            done.append(text)
            return len(text)
        if self._cut_off and not self._pasting and _is_rest(text):
            self._begin(done)
        return 0

    def _begin(self, done: list[str]) -> None:
        done.append(START)
        self._pasting, self._room = True, LONGEST_PASTE
        self._after_return = self._cut_off = False

    def _outside(self, text: str, position: int, done: list[str]) -> int:
        at = text.find(START, position)
        if at < 0:
            done.append(self._all_but_a_beginning(text[position:], START))
            return len(text)
        done.append(text[position:at])
        self._begin(done)
        return at + len(START)

    def _inside(self, text: str, position: int, done: list[str]) -> int:
        at = text.find(END, position)
        if at < 0:
            done.append(self._harmless(self._all_but_a_beginning(text[position:], END)))
            return len(text)
        done += [self._harmless(text[position:at]), END]
        self._pasting = False
        return at + len(END)

    def _all_but_a_beginning(self, text: str, marker: str) -> str:
        """Hold back what may be the beginning of a marker at the end of a text; gives the rest."""
        lengths = range(len(marker) - 1, 0, -1)
        size = next((size for size in lengths if text.endswith(marker[:size])), 0)
        self._held = text[len(text) - size :]
        return text[: len(text) - size]

    def _harmless(self, pasted: str) -> str:
        """Pasted text without control characters, each kind of line break as a newline."""
        if self._after_return and pasted.startswith("\n"):
            pasted = pasted[1:]
            self._after_return = False
        if pasted:
            self._after_return = pasted.endswith("\r")
        pasted = pasted.replace("\r\n", "\n").replace("\r", "\n")[: self._room]
        self._room -= len(pasted)
        return pasted.translate(_PICTURES)


def _is_rest(text: str) -> bool:
    """Whether this is the rest of a paste rather than keys: it ends like one, or is a burst."""
    end = text.find(END)
    if end >= 0:
        return START not in text[:end]
    return len(text) >= _BURST and "\x1b" not in text
