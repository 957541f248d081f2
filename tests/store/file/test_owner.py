"""Root on somebody's file: what is made beside it is theirs, so that they can go on with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.file import care
from store.file.book import Book
from store.file.replacing import beside
from tests.conftest import NOW, MakeCard

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")

THEIRS = (12345, 12346)
"""A user and a group that nobody here has."""


def owner(path: Path) -> tuple[int, int]:
    found = path.lstat()
    return found.st_uid, found.st_gid


@pytest.fixture
def path(tmp_path: Path, make_card: MakeCard) -> Path:
    """A file in a folder of its own, both of another user."""
    path = tmp_path / "theirs" / "afterword.json"
    path.parent.mkdir()
    Book(path, clock=lambda: NOW).put(make_card(), None)
    for each in (path.parent, path):
        os.chown(each, *THEIRS)
    for each in path.parent.iterdir():
        if each != path:
            each.unlink()
    return path


def test_all_that_root_makes_beside_a_file_has_the_owner_of_the_file(
    path: Path, make_card: MakeCard
) -> None:
    tomorrow = NOW.add(days=1)
    book = Book(path, clock=lambda: tomorrow)
    assert book.claim() is None
    book.put(make_card("Initech"), None)
    copy = care.back_up(path, None, tomorrow)
    book.close()
    care.restore(path, copy, tomorrow)
    path.write_bytes(path.read_bytes()[:-200])
    care.save_what_is_left(path, tomorrow)

    made = {each.name: owner(each) for each in path.parent.iterdir()}
    assert {".afterword.json.lock", ".afterword.json.saving", path.name, copy.name} < set(made)
    for word in ("backup", "replaced", "damaged"):
        assert any(f".{word}-" in name for name in made)
    assert set(made.values()) == {THEIRS}


@pytest.mark.parametrize("ending", ["lock", "saving"])
@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_link_planted_as_a_sidecar_gives_nothing_away(
    path: Path, tmp_path: Path, make_card: MakeCard, ending: str, there: bool
) -> None:
    secret = tmp_path / "secret"
    if there:
        secret.write_text("of root")
    beside(path, ending).symlink_to(secret)
    book = Book(path, clock=lambda: NOW)
    book.claim()
    book.put(make_card("Initech"), None)
    book.close()
    if there:
        assert owner(secret) == (0, 0)
        assert secret.read_text() == "of root"
    else:
        assert not secret.exists()


def test_a_link_planted_as_a_backup_is_not_followed(
    path: Path, tmp_path: Path, make_card: MakeCard
) -> None:
    elsewhere = tmp_path / "elsewhere"
    planted = path.with_name(f"afterword.backup-{NOW.to_date_string()}.json")
    planted.symlink_to(elsewhere)
    book = Book(path, clock=lambda: NOW)
    book.put(make_card("Initech"), None)
    (notice,) = book.take_notices()
    assert notice.startswith("No backup was made today. ")
    assert planted.is_symlink()
    assert not elsewhere.exists()
    assert len(Book(path).cards) == 2


def test_a_copy_elsewhere_is_of_the_one_who_makes_it(path: Path, tmp_path: Path) -> None:
    copy = care.back_up(path, tmp_path / "copy.json", NOW)
    assert owner(copy) == (0, 0)
