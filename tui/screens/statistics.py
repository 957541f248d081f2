"""What came of the interviews: in words first, then drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen

from store.statistics.counts import Statistics
from store.statistics.sections import NOTHING_YET, Section, sections
from tui import charts
from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.frame import is_wide
from tui.widgets.page import Column, Page

_BESIDE = ("weeks", "now")  # what stands in the second column of a wide window


class StatisticsScreen(ModalScreen[None], LayeredScreen[None]):
    """Shows the statistics in one scroll, in two columns where there is room for them.

    Any of the usual keys closes it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("S", "dismiss", "Close", show=False, id="statistics"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = "StatisticsScreen { align: center middle; }"

    def __init__(self, found: Statistics) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """The words, and under two of them what they look like."""
        close = (own_key(StatisticsScreen, "dismiss"), "close")
        found = sections(self._found)
        first = [each for each in found if each.id not in _BESIDE]
        second = [each for each in found if each.id in _BESIDE]
        columns: list[Column] = [partial(self._column, each) for each in (first, second) if each]
        wide = is_wide(self.app.size)
        keys = [("↑ ↓", "scroll"), close]
        columns = columns or [_nothing_yet]
        yield Page("Statistics", keys, columns, beside=wide, widest=_widest(wide=wide))

    def on_resize(self, event: Resize) -> None:
        """Set it in one column or in two."""
        wide = is_wide(event.size)
        self.query_one(Page).show(beside=wide, widest=_widest(wide=wide))

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(Page).scroll_relative(y=lines, animate=False)

    def _column(self, found: Sequence[Section], width: int) -> list[Content]:
        """Some of it: each section with its picture, and a line left free below."""
        pictures: dict[str, Callable[[int], Content]] = {
            "funnel": partial(charts.funnel, self._found.funnel),
            "weeks": partial(charts.weeks, self._found.weeks),
        }
        lines: list[Content] = []
        for section in found:
            lines += Content.styled(section.title, "bold $accent").wrap(width)
            lines += [part for line in section.lines for part in Content(line).wrap(width)]
            if draw := pictures.get(section.id):
                lines += draw(width).split("\n")
            lines.append(Content(""))
        return lines


def _widest(*, wide: bool) -> int:
    return 150 if wide else 90


def _nothing_yet(width: int) -> list[Content]:
    return [*Content(NOTHING_YET).wrap(width), Content("")]
