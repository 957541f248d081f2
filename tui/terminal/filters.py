"""Drawing without any colour, for those who ask for that by ``$NO_COLOR``."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Colourless(LineFilter):
    """Takes every colour out of what is drawn; bold, underlined and reversed text stay so.

    Textual's own filters turn colours into grey or into the terminal's default ones, which are
    colour codes too. What stood out by its background is reversed.

    Args:
        dark: Whether the terminal's own background is dark.
    """

    def __init__(self, *, dark: bool) -> None:
        super().__init__()
        self._dark = dark

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments without colours."""
        return [
            Segment(text, style and _without_colour(style, self._dark), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def _without_colour(style: Style, dark: bool) -> Style:
    plain = style.without_color
    if style.meta:  # what a click on it does
        plain += Style.from_meta(style.meta)
    return plain + Style(reverse=True) if _stands_out(style.bgcolor, dark) else plain


def _stands_out(background: RichColor | None, dark: bool) -> bool:
    if background is None or background.is_default:
        return False
    if background.triplet is None:
        return True
    return dark is (Color(*background.triplet).brightness > 0.5)
