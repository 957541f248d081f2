"""One program at one place: what is sent there, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.terminal.conformance.ground import lay
from tests.terminal.conformance.places import LEAVING, STARTING, Place, at_the_board
from tests.terminal.conformance.table import Cut, Row
from tests.terminal.terminal import PATIENCE, Terminal

OK = "ok"
"""What came of something that nothing came of."""

_NEVER = 1.3  # seconds after which no rest is waited for any more
_REDRAW = b"\x0c"  # Ctrl+L works everywhere, changes nothing and brings the whole picture

Sent = Row | Cut


class Visit:
    """A program that was brought to a place, where it must go on showing what it shows.

    Use :meth:`tell` as often as is wanted, and :meth:`finish` at last. After a verdict that is not
    :data:`OK` the program has been started again.

    Args:
        place: Where; or :data:`STARTING` or :data:`LEAVING`, for which each time one is started.
        folder: An empty one, for the program's files.
        patience: Seconds in which the picture must come.
    """

    def __init__(self, place: Place | str, folder: Path, patience: float = PATIENCE) -> None:
        self.place = place
        self.screen = ""
        self._patience = patience
        self._folder = folder
        self._file = folder / "afterword.json"
        self._saved = lay(folder)
        self._terminal: Terminal | None = None
        self._shown = ""

    @property
    def name(self) -> str:
        """The place's name."""
        return self.place if isinstance(self.place, str) else self.place.name

    def tell(self, sent: Sequence[Sent], pause: float = 0) -> str:
        """Send these in one go, except where one is cut; says what came of them.

        ``pause`` are seconds after which something could have come of them at the latest, of what
        does not at once.
        """
        if isinstance(self.place, str):
            return self._told_once(sent)
        if self._terminal is None:
            self._start(self.place)
        verdict = self._told(self.place, sent, pause)
        if verdict != OK:
            self._end()
        return verdict

    def finish(self) -> str:
        """Go back to the board, see whether a real key works, and quit; says what came of it."""
        if self._terminal is None:
            return OK
        assert isinstance(self.place, Place)
        terminal = self._terminal
        try:
            self.place.leave(terminal)
            terminal.press("?")
            terminal.wait_for("How following up goes", self._patience)
            terminal.press("esc")
            terminal.wait_gone("How following up goes")
            terminal.press("q")
            status = terminal.wait_exit()
        except AssertionError as error:
            return f"afterwards {str(error).splitlines()[0]}"
        finally:
            self.screen = terminal.text
            self._end()
        if status:
            return f"ended with {status}"
        return OK if self._file.read_bytes() == self._saved else "file changed"

    def close(self) -> None:
        """End whatever runs."""
        self._end()

    def _begun(self, *, held: bool = False) -> Terminal:
        self._file.write_bytes(self._saved)
        editor = {"EDITOR": str(self._folder / "editor")}
        return Terminal(self._file, held=held, variables=editor).__enter__()

    def _start(self, place: Place) -> None:
        self._terminal = terminal = self._begun()
        at_the_board(terminal)
        place.enter(terminal)
        terminal.settle(0.4)
        self._shown = terminal.text

    def _end(self) -> None:
        if self._terminal is not None:
            self.screen = self._terminal.text
            self._terminal.__exit__(None, None, None)
            self._terminal = None

    def _told(self, place: Place, sent: Sequence[Sent], pause: float) -> str:
        terminal = self._terminal
        assert terminal is not None
        try:
            place.before(terminal)
            _send(terminal, sent, place.first)
            place.after(terminal)
            same = self._is_same(lately=any(map(_is_broken, sent)))
            if same and pause:
                terminal.pause(pause)
                same = terminal.text == self._shown
        except (AssertionError, OSError):
            same = False
        return self._verdict(terminal, same=same)

    def _is_same(self, *, lately: bool = False) -> bool:
        """Whether a whole picture shows what was shown.

        ``lately``, something was given up: the first keys may still be taken for its rest, which
        is three bytes at most.
        """
        terminal = self._terminal
        assert terminal is not None
        terminal._screen.reset()
        terminal.send(_REDRAW * 4 if lately else _REDRAW)
        with suppress(AssertionError):
            terminal.wait_for(lambda: terminal.text == self._shown, self._patience)
        return terminal.text == self._shown

    def _verdict(self, terminal: Terminal, *, same: bool) -> str:
        if not same:
            with suppress(AssertionError):
                terminal.settle(0.2, timeout=1)
        if terminal.has_ended():
            return f"ended with {terminal.wait_exit()}"
        if self._file.read_bytes() != self._saved:
            return f"file changed; {_news(self._shown, terminal.text)}"
        if not (same or terminal.text.strip()):
            return "the next key is lost"
        return OK if same else _news(self._shown, terminal.text)

    def _told_once(self, sent: Sequence[Sent]) -> str:
        if self.place == LEAVING:
            return self._told_leaving(sent)
        assert self.place == STARTING
        if not self._shown:
            self._terminal = terminal = self._begun()
            at_the_board(terminal)
            terminal.settle(0.4)
            self._shown = terminal.text
            self._end()
        self._terminal = terminal = self._begun()
        try:
            terminal.wait_for(terminal.is_raw)
            _send(terminal, sent)
            with suppress(AssertionError):
                terminal.wait_for(lambda: terminal.text == self._shown, self._patience)
            verdict = self._verdict(terminal, same=self._is_same())
        except (AssertionError, OSError):
            verdict = self._verdict(terminal, same=False)
        self._end()
        return verdict

    def _told_leaving(self, sent: Sequence[Sent]) -> str:
        self._terminal = terminal = self._begun(held=True)
        try:
            at_the_board(terminal)
            terminal.settle()
            terminal.press("q")
            _send(terminal, sent)
            terminal.wait_for(terminal.has_ended, self._patience + 2)
            status, left = terminal.wait_unread(), terminal.left_unread()
        except AssertionError:
            return f"stayed; {_news('', terminal.text)}"
        finally:
            self._end()
        if status or left:
            return f"ended with {status}" if status else f"to the shell: {left[:20]!r}"
        return OK if self._file.read_bytes() == self._saved else "file changed"


def _send(terminal: Terminal, sent: Sequence[Sent], first: bytes = b"") -> None:
    """Send these one after the other, and wait as long as a cut needs."""
    if not sent:
        terminal.send(first)
    for each in sent:
        if isinstance(each, Cut):
            terminal.send(first + each.begins)
            terminal.pause(each.after if each.rest else _NEVER)
            terminal.send(each.rest)
        else:
            terminal.send(first + each.data)
            if each.unfinished or each.escape:
                terminal.pause(_NEVER)
        first = b""


def _is_broken(sent: Sent) -> bool:
    return not sent.rest if isinstance(sent, Cut) else sent.unfinished


def _news(before: str, after: str) -> str:
    """The first line of a screen that was not in it before, in a few words."""
    known = {line.strip() for line in before.splitlines()}
    fresh = [line.strip(" │╭╮╰╯─▌") for line in after.splitlines() if line.strip() not in known]
    shown = next(filter(None, fresh), "")
    return f"shows “{' '.join(shown.split())[:40]}”" if shown else "lacks something"
