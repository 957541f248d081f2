"""Drawing without what a terminal, or the person, does not take: colours, italics, links."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.terminal.palettes import FAINT, Palettes

_PLAIN = RichColor.default()
_GREY = RichColor.from_ansi(FAINT)


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


class Readable(LineFilter):
    """Draws in the terminal's own colours, but only where they can be read.

    An ink that cannot be read on its paper gives way to the one of plain text; a paper on which
    plain text cannot be read, to plain text in reverse. What is dim becomes grey, or else italic:
    nobody knows how much a terminal takes away for it.

    Args:
        palettes: What the terminal's palette may be.
        system: The colours that it has.
    """

    def __init__(self, palettes: Palettes, system: ColorSystem) -> None:
        super().__init__()
        self._palettes = palettes
        self._system = system

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments in colours that can be read."""
        return [
            Segment(text, style and _readable(style, self._palettes, self._system), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def _readable(style: Style, palettes: Palettes, system: ColorSystem) -> Style:
    ink, paper = (each and each.downgrade(system) for each in (style.color, style.bgcolor))
    if style.dim:
        faint = (ink is None or ink.is_default) and palettes.readable(_GREY, paper)
        ink = _GREY if faint else ink
        style += Style(color=ink, dim=False, italic=None if faint else True)
    if paper and not paper.is_default and not palettes.readable(None, paper):
        brings_both = style.color and style.color.triplet and palettes.readable(ink, paper)
        if brings_both:  # as a QR code does, which must not be turned round
            return style
        return style + Style(color=_PLAIN, bgcolor=_PLAIN, reverse=True)
    if not palettes.readable(ink, paper, bold=bool(style.bold)):
        style += Style(color=_PLAIN)
    return style


class Upright(LineFilter):
    """Takes italics and links out of what is drawn.

    GNU screen shows italics in reverse, and nobody can click on a link in it.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments upright and without links."""
        return [
            Segment(text, style and _upright(style), control) for text, style, control in segments
        ]


@lru_cache(4096)
def _upright(style: Style) -> Style:
    if style.link:
        style = style.update_link(None)
    return style + Style(italic=False) if style.italic else style


@lru_cache(4096)
def _without_colour(style: Style, dark: bool) -> Style:
    plain = style.without_color
    if style.dim:  # on some terminals too dim to read
        plain += Style(dim=False, italic=True)
    if style.meta:  # what a click on it does
        plain += Style.from_meta(style.meta)
    return plain + Style(reverse=True) if _stands_out(style.bgcolor, dark) else plain


def _stands_out(background: RichColor | None, dark: bool) -> bool:
    if background is None or background.is_default:
        return False
    if background.triplet is None:
        return True
    return dark is (Color(*background.triplet).brightness > 0.5)
