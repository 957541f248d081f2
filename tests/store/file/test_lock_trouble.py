"""Locks where the disk, or somebody, is in the way."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.errors import BusyError, NotAllowedError
from store.file import lock
from store.file.book import Book
from store.file.lock import holder_of, is_open
from tests.conftest import NOW
from tests.store.file.conftest import sidecars


def test_garbage_in_sidecars_that_nobody_holds_is_no_lock(path, make_card):
    for each in sidecars(path):
        each.write_bytes(b"\0garbage" * 1000)
    book = Book(path)
    assert is_open(path) is None
    assert book.claim() is None
    book.put(make_card(), None)
    assert len(Book(path).cards) == 1
    assert holder_of(path).process == os.getpid()
    book.close()


@pytest.mark.parametrize("there", [True, False])
def test_a_link_planted_as_a_sidecar_harms_nothing(path, tmp_path, make_card, there):
    victim = tmp_path / "victim"
    if there:
        victim.write_text("precious")
        victim.chmod(0o644)
    for each in sidecars(path):
        each.symlink_to(victim)
    book = Book(path, clock=lambda: NOW)
    book.claim()
    book.put(make_card(), None)
    assert len(Book(path).cards) == 1
    assert is_open(path) is None
    assert victim.exists() == there
    if there:
        assert victim.read_text() == "precious"
        assert stat.S_IMODE(victim.stat().st_mode) == 0o644
    book.close()


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_a_folder_or_pipe_as_a_sidecar_never_makes_it_hang(path, make_card, kind):
    for each in sidecars(path):
        each.mkdir() if kind == "folder" else os.mkfifo(each)
    book = Book(path)
    assert book.claim() is None or book.read_only
    with refused_or_done():
        book.put(make_card(), None)
    book.close()


@contextmanager
def refused_or_done() -> Iterator[None]:
    """Either it works, or one line says why not."""
    try:
        yield
    except (BusyError, NotAllowedError) as error:
        assert "\n" not in str(error)  # noqa: PT017 - both ways are right


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSYS, "no locks here"),
        OSError(errno.ENOLCK, "no locks available"),
        OSError(errno.EOPNOTSUPP, "not supported"),
        NotImplementedError("no locks here"),
    ],
    ids=["ENOSYS", "ENOLCK", "EOPNOTSUPP", "NotImplementedError"],
)
def test_a_disk_that_knows_no_locks_can_be_used(path, make_card, monkeypatch, error):
    def fail(_descriptor: int, _operation: int) -> None:
        raise error

    monkeypatch.setattr(fcntl, "flock", fail)
    book = Book(path)
    assert book.claim() is None
    assert not book.read_only
    book.put(make_card(), None)
    book.put(make_card("Initech"), None)
    assert len(Book(path).cards) == 2
    assert is_open(path) is None
    book.close()


def test_a_lock_that_fails_for_another_reason_refuses_the_save_in_one_line(
    path, make_card, monkeypatch
):
    book = Book(path)
    book.put(make_card(), None)

    def fail(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.EIO, "x")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", fail)
        with pytest.raises(BusyError, match="cannot be locked, the disk reported an error"):
            book.put(make_card("Initech"), None)
    assert len(Book(path).cards) == len(book.cards) == 1


def test_a_disk_with_troubles_does_not_break_opening_saving_and_closing(
    path, make_card, monkeypatch
):
    book = Book(path)
    book.put(make_card(), None)
    real, stat = fcntl.flock, Path.stat

    def fail_to_release(descriptor: int, operation: int) -> None:
        if operation == fcntl.LOCK_UN:
            raise OSError(errno.EIO, "x")
        real(descriptor, operation)

    def fail_to_look(target: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if target == path:
            return stat(target, follow_symlinks=follow_symlinks)
        raise OSError(errno.EDQUOT, "x")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", fail_to_release)
        assert book.claim() is None
        book.put(make_card("Initech"), None)
        book.close()
        patch.setattr(Path, "stat", fail_to_look)
        assert Book(path, read_only=True).claim() is None
        assert lock.OpenLock(path).take(NOW) is None
        assert is_open(path) is None
    assert len(Book(path).cards) == 2
