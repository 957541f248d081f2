"""What undo and redo say, where they lead, and that an import is taken back by one key."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.history import actions
from store.records import Stage
from store.sample import sample_cards
from tests.conftest import NOW, MakeCard, TickingClock
from tests.tui.conftest import Desk, OpenDesk
from tui.cli.main import main
from tui.cli.session import Session

Run = Callable[..., int]

ROWS = """\
company,role,interview date,contact
Acme,Driver,2026-11-13,Kim Ode
Brill,Cook,2026-11-16,Lou Ray
"""


@pytest.fixture
def run(path: Path, clock: TickingClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments: object) -> int:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)], Session(clock=clock))
        return int(left.value.code or 0)

    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_text(ROWS)
    return tmp_path / "table.csv"


def companies(desk: Desk) -> set[str]:
    return {card.company for card in desk.book.cards}


async def test_an_import_goes_with_one_key_and_comes_back_with_one(
    open_desk: OpenDesk, path: Path, run: Run, table: Path
):
    Book(path).put_new(sample_cards(NOW))
    assert run("import", table, "--yes") == 0
    async with open_desk() as desk:
        assert {"Acme", "Brill"} <= companies(desk)
        await desk.press("u")
        assert desk.said == "Undone: the import of 2 cards."
        assert len(companies(desk)) == 20
        assert "Acme" not in desk.shown
        await desk.press("U")
        assert desk.said == "Done again: the import of 2 cards."
        assert {"Acme", "Brill"} <= companies(desk)
    assert len(Book(path).cards) == 22


async def test_an_import_that_told_more_of_a_card_is_undone_with_all_of_it(
    open_desk: OpenDesk, path: Path, run: Run, table: Path
):
    assert run("import", table, "--yes") == 0
    before = {each.id: each for each in Book(path).cards}
    more = ROWS.replace("interview date", "interview date,notes").replace("13,", "13,call first,")
    table.write_text(more.replace("16,", "16,,") + "Crane,Clerk,2026-11-17,,\n")
    assert run("import", table, "--yes", "--on-duplicate", "update") == 0
    async with open_desk(sample=False) as desk:
        assert desk.card("Acme").notes == "call first"
        await desk.press("u")
        assert desk.said == "Undone: the import: 1 card gone again, 1 as it was before."
        assert companies(desk) == {"Acme", "Brill"}
        for each in desk.book.cards:
            assert replace(each, history=(), edited={}) == replace(
                before[each.id], history=(), edited={}
            )
        await desk.press("U")
        assert desk.said == "Done again: the import: 1 card here again, 1 changed again."
        assert desk.card("Acme").notes == "call first"


async def test_json_that_was_imported_is_undone_as_one(
    open_desk: OpenDesk, path: Path, run: Run, tmp_path: Path
):
    Book(tmp_path / "other.json").put_new(sample_cards(NOW))
    assert run("import", tmp_path / "other.json", "--yes") == 0
    async with open_desk(sample=False) as desk:
        await desk.press("u")
        assert desk.said == "Undone: the import of 20 cards."
        assert companies(desk) == set()


async def test_a_merge_goes_with_one_key(
    open_desk: OpenDesk, path: Path, run: Run, tmp_path: Path, make_card: MakeCard
):
    Book(path).put_new(sample_cards(NOW)[:4])
    other = tmp_path / "other.json"
    other.write_bytes(path.read_bytes())
    assert run("advance", "Harbor & Pine", "--yes", "--db", other) == 0
    assert run("add", "--company", "Acme", "--interviewed", "yesterday 14:00", "--db", other) == 0
    assert run("merge", other) == 0
    async with open_desk() as desk:
        assert desk.card("Harbor & Pine").stage is Stage.WAITING
        await desk.press("u")
        assert desk.said == "Undone: the merge: 1 card gone again, 1 as it was before."
        assert desk.card("Harbor & Pine").stage is Stage.THANK_YOU
        assert "Acme" not in companies(desk)
    assert run("merge", other) == 0
    assert len(Book(path).cards) == 4, "what was undone since stays undone"
    async with open_desk() as desk:
        await desk.press("U")
        assert desk.said == "Done again: the merge: 1 card here again, 1 changed again."
        assert desk.card("Harbor & Pine").stage is Stage.WAITING


async def test_what_was_done_after_the_import_is_undone_before_it(
    open_desk: OpenDesk, run: Run, table: Path
):
    assert run("import", table, "--yes") == 0
    async with open_desk(sample=False) as desk:
        await desk.press("enter", "y", "u")
        assert "Undone: Emailed Kim Ode (Acme)" in desk.said
        await desk.press("u")
        assert desk.said == "Undone: the import of 2 cards."
        await desk.press("u")
        assert "nothing to undo" in desk.said
        await desk.press("U", "U")
        assert "Done again: Emailed Kim Ode (Acme)" in desk.said


async def test_a_step_on_the_selected_card_is_told_without_where_it_is(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "s")
        await desk.type("+3")
        await desk.press("f2")
        desk.screen.board.select(desk.card("Globex Energy").id)
        await desk.press("u")
        assert desk.said == "Undone: Snoozed (Globex Energy)"


async def test_a_card_in_another_column_is_named_with_it_and_selected(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "y", "5", "u")
        assert desk.said == "Undone: Thanked Ruth Adler (Harbor & Pine), which is in Thank-you"
        assert desk.selected == "Harbor & Pine"
        await desk.press("5", "U")
        assert desk.said == "Done again: Thanked Ruth Adler (Harbor & Pine), which is in Waiting"
        assert desk.selected == "Harbor & Pine"


async def test_a_card_that_finding_hides_is_shown_again(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "y", "slash")
        await desk.type("globex")
        await desk.until(lambda: desk.screen.finding.text == "globex")
        await desk.press("enter", "u")
        assert desk.said == "Undone: Thanked Ruth Adler (Harbor & Pine), which is in Thank-you"
        assert desk.selected == "Harbor & Pine"
        assert not desk.screen.finding.is_narrowed
        assert desk.screen.find_line.text == ""
        assert "Northwind" in desk.shown


async def test_finding_stays_where_it_shows_the_card(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("enter", "y", "slash")
        await desk.type("harbor")
        await desk.until(lambda: desk.screen.finding.text == "harbor")
        await desk.press("enter", "u")
        assert desk.selected == "Harbor & Pine"
        assert desk.screen.finding.is_narrowed


async def test_a_card_in_the_archive_is_said_to_be_there(open_desk: OpenDesk):
    async with open_desk() as desk:
        await desk.press("3", "r", "5", "f2")
        await desk.until(lambda: "c copy · m mail" in desk.shown)
        await desk.press("escape", "u", "U")
        assert desk.said == "Done again: You withdrew (Globex Energy), which is in the archive"


async def test_a_card_that_undo_takes_off_the_board_is_said_to_be_gone(
    open_desk: OpenDesk, path: Path, clock: TickingClock, make_card: MakeCard
):
    Book(path).put(actions.add(make_card(), clock()), None)
    async with open_desk() as desk:
        await desk.press("u")
        assert desk.said == "Undone: Added the card (Globex), which is gone now"
        await desk.press("U")
        assert desk.said == "Done again: Added the card (Globex)"
        assert desk.selected == "Globex"
        await desk.press("D", "y", "u")
        assert desk.said == "Undone: Deleted the card (Globex)"
        await desk.press("U")
        assert desk.said == "Done again: Deleted the card (Globex)"
