"""What goes out of the file, as json or csv."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file import replacing
from store.file.book import Book
from tests.tui.cli.conftest import Outcome, Run
from tests.tui.cli.exchange.conftest import refused


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_what_was_exported_is_imported_into_an_empty_file(run: Run, kept: Book, kind: str):
    assert run("export", "--format", kind, "-o", "out") == Outcome(0, "", "")
    assert stat.S_IMODE(Path("out").stat().st_mode) == 0o600
    assert run("export", "--format", kind).out.encode() == Path("out").read_bytes()

    brought = run("import", "out", "--db", "other.json")
    assert (brought.status, brought.err) == (0, "")
    amount = 20 if kind == "json" else 19  # a table has no tombstones
    assert brought.out.startswith(f"{amount} cards are new.")
    other = Book(Path("other.json"))
    if kind == "json":
        assert replace(other.state, batch=None) == Book(kept.path).state
    assert {card.id: card.stage for card in other.cards} == {
        card.id: card.stage for card in kept.cards
    }
    for file in ("other.json", str(kept.path)):
        before = Path(file).read_bytes()
        again = run("import", "out", "--db", file, later=3)
        assert again == Outcome(0, f"{amount} were here already.\n", "")
        assert Path(file).read_bytes() == before


def test_a_whole_afterword_file_is_imported_too(run: Run, kept: Book):
    assert run("import", str(kept.path), "--db", "other.json").status == 0
    assert replace(Book(Path("other.json")).state, batch=None) == kept.state


def test_output_is_never_overwritten_unasked_and_never_the_file_in_use(run: Run, kept: Book):
    Path("out").write_text("mine")
    for kind in ("json", "csv"):
        refused(run("export", "--format", kind, "-o", "out"), "is there already. Add --force")
        assert Path("out").read_text() == "mine"
    assert run("export", "--format", "csv", "-o", "out", "--force").status == 0
    assert Path("out").read_bytes().startswith(b"\xef\xbb\xbfid,company")
    assert run("export", "--format", "ics", "-o", "out").status == 0
    assert Path("out").read_bytes().startswith(b"BEGIN:VCALENDAR")

    before = kept.path.read_bytes()
    Path("link").symlink_to(kept.path)
    Path("twin").hardlink_to(kept.path)
    for name in (str(kept.path), "link", "twin"):
        for kind in ("json", "csv", "ics"):
            answer = run("export", "--format", kind, "-o", name, "--force")
            refused(answer, "is the file in use")
    refused(run("export", "--format", "csv", "-o", "."), "is a folder")
    refused(run("export", "--format", "csv", "-o", "no/x.csv"), "its folder is not there")
    assert not Path("no").exists()
    refused(run("export", "--format", "xml"), "'xml' is not one of")
    assert run("export", "--format", "csv", "-o", "/dev/null").status == 0
    assert kept.path.read_bytes() == before


def test_an_export_that_cannot_be_written_leaves_what_was_there(
    run: Run, kept: Book, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError(28, "No space left")

    Path("out").write_text("mine")
    monkeypatch.setattr(replacing, "_sync", full)
    refused(run("export", "--format", "csv", "-o", "out", "--force"), "the disk is full")
    assert Path("out").read_text() == "mine"


def test_a_file_that_is_damaged_is_not_exported(run: Run, path: Path):
    path.write_text('{"meta": {"1": {"format": 2, "id"')
    for kind in ("json", "csv", "ics"):
        refused(run("export", "--format", kind), "cut short")
