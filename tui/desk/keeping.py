"""Keeping what is done on a screen: saving it, watching the file, leaving once all is safe."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer

from store.errors import AfterwordError
from store.file.book import Book
from store.records import HalfTyped
from store.text import shown
from store.words import aside as aside_words
from store.words import history as history_words
from tui import farewell
from tui.desk.background import in_background
from tui.desk.file_state import FileState
from tui.desk.keeper import FileNews, Keeper
from tui.desk.voice import Voice

if TYPE_CHECKING:
    from store.file.strays import Stray

_LOOK = 2.0  # seconds between two looks at the file
_SLOW = 0.5  # seconds; a save that takes longer is worth a word


class Keeping:
    """Keeps the changes made on a screen safe, and says what happens to the file.

    Args:
        screen: Whose timers it uses, and which it leaves.
        book: The open file.
        voice: Says it.
        spell: Puts the keys into a sentence that names actions.
        changed: Called when the file, or how it stands with saving, is not what it was.
        mark: Called when only the mark beside the file's name may have to change.
    """

    def __init__(
        self,
        screen: Screen[Any],
        book: Book,
        voice: Voice,
        spell: Callable[[str], str],
        changed: Callable[[], None],
        *,
        mark: Callable[[], None],
    ) -> None:
        self.keeper = Keeper(book, self._on_news, self._mark_saving, screen.call_after_refresh)
        self.strays: tuple[Stray, ...] = ()
        self._screen = screen
        self._book = book
        self._voice = voice
        self._spell = spell
        self._changed, self._mark = changed, mark
        self._slow: Timer | None = None
        self._is_slow = False

    @property
    def state(self) -> FileState:
        """How it stands with saving."""
        if self._book.read_only:
            return FileState.READ_ONLY
        if self.keeper.problem:
            return FileState.UNREADABLE if self._book.is_saved else FileState.NOT_SAVED
        if self._book.is_saved:
            return FileState.FINE
        return FileState.SAVING_STILL if self._is_slow else FileState.SAVING

    def watch(self) -> None:
        """Look at the file from now on, and say what there is to know about it at the start."""
        self._screen.set_interval(_LOOK, self._look)
        self._screen.call_after_refresh(self._look)  # takes the lock, too, once the board is there
        notices = [
            *aside_words.told(self._book.state.aside),
            *aside_words.unusable_templates(self._book.templates),
            *self._book.take_notices(),
        ]
        if self._book.read_only:
            notices.append(f"Read-only. {self._book.why_read_only}")
        self._voice.give_notice(notices)
        self._screen.call_after_refresh(self._start_looking_beside)

    def merged(self, stray: Stray) -> None:
        """A copy was merged: it is not offered again."""
        self.strays = tuple(each for each in self.strays if each.path != stray.path)

    def keep_everything(self, half_typed: Callable[[], Iterable[HalfTyped]]) -> None:
        """Put all on the disk at once, half-typed forms too: the program is about to end.

        Raises:
            SaveFailedError: It did not work.
            FileRefusedError: The file was changed into something that is not ours.
        """
        self._book.later = lambda: None  # what cannot be saved takes nothing back with it
        if self._book.read_only:
            return
        with contextlib.suppress(AfterwordError):
            self._book.save()
        self._book.put_half_typed([*self._book.half_typed, *half_typed()])
        self._book.save()

    async def leave(self, ask: Callable[[str], None]) -> None:
        """Leave the app once everything is on the disk; where it cannot be saved, ``ask``.

        The screen goes on meanwhile. Whoever has opened something else by then stays.
        """
        slow = self._screen.set_timer(_SLOW, self._say_slow)
        is_saved = await self.keeper.finish()
        slow.stop()
        if self._screen.app.screen is not self._screen:
            return
        if is_saved:
            self._screen.app.exit()
        else:
            ask(f"{self.keeper.problem} What you did since the last save would be lost.")

    def _mark_saving(self) -> None:
        """Mark what is not on the disk yet with a mere sign; in words where that lasts."""
        if self._book.is_saved:
            if self._slow:
                self._slow.stop()
            self._slow, self._is_slow = None, False
        elif self._slow is None:
            self._slow = self._screen.set_timer(_SLOW, self._mark_slow)
        self._mark()

    def _mark_slow(self) -> None:
        self._is_slow = not self._book.is_saved
        self._mark()

    def _start_looking_beside(self) -> None:
        # Not the coroutine itself: it would be left over where the app ends before it is begun.
        looking: Callable[[], Awaitable[None]] = self._look_beside
        self._screen.run_worker(looking, group="beside", exclusive=True)

    async def _look_beside(self) -> None:
        """Look for copies that a sync tool left beside the file, and name those that are new."""
        from store.file.strays import strays  # after the first picture

        found = await in_background(lambda: strays(self._book.path, self._book.state))
        known = {each.path for each in self.strays}
        self.strays = tuple(each for each in found if each.has_news)
        new = [each.name for each in self.strays if each.path not in known]
        if new:
            offer = "Beside the file lies a copy with changes of its own: {merge-copy} merges it."
            self._voice.give_notice([self._spell(offer), *(f"{each}." for each in new)])

    def _say_slow(self) -> None:
        self._voice.say("Saving. Afterword closes after that.")

    async def _look(self) -> None:
        if not self._screen.app.is_headless and farewell.terminal_is_gone():
            os.kill(os.getpid(), signal.SIGHUP)
        await self.keeper.look()

    def _on_news(self, news: FileNews) -> None:
        self._changed()
        if news.problem:
            kept = self._spell("Your changes are kept here. {save} tries again.")
            problem = news.problem.replace(shown(self._book.path), self._book.path.name)
            self._voice.alarm(problem, last="" if self._book.is_saved else kept)
        if news.changed:
            self._voice.say(history_words.arrived(news.changed))
            self._start_looking_beside()
        if news.gone:
            self._voice.say(
                "The file was gone from the disk. It is written again from what is here."
            )
        if news.taken_over:
            self._voice.say("The other Afterword has ended. You can change things here now.")
        elif news.only_looking:
            self._voice.give_notice([f"Read-only. {self._book.why_read_only}"])
        self._voice.give_notice(self._book.take_notices())
