from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from store.exchange.mail.taken import Taken
from store.file.book import Book
from store.records import Card
from store.sample import SAMPLE_ME, sample_cards
from store.search.reference import find
from tests.conftest import NOW, TickingClock
from tui.app import AfterwordApp
from tui.lean.key_signs import key_of
from tui.screens.board import BoardScreen
from tui.widgets.panel import Panel

ON_THE_PATH = 17
"""So many of the demo's cards follow the path; an offer or an invitation puts the others first."""


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app runs in no tmux or screen, wherever the tests do."""
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)


class Desk:
    """The running app with what a test looks at."""

    def __init__(self, pilot: Pilot[None], desk: BoardScreen) -> None:
        self.pilot = pilot
        self.screen = desk
        self.book = desk.book

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type letters as fast as they can be sent, and let the app take in all of them."""
        driver = self.pilot.app._driver
        assert driver is not None
        for letter in text:
            driver.send_message(events.Key(key_of(letter), letter))
        await self.pilot.pause()

    async def fill(self, **fields: str) -> None:
        """Put something into fields of the form that is open; ``name_0`` is the first person's."""
        for name, value in fields.items():
            self.pilot.app.screen.field(name.replace("_0", "-0")).value = value
        await self.pilot.pause()

    def card(self, company: str) -> Card:
        """The card of a company as it is kept now."""
        return find(self.book.cards, company)

    async def until(self, true: Callable[[], object]) -> None:
        """Let the app run until something is true; a test that waits in vain fails."""
        deadline = time.monotonic() + 60  # whatever else the machine has to do
        while time.monotonic() < deadline:
            if true():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came true; the screen shows:\n{self.shown}")

    @property
    def selected(self) -> str:
        entry = self.screen.board.selected
        return entry.card.company if entry else ""

    @property
    def panel(self) -> str:
        return str(self.screen.query_one(Panel).query_one(Static).content)

    @property
    def shown(self) -> str:
        """The whole screen as text."""
        app = self.pilot.app
        strips = app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def read(self) -> str:
        """The words on the whole screen in one line, without the lines of boxes between them."""
        return " ".join(re.sub("[\u2500-\u257f]", " ", self.shown).split())

    @property
    def said(self) -> str:
        """The line that is said now."""
        return "\n".join(toast.message for toast in self.pilot.app._notifications)

    @property
    def log(self) -> str:
        """All that was said so far, whole, the newest first."""
        return "\n".join(each.text for each in self.screen.voice.log)


OpenDesk = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def open_desk(path: Path, clock: TickingClock) -> OpenDesk:
    @asynccontextmanager
    async def opened(
        *,
        sample: bool = True,
        size: tuple[int, int] = (80, 24),
        read_only: bool = False,
        toasts: bool = False,
        arrived: Sequence[Taken] = (),
    ) -> AsyncIterator[Desk]:
        if sample and not path.exists():
            book = Book(path)
            book.put_mine(SAMPLE_ME)
            book.put_new(sample_cards(NOW)[:ON_THE_PATH])
            book.close()
        book = Book(path, read_only=read_only)
        app = AfterwordApp(book, clock, arrived=arrived)
        try:
            async with app.run_test(size=size, notifications=toasts) as pilot:
                await pilot.pause()
                screen = app.screen_stack[0]  # a form may have been offered over it
                assert isinstance(screen, BoardScreen)
                yield Desk(pilot, screen)
        finally:
            book.close()

    return opened
