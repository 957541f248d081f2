from __future__ import annotations

import base64
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.file.book import Book
from store.records import Stage, What
from tests.terminal.ssh_server import Server, Told, hindrance
from tests.terminal.terminal import PROGRAM, Terminal, environment, yesterday_at

pytestmark = pytest.mark.skipif(bool(hindrance()), reason=hindrance())

COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "ssh"
    folder.mkdir()
    with Server(folder) as server:
        if refusal := server.refusal():
            pytest.skip(f"sshd does not let this user in: {refusal}")
        yield server


def afterword(path: Path, pipe: str) -> Told:
    """The installed program with its file, on the far side."""
    variables = environment(path.parent, path).items()
    given = [f"{name}={value}" for name, value in variables]
    return Told(path.parent / pipe, ["env", *given, str(PROGRAM)])


def is_wide(terminal: Terminal) -> bool:
    """Whether the panel stands beside the board."""
    return any(" Moved on 0 " in line and " Script " in line for line in terminal.screen)


@pytest.mark.parametrize("side", ["client", "server"])
def test_a_walk_over_ssh_survives_a_cut_connection(path: Path, server: Server, side: str) -> None:
    with (
        afterword(path, "first") as program,
        Terminal(path, program=server.login(program.command)) as terminal,
    ):
        terminal.wait_for("Press a to add your first interview")
        terminal.press("a")
        terminal.wait_for("Add an interview")
        terminal.press(
            "Globex", "enter", "Data analyst", "enter", "enter", "yesterday 14:00", "enter"
        )
        terminal.press("they didn't say", "enter", "enter", "Dana Lee", "enter", "dana@example.com")
        terminal.wait_for(yesterday_at(14))
        terminal.press("f2")
        terminal.wait_for(" Thank-you 1 ")

        terminal.press("enter")
        terminal.wait_for("Did you send the thank-you to Dana Lee?")
        terminal.press("y")
        terminal.wait_for(" Waiting 1 ")
        terminal.wait_for("▌Globex")

        terminal.press("c")
        terminal.wait_for("This script needs your own details first.")
        terminal.press("Sam Rivera", "f2")
        terminal.wait_for(lambda: COPIED.search(terminal.raw))
        (sequence,) = COPIED.findall(terminal.raw)
        copied = base64.b64decode(sequence).decode()
        assert "Hello Dana," in copied
        assert copied.rstrip().endswith("Sam Rivera")

        assert not is_wide(terminal)
        terminal.resize(120, 40)
        terminal.wait_for(lambda: is_wide(terminal))
        terminal.wait_for("▌Globex")
        terminal.resize(80, 24)
        terminal.wait_for(lambda: " Script " in terminal.text and not is_wide(terminal))

        terminal.press("a")
        terminal.wait_for("Add an interview")
        terminal.press(
            "Hooli", "enter", "Writer", "enter", "enter", "yesterday 9am", "enter", "by dec"
        )
        terminal.wait_for("by dec")
        os.kill(terminal.process if side == "client" else program.connection, signal.SIGKILL)
        program.wait_ended()

    kept = Book(path, read_only=True)
    assert [card.company for card in kept.cards] == ["Globex"]
    assert len(kept.half_typed) == 1

    with (
        afterword(path, "second") as program,
        Terminal(path, program=server.login(program.command)) as terminal,
    ):
        terminal.wait_for("You were typing this")
        for text in ("Add an interview", "Hooli", "Writer", "yesterday 9am", "by dec"):
            terminal.wait_for(text)
        terminal.press("esc", "esc")
        terminal.wait_gone("Add an interview")
        terminal.wait_for(" Waiting 1 ")
        terminal.wait_for("▌Globex")
        terminal.press("tab", "right", "right")
        terminal.wait_for("Thanked Dana Lee")
        terminal.wait_for("Added")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        program.wait_ended()

    book = Book(path, read_only=True)
    (card,) = book.cards
    assert card.stage is Stage.WAITING
    assert [step.what for step in card.history] == [What.ADDED, What.THANKED]
    assert book.me.name == "Sam Rivera"
    assert not book.half_typed


@pytest.mark.usefixtures("globex", "server")  # the server: skipped where it lets nobody in
def test_an_account_for_nothing_else_gives_no_shell(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    folder.mkdir()
    given = [f"{name}={value}" for name, value in environment(path.parent, path).items()]
    kiosk = ["/usr/bin/env", *given, "VISUAL=false", "AFTERWORD_MAIL=", str(PROGRAM)]
    asked = ["/bin/sh", "-c", "echo a shell"]
    with (
        Server(folder, forced=kiosk) as server,
        Terminal(path, program=server.login(asked)) as terminal,
    ):
        terminal.wait_for("▌Globex")
        terminal.press("ctrl+z", "E")
        terminal.wait_for("F4 editor")
        terminal.press("\x1bOS")
        terminal.wait_for("status 1")
        terminal.press("esc")
        terminal.wait_for("▌Globex")
        assert b"a shell" not in terminal.raw
        terminal.press("q")
        assert terminal.wait_exit() == 0
