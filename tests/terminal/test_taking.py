"""The form that an invitation fills, with the keys of a real terminal."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import termios
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pytest

from store.file.book import Book
from tests.terminal.shell import wait_for_prompt
from tests.terminal.terminal import PROGRAM, Terminal, environment, now

_TEXT = """\
BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
DTSTART:{start}
DTEND:{end}
ORGANIZER;CN=Dana Lee:mailto:dana@harbor-analytics.example
UID:one@example.com
SEQUENCE:0
SUMMARY:Interview: Data Analyst at Harbor Analytics
LOCATION:https://meet.google.com/abc-defg-hij
END:VEVENT
END:VCALENDAR
"""


def event(days: int = 3, company: str = "Harbor Analytics", uid: str = "one@example.com") -> str:
    """An invitation to an interview at ten so many days from now."""
    start = now().add(days=days).at(10).in_timezone("UTC")
    end = start.add(hours=1)
    return (
        _TEXT.format(start=f"{start:%Y%m%dT%H%M%SZ}", end=f"{end:%Y%m%dT%H%M%SZ}")
        .replace("Harbor Analytics", company)
        .replace("harbor-analytics", company.lower().replace(" ", "-"))
        .replace("one@example.com", uid)
    )


@pytest.fixture
def invitation(tmp_path: Path) -> Path:
    file = tmp_path / "invite.ics"
    file.write_text(event())
    return file


CLOSED_STAYS_CLOSED = pytest.mark.skipif(
    "faketime" in os.environ.get("LD_PRELOAD", ""),
    reason="what pretends another time opens a file of its own in the place of closed input",
)


def in_a_shell(path: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command where there is no terminal at all; $AFTERWORD is the program."""
    return subprocess.run(
        ["/bin/sh", "-c", command],
        start_new_session=True,
        env=environment(path.parent, path) | {"AFTERWORD": str(PROGRAM)},
        capture_output=True,
        check=False,
        timeout=60,
    )


def wait_until_saved(terminal: Terminal, path: Path) -> None:
    """Wait for the card to be in the file: it is said first, for the disk may be slow.

    Then the test may end, which kills the program.
    """
    terminal.wait_for(lambda: Book(path, read_only=True).cards)


def unread(pipe: BinaryIO) -> int:
    """How many bytes were written into a pipe and nobody has read."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def test_an_invitation_through_a_pipe_is_looked_over_and_saved(path: Path, invitation: Path):
    piped = ("/bin/sh", "-c", f"cat '{invitation}' | '{PROGRAM}' take")
    with Terminal(path, program=piped) as terminal:
        terminal.wait_for("From the invitation. Look it over; nothing is saved yet.")
        terminal.wait_for("Harbor Analytics")
        assert not path.exists()
        terminal.press("f2")
        terminal.wait_for("Harbor Analytics is on the board.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()
    assert [card.company for card in Book(path).cards] == ["Harbor Analytics"]


def test_a_file_opens_the_form_and_esc_twice_leaves_nothing(path: Path, invitation: Path):
    with Terminal(path, "take", str(invitation)) as terminal:
        terminal.wait_for("Look it over; nothing is saved yet.")
        terminal.press("esc")
        terminal.wait_for("This is not saved yet.")
        terminal.press("esc")
        terminal.wait_gone("Look it over")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert not path.exists() or Book(path).cards == []


def test_an_invitation_pasted_into_the_form_fills_it(path: Path, invitation: Path):
    with Terminal(path) as terminal:
        terminal.wait_for("Thank-you 0")
        terminal.press("a")
        terminal.wait_for("Add an interview")
        terminal.paste(invitation.read_text())
        terminal.wait_for("Look it over; nothing is saved yet.")
        terminal.press("f2")
        terminal.wait_for("Harbor Analytics is on the board.")
        wait_until_saved(terminal, path)
    assert Book(path).cards[0].round.uid == "one@example.com"


def test_without_a_terminal_a_line_says_what_to_do(path: Path, invitation: Path):
    ran = subprocess.run(
        [PROGRAM, "take"],
        start_new_session=True,
        env=environment(path.parent, path),
        input=invitation.read_bytes(),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 2
    assert b"`afterword take --json` shows what was read, --yes saves it." in ran.stderr
    assert not path.exists()


def test_while_another_app_is_open_it_is_saved_there_and_the_shell_comes_back(
    path: Path, invitation: Path
):
    with Terminal(path) as first:
        first.wait_for_app()
        first.settle()
        with Terminal(path, "take", str(invitation)) as second:
            second.wait_for("Look it over; nothing is saved yet.")
            second.press("f2")
            assert second.wait_exit() == 0
            assert "Harbor Analytics is on the board." in second.text
            assert "it shows the change in a moment" in second.text
        first.wait_for("Harbor Anal")
        with Terminal(path, "take", str(invitation)) as second:
            assert second.wait_exit() == 0
            assert "Harbor Analytics has all of this already." in second.text
        first.press("q")
        assert first.wait_exit() == 0
    assert len(Book(path).cards) == 1


@pytest.mark.parametrize("options", ["", "--json", "--yes"])
@pytest.mark.parametrize(
    ("command", "said"),
    [
        pytest.param(
            "'$AFTERWORD' take {} <&-", "There is nothing to read in it", marks=CLOSED_STAYS_CLOSED
        ),
        ("'$AFTERWORD' take {} </dev/null", "There is nothing to read in it"),
        ("'$AFTERWORD' take {} </dev/zero", "It is larger than 10 MB"),
        ("yes 'A line of text' | '$AFTERWORD' take {}", "It is larger than 10 MB"),
    ],
    ids=["closed", "empty", "endless", "endless pipe"],
)
def test_input_that_is_none_is_refused_in_a_line(path: Path, command: str, said: str, options: str):
    ran = in_a_shell(path, command.replace("'", '"').format(options))
    assert ran.returncode == 2
    assert said in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1
    assert not path.exists()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_the_shell_has_closed_is_never_taken_for_the_file(
    path: Path, invitation: Path, closed: str
):
    ran = in_a_shell(path, f'"$AFTERWORD" take --yes "{invitation}" {closed}')
    assert ran.returncode == 0
    (card,) = Book(path).cards
    assert card.company == "Harbor Analytics"
    assert ran.stdout.decode().strip() == ("" if ">&-" in closed.split() else card.id)


def test_where_the_output_goes_into_a_pipe_it_is_said_what_works_there(
    path: Path, invitation: Path
):
    piped = ("/bin/sh", "-c", f"'{PROGRAM}' take '{invitation}' | cat")
    with Terminal(path, program=piped, columns=130) as terminal:
        terminal.wait_for("The app needs a terminal. `afterword take --json` shows what was read")
        terminal.wait_exit()


@pytest.mark.parametrize("closed", ["<&-", "</dev/null"])
def test_a_file_is_looked_over_also_where_input_is_closed(
    path: Path, invitation: Path, closed: str
):
    program = ("/bin/sh", "-c", f"'{PROGRAM}' take '{invitation}' {closed}")
    with Terminal(path, program=program) as terminal:
        terminal.wait_for("Look it over; nothing is saved yet.")
        terminal.press("f2")
        terminal.wait_for("Harbor Analytics is on the board.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()


def test_ctrl_c_while_it_waits_for_the_pipe_ends_it_without_a_word(path: Path, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    shell = ("/bin/bash", "--norc", "--noprofile", "-i")
    with Terminal(path, program=shell, variables={"PS1": "shell$ "}) as terminal:
        wait_for_prompt(terminal)
        terminal.press(f"'{PROGRAM}' take <'{pipe}'; echo status $?", "enter")
        with pipe.open("wb", buffering=0) as end:  # it is open once both are there
            end.write(b"BEGIN")
            terminal.wait_for(lambda: not unread(end))  # it has it, and waits for the rest
            terminal.press("ctrl+c")
            terminal.wait_for(lambda: "shell$" in terminal.text.partition("^C")[2])
            terminal.press("echo and $((40 + 2))", "enter")
            terminal.wait_for("and 42")
        said = terminal.text.partition("^C")[2]
        assert said.split("shell$")[0].split() in ([], ["status", "130"])
    assert not path.exists()


def test_the_window_may_change_while_one_of_several_is_chosen(path: Path, tmp_path: Path):
    several = tmp_path / "several.ics"
    several.write_text(
        "".join(event(n, f"Harbor{n} Analytics", f"{n}@example.com") for n in (3, 4, 5))
    )
    with Terminal(path, "take", str(several)) as terminal:
        terminal.wait_for("Which of the 3?")
        terminal.press("down")
        for size in [(40, 15), (30, 10), (120, 40), (60, 20)]:
            terminal.resize(*size)
            terminal.wait_for(lambda: terminal.text.count("╰") and "Enter open" in terminal.text)
            terminal.settle()
        terminal.press("enter")
        terminal.wait_for("Look it over; nothing is saved")
        terminal.resize(80, 24)
        terminal.wait_for("Look it over; nothing is saved yet.")
        terminal.press("f2")
        terminal.wait_for("Harbor4 Analytics is on the board.")


@pytest.mark.parametrize("beside", [False, True])
def test_a_line_that_is_cut_loses_nothing_of_the_form_that_was_filled(
    path: Path, invitation: Path, beside: bool
):
    """Not even where it was only brought to another app, which has the file."""
    with ExitStack() as stack:
        if beside:
            first = stack.enter_context(Terminal(path))
            first.wait_for_app()
            first.settle()
        second = stack.enter_context(Terminal(path, "take", str(invitation)))
        second.wait_for("Look it over; nothing is saved yet.")
        second.press("tab", "tab", "tab", "tab", "by Friday")
        second.wait_for("by Friday")
        second.hang_up()
        assert second.wait_unread() == -signal.SIGHUP
        if beside:
            first.settle(0.5)
            first.press("q")
            assert first.wait_exit() == 0
    assert Book(path).cards == []
    with Terminal(path) as terminal:
        terminal.wait_for("You were typing this")
        terminal.wait_for("from the invitation's organizer")
        terminal.wait_for("by Friday")
        terminal.press("f2")
        terminal.wait_for("Harbor Analytics is on the board.")
        wait_until_saved(terminal, path)
    (card,) = Book(path).cards
    assert (card.round.uid, card.round.promise.words) == ("one@example.com", "by Friday")


def test_a_very_long_invitation_is_pasted_in_several_reads_with_anything_in_it(path: Path):
    lines = (f"Line {n} of what they wrote\\n" for n in range(4000))
    within = "".join(lines).replace("Line 7 ", "Line \x1b[31m7\x1b]0;PWNED\x07\x1b[201\x1b ")
    long = event().replace("END:VEVENT", f"DESCRIPTION:{within}\nEND:VEVENT")
    pasted = f"\x1b[200~{long}\x1b[201~".encode()
    assert len(pasted) > 100_000
    with Terminal(path) as terminal:
        terminal.wait_for("Thank-you 0")
        terminal.press("a")
        terminal.wait_for("Add an interview")
        for begin, end in [(0, 60_000), (60_000, -3), (-3, None)]:
            terminal.send(pasted[begin:end])
            terminal.pause(0.3)
        terminal.wait_for("Look it over; nothing is saved yet.")
        terminal.press("f2")
        terminal.wait_for("Harbor Analytics is on the board.")
        wait_until_saved(terminal, path)
        assert b"PWNED" not in terminal.raw
    assert Book(path).cards[0].round.uid == "one@example.com"
