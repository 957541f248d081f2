"""Disks without locks, sidecars that somebody planted, and files that a group shares."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import BusyError
from store.file.book import Book
from store.file.replacing import beside
from tests.conftest import NOW, MakeCard
from tests.store.file.conftest import Start, sidecars

SAVES = """
import errno, fcntl, sys
from pathlib import Path
from store.file.book import Book
from store.records import Card, Round
from tests.conftest import NOW

def none(*_): raise OSError(errno.ENOSYS, "no locks here")

fcntl.flock = none
book = Book(Path(sys.argv[1]))
for number in range(30):
    card = Card(company=f"{sys.argv[2]} {number}", role="PM", created=NOW,
                rounds=(Round(at=NOW, zone="UTC"),))
    book.put(card, None)
print("done", flush=True)
"""


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOSYS, "no locks here")

    monkeypatch.setattr(fcntl, "flock", fail)


def test_programs_that_save_at_once_lose_nothing_where_there_are_no_locks(path: Path, start: Start):
    programs = [start(SAVES, path, name) for name in ("one", "two", "three")]
    assert [each.says() for each in programs] == ["done"] * 3
    assert len(Book(path).cards) == 90
    assert not beside(path, "turn").exists()


@pytest.mark.usefixtures("no_locks")
@pytest.mark.parametrize("left", ["{host} {dead} 00", "", "elsewhere 1 00"])
def test_what_a_crash_left_there_keeps_nobody_for_long(
    path: Path, make_card: MakeCard, start: Start, left: str
):
    gone = start("print('here', flush=True)")
    gone.process.wait(30)
    name = beside(path, "turn")
    name.write_text(left.format(host=os.uname().nodename, dead=gone.process.pid))
    if "{dead}" not in left:
        os.utime(name, (NOW.timestamp() - 60, 0))
    Book(path).put(make_card(), None)
    assert len(Book(path).cards) == 1
    assert not name.exists()


@pytest.mark.usefixtures("no_locks")
def test_a_save_that_goes_on_elsewhere_is_waited_for(
    path: Path, make_card: MakeCard, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("store.file.lock._PATIENCE", 0.05)
    name = beside(path, "turn")
    name.write_text("elsewhere 1 00")
    with pytest.raises(BusyError, match="another program is saving it"):
        Book(path).put(make_card(), None)
    assert name.read_text() == "elsewhere 1 00"


def test_a_hard_link_planted_as_a_sidecar_harms_nothing(path: Path, tmp_path: Path, make_card):
    victims = [tmp_path / "one", tmp_path / "two"]
    for victim, each in zip(victims, sidecars(path), strict=True):
        victim.write_text("precious")
        victim.chmod(0o644)
        os.link(victim, each)
    book = Book(path)
    book.claim()
    book.put(make_card(), None)
    book.close()
    assert len(Book(path).cards) == 1
    assert [each.read_text() for each in victims] == ["precious"] * 2
    assert [stat.S_IMODE(each.stat().st_mode) for each in victims] == [0o644] * 2


def test_a_folder_in_place_of_the_lock_of_a_save_is_worked_around(path: Path, make_card):
    beside(path, "saving").mkdir()
    Book(path).put(make_card(), None)
    assert len(Book(path).cards) == 1


@pytest.mark.parametrize(("mode", "wanted"), [(0o660, 0o660), (0o640, 0o600), (0o600, 0o600)])
def test_whoever_may_write_the_file_may_lock_it(path: Path, make_card, mode: int, wanted: int):
    Book(path).put(make_card(), None)
    for each in sidecars(path):
        each.unlink(missing_ok=True)
    path.chmod(mode)
    book = Book(path)
    assert book.claim() is None
    book.put(make_card("Initech"), None)
    book.close()
    assert [stat.S_IMODE(each.stat().st_mode) for each in sidecars(path)] == [wanted] * 2
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that anybody can come to, unlike those of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
def test_two_users_in_a_folder_of_their_group_take_turns(shared: Path, make_card):
    folder = shared
    os.chown(folder, -1, 54400)
    folder.chmod(0o2770)
    path = folder / "afterword.json"
    Book(path).put(make_card(), None)  # loads what is loaded late, which they may not be able to
    for each in folder.iterdir():
        if each != path:
            each.unlink()
    os.chown(path, 54401, 54400)
    path.chmod(0o660)
    for user, company in ((54401, "Initech"), (54402, "Globex"), (54401, "Hooli")):
        assert as_user(user, path, make_card(company)) == 0
    assert len(Book(path).cards) == 4


def as_user(user: int, path: Path, card) -> int:
    """Save as this user of the group, in a process of its own; gives its status."""
    child = os.fork()
    if not child:
        status = 1
        try:
            os.setgroups([54400])
            os.setgid(user)
            os.setuid(user)
            os.umask(0o077)
            book = Book(path)
            book.claim()
            book.put(card, None)
            book.close()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
