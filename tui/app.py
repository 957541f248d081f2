"""The full-screen app around the board."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial

from textual.app import App, SystemCommand
from textual.screen import Screen

from store.book import Book
from store.clock import Clock, system_clock
from store.deliver.clipboard import osc52
from tui import theme
from tui.actions import ALL
from tui.screens.board import BoardScreen


class AfterwordApp(App[None]):
    """Shows one book.

    Args:
        book: The open file.
        clock: Gives the present moment; tests and pictures hand in their own.
    """

    TITLE = "Afterword"
    ENABLE_COMMAND_PALETTE = True
    CSS = """
    Toast { background: $panel; }
    * {
        scrollbar-size-vertical: 1; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
        scrollbar-color: $foreground 25%; scrollbar-color-hover: $foreground 40%;
        scrollbar-color-active: $accent;
    }
    """

    def __init__(self, book: Book, clock: Clock = system_clock) -> None:
        super().__init__()
        self._desk = BoardScreen(book, clock)
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        self.theme = theme.DARK.name

    def get_default_screen(self) -> Screen[None]:
        """The board is the one screen that is always there."""
        return self._desk

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette offers every action by its title; nothing else."""
        if screen is self._desk:
            for action in ALL:
                run = partial(self._desk.run_by_name, action.id)
                yield SystemCommand(action.title, action.help, run)

    def copy_to_clipboard(self, text: str) -> None:
        """Send text to the terminal's clipboard, through a tmux or screen if one is in between.

        Raises:
            TooLongError: No terminal would take that much.
        """
        sequence = osc52(text, os.environ)
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(sequence)

    def action_command_palette(self) -> None:
        """Open the palette over the board; a form keeps the person's attention."""
        if self.screen is self._desk:
            super().action_command_palette()

    async def action_quit(self) -> None:
        """Leave; from a form or a question, only leave that, as Escape does."""
        leave = getattr(self.screen, "action_leave", None)
        if leave is None:
            await self._desk.leave()
        else:
            leave()

    def keep_everything(self) -> None:
        """Put all on the disk at once, half-typed forms too: the program is about to end."""
        self._desk.keep_everything()
