from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.terminal.private import private_folder, sweep, write_new

IN_USE = """
import os, sys, time
from tui.terminal.private import private_folder, write_new
with private_folder() as private:
    write_new(private.path / "letter.eml", b"Dear Dana")
    print(private.path, flush=True)
    sys.stdin.read()
"""
LENT = IN_USE.replace(
    "    print(",
    "    import subprocess\n"
    "    subprocess.Popen(['sleep', '600'], pass_fds=[private.lock], stdout=2)\n"
    "    print(",
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setenv("TMPDIR", str(made))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return made


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def started(script: str) -> tuple[subprocess.Popen[str], Path]:
    program = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert program.stdout is not None
    return program, Path(program.stdout.readline().strip())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_nobody_else_can_read_it_and_it_goes_with_its_block() -> None:
    with private_folder() as private:
        letter = private.path / "letter"
        write_new(letter, b"Dear Dana")
        assert (mode(private.path), mode(letter)) == (0o700, 0o600)
    assert not private.path.exists()


def test_a_file_or_a_planted_link_in_its_place_is_left_alone(tmp_path: Path) -> None:
    link, aim = tmp_path / "link", tmp_path / "aim"
    link.symlink_to(aim)
    with pytest.raises(FileExistsError):
        write_new(link, b"Dear Dana")
    assert not aim.exists()


def test_what_a_killed_program_left_goes_and_what_is_in_use_stays(temporary: Path) -> None:
    killed, left = started(IN_USE)
    running, used = started(IN_USE)
    with running, killed:
        sweep()
        assert left.exists()
        killed.kill()
        killed.wait()
        sweep()
        assert not left.exists()
        assert (used / "letter.eml").exists()
        running.communicate("")
    assert list(temporary.iterdir()) == []


def test_while_the_editor_has_it_open_it_stays_though_the_program_was_killed() -> None:
    program, left = started(LENT)
    with program:
        program.kill()
        program.wait()
        sweep()
        assert (left / "letter.eml").exists()
        os.killpg(program.pid, 9)
    for _ in range(500):  # the end of a killed program takes its moment
        sweep()
        if not left.exists():
            break
        os.sched_yield()
    assert not left.exists()


def test_a_sweep_follows_no_link_and_touches_nothing_with_another_name_or_mode(
    temporary: Path, tmp_path: Path
) -> None:
    with private_folder() as private:
        name = private.path.name
    aim = tmp_path / "aim"
    aim.mkdir(mode=0o700)
    (aim / "kept").touch()
    (temporary / name).symlink_to(aim)
    (temporary / f"{name[:-1]}-").mkdir(mode=0o700)
    (temporary / f"{name}x").mkdir(mode=0o700)
    open_to_all = temporary / f"{name[:-8]}abcdefgh"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    before = sorted(temporary.iterdir())
    sweep()
    assert sorted(temporary.iterdir()) == before
    assert (aim / "kept").exists()


def test_without_a_folder_for_temporary_files_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    sweep()
    with pytest.raises(PermissionError, match="TMPDIR"), private_folder():
        pass
