"""Where what a terminal sends may come: each with how one gets there from the board, and back."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass

from tests.terminal.conformance.ground import IN_THE_EDITOR, SELECTED
from tests.terminal.conformance.table import Cut, Row
from tests.terminal.terminal import Terminal

Walk = Callable[[Terminal], None]

_F4 = "\x1bOS"


def _nowhere(_: Terminal) -> None:
    """Stay there."""


@dataclass(frozen=True)
class Place:
    """Somewhere in the program.

    Attributes:
        name: What it is.
        enter: Goes there from the board; ``leave`` goes back.
        before: What is done each time before something is sent, and ``first`` what is sent in one
            go with it; ``after`` follows it.
        cooked: Whether the terminal edits lines meanwhile, so that only what is tame may come.
        bears_escape: Whether the Escape key changes nothing there.
    """

    name: str
    enter: Walk
    leave: Walk
    before: Walk = _nowhere
    first: bytes = b""
    after: Walk = _nowhere
    cooked: bool = False
    bears_escape: bool = False

    @property
    def is_far(self) -> bool:
        """Whether getting there each time takes long."""
        return self.before is not _nowhere


def _opened(key: str, shows: str, *typed: str) -> Walk:
    def enter(terminal: Terminal) -> None:
        terminal.press(key)
        terminal.wait_for(shows)
        for text in typed:
            terminal.press(text)
            terminal.wait_for(text)

    return enter


def _closed(key: str, showed: str) -> Walk:
    def leave(terminal: Terminal) -> None:
        terminal.press(key)
        terminal.wait_gone(showed)

    return leave


def _form_left(terminal: Terminal) -> None:
    terminal.press("esc")
    terminal.wait_for("Press Esc again")
    terminal.press("esc")
    terminal.wait_gone("Add an interview")


def _plain_text(terminal: Terminal) -> None:
    terminal.press("f")
    terminal.wait_for("(Enter goes back)")


def _editor_used(terminal: Terminal) -> None:
    shown = len(terminal.raw)
    terminal.press(_F4)
    terminal.wait_for(lambda: IN_THE_EDITOR in terminal.raw[shown:] and terminal.is_raw())


def _stopped(terminal: Terminal) -> None:
    terminal.kill(signal.SIGTSTP)
    terminal.wait_for(terminal.is_stopped)


def _continued(terminal: Terminal) -> None:
    terminal.kill(signal.SIGCONT)
    terminal.wait_for(terminal.is_raw)


_ASKED = "Did you send"
_SEARCH = "Search for commands"
_HELP = "How following up goes"
_FIND = "narrow it further"
_WORDS = "Words for"

PLACES = (
    Place("board", _nowhere, _nowhere, bears_escape=True),
    Place("form", _opened("a", "Add an interview", "Hoo"), _form_left),
    Place("question", _opened("enter", _ASKED), _closed("n", _ASKED)),
    Place("find", _opened("/", _FIND), _closed("esc", _FIND)),
    Place("palette", _opened("\x10", _SEARCH), _closed("esc", _SEARCH)),
    Place("help", _opened("?", _HELP), _closed("esc", _HELP)),
    Place("archive", _opened("v", "Umbrella"), _closed("esc", "Umbrella")),
    Place("editor", _opened("E", _WORDS), _closed("esc", _WORDS)),
    Place("after f", _nowhere, _nowhere, before=_plain_text, first=b"\r", cooked=True),
    Place("after $EDITOR", _opened("E", _WORDS), _closed("esc", _WORDS), before=_editor_used),
    Place("stopped", _nowhere, _nowhere, before=_stopped, after=_continued, cooked=True),
)
"""Those in which the program stays."""

STARTING, LEAVING = "starting", "leaving"
"""Those that a program is in only once."""


def at_the_board(terminal: Terminal) -> None:
    """Wait until the program has started, which it has not yet when its first picture is there."""
    terminal.wait_for(SELECTED)
    terminal.wait_for_app()


def takes(place: Place | str, sent: Row | Cut) -> bool:
    """Whether it says something to send this there."""
    whole = isinstance(sent, Row) and not sent.unfinished and not sent.escape
    if place == LEAVING or (isinstance(place, Place) and place.cooked):
        return whole and isinstance(sent, Row) and sent.tame
    if isinstance(sent, Row) and sent.escape:
        return isinstance(place, Place) and place.bears_escape
    return place != STARTING or whole
