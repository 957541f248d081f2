"""An import without a screen: a file opened, its rows read, duplicates decided, and the sum."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.dates.order import DayOrder
from store.errors import FileRefusedError
from store.exchange.importing import Answer, Decision, Incoming, opened, together
from store.exchange.json_file import as_json
from store.exchange.matching import Brought, Choice, Duplicate, Fate, bring
from store.exchange.source import Form
from store.exchange.tables.writer import as_table
from store.file.book import Book
from store.history.batches import StepTurned
from store.records import Me, Settings, State
from store.rules import board
from store.sample import sample_cards
from tests.conftest import NOW, TickingClock

HEAD = "Company,Interview Date,Contact,Salary\n"
ROWS = "Globex,2026-11-13,Dana Lee,90k\nInitech,2026-11-16,Kim,\nHooli,soon,,\n"

Opened = Callable[..., Incoming]


@pytest.fixture
def open_text(tmp_path: Path) -> Opened:
    def open_text(text: str, name: str = "tracker.csv", form: Form | None = None) -> Incoming:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return opened(tmp_path / name, form, NOW)

    return open_text


@pytest.fixture
def kept(path: Path) -> Book:
    """A file with cards, details and settings."""
    book = Book(path)
    book.put_new(sample_cards(NOW)[:3])
    book.put_mine(Me(name="Sam"), Settings(grace_days=3))
    return book


def test_a_table_says_how_its_columns_are_read_and_is_read_row_by_row(open_text: Opened):
    incoming = open_text(HEAD + ROWS)
    assert incoming.state is None
    assert incoming.mapping[0] == "A table of columns by their names, parted by commas:"
    assert incoming.mapping[-1].split() == ["Salary", "not", "used"]
    assert [row.line for row in incoming.rows] == [2, 3, 4]

    arrivals, refused, _ = incoming.read(incoming.rows)
    assert [each.card.company for each in arrivals] == ["Globex", "Initech"]
    assert [(each.line, "“soon”" in each.why) for each in refused] == [(4, True)]
    arrivals, refused, _ = incoming.read(incoming.rows[1:2])
    assert [each.card.company for each in arrivals] == ["Initech"]
    assert refused == []


def test_a_whole_file_brings_its_state_and_has_no_rows_to_wait_for(open_text: Opened, kept: Book):
    content = as_json(kept.path.read_bytes(), kept.path).decode()
    incoming = open_text(content, "all.json")
    assert (incoming.rows, incoming.mapping) == ((), ())
    assert incoming.state == kept.state
    arrivals, refused, _ = incoming.read(incoming.rows)
    assert {each.card.id: each.card for each in arrivals} == dict(kept.state.cards)
    assert all(each.is_whole for each in arrivals)
    assert refused == []


def test_a_form_that_is_told_is_believed_over_the_name(open_text: Opened):
    assert len(open_text(HEAD + ROWS, "tracker.json", Form.CSV).rows) == 3
    with pytest.raises(FileRefusedError, match="not JSON"):
        open_text(HEAD + ROWS, "tracker.csv", Form.JSON)
    with pytest.raises(FileRefusedError, match="looks like the company"):
        open_text("Name,When\nA,B\n")


def doubled(open_text: Opened, decide: Decision) -> Brought:
    """Three cards, and the same ones with other people, about whom is decided."""
    text = f"{HEAD}Globex,2026-11-13,{{0}},\nInitech,2026-11-16,{{0}},\nHooli,2026-11-17,{{0}},\n"
    first, _, _ = (incoming := open_text(text.format("Dana Lee"))).read(incoming.rows)
    again, _, _ = (incoming := open_text(text.format("Amit Rao"))).read(incoming.rows)
    here = {each.card.id: each.card for each in first}
    return bring(here, again, decide, NOW)


@pytest.mark.parametrize(
    ("choice", "fate"),
    [(Choice.SKIP, Fate.SKIPPED), (Choice.MERGE, Fate.MERGED), (Choice.NEW, Fate.NEW)],
)
def test_what_was_told_for_all_is_never_asked(open_text: Opened, choice: Choice, fate: Fate):
    def ask(duplicate: Duplicate) -> Answer:
        pytest.fail(f"asked about {duplicate}")

    decide = Decision(choice, ask)
    assert doubled(open_text, decide).count(fate) == 3
    assert decide.undecided == 0


def test_each_is_asked_about_until_an_answer_is_for_all(open_text: Opened):
    asked: list[str] = []

    def ask(duplicate: Duplicate) -> Answer:
        asked.append(duplicate.here.company)
        return Answer(Choice.SKIP) if len(asked) == 1 else Answer(Choice.MERGE, for_all=True)

    decide = Decision(ask=ask)
    fates = [each.fate for each in doubled(open_text, decide).found]
    assert asked == ["Globex", "Initech"]
    assert fates == [Fate.SKIPPED, Fate.MERGED, Fate.MERGED]
    assert decide.undecided == 0


def test_where_nobody_can_be_asked_duplicates_are_left_and_counted(open_text: Opened):
    decide = Decision()
    brought = doubled(open_text, decide)
    assert (brought.cards, brought.count(Fate.SKIPPED)) == ({}, 3)
    assert decide.undecided == 3


def test_the_sum_tells_of_rows_that_were_refused(open_text: Opened):
    incoming = open_text(HEAD + ROWS)
    arrivals, refused, _ = incoming.read(incoming.rows)
    here = State(me=Me(name="Kim"))
    brought = bring(here.cards, arrivals, Decision(), NOW)
    after, total = together(here, brought, incoming.state, len(refused))
    assert total == "Two cards are new, one row was refused."
    assert sorted(card.company for card in after.cards.values()) == ["Globex", "Initech"]
    assert after.me == here.me


def test_details_come_along_only_where_none_were_set_and_are_told_of(kept: Book):
    there = kept.state
    nothing = Brought(cards={}, found=[])
    bare = State(me=Me(phone="+1 555"))
    after, total = together(bare, nothing, there)
    assert (after.me.name, after.me.phone, after.settings.grace_days) == ("Sam", "+1 555", 3)
    assert total.endswith("Details, settings and scripts that you had not set came along.")
    again, total = together(after, nothing, there)
    assert again == after
    assert total == "There was nothing in it."


def test_a_column_is_what_the_person_says(open_text: Opened, tmp_path: Path):
    text = "Firma,Datum,Stelle\nUmbra,03/11/2026,PM\n"
    path = tmp_path / "tracker.csv"
    path.write_text(text)
    told = {"Firma": "company", "datum": "interview date", "Stelle": "role"}
    incoming = opened(path, None, NOW, columns=told, order=DayOrder.DAY_FIRST)
    assert incoming.mapping[-1] == "  Dates are read as day/month, as you say."
    (found,) = incoming.read(incoming.rows).arrivals
    assert (found.card.company, found.card.role) == ("Umbra", "PM")
    assert (found.card.round.at.month, found.card.round.at.day) == (11, 3)
    for wrong, said in (
        ({"Ort": "company"}, r"has no column “Ort” \(it has: Firma, Datum, Stelle\)"),
        ({"Firma": "boss"}, "“boss” is nothing that a column can be. Say one of: company, role"),
    ):
        with pytest.raises(FileRefusedError, match=said):
            opened(path, None, NOW, columns={**told, **wrong})


def test_a_column_that_is_told_counts_before_any_guess(tmp_path: Path):
    path = tmp_path / "tracker.csv"
    path.write_text("Company,date,Interview Date,status\nUmbra,2026-11-19,2026-11-02,applied\n")
    incoming = opened(path, None, NOW, columns={"date": "interviewed", "Interview Date": "unused"})
    (found,) = incoming.read(incoming.rows).arrivals
    assert found.card.round.at.day == 19
    path.write_text("Company,A,B\nUmbra,2026-11-19,2026-11-02\n")
    incoming = opened(path, None, NOW, columns={"A": "interviewed", "B": "interviewed"})
    (found,) = incoming.read(incoming.rows).arrivals
    assert [each.at.day for each in found.card.rounds] == [2, 19]


def test_rows_without_an_interview_are_counted_apart(open_text: Opened):
    incoming = open_text(f"{HEAD}Globex,2026-11-13,,\nHooli,,,\nUmbra,soon,,\n")
    arrivals, refused, left_out = incoming.read(incoming.rows)
    assert [len(each) for each in (arrivals, refused, left_out)] == [1, 1, 1]
    brought = bring({}, arrivals, Decision(), NOW)
    _, total = together(State(), brought, None, len(refused), len(left_out))
    assert total == "One card is new, one row was left out, one row was refused."


def test_a_card_that_gave_way_to_its_whole_self_outlives_the_undo_of_the_import(
    path: Path, tmp_path: Path
):
    source = Book(tmp_path / "source.json")
    source.put_new(card for card in sample_cards(NOW) if len(card.steps) > 2)
    entries = [board.entry(card, source.rules, NOW) for card in source.cards]
    (tmp_path / "out.csv").write_bytes(as_table(entries, NOW))
    book = Book(path, clock=TickingClock(NOW))
    for name in ("out.csv", "source.json"):
        incoming = opened(tmp_path / name, None, NOW)
        arrivals = incoming.read(incoming.rows).arrivals
        brought = bring(book.state.cards, arrivals, Decision(Choice.MERGE), NOW)
        book.put_state(together(book.state, brought, incoming.state)[0], book.state)
    whole = {card.id: card.history for card in source.cards}
    assert {card.id: card.history for card in book.cards} == whole
    undone = book.undo(NOW.add(hours=1))
    assert isinstance(undone, StepTurned)
    assert len(book.cards) == len(whole) > 2
