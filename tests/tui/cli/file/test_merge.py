"""Two copies of the file brought together from a shell."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions
from store.history.conflicts import conflicts
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.cli.file.conftest import SPOILED, Refused
from tui.cli import output


@pytest.fixture
def copy(path: Path, content: bytes, tmp_path: Path) -> Path:
    """The file on another machine."""
    copy = tmp_path / "laptop" / "afterword.json"
    copy.parent.mkdir()
    copy.write_bytes(content)
    return copy


def noted(path: Path, name: str, text: str, minutes: int) -> None:
    book = Book(path, clock=lambda: NOW)
    card = find(book.cards, name)
    book.put(actions.edit(card, replace(card, notes=text), NOW.add(minutes=minutes)), card)


def test_a_merge_of_many_shows_how_far_it_is_only_to_somebody(run, path, copy, capsys, monkeypatch):
    monkeypatch.setattr(output, "_LONG", 2)
    for number in range(2):
        day = f"2026-11-{10 + number} 14:00"
        run("add", "--company", f"Acme {number}", "--interviewed", day, "--db", copy)
    capsys.readouterr()
    again = path.read_bytes()
    assert run("merge", copy) == 0
    assert capsys.readouterr() == ("Two cards are new.\n", "")
    path.write_bytes(again)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert run("merge", copy) == 0
    told = capsys.readouterr()
    assert told.out == "Two cards are new.\n"
    assert "Merging" in told.err


def test_merge_brings_both_together_and_twice_is_once(run, path, copy, capsys):
    run("advance", "Harbor & Pine", "--yes")
    run("advance", "Globex Energy", "--yes", "--result", "left-a-message", "--db", copy)
    run("add", "--company", "Acme", "--interviewed", "yesterday 14:00", "--db", copy)
    theirs = copy.read_bytes()
    capsys.readouterr()
    assert run("merge", copy) == 0
    assert capsys.readouterr().out == "One card is new, one card is changed.\n"
    once = path.read_bytes()
    assert copy.read_bytes() == theirs, "it is only read"
    assert run("merge", copy) == 0
    assert capsys.readouterr().out == "Nothing new was in it.\n"
    assert path.read_bytes() == once
    assert run("merge", path, "--db", copy) == 0
    one, other = Book(path).state, Book(copy).state
    assert replace(other, batch=one.batch) == one, "each knows only of its own merge"
    book = Book(path)
    stages = {
        name: find(book.cards, name).stage for name in ("Harbor & Pine", "Globex Energy", "Acme")
    }
    assert list(stages.values()) == ["waiting", "called", "thank-you"]


def test_merge_says_what_the_copies_disagree_on(run, path, copy, capsys):
    noted(path, "Harbor & Pine", "from here", 1)
    noted(copy, "Harbor & Pine", "from there", 2)
    assert run("merge", copy) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert "The copies disagree on Harbor & Pine" in out
    found = find(Book(path).cards, "Harbor & Pine")
    assert found.notes == "from there"
    assert [each.value for each in conflicts(found)] == ["from here"]


def test_merging_a_file_with_itself_changes_nothing(run, path, content, capsys):
    assert run("merge", path) == 0
    assert capsys.readouterr().out == "Nothing new was in it.\n"
    assert path.read_bytes() == content


def test_a_deleted_card_stays_deleted_after_a_merge(run, path, copy, capsys):
    book = Book(path)
    card = find(book.cards, "Harbor & Pine")
    book.put(actions.delete(card, NOW.add(minutes=1)), card)
    noted(copy, "Harbor & Pine", "still here", 5)
    capsys.readouterr()
    assert run("merge", copy) == 0
    assert "Harbor & Pine" not in [card.company for card in Book(path).cards]
    assert run("merge", path, "--db", copy) == 0
    assert capsys.readouterr().out.endswith("One card is deleted.\n")
    assert len(Book(copy).cards) == 19


@pytest.mark.parametrize("kind", SPOILED)
def test_a_copy_that_is_not_whole_is_not_merged(refused, path, copy, content, kind):
    spoil, said = SPOILED[kind]
    copy.write_bytes(spoil(content))
    line = refused("merge", copy)
    assert said in line
    assert str(copy) in line


def test_a_merge_needs_two_files(refused, path, content):
    assert "is not there" in refused("merge", path.with_name("nowhere.json"))
    assert "Missing argument" in refused("merge")
    copy = path.with_name("copy.json")
    copy.write_bytes(content)
    path.write_bytes(content[:-9])
    assert f"{path} is cut short" in refused("merge", copy)


def test_a_merge_into_an_open_file_says_that_the_app_will_show_it(run, path, copy, capsys):
    app = Book(path, clock=lambda: NOW)
    app.claim()
    noted(copy, "Harbor & Pine", "from there", 2)
    assert run("merge", copy) == 0
    assert "Afterword is open on this file" in capsys.readouterr().err
    assert app.refresh()
    assert find(app.cards, "Harbor & Pine").notes == "from there"
    app.close()


def test_read_only_refuses_a_merge(refused, path, copy):
    noted(copy, "Harbor & Pine", "from there", 2)
    assert "Read-only, so nothing can be changed" in refused("--read-only", "merge", copy)


def test_git_merges_two_branches_with_it_and_nothing_is_left_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repository = tmp_path / "repository"
    repository.mkdir()
    monkeypatch.chdir(repository)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=Sam", "-c", "user.email=sam@example.com")
        done = subprocess.run(
            ["git", *who, *arguments], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def note(company: str, text: str) -> None:
        book = Book(repository / "afterword.json")
        card = find(book.cards, company)
        book.put(actions.note(card, NOW, text), card)
        git("commit", "--quiet", "--message", text, "afterword.json")

    Book(repository / "afterword.json").put_new(sample_cards(NOW)[:8])
    (repository / ".gitattributes").write_text("afterword.json merge=afterword\n")
    (repository / ".gitignore").write_text(".afterword.json.*\nafterword.backup-*\n")
    command = f"{shlex.quote(sys.executable)} -c 'from tui.cli.main import main; main()'"
    git("init", "--quiet", "--initial-branch=main")
    git("config", "merge.afterword.driver", f"{command} --db %A merge --driver %B")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    git("add", ".")
    git("commit", "--quiet", "--message", "start")
    git("switch", "--quiet", "--create", "laptop")
    note("Harbor & Pine", "from the laptop")
    git("switch", "--quiet", "main")
    note("Quillon Press", "from the desk")
    git("merge", "--quiet", "--no-edit", "laptop")
    notes = {
        step.note for card in Book(repository / "afterword.json").cards for step in card.history
    }
    assert {"from the laptop", "from the desk"} <= notes
    assert git("status", "--porcelain") == ""


def test_a_merge_driver_refuses_what_it_cannot_read(refused: Refused, path: Path, tmp_path: Path):
    Book(path).put_new(sample_cards(NOW)[:2])
    other = tmp_path / "other.json"
    other.write_text("{")
    assert "cut short" in refused("merge", "--driver", other)
    other.write_bytes(path.read_bytes())
    path.write_text("")
    assert "is empty" in refused("merge", "--driver", other)
