"""Other programs, other copies and left-overs beside the file."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from msgspec.structs import replace

from store.errors import FileRefusedError, SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.file.format import new_meta
from store.file.storage import FileStorage
from tests.conftest import MakeCard

Tables = dict[str, dict[str, Any]]
OLD: Tables = {"meta": {"1": new_meta("file1")}, "cards": {"1": {"company": "Globex"}}}
ELSEWHERE: Tables = OLD | {"me": {"1": {"name": "elsewhere"}}}
HERE: Tables = OLD | {"cards": {"1": {"company": "here"}}}


@pytest.fixture
def storage(path: Path) -> FileStorage:
    FileStorage(path).write(OLD)
    return FileStorage(path)


def test_a_write_outside_an_action_does_not_overwrite_an_edit_made_elsewhere(
    storage: FileStorage, path: Path
) -> None:
    FileStorage(path).write(ELSEWHERE)
    with pytest.raises(SaveFailedError, match="another program"):
        storage.write(HERE)
    assert storage.read() == orjson.loads(path.read_bytes()) == ELSEWHERE
    assert storage.generation == 1
    storage.write(HERE)
    assert orjson.loads(path.read_bytes()) == HERE


def test_an_edit_of_the_same_size_and_time_is_noticed(storage: FileStorage, path: Path) -> None:
    seen = path.stat()
    with path.open("r+b") as file:
        file.write(path.read_bytes().replace(b"Globex", b"Hooli!"))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert storage.refresh()
    assert storage.read() == OLD | {"cards": {"1": {"company": "Hooli!"}}}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that lies on the disk has lain there for an hour."""
    now = time.time_ns()
    monkeypatch.setattr("time.time_ns", lambda: now + 3600 * 1_000_000_000)


@pytest.mark.usefixtures("later")
def test_a_file_that_looks_as_it_did_is_not_read_again_for_a_save(
    storage: FileStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.refresh()
    with monkeypatch.context() as patch:
        patch.setattr("store.file.storage.holds", lambda *_: pytest.fail("read again"))
        storage.write(HERE)
    assert orjson.loads(path.read_bytes()) == HERE


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("put_in_place", [Path.write_bytes, replacing.replace])
def test_an_old_file_that_is_edited_at_its_old_size_and_time_is_not_overwritten(
    storage: FileStorage, path: Path, put_in_place: Callable[[Path, bytes], object]
) -> None:
    storage.refresh()
    seen, edited = path.stat(), path.read_bytes().replace(b"Globex", b"Hooli!")
    _wait_for_its_clock(path)
    put_in_place(path, edited)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    with pytest.raises(SaveFailedError, match="another program"):
        storage.write(HERE)
    assert path.read_bytes() == edited


def _wait_for_its_clock(path: Path) -> None:
    """Return once the clock that dates the files there has moved on."""
    fresh, seen = path.with_name("fresh"), path.stat().st_ctime_ns
    while True:
        fresh.write_bytes(b"")
        if fresh.stat().st_ctime_ns > seen:
            return


@pytest.mark.usefixtures("later")
def test_an_edit_in_the_moment_after_our_own_save_is_not_overwritten(
    storage: FileStorage, path: Path
) -> None:
    storage.write(HERE)
    edited = path.read_bytes().replace(b'"here"', b'"Here"')
    seen = path.stat()
    path.write_bytes(edited)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    with pytest.raises(SaveFailedError, match="another program"):
        storage.write(OLD)
    assert path.read_bytes() == edited


@pytest.mark.usefixtures("later")
def test_rubbish_that_has_lain_there_for_long_is_refused_each_time(
    storage: FileStorage, path: Path
) -> None:
    storage.refresh()
    path.write_bytes(b"rubbish")
    for thoroughly in (False, True, False):
        with pytest.raises(FileRefusedError):
            storage.refresh(thoroughly=thoroughly)
        with pytest.raises(FileRefusedError):
            storage.write(HERE)
    assert path.read_bytes() == b"rubbish"


def test_an_edit_made_right_after_our_own_save_is_noticed(
    storage: FileStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = replacing.replace

    def replace_and_be_overtaken(target: Path, content: bytes, **_owner: Path | None) -> None:
        real(target, content)
        real(target, orjson.dumps(ELSEWHERE))

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "replace", replace_and_be_overtaken)
        storage.write(HERE)
    assert storage.refresh()
    assert storage.read() == ELSEWHERE


def test_rubbish_put_in_its_place_is_neither_read_nor_overwritten(
    storage: FileStorage, path: Path
) -> None:
    path.write_bytes(b"rubbish")
    for attempt in (storage.refresh, lambda: storage.write(HERE)):
        with pytest.raises(FileRefusedError):
            attempt()
    assert path.read_bytes() == b"rubbish"
    assert storage.read() == OLD


def test_the_left_over_of_a_crash_is_swept_but_not_a_save_still_going_on(
    storage: FileStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    real = os.replace

    def noted(source: Path, target: Path) -> None:
        left.append(str(source))
        real(source, target)

    monkeypatch.setattr(os, "replace", noted)
    storage.write(HERE)
    temporary = Path(left[0])
    others = [path.with_name(name) for name in (".afterword-notes", ".afterword-0123456789ab-x")]
    for each in (temporary, *others):
        each.write_text("x")
    FileStorage(path)
    assert temporary.exists(), "it is young: perhaps another program is saving"
    for each in (temporary, *others):
        os.utime(each, (1, 1))
    FileStorage(path, read_only=True)
    assert temporary.exists(), "a look changes nothing"
    FileStorage(path)
    assert not temporary.exists()
    assert all(each.exists() for each in others)


def test_a_clock_that_is_off_takes_no_temporary_file_from_another_program(
    storage: FileStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = path.with_name(f".afterword-{'0' * 12}-{'0' * 16}")
    temporary.write_text("x")
    monkeypatch.setattr("time.time", lambda: temporary.stat().st_mtime + 3600)
    FileStorage(path)
    assert temporary.exists()


def test_a_refused_opening_removes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "sweep", lambda _path: pytest.fail("swept"))
    path.write_bytes(b"rubbish")
    with pytest.raises(FileRefusedError):
        FileStorage(path)


def test_two_long_names_that_begin_alike_keep_apart(tmp_path: Path) -> None:
    for end in "ab":
        path = tmp_path / ("n" * 249 + end)
        FileStorage(path).write(OLD)
        assert FileStorage(path).read() == OLD
    marks = {replacing._mark("n" * 249 + end) for end in "ab"}
    assert len(marks) == 2


def test_a_link_planted_at_a_temporary_name_is_not_followed(
    storage: FileStorage, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    monkeypatch.setattr("os.urandom", bytes)
    path.with_name(replacing._mark(path.name) + "0" * 16).symlink_to(victim)
    with pytest.raises(SaveFailedError):
        storage.write(HERE)
    assert victim.read_text() == "precious"
    assert storage.read() == OLD


def test_a_link_to_a_file_not_there_yet_is_kept(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "sub" / "real.json")
    FileStorage(link).write(OLD)
    assert link.is_symlink()
    assert stat.S_IMODE((tmp_path / "sub").stat().st_mode) == 0o700


def test_every_folder_made_for_it_is_private(tmp_path: Path) -> None:
    FileStorage(tmp_path / "a" / "b" / "c.json").write(OLD)
    for folder in ("a", "a/b"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700


def test_where_the_group_cannot_be_kept_its_rights_are_not_given_to_another(
    storage: FileStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_args: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    path.chmod(0o660)
    monkeypatch.setattr(os, "fchown", forbidden)
    storage.write(HERE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_pipe_put_in_its_place_is_not_replaced(storage: FileStorage, path: Path) -> None:
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(FileRefusedError, match="pipe"):
        storage.write(HERE)
    assert stat.S_ISFIFO(path.lstat().st_mode)


def test_what_tinydb_does_to_its_copy_does_not_reach_the_tables(storage: FileStorage) -> None:
    copy = storage.read()
    assert copy is not None
    copy["cards"]["1"]["company"] = "changed"
    copy["cards"]["2"] = {}
    del copy["meta"]
    assert storage.read() == OLD


def test_a_look_at_an_unchanged_file_parses_nothing(
    storage: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.file.storage.parse", lambda *_args: pytest.fail("parsed"))
    assert not storage.refresh()
    with storage.action():
        pass


def test_one_changed_card_leaves_the_text_of_the_others_unread(
    path: Path, make_card: MakeCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, card = Book(path), make_card("Initech")
    book.put_new([make_card("Globex"), card])
    opened: list[bytes] = []
    real = orjson.loads
    with monkeypatch.context() as patch:
        patch.setattr(orjson, "loads", lambda raw: (opened.append(bytes(raw)), real(raw))[1])
        book.put(replace(card, role="PM"), card)
    assert [real(text)["company"] for text in opened] == ["Initech"]
    assert orjson.loads(path.read_bytes())["cards"]["2"]["role"] == "PM"


REFUSED = {
    "latin1": (b'{"me": {"1": {"name": "\xe9"}}}', r"not UTF-8 text \(at byte 23\)"),
    "utf16": ('{"meta": 1}'.encode("utf-16"), r"not UTF-8 text \(at byte 0\)"),
    "wrong": ('{"é": x}'.encode(), r"not JSON that can be read \(at byte 7\)"),
    "wrong behind a mark": (b'\xef\xbb\xbf{"a": x}', r"at byte 9\)"),
    "cut": (b'{"meta": {"1": {', r"cut short.*\(at byte 16\)"),
    "cut and filled with zeros": (b'{"meta": {"1": {' + b"\0" * 512, "cut short"),
    "only a mark": (b"\xef\xbb\xbf", "is empty"),
    "alike numbers": (
        b'{"meta": {"1": {"format": 1, "id": "x"}}, "cards": {"1": {}, "01": {}}}',
        "table “cards” is damaged: an entry has no number",
    ),
    "a table is a list": (
        b'{"meta": {"1": {"format": 1, "id": "x"}}, "cards": []}',
        "table “cards” is damaged",
    ),
    "newer, laid out anew": (
        b'{"meta": {"1": {"format": 99, "id": "x"}}, "cards": []}',
        r"newer Afterword \(format 99; this one reads 5\)",
    ),
    "format yes": (b'{"meta": {"1": {"format": true, "id": "x"}}}', "not an Afterword file"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_the_refusal_says_what_is_wrong_and_where(path: Path, kind: str) -> None:
    content, wrong = REFUSED[kind]
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=wrong) as refused:
        FileStorage(path)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == content


def test_a_name_cannot_break_the_line_or_drive_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\n\x1b]0;x\x07.json"
    path.write_bytes(b"rubbish")
    with pytest.raises(FileRefusedError) as refused:
        FileStorage(path)
    assert str(refused.value).isprintable()
