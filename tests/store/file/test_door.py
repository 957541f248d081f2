"""What passes on its way into the program, and what is set aside and left as it is in the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from msgspec.structs import replace

from store.errors import NotAllowedError
from store.file import care
from store.file.book import Book
from store.history import actions
from store.records import Me, Settings
from store.sample import sample_cards
from tests.conftest import NOW

Table = dict[str, Any]

UNFIT: dict[str, tuple[dict[str, Any], str]] = {
    "no offset": ({"created": "2026-11-20T10:00:00"}, "“created” has no offset from UTC"),
    "the last day of the calendar": (
        {"created": "9999-12-31T23:59:59Z"},
        "“created” is not between the years 1970 and 2200",
    ),
    "the first day of it": ({"snooze": "0001-01-01"}, "“snooze” is not between the years"),
    "an escaped one": ({"write_again": "2201-01-01", "notes": "one\ntwo"}, "“write_again” is not"),
    "no company": ({"company": None}, "“company” does not fit"),
    "a stage of no board": ({"stage": "hired"}, "“stage” has a value that is not known"),
    "no rounds": ({"rounds": []}, "“rounds” does not fit"),
    "no id": ({"id": ""}, "“id” does not fit"),
    "a number too large": ({"wording": 1 << 63}, "“wording” does not fit"),
    "notes without an end": ({"notes": "a" * 60_000}, "“notes” is longer than its field can be"),
    "an edit without an offset": ({"edited": {"role": "2026-11-20T10:00:00"}}, "has no offset"),
}


@pytest.fixture
def tables(path: Path) -> dict[str, Table]:
    """The tables of a file with three cards."""
    Book(path).put_new(sample_cards(NOW)[:3])
    found: dict[str, Table] = orjson.loads(path.read_bytes())
    return found


def spoil(path: Path, tables: dict[str, Table], changes: dict[str, Any]) -> bytes:
    """Spoil the second card; gives its text as it lies in the file."""
    tables["cards"]["2"] |= changes
    path.write_bytes(orjson.dumps(tables))
    return orjson.dumps(tables["cards"]["2"])


@pytest.mark.parametrize("kind", UNFIT)
def test_a_card_that_cannot_be_used_is_set_aside_with_its_reason_and_never_changed(
    path: Path, tables: dict[str, Table], kind: str
):
    changes, why = UNFIT[kind]
    text = spoil(path, tables, changes)
    book = Book(path)
    assert len(book.cards) == 2
    (aside,) = book.state.aside
    assert (aside.table, aside.number) == ("cards", "2")
    assert why in aside.told
    assert "\n" not in aside.told
    card = book.cards[0]
    book.put(actions.edit(card, replace(card, notes="Changed."), NOW), card)
    book.put_new([replace(sample_cards(NOW)[3], id="another")])
    book.put_mine(replace(book.me, name="Sam"))
    assert text in path.read_bytes()
    again = Book(path)
    assert len(again.cards) == 3
    assert again.state.aside == (aside,)


def test_a_step_of_no_time_that_can_be_is_found_behind_others(path: Path, tables: dict[str, Table]):
    step = {**tables["cards"]["2"]["history"][0], "id": "late", "recorded": "2300-01-01T00:00:00Z"}
    spoil(path, tables, {"history": [*tables["cards"]["2"]["history"], step]})
    (aside,) = Book(path).state.aside
    assert "recorded” is not between the years 1970 and 2200" in aside.told


def test_a_day_in_a_text_is_text(path: Path, tables: dict[str, Table]):
    spoil(path, tables, {"notes": "9999-12-31", "role": "0001-01-01"})
    book = Book(path)
    assert book.state.aside == ()
    assert len(book.cards) == 3


def test_what_comes_underneath_an_open_book_is_set_aside_as_well(
    path: Path, tables: dict[str, Table]
):
    book = Book(path)
    spoil(path, tables, UNFIT["the last day of the calendar"][0])
    assert book.refresh()
    assert len(book.cards) == 2
    assert any("1970 and 2200" in notice for notice in book.take_notices())


def test_what_is_pending_for_a_card_that_was_spoiled_meanwhile_comes_beside_it(
    path: Path, tables: dict[str, Table]
):
    book = Book(path)
    book.later = lambda: None
    card = book.state.cards[tables["cards"]["2"]["id"]]
    book.put(actions.edit(card, replace(card, notes="Pending."), NOW), card)
    text = spoil(path, tables, UNFIT["no offset"][0])
    book.save()
    assert text in path.read_bytes()
    assert Book(path).state.cards[card.id].notes == "Pending."


def test_a_check_tells_what_is_set_aside_and_what_can_be_done(path: Path, tables: dict[str, Table]):
    text = spoil(path, tables, UNFIT["no offset"][0])
    report = care.check(path)
    assert not report.is_good
    assert report.lines[0].startswith(f"{path} can be read in part: two cards")
    company = tables["cards"]["2"]["company"]
    assert report.lines[1].startswith(f"Card 2 “{company}”: “created” has no offset")
    assert "--salvage" in "".join(report.lines)
    _, kept = care.save_what_is_left(path, NOW)
    assert kept is not None
    assert text in kept.read_bytes()
    assert care.check(path).is_good
    assert len(Book(path).cards) == 2


def test_a_copy_with_a_card_that_cannot_be_used_is_restored_as_it_is(
    path: Path, tables: dict[str, Table], tmp_path: Path
):
    copy = tmp_path / "copy.json"
    text = spoil(copy, tables, UNFIT["no offset"][0])
    care.restore(path, copy, NOW)
    assert text in path.read_bytes()
    assert len(Book(path).state.aside) == 1


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ({"thank_hours": 0}, "Your settings: “thank_hours” has to be at least 1"),
        ({"thank_hours": 1 << 60}, "Your settings: “thank_hours” has to be at most 336"),
        ({"thank_hours": "24"}, "thank_hours"),
        ({"weekend": [0, 1, 2, 3, 4, 5, 6]}, "leaves no day"),
        ({"opens_at": 20}, "Your settings: “opens_at” is not before"),
        ({"days_off": ["9999-12-31"]}, "days_off"),
        ({"backups": -1}, "backups"),
    ],
)
def test_a_setting_out_of_bounds_is_as_where_nobody_set_it_and_the_others_stay(
    path: Path, tables: dict[str, Table], stored: dict[str, Any], why: str
):
    tables["settings"] = {"1": {"grace_days": 4, **stored}}
    path.write_bytes(orjson.dumps(tables))
    book = Book(path)
    assert book.settings == Settings(grace_days=4)
    (aside,) = book.state.aside
    assert why in aside.told
    assert not care.check(path).is_good
    book.put_mine(book.me, replace(book.settings, grace_days=3))
    assert Book(path).settings.grace_days == 3


def test_hours_in_the_evening_fit_together(path: Path, tables: dict[str, Table]):
    tables["settings"] = {"1": {"opens_at": 18, "closes_at": 22}}
    path.write_bytes(orjson.dumps(tables))
    assert Book(path).settings == Settings(opens_at=18, closes_at=22)


def test_a_script_that_is_none_stays_in_the_file_while_another_is_kept(
    path: Path, tables: dict[str, Table]
):
    tables["scripts"] = {"1": {"text": "of no kind"}, "2": {"kind": "thank-you", "text": "Mine."}}
    path.write_bytes(orjson.dumps(tables))
    book = Book(path)
    assert len(book.state.aside) == 1
    book.put_template("call-answered", "Other.")
    assert orjson.loads(path.read_bytes())["scripts"]["1"] == {"text": "of no kind"}
    assert dict(Book(path).templates) == {"thank-you": "Mine.", "call-answered": "Other."}


def test_two_cards_with_one_id_both_stay_and_any_program_names_them_alike(
    path: Path, tables: dict[str, Table]
):
    copy = {**tables["cards"]["2"], "company": "By hand"}
    tables["cards"]["7"] = copy
    path.write_bytes(orjson.dumps(tables))
    one, other = Book(path), Book(path, read_only=True)
    assert len(one.cards) == 4
    assert one.state.cards.keys() == other.state.cards.keys()
    assert any("Both are kept" in notice for notice in one.take_notices())
    (by_hand,) = (card for card in one.cards if card.company == "By hand")
    assert by_hand.id != copy["id"]
    card = one.state.cards[copy["id"]]
    one.put(actions.edit(card, replace(card, notes="Changed."), NOW), card)
    again = Book(path)
    assert again.take_notices() == []
    assert {card.id for card in again.cards} == {card.id for card in one.cards}
    assert again.state.cards[by_hand.id].company == "By hand"


def test_the_same_card_twice_is_one_and_stays_one(path: Path, tables: dict[str, Table]):
    tables["cards"]["7"] = tables["cards"]["2"]
    path.write_bytes(orjson.dumps(tables))
    book = Book(path)
    assert len(book.cards) == 3
    card = book.state.cards[tables["cards"]["2"]["id"]]
    book.put(actions.edit(card, replace(card, notes="Changed."), NOW), card)
    assert len(Book(path).cards) == 3


def test_two_rounds_with_one_id_both_stay(path: Path, tables: dict[str, Table]):
    first = tables["cards"]["2"]["rounds"][0]
    spoil(path, tables, {"rounds": [first, {**first, "format": "by hand"}]})
    book = Book(path)
    card = book.state.cards[tables["cards"]["2"]["id"]]
    assert [each.format for each in card.rounds] == [first.get("format", ""), "by hand"]
    assert card.rounds[0].id != card.rounds[1].id
    book.put(actions.edit(card, replace(card, notes="Changed."), NOW), card)
    assert len(Book(path).state.cards[card.id].rounds) == 2


@pytest.mark.parametrize(
    "change",
    [
        ["stage", "hired", "waiting"],
        ["snooze", 7, None],
        ["rounds/{round}/at", "2026-11-26T10:00:00", None],
        ["rounds/{round}", None, None],
        ["rounds/{round}", 5, None],
    ],
)
def test_a_step_that_says_what_does_not_fit_is_not_undone_and_says_why(
    path: Path, tables: dict[str, Table], change: list[Any]
):
    (kept,) = [table for number, table in tables["cards"].items() if number == "2"]
    tables["cards"] = {"2": kept}
    at = change[0].format(round=kept["rounds"][0]["id"])
    kept["history"][-1]["changes"] = [[at, *change[1:]]]
    path.write_bytes(orjson.dumps(tables))
    book = Book(path)
    before = path.read_bytes()
    with pytest.raises(NotAllowedError, match="does not fit the card"):
        book.undo(NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("layout", [orjson.dumps, lambda tables: json.dumps(tables).encode()])
def test_cards_with_one_number_after_a_merge_by_text_are_both_kept(
    path: Path, tables: dict[str, Table], layout: Callable[[Any], bytes]
):
    number, card = next(iter(tables["cards"].items()))
    once = layout({number: card})[1:-1]
    other = once.replace(card["id"].encode(), b"another").replace(
        card["company"].encode(), b"Of the other copy"
    )
    content = layout(tables)
    path.write_bytes(content.replace(once, other + b"," + once, 1))
    book = Book(path)
    assert any("both are kept" in line for line in care.check(path).lines)
    assert len(book.cards) == len(tables["cards"]) + 1
    assert {card["company"], "Of the other copy"} <= {each.company for each in book.cards}
    book.put_mine(Me(name="Sam"))
    assert {each.company for each in Book(path).cards} == {each.company for each in book.cards}


def test_a_whole_table_that_stands_twice_is_one(path: Path, tables: dict[str, Table]):
    others = tables["cards"]
    apart, more = ({**others["1"], "id": name, "company": name} for name in ("Apart", "More"))
    twice = b'{"cards":' + orjson.dumps({"1": apart, "9": more}) + b"," + orjson.dumps(tables)[1:]
    path.write_bytes(twice)
    found = {each.company for each in Book(path).cards}
    assert found == {"Apart", "More", *(each["company"] for each in others.values())}
