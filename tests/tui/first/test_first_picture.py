"""The first picture shows what Textual's first frame shows, in the same colours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console

from store.clock import in_zone
from store.file.book import Book
from store.records import Card, Outcome
from store.sample import SAMPLE_ME, sample_cards
from tests.conftest import NOW
from tests.tui.first.making import BEHIND, ENVIRONMENTS, in_environment, text
from tui import theme
from tui.app import AfterwordApp
from tui.desk.finding import Finding
from tui.first.frame import frame
from tui.first.pens import FILE, THEMES, colours, look, pens
from tui.lean.cells import Row, cells_of
from tui.terminal.driver import TerminalDriver
from tui.terminal.kind import dark_by_hint
from tui.widgets.board import Board


async def test_the_pens_are_those_that_textual_would_draw_with(tmp_path: Path):
    made = await text(tmp_path)
    assert FILE.read_text(encoding="utf-8") == made, "run: python -m tests.tui.first.making"


def test_every_theme_has_its_pens():
    assert tuple(theme.THEMES) == THEMES
    assert pens(look("", "256", dark=None)) == pens(look("dark", "256", dark=None))


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "xterm-kitty", "rxvt-16color", "foot"])
@pytest.mark.parametrize("colorterm", ["", "truecolor", "24bit", "yes"])
def test_the_number_of_colours_is_the_one_that_textual_goes_by(term: str, colorterm: str):
    environ = {"TERM": term, "COLORTERM": colorterm}
    console = Console(force_terminal=True, legacy_windows=False, _environ=environ)
    assert colours(environ) == console.color_system
    assert colours(environ | {"NO_COLOR": "1"}) == "none"


def _names(*names: str) -> list[Card]:
    card = sample_cards(NOW)[0]
    return [
        replace(card, id=f"{number:08}", company=name, role=name[::-1])
        for number, name in enumerate(names)
    ]


FILES: Mapping[str, list[Card]] = {
    "no card": [],
    "the sample": sample_cards(NOW),
    "many": [
        replace(card, id=f"{number}{card.id}"[:8], company=f"{card.company} {number}")
        for number, card in product(range(12), sample_cards(NOW))
    ],
    "odd names": _names("日本電産株式会社", "A" * 90, "Zoë & Söhne", "e\u0301", "🙂 Smile", "  "),
    "all closed": [replace(card, outcome=Outcome.WITHDREW) for card in sample_cards(NOW)[:2]],
}


@pytest.mark.parametrize(
    ("held", "size"),
    [
        *product(FILES, [(80, 24), (120, 40)]),
        *product(["the sample", "many"], [(40, 15), (69, 20), (70, 19), (109, 31), (110, 24)]),
        ("many", (237, 61)),
    ],
)
async def test_it_shows_what_the_app_shows(path: Path, held: str, size: tuple[int, int]):
    book = _book(path, FILES[held])
    await _compare(book, size)


@pytest.mark.parametrize(
    ("system", "dark", "theme"),
    [
        ("truecolor", None, "dark"),
        ("truecolor", False, "light"),
        ("256", None, "terminal-dark"),
        ("256", True, "plaid"),
        ("standard", None, "dark"),
        ("standard", True, "light"),
        ("standard", False, "terminal-light"),
        ("none", None, "dark"),
        ("none", False, "terminal-light"),
    ],
)
async def test_it_has_the_colours_of_the_app(
    path: Path, system: str, dark: bool | None, theme: str
):
    book = _book(path, FILES["the sample"], theme)
    with in_environment(ENVIRONMENTS[system] | BEHIND[dark]):
        await _compare(book, (80, 24))


async def test_it_names_the_chosen_keys_and_that_the_file_is_only_read(path: Path):
    made = _book(path, FILES["the sample"])
    made.put_mine(made.me, replace(made.settings, keys={"next-due": "f5", "help": "ö"}))
    made.close()
    book = Book(path, read_only=True)
    shown = await _compare(book, (120, 40))
    assert "read-only" in shown[0]
    assert "F5" in shown[-1]
    assert "ö Help" in shown[-1]


def _book(path: Path, cards: list[Card], theme: str = "") -> Book:
    book = Book(path)
    book.put_mine(SAMPLE_ME, replace(book.settings, theme=theme))
    if cards:
        book.put_new(cards)
    return book


async def _compare(book: Book, size: tuple[int, int]) -> list[str]:
    """Compare the two pictures cell by cell; gives the lines of the first one."""
    now, finding = in_zone(NOW, book.me.zone), Finding(book, str)
    finding.look(now)
    here = look(book.settings.theme, colours(os.environ), dark=dark_by_hint(os.environ))
    first = frame(book, finding, now, size, pens(here))
    app = AfterwordApp(book, lambda: NOW, TerminalDriver)
    async with app.run_test(size=size) as pilot:
        app.clear_notifications()
        await pilot.pause()
        board = app.screen.query_one(Board).region
        shown = _cells(app)
    width, height = size
    assert [len(row) for row in first] == [width] * height
    assert first[0] == shown[0]
    assert first[-1] == shown[-1]
    for y in range(board.y, board.bottom):
        assert first[y][: board.width] == shown[y][: board.width]
        assert not "".join(cell.text for cell in first[y][board.width :]).strip()
    for y in range(board.bottom, height - 1):
        assert not "".join(cell.text for cell in first[y]).strip()
    book.close()
    return ["".join(cell.text for cell in row) for row in first]


def _cells(app: AfterwordApp) -> list[Row]:
    system = COLOR_SYSTEMS.get(app.console.color_system or "", ColorSystem.TRUECOLOR)
    return [cells_of(strip, system) for strip in app.screen._compositor.render_strips()]
