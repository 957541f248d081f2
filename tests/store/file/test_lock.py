"""Two programs on one file: which of them writes, and what the other is told."""

from __future__ import annotations

import getpass
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import NotAllowedError
from store.file.book import Book
from store.file.lock import holder_of, is_open
from tests.conftest import NOW, MakeCard
from tests.store.file.conftest import Program, Start, sidecars

OPEN = """
import sys
from pathlib import Path
from store.file.book import Book
from tests.conftest import NOW

book = Book(Path(sys.argv[1]), clock=lambda: NOW)
print(book.claim(), flush=True)
sys.stdin.readline()
book.close()
print("closed", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def first(path: Path, start: Start, make_card: MakeCard) -> Program:
    """Another process that holds the file open."""
    Book(path).put(make_card(), None)
    program = start(OPEN, path)
    assert program.says() == "None"
    return program


@pytest.fixture
def book(path: Path, first: Program) -> Iterator[Book]:
    """The same file, opened a second time."""
    book = Book(path, clock=lambda: NOW)
    yield book
    book.close()


def test_the_second_is_told_who_holds_the_file_and_only_looks(book, path, first, make_card):
    holder = book.claim()
    assert holder is not None
    assert (holder.user, holder.host) == (getpass.getuser(), socket.gethostname())
    assert (holder.process, holder.since) == (first.process.pid, NOW)
    before = path.read_bytes()
    with pytest.raises(NotAllowedError) as refused:
        book.put(make_card("Initech"), None)
    for part in (getpass.getuser(), socket.gethostname(), str(first.process.pid), "24 Nov, 09:30"):
        assert part in str(refused.value)
    assert "\n" not in str(refused.value)
    assert book.read_only
    assert path.read_bytes() == before
    assert len(book.cards) == 1


@pytest.mark.parametrize("crash", [True, False])
def test_the_second_takes_over_when_the_first_has_ended(book, path, first, make_card, crash):
    assert book.claim()
    assert book.claim(), "asking twice changes nothing"
    if crash:
        first.killed()
    else:
        first.goes_on()
        assert first.says() == "closed"
    assert book.claim() is None
    assert not book.read_only
    book.put(make_card("Initech"), None)
    assert len(Book(path).cards) == 2
    assert holder_of(path).process == os.getpid()
    assert is_open(path)


def test_after_a_crash_a_new_start_finds_the_file_free_at_once(path, first, start):
    first.killed()
    assert is_open(path) is None
    assert start(OPEN, path).says() == "None"


def test_the_one_that_holds_it_is_not_disturbed_by_a_look(path, first, start):
    for _ in range(3):
        holder = is_open(path)
        assert holder is not None
        assert holder.process == first.process.pid
    assert start(OPEN, path).says().startswith("Holder(user=")


def test_a_book_that_holds_the_file_keeps_it_when_it_asks_again(path, make_card):
    book = Book(path, clock=lambda: NOW)
    book.put(make_card(), None)
    assert book.claim() is None
    assert book.claim() is None
    assert not book.read_only
    other = Book(path)
    assert other.claim() is not None
    book.close()
    assert other.claim() is None
    other.close()


def test_a_command_may_save_while_the_app_is_open(path, first, make_card):
    Book(path).put(make_card("Initech"), None)
    assert len(Book(path).cards) == 2


def test_to_look_only_takes_no_lock(path, make_card):
    Book(path).put(make_card(), None)
    looking = Book(path, read_only=True)
    assert looking.claim() is None
    assert looking.read_only
    assert is_open(path) is None


def test_a_new_file_is_claimed_before_its_folder_is_there(tmp_path, make_card):
    path = tmp_path / "new" / "afterword.json"
    book = Book(path)
    assert book.claim() is None
    assert is_open(path) is None
    book.put(make_card(), None)
    assert book.claim() is None
    assert is_open(path) is not None
    book.close()


def test_the_sidecars_are_private_and_never_deleted(path, make_card):
    for _ in range(2):
        book = Book(path)
        book.put(make_card(), None)
        book.claim()
        book.close()
        assert [each.name for each in sidecars(path) if each.exists()] == [
            ".afterword.json.lock",
            ".afterword.json.saving",
        ]
        assert [stat.S_IMODE(each.stat().st_mode) for each in sidecars(path)] == [0o600] * 2


def test_the_same_sidecars_serve_whichever_way_the_file_is_named(tmp_path, path, make_card):
    book = Book(path)
    book.put(make_card(), None)
    book.claim()
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(path)
    assert Book(link).claim() is not None
    assert list(link.parent.iterdir()) == [link]
    book.close()


def test_a_very_long_name_can_be_locked(tmp_path, make_card):
    path = tmp_path / ("n" * 250 + ".json")
    book = Book(path)
    book.put(make_card(), None)
    assert book.claim() is None
    assert Book(path).claim() is not None
    book.close()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"Dear diary",
        b"\xff\xfe\x00",
        b"[" * 5000,
        pytest.param(b"{}" * 90_000, id="long"),  # an environment has no room for it as a name
        b'{"user":7}',
        b'{"user":"Sam","process":"x"}',
        b'{"user":"S\\u001b]0;x\\u0007","host":"a\\nb","process":1,"since":"2026-11-24T09:30:00Z"}',
        b'{"user":"S\\u001b]0;x","host":"a\\nb"}',
    ],
)
def test_garbage_in_the_note_of_a_held_lock_does_no_harm(book, path, note):
    sidecars(path)[0].write_bytes(note)
    holder = book.claim()
    assert holder is not None
    assert book.why_read_only.startswith("It is open in another Afterword: ")
    assert book.why_read_only.isprintable()


def test_a_user_without_a_name_can_open_it(path, monkeypatch):
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nameless)
    book = Book(path, clock=lambda: NOW)
    assert book.claim() is None
    assert holder_of(path).user == f"user {os.getuid()}"
    book.close()
