"""Changes that are made now and saved a little later, while others use the file as well."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from msgspec.structs import replace

from store.errors import FileRefusedError, NotAllowedError, SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.file.format import FORMAT
from store.history import actions
from store.history import steps as journal
from store.history.conflicts import conflicts
from store.records import HalfTyped, Me, Settings, Stage
from store.search.reference import find
from tests.conftest import NOW, MakeCard, TickingClock


@pytest.fixture
def book(path: Path, clock: TickingClock, make_card: MakeCard) -> Book:
    """A book with one card on the disk; what comes now stays pending."""
    book = Book(path, clock=clock)
    book.put(actions.add(make_card(), NOW), None)
    book.later = lambda: None
    return book


@pytest.fixture
def disk_is_full(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No save works until the patch is undone."""

    def fail(path: Path, _content: bytes) -> None:
        raise SaveFailedError(f"{path} was not saved: the disk is full.")

    monkeypatch.setattr(replacing, "replace", fail)
    return monkeypatch


def edit(book: Book, minutes: int = 1, **fields: object) -> None:
    card = find(book.cards, "Globex")
    book.put(actions.edit(card, replace(card, **fields), NOW.add(minutes=minutes)), card)


def tables(path: Path) -> dict[str, Any]:
    return orjson.loads(path.read_bytes())


def test_what_is_pending_is_seen_here_and_on_the_disk_after_the_save(book, path):
    before, called = path.read_bytes(), []
    book.later = lambda: called.append(book.is_saved)
    edit(book, notes="pending")
    assert find(book.cards, "Globex").notes == "pending"
    assert (book.is_saved, called) == (False, [False])
    assert path.read_bytes() == before
    book.save()
    assert book.is_saved
    assert find(Book(path).cards, "Globex").notes == "pending"


def test_everything_pending_goes_into_one_save(book, path, make_card, monkeypatch):
    edit(book, notes="one")
    edit(book, 2, notes="two")
    book.put_new([make_card("Initech"), make_card("Hooli")])
    book.put_mine(Me(name="Sam"), Settings(grace_days=4))
    book.put_template("thanks", "Thanks!")
    book.put_half_typed([HalfTyped(action="add", fields={"company": "Ump"}, left=NOW)])
    real, count = replacing.replace, []
    monkeypatch.setattr(replacing, "replace", lambda *args: (count.append(1), real(*args))[1])
    book.save()
    book.save()
    assert len(count) == 2, "the day's backup and the file"
    assert Book(path).state == book.state


def test_undo_and_redo_work_on_what_is_pending(book, path):
    edit(book, notes="pending")
    book.undo(NOW.add(minutes=2))
    assert find(book.cards, "Globex").notes == ""
    book.redo(NOW.add(minutes=3))
    book.save()
    assert find(Book(path).cards, "Globex").notes == "pending"


def test_a_save_in_another_thread_loses_nothing_that_is_changed_meanwhile(
    book, path, make_card, monkeypatch
):
    real, started, go_on = replacing.replace, threading.Event(), threading.Event()

    def slow(target: Path, content: bytes) -> None:
        if target == path:
            started.set()
            assert go_on.wait(10)
        real(target, content)

    monkeypatch.setattr(replacing, "replace", slow)
    edit(book, notes="before")
    saving = threading.Thread(target=book.save)
    saving.start()
    assert started.wait(10)
    edit(book, 2, role="meanwhile")
    book.put(make_card("Initech"), None)
    assert not book.is_saved
    go_on.set()
    saving.join(10)
    assert (find(Book(path).cards, "Globex").notes, len(Book(path).cards)) == ("before", 1)
    assert not book.is_saved, "what came meanwhile is still to be saved"
    book.save()
    assert book.is_saved
    assert Book(path).state == book.state
    assert find(Book(path).cards, "Globex").role == "meanwhile"


def test_many_changes_and_many_saves_in_two_threads_lose_nothing(book, path, make_card):
    ended = threading.Event()
    problems: list[Exception] = []

    def save_on_and_on() -> None:
        try:
            while not ended.is_set():
                book.save()
        except Exception as error:  # noqa: BLE001 - the test tells of any
            problems.append(error)

    saving = threading.Thread(target=save_on_and_on)
    saving.start()
    for number in range(60):
        book.put(make_card(f"Company {number}"), None)
        edit(book, number, notes=f"note {number}")
    ended.set()
    saving.join(30)
    book.save()
    assert problems == []
    assert len(Book(path).cards) == 61
    assert Book(path).state == book.state


def test_a_failed_save_keeps_what_is_pending_and_a_retry_saves_it(book, path, disk_is_full):
    before = path.read_bytes()
    edit(book, notes="pending")
    for _ in range(2):
        with pytest.raises(SaveFailedError, match="the disk is full"):
            book.save()
        assert (book.is_saved, find(book.cards, "Globex").notes) == (False, "pending")
        assert path.read_bytes() == before
    edit(book, 2, role="typed after the failure")
    disk_is_full.undo()
    book.save()
    assert book.is_saved
    found = find(Book(path).cards, "Globex")
    assert (found.notes, found.role) == ("pending", "typed after the failure")


def test_a_change_underneath_is_read_where_nothing_is_pending(book, path):
    elsewhere = Book(path)
    edit(elsewhere, notes="elsewhere")
    assert book.refresh()
    assert (find(book.cards, "Globex").notes, book.is_saved) == ("elsewhere", True)
    assert not book.refresh()


@pytest.mark.parametrize("first", ["save", "look", "fail", "look and fail"])
def test_a_change_underneath_and_one_pending_both_survive(
    book, path, make_card, monkeypatch, first
):
    elsewhere = Book(path)
    edit(elsewhere, role="elsewhere")
    elsewhere.put(make_card("Initech"), None)
    edit(book, 2, notes="pending")
    book.put(make_card("Hooli"), None)
    if "look" in first:
        assert book.refresh()
        assert not book.is_saved
    if "fail" in first:
        with monkeypatch.context() as patch:
            patch.setattr(replacing, "replace", _full)
            with pytest.raises(SaveFailedError):
                book.save()
        assert not book.is_saved
    book.save()
    assert book.is_saved
    for one in (book, Book(path)):
        found = find(one.cards, "Globex")
        assert (found.role, found.notes, len(found.history)) == ("elsewhere", "pending", 3)
        assert {card.company for card in one.cards} == {"Globex", "Initech", "Hooli"}
    assert len(tables(path)["cards"]) == 3


def _full(_path: Path, _content: bytes) -> None:
    raise SaveFailedError("The disk is full.")


def test_the_file_changes_again_between_a_failed_save_and_the_retry(book, path, monkeypatch):
    edit(book, notes="pending")
    edit(Book(path), 2, role="first")
    with monkeypatch.context() as patch:
        patch.setattr(replacing, "replace", _full)
        with pytest.raises(SaveFailedError):
            book.save()
    edit(Book(path), 3, posting="second")
    book.save()
    found = find(Book(path).cards, "Globex")
    assert (found.notes, found.role, found.posting) == ("pending", "first", "second")
    assert found == find(book.cards, "Globex")


def test_one_field_changed_here_and_underneath_is_a_dispute_on_the_card(book, path):
    edit(Book(path), 1, notes="elsewhere")
    edit(book, 2, notes="pending")
    book.save()
    found = find(Book(path).cards, "Globex")
    assert found.notes == "pending"
    assert [each.value for each in conflicts(found)] == ["elsewhere"]


def test_settings_pending_here_and_changed_elsewhere_both_stay(book, path):
    Book(path).put_mine(Me(name="Sam"))
    book.put_mine(book.me, Settings(grace_days=4))
    book.save()
    assert (Book(path).me.name, Book(path).settings.grace_days) == ("Sam", 4)


def test_cards_that_came_from_elsewhere_are_named_once(book, path, make_card):
    elsewhere = Book(path)
    elsewhere.put(make_card("Initech"), None)
    edit(elsewhere, role="elsewhere")
    book.put(make_card("Mine"), None)
    book.save()
    assert {card.company for card in book.take_arrivals()} == {"Globex", "Initech"}
    assert book.take_arrivals() == ()
    edit(elsewhere, 3, role="again")
    book.refresh()
    assert [(card.company, card.role) for card in book.take_arrivals()] == [("Globex", "again")]


@pytest.mark.parametrize("pending", [False, True])
def test_a_file_that_vanished_is_noticed_and_written_again_with_everything(
    book, path, make_card, pending
):
    book.put_mine(Me(name="Sam"))
    book.save()
    assert not book.is_gone
    path.unlink()
    if pending:
        book.put(make_card("Initech"), None)
    assert not book.refresh()
    assert (book.is_gone, book.is_saved) == (True, False)
    assert find(book.cards, "Globex"), "what is known stays on the screen"
    book.save()
    assert (book.is_gone, book.is_saved) == (False, True)
    assert Book(path).state == book.state
    assert len(Book(path).cards) == 1 + pending
    assert tables(path)["meta"]["1"]["format"] == FORMAT


def test_a_vanished_file_that_came_back_is_read(book, path):
    content = path.read_bytes()
    path.unlink()
    book.refresh()
    path.write_bytes(content)
    book.refresh()
    assert (book.is_gone, book.is_saved) == (False, True)


@pytest.mark.parametrize("looks_first", [False, True])
def test_a_file_that_another_program_made_meanwhile_is_taken_in(path, make_card, looks_first):
    book, elsewhere = Book(path), Book(path)
    elsewhere.put_mine(Me(name="Sam"))
    elsewhere.put(make_card("Initech"), None)
    if looks_first:
        assert book.refresh()
    book.put_mine(book.me, Settings(grace_days=4))
    book.put(make_card("Hooli"), None)
    for one in (book, Book(path)):
        assert {card.company for card in one.cards} == {"Initech", "Hooli"}
        assert (one.me.name, one.settings.grace_days) == ("Sam", 4)


def test_a_vanished_file_keeps_its_identity_and_unknown_fields(book, path):
    spoil_with(path, lambda found: found["meta"]["1"].update(owner="a newer version"))
    book.refresh()
    before = tables(path)
    path.unlink()
    edit(book, notes="pending")
    book.save()
    assert tables(path)["meta"] == before["meta"]


def spoil_with(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    found = tables(path)
    change(found)
    path.write_bytes(orjson.dumps(found))


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "rubbish": lambda _content: b"Dear diary",
    "empty": lambda _content: b"",
    "cut": lambda content: content[:-20],
    "foreign": lambda _content: b'{"_default": {"1": {"title": "shopping"}}}',
    "a card that does not fit": lambda content: content.replace(b'"Globex"', b"7"),
}


@pytest.mark.parametrize("kind", SPOILED)
def test_rubbish_underneath_is_refused_and_not_overwritten_and_what_is_pending_waits(
    book, path, kind
):
    good = path.read_bytes()
    bad = SPOILED[kind](good)
    path.write_bytes(bad)
    edit(book, notes="pending")
    for attempt in (book.save, book.refresh, book.save):
        with pytest.raises(FileRefusedError) as refused:
            attempt()
        assert "\n" not in str(refused.value)
        assert path.read_bytes() == bad
        assert (find(book.cards, "Globex").notes, book.is_saved) == ("pending", False)
    path.write_bytes(good)
    book.save()
    assert (find(Book(path).cards, "Globex").notes, book.is_saved) == ("pending", True)


@pytest.mark.parametrize("kind", SPOILED)
def test_a_good_file_after_rubbish_is_merged_with_what_is_pending(book, path, make_card, kind):
    elsewhere = Book(path)
    elsewhere.put(make_card("Initech"), None)
    good = path.read_bytes()
    path.write_bytes(SPOILED[kind](good))
    edit(book, notes="pending")
    with pytest.raises(FileRefusedError):
        book.save()
    path.write_bytes(good)
    book.save()
    assert find(Book(path).cards, "Globex").notes == "pending"
    assert len(Book(path).cards) == 2


def test_a_newer_file_underneath_is_not_overwritten(book, path):
    spoil_with(path, lambda found: found["meta"]["1"].update(format=FORMAT + 1))
    newer = path.read_bytes()
    edit(book, notes="pending")
    with pytest.raises((FileRefusedError, SaveFailedError, NotAllowedError), match="newer"):
        book.save()
    assert path.read_bytes() == newer
    assert find(book.cards, "Globex").notes == "pending"


def test_a_newer_file_that_can_be_read_opens_to_look_only(book, path):
    spoil_with(path, lambda found: found["meta"]["1"].update(format=FORMAT + 1))
    before = path.read_bytes()
    newer = Book(path)
    assert find(newer.cards, "Globex").stage is Stage.THANK_YOU
    assert newer.read_only
    assert f"newer Afterword (format {FORMAT + 1}" in newer.why_read_only
    with pytest.raises(NotAllowedError, match="newer Afterword"):
        edit(newer, notes="no")
    assert newer.claim() is None
    assert newer.read_only
    newer.save()
    assert path.read_bytes() == before


def test_fields_that_this_version_does_not_know_survive_a_save_of_their_record(
    book, path, make_card
):
    strange = {"of a newer version": [1, {"a": None}]}
    book.put_mine(Me(name="Sam"), Settings(grace_days=4))
    book.put_template("thanks", "Thanks!")
    book.save()

    def add(found: dict[str, Any]) -> None:
        card = found["cards"]["1"]
        interview = card["rounds"][0]
        for record in (card, interview, interview["people"][0], card["history"][0]):
            record.update(strange)
        for name in ("me", "settings", "scripts", "meta"):
            found[name]["1"].update(strange)
        found["a table of its own"] = {"1": strange}

    spoil_with(path, add)
    book.refresh()
    edit(book, notes="pending")
    book.put_mine(replace(book.me, phone="1"), replace(book.settings, grace_days=3))
    book.put_template("thanks", "Thank you!")
    book.put(make_card("Initech"), None)
    book.save()
    found = tables(path)
    card = found["cards"]["1"]
    interview = card["rounds"][0]
    records = [card, interview, interview["people"][0], card["history"][0]]
    records += [found[name]["1"] for name in ("me", "settings", "scripts", "meta")]
    assert [strange.items() <= record.items() for record in records] == [True] * 8
    assert found["a table of its own"] == {"1": strange}
    assert (card["notes"], found["me"]["1"]["phone"]) == ("pending", "1")
    assert not strange.keys() & found["cards"]["2"].keys()


def test_unknown_fields_stay_with_their_script_when_another_comes(book, path):
    for kind in ("thanks", "email"):
        book.put_template(kind, kind)
    book.save()

    def mark(found: dict[str, Any]) -> None:
        for document in found["scripts"].values():
            document["mark"] = document["kind"]

    spoil_with(path, mark)
    book.put_template("call", "call")
    book.put_template("thanks", "Thank you!")
    book.save()
    marks = {each["kind"]: each.get("mark") for each in tables(path)["scripts"].values()}
    assert marks == {"thanks": "thanks", "email": "email", "call": None}


def test_a_book_that_only_looks_saves_nothing(path, make_card, book):
    before = path.read_bytes()
    looking = Book(path, read_only=True)
    looking.save()
    with pytest.raises(NotAllowedError, match="You asked only to look"):
        looking.put(make_card("Another"), None)
    assert looking.is_saved
    assert path.read_bytes() == before


def test_a_form_opened_long_ago_overwrites_only_what_was_typed_in_it(path):
    book = Book(path)
    book.put_mine(Me(name="Sam", phone="1"))
    base = book.state
    book.put_mine(replace(book.me, phone="2"))
    book.put_mine(replace(base.me, name="Sam Rivera"), base.settings, base=base)
    assert (book.me.name, book.me.phone) == ("Sam Rivera", "2")


def test_who_holds_the_file_is_noticed_only_once_nothing_is_pending(path, make_card):
    book, other = Book(path), Book(path)
    book.put(make_card("Globex"), None)
    book.later = lambda: None
    book.put(make_card("Initech"), None)
    assert other.claim() is None
    assert book.claim() is None
    assert not book.read_only
    book.save()
    assert book.claim() is not None
    assert book.read_only
    assert book.is_saved
    other.close()


def test_undoing_a_note_leaves_a_stage_set_by_hand(path, make_card):
    card = actions.add(make_card(stage=Stage.WAITING), NOW)
    noted = actions.edit(card, replace(card, notes="x"), NOW.add(minutes=1))
    undone = journal.undo(noted, noted.steps[-1], NOW.add(minutes=2))
    assert (undone.stage, undone.notes) == (Stage.WAITING, "")
