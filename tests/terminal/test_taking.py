"""The form that an invitation fills, with the keys of a real terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from store.file.book import Book
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


@pytest.fixture
def invitation(tmp_path: Path) -> Path:
    start = now().add(days=3).at(10).in_timezone("UTC")
    text = _TEXT.format(start=f"{start:%Y%m%dT%H%M%SZ}", end=f"{start.add(hours=1):%Y%m%dT%H%M%SZ}")
    file = tmp_path / "invite.ics"
    file.write_text(text)
    return file


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
