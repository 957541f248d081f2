"""Check, backup, restore and salvage from a shell."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from store.file.book import Book
from tests.conftest import NOW
from tests.tui.cli.file.conftest import SPOILED, folder


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


def test_a_card_that_cannot_be_used_is_told_once_by_each_command_and_in_full_by_check(
    run, path, content, capsys
):
    path.write_bytes(content.replace(b'"created":"2', b'"created":"9', 1))
    for command in (("list",), ("today",), ("stats",), ("list", "--json")):
        run(*command)
        said = capsys.readouterr().err
        assert said.count("1 card cannot be read: `afterword check` tells why.") == 1, command
    assert run("check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{path} can be read in part: 19 cards, ")
    assert lines[1].startswith("Card ")
    assert lines[1].endswith("“created” is not between the years 1970 and 2200.")
    assert run("check", "--salvage") == 0
    assert run("check") == 0


def test_check_tells_of_a_script_that_cannot_be_filled_in(run, path, content, capsys):
    Book(path).put_template("thank-you", "Title: a\nMedium: speech\nPurpose: b\n\nHello [nobody]")
    assert run("check") == 1
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith("The usual words stand in for your script “thank-you”.")
    assert "[nobody]" in said
