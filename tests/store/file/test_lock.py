"""Two programs on one file: which of them writes, and what the other is told."""

from __future__ import annotations

import errno
import fcntl
import getpass
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.errors import BusyError, NotAllowedError
from store.file import lock
from store.file.book import Book
from store.file.lock import holder_of, is_open, saving
from tests.conftest import NOW, MakeCard

PROJECT = Path(__file__).parents[3]
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
SAVING = """
import sys
from pathlib import Path
from store.file.lock import saving

with saving(Path(sys.argv[1])):
    print("saving", flush=True)
    sys.stdin.readline()
"""
ADDING = """
import sys
from pathlib import Path
import pendulum
from store.file.book import Book
from store.records import Card, Round

book = Book(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    now = pendulum.now()
    card = Card(company=f"{sys.argv[2]} {number}", created=now, rounds=(Round(at=now),))
    book.put(card, None)
print(len(book.cards), flush=True)
"""


class Program:
    """A Python program that talks by lines, in a process of its own."""

    def __init__(self, code: str, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            cwd=PROJECT,
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def says(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def goes_on(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def killed(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(30) == -signal.SIGKILL

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


Start = Callable[..., Program]


@pytest.fixture
def start() -> Iterator[Start]:
    programs: list[Program] = []

    def started(code: str, *arguments: object) -> Program:
        programs.append(Program(code, *arguments))
        return programs[-1]

    yield started
    for program in programs:
        program.end()


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


def sidecars(path: Path) -> list[Path]:
    return [path.with_name(f".{path.name}.{ending}") for ending in ("lock", "saving")]


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


@pytest.mark.parametrize(
    "there",
    [
        True,
        False,
    ],
)
def test_two_processes_that_add_at_once_lose_nothing(path, start, make_card, there):
    if there:
        Book(path).put(make_card("Zero"), None)
    programs = [start(ADDING, path, name) for name in ("First", "Second")]
    assert [program.says() for program in programs] == ["ready", "ready"]
    for program in programs:
        program.goes_on()
    assert max(int(program.says() or 0) for program in programs) == 40 + there
    companies = {card.company for card in Book(path).cards}
    assert companies - {"Zero"} == {
        f"{name} {n}" for name in ("First", "Second") for n in range(20)
    }


def test_a_save_that_does_not_get_its_turn_says_so_and_loses_nothing(
    path, start, make_card, monkeypatch
):
    book = Book(path)
    book.put(make_card(), None)
    before = path.read_bytes()
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    other = start(SAVING, path)
    assert other.says() == "saving"
    with pytest.raises(BusyError, match="another program is saving it") as refused:
        book.put(make_card("Initech"), None)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert len(book.cards) == 1
    other.killed()
    book.put(make_card("Initech"), None)
    assert len(Book(path).cards) == 2


def test_a_save_waits_for_another_one_and_then_takes_its_turn(path, start, make_card):
    Book(path).put(make_card(), None)
    other = start(SAVING, path)
    assert other.says() == "saving"
    other.goes_on()
    Book(path).put(make_card("Initech"), None)
    assert len(Book(path).cards) == 2


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
        b"{}" * 90_000,
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


def test_within_one_process_saves_take_turns_too(path, monkeypatch):
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    with saving(path), pytest.raises(BusyError), saving(path):
        pytest.fail("two saves at once")
    with saving(path):
        pass


def test_a_user_without_a_name_can_open_it(path, monkeypatch):
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nameless)
    book = Book(path, clock=lambda: NOW)
    assert book.claim() is None
    assert holder_of(path).user == f"user {os.getuid()}"
    book.close()
