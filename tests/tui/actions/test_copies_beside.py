"""A copy that a sync tool left beside the file: offered, merged, and not offered again."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from store.file.book import Book
from store.file.strays import strays
from store.history import actions
from store.records import Stage
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tests.tui.cli.conftest import Run
from tests.tui.cli.conftest import run as run  # noqa: PLC0414 - the fixture
from tests.tui.conftest import OpenDesk

NAMES = [
    "afterword.sync-conflict-20261124-093000-ABCDEFG.json",
    "afterword (Sam's conflicted copy 2026-11-24).json",
    "afterword (conflicted copy 2026-11-24 093000).json",
    "afterword_conflict-20261124-093000.json",
    "afterword-LAPTOP.json",
    "afterword (In Konflikt stehende Kopie von Sam).json",
    "afterword (1).json",
    "afterword 2.json",
    "afterword~HEAD.json",
]


@pytest.fixture
def apart(path: Path) -> bytes:
    """A file of four cards; gives the content of a copy in which one more step was taken."""
    Book(path).put_new(sample_cards(NOW)[:4])
    before = path.read_bytes()
    book = Book(path)
    card = find(book.cards, "Harbor & Pine")
    book.put(actions.advance(card, NOW), card)
    after = path.read_bytes()
    path.write_bytes(before)
    return after


@pytest.mark.parametrize("name", NAMES)
async def test_a_copy_is_offered_and_merged(
    open_desk: OpenDesk, path: Path, apart: bytes, name: str
):
    copy = path.with_name(name)
    copy.write_bytes(apart)
    async with open_desk(size=(120, 30)) as desk:
        await desk.until(lambda: "Beside the file lies a copy" in desk.said)
        assert "= merges it." in desk.said
        await desk.press("=")
        assert name in desk.read
        await desk.press("enter", "=")
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.THANK_YOU, "the safe answer"
        await desk.press("y")
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.WAITING
        assert desk.said.startswith("One card is changed.")
        await desk.press("=")
        assert desk.said == "No copy with other changes lies beside the file."
        await desk.press("u")
        assert find(desk.book.cards, "Harbor & Pine").stage is Stage.THANK_YOU
    assert copy.read_bytes() == apart, "the copy stays as it was"
    assert [each.has_news for each in strays(path)] == [False]


async def test_what_is_no_copy_of_this_file_is_not_offered(
    open_desk: OpenDesk, path: Path, apart: bytes, make_card: MakeCard
):
    path.with_name("afterword-older.json").write_bytes(path.read_bytes())
    path.with_name("afterword.backup-2026-11-23.json").write_bytes(apart)
    path.with_name("afterword.copy-2026-11-23-090000.json").write_bytes(apart)
    path.with_name("afterword-cut.json").write_bytes(apart[:-9])
    path.with_name("afterword-empty.json").write_bytes(b"")
    path.with_name("afterwords.json").write_bytes(apart)
    path.with_name("afterword-list.json").write_text("[1, 2]")
    path.with_name("afterword-folder.json").mkdir()
    path.with_name("afterword-link.json").symlink_to(path)
    Book(path.with_name("afterword-other.json")).put_new([make_card()])
    (older,) = strays(path)
    assert (older.name, older.has_news) == ("afterword-older.json", False)
    async with open_desk() as desk:
        await desk.press("=")
        assert desk.said == "No copy with other changes lies beside the file."


def test_the_commands_name_it_until_it_is_merged(run: Run, path: Path, apart: bytes):
    copy = path.with_name("afterword (conflicted copy).json")
    copy.write_bytes(apart)
    advice = f"To bring them in: afterword merge '{copy}'"
    assert run("check").lines[-1].endswith(advice)
    where = run("where")
    assert (where.lines, where.err.endswith(f"{advice}\n")) == ([str(path)], True)
    assert run("merge", str(copy)).status == 0
    told = f"A copy beside it holds nothing that is not here: {copy}"
    assert run("check").lines[-1] == told
    assert run("where").err == f"{told}\n"


def test_a_file_that_is_not_there_has_no_copies(run: Run, path: Path, apart: bytes):
    path.with_name("afterword-LAPTOP.json").write_bytes(apart)
    path.unlink()
    assert run("where").err == ""
    assert strays(path) == []


def test_of_very_many_copies_the_newest_are_looked_at(path: Path, apart: bytes) -> None:
    here = path.read_bytes()
    for number in range(60):
        old = path.with_name(f"afterword.sync-conflict-20260101-{number:06}.json")
        old.write_bytes(here)
        os.utime(old, (number, number))
    path.with_name("afterword.sync-conflict-20261124-093000.json").write_bytes(apart)
    assert [each.name for each in strays(path) if each.has_news] == [
        "afterword.sync-conflict-20261124-093000.json"
    ]


def test_the_command_that_is_named_merges_into_the_file_it_was_found_beside(
    run: Run, path: Path, apart: bytes
) -> None:
    other = path.with_name("other.json")
    path.rename(other)
    copy = other.with_name("other (conflicted copy).json")
    copy.write_bytes(apart)
    told = run("--db", str(other), "where").err
    assert f"merge '{copy}'" in told
    named = shlex.split(told.partition("To bring them in: afterword ")[2])
    assert run(*named).status == 0
    assert not path.exists(), "the usual file has nothing to do with it"
    assert find(Book(other).cards, "Harbor & Pine").stage is Stage.WAITING
