"""One sitting of somebody at a book while faults happen, and what has to be true after each.

What a failed save promises is checked right after it: the person is told so in one line, the file
is as before or as it was to become, the memory agrees with it (or keeps what is pending), and
trying again works.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from store.errors import AfterwordError
from store.file.book import Book
from tests.faults.check import fingerprint, on_disk, problems
from tests.faults.scenario import Action, Clock, Plan
from tests.faults.shim import Shim

Note = Callable[[str, Action], object]
"""Told "begun" and "done" of each action."""


class Session:
    """Opens the file and does what is planned.

    Args:
        path: The file.
        shim: Lets the faults happen; it is entered by the caller.
        later: Changes stay pending until they are saved, as in the app; otherwise each is saved by
            the method that makes it, as in a command.
        clock: Tells the time of the actions.
        note: Told how far it is.

    ``found`` is all that was not as it should be; ``told`` counts the errors a person was told.
    """

    def __init__(
        self,
        path: Path,
        shim: Shim,
        *,
        later: bool = False,
        clock: Clock | None = None,
        note: Note = lambda _when, _action: None,
    ) -> None:
        self._path, self._shim, self._later, self._note = path, shim, later, note
        self._clock = clock or Clock()
        self.found: list[str] = []
        self.told = 0
        with shim.lifted():
            self._on_disk = on_disk(path)
        self.book = self._opened()

    def do(self, plans: Iterable[Plan]) -> None:
        """Do all that is planned, as long as nothing is found, and let go of the file."""
        for plan in plans:
            if self.found:
                break  # what comes after a broken claim says nothing more
            with self._shim.lifted():
                action = plan(self.book, self._clock)
            self._do(action)
            self._clock.now = self._clock.now.add(minutes=1)
            self._claim()
        if not self._attempt("closing", self.book.close):
            self._shim.lift()
            self.book.close()

    def _opened(self) -> Book:
        """The book; where a fault keeps it from being opened for writing, opened again."""
        opened: list[Book] = []
        self._attempt("opening", lambda: opened.append(Book(self._path, clock=self._clock)))
        if opened and not opened[0].read_only:
            return opened[0]
        self._shim.lift()
        self._expect(on_disk(self._path) == self._on_disk, "opening changed the file")
        return Book(self._path, clock=self._clock)

    def _claim(self) -> None:
        """Hold the file as the open app does, as soon as there is one."""
        self._attempt("holding the file", self.book.claim)
        if self.book.read_only:  # a fault let it look as if another held it
            self.told += 1
            self._shim.lift()
            self._expect(self.book.claim() is None, "holding the file: trying again")

    def _do(self, action: Action) -> None:
        known = self.book.state
        harmed = self._shim.fault.happened
        self._note("begun", action)
        if not self._attempt(action.name, lambda: self._run(action)):
            self._after_failure(action, fingerprint(known))
        self._note("done", action)
        self._on_disk = fingerprint(action.after)
        if self._shim.fault.happened is not harmed:
            with self._shim.lifted():
                self._expect(on_disk(self._path) == self._on_disk, f"{action.name}: not on disk")
                self._expect(self.book.is_saved, f"{action.name}: counts as not saved")
                self._expect(
                    fingerprint(self.book.state) == self._on_disk,
                    f"{action.name}: the memory is not what was saved",
                )

    def _run(self, action: Action) -> None:
        if not self._later:
            action.run(self.book)
            return
        self.book.later = lambda: None
        action.run(self.book)
        self.book.save()

    def _attempt(self, what: str, do: Callable[[], object]) -> bool:
        """Do something that a fault may hinder, and say whether it worked.

        The error has gone by then, and with it whatever its traceback held.
        """
        try:
            do()
        except AfterwordError as error:
            self.told += 1
            self._expect(self._shim.fault.happened, f"{what}: failed by itself: {error}")
            self._expect("\n" not in str(error), f"{what}: told in more than one line: {error}")
        except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
            self.told += 1
            self.found.append(f"{what}: not told in a person's words: {_text(error)}")
        else:
            return True
        return False

    def _after_failure(self, action: Action, known: str) -> None:
        """Check what a failed save promises, and try it again, with no more faults to come.

        The memory may be as ``known`` before, where what changed underneath was not seen yet, or
        one save behind, where a lasting fault kept the book from looking at what it did.
        """
        self._shim.lift()
        before, after = fingerprint(action.before), fingerprint(action.after)
        disk, memory = on_disk(self._path), fingerprint(self.book.state)
        self._expect(disk in {before, after}, f"{action.name}: neither saved nor as before")
        if self._later:
            pending = not self.book.is_saved and memory != known
            self._expect(pending or disk == after, f"{action.name}: not pending any more")
        else:
            true = {disk} | ({known} if disk == before else set())
            if self._shim.fault.lasting:
                true |= {known, before}
            self._expect(memory in true, f"{action.name}: the memory is not the disk's")
            self.book.refresh()
            self._expect(
                fingerprint(self.book.state) == disk, f"{action.name}: a look does not mend that"
            )
        try:
            if self._later:
                self.book.save()
            elif disk == before:
                action.run(self.book)
        except Exception as error:  # noqa: BLE001 - as above
            self.found.append(f"{action.name}: trying again: {_text(error)}")
        self._expect(on_disk(self._path) == after, f"{action.name}: trying again did not save it")

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.found.append(otherwise)

    def check(self) -> None:
        """Check the whole claim at the end."""
        with self._shim.lifted():
            self.found += problems(self._path, [self._on_disk])
            self._expect(not self._shim.open, f"left open: {', '.join(self._shim.open.values())}")


def _text(error: BaseException) -> str:
    """The error, and the innermost function of the program that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}store{os.sep}" in frame.filename]
    where = f" in {Path(ours[-1].filename).name}, {ours[-1].name}" if ours else ""
    return f"{type(error).__name__}{where}: {error}"
