from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import AddCard
from tests.terminal.terminal import PROGRAM, Terminal, environment


def run(path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        env=environment(path.parent, path) | variables,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def one_line(text: str) -> str:
    """The text without its only line break, which must be at its end."""
    assert text.endswith("\n")
    line = text.removesuffix("\n").removesuffix("\r")
    assert line.isprintable()
    assert line.startswith("afterword: ")
    return line


def newer(content: bytes) -> bytes:
    tables = json.loads(content)
    tables["meta"]["1"]["format"] = 99
    return json.dumps(tables).encode()


def laid_out_anew(content: bytes) -> bytes:
    tables = json.loads(newer(content))
    return json.dumps(tables | {"cards": [*tables["cards"].values()]}).encode()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda content: b"", "is empty"),
        (lambda content: content[: len(content) // 2], "cut short"),
        (lambda content: b'{"_default": {"1": {"name": "Dana"}}}', "not an Afterword file"),
        (lambda content: b"Dear Dana,\n", "is not JSON"),
        (laid_out_anew, "newer Afterword (format 99"),
    ],
    ids=["empty", "cut", "foreign", "prose", "laid out anew"],
)
def test_a_file_that_is_not_whole_is_refused_and_left_alone(
    path: Path, add_card: AddCard, spoil: Callable[[bytes], bytes], said: str
) -> None:
    add_card("Globex")
    path.write_bytes(spoil(path.read_bytes()))
    before = path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())

    with Terminal(path) as terminal:
        assert terminal.wait_exit() == 2
        line = one_line(terminal.raw.decode())
        assert said in line
        assert str(path) in line
    for arguments in (["list"], ["add", "--company", "Initech", "--interviewed", "today 9am"]):
        refused = run(path, *arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert one_line(refused.stderr) == line

    assert before == (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir()))


def test_a_newer_file_that_can_be_read_is_shown_and_never_written(
    path: Path, add_card: AddCard
) -> None:
    add_card("Globex")
    path.write_bytes(newer(path.read_bytes()))
    before = path.read_bytes()
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.wait_for("Read-only.")
        terminal.press("enter")
        terminal.wait_for("nothing can be changed")
    refused = run(path, "add", "--company", "Initech", "--interviewed", "today 9am")
    assert refused.returncode == 2
    assert "newer Afterword (format 99" in one_line(refused.stderr)
    assert path.read_bytes() == before


def test_without_a_terminal_it_says_what_to_use_instead(path: Path) -> None:
    for arguments in ([], ["demo"]):
        refused = run(path, *arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "afterword today" in one_line(refused.stderr)
    assert not path.exists()


def test_a_command_over_ssh_is_told_how_to_get_a_terminal(path: Path) -> None:
    over_ssh = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    refused = run(path, **over_ssh)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "`ssh -t HOST afterword`" in one_line(refused.stderr)
    piped = run(path, **over_ssh, SSH_TTY="/dev/pts/7")  # ssh made a terminal; a pipe hides it
    assert "ssh" not in one_line(piped.stderr)


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_move_its_cursor_is_refused(path: Path, term: str) -> None:
    with Terminal(path, term=term) as terminal:
        assert terminal.wait_exit() == 2
        assert "TERM" in one_line(terminal.raw.decode())
    assert not path.exists()


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["where"], ["--help"]])
def test_output_that_cannot_be_written_is_one_line(
    path: Path, add_card: AddCard, arguments: list[str]
) -> None:
    add_card("Globex")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [PROGRAM, *arguments],
            env=environment(path.parent, path),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
        unheard = subprocess.run(
            [PROGRAM, "frobnicate"],
            env=environment(path.parent, path),
            check=False,
            stdin=subprocess.DEVNULL,
            stderr=full,
        )
    assert ended.returncode == 2
    assert one_line(ended.stderr).endswith("could not be written: the disk is full.")
    assert unheard.returncode == 2


def test_a_working_folder_that_is_gone_is_one_line(path: Path) -> None:
    folder = path.parent / "gone"
    folder.mkdir()
    leave = 'rmdir "$PWD"; exec "$@"'
    refused = subprocess.run(
        ["/bin/sh", "-c", leave, "sh", PROGRAM, "where", "--db", "x.json"],
        env=environment(path.parent, path),
        cwd=folder,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The folder you are in" in one_line(refused.stderr)


def test_settings_that_mean_nothing_do_no_harm(path: Path, add_card: AddCard) -> None:
    add_card("Globex Łan")
    named = run(path, "list").stdout
    assert "Globex" in named
    for variables in ({"TZ": "America"}, {"TZ": "Nowhere/Land"}, {"PYTHONIOENCODING": "latin-1"}):
        shown = run(path, "list", **variables)
        assert (shown.returncode, shown.stderr) == (0, "")
        assert "Globex" in shown.stdout
    unset = run(path, "where", AFTERWORD_DB="")
    assert unset.returncode == 0
    assert str(path) not in unset.stdout
