"""A command whose streams are closed or full, or whose locale says another encoding."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from store.file.book import Book
from tests.conftest import MakeCard
from tests.tui.cli.conftest import Run

PROGRAM = Path(sys.executable).parent / "afterword"


def in_shell(path: Path, line: str, **environment: str) -> tuple[int, str]:
    """The exit status of a line whose ``$A`` is the program, and what is on stderr."""
    ran = subprocess.run(
        ["/bin/sh", "-c", line],
        env=os.environ | {"AFTERWORD_DB": str(path), "A": str(PROGRAM)} | environment,
        check=False,
        capture_output=True,
        text=True,
    )
    return ran.returncode, ran.stderr


@pytest.fixture
def globex(path: Path, make_card: MakeCard) -> Path:
    Book(path).put(make_card("Globex"), None)
    return path


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("delete globex", "Add --yes"),
        ("take", "Nothing"),
        ("reword globex -", "no words"),
        ("", "needs a terminal"),
        ("demo", "needs a terminal"),
    ],
)
def test_a_closed_standard_input_is_one_with_nothing_in_it(globex, command, said) -> None:
    before = globex.read_bytes()
    status, err = in_shell(globex, f"$A {command} <&-")
    assert (status, err.count("\n")) == (2, 1), err
    assert said.casefold() in err.casefold()
    assert globex.read_bytes() == before


def test_nothing_is_printed_into_the_file_where_all_streams_are_closed(globex: Path) -> None:
    assert in_shell(globex, "$A note globex hello <&- >&- 2>&-") == (0, "")
    assert Book(globex).cards[0].history[-1].note == "hello"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_what_is_saved_is_said_to_be_where_it_cannot_be_printed(globex: Path) -> None:
    status, err = in_shell(globex, "$A note globex hello >/dev/full")
    assert (status, err.count("\n")) == (2, 1)
    assert "It is saved, but the output could not be written: the disk is full." in err
    assert "It is saved" not in in_shell(globex, "$A list >/dev/full")[1]


def test_words_are_words_also_in_a_locale_without_letters(globex: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert in_shell(globex, "$A note globex 'café 日本'", **plain)[0] == 0
    assert Book(globex).cards[0].history[-1].note == "café 日本"
    assert in_shell(globex, "$A show café", **plain)[0] == 2


def test_what_is_no_text_is_refused_and_not_changed(globex: Path) -> None:
    before = globex.read_bytes()
    status, err = in_shell(globex, "$A note globex \"$(printf 'caf\\351')\"", LC_ALL="C.UTF-8")
    assert (status, err.count("\n")) == (2, 1)
    assert "no text in UTF-8" in err
    assert globex.read_bytes() == before


@pytest.mark.parametrize("command", ["show", "list", "set"])
def test_what_was_typed_cannot_drive_the_terminal_from_a_complaint(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)  # as on a terminal
    refused = run(command, "\x1b[31m\u202eevil\x07")
    assert refused.status == 2
    assert "␛[31m⟨202E⟩evil␇" in refused.err
    assert not {"\x1b", "\u202e", "\x07"} & set(refused.err)


@pytest.mark.parametrize("command", [("restore",), ("merge", "--driver")])
def test_read_only_holds_for_the_file_as_a_whole(run: Run, path: Path, command, make_card) -> None:
    Book(path).put(make_card("Globex"), None)
    copy = path.with_name("copy.json")
    assert run("backup", str(copy)).status == 0
    run("note", "globex", "hello")
    before = path.read_bytes()
    refused = run("--read-only", *command, str(copy))
    assert refused.status == 2
    assert "Read-only, so nothing can be changed" in refused.err
    assert path.read_bytes() == before


def test_read_only_saves_nothing_from_a_damaged_file(run: Run, path: Path, make_card) -> None:
    Book(path).put(make_card("Globex"), None)
    path.write_bytes(path.read_bytes()[:-40])
    before = path.read_bytes()
    refused = run("--read-only", "check", "--salvage")
    assert "Read-only, so nothing can be changed" in refused.err
    assert path.read_bytes() == before


LONG = "x" * 60_000


@pytest.mark.parametrize(
    "arguments",
    [
        ("note", "globex", LONG),
        ("skip", "globex", "--reason", LONG),
        ("advance", "globex", "--yes", "--note", LONG),
        ("answer", "globex", "news", "--note", LONG),
        ("debrief", "globex", "--asked", LONG),
        ("debrief", "globex", "--hook", LONG),
        ("answer", "globex", "offer", "--offer", LONG),
        ("set", "name", LONG),
        ("show", LONG),
        ("set", LONG),
        ("list", LONG),
    ],
)
def test_what_is_too_long_for_the_file_is_refused_in_a_line_to_be_read(
    run: Run, path: Path, make_card: MakeCard, arguments: tuple[str, ...]
) -> None:
    Book(path).put(make_card("Globex"), None)
    before = path.read_bytes()
    refused = run(*arguments)
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert len(refused.err) < 2_100
    assert path.read_bytes() == before
