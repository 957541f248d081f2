"""A field that has the room that it has: to type in it moves nothing else."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class FixedInput(Input):
    """A field for which the screen is not laid out anew with each letter.

    Textual's own asks for that, in case a longer text wants more room.
    """

    virtual_size = Reactive(Size(0, 0))
