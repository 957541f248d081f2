from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from pendulum import DateTime

from store.errors import FileRefusedError, SaveFailedError
from store.file import backups, replacing
from store.file.book import Book
from store.file.format import FORMAT
from store.records import Settings
from store.search.reference import find
from tests.conftest import NOW, MakeCard

THIS, NEWER = (f'"format":{number}'.encode() for number in (FORMAT, FORMAT + 1))


class Days:
    """A clock of whole days."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> DateTime:
        return self.now

    def next(self) -> None:
        self.now = self.now.add(days=1)


@pytest.fixture
def days() -> Days:
    return Days()


Fill = Callable[..., Book]


@pytest.fixture
def fill(days: Days, make_card: MakeCard) -> Fill:
    """A book at a path after this many days with one new card each; settings are put first."""

    def filled(path: Path, count: int = 1, **settings: int) -> Book:
        book = Book(path, clock=days)
        if settings:
            book.put_mine(book.me, replace(Settings(), **settings))
        for number in range(count):
            book.put(make_card(f"Company {number}"), None)
            days.next()
        return book

    return filled


def kept(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if ".backup-" in each.name)


def test_the_first_save_of_a_day_keeps_what_was_there_and_further_ones_nothing(
    path, days, fill, make_card
):
    book = fill(path)
    assert kept(path) == [], "before the very first save there is nothing to keep"
    before = path.read_bytes()
    for company in ("Initech", "Hooli"):
        book.put(make_card(company), None)
        (copy,) = kept(path)
        assert copy == "afterword.backup-2026-11-25.json"
        assert path.with_name(copy).read_bytes() == before
    assert stat.S_IMODE(path.with_name(copy).stat().st_mode) == 0o600
    assert Book(path.with_name(copy)).cards == [find(book.cards, "Company 0")]
    days.next()
    book.put(make_card("Umbra"), None)
    assert kept(path) == [f"afterword.backup-2026-11-{day}.json" for day in (25, 26)]
    assert book.take_notices() == []


def test_only_the_newest_days_stay_and_nothing_else_is_touched(path, fill):
    foreign = [
        path.with_name(name)
        for name in (
            "afterword.backup-2026-11-24.json.txt",
            "afterword.backup-2026-11-24-000000.json",
            "afterword.backup-old.json",
            "another.backup-2026-11-01.json",
            "afterword-2.backup-2026-11-01.json",
            "afterwordXbackup-2026-11-01.json",
            "afterword.replaced-2026-11-01.json",
            "afterword.copy-2026-11-01-101010.json",
        )
    ]
    for each in foreign:
        each.write_text("mine")
    folder = path.with_name("afterword.backup-2026-11-02.json")
    folder.mkdir()
    fill(path, 8, backups=3)
    days = [each.day for each in backups.listing(path)]
    assert days == ["2026-12-01", "2026-11-30", "2026-11-29"]
    assert all(each.read_text() == "mine" for each in foreign)
    assert folder.is_dir()


def test_a_copy_kept_by_hand_under_a_later_day_counts_as_any_other(path, fill):
    fill(path, 2, backups=2)
    path.with_name("afterword.backup-2027-01-01.json").write_bytes(path.read_bytes())
    fill(path, 2)
    assert kept(path) == [f"afterword.backup-{day}.json" for day in ("2026-11-27", "2027-01-01")]


def test_fewer_copies_from_now_on_and_none(path, days, fill, make_card):
    book = fill(path, 5)
    assert len(kept(path)) == 4
    book.put_mine(book.me, Settings(backups=2))
    days.next()
    book.put(make_card("Initech"), None)
    assert kept(path) == [f"afterword.backup-2026-11-{day}.json" for day in (29, 30)]
    book.put_mine(book.me, Settings(backups=0))
    for _ in range(3):
        days.next()
        book.put(make_card("Hooli"), None)
    assert len(kept(path)) == 2, "none is made, and none that is there is taken away"


def test_with_none_wanted_none_is_made(path, fill):
    fill(path, 4, backups=0)
    assert kept(path) == []


def test_where_it_cannot_even_be_looked_at_the_save_still_works(path, fill, make_card, monkeypatch):
    book = fill(path, 3)
    older, real = kept(path), Path.stat

    def forbidden(target: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if ".backup-" in target.name:
            raise PermissionError(13, "Permission denied")
        return real(target, follow_symlinks=follow_symlinks)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", forbidden)
        book.put(make_card("Initech"), None)
        with pytest.raises(SaveFailedError, match="you have no permission"):
            backups.keep_aside(path, b"x", "backup", NOW)
    assert find(Book(path).cards, "Initech")
    assert kept(path) == older
    assert "you have no permission" in book.take_notices()[0]


@pytest.mark.parametrize("problem", ["cannot be written", "cannot be read", "reads otherwise"])
def test_a_failed_backup_takes_no_older_one_and_the_save_still_works(
    path, fill, make_card, monkeypatch, problem
):
    book = fill(path, 5, backups=2)
    older = kept(path)
    real = replacing.replace

    def fail(target: Path, content: bytes, **_owner: Path | None) -> None:
        if ".backup-" not in target.name:
            real(target, content)
        elif problem == "cannot be written":
            raise SaveFailedError(f"{target} was not saved: the disk is full.")
        else:
            real(target, content[:-9])
            if problem == "cannot be read":
                target.unlink()
                target.mkdir()

    monkeypatch.setattr(replacing, "replace", fail)
    book.put(make_card("Initech"), None)
    assert set(older) <= set(kept(path))
    assert find(Book(path).cards, "Initech")
    assert book.is_saved
    (notice,) = book.take_notices()
    assert notice.startswith("No backup was made today. ")
    assert "\n" not in notice
    assert book.take_notices() == []


def test_an_older_copy_that_cannot_be_taken_away_does_not_stop_the_save(
    path, fill, make_card, monkeypatch
):
    book = fill(path, 4, backups=2)
    real = Path.unlink

    def forbidden(target: Path, *, missing_ok: bool = False) -> None:
        if ".backup-" in target.name:
            raise PermissionError(1, "Operation not permitted")
        real(target, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", forbidden)
    book.put(make_card("Initech"), None)
    assert find(Book(path).cards, "Initech")
    assert len(kept(path)) == 3


def test_a_damaged_copy_of_today_is_not_written_over(path, fill, make_card):
    book = fill(path)
    today = path.with_name("afterword.backup-2026-11-25.json")
    today.write_bytes(b"damaged")
    book.put(make_card("Initech"), None)
    assert today.read_bytes() == b"damaged"
    assert find(Book(path).cards, "Initech")


@pytest.mark.parametrize(
    "name",
    [
        "n" * 250 + ".json",
        "n" * 233 + ".json",
        "n" * 228 + ".json",
        "n" * 227 + ".json",
        "n" * 255,
        "ü" * 125 + ".json",
        "MONDAYS.json",
        "a.b-2026-11-01.c",
        "no suffix",
        ".hidden",
        "[a-z]*(.json",
    ],
    ids=range(11),
)
def test_any_name_of_a_file_has_its_copies(tmp_path, fill, name):
    path = tmp_path / name
    fill(path, 6, backups=3)
    copies = backups.listing(path)
    assert [each.day for each in copies] == ["2026-11-29", "2026-11-28", "2026-11-27"]
    assert [(each.cards, each.problem) for each in copies] == [(5, ""), (4, ""), (3, "")]
    beside = [each for each in tmp_path.iterdir() if not each.name.endswith("saving")]
    assert len(beside) == 4, "the file and its copies"


def test_the_copies_of_a_linked_file_lie_beside_the_real_one(tmp_path, fill):
    real = tmp_path / "real" / "book.json"
    link = tmp_path / "link.json"
    link.symlink_to(real)
    fill(link, 3)
    assert kept(real) == [f"book.backup-2026-11-{day}.json" for day in (25, 26)]
    assert kept(link) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-30],
        lambda content: b"",
        lambda content: b"Dear diary",
        lambda content: b'{"_default": {"1": {"title": "shopping"}}}',
        lambda content: content.replace(THIS, NEWER),
    ],
    ids=["cut", "empty", "text", "foreign", "newer"],
)
def test_the_newest_good_copy_is_one_that_could_be_restored(path, fill, spoil):
    fill(path, 4)
    newest = path.with_name("afterword.backup-2026-11-27.json")
    newest.write_bytes(spoil(newest.read_bytes()))
    found = backups.newest_good(path)
    assert found is not None
    assert (found.day, found.cards, found.problem) == ("2026-11-26", 2, "")
    listed = backups.listing(path)
    assert [bool(each.problem) for each in listed] == [True, False, False]
    assert listed[0].path == newest
    assert "\n" not in listed[0].problem


def test_a_copy_with_a_card_that_does_not_fit_is_only_the_second_best(path, fill):
    fill(path, 4)
    copies = sorted(path.parent.glob("*.backup-*.json"), reverse=True)
    for copy in copies:
        copy.write_bytes(copy.read_bytes().replace(b'"Company 0"', b"7"))
    found = backups.newest_good(path)
    assert found is not None
    assert (found.path, found.cards, found.problem) == (copies[0], 2, "")
    copies[1].write_bytes(copies[1].read_bytes().replace(b":7,", b':"Company 0",'))
    found = backups.newest_good(path)
    assert found is not None
    assert (found.path, found.cards) == (copies[1], 2)


def test_without_copies_there_is_no_good_one(tmp_path, path):
    assert backups.newest_good(path) is None
    assert backups.listing(tmp_path / "no folder" / "a.json") == []


def test_a_refusal_names_the_newest_good_copy_and_the_exact_command(tmp_path, fill):
    path = tmp_path / "my files" / "it's mine.json"
    fill(path, 3)
    copy = path.with_name("it's mine.backup-2026-11-26.json")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(FileRefusedError, match="cut short") as refused:
        Book(path)
    said = str(refused.value)
    assert "\n" not in said
    assert "The newest good backup is of 2026-11-26 (two cards)." in said
    command = said.partition("To restore it: ")[2]
    assert shlex.split(command) == ["afterword", "--db", str(path), "restore", str(copy)]


def test_the_command_is_short_for_the_file_in_use(path, fill, monkeypatch):
    fill(path, 2)
    path.write_bytes(b"")
    monkeypatch.setenv("AFTERWORD_DB", str(path))
    with pytest.raises(FileRefusedError) as refused:
        Book(path)
    copy = path.with_name("afterword.backup-2026-11-25.json")
    assert str(refused.value).endswith(f"To restore it: afterword restore {copy}")


def test_a_refusal_without_a_good_copy_says_so(path, fill):
    fill(path, 2)
    for each in (path, path.with_name("afterword.backup-2026-11-25.json")):
        each.write_bytes(b"{")
    with pytest.raises(FileRefusedError, match="There is no backup beside it") as refused:
        Book(path)
    assert str(refused.value).endswith(f"afterword --db {path} check")


@pytest.mark.parametrize(
    "content", [b'{"_default": {}}', b'{"meta": {"1": {"format": 99, "id": "x"}}, "cards": []}']
)
def test_for_a_file_that_is_not_damaged_no_backup_is_offered(path, fill, content):
    fill(path, 2)
    path.write_bytes(content)
    with pytest.raises(FileRefusedError) as refused:
        Book(path)
    assert "restore" not in str(refused.value)


def test_what_is_kept_aside_never_takes_the_place_of_another(path, fill):
    fill(path)
    made = [backups.keep_aside(path, bytes([n]), "replaced", NOW) for n in range(3)]
    assert [each.read_bytes() for each in made] == [b"\0", b"\1", b"\2"]
    assert [each.name for each in made] == [
        "afterword.replaced-2026-11-24-093000.json",
        "afterword.replaced-2026-11-24-093000-2.json",
        "afterword.replaced-2026-11-24-093000-3.json",
    ]
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o600
