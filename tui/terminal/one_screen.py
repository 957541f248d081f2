"""GNU screen as it comes: the app has no screen of its own there, but draws over the shell's lines.

With ``altscreen off``, its default, it passes over what switches to the other screen and back.
What is sent besides hurts nothing where there is another screen.
"""

from __future__ import annotations

OTHER, BACK = "\x1b[?1049h", "\x1b[?1049l"
"""What switches to the other screen, and back to the shell's."""

EMPTIED = "\x1b[0m\x1b[999;999H\x1b[1J\x1b[H"
"""Empties the screen backwards, for in any other way GNU screen puts its lines by, to scroll to."""

_PUT_BY = "\x1b[H\x1b[2J"


def made_to_do(data: str) -> str:
    """What to send in GNU screen: the shell's lines are put by first, and ours are taken away."""
    if "\x1b[?1049" not in data:
        return data
    return data.replace(OTHER, f"{OTHER}{_PUT_BY}").replace(BACK, f"{EMPTIED}{BACK}")
