"""The pens of the first picture, found out from Textual: ``python -m tests.tui.first.making``."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from unittest.mock import patch

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from store.file.book import Book
from tui.app import AfterwordApp
from tui.first.pens import FILE, SYSTEMS, THEMES, look
from tui.lean.cells import Pen, cells_of
from tui.terminal.driver import TerminalDriver
from tui.widgets import header_line, hints_line
from tui.widgets.board import Board
from tui.widgets.header import Header
from tui.widgets.hints import Hints

ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "none": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "standard": {"TERM": "xterm"},
    "256": {"TERM": "xterm-256color"},
    "truecolor": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
}
BEHIND = {None: {}, True: {"COLORFGBG": "15;0"}, False: {"COLORFGBG": "0;15"}}
_OF_CONCERN = ("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "TMUX", "STY")


async def text(folder: Path) -> str:
    """What the file with the pens is to say; ``folder`` is for the books that it takes."""
    found: dict[str, dict[str, Pen]] = {}
    for system, dark in product(SYSTEMS, BEHIND):
        with in_environment(ENVIRONMENTS[system] | BEHIND[dark]):
            app = AfterwordApp(Book(folder / f"{system} {dark}.json"), driver=TerminalDriver)
        async with app.run_test(size=(120, 40)) as pilot:
            for theme in THEMES:
                app.choose_theme(theme)
                await pilot.pause()
                found[look(theme, system, dark=dark)] = _pens(app)
    return _written(found)


@contextmanager
def in_environment(environment: Mapping[str, str]) -> Iterator[None]:
    """Within the block, the terminal is what these variables say."""
    rest = {name: value for name, value in os.environ.items() if name not in _OF_CONCERN}
    with patch.dict(os.environ, rest | environment, clear=True):
        yield


def _pens(app: AfterwordApp) -> dict[str, Pen]:
    """The pens of one look: of every part, and of every part of the board under the cursor."""
    board = app.screen.query_one(Board)
    parts = sorted(name.removeprefix("board--") for name in Board.COMPONENT_CLASSES)
    parts += [f"{part} cursor" for part in parts]
    strip = Strip([Segment("x", board._part_style(part)) for part in parts])
    found = dict(zip(parts, _drawn(app, board, strip), strict=True))
    made = {f"board--{part}": pen for part, pen in found.items()}
    header, hints = app.screen.query_one(Header), app.screen.query_one(Hints)
    return (
        made | _of_text(app, header, header_line.STYLES) | _of_text(app, hints, hints_line.STYLES)
    )


def _of_text(app: AfterwordApp, line: Static, styles: Mapping[str, str]) -> dict[str, Pen]:
    line.update(Content.assemble(*(("x", style) for style in styles.values())))
    name = type(line).__name__.lower()
    return {f"{name}--{part}": pen for part, pen in zip(styles, _drawn(app, line), strict=False)}


def _drawn(app: AfterwordApp, widget: Board | Static, strip: Strip | None = None) -> list[Pen]:
    """The pens of a line as it is sent, by the cell."""
    line = (lambda _y: strip) if strip else widget.render_line
    widget.refresh()
    with patch.object(widget, "render_line", line):
        (drawn,) = widget.render_lines(Region(0, 0, widget.size.width, 1))
    widget.refresh()
    colours = COLOR_SYSTEMS.get(app.console.color_system or "", ColorSystem.TRUECOLOR)
    return [cell.pen for cell in cells_of(drawn, colours)][: strip and len(strip)]


def _written(found: Mapping[str, Mapping[str, Pen]]) -> str:
    parts = list(next(iter(found.values())))
    pens = sorted({pen for each in found.values() for pen in each.values()}, key=_as_json)
    number = {pen: place for place, pen in enumerate(pens)}
    looks = [
        f"{json.dumps(name)}: {json.dumps([number[each[part]] for part in parts])}"
        for name, each in found.items()
    ]
    return (
        f'{{"parts": {json.dumps(parts)},\n"pens": [\n'
        + ",\n".join(map(_as_json, pens))
        + '\n],\n"looks": {\n'
        + ",\n".join(looks)
        + "\n}}\n"
    )


def _as_json(pen: Pen) -> str:
    return json.dumps([sorted(pen.attributes), pen.ink, pen.paper])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        FILE.write_text(asyncio.run(text(Path(made))), encoding="utf-8")
