"""A shell on a terminal, as GNU screen and tmux start one, and the app in it."""

from __future__ import annotations

from tests.terminal.terminal import PROGRAM, Terminal


def wait_for_prompt(terminal: Terminal) -> None:
    """Wait until the shell asks for a command, on a line with nothing else on it."""
    terminal.wait_for(lambda: any(line.rstrip() == "shell$" for line in terminal.screen))


def open_app(terminal: Terminal, shows: str) -> None:
    """Start the app, and wait until it shows something."""
    wait_for_prompt(terminal)
    terminal.press(str(PROGRAM), "enter")
    terminal.wait_for(shows)


def close_app(terminal: Terminal) -> None:
    """Quit the app, and wait until the shell has the terminal again."""
    terminal.press("q")
    terminal.wait_gone("Thank-you")
    wait_for_prompt(terminal)
