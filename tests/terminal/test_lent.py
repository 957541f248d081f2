"""The terminal while another program has it: told to end, crashed, or left alone for long."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store.file.book import Book
from store.history import actions
from store.records import Card, Stage
from tests.terminal.shell import wait_for_prompt
from tests.terminal.terminal import PROGRAM, Terminal, changed, now

pytestmark = pytest.mark.usefixtures("details")

TERM, HUP = signal.SIGTERM, signal.SIGHUP
SOON = 8  # seconds
SAVES_LATE = changed("import tui.desk.keeper; tui.desk.keeper._PAINT_FIRST = 60")
SHELL = ("/bin/bash", "--norc", "--noprofile", "-i")

OPEN = """\
#!/bin/sh
stty raw -echo
printf '\\033[?1049h\\033[31;44m\\033[?1000h\\033[?2004h'
echo $$ >"$0.runs"
printf 'in the client'
exec sleep 600
"""
"""A client that stays open, with the terminal as programs like it have it."""
BROKEN = "#!/bin/sh\nstty raw -echo\nprintf '\\033[?1000h'\nkill -SEGV $$\n"
WAITING = '#!/bin/sh\necho in the client\nuntil [ -e "$0.done" ]; do sleep 0.05; done\n'


MakeClient = Callable[[str], dict[str, str]]


@pytest.fixture
def client(tmp_path: Path, folder: Path) -> MakeClient:
    """The environment in which this script is the mail client and the editor."""

    def made(script: str) -> dict[str, str]:
        program = tmp_path / "client"
        program.write_text(script, encoding="utf-8")
        program.chmod(0o700)
        named = dict.fromkeys(("AFTERWORD_MAIL", "VISUAL"), str(program))
        return {**named, "TMPDIR": str(folder)}

    return made


def runs(path: Path) -> bool:
    """Whether the client of a test still does."""
    try:
        os.kill(int((path.parent / "client.runs").read_text()), 0)
    except ProcessLookupError:
        return False
    return True


def has_gone(path: Path) -> bool:
    """Whether it does not run any more, or soon will not."""
    deadline = time.monotonic() + SOON
    while runs(path) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not runs(path)


@pytest.mark.usefixtures("without_gaps")
@pytest.mark.parametrize("number", [TERM, HUP])
def test_told_to_end_it_ends_the_client_and_leaves_no_letter_behind(
    path: Path, client: MakeClient, folder: Path, number: signal.Signals
) -> None:
    with Terminal(path, variables=client(OPEN)) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("in the client")
        assert list(folder.rglob("*.eml"))
        terminal.kill(number)
        assert terminal.wait_exit(SOON) == -number
        assert terminal.is_as_before()
    assert has_gone(path)
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("without_gaps")
def test_a_line_that_is_cut_ends_both_and_leaves_no_letter_behind(
    path: Path, client: MakeClient, folder: Path
) -> None:
    with Terminal(path, variables=client(OPEN)) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("in the client")
        terminal.hang_up()
        assert terminal.wait_unread(SOON) == -HUP
    assert has_gone(path)
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("without_gaps")
def test_stopped_in_the_client_it_is_ended_from_the_shell(
    path: Path, client: MakeClient, folder: Path
) -> None:
    variables = client(OPEN) | {"PS1": "shell$ "}
    with Terminal(path, program=SHELL, variables=variables) as terminal:
        wait_for_prompt(terminal)
        terminal.press(str(PROGRAM), "enter")
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("in the client")
        os.killpg(terminal.foreground, signal.SIGTSTP)
        terminal.wait_for("Stopped")
        terminal.press("kill %1", "enter")
        terminal.wait_for(lambda: list(folder.iterdir()) == [], timeout=SOON)
        assert has_gone(path)
        terminal.press("enter")
        terminal.wait_for("Terminated")


@pytest.mark.usefixtures("without_gaps")
def test_one_that_crashes_is_told_so_and_the_terminal_is_whole(
    path: Path, client: MakeClient, folder: Path
) -> None:
    with Terminal(path, variables=client(BROKEN)) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("client was ended by SIGSEGV. Nothing is recorded.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("without_gaps")
def test_what_was_done_is_on_the_disk_before_the_client_has_the_terminal(
    path: Path, client: MakeClient
) -> None:
    with Terminal(path, program=SAVES_LATE, variables=client(OPEN)) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("o")
        terminal.wait_for("F2 save")
        terminal.press("They were kind", "f2")
        terminal.wait_gone("F2 save")
        assert b"They were kind" not in path.read_bytes()
        terminal.press("m")
        terminal.wait_for("in the client")
        assert b"They were kind" in path.read_bytes()


@pytest.mark.usefixtures("without_gaps")
def test_what_was_done_is_on_the_disk_before_it_is_stopped(path: Path) -> None:
    variables = {"PS1": "shell$ "}
    with Terminal(path, program=SHELL, variables=variables) as terminal:
        wait_for_prompt(terminal)
        late = path.parent / "late.py"
        late.write_text(SAVES_LATE[2])
        terminal.press(f"{SAVES_LATE[0]} {late}", "enter")
        terminal.wait_for("▌Globex")
        terminal.press("o")
        terminal.wait_for("F2 save")
        terminal.press("They were kind", "f2")
        terminal.wait_gone("F2 save")
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        assert b"They were kind" in path.read_bytes()


def test_what_others_did_meanwhile_is_known_when_the_client_has_ended(
    path: Path, without_gaps: Card, client: MakeClient
) -> None:
    with Terminal(path, variables=client(WAITING), columns=110) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("in the client")
        book = Book(path)
        book.put(actions.advance(without_gaps, now()), without_gaps)
        book.close()
        (path.parent / "client.done").touch()
        terminal.wait_for("Back from client. Nothing is recorded.")
        assert "Did you send" not in terminal.text
        terminal.wait_for("Waiting 1")
    assert Book(path).cards[0].stage is Stage.WAITING


def test_a_card_that_was_deleted_meanwhile_is_not_asked_about(
    path: Path, without_gaps: Card, client: MakeClient
) -> None:
    with Terminal(path, variables=client(WAITING)) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("in the client")
        book = Book(path)
        book.put(actions.delete(without_gaps, now()), without_gaps)
        book.close()
        (path.parent / "client.done").touch()
        terminal.wait_for("Globex was deleted meanwhile. Nothing is recorded.")
        terminal.wait_for("Thank-you 0")
    assert Book(path).cards == []


@pytest.mark.usefixtures("without_gaps")
def test_words_saved_in_the_editor_are_kept_when_the_program_has_to_end(
    path: Path, client: MakeClient, folder: Path
) -> None:
    script = OPEN.replace("stty", "echo 'My own words.' >\"$1\"\nstty")
    with Terminal(path, variables=client(script)) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("E")
        terminal.wait_for("Hello Dana,")
        terminal.press("\x1bOS")
        terminal.wait_for("in the client")
        terminal.kill(HUP)
        assert terminal.wait_exit(SOON) == -HUP
    assert list(folder.iterdir()) == []
    with Terminal(path) as terminal:
        terminal.wait_for("You were typing this")
        terminal.wait_for("My own words.")
