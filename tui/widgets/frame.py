"""The frame of what opens over the board, and text that is drawn for the width there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

KeyWords = Sequence[tuple[str, str]]
"""Keys as people read them, each with a word or two; the last one leaves."""

WIDE = 110
"""From so many cells on, two columns stand side by side."""

_CORNERS = 6  # cells of a border's line that are not for its text


def keys_line(keys: KeyWords, width: int) -> str:
    """The keys with their words in so many cells: "/ find · w words · Esc close".

    Where they do not fit, the one that leaves goes without its word, then the others go, from the
    last on.
    """
    parts = [f"{key} {word}" for key, word in keys]
    line = " · ".join(parts)
    if cell_len(line) > width and keys:
        parts[-1] = keys[-1][0]
        while cell_len(line := " · ".join(parts)) > width and len(parts) > 1:
            del parts[-2]
    return line


def is_wide(window: Size) -> bool:
    """Whether there is room for two columns."""
    return window.width >= WIDE


class Frame(Vertical):
    """A box with its title on the left and its keys in the lower border, as many as fit."""

    DEFAULT_CSS = """
    Frame {
        width: 100%; height: auto; max-height: 100%; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background;
    }
    """

    # What is in it has its own places to scroll. By default, a box that is laid out for the first
    # time is drawn a second time for it, and the whole screen where the box is as large.
    virtual_size = Reactive(Size(0, 0), repaint=False)

    def __init__(self, title: str, keys: KeyWords) -> None:
        super().__init__()
        self.border_title = Content(title)  # text, never markup
        self._keys = keys

    def name_keys(self, keys: KeyWords) -> None:
        """Name these keys from now on."""
        self._keys = keys
        self._fit(self.outer_size.width)

    def on_mount(self) -> None:
        """Name the keys for the room that there will be: so it is drawn once."""
        most, window = self.styles.max_width, self.app.size.width
        self._fit(min(window, int(most.value)) if most and most.is_cells else window)

    def on_resize(self) -> None:
        """Name as many keys as there is room for now."""
        self._fit(self.outer_size.width)

    def _fit(self, width: int) -> None:
        line = keys_line(self._keys, width - _CORNERS)
        if line != self.border_subtitle:  # setting it repaints the border
            self.border_subtitle = Content(line)


class Drawn(Widget):
    """A text or picture that is drawn for the width that there is; its lines fit in it."""

    DEFAULT_CSS = "Drawn { height: auto; }"

    def __init__(self, draw: Callable[[int], Content]) -> None:
        super().__init__()
        self._draw = draw

    @property
    def content(self) -> Content:
        """What is drawn now."""
        return self._draw(self.content_size.width)

    def render(self) -> Content:
        """Draw it."""
        return self.content

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as it has in this width."""
        return self._draw(width).plain.count("\n") + 1
