"""What a screen says at its bottom: one line at a time, never over the words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.screen import Screen

LONG = 15.0  # seconds that something stays which must not be missed


class Voice:
    """Speaks for a screen.

    Args:
        screen: Where it is shown.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen

    def say(self, text: str) -> None:
        """Tell the person something, briefly, in place of what was said before."""
        self.hush()
        self._screen.notify(text, markup=False)

    def warn(self, text: str, seconds: float | None = None) -> None:
        """Tell of something that did not go as asked; it stays for so many seconds."""
        self._screen.notify(text, severity="warning", markup=False, timeout=seconds)

    def give_notice(self, notices: Iterable[str]) -> None:
        """Tell what there is to know about the file, each thing once."""
        for notice in dict.fromkeys(notices):
            self.warn(notice, LONG)

    def alarm(self, text: str) -> None:
        """Tell of something that went wrong, in place of what was said before."""
        self.hush()
        self._screen.notify(text, severity="error", markup=False, timeout=LONG)

    def hush(self) -> None:
        """Take away what was said before."""
        self._screen.app.clear_notifications()
