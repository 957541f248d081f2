"""Inside the real GNU screen as it comes: keys at once, nothing that it cannot show, no traces."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.file.book import Book
from store.sample import SAMPLE_ME
from tests.terminal.conftest import AddCard
from tests.terminal.shell import close_app, open_app, wait_for_prompt
from tests.terminal.terminal import PROGRAM, Terminal, environment

SCREEN = shutil.which("screen") or ""

pytestmark = pytest.mark.skipif(not SCREEN, reason="GNU screen is not installed")

SETTINGS = """\
startup_message off
deflog on
logfile {folder}/log
logfile flush 1
"""
SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


class Screen:
    """A shell in a screen of its own, of which nobody else knows; ``log`` is what it was sent."""

    def __init__(self, folder: Path, file: Path) -> None:
        self.settings = folder / "screenrc"
        self.settings.write_text(SETTINGS.format(folder=folder))
        self.variables = {
            "SCREENDIR": str(folder),
            "SYSSCREENRC": os.devnull,
            "PS1": "shell$ ",
            "COLORTERM": "truecolor",  # of the terminal around it
        }
        self._environment = environment(file.parent, file) | self.variables
        self.command = [SCREEN, "-S", "afterword", "-c", str(self.settings)]
        self.command += ["/bin/bash", "--norc", "--noprofile"]
        self._folder = folder

    @property
    def log(self) -> bytes:
        """All that the programs inside have sent; whole once they have ended."""
        return (self._folder / "log").read_bytes()

    def lines_until(self, last: str, terminal: Terminal) -> str:
        """All lines, with those that one can scroll back to, once this is among them."""
        copy = self._folder / "lines"
        copy.write_text("")
        self.ask("hardcopy", "-h", str(copy))  # which it does in its own time
        terminal.wait_for(lambda: last in copy.read_text())
        return copy.read_text()

    def ask(self, *command: str) -> None:
        """Have screen carry out a command of its own."""
        asking = [SCREEN, "-S", "afterword", "-X", *command]
        subprocess.run(asking, env=self._environment, check=False, stdout=subprocess.DEVNULL)


@pytest.fixture
def screen(path: Path) -> Iterator[Screen]:
    with tempfile.TemporaryDirectory(prefix="s") as folder:  # a socket's name must be short
        screen = Screen(Path(folder), path)
        try:
            yield screen
        finally:
            screen.ask("quit")


def start(screen: Screen, path: Path) -> Terminal:
    return Terminal(path, program=screen.command, variables=screen.variables)


def attributes(sent: bytes) -> set[tuple[int, ...]]:
    """Every attribute that was switched on: (1,) is bold, (38, 5, 7) a colour out of many."""
    found: set[tuple[int, ...]] = set()
    for given in SGR.findall(sent):
        numbers = [int(number or 0) for number in re.split(rb"[;:]", given)]
        while numbers:
            more = {2: 5, 5: 3}[numbers[1]] if numbers[0] in {38, 48, 58} else 1
            found.add(tuple(numbers[:more]))
            numbers = numbers[more:]
    return found


def test_escape_and_arrows_act_at_once_for_the_mouse_is_left_alone(
    path: Path, screen: Screen, add_card: AddCard
) -> None:
    add_card("Globex")
    add_card("Initech")
    with start(screen, path) as terminal:
        open_app(terminal, "▌Globex")
        for _ in range(2):
            terminal.press("?")
            terminal.wait_for("How following up goes")
            terminal.press("esc")  # and no key after it, which screen would wait for
            terminal.wait_gone("How following up goes")
        terminal.press("down")
        terminal.wait_for("▌Initech")
        terminal.press("up")
        terminal.wait_for("▌Globex")
        close_app(terminal)
        terminal.press("exit", "enter")
        assert terminal.wait_exit() == 0
    assert b"Globex" in screen.log
    assert not re.search(rb"\x1b\[\?(9|100[0-6])h", screen.log.replace(b"\x1b[?1004h", b""))


def test_it_is_sent_nothing_that_it_shows_as_something_else(
    path: Path, screen: Screen, add_card: AddCard
) -> None:
    with start(screen, path) as terminal:
        open_app(terminal, "Press a to add")
        close_app(terminal)
        terminal.press("clear", "enter")
        Book(path).put_mine(SAMPLE_ME)
        add_card("Globex", "--person", "Dana Lee <dana@example.com>")
        open_app(terminal, "▌Globex")
        terminal.press("m")
        terminal.wait_for("The mail ─")
        terminal.press("esc")
        terminal.wait_gone("The mail ─")
        close_app(terminal)
        terminal.press("exit", "enter")
        assert terminal.wait_exit() == 0
    used = attributes(screen.log)
    assert any(each[0] in {38, 48} or 30 <= each[0] <= 47 for each in used)  # it has colours
    assert not [each for each in used if each[:2] in {(38, 2), (48, 2)}]
    assert (3,) not in used
    assert b"\x1b]8;" not in screen.log


@pytest.mark.parametrize("other", ["off", "on"], ids=["one screen", "another screen"])
def test_left_it_has_left_nothing_and_the_shell_is_as_it_was(
    path: Path, screen: Screen, add_card: AddCard, other: str
) -> None:
    add_card("Globex")
    with screen.settings.open("a") as settings:
        settings.write(f"altscreen {other}\n")
    with start(screen, path) as terminal:
        wait_for_prompt(terminal)
        terminal.press("stty -g >$HOME/before; echo be''fore", "enter")
        terminal.wait_for("before ")
        open_app(terminal, "▌Globex")
        terminal.press("f")
        terminal.wait_for("(Enter goes back)")
        terminal.press("enter")
        terminal.wait_for("▌Globex")
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        wait_for_prompt(terminal)
        assert "Globex" not in terminal.text
        terminal.press("fg", "enter")
        terminal.wait_for("▌Globex")
        close_app(terminal)
        terminal.press("stty -g >$HOME/after; echo $((6 * 7))", "enter")
        terminal.wait_for("42 ")
        wait_for_prompt(terminal)
        lines = screen.lines_until("\n42\n", terminal)
        terminal.press("exit", "enter")
        assert terminal.wait_exit() == 0
    assert "before\n" in lines
    for ours in ("Globex", "Subject:", "Hello", "Enter goes back"):
        assert ours not in lines
    home = path.parent
    assert (home / "before").read_text() == (home / "after").read_text()


def test_told_to_end_it_leaves_nothing_either(
    path: Path, screen: Screen, add_card: AddCard
) -> None:
    add_card("Globex")
    with start(screen, path) as terminal:
        wait_for_prompt(terminal)
        terminal.press(f"bash -c 'echo $$ >$HOME/process; exec {PROGRAM}'", "enter")
        terminal.wait_for("▌Globex")
        os.kill(int((path.parent / "process").read_text()), signal.SIGTERM)
        terminal.wait_for("Terminated")
        terminal.press("echo $((6 * 7))", "enter")
        terminal.wait_for("42 ")
        wait_for_prompt(terminal)
        lines = screen.lines_until("\n42\n", terminal)
        terminal.press("exit", "enter")
        assert terminal.wait_exit() == 0
    assert "Globex" not in lines


def test_a_new_size_is_followed(path: Path, screen: Screen, add_card: AddCard) -> None:
    add_card("Globex")

    def is_wide() -> bool:
        return any(" Moved on 0 " in line and " Script " in line for line in terminal.screen)

    with start(screen, path) as terminal:
        open_app(terminal, "▌Globex")
        assert not is_wide()
        terminal.resize(120, 40)
        terminal.wait_for(is_wide)
        terminal.wait_for("▌Globex")
        terminal.resize(80, 24)
        terminal.wait_for(lambda: " Script " in terminal.text and not is_wide())
        close_app(terminal)
