"""Small limits: the app works within them, or says in one line why not."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from store.records import Stage
from tests.terminal.terminal import PROGRAM, Terminal, changed
from tests.terminal.thanking import stage, thank

# Once the app is there, nothing that asks for a thread gets one.
NO_THREADS = (
    "import threading, tui.app as app",
    "ready = app.AfterwordApp.on_ready",
    'def refuse(self): raise RuntimeError("can\'t start new thread")',
    "def starve(self): ready(self); threading.Thread.start = refuse",
    "app.AfterwordApp.on_ready = starve",
)


def limited(limit: str) -> list[str]:
    return ["/bin/sh", "-c", f'ulimit {limit}; exec "$@"', "sh", str(PROGRAM)]


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize(
    ("limit", "what"), [("-n 6", "open files"), ("-n 10", "open files"), ("-v 60000", "memory")]
)
def test_too_little_to_start_with_is_one_line_and_the_terminal_is_untouched(
    path: Path, limit: str, what: str
) -> None:
    with Terminal(path, columns=200, program=limited(limit), held=True) as terminal:
        terminal.wait_for(terminal.has_ended)
        terminal.settle()
        assert terminal.wait_unread() == 2
        assert [line for line in terminal.text.splitlines() if line.strip()] == [
            line for line in terminal.text.splitlines() if "The app needs more" in line
        ]
        assert f"The app needs more {what} than it is allowed here." in terminal.text
        assert "\x1b" not in terminal.raw.decode()
    assert stage(path) is Stage.THANK_YOU


@pytest.mark.usefixtures("globex")
def test_a_few_open_files_are_enough(path: Path) -> None:
    with Terminal(path, program=limited("-n 24")) as terminal:
        thank(terminal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()
    assert stage(path) is Stage.WAITING


@pytest.mark.usefixtures("globex")
def test_with_no_thread_to_be_had_it_saves_and_leaves(path: Path) -> None:
    with Terminal(path, program=changed(*NO_THREADS)) as terminal:
        thank(terminal)
        terminal.wait_for(lambda: stage(path) is Stage.WAITING)
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()


@pytest.mark.usefixtures("globex")
def test_with_no_thread_to_be_had_it_ends_when_told_to(path: Path) -> None:
    with Terminal(path, program=changed(*NO_THREADS)) as terminal:
        thank(terminal)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == -signal.SIGTERM
        assert terminal.has_its_modes()
    assert stage(path) is Stage.WAITING


@pytest.mark.usefixtures("globex")
def test_told_to_end_with_a_full_disk_it_says_what_was_not_saved(path: Path) -> None:
    full = (
        "import errno, os, tui.desk.keeper",
        "tui.desk.keeper._PAINT_FIRST = 60",
        "def full(*_): raise OSError(errno.ENOSPC, 'full')",
        "os.fsync = full",
    )
    with Terminal(path, program=changed(*full), held=True, columns=200) as terminal:
        thank(terminal)
        terminal.kill(signal.SIGTERM)
        terminal.wait_for("afterword.json was not saved: the disk is full.")
        assert terminal.wait_unread() == -signal.SIGTERM
        assert terminal.is_as_before()
    assert stage(path) is Stage.THANK_YOU
