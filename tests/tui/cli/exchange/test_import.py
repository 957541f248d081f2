"""Tables and files that are imported, as a person or a script runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.records import Stage
from store.search.reference import find
from tests.tui.cli.conftest import Outcome, Run
from tests.tui.cli.exchange.conftest import TRACKER, UNCLEAR, refused
from tui.cli import output


def test_a_look_ahead_shows_the_mapping_and_changes_nothing(run: Run, path: Path, tracker: str):
    looked = run("import", tracker, "--dry-run")
    assert (looked.status, looked.err) == (0, "")
    assert looked.out.splitlines() == [
        "A table of columns by their names, parted by commas:",
        "  Company Name    company",
        "  Position        role",
        "  Interview Date  day of the interview",
        "  Contact         people",
        "  Status          stage or outcome",
        "  Salary          not used",
        "line 2     new     Globex · PM, Fri 13 Nov 2026, no time · Emailed · Dana Lee",
        "line 3     new     Initech, Mon 16 Nov 2026, no time · Thank-you",
        "                   the status “Final round” is not clear: kept in the notes",
        "Two cards are new. Nothing was changed: this was a look ahead.",
    ]
    assert not path.exists()


def test_a_tracker_comes_in_and_comes_in_once(run: Run, path: Path, tracker: str):
    assert run("import", tracker) == Outcome(0, "Two cards are new.\n", UNCLEAR)
    globex, initech = find(Book(path).cards, "globex"), find(Book(path).cards, "initech")
    assert (globex.stage, globex.round.people[0].name) == (Stage.EMAILED, "Dana Lee")
    assert (initech.stage, initech.notes) == (Stage.THANK_YOU, "Status: Final round")
    before = path.read_bytes()
    assert run("import", tracker, later=5) == Outcome(0, "Two were here already.\n", "")
    assert path.read_bytes() == before


MIXED = """\
Firm,Job,When they met me,Said,Who,Status
Globex,PM,2026-11-20 14:00,by Friday,Dana Lee <dana@example.com>,Interviewed
Harbor,SRE,3/11/2026 10:00-11:00,asdf,,Interviewed
Kestrel,SRE,,,,Applied
Osprey,PM,,,,Applied
"""
TOLD = (
    *("--map", "Firm=company", "--map", "job = role", "--map", "When they met me=interview date"),
    *("--map", "Said=promised", "--map", "Who=people"),
)


def test_a_look_ahead_tells_each_row_as_it_was_understood(run: Run, path: Path):
    Path("mixed.csv").write_text(MIXED)
    refused(run("import", "mixed.csv", "--dry-run"), "looks like the day of the interview")
    looked = run("import", "mixed.csv", "--dry-run", "--day-first", *TOLD)
    assert (looked.status, looked.err) == (0, "")
    shown = [" ".join(line.split()) for line in looked.out.splitlines()]
    assert "Dates are read as day/month, as you say." in shown
    assert (
        "line 2 new Globex · PM, Fri 20 Nov 2026, 14:00 EST · Thank-you · "
        "Dana Lee <dana@example.com> · “by Friday”: Fri 27 Nov 2026"
    ) in shown
    assert (
        "line 3 new Harbor · SRE, Tue 3 Nov 2026, 10:00 EST · Thank-you · “asdf”: no day read"
    ) in shown
    assert "Two rows left out: no day of an interview (lines 4, 5)" in shown
    assert shown[-1].startswith("Two cards are new, two rows were left out.")
    assert not path.exists()

    other = run("import", "mixed.csv", "--dry-run", "--month-first", *TOLD)
    assert "Harbor · SRE, Wed 11 Mar 2026, 10:00 EDT" in other.out


def test_what_is_left_out_is_counted_beside_the_sum(run: Run, path: Path):
    Path("mixed.csv").write_text(MIXED)
    brought = run("import", "mixed.csv", "--day-first", *TOLD)
    assert (brought.status, brought.out) == (0, "Two cards are new, two rows were left out.\n")
    assert "Two rows left out: no day of an interview (lines 4, 5)" in brought.err.splitlines()
    assert len(Book(path).cards) == 2
    before = path.read_bytes()
    Path("mixed.csv").write_text("".join(MIXED.splitlines(keepends=True)[::3]))
    none = run("import", "mixed.csv", *TOLD)
    assert (none.status, none.out) == (0, "One row was left out.\n")
    assert none.err == "One row left out: no day of an interview (line 2)\n"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--day-first", "--month-first"), "one of --day-first and --month-first"),
        (("--map", "Position"), '--map takes "Their heading=role", and not "Position"'),
        (("--map", "=role"), '--map takes "Their heading=role"'),
        (("--map", "Position="), '--map takes "Their heading=role"'),
        (("--map", "Nowhere=role"), "has no column “Nowhere” (it has: Company Name, Position"),
        (("--map", "Position=colour"), "“colour” is nothing that a column can be. Say one of:"),
        (("--map", "Position=role", "--map", "Position=notes"), '--map names "Position" twice'),
        (("--on-duplicate", "guess"), "'guess' is not one of"),
    ],
)
def test_options_that_cannot_be_are_one_line_and_change_nothing(
    run: Run, kept: Book, tracker: str, options: tuple[str, ...], said: str
):
    before = kept.path.read_bytes()
    for more in ((), ("--dry-run",), ("--yes",)):
        answer = run("import", tracker, *options, *more)
        assert answer.out == ""
        refused(answer, said)
        assert kept.path.read_bytes() == before


@pytest.mark.parametrize("options", [("--map", "a=role"), ("--day-first",), ("--month-first",)])
def test_our_own_json_is_not_to_be_told_how_it_is_read(
    run: Run, kept: Book, options: tuple[str, ...]
):
    run("export", "--format", "json", "-o", "all.json")
    refused(run("import", "all.json", "--db", "other.json", *options), "Afterword's own json")
    assert not Path("other.json").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("in.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a calendar invitation"),
        ("in.eml", b"From: a@example.com\nSubject: Hello\n\nHello\n", "an email"),
        ("in.csv", b"%PDF-1.7\n", "a PDF"),
    ],
)
def test_a_file_that_is_no_table_is_called_by_its_name(
    run: Run, path: Path, name: str, content: bytes, said: str
):
    Path(name).write_bytes(content)
    refused(run("import", name), f"{name} is {said}")
    assert not path.exists()


def test_one_bad_row_stops_all_of_it_unless_told_to_go_on(run: Run, path: Path, tracker: str):
    with Path(tracker).open("a") as file:
        file.write('Hooli,PM,soon,,,\nUmbra,"a\nb",2026-11-17,,,\n,x,2026-11-17,,,\n')
    answer = run("import", tracker)
    refused(
        answer, "Two rows cannot be read, so nothing was imported. Mend them, or add --skip-bad"
    )
    lines = answer.out.splitlines()
    assert [line[:18] for line in lines] == ["line 4     refused", "line 7     refused"]
    assert "“soon”" in lines[0]
    assert not path.exists()
    looked = run("import", tracker, "--dry-run")
    refused(looked, "Two rows cannot be read")
    assert "line 5     new     Umbra" in looked.out
    done = run("import", tracker, "--skip-bad")
    assert (done.status, done.err) == (0, UNCLEAR)
    assert done.out.splitlines() == [*lines, "Three cards are new, two rows were refused."]
    assert len(Book(path).cards) == 3


def test_all_of_it_is_saved_at_once_or_nothing(
    run: Run, path: Path, tracker: str, monkeypatch: pytest.MonkeyPatch
):
    saves: list[Path] = []
    real = replacing.replace

    def once(target: Path, content: bytes, *, beside_of: Path | None = None) -> None:
        saves.append(target)
        if len(saves) > 1:
            raise SaveFailedError("the disk is full")
        real(target, content, beside_of=beside_of)

    monkeypatch.setattr(replacing, "replace", once)
    assert run("import", tracker).status == 0
    assert len(saves) == 1
    before = path.read_bytes()
    Path(tracker).write_text(TRACKER.replace("2026-11", "2026-10"))
    refused(run("import", tracker, "--on-duplicate", "new"), "the disk is full")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("in.csv", b'Company,Date\nA,"2026', "line 2: a quote"),
        ("in.csv", b"Company,Date\n\xff,2026-11-13\n", "byte 13 is 0xFF"),
        ("in.csv", b"Name,When\nA,B\n", "looks like the company"),
        ("in.json", b'{"jobs": []}', "but not Afterword's"),
        ("in.json", b"[" * 100_000, "not JSON that can be read"),
        ("in.json", b'{"meta": {"1": {"format": 99, "id": "x"}}}', "newer Afterword"),
        ("in", b"PK\x03\x04", "spreadsheet's own format"),
        (".", None, "is a folder"),
        ("/dev/zero", None, "a device or a pipe"),
        ("missing.csv", None, "is not there"),
    ],
)
def test_a_hostile_file_is_one_line_and_changes_nothing(
    run: Run, kept: Book, name: str, content: bytes | None, said: str
):
    if content is not None:
        Path(name).write_bytes(content)
    before = kept.path.read_bytes()
    answer = run("import", name, "--yes")
    assert answer.out == ""
    refused(answer, said)
    assert kept.path.read_bytes() == before


def test_a_form_that_is_named_is_believed(run: Run, tracker: str):
    refused(run("import", tracker, "--format", "json"), "not JSON")
    Path(tracker).rename("tracker.json")
    assert run("import", "tracker.json", "--format", "csv").out == "Two cards are new.\n"


def test_a_file_opened_to_look_takes_nothing_in(run: Run, path: Path, tracker: str):
    refused(run("--read-only", "import", tracker), "Read-only, so nothing can be changed")
    assert run("--read-only", "import", tracker, "--dry-run").status == 0
    assert not path.exists()


def test_a_long_table_shows_how_far_it_is_only_to_somebody(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
):
    rows = "".join(f"C{number},2026-11-13\n" for number in range(40))
    Path("long.csv").write_text(f"Company,Date\n{rows}")
    assert run("import", "long.csv", "--dry-run").err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert run("import", "long.csv", "--dry-run").err == ""
    monkeypatch.setattr(output, "_LONG", 40)
    answer = run("import", "long.csv")
    assert "Reading" in answer.err
    assert answer.out == "40 cards are new.\n"
