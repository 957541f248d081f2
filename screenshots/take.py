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

import pendulum
from textual.pilot import Pilot

from store.book import Book
from store.sample import SAMPLE_ME, sample_cards
from tui.app import AfterwordApp

FOLDER = Path(__file__).parent
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
    await pilot.press(*"Pinecrest Museum", "enter", *"Archivist", "enter")
    await pilot.press(*"yesterday 14:00", "enter", *"by the end of next week", "enter")
    await pilot.press(*"Grace Lindqvist")


PICTURES: tuple[tuple[str, tuple[int, int], bool, Steps], ...] = (
    ("board-120x40", WIDE, True, _nothing),
    ("board-80x24", SMALL, True, _nothing),
    ("question-80x24", SMALL, True, _keys("n", "enter")),
    ("add-80x24", SMALL, True, _add_form),
    ("call-80x24", SMALL, True, _keys("3", "p")),
    ("empty-80x24", SMALL, False, _nothing),
)
"""Name, size, whether the sample is on the board, and what is done before the picture."""


async def _take(name: str, size: tuple[int, int], steps: Steps, book: Book) -> None:
    app = AfterwordApp(book, lambda: NOW)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)  # the panel follows the cursor once it rests
        await steps(pilot)
        await pilot.pause(0.5)
        picture = app.export_screenshot(title="Afterword")
    (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Take every picture anew."""
    for name, size, with_sample, steps in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["HOME"] = folder  # the header then names the file as ~/afterword.json
            book = Book(Path(folder) / "afterword.json")
            if with_sample:
                book.put_mine(SAMPLE_ME)
                book.put_new(sample_cards(NOW))
            asyncio.run(_take(name, size, steps, book))


if __name__ == "__main__":
    main()
