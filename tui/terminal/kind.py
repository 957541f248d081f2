"""What terminal this is, and what it is known to bear, by nothing but the environment."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

_NAMES = {"alacritty", "foot", "ghostty", "kitty", "wezterm"}
"""Terminals with every colour, as $TERM names them, with or without more before or behind it."""
_BEARING = {"alacritty", "ghostty", "kitty", "wezterm"}
"""Those that may call themselves xterm-256color, and then say in another variable who they are."""
_BEQUEATHED = ("ALACRITTY_LOG", "ALACRITTY_SOCKET", "ALACRITTY_WINDOW_ID", "KITTY_WINDOW_ID")


def in_screen(environ: Mapping[str, str]) -> bool:
    """Whether GNU screen stands between the program and the person's terminal."""
    borrowed = environ.get("TERM", "").startswith("screen") and not environ.get("TMUX")
    return bool(environ.get("STY")) or borrowed


def in_tmux(environ: Mapping[str, str]) -> bool:
    """Whether tmux stands between the program and the person's terminal."""
    return bool(environ.get("TMUX")) or environ.get("TERM", "").startswith("tmux")


def known_truecolour(environ: Mapping[str, str]) -> bool:
    """Whether it is a terminal that is known to have every colour, whatever it says of itself.

    Inside tmux or screen it is not known: what is in the environment there speaks of the terminal
    in which they were started.
    """
    if in_screen(environ) or in_tmux(environ):
        return False
    term = environ.get("TERM", "")
    if term.endswith("-direct") or not _NAMES.isdisjoint(term.split("-")):
        return True
    # An xterm or another terminal that was started from one of them has their variables as well.
    if term != "xterm-256color" or environ.get("XTERM_VERSION"):
        return False
    program = environ.get("TERM_PROGRAM", "").lower()
    return program in _BEARING or any(environ.get(name) for name in _BEQUEATHED)


def settle_colours(environ: MutableMapping[str, str]) -> None:
    """Put straight what the environment says of colours, for all that will go by it.

    An empty ``$NO_COLOR`` counts for nothing by its convention. GNU screen hands on ``$COLORTERM``
    from the terminal around it, but not the colours.
    """
    if environ.get("NO_COLOR") == "":
        del environ["NO_COLOR"]
    if in_screen(environ):
        environ.pop("COLORTERM", None)
    elif known_truecolour(environ):
        environ.setdefault("COLORTERM", "truecolor")


def dark_by_hint(environ: Mapping[str, str]) -> bool | None:
    """Whether the environment says that the terminal is dark (or light); None if neither.

    A console is dark. ``$COLORFGBG`` ("15;0", or "0;default;15") is set by some terminals. In tmux
    or screen it is that of the terminal in which they were started, which need not be this one.
    """
    if environ.get("TERM") == "linux":
        return True
    number = environ.get("COLORFGBG", "").rpartition(";")[2]
    if in_screen(environ) or in_tmux(environ) or not number.isdecimal() or int(number) > 15:
        return None
    return int(number) not in {7, *range(9, 16)}
