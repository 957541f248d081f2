"""What every action needs besides the board: the book, the time, a voice, and a way to leave."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterable
from typing import Any

from pendulum import DateTime
from textual.screen import Screen

from store.clock import Clock, in_zone
from store.errors import AfterwordError
from store.file.book import Book
from store.records import HalfTyped
from store.words import history as history_words
from tui import farewell
from tui.desk.keeper import FileNews, Keeper
from tui.desk.resumable import Resumable
from tui.key_names import Keys
from tui.widgets.header import FileState

_LOOK = 2.0  # seconds between two looks at the file
_LONG = 15.0  # seconds that a notice about the file stays
_SLOW = 0.5  # seconds; a save that takes longer is worth a word to whoever waits for it
_ABOUT_NO_CARD = frozenset({"add", "me"})  # the actions whose forms mean no card


class Desk(Screen[None]):
    """A screen that works on a book: it keeps changes safe and says what happens to the file.

    Args:
        book: The open file.
        clock: Gives the present moment.
    """

    def __init__(self, book: Book, clock: Clock) -> None:
        super().__init__()
        self.book = book
        self.doing = ""
        self.keys = Keys({})
        self.keeper = Keeper(book, self._on_file_news)
        self._clock = clock

    @property
    def file_state(self) -> FileState:
        """How it stands with saving."""
        if self.book.read_only:
            return FileState.READ_ONLY
        if self.keeper.problem:
            return FileState.UNREADABLE if self.book.is_saved else FileState.NOT_SAVED
        return FileState.FINE

    def now(self) -> DateTime:
        """The present moment in the candidate's zone."""
        return in_zone(self._clock(), self.book.me.zone)

    def selected_id(self) -> str:
        """The id of the selected card; "" where there is none."""
        return ""

    @property
    def is_too_small(self) -> bool:
        """Whether the window is too small to show anything in."""
        return self.has_class("-tiny-width") or self.has_class("-tiny-height")

    def file_changed(self) -> None:
        """Draw anew what depends on the file."""

    def watch_file(self) -> None:
        """Look at the file from now on, and say what there is to know about it at the start."""
        self.set_interval(_LOOK, self._look)
        self.call_after_refresh(self._look)  # takes the lock, too, once the board is there
        notices = self.book.take_notices()
        if self.book.read_only:
            notices.append(f"Read-only. {self.book.why_read_only}")
        self._warn(notices)

    def say(self, text: str) -> None:
        """Tell the person something, briefly, in place of what was said before."""
        self.app.clear_notifications()
        self.notify(text, markup=False)

    def open(self, screen: Screen[Any]) -> None:
        """Open a form or a question over the board; what was said before gives way to it."""
        self.app.clear_notifications()
        if isinstance(screen, Resumable):
            card = "" if self.doing in _ABOUT_NO_CARD else self.selected_id()
            screen.opened_by = (self.doing, card)
        self.app.push_screen(screen)

    def half_typed(self) -> list[HalfTyped]:
        """The forms that are open with something typed in them, to be offered again later."""
        return [
            HalfTyped(
                action=screen.opened_by[0],
                card=screen.opened_by[1],
                fields=screen.typed(),
                left=self.now(),
            )
            for screen in self.app.screen_stack
            if isinstance(screen, Resumable)
            and screen.is_mounted
            and screen.opened_by[0]
            and screen.changed
        ]

    def left_behind(self) -> HalfTyped | None:
        """The form to offer again, which the file then no longer holds."""
        if not self.book.half_typed or self.book.read_only or self.is_too_small:
            return None
        *others, latest = self.book.half_typed
        self.book.put_half_typed(others)
        return latest

    def say_typed(self, half: HalfTyped) -> None:
        """Show what was typed into a form that cannot be offered again as it was."""
        typed = " · ".join(text for text in half.fields.values() if text.strip())
        text = f"There is no place any more for what you were typing. It was: {typed}"
        self.notify(text, severity="warning", markup=False, timeout=4 * _LONG)

    def keep_everything(self) -> None:
        """Put all on the disk at once, half-typed forms too: the program is about to end."""
        self.book.later = lambda: None  # what cannot be saved takes nothing back with it
        if self.book.read_only:
            return
        with contextlib.suppress(AfterwordError):
            self.book.save()
        self.book.put_half_typed([*self.book.half_typed, *self.half_typed()])
        self.book.save()

    async def leave(self) -> None:
        """Leave the app once everything is on the disk; where it cannot be saved, ask.

        The board goes on meanwhile. Whoever has opened something else by then stays.
        """
        self.run_worker(self._leave(), group="leave", exclusive=True)

    async def _leave(self) -> None:
        slow = self.set_timer(_SLOW, lambda: self.say("Saving. Afterword closes after that."))
        is_saved = await self.keeper.finish()
        slow.stop()
        if self.app.screen is not self:
            return
        if is_saved:
            self.app.exit()
            return
        from tui.screens.confirm import ConfirmScreen

        self.open(
            ConfirmScreen(
                "Leave without saving?",
                f"{self.keeper.problem} What you did since the last save would be lost.",
                "Leave",
                self.app.exit,
            )
        )

    async def _look(self) -> None:
        if not self.app.is_headless and farewell.terminal_is_gone():
            os.kill(os.getpid(), signal.SIGHUP)
        await self.keeper.look()

    def _on_file_news(self, news: FileNews) -> None:
        self.file_changed()
        if news.problem:
            self.app.clear_notifications()
            kept = "" if self.book.is_saved else " Your changes are kept here. {save} tries again."
            text = f"{news.problem}{self.keys.spell(kept)}"
            self.notify(text, severity="error", markup=False, timeout=_LONG)
        if news.changed:
            self.say(history_words.arrived(news.changed))
        if news.gone:
            self.say("The file was gone from the disk. It is written again from what is here.")
        if news.taken_over:
            self.say("The other Afterword has ended. You can change things here now.")
        elif news.only_looking:
            self._warn([f"Read-only. {self.book.why_read_only}"])
        self._warn(self.book.take_notices())

    def _warn(self, notices: Iterable[str]) -> None:
        for notice in dict.fromkeys(notices):
            self.notify(notice, severity="warning", markup=False, timeout=_LONG)
