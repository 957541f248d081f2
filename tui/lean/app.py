"""An app that sends its terminal only what changes."""

from __future__ import annotations

import os
from typing import Any, ClassVar, TypeVar, cast

from rich.console import Console, RenderableType
from textual import events
from textual.binding import Binding, BindingType
from textual.driver import Driver

from tui.lean.painted import Painted, fills
from tui.lean.picture import Changes, Picture, Remembered
from tui.lean.start import collecting_again
from tui.lean.textual_private.drawing import (
    ChopsUpdate,
    CompositorUpdate,
    LayeredScreen,
    LayoutUpdate,
    SendingApp,
)

T = TypeVar("T")


class LeanApp(SendingApp[T]):
    """Sends the terminal the cells that differ from what it shows.

    Textual by itself repaints whole widgets, and while a screen starts whole frames, over and over;
    and of a line that changes it sends all that is left of the change as well.

    Whatever may have disturbed the terminal's picture makes it be sent anew: a new size, coming
    back from another program or from the shell, and Ctrl+L as ever.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "send_anew", "Draw the screen anew", show=False, priority=True)
    ]

    def __init__(
        self, driver_class: type[Driver] | None = None, painted: Painted | None = None
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.painted = painted
        self._picture = Picture(painted.rows if painted else (), fills=fills(os.environ))
        self._looks: dict[LayeredScreen[Any], Remembered | None] = {}

    def on_ready(self) -> None:
        """The first frame is there: from here on, garbage is looked for as usual."""
        collecting_again()

    def on_resize(self, event: events.Resize) -> None:
        """Send all anew: the terminal has another size, or was just set up, again or at first.

        Not over what was painted before the app was there, as long as that is all there is.
        """
        if self.painted is None or self.painted.size != event.size:
            self.action_send_anew()

    def action_send_anew(self) -> None:
        """Send the whole picture, whatever the terminal is thought to show."""
        self._picture.forget()
        self.screen.refresh(self.screen.size.region)  # a whole one, that is, whatever is still

    def about_to_cover(self, below: LayeredScreen[Any]) -> None:
        """Remember what is shown: the same is shown again once the screen over it goes."""
        is_shown = self.sent_last is below
        self._looks[below] = self._picture.remembered(self.size) if is_shown else None

    def still_shows(self, below: LayeredScreen[Any]) -> bool:
        """Whether the terminal shows a screen that is being covered, as it was before that."""
        looked = self._looks.get(below)
        return looked is not None and self._picture.fits(looked)

    def uncovered(self, below: LayeredScreen[Any]) -> CompositorUpdate:
        """What was shown before, and what has changed in it meanwhile."""
        looked = self._looks.pop(below, None)
        if looked is None or not self._picture.fits(looked):
            return super().uncovered(below)
        return Remembered(looked.rows, below.update_of_changes() if below.changed_where else None)

    def about_to_send(self, update: RenderableType) -> RenderableType | None:
        """Of an update only what it changes in what was sent before; None where that is nothing.

        The terminal's cursor is not seen, but it is what a screen reader reads from and where an
        input method shows what it composes: it rests on what has the focus.
        """
        self._rest_cursor()
        if not isinstance(update, LayoutUpdate | ChopsUpdate | Remembered):
            self._picture.forget()
            return update
        self.painted = None  # from here on the picture is the app's own
        changes = self._picture.changes(update, self.console)
        if not changes.sequence and not self.cursor_has_moved:
            return None
        return cast("RenderableType", _Lean(self._picture, changes))  # Textual knows what it is

    def _rest_cursor(self) -> None:
        focused = self.screen.focused
        if focused is not None:
            place = getattr(focused, "cursor_screen_offset", None)
            self.cursor_position = focused.region.offset if place is None else place


class _Lean(CompositorUpdate):
    """An update of which only the changes are sent."""

    def __init__(self, picture: Picture, changes: Changes) -> None:
        self._picture = picture
        self._changes = changes

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - as Textual calls it
        """What to send; Textual asks when it does send it, so from then on it is shown."""
        self._picture.shown(self._changes)
        return self._changes.sequence
