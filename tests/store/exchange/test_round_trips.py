"""What goes out comes in again: all of it as JSON, and what its columns hold as CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pendulum
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from store.exchange import json_file
from store.exchange.arrival import Arrival, Refused
from store.exchange.filling_in import joined
from store.exchange.json_file import as_json, read_state, with_the_rest
from store.exchange.matching import Choice, Fate, bring
from store.exchange.source import decoded
from store.exchange.tables.headings import OWN
from store.exchange.tables.writer import as_table
from store.file.book import Book
from store.history import answers
from store.records import Card, HalfTyped, Me, Offer, Outcome, OwnTemplate, Settings, State, What
from store.rules import board
from store.rules.rules import Rules
from store.sample import sample_cards
from tests.conftest import NOW
from tests.store.exchange.conftest import read_csv
from tests.store.exchange.strategies import cards, names, plain_cards

HERE = Path("out.json")
DAY = pendulum.date(2026, 12, 4)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def skip(_: object) -> Choice:
    return Choice.SKIP


def rules() -> Rules:
    return Rules(Settings(), "")


def table_of(kept: list[Card]) -> str:
    content = as_table([board.entry(card, rules(), NOW) for card in kept], NOW)
    assert content.startswith(b"\xef\xbb\xbf")
    return decoded(content, Path("out.csv"))


states = st.builds(
    State,
    cards=st.lists(cards(), max_size=4).map(lambda found: {card.id: card for card in found}),
    me=st.builds(Me, name=names, edited=st.just({"name": NOW})),
    settings=st.builds(Settings, grace_days=st.integers(0, 9)),
    own_templates=st.just({"email": OwnTemplate(kind="email", text="Hi {name}", edited=NOW)}),
    half_typed=st.lists(
        st.builds(HalfTyped, action=names, fields=st.just({"a": "b"}), left=st.just(NOW))
    ).map(tuple),
)


@FEW
@given(states)
def test_any_file_as_json_is_the_same_in_an_empty_file(tmp_path_factory, state: State):
    folder = tmp_path_factory.mktemp("files")
    book = Book(folder / "a.json")
    book.put_state(state, book.state)
    content = as_json((folder / "a.json").read_bytes(), HERE)
    assert not any(0x7F <= ord(sign) < 0xA0 for sign in content.decode())
    there = read_state(content.decode(), HERE)
    brought = bring({}, json_file.arrivals(there), skip, NOW)
    other = Book(folder / "b.json")
    other.put_state(
        with_the_rest(other.state, there, replace(other.state, cards=brought.cards)), other.state
    )
    one, two = (Book(folder / name).state for name in ("a.json", "b.json"))
    assert replace(two, batch=one.batch) == one, "each knows only of its own import"


def told(card: Card) -> tuple[Any, ...]:
    """What the columns of a table hold of a card."""
    interview = card.round
    people = [
        (each.name, each.email, each.phone, each.title, each.hook, each.zone)
        for each in interview.people
    ]
    nobody = ("",) * 6
    promise = interview.promise
    return (
        *(card.id, card.company, card.role, card.stage, card.outcome, card.via),
        *(card.recruiter, card.recruiter_email, card.recruiter_phone, card.offer),
        *(card.posting, card.country, card.no_calls, card.notes, interview.format),
        *(interview.at, interview.zone, [each for each in people if each != nobody]),
        *(interview.thread_subject, interview.message_id),
        (promise.words, promise.day) if promise else None,
    )


@FEW
@given(st.lists(plain_cards, min_size=1, max_size=4))
def test_any_card_as_csv_comes_back_with_what_the_columns_hold(kept: list[Card]):
    text = table_of(kept)
    found = read_csv(text)
    assert all(isinstance(each, Arrival) for each in found), found
    assert [told(each.card) for each in found] == [told(card) for card in kept]

    brought = bring({card.id: card for card in kept}, found, skip, NOW)
    assert {each.fate for each in brought.found} == {Fate.SAME}
    assert brought.cards == {}

    into_empty = bring({}, found, skip, NOW)
    assert sorted(into_empty.cards) == sorted(card.id for card in kept)
    again = bring(into_empty.cards, read_csv(text), skip, NOW.add(days=3))
    assert again.count(Fate.SAME) == len(kept)


@pytest.mark.parametrize(
    ("what", "by", "offer"),
    [
        ("52,000, from May", "2026-12-04", Offer(what="52,000, from May", answer_by=DAY)),
        ("52,000, from May", "", Offer(what="52,000, from May")),
        ("", "no day", Offer()),
        ("", "", None),
    ],
)
def test_an_offer_written_into_a_table_of_ours_is_read(make_card, what: str, by: str, offer):
    (row,) = csv.DictReader(io.StringIO(table_of([make_card("Globex")]), newline=""))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, row)
    writer.writeheader()
    writer.writerow(row | {"id": "", "offer": what, "offer_answer_by": by})
    (found,) = read_csv(text.getvalue())
    assert isinstance(found, Arrival), found
    assert found.card.offer == offer


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"offer_answer_by": "soon"}, "offer answer by: "),
        ({"offer": "x" * 5000}, "offer: That is longer than"),
    ],
)
def test_an_offer_that_cannot_be_read_is_refused(make_card, cells: dict[str, str], said: str):
    (row,) = csv.DictReader(io.StringIO(table_of([make_card("Globex")]), newline=""))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, row)
    writer.writeheader()
    writer.writerow(row | cells)
    (found,) = read_csv(text.getvalue())
    assert isinstance(found, Refused), found
    assert found.why.startswith(said)


def test_an_export_that_ended_with_an_offer_still_comes_in_closed(make_card):
    card = make_card("Globex", outcome=Outcome.OFFER)
    (found,) = read_csv(table_of([card]))
    assert isinstance(found, Arrival), found
    assert (found.card.outcome, found.card.offer) == (Outcome.OFFER, None)


@FEW
@given(st.lists(plain_cards, max_size=3))
def test_no_cell_of_a_table_begins_a_formula(kept: list[Card]):
    rows = list(csv.reader(io.StringIO(table_of(kept), newline=""), strict=True))
    assert rows[0] == list(OWN)
    assert all(len(row) == len(OWN) for row in rows)
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_a_table_has_dos_lines_and_local_times(make_card):
    card = make_card("Globex", "2026-11-13 14:00")
    interview = replace(card.round, zone="Europe/Berlin", at=datetime(2026, 11, 13, 19, tzinfo=UTC))
    text = table_of([replace(card, rounds=(interview,), notes="one\ntwo")])
    assert text.count("\r\n") == 2
    assert "2026-11-13T20:00:00+01:00" in text
    assert '"one\ntwo"' in text


def test_an_export_is_a_file_that_stock_tinydb_and_afterword_open(path: Path, tmp_path: Path):
    book = Book(path)
    book.put_new(sample_cards(NOW))
    copy = tmp_path / "copy.json"
    copy.write_bytes(as_json(path.read_bytes(), path))
    assert Book(copy).state == book.state
    with TinyDB(copy) as database:
        assert len(database.table("cards")) == 20


def test_what_this_version_does_not_know_is_in_the_export(path: Path):
    Book(path).put_new(sample_cards(NOW)[:1])
    tables = json.loads(path.read_bytes())
    tables["cards"]["1"]["mood"] = "fine\u009b"
    tables["pets"] = {"1": {"name": "Rex", "legs": 12345678901234567890123}}
    path.write_text(json.dumps(tables, ensure_ascii=False))
    exported = as_json(path.read_bytes(), path)
    assert json.loads(exported) == tables
    assert b"\\u009b" in exported


def test_no_file_is_exported_as_an_empty_one():
    assert read_state(as_json(None, HERE).decode(), HERE) == State()


def test_what_was_set_here_stays_when_another_file_comes_in():
    later = NOW.add(days=1)
    here = State(
        me=Me(name="Sam", edited={"name": NOW, "link": NOW}),  # the link was taken out
        settings=Settings(grace_days=3, edited={"grace_days": NOW}),
        own_templates={"email": OwnTemplate(kind="email", text="mine")},
    )
    there = State(
        me=Me(name="Kim", phone="+1", link="x", edited={"name": later, "phone": NOW}),
        settings=Settings(grace_days=9, thank_hours=12),
        own_templates={
            "email": OwnTemplate(kind="email", text="theirs"),
            "call": OwnTemplate(kind="call", text="theirs"),
        },
        half_typed=(HalfTyped(action="add", fields={}, left=NOW),),
    )
    after = with_the_rest(here, there, here)
    assert (after.me.name, after.me.phone, after.me.edited["phone"]) == ("Sam", "+1", NOW)
    assert (after.settings.grace_days, after.settings.thank_hours) == (3, 12)
    assert after.me.link == ""
    assert after.templates == {"email": "mine", "call": "theirs"}
    assert after.half_typed == ()
    assert with_the_rest(after, there, after) == after


@pytest.mark.parametrize("field", ["company", "notes"])
def test_a_text_too_long_for_its_field_is_refused(path: Path, make_card, field: str):
    book = Book(path)
    book.put_all(
        [(make_card("Hooli"), None), (replace(make_card(), **{field: "x" * 50_001}), None)]
    )
    state = read_state(path.read_text(), path)
    assert [card.company for card in state.cards.values()] == ["Hooli"]
    (aside,) = state.aside
    assert f"“{field}” is longer than its field can be" in aside.told


def test_a_line_longer_than_a_form_takes_is_refused_though_a_file_may_hold_it(
    path: Path, make_card
):
    Book(path).put(replace(make_card(), company="x" * 2_001), None)
    state = read_state(path.read_text(), path)
    assert not state.cards
    assert "“company” is longer than its field can be" in state.aside[0].told


def test_times_are_read_in_the_candidates_zone(read):
    (found,) = read("Company,Interview date\nGlobex,2026-11-13 14:00\n")
    assert found.card.round.at == pendulum.datetime(2026, 11, 13, 14, tz="America/New_York")


def test_a_day_to_write_again_goes_into_a_table_and_comes_back() -> None:
    [card, *_] = sample_cards(NOW)
    card = answers.close(card, NOW, What.WITHDREW, write_again=DAY)
    (found,) = read_csv(table_of([card]))
    assert isinstance(found, Arrival), found
    assert (found.card.write_again, found.card.outcome) == (DAY, Outcome.WITHDREW)
    later = table_of([card]).replace(",2026-12-04", ",2027-03-01")
    (moved,) = read_csv(later)
    assert isinstance(moved, Arrival), moved
    assert joined(card, moved, NOW).write_again == pendulum.date(2027, 3, 1)
    opened = answers.reopen(card, NOW)
    assert joined(opened, moved, NOW).write_again is None
    (wrong,) = read_csv(table_of([card]).replace(",2026-12-04", ",someday"))
    assert isinstance(wrong, Refused), wrong
    assert wrong.why.startswith("write again: ")
