"""The colours that a terminal may show, and which of them can be read on which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from rich.color import Color, ColorType

from tui.terminal.kind import in_screen
from tui.terminal.replies import INK, PAPER, ColourTold, Rgb

READABLE = 3.0
"""The least contrast of what is drawn; as WCAG has it for large text and for signs."""

FAINT = 8
"""The number of the grey in which faint text is drawn, where that can be read."""

BLACK, WHITE = Rgb(0, 0, 0), Rgb(255, 255, 255)


def _colours(codes: str) -> tuple[Rgb, ...]:
    return tuple(Rgb(*bytes.fromhex(code)) for code in codes.split())


XTERM = _colours(
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
VGA = _colours(
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
"""The sixteen colours of a Linux console, and of most that imitate it."""

_USUAL = (XTERM, VGA)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2 reckons it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(1024)
def _luminance(colour: Rgb) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, eq=False)
class Palette:
    """How a terminal shows plain text, what is behind it, and its sixteen colours."""

    ink: Rgb
    paper: Rgb
    colours: tuple[Rgb, ...]

    def shown(self, colour: Color | None, plain: Rgb) -> Rgb:
        """How a colour is shown; none or the default one as ``plain``."""
        if colour is None or colour.type is ColorType.DEFAULT:
            return plain
        if colour.number is not None and colour.number < len(self.colours):
            return self.colours[colour.number]
        return Rgb(*colour.get_truecolor())

    def contrast(self, ink: Color | None, paper: Color | None) -> float:
        """The contrast of what is drawn in these colours."""
        return contrast(self.shown(ink, self.ink), self.shown(paper, self.paper))


@dataclass(frozen=True, eq=False)
class Palettes:
    """All that a terminal's palette may be, for all that is known of it."""

    possible: tuple[Palette, ...]

    def readable(self, ink: Color | None, paper: Color | None, *, bold: bool = False) -> bool:
        """Whether an ink can be read on a paper, whichever it is.

        Many terminals show the first eight colours brighter where the text is bold.
        """
        inks = [ink]
        if bold and ink is not None and ink.number is not None and ink.number < FAINT:
            inks.append(Color.from_ansi(ink.number + FAINT))
        pairs = product(self.possible, inks)
        return all(each.contrast(ink, paper) >= READABLE for each, ink in pairs)


@dataclass
class Colours:
    """What is known of the colours of one terminal: by its name, by a hint, as it tells itself."""

    hint: bool | None = None
    told: dict[int, Rgb] = field(default_factory=dict)

    def take(self, told: ColourTold) -> bool:
        """Note what the terminal has told; says whether it is news."""
        news = self.told.get(told.number) != told.colour
        self.told[told.number] = told.colour
        return news

    @property
    def dark(self) -> bool | None:
        """Whether the terminal is dark; None where that is not known."""
        return is_dark(self.told[PAPER]) if PAPER in self.told else self.hint

    def palettes(self, *, dark: bool | None) -> Palettes:
        """What the palette may be. ``dark`` goes for the terminal as long as it has not told."""
        papers = {None: (BLACK, WHITE), True: (BLACK,), False: (WHITE,)}[dark]
        if PAPER in self.told:
            papers = (self.told[PAPER],)
        return Palettes(
            tuple(self._palette(paper, usual) for paper, usual in product(papers, _USUAL))
        )

    def _palette(self, paper: Rgb, usual: tuple[Rgb, ...]) -> Palette:
        ink = self.told.get(INK, usual[7] if is_dark(paper) else BLACK)
        colours = tuple(self.told.get(number, colour) for number, colour in enumerate(usual))
        return Palette(ink, paper, colours)


def is_dark(paper: Rgb) -> bool:
    """Whether white is read better on it than black."""
    return contrast(paper, WHITE) > contrast(paper, BLACK)


def answers(environ: Mapping[str, str]) -> bool:
    """Whether it makes sense to ask the terminal: a console draws the question, screen eats it."""
    return environ.get("TERM") != "linux" and not in_screen(environ)


def asked(inks: Iterable[int]) -> list[int]:
    """What to ask a terminal for, to know how these inks are read on it: its paper first."""
    return [PAPER, INK, *sorted({*inks, FAINT})]
