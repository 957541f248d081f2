from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from typing import Any

import orjson
import pytest

from store.errors import AfterwordError, FileRefusedError, SaveFailedError
from store.file.documents import as_text
from store.file.format import new_meta
from store.file.storage import FileStorage
from tests.faults.kinds import Fails
from tests.faults.shim import Shim

Tables = dict[str, dict[str, Any]]
OLD: Tables = {"meta": {"1": new_meta("file1")}, "cards": {"1": {"company": "Globex"}}}
NEW: Tables = OLD | {"me": {"1": {"name": "Sam"}}}
CALLS = [
    "open",
    "write",
    "fsync",
    "replace",
    "fchmod",
    "fchown",
    "close",
    "stat",
    "lstat",
    "access",
]


def beside(folder: Path) -> list[str]:
    """The names in a folder without the sidecars that carry the locks."""
    return [each.name for each in folder.iterdir() if each.suffix not in {".lock", ".saving"}]


def attempt(storage: FileStorage) -> AfterwordError | None:
    try:
        with storage.action():
            storage.save(as_text(NEW))
    except (SaveFailedError, FileRefusedError) as error:  # the look at the start may be refused
        return error
    return None


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("name", CALLS)
def test_whichever_call_fails_the_file_is_whole_and_the_memory_true(
    tmp_path: Path, name: str, for_good: bool
) -> None:
    for nth in range(1, 30):
        path = tmp_path / str(nth) / "afterword.json"
        FileStorage(path).write(OLD)
        storage, before = FileStorage(path), path.read_bytes()
        number = errno.EIO if nth % 2 else errno.ENOSPC
        fault = Fails(nth, number, lasting=for_good, only=name)
        with Shim(path.parent, fault):
            error = attempt(storage)
        saved = error is None
        if isinstance(error, SaveFailedError):
            assert "\n" not in str(error)
            assert str(path) in str(error)
            assert "othing was lost on disk" in str(error)
        now = orjson.loads(path.read_bytes())
        assert now in (OLD, NEW)
        if now == OLD:
            assert path.read_bytes() == before
            assert not saved
        elif not saved:
            assert name in {"open", "fsync", "close"}, "only the folder's sync comes after"
        if not for_good:
            assert storage.read() == now
        assert beside(path.parent) == [path.name]
        with storage.action():
            storage.save(as_text(NEW))
        assert FileStorage(path).read() == NEW == storage.read()
        if saved and fault.count < nth:
            return
    raise AssertionError("no save came through")


def test_where_only_the_folders_sync_failed_the_message_and_the_memory_say_so(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.json"
    FileStorage(path).write(OLD)
    storage = FileStorage(path)
    with (
        Shim(tmp_path, Fails(2, errno.EIO, only="fsync")),
        pytest.raises(SaveFailedError, match="was written"),
    ):
        storage.write(NEW)
    assert orjson.loads(path.read_bytes()) == NEW == storage.read()
    assert storage.generation == 1


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_knows_no_folder_sync_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real, count = os.fsync, 0

    def fsync(descriptor: int) -> None:
        nonlocal count
        count += 1
        if count % 2 == 0:
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    FileStorage(tmp_path / "a.json").write(OLD)
    assert count == 2


def test_where_the_system_has_it_the_stronger_sync_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda _fd, number: synced.append(number))
    FileStorage(tmp_path / "a.json").write(OLD)
    assert synced == [51]


def test_a_failed_stronger_sync_is_a_failed_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_fd: int, _number: int) -> None:
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", fail)
    with pytest.raises(SaveFailedError, match="the disk reported an error"):
        FileStorage(tmp_path / "a.json").write(OLD)
    assert beside(tmp_path) == []


def test_a_number_of_any_length_is_kept(tmp_path: Path) -> None:
    storage = FileStorage(tmp_path / "a.json")
    longer = OLD | {"me": {"1": {"name": 2**70}}}
    storage.write(longer)
    assert (tmp_path / "a.json").read_bytes().count(str(2**70).encode()) == 1


@pytest.mark.parametrize("value", ["\ud800", object(), {1: 2}], ids=["surrogate", "object", "key"])
def test_what_is_no_json_is_a_failed_save_and_nothing_more(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    storage = FileStorage(path)
    storage.write(OLD)
    before = path.read_bytes()
    with pytest.raises(SaveFailedError, match="does not go into JSON"):
        storage.write(OLD | {"me": {"1": {"name": value}}})
    assert storage.read() == OLD
    assert path.read_bytes() == before
