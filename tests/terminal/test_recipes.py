"""What the README has for the shell, cron, systemd, git and mail programs, run as it is written."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from store.file.book import Book
from store.sample import SAMPLE_ME
from tests.terminal.terminal import PROGRAM, Terminal, environment

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def programs(path: Path) -> Path:
    """A folder for programs in the home, as pipx has it: with Afterword in it."""
    folder = path.parent / ".local" / "bin"
    folder.mkdir(parents=True)
    (folder / "afterword").symlink_to(PROGRAM)
    return folder


def sh(path: Path, command: str, *, by: str = "sh", folder: Path | None = None) -> str:
    """What a command says on stdout, with the programs of the home; it must not fail."""
    home = path.parent
    search = f"{home / '.local' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [by, "-c", command],
        cwd=folder or home,
        env={**environment(home, path), "PATH": search},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, ""), command
    return done.stdout


def fake(folder: Path, name: str) -> Path:
    """A program that writes down what it is given; the file that it writes to."""
    program, given = folder / name, folder / f"{name}.given"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{shlex.quote(str(given))}\n')
    program.chmod(0o700)
    return given


def written(pattern: str) -> str:
    found = re.search(pattern, README, re.MULTILINE)
    assert found, pattern
    return found[1]


@pytest.mark.usefixtures("globex")
def test_cron_and_the_login_say_what_is_due(path: Path, programs: Path) -> None:
    due = sh(path, written(r"^ *30 8 \* \* 1-5 (.+)$"))
    assert "Globex" in due
    assert sh(path, written(r"the line `(afterword today)` at the end")) == due


@pytest.mark.usefixtures("globex")
def test_the_notification_of_systemd_has_what_is_due(path: Path, programs: Path) -> None:
    given = fake(programs, "notify-send")
    line = written(r"^ *ExecStart=(.+)$")  # systemd puts in the home, and halves the dollars
    sh(path, line.replace("%h", str(path.parent)).replace("$$", "$"))
    assert given.read_text().startswith("Afterword\n")
    assert "Globex" in given.read_text()


@pytest.mark.usefixtures("globex")
def test_the_phone_is_sent_what_is_due(path: Path, programs: Path) -> None:
    given = fake(programs, "curl")
    sh(path, written(r"`(due=.+ntfy\.sh/YOUR-TOPIC)`"))
    assert "Globex" in given.read_text()
    assert given.read_text().endswith("ntfy.sh/YOUR-TOPIC\n")


def test_where_nothing_is_due_nobody_is_bothered(path: Path, programs: Path) -> None:
    sent, notified = fake(programs, "curl"), fake(programs, "notify-send")
    sh(path, written(r"`(due=.+ntfy\.sh/YOUR-TOPIC)`"))
    line = written(r"^ *ExecStart=(.+)$")
    sh(path, line.replace("%h", str(path.parent)).replace("$$", "$"))
    assert not sent.exists()
    assert not notified.exists()


@pytest.mark.parametrize("program", ["neomutt", "msmtp"])
@pytest.mark.usefixtures("without_gaps")
def test_a_mail_client_is_named_as_it_is_written(path: Path, programs: Path, program: str) -> None:
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.close()
    given = fake(programs, program)
    export = written(rf'^(export AFTERWORD_MAIL="{program} .+)$')
    command = sh(path, f'{export}\nprintf %s "$AFTERWORD_MAIL"')
    search = f"{programs}{os.pathsep}{os.environ['PATH']}"
    with Terminal(path, variables={"AFTERWORD_MAIL": command, "PATH": search}) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("m")
        terminal.wait_for("Did you send the thank-you to Dana Lee?")
        assert given.read_text().splitlines()[0] in {"-H", "-t"}


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_with_the_line_for_its_start_file(path: Path, programs: Path) -> None:
    line = written(r"^`(eval .+_AFTERWORD_COMPLETE=.+)`$")
    assert "afterword" in sh(path, f"{line}\ncomplete -p afterword", by="bash")


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.usefixtures("globex")
def test_git_merges_cards_with_what_is_written_for_it(path: Path, programs: Path) -> None:
    repository = path.parent / "repository"
    repository.mkdir()
    kept = repository / "afterword.json"
    kept.write_bytes(path.read_bytes())
    as_me = "git -c user.name=Sam -c user.email=sam@example.com"

    def here(command: str) -> str:
        return sh(path, command, folder=repository)

    here(f"git init -q -b desk; git add afterword.json; {as_me} commit -qm start")
    here(written(r"`(echo 'afterword\.json merge=afterword' >> \.gitattributes)`"))
    here(written(r"`(git config merge\.afterword\.driver .+)`:"))
    here(f"git add .gitattributes; {as_me} commit -qm attributes; git switch -qc laptop")
    for branch, text in (("laptop", "there"), ("desk", "here")):
        here(
            f"git switch -q {branch}; afterword --db afterword.json note globex {text} "
            f">/dev/null; {as_me} commit -qm {text} afterword.json"
        )
    here(f"{as_me} merge -q --no-edit laptop")
    told = here("afterword --db afterword.json show globex")
    assert "here" in told
    assert "there" in told
