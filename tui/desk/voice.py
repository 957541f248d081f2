"""What a screen says at its bottom: one line at a time, never over the words; and what it said."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
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
_LEAST = 12  # cells of a sentence that is cut, else it says nothing
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

    def say(self, text: str, *more: str, last: str = "") -> None:
        """Tell the person something, briefly.

        ``more`` are sentences for which there may be no room: the log has them in any case. What
        stands ``last`` is shown before any of them.
        """
        self.tell(text, *more, last=last)

    def warn(self, text: str) -> None:
        """Tell of something that did not go as asked."""
        self.tell(text, severity="warning", seconds=_LONGER)

    def alarm(self, text: str, *, last: str = "") -> None:
        """Tell of something that went wrong; it stays, whatever is done meanwhile."""
        self.tell(text, last=last, severity="error", seconds=LONG)
        self._gives_way = False

    def give_notice(self, notices: Iterable[str], seconds: float = LONG) -> None:
        """Tell what there is to know, each thing once; it stays, whatever is done meanwhile."""
        each = list(dict.fromkeys(notices))
        for notice in each:
            self._keep(notice, "warning")
        if each:
            self._show(each, "", "warning", seconds)
            self._gives_way = False

    def tell(
        self,
        text: str,
        *more: str,
        last: str = "",
        severity: Severity = "information",
        seconds: float = BRIEFLY,
    ) -> None:
        """Say a line for so many seconds in place of the one before, as :meth:`say` does.

        What is longer than the line is cut; the key of the log, which has it whole, stands behind.
        """
        self._keep(" ".join(filter(None, (text, *more, last))), severity)
        self._show((text, *more), last, severity, seconds)
        self._gives_way = True

    def give_way(self) -> None:
        """Take away what was said before, unless it is to stay: the keys below it are wanted."""
        if self._gives_way:
            self.hush()

    def hush(self) -> None:
        """Take away what was said before."""
        self._screen.app.clear_notifications()

    def _keep(self, text: str, severity: Severity) -> None:
        self._log.append(Said(text, self._now(), severity))

    def _show(
        self, sentences: Sequence[str], last: str, severity: Severity, seconds: float
    ) -> None:
        flat = [" ".join(each.split()) for each in sentences]
        room = self._screen.app.size.width - _BESIDE
        line = _one_line([each for each in flat if each], last, room, self._spell("… {log}"))
        notification = Notification(line, "", severity, seconds, markup=False)
        self._screen.app.post_message(Notify(notification))


def _one_line(sentences: Sequence[str], last: str, room: int, tail: str) -> str:
    """As many sentences as one line holds; where that is not all, ``tail`` stands behind them."""
    for amount in range(len(sentences), 0, -1):
        line = " ".join(filter(None, (*sentences[:amount], last)))
        if cell_len(line) <= room:
            longer = f"{line} {tail}"
            is_all = amount == len(sentences)
            return line if is_all or cell_len(longer) > room else longer
    after = f" {last} {tail}" if last else tail.removeprefix("…")
    left = room - cell_len(after)
    if last and left < _LEAST:
        after, left = tail.removeprefix("…"), room - cell_len(tail) + 1
    return f"{fit(sentences[0], left).rstrip()}{after}"
