from __future__ import annotations

import os
import shlex
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import filelock
import pytest

from store.file.book import Book
from store.file.replacing import beside
from store.records import Card, Stage, What
from store.search.reference import find
from tests.terminal.conftest import AddCard
from tests.terminal.terminal import PROGRAM, Terminal, changed

TERM, HUP = signal.SIGTERM, signal.SIGHUP
SOON = 8  # seconds; told to end, a program is gone after two, on a machine with time for it

# The save that follows a key comes too late for a test. What is on the disk, the end put there.
SAVES_LATE = "import tui.desk.keeper; tui.desk.keeper._PAINT_FIRST = 60"
CRASHES = (
    "from tui.screens.board import BoardScreen",
    "def broken(self): raise RuntimeError('a bug')",
    "BoardScreen.find = broken",
)
# The session's leader is told of the hangup; this one keeps it from the program.
UNTOLD = (
    "import signal, subprocess, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
    "heed = lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL); "
    "sys.exit(-subprocess.Popen(sys.argv[1:], preexec_fn=heed).wait())"
)


def the_card(path: Path) -> Card:
    (card,) = Book(path, read_only=True).cards
    return card


def exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def thank(terminal: Terminal) -> None:
    """Say that the thank-you was sent, and wait until the board shows it."""
    terminal.wait_for("? Help")
    terminal.press("enter")
    terminal.wait_for("Did you send")
    terminal.press("y")
    terminal.wait_for(" Waiting 1 ")


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize(
    ("program", "number"),
    [([str(PROGRAM)], TERM), ([str(PROGRAM)], HUP), (changed(SAVES_LATE), TERM)],
    ids=["TERM", "HUP", "TERM before the save"],
)
def test_told_to_end_it_saves_the_step_just_made_and_gives_the_terminal_back(
    path: Path, program: list[str], number: signal.Signals
) -> None:
    with Terminal(path, program=program) as terminal:
        thank(terminal)
        terminal.kill(number)
        assert terminal.wait_exit(SOON) == -number
        assert terminal.is_as_before()
    assert the_card(path).stage is Stage.WAITING


@pytest.mark.usefixtures("globex")
def test_a_window_that_is_closed_ends_it_with_everything_saved(path: Path) -> None:
    with Terminal(path, program=changed(SAVES_LATE)) as terminal:
        thank(terminal)
        terminal.hang_up()
        assert terminal.wait_unread(SOON) == -HUP
    assert the_card(path).stage is Stage.WAITING


@pytest.mark.usefixtures("globex")
def test_a_terminal_that_is_gone_ends_it_though_no_signal_says_so(path: Path) -> None:
    program = [sys.executable, "-c", UNTOLD, *changed(SAVES_LATE)]
    with Terminal(path, program=program) as terminal:
        thank(terminal)
        terminal.hang_up()
        assert terminal.wait_unread() == HUP  # as the leader passes it on
    assert the_card(path).stage is Stage.WAITING


@pytest.mark.usefixtures("globex")
def test_a_terminal_that_takes_no_more_output_does_not_keep_it(path: Path) -> None:
    with Terminal(path, program=changed(SAVES_LATE), held=True) as terminal:
        thank(terminal)
        drawn = 0
        while drawn < 60 or not terminal.is_full():  # far more frames than Textual lets queue up
            terminal.resize(120 + drawn % 2 * 60, 50)
            time.sleep(0.02)  # each size must be drawn before the next one takes its place
            drawn += 1
            assert drawn < 300
        terminal.kill(TERM)
        assert terminal.wait_unread(SOON) == -TERM
        assert terminal.has_its_modes()
        assert terminal.waits_when_full()
    assert the_card(path).stage is Stage.WAITING


@pytest.mark.usefixtures("globex")
def test_a_save_that_does_not_come_to_an_end_does_not_keep_it_either(path: Path) -> None:
    with filelock.FileLock(beside(path, "saving")), Terminal(path) as terminal:
        thank(terminal)
        terminal.kill(TERM)
        assert terminal.wait_exit(SOON + 1) == 128 + TERM
        assert b"what was done last may not be saved" in terminal.raw
        assert terminal.is_as_before()
    assert the_card(path).stage is Stage.THANK_YOU


@pytest.mark.usefixtures("globex")
def test_stopped_it_leaves_the_terminal_to_others_and_comes_back_with_what_they_did(
    path: Path, add_card: AddCard
) -> None:
    with Terminal(path) as terminal:
        thank(terminal)
        terminal.wait_for(lambda: the_card(path).stage is Stage.WAITING)
        terminal.kill(signal.SIGTSTP)
        terminal.wait_for(terminal.is_stopped)
        terminal.settle()
        assert terminal.is_as_before()
        add_card("Initech", "--person", "Bill")
        assert terminal.is_stopped()
        shown = len(terminal.raw)
        terminal.kill(signal.SIGCONT)
        terminal.wait_for("Initech")
        terminal.wait_for(lambda: b"Globex" in terminal.raw[shown:])
        assert b"\x1b[?1049h" in terminal.raw[shown:]
        assert not terminal.has_its_modes()
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()
    stages = {card.company: card.stage for card in Book(path, read_only=True).cards}
    assert stages == {"Globex": Stage.WAITING, "Initech": Stage.THANK_YOU}


@pytest.mark.usefixtures("globex")
def test_stopped_under_a_shell_it_can_be_ended_from_there(path: Path) -> None:
    shell = ["/bin/bash", "--norc", "--noprofile", "-i"]
    with Terminal(path, program=shell) as terminal:
        terminal.wait_for("bash-")
        terminal.press(shlex.join(changed(SAVES_LATE)), "enter")
        thank(terminal)
        terminal.press("?")
        terminal.wait_for("How following up goes")
        program = terminal.foreground
        os.kill(program, signal.SIGTSTP)
        terminal.wait_for("Stopped")
        terminal.press("kill %1", "enter")
        terminal.wait_for(lambda: not exists(program), timeout=SOON)
        terminal.press("enter")
        terminal.wait_for("Terminated")
    assert the_card(path).stage is Stage.WAITING


@pytest.mark.usefixtures("globex")
def test_ctrl_z_goes_to_the_shell_from_a_field_and_comes_back_to_it(path: Path) -> None:
    shell = ["/bin/bash", "--norc", "--noprofile", "-i"]
    with Terminal(path, program=shell) as terminal:
        terminal.wait_for("bash-")
        # A wrapper is stopped with it: else the shell would go on waiting for that one.
        terminal.press(f"/bin/sh -c {shlex.quote(f'{PROGRAM}; exit $?')}", "enter")
        terminal.wait_for("? Help")
        terminal.press("a")
        terminal.wait_for("Add an interview")
        terminal.press("Initech", "ctrl+z")
        terminal.wait_for("Stopped")
        terminal.press("echo still $((40 + 2))", "enter")
        terminal.wait_for("still 42")
        terminal.press("fg", "enter")
        terminal.wait_for("Initech")
        terminal.wait_for("Add an interview")
        terminal.press("esc", "esc")
        terminal.wait_for("? Help")
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.press("fg", "enter")
        terminal.wait_for("? Help")
        terminal.press("q")
        terminal.wait_for("bash-")


@pytest.mark.usefixtures("globex")
def test_ctrl_z_with_no_shell_to_come_back_from_stops_nothing(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for("? Help")
        terminal.press("ctrl+z")
        terminal.wait_for("There is no shell to go back to.")
        terminal.press("ctrl+c")
        terminal.wait_for("q leaves Afterword.")
        terminal.press("q")
        assert terminal.wait_exit() == 0


@dataclass(frozen=True)
class Typing:
    """A form that was left half typed: how it is reached, what is typed in it, and what is asked.

    ``shows`` is what the form shows then, ``kept`` what the saved card is asked for.
    """

    opens: str
    asked: str
    keys: tuple[str, ...]
    shows: tuple[str, ...]
    company: str
    kept: Callable[[Card], object]
    what: object


INITECH = "Initech"
LONG = "by the end of next month"
TYPING = [
    Typing(
        "a",
        "Add an interview",
        ("Hooli", "enter", "Writer", "enter", "enter", "yesterday 9am", "enter", LONG),
        ("Hooli", "Writer", "yesterday 9am", LONG),
        "Hooli",
        lambda card: (card.role, card.round.promise.words),
        ("Writer", LONG),
    ),
    Typing(
        "e",
        "Edit Initech",
        (" & [Sons]",),
        ("Initech & [Sons]",),
        "Initech & [Sons]",
        lambda card: [step.what for step in card.steps],
        [What.ADDED, What.EDITED],
    ),
    Typing(
        "r",
        "Initech answered",
        ("1", "tab", LONG),
        ("[1 a new date]", LONG),
        INITECH,
        lambda card: (card.steps[-1].what, card.round.promise.words),
        (What.NEW_DATE, LONG),
    ),
    Typing(
        "enter",
        "Did you send the thank-you to Bill?",
        ("tab", "enter", "enter", "by [pigeon]"),
        ("by [pigeon]",),
        INITECH,
        lambda card: (card.steps[-1].what, card.steps[-1].note),
        (What.THANKED, "by [pigeon]"),
    ),
]


@pytest.mark.parametrize("typing", TYPING, ids=["add", "edit", "answer", "question"])
def test_a_form_half_typed_is_offered_again_with_its_text_until_it_is_saved(
    path: Path, globex: Card, add_card: AddCard, typing: Typing
) -> None:
    add_card("Initech", "--role", "Analyst", "--person", "Bill")
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("j")
        terminal.wait_for("▌Initech")
        terminal.press(typing.opens)
        terminal.wait_for(typing.asked)
        terminal.press(*typing.keys)
        terminal.wait_for(typing.shows[-1])
        terminal.kill(HUP)
        assert terminal.wait_exit(SOON) == -HUP
    left = Book(path, read_only=True)
    assert len(left.half_typed) == 1
    assert {card.company for card in left.cards} == {"Globex", "Initech"}

    with Terminal(path) as terminal:
        terminal.wait_for(typing.asked)
        terminal.wait_for("You were typing this")
        for text in typing.shows:
            terminal.wait_for(text)
        terminal.press("f2")
        terminal.wait_gone(typing.asked)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    saved = Book(path, read_only=True)
    assert saved.half_typed == ()
    assert find(saved.cards, "Globex") == globex
    assert typing.kept(find(saved.cards, typing.company)) == typing.what

    if typing is TYPING[0]:
        with Terminal(path) as terminal:
            terminal.wait_for("Hooli")
            terminal.settle()
            assert "You were typing this" not in terminal.text


@pytest.mark.usefixtures("globex")
def test_a_crash_saves_what_was_pending_and_gives_the_terminal_back(path: Path) -> None:
    with Terminal(path, program=changed(SAVES_LATE, *CRASHES)) as terminal:
        thank(terminal)
        terminal.press("/")
        assert terminal.wait_exit() not in {0, 2}
        assert "RuntimeError: a bug" in terminal.text
        crash = terminal.raw.rpartition(b"Traceback")[2]
        assert b"Globex" not in crash
        assert b"Dana" not in crash
        assert terminal.is_as_before()
    assert the_card(path).stage is Stage.WAITING
