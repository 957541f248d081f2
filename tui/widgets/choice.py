"""One of a few values, chosen with left and right or by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.fitting import fit

V = TypeVar("V")


class Choice(Static, Generic[V], can_focus=True):
    """A row of labelled values with at most one chosen; where they do not fit, one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "Previous", show=False),
        Binding("right,l,space", "step(1)", "Next", show=False),
    ]
    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; background: $surface; }
    Choice:focus { background: $primary 30%; }
    """

    class Changed(Message):
        """Another value was chosen."""

    def __init__(
        self,
        options: Sequence[tuple[V, str]],
        value: V | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__("", id=id, markup=False)
        self._options = options
        self._chosen = next((n for n, (each, _) in enumerate(options) if each == value), None)

    @property
    def value(self) -> V | None:
        """The chosen value; None while nothing is chosen."""
        return None if self._chosen is None else self._options[self._chosen][0]

    def choose(self, index: int) -> bool:
        """Choose the value at a place, counted from 0; False when there is no such place."""
        if not 0 <= index < len(self._options):
            return False
        self._chosen = index
        self._draw()
        self.post_message(self.Changed())
        return True

    def action_step(self, step: int) -> None:
        """Choose the next value, or the one before; round the ends."""
        start = self._chosen if self._chosen is not None else (-1 if step > 0 else 0)
        self.choose((start + step) % len(self._options))

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the value with that number."""
        if event.key.isdigit() and self.choose(int(event.key) - 1):
            event.stop()

    def on_resize(self) -> None:
        """Set the row anew for the new width."""
        self._draw()

    def _draw(self) -> None:
        labels = [label for _, label in self._options]
        if sum(cell_len(label) + 3 for label in labels) <= self.size.width:
            self.update(Content("").join(self._part(n, label) for n, label in enumerate(labels)))
            return
        chosen = "choose" if self._chosen is None else labels[self._chosen]
        place = f" {(self._chosen or 0) + 1} of {len(labels)}"
        room = self.size.width - 4 - len(place)
        shown = fit(chosen, min(cell_len(chosen), max(0, room)))
        self.update(Content.assemble("‹ ", (shown, "bold"), " ›", (place, "$foreground 60%")))

    def _part(self, index: int, label: str) -> Content:
        if index == self._chosen:
            return Content.assemble((f"[{label}]", "bold $accent"), " ")
        return Content.assemble((f" {label} ", "$foreground 65%"), " ")
