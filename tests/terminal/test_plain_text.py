"""The plain text on a real terminal: it shows all, it heeds few keys, and it leaves nothing."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from store.file.book import Book
from store.history import actions
from store.records import Card
from tests.terminal.terminal import Terminal, now

BACK = "(Enter goes back)"
OTHER = re.compile(rb"\x1b\[\?1049([hl])")
SEQUENCE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[P\]_^X].*?(?:\x1b\\|\x07)", re.DOTALL)
REPLIES = (
    b"\x1b[?62;22c\x1b[>41;390;0c\x1bP!|00000000\x1b\\\x1b[?2026;2$y\x1bP>|XTerm(390)\x1b\\"
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[24;80R\x1b[I\x1b[A\x1bOQ q y D"
)


def printed_outside(raw: bytes) -> bytes:
    """What was drawn on the shell's own screen, as far as one can see it."""
    shown, drawn, at = b"l", b"", 0
    for switch in [*OTHER.finditer(raw), None]:
        if shown == b"l":
            drawn += raw[at : switch.start() if switch else len(raw)]
        if switch:
            shown, at = switch[1], switch.end()
    return SEQUENCE.sub(b"", drawn).strip()


def open_plain(terminal: Terminal) -> None:
    terminal.wait_for("▌Globex")
    terminal.press("f")
    terminal.wait_for(BACK)
    assert "Subject: " in terminal.text
    assert "Hello Dana," in terminal.text
    assert " Thank-you " not in terminal.text


def leave(terminal: Terminal) -> None:
    """Quit the app, and see that it has left nothing at all."""
    terminal.wait_for("▌Globex")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert terminal.is_as_before()
    assert printed_outside(terminal.raw) == b""


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize(
    "key", ["enter", "esc", "\x03", "\x04"], ids=["Enter", "Esc", "Ctrl+C", "Ctrl+D"]
)
def test_it_is_shown_on_a_screen_of_its_own_and_a_key_goes_back(path: Path, key: str) -> None:
    with Terminal(path) as terminal:
        open_plain(terminal)
        assert b"\x1b[?1000h" not in terminal.raw.rpartition(b"\x1b[?1049h")[2]  # to select it
        terminal.press(key)
        leave(terminal)


@pytest.mark.usefixtures("globex")
def test_nothing_else_that_a_terminal_sends_goes_back(path: Path) -> None:
    saved = path.read_bytes()
    with Terminal(path) as terminal:
        open_plain(terminal)
        shown = len(terminal.raw)
        terminal.send(REPLIES)
        terminal.resize(90, 30)  # it is drawn anew, after what was sent before
        terminal.wait_for(lambda: BACK.encode() in terminal.raw[shown:])
        assert OTHER.search(terminal.raw[shown:]) is None
        terminal.press("enter")
        leave(terminal)
    assert path.read_bytes() == saved


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize("by_key", [True, False], ids=["Ctrl+Z", "SIGTSTP"])
def test_suspended_it_gives_the_terminal_back_and_goes_on_where_it_was(
    path: Path, by_key: bool
) -> None:
    with Terminal(path) as terminal:
        open_plain(terminal)
        if by_key:
            terminal.press("\x1a")
        else:
            terminal.kill(signal.SIGTSTP)
        terminal.wait_for(terminal.is_stopped)
        terminal.settle()
        assert terminal.is_as_before()
        shown = len(terminal.raw)
        terminal.kill(signal.SIGCONT)
        terminal.wait_for(lambda: BACK.encode() in terminal.raw[shown:])
        terminal.press("enter")
        leave(terminal)


@pytest.mark.usefixtures("globex")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_ended_meanwhile_it_gives_the_terminal_back(path: Path, number: signal.Signals) -> None:
    with Terminal(path) as terminal:
        open_plain(terminal)
        terminal.kill(number)
        assert terminal.wait_exit() == -number
        assert terminal.has_its_modes()
        assert OTHER.findall(terminal.raw)[-1] == b"l"
        assert printed_outside(terminal.raw) == b""


@pytest.mark.usefixtures("globex")
def test_a_terminal_that_goes_away_meanwhile_ends_it(path: Path) -> None:
    with Terminal(path) as terminal:
        open_plain(terminal)
        terminal.hang_up()
        assert terminal.wait_unread() == -signal.SIGHUP


def test_a_text_longer_than_the_window_comes_page_by_page(path: Path, globex: Card) -> None:
    book = Book(path)
    lines = [f"line {number} of my own" for number in range(50)]
    book.put(actions.reword(globex, "thank-you", "\n".join(lines), now()), globex)
    book.close()
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("f")
        seen = ""
        for page in ("1 of 3: Enter goes on, Ctrl+C back", "2 of 3: ", BACK):
            terminal.wait_for(page)
            assert terminal.screen[0].strip() == ""
            seen += terminal.text
            terminal.press("enter")
        for line in lines:
            assert line in seen
        leave(terminal)
