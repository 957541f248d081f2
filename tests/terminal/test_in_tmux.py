"""Inside a real tmux as it comes: keys at once, the words in its buffer, no traces."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.file.book import Book
from store.sample import SAMPLE_ME
from tests.terminal.conftest import AddCard
from tests.terminal.shell import close_app, open_app, wait_for_prompt
from tests.terminal.terminal import Terminal, environment

TMUX = shutil.which("tmux") or ""

pytestmark = pytest.mark.skipif(not TMUX, reason="tmux is not installed")

COPIED = re.compile(rb"\x1b\]52;c?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")


class Tmux:
    """A shell in a tmux of its own, with no settings but its built-in ones."""

    def __init__(self, folder: Path, file: Path) -> None:
        self.variables = {"TMUX_TMPDIR": str(folder)}
        self._environment = environment(file.parent, file) | self.variables
        self._tmux = [TMUX, "-L", "afterword", "-f", "/dev/null"]
        shell = ["env", "PS1=shell$ ", "/bin/bash", "--norc", "--noprofile"]
        self.command = [*self._tmux, "new-session", *shell]

    def ask(self, *command: str) -> str:
        """What tmux answers to a command of its own."""
        asking = [*self._tmux, *command]
        env = self._environment
        asked = subprocess.run(asking, env=env, check=False, capture_output=True, text=True)
        return asked.stdout

    @property
    def lines(self) -> str:
        """All lines, those that one can scroll back to too."""
        return self.ask("capture-pane", "-p", "-S", "-")


@pytest.fixture
def tmux(path: Path) -> Iterator[Tmux]:
    with tempfile.TemporaryDirectory(prefix="t") as folder:  # a socket's name must be short
        tmux = Tmux(Path(folder), path)
        try:
            yield tmux
        finally:
            tmux.ask("kill-server")


def start(tmux: Tmux, path: Path) -> Terminal:
    return Terminal(path, program=tmux.command, variables=tmux.variables)


def test_escape_and_arrows_act_at_once(path: Path, tmux: Tmux, add_card: AddCard) -> None:
    add_card("Globex")
    add_card("Initech")
    with start(tmux, path) as terminal:
        open_app(terminal, "▌Globex")
        for _ in range(2):
            terminal.press("?")
            terminal.wait_for("How following up goes")
            terminal.press("esc")
            terminal.wait_gone("How following up goes")
        terminal.press("down")
        terminal.wait_for("▌Initech")
        terminal.press("up")
        terminal.wait_for("▌Globex")
        close_app(terminal)


def test_copied_words_are_in_its_buffer_and_on_their_way_to_the_terminal(
    path: Path, tmux: Tmux, add_card: AddCard
) -> None:
    add_card("Globex", "--person", "Dana Lee")
    Book(path).put_mine(SAMPLE_ME)
    with start(tmux, path) as terminal:
        open_app(terminal, "▌Globex")
        terminal.press("c")
        terminal.wait_for("to tmux's buffer")
        words = tmux.ask("show-buffer")
        assert words.startswith("Hello Dana,")
        assert words.rstrip().endswith(SAMPLE_ME.link)
        terminal.wait_for(lambda: COPIED.search(terminal.raw))
        assert base64.b64decode(COPIED.findall(terminal.raw)[-1]).decode() == words
        close_app(terminal)
        terminal.press("cat >$HOME/pasted", "enter")
        pasted = path.parent / "pasted"
        terminal.wait_for(pasted.exists)
        for key in ("\x02", "]"):  # its prefix, and the key that pastes
            terminal.settle()  # what comes within a millisecond tmux takes for text that is pasted
            terminal.press(key)
        terminal.wait_for("Hello Dana,")
        terminal.press("enter", "\x04")
        terminal.wait_for(lambda: pasted.read_text().rstrip() == words.rstrip())


def test_left_it_has_left_nothing_and_the_shell_is_as_it_was(
    path: Path, tmux: Tmux, add_card: AddCard
) -> None:
    add_card("Globex")
    with start(tmux, path) as terminal:
        wait_for_prompt(terminal)
        terminal.press("stty -g >$HOME/before; echo be''fore", "enter")
        terminal.wait_for("before ")
        open_app(terminal, "▌Globex")
        terminal.press("f")
        terminal.wait_for("(Enter goes back)")
        terminal.press("\x1a")  # suspended, it gives the shell its own screen back
        terminal.wait_for("Stopped")
        wait_for_prompt(terminal)
        assert "Subject:" not in tmux.lines
        terminal.press("fg", "enter")
        terminal.wait_for("(Enter goes back)")
        terminal.press("enter")
        terminal.wait_for("▌Globex")
        terminal.press("\x1a")
        terminal.wait_gone("Globex")
        wait_for_prompt(terminal)
        assert "Globex" not in tmux.lines
        terminal.press("fg", "enter")
        terminal.wait_for("▌Globex")
        close_app(terminal)
        terminal.press("stty -g >$HOME/after; echo $((6 * 7))", "enter")
        terminal.wait_for("42 ")
        wait_for_prompt(terminal)
        lines = tmux.lines
    assert "\nbefore\n" in lines
    assert lines.rstrip().endswith("42\nshell$")
    for ours in ("Globex", "Subject:", "Hello", "Enter goes back"):
        assert ours not in lines
    home = path.parent
    assert (home / "before").read_text() == (home / "after").read_text()


def test_a_new_size_is_followed(path: Path, tmux: Tmux, add_card: AddCard) -> None:
    add_card("Globex")

    def is_wide() -> bool:
        return any(" Moved on 0 " in line and " Script " in line for line in terminal.screen)

    with start(tmux, path) as terminal:
        open_app(terminal, "▌Globex")
        assert not is_wide()
        terminal.resize(120, 40)
        terminal.wait_for(is_wide)
        terminal.wait_for("▌Globex")
        terminal.resize(80, 24)
        terminal.wait_for(lambda: " Script " in terminal.text and not is_wide())
        close_app(terminal)
