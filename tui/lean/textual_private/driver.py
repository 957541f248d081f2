"""Textual's driver, and the tables of the keys that it knows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cached_property

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

__all__ = ["FUNCTIONAL_KEYS", "SEQUENCE_KEYS", "TakingDriver"]

SEQUENCE_KEYS: Mapping[str, Sequence[str]] = {
    sequence: [key.value if isinstance(key, Keys) else key for key in keys]
    for sequence, keys in ANSI_SEQUENCES_KEYS.items()
    if isinstance(keys, tuple | str) and len(keys) == 1
}
"""The keys that terminals have sequences for, as Textual calls them; a public table would do.

Those that Textual makes an Escape and a second key of are left out: they are one key with Alt.
"""

# The driver would ask for every key as a sequence of kitty's protocol, which leaves a shell behind
# a cut line without letters. What is asked for instead is up to whoever drives the terminal.
constants.DISABLE_KITTY_KEY = True  # type: ignore[misc]


class TakingDriver(LinuxDriver):
    """A driver that can be told how to encode, whether to use the mouse, and how to read keys."""

    def encode_as(self, encoding: str | None) -> None:
        """Write in an encoding, None for the present one; what it does not have becomes a sign.

        Textual opens the terminal's file itself. An argument for the encoding would replace this.
        """
        if isinstance(self._file, io.TextIOWrapper):
            self._file.reconfigure(encoding=encoding, errors="replace")

    @property
    def is_started(self) -> bool:
        """Whether the terminal was taken; in the background it is not, until the shell gives it.

        Textual says so only by what it has made. A public state would replace this.
        """
        return self._key_thread is not None and self._key_thread.is_alive()

    def give_back_as(self, modes: list[object]) -> None:
        """Have the terminal's modes be these once it is given back.

        Textual takes those that it finds at the start, which may be its own already. An argument
        would replace this.
        """
        self.attrs_before = modes

    def use_no_reports(self) -> None:
        """Ask for no more reports of the mouse, of pastes and of the window's focus.

        Textual asks for that too, but only once it reads no more. An order of its own would
        replace this.
        """
        if self.is_started:
            self._disable_mouse_support()
            self._disable_bracketed_paste()
            self.write("\x1b[?1004l")

    def use_mouse(self, *, on: bool) -> None:
        """Ask the terminal to report its mouse from now on, or to leave it to the person.

        Textual decides that once, at the start. A public switch would replace this.
        """
        if on:
            self._mouse = True
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()
            self._mouse = False

    def mouse_event(self, report: str) -> Message | None:
        """What a report of the mouse tells; None where it tells nothing.

        Only Textual's parser of everything else makes these events. A public function would
        replace this.
        """
        return self._mouse_parser.parse_mouse_code(report)

    @cached_property
    def _mouse_parser(self) -> XTermParser:
        return XTermParser()

    def _enable_mouse_support(self) -> None:
        """Ask for clicks, the wheel and dragging only.

        Textual asks for every movement too, which costs a slow line a report for each cell, and
        leaves a shell behind a cut line full of them. An argument would replace this.
        """
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
            self.flush()

    def _disable_mouse_support(self) -> None:
        """Leave the mouse to the terminal again."""
        if self._mouse:
            self.write("\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l")
            self.flush()

    def _query_in_band_window_resize(self) -> None:
        """Ask for no reports of the size: then Textual would not hear the kernel's signal."""

    def _disable_in_band_window_resize(self) -> None:
        """Leave them off, whoever had switched them on."""
        self.write("\x1b[?2048l")
