"""The board is on the screen before Textual is there, and the app takes the terminal over as it is.

Textual, which is slow to import only for a moment, is kept away here until it is let in.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.conftest import AddCard
from tests.terminal.terminal import Terminal, changed
from tests.terminal.test_lean import assert_true

_KEPT_AWAY = (
    "import os, sys",
    "class Door:",
    "    def find_spec(self, name, *rest):",
    "        if name == 'tui.app': open(os.environ['DOOR']).read()",
    "sys.meta_path.insert(0, Door())",
)
_BROKEN = (
    *_KEPT_AWAY[:3],
    "        if name == 'tui.app': raise ImportError('a bug')",
    _KEPT_AWAY[4],
)


@contextmanager
def waiting(path: Path, columns: int = 120, rows: int = 40, **more: str) -> Iterator[Terminal]:
    """The program on a terminal, waiting for Textual until :func:`let_in`."""
    os.mkfifo(path.with_suffix(".door"))
    door = {"DOOR": str(path.with_suffix(".door"))}
    with Terminal(
        path, columns=columns, rows=rows, program=changed(*_KEPT_AWAY), variables=door | more
    ) as terminal:
        yield terminal


def let_in(path: Path) -> None:
    os.close(os.open(path.with_suffix(".door"), os.O_WRONLY))


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (40, 15)])
def test_the_board_is_there_before_textual_and_stays_as_it_is(
    path: Path, columns: int, rows: int
) -> None:
    with waiting(path, columns, rows) as terminal:
        terminal.wait_for("? Help")
        early = terminal.screen
        assert any("Globex" in line for line in early)
        assert terminal.is_raw()
        sent = len(terminal.raw)
        let_in(path)
        terminal.wait_for("Dana Lee" if rows > 15 else lambda: b"\x1b[?1004h" in terminal.raw)
        terminal.settle(0.3)
        assert terminal.screen[0] == early[0]
        assert terminal.screen[-1] == early[-1]
        assert terminal.raw.count(b"\x1b[?1049h") == 1
        assert len(terminal.raw) - sent < 3000
        assert_true(terminal, "the first picture")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()


@pytest.mark.usefixtures("globex")
def test_what_is_typed_before_textual_is_there_is_done_afterwards(path: Path) -> None:
    with waiting(path) as terminal:
        terminal.wait_for("? Help")
        terminal.press("enter", "ctrl+c")
        let_in(path)
        terminal.wait_for("Did you send")
        terminal.wait_for("leaves this")
        terminal.press("esc")
        terminal.wait_gone("Did you send")


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize("key", ["l", "2"])
def test_a_move_before_textual_is_there_is_made_afterwards(path: Path, key: str) -> None:
    with waiting(path) as terminal:
        terminal.wait_for("? Help")
        terminal.press(key)
        let_in(path)
        terminal.wait_for("No card is in Waiting just now.")


@pytest.mark.usefixtures("globex")
def test_a_window_that_changes_its_size_meanwhile_is_drawn_anew(path: Path) -> None:
    with waiting(path) as terminal:
        terminal.wait_for("? Help")
        terminal.resize(80, 24)
        let_in(path)
        terminal.wait_for("Dana Lee")
        assert_true(terminal, "the new size")


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_meanwhile_it_gives_the_terminal_back(
    path: Path, number: signal.Signals
) -> None:
    with waiting(path) as terminal:
        terminal.wait_for("? Help")
        terminal.kill(number)
        assert terminal.wait_exit() == -number
        assert terminal.is_as_before()


@pytest.mark.usefixtures("globex")
def test_told_to_stop_meanwhile_it_stops_once_the_terminal_is_the_apps(path: Path) -> None:
    with waiting(path) as terminal:
        terminal.wait_for("? Help")
        terminal.kill(signal.SIGTSTP)
        let_in(path)
        terminal.wait_for(terminal.is_stopped)
        terminal.settle()
        assert terminal.is_as_before()
        terminal.kill(signal.SIGCONT)
        terminal.wait_for(terminal.is_raw)
        assert_true(terminal, "the stop")
        terminal.press("q")
        assert terminal.wait_exit() == 0


@pytest.mark.usefixtures("globex")
def test_what_fails_meanwhile_is_said_on_the_shells_own_screen(path: Path) -> None:
    with Terminal(path, program=changed(*_BROKEN)) as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.is_as_before()
        left = terminal.raw.index(b"\x1b[?1049l")
        assert b"a bug" in terminal.raw[left:]


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize(
    ("columns", "variables"),
    [
        (120, {"TERM": "screen", "STY": "1"}),
        (120, {"TERM": "linux"}),
        (120, {"LANG": "C", "LC_ALL": "POSIX"}),
        (39, {}),
    ],
    ids=["screen", "console", "ascii", "too small"],
)
def test_where_it_could_be_wrong_nothing_is_shown_before_textual(
    path: Path, columns: int, variables: dict[str, str]
) -> None:
    with waiting(path, columns, 40, **variables) as terminal:
        let_in(path)  # which waits until it is asked for
        terminal.settle(0.0)
        assert terminal.raw == b"" or b"\x1b[?1004h" in terminal.raw
        terminal.wait_for("Globex" if columns > 39 else "Too small")


def test_an_empty_board_teaches_before_textual_is_there(path: Path, add_card: AddCard) -> None:
    add_card("Globex")
    path.unlink()
    with waiting(path) as terminal:
        terminal.wait_for("Thank them")
        let_in(path)
        terminal.wait_for("Nothing here yet.")
        assert_true(terminal, "the first picture")
