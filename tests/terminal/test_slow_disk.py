"""A disk that takes its time: what is shown and not on it yet is marked so."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from store.records import Stage
from tests.terminal.terminal import Terminal, changed
from tests.terminal.thanking import say_sent, stage

SLOW = 2  # seconds for each sync


def slow(seconds: float) -> list[str]:
    """The program on a disk that takes so long for each sync."""
    return changed(
        "import os, time",
        "quick = os.fsync",
        f"os.fsync = lambda descriptor: (time.sleep({seconds}), quick(descriptor))",
    )


def is_marked(terminal: Terminal) -> bool:
    """Whether the first line says that something is not on the disk."""
    line = terminal.screen[0].rstrip()
    return line.endswith("*") or "· not saved yet" in line


@pytest.mark.usefixtures("globex")
def test_whatever_moment_it_is_killed_at_what_looked_saved_is(path: Path) -> None:
    with Terminal(path, program=slow(SLOW)) as terminal:
        say_sent(terminal)
        terminal.wait_for(" Waiting 1 ")
        assert is_marked(terminal)
        assert stage(path) is Stage.THANK_YOU
        terminal.wait_for("· not saved yet")
        terminal.kill(signal.SIGKILL)
        terminal.wait_exit()
    assert stage(path) is Stage.THANK_YOU
    with Terminal(path, program=slow(0.3)) as terminal:
        say_sent(terminal)
        terminal.wait_for(" Waiting 1 ")
        terminal.wait_for(lambda: not is_marked(terminal))
        terminal.kill(signal.SIGKILL)
        terminal.wait_exit()
    assert stage(path) is Stage.WAITING
