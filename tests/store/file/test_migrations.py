"""Files of formats 1 and 2, as earlier versions wrote them, written here by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from msgspec.structs import replace
from tinydb import TinyDB, where

from store.errors import SaveFailedError
from store.file import backups, care, replacing
from store.file.book import Book
from store.history import actions, answers
from store.history import steps as journal
from store.history.conflicts import conflicts
from store.history.fields import differences
from store.history.merge import merge
from store.records import Offer, Outcome, Stage, What
from store.search.reference import find
from tests.conftest import NOW

THANKED, WORDED, SENT, UNDONE = (
    f"2026-11-{day}T10:00:00-05:00" for day in ("16", "17", "18", "19")
)
OWN, OWN_THANKS = "email/round1", "thanks/round1/dana"


def step(name: str, what: str, when: str, **fields: object) -> dict[str, Any]:
    stages = {"stage_before": "waiting", "stage_after": "waiting"}
    return {"id": name, "round": "round1", "what": what, "done": when, "recorded": when} | (
        stages | fields
    )


FORMAT_1: dict[str, Any] = {
    "meta": {"1": {"format": 1, "id": "the-file", "owner": "unknown here"}},
    "me": {"1": {"name": "Sam", "edited": {"name": THANKED}}},
    "settings": {"1": {"grace_days": 3}},
    "scripts": {"1": {"kind": "call", "text": "Hello", "edited": THANKED}},
    "cards": {
        "7": {
            "id": "globex",
            "company": "Globex",
            "stage": "waiting",
            "strange": "unknown here",
            "created": "2026-11-13T16:00:00-05:00",
            "wording": {OWN: "Dear Dana,", OWN_THANKS: "Thanks!"},
            "rounds": [
                {
                    "id": "round1",
                    "at": "2026-11-13T14:00:00-05:00",
                    "people": [{"id": "dana", "name": "Dana Lee"}],
                }
            ],
            "history": [
                step(
                    "step1",
                    "thanked",
                    THANKED,
                    person="dana",
                    stage_before="thank-you",
                    changes=[["stage", "thank-you", "waiting"]],
                ),
                step(
                    "step2",
                    "edited",
                    WORDED,
                    changes=[
                        [
                            "wording",
                            {OWN_THANKS: "Thanks!", "call/round1": "Hi"},
                            {OWN: "Dear Dana,", OWN_THANKS: "Thanks!"},
                        ]
                    ],
                ),
                step(
                    "step3",
                    "emailed",
                    SENT,
                    stage_after="emailed",
                    changes=[["stage", "waiting", "emailed"]],
                    undone=UNDONE,
                ),
            ],
            "edited": {"stage": UNDONE, "wording": WORDED},
        },
        "9": {
            "id": "initech",
            "company": "Initech",
            "outcome": "offer",
            "created": "2026-11-13T16:00:00Z",
            "rounds": [{"id": "r", "at": "2026-11-13T14:00:00Z"}],
        },
    },
}


@pytest.fixture
def old(path: Path) -> bytes:
    """The file on the disk, indented as somebody may have left it."""
    path.write_bytes(orjson.dumps(FORMAT_1, option=orjson.OPT_INDENT_2))
    return path.read_bytes()


@pytest.fixture
def book(path: Path, old: bytes) -> Book:
    return Book(path, clock=lambda: NOW)


def test_it_opens_and_means_the_same(book):
    card = find(book.cards, "Globex")
    assert (card.stage, card.company, book.me.name) == (Stage.WAITING, "Globex", "Sam")
    assert dict(card.own_words) == {OWN: "Dear Dana,", OWN_THANKS: "Thanks!"}
    assert [each.what for each in card.history] == [What.THANKED, What.EDITED, What.EMAILED]
    assert [each.undone is not None for each in card.history] == [False, False, True]
    assert find(book.cards, "Initech").outcome is Outcome.OFFER
    assert (book.settings.grace_days, dict(book.templates)) == (3, {"call": "Hello"})
    assert not any(conflicts(each) for each in book.cards)


def test_reading_leaves_the_disk_as_it_is(book, path, old):
    book.refresh()
    book.save()
    book.close()
    assert path.read_bytes() == old
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_undo_and_redo_work_across_the_migration(book, path):
    back = book.redo(NOW)
    assert back is not None
    assert (back[1].id, find(book.cards, "Globex").stage) == ("step3", Stage.EMAILED)
    book.undo(NOW)
    book.undo(NOW)
    assert dict(find(book.cards, "Globex").own_words) == {
        "call/round1": "Hi",
        OWN_THANKS: "Thanks!",
    }
    book.redo(NOW)
    assert dict(find(Book(path).cards, "Globex").own_words) == {
        OWN: "Dear Dana,",
        OWN_THANKS: "Thanks!",
    }


def test_the_first_save_keeps_the_old_file_and_writes_the_new_format(book, path, old, make_card):
    book.put(make_card("Hooli"), None)
    kept = path.with_name("afterword.format-1-2026-11-24-093000.json")
    assert kept.read_bytes() == old
    tables = orjson.loads(path.read_bytes())
    assert tables["meta"]["1"] == {"format": 5, "id": "the-file", "owner": "unknown here"}
    assert tables["cards"]["7"]["strange"] == "unknown here"
    assert tables["cards"]["7"]["edited"]["steps/step3"] == UNDONE
    assert Book(path).state == book.state
    assert [tables["cards"][number]["outcome"] for number in "79"] == [None, "offer"]
    assert [tables["cards"][number]["stage"] for number in "79"] == ["waiting", "thank-you"]
    before = find(Book(path).cards, "Globex")
    book.put(make_card("Umbra"), None)
    names = sorted(each.name for each in path.parent.iterdir() if "format" in each.name)
    assert names == [kept.name], "once is enough"
    assert find(book.cards, "Globex") == before
    assert find(Book(kept).cards, "Globex") == before


def test_without_a_copy_of_the_old_file_nothing_is_saved(book, path, old, make_card, monkeypatch):
    real = replacing.replace

    def fail(target: Path, content: bytes, **_owner: Path | None) -> None:
        if target != path:
            raise SaveFailedError(f"{target} was not saved: the disk is full.")
        real(target, content)

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "replace", fail)
        with pytest.raises(SaveFailedError, match="the disk is full"):
            book.put(make_card("Hooli"), None)
    assert path.read_bytes() == old
    book.put(make_card("Hooli"), None)
    assert len(Book(path).cards) == 3


def test_a_check_says_which_format_it_is_and_changes_nothing(path, old):
    report = care.check(path)
    assert report.is_good
    assert "It is of format 1; the next save writes format 5." in report.lines
    assert path.read_bytes() == old


def test_an_old_copy_can_be_restored_and_counts_as_a_good_backup(path, old):
    copy = path.with_name("afterword.backup-2026-11-20.json")
    copy.write_bytes(old)
    path.write_bytes(old[:-50])
    found = backups.newest_good(path)
    assert found is not None
    assert (found.path, found.cards) == (copy, 2)
    care.restore(path, copy, NOW)
    assert find(Book(path).cards, "Globex").stage is Stage.WAITING


def test_two_old_copies_that_lived_on_agree_on_what_was_undone(book, path, old, tmp_path):
    """The old format did not say when; its mark does, so that a later redo counts."""
    copy = tmp_path / "copy.json"
    copy.write_bytes(old)
    other = Book(copy, clock=lambda: NOW)
    other.redo(NOW)
    card = find(book.cards, "Globex")
    book.put(actions.edit(card, replace(card, notes="here"), NOW), card)
    merged = merge(book.state, other.state)
    assert merge(other.state, book.state) == merged
    found = merged.cards["globex"]
    assert (found.stage, found.notes) == (Stage.EMAILED, "here")
    undone = journal.undo(found, found.history[2], NOW.add(minutes=1))
    assert undone.stage is Stage.WAITING


def test_a_script_changed_on_each_side_of_old_copies_stays(book, tmp_path, old):
    copy = tmp_path / "copy.json"
    copy.write_bytes(old)
    other = Book(copy)
    for one, kind, text in ((book, "email", "Dear Ms Lee,"), (other, "call", "Hello Dana")):
        card = find(one.cards, "Globex")
        one.put(actions.reword(card, kind, text, NOW), card)
    book.take_in(other.state)
    assert dict(find(book.cards, "Globex").own_words) == {
        OWN: "Dear Ms Lee,",
        OWN_THANKS: "Thanks!",
        "call/round1": "Hello Dana",
    }
    assert conflicts(find(book.cards, "Globex")) == ()


def of_format_2(path: Path) -> bytes:
    """What the book holds by now, in a file of format 2: no card tells what is at its default."""
    tables = orjson.loads(path.read_bytes())
    tables["meta"]["1"]["format"] = 2
    for card in tables["cards"].values():
        for name, default in (("stage", "thank-you"), ("outcome", None)):
            if card[name] == default:
                del card[name]
    return orjson.dumps(tables)


def test_after_one_save_every_card_of_a_format_2_file_tells_its_stage_and_outcome(
    book, path, make_card
):
    book.put(make_card("Hooli"), None)
    path.write_bytes(of_format_2(path))
    assert b'"thank-you","outcome"' not in path.read_bytes()
    before = path.read_bytes()
    again = Book(path, clock=lambda: NOW)
    assert again.state == book.state
    again.put_mine(again.me, replace(again.settings, grace_days=4))
    with TinyDB(path) as stock:
        cards = stock.table("cards")
        waiting = cards.search((where("stage") == "waiting") & (where("outcome") == None))  # noqa: E711
        fresh = cards.search(where("stage") == "thank-you")
    assert [card["company"] for card in waiting] == ["Globex"]
    assert [card["company"] for card in fresh] == ["Initech", "Hooli"]
    assert path.with_name("afterword.format-2-2026-11-24-093000.json").read_bytes() == before


def test_what_the_file_tells_more_is_no_change_to_undo_nor_to_merge(book, path, tmp_path):
    book.put_mine(replace(book.me, phone="1"))
    copy = tmp_path / "copy.json"
    copy.write_bytes(of_format_2(path))
    other = Book(copy, clock=lambda: NOW)
    for mine, theirs in zip(book.cards, other.cards, strict=True):
        assert (mine, differences(mine, theirs)) == (theirs, ())
    assert merge(book.state, other.state) == merge(other.state, book.state) == book.state
    book.take_in(other.state)
    card = find(book.cards, "Initech")
    book.put(actions.edit(card, replace(card, notes="here"), NOW), card)
    edited = find(Book(path).cards, "Initech")
    assert [each.path for step in edited.history for each in step.changes] == ["notes"]
    Book(path, clock=lambda: NOW).undo(NOW)
    assert replace(find(Book(path).cards, "Initech"), history=(), edited={}) == card


def test_a_salvaged_card_of_which_the_format_is_lost_tells_its_stage_too(book, path):
    book.put_mine(replace(book.me, phone="1"))
    old = of_format_2(path)
    path.write_bytes(old[old.index(b'"cards"') :])
    care.save_what_is_left(path, NOW)
    with TinyDB(path) as stock:
        found = stock.table("cards").search(where("stage") == "thank-you")
    assert [card["company"] for card in found] == ["Initech"]


def test_a_format_3_file_means_the_same_and_is_kept_by_the_first_save_that_knows_an_offer(
    book, path, make_card
):
    book.put(make_card("Hooli"), None)
    tables = orjson.loads(path.read_bytes())
    tables["meta"]["1"]["format"] = 3
    before = orjson.dumps(tables)
    path.write_bytes(before)
    again = Book(path, clock=lambda: NOW)
    assert again.state == book.state
    initech = find(again.cards, "Initech")
    assert (initech.outcome, initech.offer) == (Outcome.OFFER, None)
    hooli = find(again.cards, "Hooli")
    offer = Offer(what="40,000, from May", answer_by=NOW.date().add(days=4))
    again.put(answers.offered(hooli, NOW, offer), hooli)
    assert orjson.loads(path.read_bytes())["meta"]["1"]["format"] == 5
    assert path.with_name("afterword.format-3-2026-11-24-093000.json").read_bytes() == before
    assert find(Book(path).cards, "Hooli").offer == offer
