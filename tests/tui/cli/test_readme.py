"""The commands that the README gives, run as they are written there, in its order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run
from tests.tui.cli.test_take import INVITATION
from tui.cli.main import cli
from tui.cli.told import NOT_READY

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
TRACKER = "Company,Job,Interview date\nUmbrella,Chemist,2026-11-17\n"
SEPARATORS = frozenset({";", "|", ">", "|;"})


def commands(heading: str) -> list[str]:
    """The lines of the first shell block under a heading, continued ones as one."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert block
    return [line for line in block[1].replace("\\\n", " ").splitlines() if line.strip()]


def run_line(run: Run, line: str) -> list[int]:
    """Run the commands of a line, what is behind ">" written; the statuses that they leave."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    statuses: list[int] = []
    words: list[str] = []
    for word in [*lexer, ";"]:
        if word not in SEPARATORS:
            words.append(word)
            continue
        command, words = words, []
        if command[0] == "afterword":
            done = run(*command[1:])
            statuses.append(done.status)
            assert "Traceback" not in done.err
        elif not command[0].startswith("msmtp"):
            Path(command[0]).write_text(done.out, encoding="utf-8")
    return statuses


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("invite.ics").write_text(INVITATION)
    Path("tracker.csv").write_text(TRACKER)


def test_the_commands_for_the_shell_work_one_after_the_other(run: Run):
    left = {}
    for written in commands("From the shell"):  # without an option, take opens the app
        line = written.replace("afterword take", "afterword take --json")
        left[line] = run_line(run, line)
    sent = next(line for line in left if "msmtp" in line)
    assert left.pop(sent) in ([0], [NOT_READY])
    assert {line: statuses for line, statuses in left.items() if any(statuses)} == {}


def test_what_goes_in_and_out_works_as_it_is_written(run: Run):
    for line in commands("In and out"):
        if "--map" not in line:
            assert set(run_line(run, line)) == {0}, line
    mapped = next(line for line in commands("In and out") if "--map" in line)
    assert set(run_line(run, mapped.replace("tracker", "./tracker"))) == {0}


def test_every_command_that_is_named_is_there():
    named = set(re.findall(r"\bafterword ([a-z][a-z-]+)\b", README)) - {"afterword"}
    known = set(cli.list_commands(cli.make_context("afterword", ["where"])))
    assert named - known <= {"and", "demo"}, named - known
