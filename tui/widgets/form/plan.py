"""A form with everything in its place, for as much room as there is."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Offset, Region, Size

from tui.widgets.form.contents import Contents
from tui.widgets.form.foot import Buttons, Foot, foot
from tui.widgets.form.layout import Layout, Measures, lay_out
from tui.widgets.form.parts import Button, Control


class Plan(NamedTuple):
    """Where everything is, and from which line on how many lines of the fields are in sight."""

    layout: Layout
    below: Foot
    in_sight: int
    top: int

    @property
    def has_bar(self) -> bool:
        """Whether there are more lines than are in sight."""
        return self.layout.height > self.in_sight

    def shows(self, control: Control) -> bool:
        """Whether all of a control is in sight."""
        region = self.region(control)
        if region is None or isinstance(control, Button):
            return region is not None
        return region.y >= 0 and region.bottom <= self.in_sight

    def region(self, control: Control) -> Region | None:
        """Where a control is, by lines from the first that is in sight."""
        for button, region in self.below.places:
            if button is control:
                return region.translate(Offset(0, self.in_sight))
        found = self.layout.region(control)
        return found and found.translate(Offset(0, -self.top))

    def middle_of(self, control: Control) -> int | None:
        """The line to begin with so that a control is in the middle; None where it is in sight."""
        region = self.layout.region(control)
        if region is None or not self.in_sight or self.shows(control):
            return None
        return min(round(region.y + region.height / 2 - self.in_sight / 2), region.y)


class Planner:
    """Makes the plan of a form, and remembers it until something in the form is another.

    ``look`` says how the buttons stand, ``label`` how wide the labels' column is, and ``problem``
    what is wrong.
    """

    def __init__(self, contents: Contents, look: Buttons, label: int) -> None:
        self.look = look
        self.problem = ""
        self._contents = contents
        self._label = label
        self._made: tuple[Size, bool, Layout, Foot] | None = None

    def forget(self) -> None:
        """Make the next plan anew."""
        self._made = None

    def height(self, most: Size, *, narrow: bool) -> int:
        """The lines that all of it takes in so many cells; there are so many lines at most."""
        layout, below = self._make(most, narrow=narrow)
        return layout.height + below.height

    def plan(self, most: Size, lines: int, top: int, *, narrow: bool) -> Plan:
        """The plan for so many lines of those that there are at most, from the line ``top`` on."""
        layout, below = self._make(most, narrow=narrow)
        in_sight = max(0, lines - below.height)
        return Plan(layout, below, in_sight, max(0, min(top, layout.height - in_sight)))

    def _make(self, most: Size, *, narrow: bool) -> tuple[Layout, Foot]:
        if self._made is None or self._made[:2] != (most, narrow):
            below = foot(self.problem, self._contents.buttons, most.width, self.look)
            room = max(0, most.height - below.height)
            parts, width = self._contents.parts, most.width
            layout = lay_out(parts, Measures(width, narrow, self._label, room))
            if layout.height > room:  # and so there is a bar
                layout = lay_out(parts, Measures(width - 1, narrow, self._label, room))
            self._made = most, narrow, layout, below
        return self._made[2:]
