from __future__ import annotations

import signal
import subprocess
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.records import Stage, What, new_id
from store.sample import sample_cards
from tests.terminal.terminal import PROGRAM, Terminal, environment, now

pytestmark = pytest.mark.usefixtures("globex")

INITECH = ("add", "--company", "Initech", "--interviewed", "yesterday 14:00", "--person", "Bill")


def run(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        env=environment(path.parent, path),
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def one_line(text: str) -> str:
    assert text.endswith("\n")
    line = text.removesuffix("\n")
    assert line.isprintable()
    return line


def told(terminal: Terminal) -> str:
    """The line that is said, which is the last of the screen, behind a bar."""
    bar, _, line = terminal.screen[-1].partition("▌")
    return "" if bar.strip() else line.strip()


def header(terminal: Terminal) -> str:
    return terminal.screen[0]


def stages(path: Path) -> dict[str, Stage]:
    return {card.company: card.stage for card in Book(path, read_only=True).cards}


def thank(terminal: Terminal) -> None:
    terminal.wait_for("? Help")
    terminal.press("enter")
    terminal.wait_for("Did you send")
    terminal.press("y")
    terminal.wait_for(" Waiting 1 ")


@pytest.mark.parametrize("ending", ["quits", "is killed"])
def test_a_second_app_only_looks_until_the_first_is_gone(path: Path, ending: str) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(Terminal(path))
        first.wait_for_app()
        second = stack.enter_context(Terminal(path, columns=120, rows=40))
        second.wait_for(" Thank-you 1 ")
        second.wait_for(lambda: f"(process {first.process})" in told(second))
        assert "Read-only. It is open in another Afterword: " in told(second)
        assert "read-only" in header(second)
        assert "read-only" not in header(first)
        before = path.read_bytes()
        for key in ("enter", "a", "e", "r", "w", "s", "D", "M", "u", "U"):
            second.press(key)
            second.wait_for(lambda: "so nothing can be changed" in told(second))
            second.settle()
        assert " Thank-you 1 " in second.text  # no form covers the board
        assert path.read_bytes() == before

        thank(first)
        second.wait_for(" Waiting 1 ")
        second.wait_for(lambda: "Changed outside of this window: Globex." in told(second))

        if ending == "quits":
            first.press("q")
            assert first.wait_exit() == 0
        else:
            first.kill(signal.SIGKILL)
            assert first.wait_exit() == -signal.SIGKILL
        second.wait_for(lambda: "You can change things here now." in told(second))
        assert "read-only" not in header(second)
        second.press("u")
        second.wait_for(" Thank-you 1 ")
        second.press("q")
        assert second.wait_exit() == 0
    assert stages(path) == {"Globex": Stage.THANK_YOU}


def test_the_command_line_changes_the_file_that_is_open(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for_app()
        added = run(path, *INITECH)
        assert added.returncode == 0
        assert one_line(added.stdout) in {card.id for card in Book(path, read_only=True).cards}
        understood, said = added.stderr.split("\n", 1)
        assert understood.startswith("interview: ")
        line = one_line(said)
        assert line.startswith("afterword: Afterword is open on this file (")
        assert f"(process {terminal.process})" in line
        terminal.wait_for(" Thank-you 2 ")
        terminal.wait_for(" Initech")

        advanced = run(path, "advance", "Initech", "--yes")
        assert advanced.returncode == 0
        assert "Initech" in one_line(advanced.stdout)
        assert one_line(advanced.stderr) == line
        terminal.wait_for(" Waiting 1 ")

        thank(terminal)
        terminal.wait_for(" Waiting 2 ")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert stages(path) == {"Globex": Stage.WAITING, "Initech": Stage.WAITING}


def test_nothing_is_lost_where_the_app_and_others_save_at_the_same_time(path: Path) -> None:
    mine = [
        replace(card, id=new_id(), company=f"Mine {number}")
        for number in range(5)
        for card in sample_cards(now())
        if card.company == "Harbor & Pine"
    ]
    Book(path).put_new(mine)
    stop = threading.Event()
    saved: list[str] = []

    def keep_saving() -> None:
        while not stop.is_set():
            card = replace(mine[0], id=new_id(), company=f"Theirs {len(saved)}", stage=Stage.CALLED)
            Book(path).put(card, None)
            saved.append(card.company)

    with Terminal(path, columns=120, rows=40) as terminal:
        terminal.wait_for("? Help")
        other = threading.Thread(target=keep_saving)
        other.start()
        try:
            for number in range(len(mine) + 1):  # those and Globex
                adding = subprocess.Popen(
                    [PROGRAM, "add", "--company", f"Added {number}", "--interviewed", "today 1am"],
                    env=environment(path.parent, path),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                terminal.press("1", "g", "enter")
                terminal.wait_for("Did you send")
                terminal.press("y")
                terminal.wait_for(f" Waiting {number + 1} ")
                assert adding.wait() == 0
        finally:
            stop.set()
            other.join()
        terminal.press("q")
        assert terminal.wait_exit() == 0

    book = Book(path, read_only=True)
    cards = {card.company: card for card in book.cards}
    assert len(cards) == len(book.cards) == 2 * (len(mine) + 1) + len(saved)
    assert set(saved) < set(cards)
    done = [card for card in cards.values() if card.stage is Stage.WAITING]
    assert len(done) == len(mine) + 1
    assert all(card.steps[-1].what is What.THANKED for card in done)


def test_a_restore_under_the_open_app_is_refused(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(path.read_bytes())
    with Terminal(path) as terminal:
        thank(terminal)
        terminal.wait_for(lambda: stages(path) == {"Globex": Stage.WAITING})
        before = path.read_bytes(), sorted(tmp_path.iterdir())
        refused = run(path, "restore", str(copy))
        assert (refused.returncode, refused.stdout) == (2, "")
        line = one_line(refused.stderr)
        assert f"(process {terminal.process})" in line
        assert line.endswith("Nothing was changed.")
        assert before == (path.read_bytes(), sorted(tmp_path.iterdir()))
    assert run(path, "restore", str(copy)).returncode == 0
    assert path.read_bytes() == copy.read_bytes()


def test_a_file_that_is_deleted_is_written_again(path: Path) -> None:
    with Terminal(path, columns=120, rows=40) as terminal:
        thank(terminal)
        terminal.wait_for(lambda: stages(path) == {"Globex": Stage.WAITING})
        path.unlink()
        terminal.wait_for(lambda: "The file was gone from the disk." in told(terminal))
        terminal.wait_for(path.exists)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert stages(path) == {"Globex": Stage.WAITING}


@pytest.mark.parametrize("rubbish", [b"Dear Dana,\n", b'{"meta": {"1": {"format": 99}}}'])
def test_rubbish_in_place_of_the_file_is_left_alone_and_no_edit_is_lost(
    path: Path, rubbish: bytes
) -> None:
    good = path.read_bytes()
    with Terminal(path, columns=120, rows=40) as terminal:
        terminal.wait_for_app()
        terminal.settle()  # until it has looked at the file for the first time
        put_in_place(path, rubbish)
        thank(terminal)
        terminal.wait_for(lambda: "! not saved" in header(terminal))
        terminal.wait_for(lambda: "Your changes are kept here." in told(terminal))
        assert path.name in told(terminal)
        terminal.press("!")
        terminal.settle()
        assert path.read_bytes() == rubbish
        assert " Waiting 1 " in terminal.text

        put_in_place(path, good)
        terminal.wait_for(lambda: "not saved" not in header(terminal))
        assert stages(path) == {"Globex": Stage.WAITING}
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_an_older_copy_in_place_of_the_file_is_shown(path: Path) -> None:
    older = path.read_bytes()
    with Terminal(path, columns=120, rows=40) as terminal:
        thank(terminal)
        terminal.wait_for(lambda: stages(path) == {"Globex": Stage.WAITING})
        put_in_place(path, older)
        terminal.wait_for(" Thank-you 1 ")
        terminal.wait_for(lambda: "Changed outside of this window: Globex." in told(terminal))
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert path.read_bytes() == older


def put_in_place(path: Path, content: bytes) -> None:
    """Replace the file as a sync tool does."""
    other = path.with_name("incoming")
    other.write_bytes(content)
    other.replace(path)
