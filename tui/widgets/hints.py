"""The bottom line: the keys that matter for the selected card."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.widgets.hints_line import STYLES, pieces


class Hints(Static):
    """Keys with a word or two each, as many as fit: the first ones matter most, the last stays."""

    DEFAULT_CSS = """
    Hints { height: 1; background: $panel; color: $foreground 80%; dock: bottom; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__("", id=id, markup=False)
        self._hints: Sequence[tuple[str, str]] = ()

    def show(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these pairs of key and label."""
        if hints != self._hints:
            self._hints = hints
            self._draw()

    def on_resize(self) -> None:
        """Set the line anew for the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width  # so wide it is once it has its place
        line = pieces(self._hints, width)
        content = Content.assemble(*((text, STYLES[name]) for text, name in line))
        if content != self.content:  # the same again would be drawn all the same
            self.update(content, layout=False)
