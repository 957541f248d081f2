"""What came of the interviews: in words first, then drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from store.statistics.counts import Statistics
from store.statistics.sections import NOTHING_YET, Section, sections
from tui import charts
from tui.key_names import own_key
from tui.lean.textual_private import LayeredScreen
from tui.widgets.frame import WIDE, Drawn, Frame, is_wide

_BESIDE = ("weeks", "now")  # what stands in the second column of a wide window


class Chart(Drawn):
    """A picture, drawn for the width that there is."""


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
    DEFAULT_CSS = """
    StatisticsScreen {
        align: center middle;
        & Frame { max-width: 90; }
        & VerticalScroll, & #columns, & #columns > Vertical { height: auto; }
        & VerticalScroll { max-height: 100%; }
        & Static, & Chart { margin-bottom: 1; }
        & Static { height: auto; }
        & .words { margin-bottom: 0; }
        &.-wide Frame { max-width: 150; }
        &.-wide #columns { layout: horizontal; }
        &.-wide #columns > Vertical { width: 1fr; }
        &.-wide #columns > #beside { margin-left: 3; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, found: Statistics) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """The words, and under two of them what they look like."""
        self.set_class(is_wide(self.app.size), "-wide")  # or else it is laid out twice
        close = (own_key(StatisticsScreen, "dismiss"), "close")
        with (
            Frame("Statistics", [("↑ ↓", "scroll"), close]),
            VerticalScroll(),
            Container(id="columns"),
        ):
            found = sections(self._found)
            with Vertical():
                yield from self._drawn([each for each in found if each.id not in _BESIDE])
                if not found:
                    yield Static(Content(NOTHING_YET))
            if found:
                with Vertical(id="beside"):
                    yield from self._drawn([each for each in found if each.id in _BESIDE])

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _drawn(self, found: Sequence[Section]) -> Iterable[Widget]:
        pictures: dict[str, Callable[[int], Content]] = {
            "funnel": partial(charts.funnel, self._found.funnel),
            "weeks": partial(charts.weeks, self._found.weeks),
        }
        for section in found:
            draw = pictures.get(section.id)
            lines = [Content.styled(section.title, "bold $accent"), *map(Content, section.lines)]
            yield Static(Content("\n").join(lines), classes="words" if draw else None)
            if draw:
                yield Chart(draw)
