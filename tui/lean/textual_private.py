"""Every touch of Textual's private parts, each with why it is needed and what would replace it.

That Textual is pinned to one minor version is due to this file; what is to be looked at before a
newer one is allowed stands here and nowhere else.
"""

from __future__ import annotations

import io
from typing import TypeVar

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import _character_to_key
from textual.screen import Screen

__all__ = [
    "ChopsUpdate",
    "CompositorUpdate",
    "LayoutUpdate",
    "SendingApp",
    "TakingDriver",
    "key_of",
]
# The updates are what Textual is about to send, and the only place where that can still be boiled
# down to what differs. A public hook on a frame's way to the driver would replace them.

T = TypeVar("T")


def key_of(character: str) -> str:
    """The key that writes a character, as Textual calls it: "slash" for "/".

    A keymap needs these names. Textual makes the public ``key_to_character`` only for the other
    direction; its counterpart would replace this.
    """
    return _character_to_key(character)


class SendingApp(App[T]):
    """An app that has a say in what its terminal is sent."""

    def about_to_send(self, update: RenderableType) -> RenderableType | None:
        """What to send instead of an update that Textual has just rendered; None for nothing."""
        return update

    @property
    def cursor_has_moved(self) -> bool:
        """Whether the terminal's cursor has to go elsewhere even where no cell changes.

        Textual sends its place with each update. With a hook for updates it could be asked.
        """
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        return cursor != self._previous_cursor_position

    @property
    def terminal(self) -> Driver | None:
        """What draws on the terminal; None before the start.

        Textual has no public name for it. Its own suspend and clipboard do not cover what is asked
        of it: the mouse on and off, a clipboard behind tmux.
        """
        return self._driver

    def send_to_clipboard(self, text: str, sequence: str) -> None:
        """Send a sequence that carries a text to the terminal's clipboard, and remember the text.

        Textual's public method writes a sequence of its own, which does not get through tmux and
        screen. One that took the sequence would replace this.
        """
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(sequence)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Hand each update that would be sent to :meth:`about_to_send` first.

        A public hook on a frame's way to the driver would replace this.
        """
        if renderable is not None and not self._batch_count and not self.is_headless:
            renderable = self.about_to_send(renderable)
        super()._display(screen, renderable)


class TakingDriver(LinuxDriver):
    """A driver that can be told how to encode, whether to use the mouse, and how to read keys."""

    def encode_as(self, encoding: str | None) -> None:
        """Write in an encoding, None for the present one; what it does not have becomes a sign.

        Textual opens the terminal's file itself. An argument for the encoding would replace this.
        """
        if isinstance(self._file, io.TextIOWrapper):
            self._file.reconfigure(encoding=encoding, errors="replace")

    def use_mouse(self, *, on: bool) -> None:
        """Ask the terminal to report its mouse from now on, or to leave it to the person.

        Textual decides that once, at the start. A public switch would replace this.
        """
        if on:
            self._mouse = True
            self._enable_mouse_support()
            if self._in_band_window_resize:  # the sizes came with pixels, so the mouse must too
                self._enable_mouse_pixels()
        else:
            self._disable_mouse_support()
            self._mouse = False

    def key_parser(self) -> XTermParser:
        """What makes messages of the text that a terminal sends.

        Textual's loop around it decodes strictly and reads keys out of pasted text, so the loop has
        to be another one. A public hook between the bytes and the parser would replace this.
        """
        return XTermParser(self._debug)
