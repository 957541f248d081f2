"""What stands below the fields of a form: what is wrong, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Region

from tui.widgets.form.layout import LEAST_BUTTON, button_width
from tui.widgets.form.lines import wrapped
from tui.widgets.form.parts import Button


class Foot(NamedTuple):
    """What stands below the fields and is not scrolled: the problem, an empty line, the buttons.

    ``places`` are those of the buttons, by lines of the foot.
    """

    problem: Sequence[str]
    places: Sequence[tuple[Button, Region]]
    height: int


class Buttons(NamedTuple):
    """How the buttons stand: cells between them, the least width, one above the other or not."""

    gap: int = 2
    least: int = LEAST_BUTTON
    are_stacked: bool = False


def foot(problem: str, buttons: Sequence[Button], width: int, look: Buttons) -> Foot:
    """Place what stands below the fields."""
    lines = wrapped(problem, width - 2) if problem else ()
    top = len(lines) + 1
    places = []
    if look.are_stacked:
        places = [(each, Region(0, top + n, width, 1)) for n, each in enumerate(buttons)]
        return Foot(lines, places, top + len(buttons))
    widths = [button_width(each, look.least) for each in buttons]
    taken = sum(widths) + look.gap * (len(widths) + 1)
    x = max(0, (width - taken) // 2) + look.gap
    for each, cells in zip(buttons, widths, strict=True):
        places.append((each, Region(x, top, cells, 1)))
        x += cells + look.gap
    return Foot(lines, places, top + 1)
