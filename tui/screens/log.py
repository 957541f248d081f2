"""What was said in this run: each message whole, with its time, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store import say
from tui.desk.voice import Said
from tui.key_names import own_keys

_TIME_WIDTH = 7
_INKS = {"information": "", "warning": "$warning", "error": "$error"}


class LogScreen(ModalScreen[None]):
    """The messages of this run.

    Args:
        said: The messages, the newest first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("L", "dismiss", "Close", show=False, id="log"),
    ]
    DEFAULT_CSS = """
    LogScreen { align: center middle; }
    LogScreen > VerticalScroll {
        width: 100%; max-width: 100; height: auto; max-height: 100%; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background;
        & > .time { width: 7; color: $foreground 70%; }
        & > Static { height: auto; }
    }
    """

    def __init__(self, said: Sequence[Said]) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        """The messages in one scroll."""
        with VerticalScroll() as box:
            box.border_title = "What was said"
            box.border_subtitle = f"↑ ↓ scroll · {own_keys(LogScreen, ('dismiss', 'close'))}"
            yield Static(id="said", markup=False)

    def on_resize(self) -> None:
        """Set the messages anew for the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        room = self.query_one(VerticalScroll).scrollable_content_region.width - _TIME_WIDTH
        lines = [line for said in self._said for line in _rows(said, max(10, room))]
        self.query_one("#said", Static).update(
            Content("\n").join(lines or [Content("Nothing was said yet.")])
        )


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
