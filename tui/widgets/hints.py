"""The bottom line: the keys that matter for the selected card."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static


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
        *wanted, last = [_hint(*each) for each in self._hints] or [Content("")]
        line, room = Content(""), self.size.width - last.cell_length
        for hint in wanted:
            if line.cell_length + hint.cell_length > room:
                break
            line += hint
        self.update(line + last, layout=False)


def _hint(key: str, label: str) -> Content:
    return Content.assemble(" ", (key, "bold $accent"), f" {label} ")
