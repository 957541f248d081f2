"""A list of cards, whose selected row is marked as the board marks its card."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import OptionList

_BAR = "▌"


class CardList(OptionList):
    """Rows of one line or more. A bar beside the selected one is seen without colours, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("j", "cursor_down", "Down", show=False, id="down"),
        Binding("k", "cursor_up", "Up", show=False, id="up"),
        Binding("g", "first", "First", show=False, id="first"),
        Binding("G", "last", "Last", show=False, id="last"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card-list--bar"}
    DEFAULT_CSS = """
    CardList, CardList:focus {
        border: none; padding: 0; background: $background; background-tint: $foreground 0%;
    }
    CardList > .option-list--option { padding: 0 0 0 2; }
    CardList > .card-list--bar { color: $accent; }
    CardList > .option-list--option-hover { background: $background; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._marked: set[int] = set()  # the lines of the screen that show the selected row

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the selected row is on the screen, or else the list."""
        seen = [line for line in self._marked if line < self.size.height]
        return self.region.offset + Offset(0, min(seen, default=0))

    def render_line(self, y: int) -> Strip:
        """A line as ever, with the bar before it where it belongs to the selected row."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        style = first.style if first else None
        if style is None or style.meta.get("option", -1) != self.highlighted:
            self._marked.discard(y)
            return strip
        self._marked.add(y)
        bar = self.get_component_rich_style("card-list--bar", partial=True)
        return Strip([Segment(_BAR, style + bar), *strip.crop(1)], strip.cell_length)
