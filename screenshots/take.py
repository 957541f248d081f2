"""Takes the pictures that the README shows, from the running app with fixed data and clock.

Run it from the repository's folder: ``python screenshots/take.py``. The same code gives the same
pictures, so a difference in them is a difference in the app.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pendulum
from textual.pilot import Pilot

from store.exchange.mail.reading import read
from store.file.book import Book
from store.records import Settings
from store.sample import SAMPLE_ME, sample_cards
from tui.app import AfterwordApp

FOLDER = Path(__file__).parent
MAILS = FOLDER.parent / "tests" / "store" / "exchange" / "mail" / "forms"
MINE = frozenset({"alex.kim@example.org"})
NOW = pendulum.datetime(2026, 11, 24, 9, 30, tz="America/New_York")
WIDE, SMALL = (120, 40), (80, 24)

Steps = Callable[[Pilot[None]], Awaitable[None]]


async def _nothing(_pilot: Pilot[None]) -> None:
    """The board as it opens."""


def _keys(*keys: str) -> Steps:
    async def press(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    return press


async def _add_form(pilot: Pilot[None]) -> None:
    await pilot.press("a")
    await pilot.press(*"Pinecrest Museum", "enter", *"Archivist", "enter", "enter")
    await pilot.press(*"yesterday 14:00", "enter", *"by the end of next week", "enter", "enter")
    await pilot.press(*"Grace Lindqvist")


class Picture(NamedTuple):
    """One picture: its name, the window, what is done before it, and what is on the board.

    ``mail`` is a file of the tests that was taken in, "" for none.
    """

    name: str
    size: tuple[int, int] = SMALL
    steps: Steps = _nothing
    sample: bool = True
    theme: str = ""
    mail: str = ""


PICTURES = (
    Picture("board-120x40", WIDE),
    Picture("board-80x24"),
    Picture("board-60x20", (60, 20)),
    Picture("board-40x15", (40, 15)),
    Picture("too-small-30x10", (30, 10)),
    Picture("board-light-120x40", WIDE, theme="light"),
    Picture("board-light-80x24", theme="light"),
    Picture("empty-80x24", sample=False),
    Picture("words-80x24", steps=_keys("2", "space")),
    Picture("question-80x24", steps=_keys("n", "enter")),
    Picture("question-40x15", (40, 15), _keys("n", "enter")),
    Picture("add-80x24", steps=_add_form),
    Picture("add-40x15", (40, 15), _keys("a")),
    Picture("take-80x24", mail="google-invitation.eml"),
    Picture("write-again-80x24", steps=_keys("5", "i", "2")),
    Picture("answer-80x24", steps=_keys("n", "r", "2")),
    Picture("call-80x24", steps=_keys("3", "p")),
    Picture("call-40x15", (40, 15), _keys("3", "p")),
    Picture("call-120x40", WIDE, _keys("3", "p")),
    Picture("qr-80x24", steps=_keys("3", "x")),
    Picture("find-80x24", steps=_keys("slash", *"fern")),
    Picture("find-120x40", WIDE, _keys("slash", *"an due:today", "enter")),
    Picture("statistics-80x24", steps=_keys("S")),
    Picture("statistics-120x40", WIDE, _keys("S")),
    Picture("help-80x24", steps=_keys("question_mark")),
    Picture("help-120x40", WIDE, _keys("question_mark")),
    Picture("archive-80x24", steps=_keys("v")),
    Picture("archive-120x40", WIDE, _keys("v")),
    Picture("me-80x24", steps=_keys("M")),
)


async def _take(picture: Picture, book: Book) -> None:
    arrived = read((MAILS / picture.mail).read_bytes(), NOW, MINE) if picture.mail else ()
    app = AfterwordApp(book, lambda: NOW, arrived=arrived)
    app.animation_level = "none"
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(0.3)  # the panel follows the cursor once it rests
        await picture.steps(pilot)
        await pilot.pause(0.5)
        taken = app.export_screenshot(title="Afterword")
    (FOLDER / f"{picture.name}.svg").write_text(taken, encoding="utf-8")


def main() -> None:
    """Take every picture anew."""
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["HOME"] = folder  # the header then names the file as ~/afterword.json
            book = Book(Path(folder) / "afterword.json", clock=lambda: NOW)
            if picture.sample:
                book.put_mine(SAMPLE_ME, Settings(theme=picture.theme))
                book.put_new(sample_cards(NOW))
            asyncio.run(_take(picture, book))


if __name__ == "__main__":
    main()
