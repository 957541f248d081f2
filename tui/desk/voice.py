"""What a screen says at its bottom: one line at a time, never over the words; and what it said."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Literal

from msgspec import Struct
from pendulum import DateTime
from rich.cells import cell_len
from textual.notifications import Notification, Notify
from textual.screen import Screen

from store.clock import Clock
from tui.fitting import fit

BRIEFLY, LONG = 5.0, 15.0  # seconds; what must not be missed stays for the longer time
_LONGER = 10.0
_BESIDE = 2  # cells of the line that its bar and the blank after it take
_KEPT = 1000  # messages of one run

Severity = Literal["information", "warning", "error"]


class Said(Struct, frozen=True):
    """A message as the log keeps it: whole, with when it was said."""

    text: str
    at: DateTime
    severity: Severity


class Voice:
    """Speaks for a screen, in one line on whatever is open over it, and keeps what was said.

    Args:
        screen: Where it is shown.
        now: Gives the present moment in the candidate's zone.
        spell: Puts the keys into a sentence that names actions.
    """

    def __init__(self, screen: Screen[Any], now: Clock, spell: Callable[[str], str]) -> None:
        self._screen = screen
        self._now = now
        self._spell = spell
        self._log: deque[Said] = deque(maxlen=_KEPT)
        self._gives_way = False

    @property
    def log(self) -> list[Said]:
        """What was said in this run, the newest first."""
        return list(reversed(self._log))

    def say(self, text: str, more: str = "") -> None:
        """Tell the person something, briefly; ``more`` where there is room, else in the log."""
        self.tell(text, more=more)

    def warn(self, text: str) -> None:
        """Tell of something that did not go as asked."""
        self.tell(text, "warning", _LONGER)

    def alarm(self, text: str) -> None:
        """Tell of something that went wrong; it stays, whatever is done meanwhile."""
        self.tell(text, "error", LONG)
        self._gives_way = False

    def give_notice(self, notices: Iterable[str], seconds: float = LONG) -> None:
        """Tell what there is to know, each thing once; it stays, whatever is done meanwhile."""
        each = list(dict.fromkeys(notices))
        for notice in each:
            self._keep(notice, "warning")
        if each:
            self._show(each[0], " ".join(each), "warning", seconds)
            self._gives_way = False

    def tell(
        self,
        text: str,
        severity: Severity = "information",
        seconds: float = BRIEFLY,
        more: str = "",
    ) -> None:
        """Show a line for so many seconds in place of the one before, and keep it in the log.

        What is longer than the line is cut, and the key of the log stands behind it. ``more`` is
        shown only where all of it has room.
        """
        whole = f"{text} {more}".strip()
        self._keep(whole, severity)
        self._show(text, whole, severity, seconds)
        self._gives_way = True

    def give_way(self) -> None:
        """Take away what was said before, unless it is to stay: the keys below it are wanted."""
        if self._gives_way:
            self.hush()

    def hush(self) -> None:
        """Take away what was said before."""
        self._screen.app.clear_notifications()

    def _keep(self, text: str, severity: Severity) -> None:
        if self._log and self._log[-1].text == text:
            self._log.pop()  # said over and over, it is one message with the latest time
        self._log.append(Said(text, self._now(), severity))

    def _show(self, text: str, whole: str, severity: Severity, seconds: float) -> None:
        line = self._one_line(" ".join(text.split()), " ".join(whole.split()))
        notification = Notification(line, "", severity, seconds, markup=False)
        self._screen.app.post_message(Notify(notification))

    def _one_line(self, text: str, whole: str) -> str:
        """As much of it as one line holds; where that is not all, with the key of the log."""
        room = self._screen.app.size.width - _BESIDE
        if cell_len(whole) <= room:
            return whole
        tail = self._spell(" {log}")
        if cell_len(text) <= room:
            short = f"{text} …{tail}"
            return short if cell_len(short) <= room else text
        return f"{fit(text, room - cell_len(tail)).rstrip()}{tail}"
