"""Every ink that is drawn, on the paper it is drawn on, in the palettes that terminals have."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from store.file.book import Book
from store.records.owner import Settings
from store.sample import SAMPLE_ME, sample_cards
from tests.conftest import NOW, TickingClock
from tui import theme
from tui.app import AfterwordApp
from tui.terminal.replies import colour_told

Triplet = tuple[int, int, int]


class Palette(NamedTuple):
    """How a terminal shows plain text, what is behind it, and its sixteen colours."""

    ink: str
    paper: str
    colours: tuple[str, ...]

    def shown(self, colour: Color | None, plain: str) -> Triplet:
        if colour is None or colour.is_default:
            return _triplet(plain)
        low = colour.downgrade(ColorSystem.STANDARD)
        assert low.number is not None
        return _triplet(self.colours[low.number])

    def contrast(self, style: Style) -> float:
        """The least contrast that the style may have; bold may brighten the first eight colours."""
        papers = self.shown(style.bgcolor, self.paper)
        inks = [self.shown(style.color, self.ink)]
        number = style.color.number if style.color else None
        if style.bold and number is not None and number < 8:
            inks.append(_triplet(self.colours[number + 8]))
        return min(_contrast(ink, papers) for ink in inks)


def _codes(codes: str) -> tuple[str, ...]:
    return tuple(codes.split())


_XTERM = _codes(
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
_VGA = _codes(
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
_SOLARIZED = _codes(
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 "
    "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)
TERMINALS: Mapping[str, Palette] = {
    "xterm": Palette("000000", "ffffff", _XTERM),
    "xterm -rv": Palette("ffffff", "000000", _XTERM),
    "vga": Palette("aaaaaa", "000000", _VGA),
    "vga light": Palette("000000", "ffffff", _VGA),
    "solarized light": Palette("657b83", "fdf6e3", _SOLARIZED),
    "solarized dark": Palette("839496", "002b36", _SOLARIZED),
}
USUAL = ("xterm", "xterm -rv", "vga", "vga light")


def _triplet(code: str) -> Triplet:
    red, green, blue = bytes.fromhex(code)
    return red, green, blue


def _contrast(one: Triplet, other: Triplet) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Triplet) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@asynccontextmanager
async def running(
    path: Path, name: str, told: Mapping[str, str] | None = None
) -> AsyncIterator[Pilot[None]]:
    """The app with a theme on a terminal that answers with these colours, if it does."""
    book = Book(path)
    book.put_mine(SAMPLE_ME, Settings(theme=name))
    book.put_new(sample_cards(NOW))
    app = AfterwordApp(book, TickingClock(NOW), HeadlessDriver)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            for asked, code in (told or {}).items():
                message = colour_told(f"{asked};#{code}")
                assert message
                app.post_message(message)
            await pilot.pause(0.1)  # it waits a moment for whether more is told
            yield pilot
    finally:
        book.close()


PLACES: Mapping[str, tuple[str, ...]] = {
    "the board": ("1",),
    "the panel": ("tab",),
    "the card": ("right",),
    "the history": ("right",),
    "the words at full height": ("tab",),
    "a part to copy": ("C",),
    "the editing": ("escape", "E"),
    "the question": ("escape", "escape", "enter"),
    "a field of it": ("tab", "x"),
    "a choice of it": ("tab", "tab"),
    "their answer": ("escape", "escape", "r"),
    "an offer": ("4", "tab"),
    "skipping": ("escape", "escape", "w", "tab"),
    "a form": ("escape", "escape", "a"),
    "what is wrong in it": ("z", "tab", "tab", "tab", "z", "tab"),
    "what is missing": ("f2",),
    "not saved yet": ("escape",),
    "deleting": ("escape", "D", "tab"),
    "the mail": ("escape", "m"),
    "the statistics": ("escape", "S"),
    "the archive": ("escape", "v"),
    "a find in it": ("tab", "z"),
    "the keys": ("escape", "escape", "question_mark"),
    "call mode": ("escape", "4", "p"),
    "the settings": ("escape", "escape", "M"),
    "a find": ("escape", "escape", "slash", "z"),
    "the palette": ("escape", "ctrl+p"),
    "a choice in it": ("t", "h", "down"),
    "a code": ("escape", "escape", "x"),
    "a notice": ("escape", "u"),
    "the log": ("L",),
}
"""The keys that lead from each place to the next."""


class Drawn(NamedTuple):
    """How something is drawn, and whether it has letters or digits."""

    style: Style
    is_text: bool


def drawn(pilot: Pilot[None]) -> Iterator[tuple[str, Style]]:
    """What is on the screen and can be seen, with its style as the terminal is sent it."""
    for strip in pilot.app.screen._compositor.render_strips():
        segments: list[Segment] = list(strip)
        for text, style, _ in segments:
            if style and (text.strip() or style.reverse or style.underline):
                yield text.strip(), style


async def look_around(pilot: Pilot[None]) -> dict[Drawn, str]:
    """Each style that is drawn anywhere, of text and of signs, with an example of where."""
    found: dict[Drawn, str] = {}
    for place, keys in PLACES.items():
        await pilot.press(*keys)
        await pilot.pause()
        for text, style in drawn(pilot):
            is_text = any(map(str.isalnum, text))
            kind = Drawn(style.clear_meta_and_links(), is_text)
            found.setdefault(kind, f"{text!r} in {place}")
    return found


@pytest.fixture
def _few_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name in ("COLORTERM", "COLORFGBG", "NO_COLOR", "STY", "TMUX"):
        monkeypatch.delenv(name, raising=False)


def answers(palette: Palette, *, colours: bool = True) -> dict[str, str]:
    """What a terminal answers, with or without its sixteen colours."""
    told = {"11": palette.paper, "10": palette.ink}
    numbered = {f"4;{number}": code for number, code in enumerate(palette.colours)}
    return told | numbered if colours else told


def check(found: Mapping[Drawn, str], palette: Palette) -> None:
    bad = {
        f"{style} {palette.contrast(style):.2f}": where
        for (style, _), where in found.items()
        if style.dim or palette.contrast(style) < 3
    }
    assert not bad


@pytest.mark.usefixtures("_few_colours")
@pytest.mark.parametrize(
    ("terminal", "name"),
    [
        ("xterm", ""),
        ("solarized light", ""),
        ("vga light", "terminal-dark"),  # chosen wrongly, or on another terminal
    ],
)
async def test_with_few_colours_all_is_read_on_a_terminal_that_tells_its_own(
    path: Path, terminal: str, name: str
):
    palette = TERMINALS[terminal]
    async with running(path, name, answers(palette)) as pilot:
        found = await look_around(pilot)
    check(found, palette)
    plain = _contrast(_triplet(palette.ink), _triplet(palette.paper))
    assert min(palette.contrast(style) for style, _ in found) <= plain  # it looked at something


@pytest.mark.usefixtures("_few_colours")
async def test_with_few_colours_all_is_read_where_only_the_background_is_told(path: Path):
    async with running(path, "", answers(TERMINALS["vga light"], colours=False)) as pilot:
        found = await look_around(pilot)
    for terminal in ("xterm", "vga light"):
        check(found, TERMINALS[terminal])


@pytest.mark.usefixtures("_few_colours")
async def test_with_few_colours_all_is_read_on_any_usual_terminal_that_tells_nothing(path: Path):
    async with running(path, "") as pilot:
        found = await look_around(pilot)
    for terminal in USUAL:
        check(found, TERMINALS[terminal])


@pytest.mark.usefixtures("_few_colours")
async def test_a_theme_that_was_chosen_elsewhere_is_read_on_a_console(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TERM", "linux")
    async with running(path, "terminal-light") as pilot:
        found = await look_around(pilot)
    check(found, TERMINALS["vga"])


@pytest.mark.parametrize("name", ["dark", "light"])
async def test_with_many_colours_text_is_read_with_ease_and_signs_are_seen(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    """WCAG's AA: 4.5 for text, 3 for borders and signs; all of it 3 in the nearest of 256."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    async with running(path, name) as pilot:
        found = await look_around(pilot)
    bad = {}
    for (style, is_text), where in found.items():
        assert style.color
        assert style.bgcolor
        pairs = [
            [colour.downgrade(system).get_truecolor() for colour in (style.color, style.bgcolor)]
            for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT)
        ]
        true, nearest = (_contrast(ink, paper) for ink, paper in pairs)
        if style.dim or true < (4.5 if is_text else 3) or nearest < 3:
            bad[f"{style} {true:.2f}, {nearest:.2f} of 256"] = where
    assert not bad


@pytest.mark.usefixtures("_few_colours")
@pytest.mark.parametrize(
    ("variables", "told", "expected"),
    [
        ({}, "", theme.TERMINAL),
        ({}, "ffffff", theme.TERMINAL_LIGHT),
        ({}, "002b36", theme.TERMINAL_DARK),
        ({"COLORFGBG": "0;15"}, "", theme.TERMINAL_LIGHT),
        ({"COLORFGBG": "15;default;0"}, "", theme.TERMINAL_DARK),
        ({"COLORFGBG": "0;default"}, "", theme.TERMINAL),
        ({"COLORFGBG": "15;0"}, "ffffff", theme.TERMINAL_LIGHT),
        ({"COLORFGBG": "15;0", "TMUX": "x"}, "", theme.TERMINAL),  # of another terminal
        ({"TERM": "linux"}, "", theme.TERMINAL_DARK),
    ],
    ids=str,
)
async def test_dark_or_light_goes_by_what_is_known_of_the_terminal(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: Mapping[str, str],
    told: str,
    expected: theme.Theme,
):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    async with running(path, "", {"11": told} if told else {}) as pilot:
        assert pilot.app.theme == expected.name
