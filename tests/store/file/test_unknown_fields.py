"""What a newer version or another program wrote into the file stays in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.records import Me, Settings
from tests.conftest import MakeCard, TickingClock
from tests.store.file.pending import book_with_a_card, edit, spoil_with, tables


@pytest.fixture
def book(path: Path, clock: TickingClock, make_card: MakeCard) -> Book:
    return book_with_a_card(path, clock, make_card)


def test_a_vanished_file_keeps_its_identity_and_unknown_fields(book, path):
    spoil_with(path, lambda found: found["meta"]["1"].update(owner="a newer version"))
    book.refresh()
    before = tables(path)
    path.unlink()
    edit(book, notes="pending")
    book.save()
    assert tables(path)["meta"] == before["meta"]


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
