"""OSC 52: text on its way to the clipboard of the terminal, on whichever machine that runs.

The sequence is from xterm's list (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). No
terminal acknowledges it, and many are set to ignore it, so nobody can say "copied".
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from store.errors import AfterwordError

MOST_BYTES = 74_994
"""The longest text, in bytes of UTF-8, that terminals commonly take.

hterm and others stop at a sequence of 100,000 bytes. Its start and end take 8 of them; the 99,992
that remain are the base64 of 74,994 bytes. Some terminals take far less, and none says so.
"""

_SCREEN_CHUNK = 76
"""Characters of the sequence in each string for GNU screen.

Screen drops a string that outgrows its buffer: 256 bytes up to 4.0, 768 since 4.2. One line of
MIME base64 fits all of them.
"""


class TooLongError(AfterwordError):
    """Text that a terminal's clipboard would not take."""


def small_enough(text: str) -> bool:
    """Whether terminals commonly take a text of this length."""
    return len(_encoded(text)) <= MOST_BYTES


def osc52(text: str, environ: Mapping[str, str]) -> str:
    """The escape sequence that sends the text to the terminal's clipboard.

    The environment tells whether a tmux or a screen stands in between. tmux takes the sequence
    itself where ``set-clipboard`` is on, and lets a wrapped one through where
    ``allow-passthrough`` is on (before 3.3: always); one cannot tell which, so both are sent. With
    neither on, which is how a new tmux starts, tmux drops both.

    Raises:
        TooLongError: the text is longer than :data:`MOST_BYTES`.
    """
    if not small_enough(text):
        raise TooLongError(
            "This text is too long for a terminal's clipboard: shorten it, or select it with the "
            "mouse instead."
        )
    sequence = f"\x1b]52;c;{b64encode(_encoded(text)).decode()}\a"
    term = environ.get("TERM", "")
    if environ.get("TMUX") or term.startswith("tmux"):
        return for_tmux(sequence) + sequence
    if environ.get("STY") or term.startswith("screen"):
        return _for_screen(sequence)
    return sequence


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def for_tmux(sequence: str) -> str:
    """A sequence so wrapped that tmux lets it through to its terminal, where that is allowed."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def _for_screen(sequence: str) -> str:
    starts = range(0, len(sequence), _SCREEN_CHUNK)
    return "".join(f"\x1bP{sequence[start : start + _SCREEN_CHUNK]}\x1b\\" for start in starts)
