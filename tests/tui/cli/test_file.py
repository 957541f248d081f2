from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.file.format import FORMAT
from store.history import actions
from store.history.conflicts import conflicts
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW
from tui.cli.main import main
from tui.cli.session import Session

Run = Callable[..., int]
Refused = Callable[..., str]


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))

    def ran(*arguments: object, days: int = 0) -> int:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)], Session(clock=lambda: NOW.add(days=days)))
        return int(left.value.code or 0)

    return ran


@pytest.fixture
def refused(run: Run, capsys: pytest.CaptureFixture[str], path: Path) -> Refused:
    """A command that is refused: its one line. The folder is as it was."""

    def ran(*arguments: object) -> str:
        capsys.readouterr()
        before = folder(path)
        assert run(*arguments) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.count("\n")) == ("", 1)
        assert printed.err.startswith("afterword: ")
        assert folder(path) == before
        return printed.err

    return ran


def folder(path: Path) -> dict[str, bytes]:
    """The files beside this one, without the sidecars that carry the locks."""
    return {
        each.name: each.read_bytes()
        for each in path.parent.iterdir()
        if each.is_file() and each.suffix not in {".lock", ".saving"}
    }


@pytest.fixture
def content(path: Path) -> bytes:
    book = Book(path, clock=lambda: NOW)
    book.put_new(sample_cards(NOW))
    book.close()
    return path.read_bytes()


THIS, NEWER = (f'"format":{number}'.encode() for number in (FORMAT, FORMAT + 1))
SPOILED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut": (lambda content: content[:-200], "is cut short"),
    "empty": (lambda _content: b"", "is empty"),
    "text": (lambda _content: b"Dear diary", "is not JSON"),
    "foreign": (lambda _content: b'{"_default": {"1": {}}}', "not an Afterword file"),
    "newer": (lambda content: content.replace(THIS, NEWER), "newer Afterword"),
}


def test_check_says_that_all_is_well(run, path, content, capsys):
    assert run("check") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"{path} is whole: 20 cards, ")
    assert out[1:] == ["Backups beside it: none."]
    assert folder(path) == {path.name: content}


def test_check_of_a_file_that_is_not_there_is_no_failure(run, path, capsys):
    assert run("check") == 0
    assert "is not there yet" in capsys.readouterr().out
    assert not path.exists()


@pytest.mark.parametrize("kind", SPOILED)
def test_check_of_a_damaged_file_says_so_with_status_1(run, path, content, capsys, kind):
    spoil, said = SPOILED[kind]
    path.write_bytes(spoil(content))
    before = folder(path)
    assert run("check") == 1
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert said in lines[0]
    assert printed.err == ""
    assert ("--salvage" in printed.out) == (kind == "cut")
    assert folder(path) == before


def test_check_of_a_folder_is_bad_input(refused, path):
    assert "is a folder" in refused("check", "--db", path.parent)


def test_backup_prints_where_the_copy_is(run, path, content, capsys, tmp_path):
    assert run("backup") == 0
    beside = Path(capsys.readouterr().out.rstrip("\n"))
    assert beside == path.with_name("afterword.copy-2026-11-24-093000.json")
    assert run("backup", tmp_path / "stick" / "my copy.json") == 0
    named = Path(capsys.readouterr().out.rstrip("\n"))
    assert named == tmp_path / "stick" / "my copy.json"
    assert run("backup", named.parent) == 0
    inside = Path(capsys.readouterr().out.rstrip("\n"))
    assert inside == named.parent / beside.name
    assert [each.read_bytes() for each in (beside, named, inside, path)] == [content] * 4


def test_backup_never_takes_the_place_of_a_file(refused, path, content, tmp_path):
    there = tmp_path / "there.json"
    there.write_text("mine")
    for target in (there, path):
        assert f"{target} is there already" in refused("backup", target)


@pytest.mark.parametrize("kind", SPOILED)
def test_backup_of_a_file_that_is_not_whole_is_refused(refused, path, content, kind):
    spoil, said = SPOILED[kind]
    path.write_bytes(spoil(content))
    assert said in refused("backup")


def test_backup_and_restore_need_something_there(refused, path):
    assert "nothing to back up" in refused("backup")
    assert "is not there" in refused("restore", path.with_name("nowhere.json"))
    assert "--list shows the backups" in refused("restore")


def test_restore_lists_the_daily_copies_and_what_they_are_worth(run, path, content, capsys):
    assert run("restore", "--list") == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "There are no daily backups yet.\n")
    for day in (1, 2):
        run("advance", "Harbor & Pine" if day == 1 else "Northwind Health", "--yes", days=day)
    path.with_name("afterword.backup-2026-11-25.json").write_bytes(content[:-9])
    capsys.readouterr()
    before = folder(path)
    assert run("restore", "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    newest, damaged = (path.with_name(f"afterword.backup-2026-11-{day}.json") for day in (26, 25))
    assert lines[0] == f"{newest}  20 cards"
    assert lines[1].startswith(f"{damaged}  {damaged} is cut short")
    assert len(lines) == 2
    assert folder(path) == before


def test_restore_says_where_what_it_replaced_is(run, path, content, capsys, tmp_path):
    copy = tmp_path / "copies" / "copy.json"
    run("backup", copy)
    run("advance", "Harbor & Pine", "--yes")
    replaced = path.read_bytes()
    capsys.readouterr()
    assert run("restore", copy) == 0
    kept = path.with_name("afterword.replaced-2026-11-24-093000.json")
    assert capsys.readouterr().out.splitlines() == [
        f"{path} is now the copy {copy}.",
        f"What was there before is kept in {kept}",
    ]
    assert (path.read_bytes(), kept.read_bytes(), copy.read_bytes()) == (content, replaced, content)
    assert run("restore", kept) == 0
    assert path.read_bytes() == replaced


def test_the_command_that_a_refusal_names_restores_the_file(run, refused, path, content, capsys):
    run("advance", "Harbor & Pine", "--yes", days=1)
    path.write_bytes(path.read_bytes()[:-300])
    said = refused("list")
    assert "The newest good backup is of 2026-11-25 (20 cards)." in said
    command = shlex.split(said.partition("To restore it: ")[2])
    assert command[0] == "afterword"
    assert run(*command[1:]) == 0
    assert path.read_bytes() == content
    assert run("list") == 0


@pytest.mark.parametrize("kind", SPOILED)
def test_a_damaged_copy_is_not_restored(refused, path, content, tmp_path, kind):
    spoil, said = SPOILED[kind]
    copy = tmp_path / "copies" / "copy.json"
    copy.parent.mkdir()
    copy.write_bytes(spoil(content))
    line = refused("restore", copy)
    assert said in line
    assert str(copy) in line


def test_under_an_open_app_nothing_is_restored_or_salvaged(refused, run, path, content, tmp_path):
    copy = tmp_path / "copies" / "copy.json"
    run("backup", copy)
    app = Book(path, clock=lambda: NOW)
    app.claim()
    assert "is open in Afterword" in refused("restore", copy)
    path.write_bytes(content[:-200])
    assert "is open in Afterword" in refused("check", "--salvage")
    app.close()
    assert run("restore", copy) == 0


def test_a_cut_file_is_salvaged_and_then_opens(run, path, content, capsys):
    cut = content[: len(content) // 2]
    path.write_bytes(cut)
    assert run("check", "--salvage") == 0
    lines = capsys.readouterr().out.splitlines()
    kept = path.with_name("afterword.damaged-2026-11-24-093000.json")
    assert lines[0].startswith("Saved ")
    assert lines[0].endswith(" cards.")
    assert lines[1].startswith("Lost: the file ends in the middle of card ")
    assert lines[-1] == f"The damaged file is kept in {kept}"
    assert kept.read_bytes() == cut
    assert run("check") == 0
    assert 5 < len(Book(path).cards) < 20
    assert run("today") == 0


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda content: content, "is whole"),
        (SPOILED["foreign"][0], "not an Afterword file"),
        (SPOILED["newer"][0], "newer Afterword"),
        (lambda content: SPOILED["newer"][0](content)[:-200], "newer Afterword"),
        (SPOILED["empty"][0], "No card in"),
        (SPOILED["text"][0], "No card in"),
    ],
    ids=["whole", "foreign", "newer", "newer and cut", "empty", "text"],
)
def test_what_cannot_be_salvaged_is_left_as_it_is(refused, path, content, spoil, said):
    path.write_bytes(spoil(content))
    assert said in refused("check", "--salvage")


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
