"""The manual page: it is that of the commands as they are, and the wheel brings it."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tui.cli.main import cli
from tui.cli.manual import PAGE, page

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_the_page_is_that_of_the_commands() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tui.cli.manual"


def test_the_page_tells_every_command_and_how_it_ends() -> None:
    told = page()
    for name in cli.list_commands(cli.make_context("afterword", ["where"])):
        assert f".SS afterword {name}".replace("-", r"\-") in told
    for words in (".SH CARDS", ".SH EXIT STATUS", ".B 10", "today: with", "AFTERWORD_DB"):
        assert words in told


def test_the_wheel_installs_it_where_man_looks() -> None:
    wheel = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    place = PAGE.relative_to(PROJECT.parent).as_posix()
    assert wheel["wheel"]["shared-data"] == {place: "share/man/man1/afterword.1"}


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
def test_it_is_set_without_a_complaint_and_reads_as_it_is_meant() -> None:
    shown = subprocess.run(
        ["groff", "-ww", "-man", "-Tascii", "-P-cbou", PAGE],
        check=True,
        capture_output=True,
        text=True,
    )
    assert shown.stderr == ""
    text = " ".join(shown.stdout.split())
    assert "--promised WORDS new-date:" in text
    assert "afterword answer CARD ANSWER Record what they answered." in text
    assert "2 bad input: one line on stderr says what was wrong; nothing is changed" in text
