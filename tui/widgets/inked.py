"""Lines of text as segments, with each style that a text's spans make worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style

_Together = tuple[Style | str, ...]


class Inks:
    """Draws lines over a style, as a theme has its colours; another theme needs other inks.

    Args:
        ground: The style below all others.
        variables: The theme's colours by name.
    """

    def __init__(self, ground: Style, variables: Mapping[str, str]) -> None:
        self._ground = ground
        self._variables = dict(variables)
        self._styles: dict[_Together, RichStyle] = {}

    @property
    def plain(self) -> RichStyle:
        """The style of what has none of its own."""
        return self.style(())

    def segments(self, line: Content) -> list[Segment]:
        """A line as it is drawn."""
        styles: list[_Together] = [()] * len(line.plain)
        for start, end, style in line.spans:
            styles[start:end] = [(*under, style) for under in styles[start:end]]
        return [
            Segment("".join([letter for letter, _ in run]), self.style(together))
            for together, run in groupby(zip(line.plain, styles, strict=True), itemgetter(1))
        ]

    def style(self, together: Sequence[Style | str]) -> RichStyle:
        """What styles make together, one over the other."""
        key = tuple(together)
        if key not in self._styles:
            style = self._ground
            for each in key:
                style += Style.parse(each, self._variables) if isinstance(each, str) else each
            self._styles[key] = style.rich_style
        return self._styles[key]
