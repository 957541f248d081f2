"""Only what changes is sent; still the terminal must show just what sending everything would."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pyte
import pytest
from rich.cells import cell_len, set_cell_size
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._context import visible_screen_stack
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from store.file.book import Book
from store.records import Stage
from store.sample import SAMPLE_ME, sample_cards
from tests.conftest import NOW, MakeCard, TickingClock
from tui.app import AfterwordApp
from tui.lean.picture import Picture, Remembered
from tui.widgets.board import Board

_MOVES = ("h", "j", "k", "l", "n", "N", "g", "G", "1", "2", "3", "4", "5", "down", "right")
_ON_CARDS = ("enter", "y", "s", "w", "D", "b", "u", "U", "c", "e", "v", "r", "M", "x", "a")
_AROUND = ("tab", "<", ">", "?", "escape", "escape", "escape", "ctrl+p", "pagedown", "up", "left")
_COMPANIES = ("青空 · Blue Sky", "Zoë & Jose\u0301", "🚀 Rocket", "☕✅ Café", "한국어 [b]")
# Terminals differ on their widths.
_DISPUTED = ("⚠️ Warning", "👩‍👩‍👧 Kin", "ไทยแลนด์", "❤️‍🔥 Hot")
_JOINED = ("می\u200cخواهم", "\u200cनि\u200cयम", "क्\u200dष Ltd", "ه\u200d ش")


class Glass:
    """A terminal that is told what an app sends."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.screen = pyte.Screen(*size)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self._stream = pyte.Stream(self.screen)

    def feed(self, sequence: str) -> None:
        self._stream.feed(sequence)

    @property
    def looks(self) -> list[list[tuple[object, ...]]]:
        """What is seen of each cell."""
        across, down = range(self.screen.columns), range(self.screen.lines)
        return [[self._look(x, y) for x in across] for y in down]

    def _look(self, x: int, y: int) -> tuple[object, ...]:
        """A cell as it is seen: a blank shows neither its ink nor its weight.

        Of a wide character that was overwritten in part, terminals show a blank.
        """
        line = self.screen.buffer[y]
        cell = line[x]
        cut = cell_len(cell.data) == 2 and x + 1 < self.screen.columns and line[x + 1].data
        bare = not (cell.underscore or cell.strikethrough or cell.reverse)
        return (" ", cell.bg) if cut or (cell.data == " " and bare) else tuple(cell)


class WatchedApp(AfterwordApp):
    """The app, with what it would send going to a terminal of the test's.

    Another terminal is sent what Textual would send by itself.
    """

    def watch(self, size: tuple[int, int]) -> None:
        """Begin with blank terminals."""
        self.lean, self.full = Glass(size), Glass(size)
        self.sent, self.updates, self.differing = "", 0, 0
        self._true_colors = Console(color_system="truecolor")

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        known = isinstance(renderable, LayoutUpdate | ChopsUpdate | Remembered)
        if known and not self._batch_count:
            changes = self._picture.changes(renderable, self._true_colors)
            self._picture.shown(changes)
            self.lean.feed(changes.sequence)
            self.sent += changes.sequence
            self.updates += 1
            if isinstance(renderable, Remembered):  # what else there is to draw comes right after
                visible_screen_stack.set([])
                strips = [[strip] for strip in screen._compositor.render_strips()]
                whole = LayoutUpdate(strips, screen.size.region)
                self.full.feed(whole.render_segments(self._true_colors))
            else:
                self.full.feed(renderable.render_segments(self._true_colors))
                self.differing += self.lean.looks != self.full.looks
        super()._display(screen, None)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)])
async def test_after_each_update_the_terminal_shows_what_textual_itself_would_show(
    path: Path, clock: TickingClock, make_card: MakeCard, size: tuple[int, int]
):
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new([*sample_cards(NOW), *map(make_card, _COMPANIES)])
    app = WatchedApp(book, clock)
    app.watch(size)
    chance = random.Random(size[0])  # noqa: S311 - no secret
    keys = chance.choices(_MOVES * 3 + _ON_CARDS + _AROUND, k=40)
    async with app.run_test(size=size, notifications=True) as pilot:
        for number, key in enumerate(keys):
            await pilot.press(key)
            assert not app.differing, keys[: number + 1]
        await pilot.pause(0.2)
    assert not app.differing
    assert app.updates > 10


async def test_another_size_is_another_picture(
    path: Path, clock: TickingClock, make_card: MakeCard
):
    book = Book(path)
    book.put_new(list(map(make_card, _COMPANIES)))
    app = WatchedApp(book, clock)
    app.watch((80, 24))
    async with app.run_test(size=(80, 24)) as pilot:
        for size in [(120, 40), (40, 15), (30, 10), (80, 24)]:
            app.watch(size)
            await pilot.resize_terminal(*size)
            await pilot.pause(0.2)
            app.differing = 0  # until the whole frame of the new size is there, they may
            app.refresh()
            await pilot.press("j", "k", "j")
            assert app.updates
            assert not app.differing


async def test_a_frame_that_shows_nothing_new_sends_nothing(path: Path, clock: TickingClock):
    app = WatchedApp(Book(path), clock)
    app.watch((80, 24))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        app.watch((80, 24))
        app.refresh()
        while not app.updates:
            await pilot.pause()
        assert app.sent == ""
        seen = app.updates
        app.action_send_anew()
        while app.updates == seen:
            await pilot.pause()
        assert "Afterword" in app.sent


async def test_a_character_of_disputed_width_moves_nothing_beside_it(
    path: Path, clock: TickingClock, make_card: MakeCard
):
    book = Book(path)
    book.put_new([make_card(name, stage=stage) for stage in Stage for name in _DISPUTED + _JOINED])
    app = WatchedApp(book, clock)
    app.watch((120, 40))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "j", "k", "5", "1", "k", "question_mark", "escape", "k")
        await pilot.pause(0.3)
        board = app.screen.query_one("#board").region
        lines = app.lean.screen.buffer
        corners = [x for x in range(board.right) if lines[board.bottom - 1][x].data in "╰╯"]
        assert len(corners) == 10
        for y in range(board.y + 1, board.bottom - 1):
            assert {lines[y][x].data for x in corners} == {"│"}


def test_a_wide_character_in_the_place_of_another_is_sent_whole():
    console, picture = Console(color_system="truecolor"), Picture()
    glass = Glass((12, 1))
    for text in ("青空 one abcd", "空青 two abcx", "ab空 two abc青", "a空b two abc"):
        strip = Strip([Segment(set_cell_size(text, 12))])
        changes = picture.changes(LayoutUpdate([[strip]], Region(0, 0, 12, 1)), console)
        picture.shown(changes)
        glass.feed(changes.sequence)
        fresh = Glass((12, 1))
        fresh.feed(strip.text)
        assert glass.looks == fresh.looks


_PENS = (
    "default on default",
    "bold red on default",
    "red on default",
    "default on blue",
    "bold #e6e1d6 on #15181e",
    "#6c6c6d on #15181e",
    "underline #6c6c6d on #15181e",
    "reverse default on default",
    "#e6e1d6 on #2b384a",
)
_TEXTS = (
    "",
    "a",
    "│",
    "Data analyst",
    "  ",
    "██",
    "青空",
    "one two",
    "────",
    "é",
    " " * 9,
    " " * 20,
)


def _row(chance: random.Random, width: int) -> Strip:
    """A line of texts and blanks in some pens, cut to the width."""
    segments, room = [], width
    while room:
        text = chance.choice(_TEXTS)[:room]
        text = set_cell_size(text, min(room, cell_len(text)))
        room -= cell_len(text)
        segments.append(Segment(text, Style.parse(chance.choice(_PENS))))
    return Strip(segments)


@pytest.mark.parametrize("fills", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_whatever_changes_the_terminal_shows_it(seed: int, fills: bool):
    chance = random.Random(seed)  # noqa: S311 - no secret
    console, picture = Console(color_system="truecolor"), Picture(fills=fills)
    width, height = 40, 6
    glass, region = Glass((width, height)), Region(0, 0, width, height)
    rows = [_row(chance, width) for _ in range(height)]
    for _ in range(40):
        rows = [_row(chance, width) if chance.random() < 0.4 else row for row in rows]
        update = LayoutUpdate([[row] for row in rows], region)
        changes = picture.changes(update, console)
        picture.shown(changes)
        glass.feed(changes.sequence)
        whole = Glass((width, height))
        whole.feed(update.render_segments(console))
        assert glass.looks == whole.looks


def test_a_terminal_that_does_not_fill_is_sent_the_blanks_of_a_paper():
    console = Console(color_system="truecolor")
    strip = Strip([Segment(" " * 40, Style.parse("default on #15181e"))])
    update = LayoutUpdate([[strip]], Region(0, 0, 40, 1))
    assert "\x1b[K" in Picture().changes(update, console).sequence
    sent = Picture(fills=False).changes(update, console).sequence
    assert "\x1b[K" not in sent
    assert " " * 40 in sent


def test_sides_of_frames_are_written_down_their_columns():
    console, width, height = Console(color_system="truecolor"), 60, 12
    region = Region(0, 0, width, height)
    line = ("│" + " " * 18 + "│") * 3
    picture, glass, sent = Picture(), Glass((width, height)), ""
    for text in (" " * width, line):
        update = LayoutUpdate([[Strip([Segment(text)])] for _ in range(height)], region)
        changes = picture.changes(update, console)
        picture.shown(changes)
        glass.feed(sent := changes.sequence)
    assert glass.screen.display == [line] * height
    down_one_side, down_two, along_the_edge = 2, 3, 8  # bytes from a line to the next
    assert len(sent.replace("│", "")) <= height * (down_one_side + 2 * down_two + along_the_edge)


@pytest.mark.parametrize("opens", ["enter", "L", "r", "o"])
async def test_a_dialog_that_closes_sends_back_no_more_than_it_covered(
    path: Path, clock: TickingClock, opens: str
):
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new(sample_cards(NOW))
    app = WatchedApp(book, clock)
    app.watch((120, 40))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.3)
        await pilot.press(opens)
        await pilot.pause()
        assert len(app.screen_stack) == 2
        app.sent = ""
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert app.lean.looks == app.full.looks
        assert 0 < len(app.sent.encode()) <= 3000


async def test_what_changes_below_a_dialog_is_there_when_it_closes(path: Path, clock: TickingClock):
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new(sample_cards(NOW))
    app = WatchedApp(book, clock)
    app.watch((120, 40))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause(0.3)
        await pilot.press("L")
        desk = app.screen_stack[0]
        desk.query_one(Board).move(1)
        await pilot.pause(0.3)
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert app.screen is desk
        assert app.lean.looks == app.full.looks
        assert not app.differing


@pytest.mark.parametrize("turns", range(4))
async def test_what_changes_while_another_part_is_to_be_drawn_is_drawn_too(
    path: Path, clock: TickingClock, turns: int
):
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new(sample_cards(NOW))
    app = WatchedApp(book, clock)
    app.watch((120, 40))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.3)
        before = app.lean.looks
        app.screen.query_one(Board).move(1)
        for _ in range(turns):  # it may be asked for before or after the board is known to differ
            await asyncio.sleep(0)
        app.screen.refresh(Region(0, 39, 120, 1))
        await pilot.pause(0.3)
        shown = app.lean.looks
        assert shown != before
        app.watch((120, 40))
        app.action_send_anew()
        while not app.updates:
            await pilot.pause()
        assert shown == app.lean.looks
