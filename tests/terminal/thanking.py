"""A card whose thank-you is said to be sent, and what of it is on the disk."""

from __future__ import annotations

from pathlib import Path

from store.file.book import Book
from store.records import Stage
from tests.terminal.terminal import Terminal


def stage(path: Path) -> Stage:
    """How far the only card in the file is."""
    (card,) = Book(path, read_only=True).cards
    return card.stage


def say_sent(terminal: Terminal) -> None:
    """Say that the thank-you was sent, and do not wait for what comes of it."""
    terminal.wait_for_app()
    terminal.press("enter")
    terminal.wait_for("Did you send")
    terminal.press("y")


def thank(terminal: Terminal) -> None:
    """Say that the thank-you was sent, and wait until the board shows it."""
    say_sent(terminal)
    terminal.wait_for(" Waiting 1 ")
