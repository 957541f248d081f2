"""Nothing of the person's is left behind, or shown to others on the machine."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.sample import SAMPLE_ME
from tests.terminal.terminal import PROGRAM, Terminal, changed, environment

pytestmark = pytest.mark.usefixtures("folder", "details")

SOON = 8  # seconds
TERM, HUP, INT, KILL = signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL
PROC = Path("/proc")
on_linux = pytest.mark.skipif(not PROC.is_dir(), reason="it shows its programs elsewhere")

CLIENT = """\
#!/bin/sh
cat /proc/*/cmdline 2>/dev/null | tr '\\0' ' ' >"$0.shown"
env >"$0.env"
cat /proc/self/coredump_filter >"$0.core"
ulimit -c >>"$0.core"
ls -l "$1" >"$0.mode"
echo kept >"$0.done"
printf 'in the client'
exec sleep 600
"""


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A umask that takes nothing from anybody, as the program inherits it."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The mode of each thing below, by name, with what others may do with it."""
    return {each.name: stat.S_IMODE(each.stat().st_mode) & 0o077 for each in folder.rglob("*")}


@pytest.mark.parametrize("number", [TERM, HUP, INT])
@pytest.mark.usefixtures("open_umask")
def test_the_folder_of_the_demo_is_private_and_goes_when_a_signal_ends_it(
    path: Path, folder: Path, number: signal.Signals
) -> None:
    with Terminal(path, "demo", variables={"TMPDIR": str(folder)}) as terminal:
        terminal.wait_for_app()
        assert set(modes(folder).values()) == {0}
        terminal.kill(number)
        assert terminal.wait_exit(SOON) == -number
        assert terminal.is_as_before()
    assert list(folder.iterdir()) == []


def test_a_demo_that_was_killed_is_swept_away_at_the_next_start(path: Path, folder: Path) -> None:
    variables = {"TMPDIR": str(folder)}
    with Terminal(path, "demo", variables=variables) as killed:
        killed.wait_for_app()
        killed.kill(KILL)
        killed.wait_exit(SOON)
    assert len(list(folder.iterdir())) == 1
    with Terminal(path, variables=variables) as terminal:
        terminal.wait_for_app()
        terminal.wait_for(lambda: not list(folder.iterdir()))


@pytest.mark.parametrize("number", [TERM, HUP])
def test_a_command_that_a_signal_ends_leaves_nothing_behind(
    path: Path, folder: Path, number: signal.Signals
) -> None:
    asks = "import sys; from store.file.book import Book"
    here = "Book.take_in = lambda *_: (print('here', flush=True), sys.stdin.read())"
    with subprocess.Popen(
        [*changed(asks, here), "merge", "--driver", str(path)],
        env=environment(path.parent, path) | {"TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"here\n"
        assert list(folder.iterdir())
        for _ in range(SOON):  # Python heeds late what comes just before it waits for its input
            program.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(1)
                break
        assert program.returncode == -number
    assert list(folder.iterdir()) == []


@on_linux
@pytest.mark.usefixtures("without_gaps", "open_umask")
def test_the_mail_client_is_shown_no_name_and_no_word_that_others_could_see(
    path: Path, folder: Path
) -> None:
    client = path.parent / "client"
    client.write_text(CLIENT, encoding="utf-8")
    client.chmod(0o700)
    variables = {"AFTERWORD_MAIL": str(client), "TMPDIR": str(folder)}
    with Terminal(path, variables=variables) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("in the client")
        private = ("globex", "dana", SAMPLE_ME.name.lower(), "thank")
        for kind in ("shown", "env"):
            told = Path(f"{client}.{kind}").read_text(encoding="utf-8", errors="replace").lower()
            assert "letter.eml" in told or kind == "env"
            assert [word for word in private if word in told] == []
        assert Path(f"{client}.core").read_text(encoding="utf-8").split() == ["00000000", "0"]
        assert set(modes(folder).values()) == {0}
        terminal.kill(TERM)
        assert terminal.wait_exit(SOON) == -TERM
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("without_gaps", "open_umask")
def test_a_draft_that_is_saved_is_private(path: Path) -> None:
    program = [
        sys.executable,
        "-c",
        f"import os, sys; os.chdir({str(path.parent)!r}); "
        f"os.execv({str(PROGRAM)!r}, [{str(PROGRAM)!r}])",
    ]
    with Terminal(path, program=program) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("save the draft")
        terminal.press("s")
        terminal.wait_for("The draft is")
    (draft,) = path.parent.glob("*.eml")
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600


@pytest.mark.usefixtures("without_gaps")
def test_no_title_of_the_window_and_no_notice_holds_anything_of_a_card(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("enter")
        terminal.wait_for("Did you send")
        terminal.press("y")
        terminal.wait_for(" Waiting 1 ")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        for sequence in (b"\x1b]0;", b"\x1b]1;", b"\x1b]2;", b"\x1b]9;", b"\x1b]99;", b"\x1b]777;"):
            assert sequence not in terminal.raw


@pytest.mark.usefixtures("without_gaps", "open_umask")
def test_all_that_commands_write_is_private(path: Path, tmp_path: Path, folder: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    given = environment(tmp_path, path) | {"TMPDIR": str(folder)}
    for command in (
        ["export", "--format", "json", "--output", "all.json"],
        ["export", "--format", "csv", "--output", "all.csv"],
        ["export", "--format", "ics", "--output", "all.ics"],
        ["report", "--format", "html", "--output", "report.html"],
        ["backup", "backup.json"],
        [
            "--db",
            "new/folder/file.json",
            "add",
            "--company",
            "Initech",
            "--interviewed",
            "yesterday 14:00",
        ],
        ["--db", "new/folder/file.json", "merge", "all.json"],
    ):
        ran = subprocess.run(
            [PROGRAM, *command], cwd=made, env=given, capture_output=True, text=True, check=False
        )
        assert not ran.returncode, (command, ran.stderr)
    assert len(modes(made)) > 8
    assert set(modes(made).values()) == {0}
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give things to others")
@pytest.mark.parametrize("kind", ["link", "pipe", "file"])
def test_what_somebody_else_planted_in_a_shared_folder_is_not_written_into(
    path: Path, tmp_path: Path, kind: str
) -> None:
    shared, aim = tmp_path / "shared", tmp_path / "aim"
    shared.mkdir()
    shared.chmod(0o1777)
    planted = shared / "report.txt"
    if kind == "link":
        planted.symlink_to(aim)
    elif kind == "pipe":
        os.mkfifo(planted)
    else:
        planted.touch()
    os.chown(planted, 12_345, 12_345, follow_symlinks=False)
    ran = subprocess.run(
        [PROGRAM, "report", "--force", "--output", str(planted)],
        env=environment(tmp_path, path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 2
    assert "is somebody else's. Name another one." in ran.stderr
    assert not aim.exists()
    assert planted.lstat().st_uid == 12_345


@pytest.mark.usefixtures("without_gaps")
def test_a_copy_is_not_written_through_a_link_that_leads_nowhere(
    path: Path, tmp_path: Path
) -> None:
    link, aim = tmp_path / "copy.json", tmp_path / "aim.json"
    link.symlink_to(aim)
    ran = subprocess.run(
        [PROGRAM, "backup", str(link)],
        env=environment(tmp_path, path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "is there already" in ran.stderr
    assert not aim.exists()
