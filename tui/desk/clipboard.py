"""Sending words to the terminal's clipboard, and knowing by which way they went."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from textual.screen import Screen

from store.words.deliver.clipboard import osc52
from tui.lean.textual_private.drawing import SendingApp
from tui.terminal.tmux import load_buffer


class Way(Enum):
    """How words left: to the terminal alone, or by tmux, which has them in its buffer as well."""

    TERMINAL = auto()
    TMUX = auto()


class Clipboard:
    """Sends to the clipboard of the terminal that a screen is shown on.

    Args:
        screen: The screen, which stays for as long as the app does.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._has_explained = False

    def explains(self) -> bool:
        """Whether to say what to do if nothing arrives: once in a run is enough."""
        first, self._has_explained = not self._has_explained, True
        return first

    def send(self, text: str, sent: Callable[[Way], None] = lambda _way: None) -> None:
        """Send a text, and call ``sent`` once it is on its way; tmux has a moment to answer.

        Raises:
            TooLongError: No terminal would take that much.
        """
        sequence = osc52(text, os.environ)
        if not os.environ.get("TMUX"):  # one around the far end of an SSH line cannot be asked
            self._write(text, sequence)
            sent(Way.TERMINAL)
            return
        asking = self._by_tmux(text, sequence, sent)
        self._screen.run_worker(asking, group="clipboard", exclusive=True)

    async def _by_tmux(self, text: str, sequence: str, sent: Callable[[Way], None]) -> None:
        if await load_buffer(text):
            self._write(text, "")
            sent(Way.TMUX)
        else:
            self._write(text, sequence)
            sent(Way.TERMINAL)

    def _write(self, text: str, sequence: str) -> None:
        """Have the app remember the text, for its own fields, and write the sequence."""
        app = self._screen.app
        if isinstance(app, SendingApp):
            app.send_to_clipboard(text, sequence)
