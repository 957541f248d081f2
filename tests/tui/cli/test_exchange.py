"""Export and import as a person or a script runs them."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from store.errors import SaveFailedError
from store.file import replacing
from store.file.book import Book
from store.history import actions, answers
from store.records import Me, Person, Settings, Stage, What
from store.records import Outcome as Ended
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tui.cli import exchange
from tui.cli.main import main
from tui.cli.session import Session


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))
    monkeypatch.chdir(path.parent)
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments: str, later: int = 0) -> Outcome:
        with pytest.raises(SystemExit) as left:
            main([*arguments], Session(clock=lambda: NOW.add(days=later)))
        out, err = capsys.readouterr()
        return Outcome(int(left.value.code or 0), out, err)

    return run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let somebody sit at a terminal and type this."""

    def typed(text: str) -> None:
        terminal = io.StringIO(text)
        terminal.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", terminal)

    return typed


@pytest.fixture
def kept(path: Path) -> Book:
    """A book with the sample cards, one of them deleted, and everything else there can be."""
    book = Book(path, clock=lambda: NOW)
    cards = sample_cards(NOW)
    book.put_new([*cards[1:], actions.delete(cards[0], NOW)])
    book.put_mine(Me(name="Sam", phone="+1 555"), Settings(grace_days=3))
    book.put_template("email", "Hello {name}")
    return book


TRACKER = """\
Company Name,Position,Interview Date,Contact,Status,Salary
Globex,PM,2026-11-13,Dana Lee,Emailed,90k
Initech,,2026-11-16,,Final round,
"""

UNCLEAR = "line 3: the status “Final round” is not clear: kept in the notes\n"


@pytest.fixture
def tracker(tmp_path: Path) -> str:
    (tmp_path / "tracker.csv").write_text(TRACKER)
    return "tracker.csv"


def refused(outcome: Outcome, said: str) -> None:
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("afterword: ")
    assert said in outcome.err


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
    monkeypatch.setattr(exchange, "_LONG", 40)
    answer = run("import", "long.csv")
    assert "Reading" in answer.err
    assert answer.out == "40 cards are new.\n"


def events(content: bytes) -> dict[str, dict]:
    calendar = Calendar.from_ical(content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_has_an_event_with_an_alarm_for_each_card_that_owes_something(
    run: Run, path: Path, tmp_path: Path
):
    Book(path).put_new(sample_cards(NOW))
    output = tmp_path / "out.ics"
    assert run("export", "--format", "ics", "-o", str(output)).status == 0
    found = events(output.read_bytes())
    due = {uid: event for uid, event in found.items() if "-" not in uid}
    assert len(due) == 17  # all but two moved on and one closed
    by_name = {str(event["summary"]): event for event in found.values()}
    email = by_name["Email Dr. Amit Rao: Initech Systems (Site reliability engineer)"]
    assert email["dtstart"].to_ical() == b"20261201"
    assert "two business days' grace" in str(email["description"])
    assert all(len(event.walk("VALARM")) == 1 for event in due.values())
    thanks = by_name["Thank Dana Lee: Northwind Health (Data analyst)"]
    assert thanks["dtend"].to_ical() == b"20261124T183000Z"


def test_the_calendar_has_the_interviews_that_are_not_over(
    run: Run, book: Book, make_card: MakeCard
):
    dana = Person(name="Dana Lee", title="Head of data", phone="+1 555 010 0100")
    card = make_card(talked="2026-12-03 10:00", people=(dana,), role="Analyst")
    there = replace(
        card.round, place="https://meet.example.com/x?y=1", minutes=45, format="video", uid="theirs"
    )
    book.put_new([replace(card, rounds=(there,)), make_card("Over")])
    path = book.path.with_suffix(".ics")
    assert run("export", "--format", "ics", "-o", str(path)).status == 0
    found = events(path.read_bytes())
    event = found[f"{card.id}-round1@afterword"]
    assert str(event["summary"]) == "Interview: Globex (Analyst)"
    assert event["dtstart"].to_ical() == b"20261203T150000Z"
    assert event["dtend"].to_ical() == b"20261203T154500Z"
    assert str(event["location"]) == str(event["url"]) == "https://meet.example.com/x?y=1"
    assert str(event["description"]) == "video\nDana Lee, Head of data, +1 555 010 0100"
    assert str(event["status"]) == "CONFIRMED"
    triggers = [alarm["trigger"].to_ical() for alarm in event.walk("VALARM")]
    assert triggers == [b"-P1D", b"-PT1H"]
    assert sum("-" in uid for uid in found) == 1


def test_an_interview_that_moves_or_is_off_moves_in_the_calendar_too(
    run: Run, book: Book, make_card: MakeCard
):
    card = actions.add(make_card(talked="2026-12-03 10:00"), NOW)
    book.put(card, None)
    path, uid = book.path.with_suffix(".ics"), f"{card.id}-round1@afterword"
    run("export", "--format", "ics", "-o", str(path))
    first = events(path.read_bytes())[uid]
    moved = actions.edit(
        card, replace(card, rounds=(replace(card.round, at=card.round.at.add(days=1)),)), NOW
    )
    book.put(moved, card)
    run("export", "--format", "ics", "-o", str(path))
    second = events(path.read_bytes())[uid]
    assert second["dtstart"].to_ical() == b"20261204T150000Z"
    assert int(second["sequence"]) > int(first["sequence"])
    book.put(answers.close(moved, NOW, What.WITHDREW), moved)
    run("export", "--format", "ics", "-o", str(path))
    third = events(path.read_bytes())[uid]
    assert (str(third["status"]), third.walk("VALARM")) == ("CANCELLED", [])
    assert int(third["sequence"]) > int(second["sequence"])


def test_a_calendar_that_imports_again_updates_and_does_not_double(run: Run, path: Path, tmp_path):
    Book(path).put_new(sample_cards(NOW)[:3])
    first, second = tmp_path / "1.ics", tmp_path / "2.ics"
    run("export", "--format", "ics", "-o", str(first))
    card = find(Book(path).cards, "Harbor & Pine")
    run("advance", card.id, "--yes")
    run("export", "--format", "ics", "-o", str(second))
    before, after = events(first.read_bytes()), events(second.read_bytes())
    assert before.keys() == after.keys()
    uid = f"{card.id}@afterword"
    assert int(after[uid]["sequence"]) > int(before[uid]["sequence"])
    book = Book(path)
    book.undo(NOW)
    run("export", "--format", "ics", "-o", str(first))
    assert int(events(first.read_bytes())[uid]["sequence"]) > int(after[uid]["sequence"])


def test_a_hostile_name_adds_nothing_to_the_calendar(
    run: Run, path: Path, make_card: MakeCard, tmp_path
):
    evil = "Evil\r\nBEGIN:VALARM\r\nACTION:AUDIO;,\\n\x07END:VEVENT"
    card = make_card(evil, people=(Person(name=f"Dana\n{evil}"),), role=evil)
    Book(path).put(actions.add(card, NOW), None)
    output = tmp_path / "out.ics"
    assert run("export", "--format", "ics", "-o", str(output)).status == 0
    (event,) = events(output.read_bytes()).values()
    assert len(event.walk("VALARM")) == 1
    lines = output.read_bytes().split(b"\r\n")
    assert sum(line.startswith(b"BEGIN:") for line in lines) == 3
    assert not any(byte < 32 for line in lines for byte in line)
