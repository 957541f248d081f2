"""The person's own mail client on the terminal, and what is asked when it has ended."""

from __future__ import annotations

import stat
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.terminal.shell import wait_for_prompt
from tests.terminal.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.usefixtures("details")

MESSY = """\
#!/bin/sh
trap '' INT
cp -p "$2" "$0.sent"
printf '%s\\n' "$1" "$2" >"$0.was"
stty raw -echo
printf '\\033[31;44m\\033[?25h\\033[?1000h\\033[?2004h\\033[5;5H'
kill -INT 0
"""
"""It keeps what it was given, and leaves the terminal as one that is killed would."""
FAILING = "#!/bin/sh\necho lost\nexit 3\n"
STOPPING = "#!/bin/sh\necho in the client\nkill -TSTP 0\necho on again\n"


def client(folder: Path, script: str) -> Path:
    program = folder / "my client"
    program.write_text(script, encoding="utf-8")
    program.chmod(0o700)
    return program


@pytest.mark.usefixtures("without_gaps")
def test_it_gets_the_mail_and_then_it_is_asked_whether_it_was_sent(path: Path) -> None:
    program = client(path.parent, MESSY)
    with Terminal(path, variables={"AFTERWORD_MAIL": f"'{program}' -H %s"}) as terminal:
        terminal.wait_for("▌Globex")
        before = path.read_bytes()
        terminal.press("m")
        terminal.wait_for("Did you send the thank-you to Dana Lee?")
        assert "Not yet (n)" in terminal.marked
        assert path.read_bytes() == before
        sent = Path(f"{program}.sent")
        option, draft = Path(f"{program}.was").read_text(encoding="utf-8").split()
        assert option == "-H"
        assert stat.S_IMODE(sent.stat().st_mode) == 0o600
        assert not Path(draft).parent.exists()
        mail = message_from_bytes(sent.read_bytes(), policy=policy.default)
        assert mail["To"] == "Dana Lee <dana@example.com>"
        assert mail["X-Unsent"] is None
        back = terminal.raw.rpartition(b"\x1b[31;44m")[2]
        shown = back.index(b"\x1b[?1049h")
        assert back.index(b"\x1b[0m") < shown
        assert back.index(b"\x1b[?1000l") < back.rindex(b"\x1b[?1000h")
        terminal.press("y")
        terminal.wait_for("Waiting 1")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.is_as_before()
    assert "AFTERWORD_MAIL" not in path.read_text(encoding="utf-8")
    assert "my client" not in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_gaps")
def test_a_command_may_read_the_draft_and_a_path_without_a_place_comes_last(path: Path) -> None:
    kept = path.parent / "kept"
    with Terminal(path, variables={"AFTERWORD_MAIL": f"cat < %s > '{kept}'"}) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("Did you send the thank-you")
        assert b"Dana" in kept.read_bytes()
    program = client(path.parent, '#!/bin/sh\ncp "$1" "$0.sent"\n')
    with Terminal(path, variables={"AFTERWORD_MAIL": f"'{program}'"}) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("Did you send the thank-you")
        assert Path(f"{program}.sent").read_bytes().count(b"Subject: ") == 1


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (FAILING, "my client ended with status 3. Nothing is recorded."),
        ("", "“my client” is not there; AFTERWORD_MAIL names it. Nothing is recorded."),
    ],
)
@pytest.mark.usefixtures("without_gaps")
def test_one_that_fails_is_told_in_a_line_and_nothing_is_asked(
    path: Path, script: str, said: str
) -> None:
    program = client(path.parent, script)
    if not script:
        program.unlink()
    with Terminal(path, variables={"AFTERWORD_MAIL": f"'{program}'"}, columns=100) as terminal:
        terminal.wait_for("▌Globex")
        before = path.read_bytes()
        terminal.press("m")
        terminal.wait_for(said)
        assert "Did you send" not in terminal.text
        assert path.read_bytes() == before


@pytest.mark.usefixtures("without_gaps")
def test_another_letter_than_the_one_owed_is_mailed_and_not_asked_about(path: Path) -> None:
    program = client(path.parent, MESSY)
    with Terminal(path, variables={"AFTERWORD_MAIL": f"'{program}' -H"}, columns=130) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("<")
        terminal.wait_for("Withdraw")
        terminal.press("m")
        terminal.wait_for("Back from my client. Nothing is recorded.")
        assert b"withdraw" in Path(f"{program}.sent").read_bytes().lower()
        assert "Did you" not in terminal.text


@pytest.mark.usefixtures("without_gaps")
def test_ctrl_z_in_it_goes_to_the_shell_and_fg_comes_back_to_it(path: Path) -> None:
    program = client(path.parent, STOPPING)
    variables = {"AFTERWORD_MAIL": f"'{program}'", "PS1": "shell$ "}
    shell = ("/bin/bash", "--norc", "--noprofile", "-i")
    with Terminal(path, program=shell, variables=variables) as terminal:
        wait_for_prompt(terminal)
        terminal.press(str(PROGRAM), "enter")
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("Stopped")
        terminal.press("echo still $((40 + 2))", "enter")
        terminal.wait_for("still 42")
        terminal.press("fg", "enter")
        terminal.wait_for("Did you send the thank-you")
        terminal.press("n")
        terminal.wait_gone("Did you send")
        shown = len(terminal.raw)
        terminal.press("q")
        terminal.wait_for(lambda: terminal.raw[shown:].endswith(b"shell$ "))
