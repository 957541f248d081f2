"""One of a few values, chosen with left and right or by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

V = TypeVar("V")


class Picker(Static, Generic[V], can_focus=True):
    """Labelled values with at most one chosen, in as many lines as they need."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "Previous", show=False),
        Binding("right,l,space", "step(1)", "Next", show=False),
    ]
    DEFAULT_CSS = """
    Picker { height: auto; width: 1fr; background: $surface; }
    Picker:focus { background: $primary 30%; }
    Picker:ansi:focus { background: ansi_default; text-style: underline; }
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

    @property
    def number(self) -> str:
        """The number of the chosen value, counted from 1; "" while nothing is chosen."""
        return "" if self._chosen is None else str(self._chosen + 1)

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

    def on_resize(self) -> None:
        """Set the values anew for the new width."""
        self._draw()

    def _draw(self) -> None:
        lines = [Content("")]
        for index, (_, label) in enumerate(self._options):
            part = self._part(index, label)
            if lines[-1] and lines[-1].cell_length + part.cell_length > self.size.width:
                lines.append(Content(""))
            lines[-1] += part
        self.update(Content("\n").join(lines))

    def _part(self, index: int, label: str) -> Content:
        if index == self._chosen:
            return Content.styled(f"[{index + 1} {label}]", "bold $accent")
        return Content.assemble(
            (f" {index + 1} ", "$foreground 75%"), (f"{label} ", "$foreground 85%")
        )
