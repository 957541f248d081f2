"""What was said in this run: each message whole, with its time, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from store import say
from tui.desk.voice import Said
from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.frame import Drawn, Frame

_TIME_WIDTH = 7
_INKS = {"information": "", "warning": "$warning", "error": "$error"}


class LogScreen(ModalScreen[None], LayeredScreen[None]):
    """The messages of this run.

    Args:
        said: The messages, the newest first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("L", "dismiss", "Close", show=False, id="log"),
    ]
    DEFAULT_CSS = """
    LogScreen {
        align: center middle;
        & Frame { max-width: 100; }
        & VerticalScroll { height: auto; max-height: 100%; }
    }
    """

    def __init__(self, said: Sequence[Said]) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        """The messages in one scroll."""
        keys = [("↑ ↓", "scroll"), (own_key(LogScreen, "dismiss"), "close")]
        with Frame("What was said", keys), VerticalScroll():
            yield Drawn(cache(self._messages))  # a thousand of them take a while to set

    def _messages(self, width: int) -> Content:
        room = max(10, width - _TIME_WIDTH)
        lines = [line for said in self._said for line in _rows(said, room)]
        return Content("\n").join(lines or [Content("Nothing was said yet.")])


def _rows(said: Said, room: int) -> Iterator[Content]:
    """A message in as many lines as it takes, beside its time."""
    ink = _INKS[said.severity]
    time = say.clock(said.at)
    for part in said.text.splitlines():
        for line in Content(part).wrap(room) if part else [Content("")]:
            yield Content.assemble(
                (f"{time:<{_TIME_WIDTH}}", "$foreground 70%"), line.stylize(ink) if ink else line
            )
            time = ""
