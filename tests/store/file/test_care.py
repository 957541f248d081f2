from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from msgspec.structs import replace

from store.errors import BusyError, FileRefusedError, NotAllowedError, SaveFailedError
from store.file import care, replacing
from store.file.book import Book
from store.file.format import FORMAT
from store.file.lock import saving
from store.history import actions
from store.history.merge import merge
from store.records import HalfTyped, Me
from store.search.reference import find
from tests.conftest import NOW, MakeCard

Spoil = Callable[[bytes], bytes]


@pytest.fixture
def content(path: Path, make_card: MakeCard) -> bytes:
    """A whole file with two cards, one of them deleted, and one half-typed form."""
    book = Book(path, clock=lambda: NOW)
    book.put_mine(Me(name="Sam"))
    book.put_new(actions.add(make_card(name), NOW) for name in ("Globex", "Initech"))
    gone = find(book.cards, "Initech")
    book.put(actions.delete(gone, NOW), gone)
    book.put_half_typed([HalfTyped(action="add", fields={"company": "Um"}, left=NOW)])
    book.close()
    return path.read_bytes()


def beside(path: Path, word: str) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}.{word}-*"))


def newer(content: bytes) -> bytes:
    return content.replace(*(f'"format":{each}'.encode() for each in (FORMAT, FORMAT + 1)))


DAMAGED: dict[str, Spoil] = {
    "cut": lambda content: content[:-200],
    "empty": lambda _content: b"",
    "text": lambda _content: b"Dear diary",
}
NOT_DAMAGED: dict[str, Spoil] = {
    "newer": newer,
    "newer, laid out anew": lambda _content: b'{"meta":{"1":{"format":5,"id":"x"}},"cards":[]}',
    "foreign": lambda _content: b'{"_default": {"1": {"title": "shopping"}}}',
}
REFUSED = DAMAGED | NOT_DAMAGED


def test_a_check_of_a_whole_file_counts_what_is_in_it(path, content):
    report = care.check(path)
    assert report.is_good
    size = f"{len(content):,} bytes"
    assert report.lines == (
        f"{path} is whole: one card, three steps of history, {size}.",
        "Backups beside it: one.",
    )


def test_a_file_that_is_not_there_yet_is_no_problem(path):
    report = care.check(path)
    assert report.is_good
    assert "is not there yet" in report.lines[0]
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("kind", REFUSED)
def test_a_check_finds_what_is_wrong_and_changes_nothing(path, content, kind):
    bad = REFUSED[kind](content)
    path.write_bytes(bad)
    before = sorted(path.parent.iterdir())
    report = care.check(path)
    assert not report.is_good
    assert str(path) in report.lines[0]
    assert not any("\n" in line for line in report.lines)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (bad, before)


def test_a_check_of_a_cut_file_says_what_can_be_saved_and_what_would_be_lost(path, content):
    path.write_bytes(content[: content.index(b'"Initech"') + 40])
    lines = care.check(path).lines
    assert "cut short" in lines[0]
    assert lines[1].startswith("One card in it can be read: `afterword check --salvage`")
    assert lines[2].startswith("Lost would be: the file ends in the middle of card 2")


@pytest.mark.parametrize("kind", NOT_DAMAGED)
def test_a_check_offers_no_salvage_where_it_would_be_refused(path, content, kind):
    path.write_bytes(NOT_DAMAGED[kind](content))
    assert "--salvage" not in "".join(care.check(path).lines)


def test_a_check_tells_of_a_damaged_backup_and_the_good_ones(path, content):
    path.with_name("afterword.backup-2026-11-20.json").write_bytes(content[:-9])
    report = care.check(path)
    assert report.is_good
    assert report.lines[1] == "Backups beside it: two."
    assert report.lines[2].startswith("A backup that cannot be used: ")
    assert "afterword.backup-2026-11-20.json is cut short" in report.lines[2]


def test_a_check_tells_of_a_name_that_stands_twice(path, content):
    path.write_bytes(content.replace(b'"company":"Globex"', b'"company":"Old","company":"Globex"'))
    report = care.check(path)
    assert not report.is_good
    assert report.lines[-1] == "“company” stands twice in one place; the last one counts."


def test_a_check_tells_what_two_copies_disagree_on(path, content):
    card = find(Book(path).cards, "Globex")
    versions = [
        actions.edit(card, replace(card, notes=text), NOW.add(minutes=n))
        for n, text in enumerate(("here", "there"), 1)
    ]
    for version in versions:
        Book(path).put(version, card)
    report = care.check(path)
    assert report.is_good
    assert "Two copies disagree on Globex: see those cards." in report.lines
    found = find(Book(path).cards, "Globex")
    Book(path).put(actions.delete(found, NOW.add(minutes=3)), found)
    assert not any("disagree" in line for line in care.check(path).lines), "it is deleted"


def test_a_check_tells_of_what_hinders_a_save(path, content):
    os.link(path, path.with_name("second.json"))
    path.chmod(0o400)
    lines = care.check(path).lines
    assert "It cannot be written: the file is read-only." in lines
    assert any("hard link" in line for line in lines)


def test_a_backup_lies_beside_the_file_and_is_the_same(path, content):
    made = [care.back_up(path, None, NOW) for _ in range(2)]
    assert [each.name for each in made] == [
        "afterword.copy-2026-11-24-093000.json",
        "afterword.copy-2026-11-24-093000-2.json",
    ]
    assert [each.read_bytes() for each in made] == [content] * 2
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o600
    assert path.read_bytes() == content


def test_a_backup_goes_into_a_folder_or_a_new_file(path, content, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    into = care.back_up(path, folder, NOW)
    assert into == folder / "afterword.copy-2026-11-24-093000.json"
    deep = tmp_path / "a" / "b" / "copy.json"
    assert care.back_up(path, deep, NOW) == deep
    assert into.read_bytes() == deep.read_bytes() == content


@pytest.mark.parametrize("target", ["there.json", "folder", "afterword.json"])
def test_a_backup_never_takes_the_place_of_anything(path, content, tmp_path, target):
    (tmp_path / "there.json").write_text("mine")
    inside = tmp_path / "folder" / "afterword.copy-2026-11-24-093000.json"
    inside.parent.mkdir()
    inside.write_text("mine")
    with pytest.raises(NotAllowedError, match="is there already") as refused:
        care.back_up(path, tmp_path / target, NOW)
    assert "\n" not in str(refused.value)
    assert (tmp_path / "there.json").read_text() == inside.read_text() == "mine"
    assert path.read_bytes() == content


@pytest.mark.parametrize("kind", REFUSED)
def test_of_a_file_that_is_not_whole_there_is_no_backup(path, content, kind):
    path.write_bytes(REFUSED[kind](content))
    with pytest.raises(FileRefusedError):
        care.back_up(path, None, NOW)
    assert beside(path, "copy") == []


def test_a_missing_file_has_no_backup(path):
    with pytest.raises(FileRefusedError, match="nothing to back up"):
        care.back_up(path, None, NOW)


def test_a_restore_puts_the_copy_in_place_and_keeps_what_it_replaces(path, content, make_card):
    copy = care.back_up(path, None, NOW)
    Book(path).put(make_card("Hooli"), None)
    replaced = path.read_bytes()
    kept = care.restore(path, copy, NOW)
    assert path.read_bytes() == content
    assert kept == path.with_name("afterword.replaced-2026-11-24-093000.json")
    assert kept.read_bytes() == replaced
    assert copy.read_bytes() == content
    assert care.restore(path, kept, NOW) is not None, "and back again"
    assert path.read_bytes() == replaced
    assert len(beside(path, "replaced")) == 2


def test_a_restore_where_there_is_no_file_replaces_nothing(path, content):
    copy = care.back_up(path, None, NOW)
    path.unlink()
    assert care.restore(path, copy, NOW) is None
    assert path.read_bytes() == content


@pytest.mark.parametrize("kind", REFUSED)
def test_a_restore_keeps_even_a_damaged_or_foreign_file(path, content, kind):
    copy = care.back_up(path, None, NOW)
    bad = REFUSED[kind](content)
    path.write_bytes(bad)
    kept = care.restore(path, copy, NOW)
    assert kept is not None
    assert (kept.read_bytes(), path.read_bytes()) == (bad, content)


@pytest.mark.parametrize("kind", REFUSED)
def test_a_copy_that_is_not_whole_is_not_restored(path, content, tmp_path, kind):
    copy = tmp_path / "copy.json"
    copy.write_bytes(REFUSED[kind](content))
    with pytest.raises(FileRefusedError) as refused:
        care.restore(path, copy, NOW)
    assert str(copy) in str(refused.value)
    assert path.read_bytes() == content
    assert beside(path, "replaced") == []


def test_a_missing_copy_is_not_restored(path, content, tmp_path):
    with pytest.raises(FileRefusedError, match="is not there"):
        care.restore(path, tmp_path / "nowhere.json", NOW)
    assert path.read_bytes() == content


@pytest.mark.parametrize("salvage", [True, False])
def test_nothing_is_exchanged_under_an_open_app(path, content, salvage):
    app = Book(path, clock=lambda: NOW)
    app.claim()
    copy = care.back_up(path, None, NOW)
    bad = content[:-60]
    path.write_bytes(bad)
    with pytest.raises(BusyError, match="is open in Afterword") as refused:
        _exchange(path, copy, salvage=salvage)
    assert str(os.getpid()) in str(refused.value)
    assert "Nothing was changed" in str(refused.value)
    assert path.read_bytes() == bad
    assert beside(path, "replaced") == beside(path, "damaged") == []
    app.close()
    _exchange(path, copy, salvage=salvage)
    assert find(Book(path).cards, "Globex")


def _exchange(path: Path, copy: Path, *, salvage: bool) -> None:
    if salvage:
        care.save_what_is_left(path, NOW)
    else:
        care.restore(path, copy, NOW)


def test_a_restore_waits_for_a_save_that_is_going_on(path, content, monkeypatch):
    monkeypatch.setattr("store.file.lock._PATIENCE", 0.05)
    copy = care.back_up(path, None, NOW)
    with saving(path), pytest.raises(BusyError):
        care.restore(path, copy, NOW)
    care.restore(path, copy, NOW)


@pytest.mark.parametrize("salvage", [True, False])
def test_what_cannot_be_kept_is_not_replaced(path, content, monkeypatch, salvage):
    copy = care.back_up(path, None, NOW)
    bad = content[:-60]
    path.write_bytes(bad)
    real = replacing.replace

    def fail(target: Path, raw: bytes, **_owner: Path | None) -> None:
        if target != path:
            raise SaveFailedError("The disk is full.")
        real(target, raw)

    monkeypatch.setattr(replacing, "replace", fail)
    with pytest.raises(SaveFailedError, match="The disk is full"):
        _exchange(path, copy, salvage=salvage)
    assert path.read_bytes() == bad


def test_a_cut_file_is_salvaged_and_opens_and_the_cut_one_is_kept(path, content):
    cut = content[: content.index(b'"Initech"') + 40]
    path.write_bytes(cut)
    report, kept = care.save_what_is_left(path, NOW)
    assert not report.is_good
    assert report.lines[0] == "Saved one card."
    assert report.lines[1].startswith("Lost: the file ends in the middle of card 2")
    assert kept == path.with_name("afterword.damaged-2026-11-24-093000.json")
    assert kept.read_bytes() == cut
    book = Book(path)
    assert [card.company for card in book.cards] == ["Globex"]
    assert book.me.name == "Sam"
    assert care.check(path).is_good
    before, after = orjson.loads(content), orjson.loads(path.read_bytes())
    assert after["meta"] == before["meta"], "it is still the same file"
    assert after["cards"]["1"] == before["cards"]["1"]


def test_without_its_mark_a_salvaged_file_gets_a_new_one(path, content):
    path.write_bytes(content[content.index(b'"cards"') :])
    report, _ = care.save_what_is_left(path, NOW)
    assert report.lines[0] == "Saved two cards."
    assert find(Book(path).cards, "Globex").company == "Globex"


def test_a_salvage_keeps_what_a_card_that_does_not_fit_was_beside(path, content, make_card):
    Book(path).put(make_card("Hooli"), None)
    path.write_bytes(path.read_bytes().replace(b'"Globex"', b"7"))
    report, kept = care.save_what_is_left(path, NOW)
    assert report.lines[0] == "Saved two cards."
    assert [card.company for card in Book(path).cards] == ["Hooli"]
    assert kept is not None


def test_a_whole_file_is_not_salvaged(path, content):
    with pytest.raises(NotAllowedError, match="is whole"):
        care.save_what_is_left(path, NOW)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "spoil",
    [
        *NOT_DAMAGED.values(),
        DAMAGED["empty"],
        DAMAGED["text"],
        lambda content: newer(content)[:-60],
        lambda content: content[: content.index(b'"cards"') + 30],
    ],
    ids=[*NOT_DAMAGED, "empty", "text", "newer and cut", "cut before the first card"],
)
def test_what_is_not_ours_or_newer_or_empty_is_never_salvaged_over(path, content, spoil):
    bad = spoil(content)
    path.write_bytes(bad)
    with pytest.raises(FileRefusedError) as refused:
        care.save_what_is_left(path, NOW)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == bad
    assert beside(path, "damaged") == []
    assert "--salvage" not in "".join(care.check(path).lines)


def test_a_missing_file_is_not_salvaged(path):
    with pytest.raises(FileRefusedError, match="is not there"):
        care.save_what_is_left(path, NOW)
    assert not path.exists()


def test_a_copy_to_merge_must_be_there_and_whole(path, content, tmp_path):
    state = care.read_copy(path)
    assert merge(state, Book(path).state) == state
    for kind, spoil in REFUSED.items():
        bad = tmp_path / f"{kind}.json"
        bad.write_bytes(spoil(content))
        with pytest.raises(FileRefusedError):
            care.read_copy(bad)
    with pytest.raises(FileRefusedError, match="is not there"):
        care.read_copy(tmp_path / "nowhere.json")
