"""Saving in the background and watching the file, so that no key ever waits for the disk."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from store.errors import AfterwordError
from store.file.book import Book
from store.records import Card, State
from tui.desk.background import in_background

_PAINT_FIRST = 0.03  # seconds before a save begins: encoding it must not delay the key's echo
_PAINT_AT_MOST = 0.5  # seconds for which it waits for that echo where nothing tells of its end
_A_MOMENT = 1.0  # seconds
_THOROUGHLY = 15  # every so many looks, the content is compared even where the file looks the same


@dataclass(frozen=True)
class FileNews:
    """What happened to the file: ``problem`` is why it is not saved, said once.

    ``changed`` are the cards that came or changed from elsewhere; ``gone`` says that the file
    vanished, ``taken_over`` that another app which held it has ended, ``only_looking`` that one
    holds it now.
    """

    problem: str = ""
    changed: tuple[Card, ...] = ()
    gone: bool = False
    taken_over: bool = False
    only_looking: bool = False


class Keeper:
    """Saves what is pending in the book, one save at a time, and looks for changes underneath.

    Args:
        book: The open file; its changes are saved by this keeper from now on.
        tell: Given the news, on the app's own thread.
        mark: Called when something is no longer on the disk, and when all of it is.
        when_shown: Calls what it is given once the screen shows all that is to be shown now.
    """

    def __init__(
        self,
        book: Book,
        tell: Callable[[FileNews], None],
        mark: Callable[[], None],
        when_shown: Callable[[Callable[[], None]], object],
    ) -> None:
        self._book = book
        self._tell, self._mark = tell, mark
        self._when_shown = when_shown
        self._saving: asyncio.Task[None] | None = None
        self._looks = 0
        self._asked = False
        self.problem = ""
        book.later = self.wake

    def try_again(self) -> None:
        """Save what is pending because somebody asked; a failure is told even where it is known."""
        self._asked = True
        self.wake()

    def wake(self) -> None:
        """Begin to save what is pending, unless that is going on already."""
        self._mark()
        if self._saving is None or self._saving.done():
            self._saving = asyncio.get_running_loop().create_task(self._save())

    async def finish(self) -> bool:
        """Wait until nothing is being saved; says whether all of it is on the disk."""
        if not self._book.is_saved and not self._book.read_only:
            self.wake()
        if self._saving:
            await asyncio.shield(self._saving)  # whoever gives up waiting does not stop the save
        return self._book.is_saved

    async def look(self) -> None:
        """Take in what changed underneath, and try again what could not be saved."""
        if self._saving and not self._saving.done():
            return
        self._looks += 1
        before, read_only = self._book.state, self._book.read_only
        try:
            await in_background(partial(self._look, self._looks % _THOROUGHLY == 0))
        except AfterwordError as error:
            self._say_problem(str(error))
            return
        self._tell_what_came(before, read_only=read_only)

    def look_now(self) -> None:
        """Look before anything else is done, since nobody has for a while."""
        before, read_only = self._book.state, self._book.read_only
        try:
            self._look(thoroughly=True)
        except AfterwordError as error:
            self._say_problem(str(error))
            return
        self._tell_what_came(before, read_only=read_only)

    def settle(self) -> None:
        """Put what is pending on the disk, since nothing runs here for a while.

        What cannot be saved, or not in a moment, stays pending.
        """
        if not (self._book.is_saved or self._book.read_only):
            saving = threading.Thread(target=self._try_to_save, daemon=True)
            try:
                saving.start()
            except RuntimeError:  # there is no thread to be had
                self._try_to_save()
            else:
                saving.join(_A_MOMENT)

    def _try_to_save(self) -> None:
        with contextlib.suppress(AfterwordError):  # told by the next try
            self._book.save()

    def _tell_what_came(self, before: State, *, read_only: bool) -> None:
        changed = self._book.take_arrivals()
        gone = self._book.is_gone and not self._book.read_only
        turned = read_only is not self._book.read_only
        if changed or gone or turned or self._book.state is not before:
            self._tell(FileNews("", changed, gone, turned and read_only, turned))
        if not self._book.is_saved and not self._book.read_only:
            self.wake()
        else:
            if self.problem:
                self._say_problem("")
            self._mark()

    def _look(self, thoroughly: bool) -> None:
        self._book.claim()
        self._book.refresh(thoroughly=thoroughly)

    async def _save(self) -> None:
        await self._echoed()
        while not (self._book.is_saved or self._book.read_only):
            try:
                await in_background(self._book.save)
            except AfterwordError as error:
                self._say_problem(str(error))
                return
            changed = self._book.take_arrivals()
            if changed or self._book.has_notices:
                self._tell(FileNews(changed=changed))
        self._say_problem("")
        self._mark()

    async def _echoed(self) -> None:
        """Wait until what the key brought is on the screen: a save takes turns with drawing it."""
        await asyncio.sleep(_PAINT_FIRST)
        shown = asyncio.Event()
        self._when_shown(shown.set)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(shown.wait(), _PAINT_AT_MOST)

    def _say_problem(self, problem: str) -> None:
        if problem != self.problem or (problem and self._asked):
            self.problem = problem
            self._tell(FileNews(problem))
        self._asked = False
