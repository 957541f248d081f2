"""Only what changes is sent; still the terminal must show just what sending everything would."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from tests.terminal.conftest import AddCard
from tests.terminal.terminal import Terminal

_MOVES = ("h", "j", "k", "l", "g", "G", "1", "2", "3", "4", "5", "down", "right", "left", "up")
_COMPANIES = ("Globex", "青空 · Blue Sky", "Zoë & Jose\u0301", "🚀 Rocket", "한국어 [b]", "Hooli")


def looks(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """All that can be seen of each cell, colours and attributes included."""
    screen = terminal._screen
    across, down = range(screen.columns), range(screen.lines)
    return [[_look(screen.buffer[y][x]) for x in across] for y in down]


def _look(cell: object) -> tuple[object, ...]:
    data, ink, paper, *attributes = cell  # type: ignore[misc]
    seen_on_blanks = attributes[2] or attributes[3] or attributes[4]
    if data == " " and not seen_on_blanks:  # neither its ink nor its weight can be seen
        return data, paper
    return data, ink, paper, *attributes


def assert_true(terminal: Terminal, after: object) -> None:
    """Fail unless the terminal shows what it does once it was sent the whole frame."""
    terminal.settle(0.3)
    shown, text = looks(terminal), terminal.text
    terminal._screen.reset()
    terminal.press("\x0c")  # Ctrl+L
    terminal.wait_for(lambda: bool(terminal.text.strip()))
    terminal.settle()
    assert terminal.text == text, f"after {after}"
    assert looks(terminal) == shown, f"after {after}"


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (40, 15)])
def test_after_many_moves_the_terminal_shows_what_a_whole_frame_would(
    path: Path, add_card: AddCard, columns: int, rows: int
) -> None:
    for company in _COMPANIES:
        add_card(company, "--person", "Dana Lee", "--phone", "+1 555 010 0123")
    chance = random.Random(columns)  # noqa: S311 - no secret
    with Terminal(path, columns=columns, rows=rows) as terminal:
        terminal.wait_for_app()
        assert_true(terminal, "the start")
        for opened in ("", "?", "enter"):
            keys = chance.choices(_MOVES, k=20)
            terminal.press(*keys)
            if opened:
                terminal.settle()
                board = terminal.text
                terminal.press(opened)
                terminal.wait_for(lambda board=board: terminal.text != board)
                terminal.settle()
                terminal.press("esc")
            assert_true(terminal, keys)


def test_sizes_and_a_sojourn_in_the_shell_bring_the_whole_frame(
    path: Path, add_card: AddCard
) -> None:
    for company in _COMPANIES:
        add_card(company)
    with Terminal(path, columns=120, rows=40) as terminal:
        terminal.wait_for("? Help")
        for columns, rows in [(100, 30), (60, 20), (30, 10), (150, 50), (120, 40)]:
            terminal._screen.reset()
            terminal.resize(columns, rows)
            terminal.wait_for("Afterword")
            assert_true(terminal, (columns, rows))
        terminal._screen.reset()
        os.kill(terminal._program.pid, signal.SIGTSTP)
        os.waitpid(terminal._program.pid, os.WUNTRACED)
        terminal._screen.reset()  # as the shell and what ran in it leave the other screen
        os.kill(terminal._program.pid, signal.SIGCONT)
        terminal.wait_for("? Help")
        assert_true(terminal, "coming back")


def test_a_move_of_the_cursor_and_a_start_send_little(path: Path, add_card: AddCard) -> None:
    for company in ("Globex", "Initech", "Hooli"):
        add_card(company, "--person", "Dana Lee")
    with Terminal(path, columns=120, rows=40) as terminal:
        terminal.wait_for_app()
        terminal.settle(0.4)
        assert len(terminal.raw) < 20_000
        before = len(terminal.raw)
        terminal.press("j")
        terminal.settle(0.06)
        assert 0 < len(terminal.raw) - before < 600
        terminal.settle(0.4)
        assert len(terminal.raw) - before < 3_600
