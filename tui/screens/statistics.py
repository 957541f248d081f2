"""What came of the interviews: in words first, then drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from store.statistics.counts import Statistics
from store.statistics.sections import NOTHING_YET, sections
from tui import charts
from tui.key_names import own_keys

Draw = Callable[[int], Content]


class Chart(Static):
    """A picture, drawn for the width that there is."""

    def __init__(self, draw: Draw) -> None:
        super().__init__("", markup=False)
        self._draw = draw

    def on_resize(self, event: events.Resize) -> None:
        """Draw it for the new width."""
        self.update(self._draw(event.size.width))


class StatisticsScreen(ModalScreen[None]):
    """Shows the statistics in one scroll. Any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("S", "dismiss", "Close", show=False, id="statistics"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    StatisticsScreen { align: center middle; }
    StatisticsScreen > VerticalScroll {
        width: 100%; max-width: 90; height: auto; max-height: 100%; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background;
    }
    StatisticsScreen Static { height: auto; margin-bottom: 1; }
    StatisticsScreen .words { margin-bottom: 0; }
    """

    def __init__(self, found: Statistics) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """The words, and under two of them what they look like."""
        with VerticalScroll() as box:
            box.border_title = "Statistics"
            box.border_subtitle = f"↑ ↓ scroll · {own_keys(StatisticsScreen, ('dismiss', 'close'))}"
            yield from self._sections()

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _sections(self) -> Iterable[Widget]:
        pictures: dict[str, Draw] = {
            "funnel": partial(charts.funnel, self._found.funnel),
            "weeks": partial(charts.weeks, self._found.weeks),
        }
        found = sections(self._found)
        for section in found:
            draw = pictures.get(section.id)
            lines = [Content.styled(section.title, "bold $accent"), *map(Content, section.lines)]
            yield Static(Content("\n").join(lines), classes="words" if draw else None)
            if draw:
                yield Chart(draw)
        if not found:
            yield Static(Content(NOTHING_YET))
