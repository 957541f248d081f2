"""Notifications that a terminal shows on its desktop, in the form that it is known to take.

OSC 9 is iTerm2's, OSC 777 is urxvt's; the others have taken over one of them. A terminal that is
not known is sent neither: nothing could be said of what it would make of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_BY_OSC_9 = ("iterm", "kitty", "wezterm", "ghostty")
_BY_OSC_777 = ("rxvt-unicode", "foot", "contour", "warp")
_SAYING_WHO = ("TERM", "TERM_PROGRAM", "LC_TERMINAL")  # the last is iTerm2's, and goes over SSH


def names(environ: Mapping[str, str]) -> list[str]:
    """What the environment calls the terminal.

    An xterm that was started from another terminal has that one's variables as well.
    """
    told = ("TERM",) if environ.get("XTERM_VERSION") else _SAYING_WHO
    return [environ.get(name, "") for name in told]


def notification(title: str, text: str, called: Iterable[str]) -> str:
    """What makes the terminal with these names show a notification; "" where none is known.

    The title and the text are the program's own, without a semicolon or a control character.
    """
    lowered = [name.lower() for name in called]
    if any(known in name for name in lowered for known in _BY_OSC_9):
        return f"\x1b]9;{title}: {text}\x1b\\"
    if any(name.startswith(_BY_OSC_777) for name in lowered):
        return f"\x1b]777;notify;{title};{text}\x1b\\"
    return ""
