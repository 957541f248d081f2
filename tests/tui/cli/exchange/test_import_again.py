"""What an import does about cards that are here already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.file.book import Book
from store.records import Outcome as Ended
from store.search.reference import find
from tests.tui.cli.conftest import Outcome, Run
from tests.tui.cli.exchange.conftest import TRACKER, UNCLEAR, refused


def test_duplicates_need_a_decision(run: Run, path: Path, tracker: str):
    run("import", tracker)
    Path(tracker).write_text(TRACKER.replace("Dana Lee", "Amit Rao"))
    before = path.read_bytes()
    answer = run("import", tracker)
    assert answer.out == ""
    refused(answer, "One card would be asked about, being here already, so nothing was imported.")
    refused(run("import", tracker, "--on-duplicate", "ask"), "Say --on-duplicate")
    skipped = "One was here already, one duplicate was skipped."
    assert run("import", tracker, "--yes").out == f"{skipped}\n"
    assert run("import", tracker, "--on-duplicate", "skip").out == f"{skipped}\n"
    assert run("import", tracker, "--dry-run").out.endswith(
        f"{skipped} Nothing was changed: this was a look ahead.\n"
    )
    assert path.read_bytes() == before

    merged = run("import", tracker, "--on-duplicate", "merge")
    assert merged.out == "One card has changed, one was here already.\n"
    people = find(Book(path).cards, "globex").round.people
    assert [each.name for each in people] == ["Dana Lee", "Amit Rao"]
    assert run("import", tracker).out == "Two were here already.\n"


def test_a_second_card_is_added_when_told(run: Run, path: Path, tracker: str):
    run("import", tracker)
    Path(tracker).write_text(TRACKER.replace("Dana Lee", "Amit Rao"))
    assert run("import", tracker, "--on-duplicate", "new").out.startswith("One card is new")
    assert len(Book(path).cards) == 3
    assert run("import", tracker, "--on-duplicate", "new").out == "Two were here already.\n"


def test_on_a_terminal_each_is_asked_about_and_then_all_confirmed(
    run: Run, path: Path, tracker: str, typed: Callable[[str], None]
):
    run("import", tracker)
    Path(tracker).write_text(
        TRACKER.replace(",,2026-11-16,", ",,2026-11-16,Kim").replace("Lee", "Roe")
    )
    before = path.read_bytes()

    typed("x\nm\ns\ny\n")
    answer = run("import", tracker)
    assert answer.status == 0
    asked = "Globex · PM, Fri 13 Nov 2026 (line 2) is here already: in Emailed."
    assert asked in answer.err
    assert "Initech, Mon 16 Nov 2026 (line 3) is here already: in Thank-you." in answer.err
    assert "  Salary          not used" in answer.out
    assert answer.out.endswith("One card has changed, one duplicate was skipped.\n")
    assert len(find(Book(path).cards, "globex").round.people) == 2

    path.write_bytes(before)
    typed("M\ny\n")
    assert "Two cards have changed." in run("import", tracker).out
    path.write_bytes(before)
    for text, status in (("M\nn\n", 130), ("m\n", 130), ("", 130), ("S\n", 0)):
        typed(text)
        assert run("import", tracker).status == status
        assert path.read_bytes() == before
    typed("")
    assert run("import", tracker, "--yes", "--on-duplicate", "merge").status == 0
    assert path.read_bytes() != before


def test_what_changed_since_is_told_and_recorded_only_when_told(
    run: Run, path: Path, tracker: str, typed: Callable[[str], None]
):
    run("import", tracker)
    before = path.read_bytes()
    Path(tracker).write_text(
        TRACKER.replace("Emailed", "Rejected").replace("2026-11-16", "2026-11-19")
    )
    refused(run("import", tracker), "Say --on-duplicate skip, merge, update or new.")
    looked = run("import", tracker, "--dry-run")
    assert "status: Emailed → rejected" in looked.out
    assert "Mon 16 Nov 2026" in looked.out
    assert "Thu 19 Nov 2026" in looked.out
    for choice in ("skip", "merge"):
        assert run("import", tracker, "--on-duplicate", choice).status == 0
        assert find(Book(path).cards, "globex").outcome is None

    path.write_bytes(before)
    updated = run("import", tracker, "--on-duplicate", "update", "--yes")
    assert updated == Outcome(0, "Two cards were brought up to date.\n", UNCLEAR)
    cards = Book(path).cards
    assert find(cards, "globex").outcome is Ended.REJECTED
    assert find(cards, "initech").round.at.day == 19
    assert run("import", tracker, later=1).out == "Two were here already.\n"

    path.write_bytes(before)
    typed("u\ns\ny\n")
    answer = run("import", tracker)
    assert answer.status == 0
    assert "The file says: status: Emailed → rejected." in answer.err
    cards = Book(path).cards
    assert find(cards, "globex").outcome is Ended.REJECTED
    assert find(cards, "initech").round.at.day == 16
