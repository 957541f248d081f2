from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store.errors import NotAllowedError, SaveFailedError
from store.file import replacing
from store.file.documents import as_text
from store.file.format import new_meta
from store.file.storage import FileStorage

TABLES = {"meta": {"1": new_meta("file1")}, "cards": {"1": {"company": "Globex"}}}


def saved(path: Path, tables: dict = TABLES) -> FileStorage:
    storage = FileStorage(path)
    storage.write(tables)
    return storage


def test_what_is_written_is_read_by_stock_tinydb(path: Path):
    saved(path)
    with TinyDB(path) as stock:
        assert stock.table("cards").all() == [{"company": "Globex"}]
        assert stock.table("meta").get(doc_id=1) == new_meta("file1")


def test_tinydb_works_on_it(path: Path):
    saved(path)
    database = TinyDB(path, storage=FileStorage)
    cards = database.table("cards")
    number = cards.insert({"company": "Initech"})
    cards.update({"role": "PM"}, doc_ids=[number])
    cards.remove(doc_ids=[1])
    assert cards.all() == [{"company": "Initech", "role": "PM"}]
    assert list(FileStorage(path).read()["cards"].values()) == cards.all()


names = st.text(st.characters(codec="utf-8"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)  # each example waits for the disk
@given(st.dictionaries(st.integers(1, 99).map(str), st.dictionaries(names, values, max_size=4)))
def test_any_documents_come_back_as_they_were(tmp_path_factory, documents):
    path = tmp_path_factory.mktemp("any") / "a.json"
    saved(path, TABLES | {"cards": documents})
    assert FileStorage(path).read() == TABLES | {"cards": documents}


def test_a_new_file_is_private_and_so_is_its_folder(tmp_path: Path):
    path = tmp_path / "made" / "for" / "it.json"
    assert FileStorage(path).read() is None
    assert not path.parent.exists()
    saved(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_mode_and_link_are_kept(tmp_path: Path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    saved(real)
    real.chmod(0o640)
    link.symlink_to(real)
    saved(link, TABLES | {"me": {"1": {"name": "Sam"}}})
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "Sam" in real.read_text()


def test_a_save_is_one_write_and_is_given_what_it_replaces(path: Path, monkeypatch):
    saved(path)
    replaced, saves = [], []
    storage = FileStorage(path, set_aside=replaced.append)
    real, before = replacing.replace, path.read_bytes()
    monkeypatch.setattr(
        replacing, "replace", lambda *args, **owner: (saves.append(1), real(*args, **owner))
    )
    with storage.action():
        storage.save(as_text(TABLES | {"me": {"1": {"name": "Sam"}}}))
    assert (len(saves), replaced) == (1, [before])
    with storage.action():
        pass
    assert (len(saves), replaced) == (1, [before])


def test_an_error_before_the_bytes_are_replaced_leaves_all_as_it_was(path: Path):
    saved(path)

    def interrupt(_raw: bytes) -> None:
        raise ZeroDivisionError

    storage, before = FileStorage(path, set_aside=interrupt), path.read_bytes()
    with pytest.raises(ZeroDivisionError), storage.action():
        storage.save(as_text(TABLES | {"cards": {"1": {"company": "changed"}}}))
    assert storage.read() == TABLES
    assert path.read_bytes() == before


def test_a_change_underneath_is_taken_in_and_not_overwritten(path: Path):
    storage = saved(path)
    other = FileStorage(path)
    other.write(TABLES | {"me": {"1": {"name": "elsewhere"}}})
    with storage.action():
        tables = storage.read()
        tables["cards"]["2"] = {"company": "here"}
        storage.save(as_text(tables))
    assert storage.generation == 1
    assert FileStorage(path).read()["me"] == {"1": {"name": "elsewhere"}}
    assert FileStorage(path).read()["cards"]["2"] == {"company": "here"}


def test_a_file_that_was_only_touched_is_not_read_anew(path: Path):
    storage = saved(path)
    os.utime(path, ns=(1, 1))
    assert not storage.refresh()
    assert storage.generation == 0


def test_a_file_that_vanished_is_written_again(path: Path):
    storage = saved(path)
    path.unlink()
    with storage.action():
        storage.save(storage.tables)
    assert FileStorage(path).read() == TABLES


def test_read_only_never_writes(path: Path):
    saved(path)
    before = path.read_bytes()
    storage = FileStorage(path, read_only=True)
    with pytest.raises(NotAllowedError, match="read-only"):
        storage.write({})
    assert path.read_bytes() == before


def test_short_writes_are_carried_on(path: Path, monkeypatch: pytest.MonkeyPatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    saved(path)
    assert FileStorage(path).read() == TABLES


def test_a_read_only_file_is_not_replaced_behind_its_back(path: Path):
    storage = saved(path)
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(SaveFailedError, match="read-only"):
        storage.write({})
    assert path.read_bytes() == before


def test_a_name_of_the_longest_kind_can_be_saved(tmp_path: Path):
    path = tmp_path / ("ü" * 124 + ".json")
    assert FileStorage(saved(path)._path).read() == TABLES


WRITER = """
import sys
from store.file.storage import FileStorage
storage = FileStorage(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    cards = {str(n): {"n": number, "fill": "x" * 500} for n in range(1, 200)}
    storage.write({"meta": {"1": {"format": 1, "id": "f"}}, "cards": cards})
    print(number, flush=True)
"""


def test_killed_in_the_middle_of_saving_the_file_is_whole_and_holds_what_was_acknowledged(
    path: Path,
):
    for lines in range(2, 12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            acknowledged = [writer.stdout.readline() for _ in range(lines)][-1]
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().split()
        last = int(rest[-1] if rest else acknowledged)
        held = {card["n"] for card in FileStorage(path).read()["cards"].values()}
        assert held in ({last}, {last + 1})
