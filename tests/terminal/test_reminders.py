"""What falls due while the app is open: the bell, and what the terminal shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions
from store.records import Card, Person, Reminders, Round
from tests.terminal.terminal import ZONE, Terminal, changed, now

SOON = 6  # seconds until an interview is over: the app has seen the card by then
OSC_9 = b"\x1b]9;Afterword: 1 due\x1b\\"


def fast() -> list[str]:
    """The program, looking at its clock three times a second; and that is not behind the test's.

    Where somebody pretends another time, each process may begin at the same moment.
    """
    return changed(
        "import pendulum, store.clock, time",
        f"ahead = max(0, {now().timestamp()!r} - time.time())",
        f"moment = lambda: pendulum.from_timestamp(time.time() + ahead, {ZONE!r})",
        "store.clock.system_clock = moment",
        "import tui.screens.board",
        "tui.screens.board._MINUTE = 0.3",
    )


def interview(company: str, ends_in: int) -> Card:
    at = now().subtract(minutes=60).add(seconds=ends_in)
    people = (Person(name="Dana Lee", email="dana@example.com"),)
    met = Round(at=at, zone=ZONE, minutes=60, people=people)
    return actions.add(Card(company=company, created=now(), rounds=(met,)), now())


def rung(terminal: Terminal) -> int:
    """How often the bell rang; what only ends a string is none."""
    return re.sub(rb"\x1b\][^\x07\x1b]*\x07", b"", terminal.raw).count(b"\x07")


def fill(path: Path, how: Reminders) -> None:
    """A card that is due from the start, and how to remind."""
    book = Book(path)
    book.put_mine(book.me, replace(book.settings, reminders=how))
    book.put(interview("Hooli", -60), None)
    book.close()


def wait_until_due(terminal: Terminal, path: Path) -> None:
    """Have another card come into the open app, and wait until it falls due."""
    terminal.wait_for("● 1 due")
    book = Book(path)
    book.put(interview("Globex", SOON), None)
    book.close()
    terminal.wait_for("● 2 due")


def test_the_bell_rings_once_when_something_falls_due_and_the_terminal_tells(path: Path) -> None:
    fill(path, Reminders.BOTH)
    with Terminal(path, program=fast(), term="xterm-kitty") as terminal:
        wait_until_due(terminal, path)
        terminal.wait_for("Due now: Thank Dana Lee, Globex.")
        terminal.wait_for(lambda: OSC_9 in terminal.raw)
        terminal.pause(1)
        assert (rung(terminal), terminal.raw.count(OSC_9)) == (1, 1)
        assert "Afterword: 1 due" not in terminal.text


@pytest.mark.parametrize(("how", "rings"), [(Reminders.BELL, 1), (Reminders.OFF, 0)])
def test_the_setting_says_how(path: Path, how: Reminders, rings: int) -> None:
    fill(path, how)
    with Terminal(path, program=fast(), term="xterm-kitty") as terminal:
        wait_until_due(terminal, path)
        terminal.pause(1)
        assert (rung(terminal), OSC_9 in terminal.raw) == (rings, False)
        assert ("Due now" in terminal.text) is bool(rings)


def test_a_terminal_that_is_not_known_only_rings(path: Path) -> None:
    fill(path, Reminders.BOTH)
    with Terminal(path, program=fast()) as terminal:
        wait_until_due(terminal, path)
        terminal.wait_for(lambda: rung(terminal))
        terminal.pause(0.5)
        assert b"Afterword: 1 due" not in terminal.raw


def test_in_screen_it_is_quiet(path: Path) -> None:
    fill(path, Reminders.BOTH)
    variables = {"STY": "4242.pts-0.host"}
    with Terminal(path, program=fast(), term="screen", variables=variables) as terminal:
        wait_until_due(terminal, path)
        terminal.pause(1)
        assert rung(terminal) == 0


@pytest.mark.parametrize(("allowed", "passed"), [("1", True), ("0", False)])
def test_through_tmux_only_where_that_is_allowed(path: Path, allowed: str, passed: bool) -> None:
    tmux = path.parent / "bin" / "tmux"
    tmux.parent.mkdir()
    tmux.write_text(f"#!/bin/sh\nprintf 'WezTerm 2024\\nxterm-256color\\n{allowed}\\n'\n")
    tmux.chmod(0o700)
    fill(path, Reminders.BOTH)
    variables = {"TMUX": "/run/tmux,1,0", "PATH": f"{tmux.parent}:/usr/bin:/bin"}
    with Terminal(path, program=fast(), term="tmux-256color", variables=variables) as terminal:
        wait_until_due(terminal, path)
        terminal.wait_for(lambda: rung(terminal))
        terminal.pause(1)
        wrapped = b"\x1bPtmux;\x1b\x1b]9;Afterword: 1 due\x1b\x1b\\\x1b\\"
        assert (wrapped in terminal.raw) is passed
