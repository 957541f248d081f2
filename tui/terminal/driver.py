"""Textual's driver for a terminal, made to bear whatever the terminal sends and cannot show."""

from __future__ import annotations

import os
import selectors
from time import monotonic
from typing import Any

from textual.app import App

from tui.lean.textual_private import TakingDriver
from tui.terminal.charset import Level, level, translate
from tui.terminal.input_guard import InputGuard
from tui.terminal.kind import in_screen
from tui.terminal.one_screen import made_to_do

_PIECE = 1 << 12  # bytes read at once
_IDLE, _BRISK = 0.1, 0.02  # seconds between two looks at what was cut short
_AWAKE = 0.3  # seconds after some input during which the looks are brisk


class TerminalDriver(TakingDriver):
    """Reads through an :class:`InputGuard`, and writes what the terminal's font and charset have.

    Textual's own driver decodes strictly, so that one byte that is no UTF-8 ends the app, and takes
    an escape within pasted text for a key.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._level = level(os.environ)
        self._in_screen = in_screen(os.environ)
        # The level says what the terminal takes. What Python has made of the locale, or was told by
        # $PYTHONIOENCODING, may raise in the thread that writes.
        self.encode_as(None if self._level is Level.ASCII else "utf-8")

    def write(self, data: str) -> None:
        """Write to the terminal, in the characters that it has."""
        if self._in_screen:
            data = made_to_do(data)
        super().write(translate(data, self._level))

    def run_input_thread(self) -> None:
        """Read what the terminal sends until the app has enough or the terminal is gone."""
        guard, parser = InputGuard(), self.key_parser()
        last = 0.0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                brisk = guard.waiting or monotonic() - last < _AWAKE
                ready = selector.select(_BRISK if brisk else _IDLE)
                now = monotonic()
                if not ready:
                    text = guard.tick(now)
                elif data := self._read():
                    text, last = guard.feed(data, now), now
                else:
                    return  # the terminal has hung up: SIGHUP and the desk see to the rest
                if text:  # to the parser, no text would be the end of it all
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _PIECE)
        except OSError:
            return b""
