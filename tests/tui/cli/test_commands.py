from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pendulum
import pytest

from store.file.book import Book
from store.file.places import short
from store.history import actions, answers
from store.records import Me, Offer, Promise, Result, Round
from store.sample import sample_cards
from tests.conftest import NOW, MakeCard
from tests.tui.cli.conftest import ADD, Outcome, Run

PROGRAM = Path(sys.executable).parent / "afterword"


def test_json_has_exactly_the_promised_fields(run: Run, book: Book, make_card: MakeCard) -> None:
    fresh = make_card("Fresh", "2026-11-23 14:00", role="Analyst")
    waiting = actions.advance(make_card("Waiting", "2026-11-20 10:00"), NOW.subtract(days=3))
    called = make_card("Called", "2026-11-02 10:00")
    for days, result in ((21, None), (14, None), (1, Result.LEFT_MESSAGE)):
        called = actions.advance(called, NOW.subtract(days=days), result=result)
    resting = make_card("Resting", "2026-10-01 10:00", stage="moved-on")
    closed = make_card("Closed", "2026-10-01 10:00", outcome="offer")
    book.put_new([resting, called, closed, waiting, fresh])

    listed = run("list", "--json")
    assert (listed.status, listed.err) == (0, "")
    objects = json.loads(listed.out)
    assert [set(each) for each in objects] == [
        {
            *("id", "company", "role", "stage", "outcome", "interview"),
            *("due", "late_from", "urgency", "owes", "why"),
        }
    ] * 5
    assert [
        tuple(each[name] for name in ("company", "stage", "due", "urgency", "owes"))
        for each in objects
    ] == [
        ("Fresh", "thank-you", "2026-11-24T15:00:00-05:00", "today", "thank"),
        ("Waiting", "waiting", "2026-11-27", "upcoming", "email"),
        ("Called", "called", "2026-12-02", "upcoming", "move-on"),
        ("Closed", "thank-you", None, "none", None),
        ("Resting", "moved-on", None, "none", None),
    ]
    by_name = {each["company"]: each for each in objects}
    assert by_name["Waiting"]["late_from"] == "2026-12-01T00:00:00-05:00"
    assert by_name["Called"]["late_from"] is None
    assert by_name["Closed"]["outcome"] == "offer"
    assert by_name["Fresh"] | {"why": ""} == {
        "id": fresh.id,
        "company": "Fresh",
        "role": "Analyst",
        "stage": "thank-you",
        "outcome": None,
        "interview": None,
        "due": "2026-11-24T15:00:00-05:00",
        "late_from": "2026-11-24T15:00:00-05:00",
        "urgency": "today",
        "owes": "thank",
        "why": "",
    }
    assert "Fri 20 Nov" in by_name["Waiting"]["why"]

    assert [each["company"] for each in json.loads(run("today", "--json").out)] == ["Fresh"]
    only = json.loads(run("list", "--json", "--stage", "waiting").out)
    assert [each["company"] for each in only] == ["Waiting"]
    assert json.loads(run("list", "--json", "--stage", "emailed").out) == []


def test_today_says_most_urgent_first_and_by_its_status(
    run: Run, book: Book, make_card: MakeCard
) -> None:
    assert run("today", "--exit-code") == Outcome(0, "", "")
    assert run("today") == Outcome(0, "", "")
    assert json.loads(run("today", "--json", "--exit-code").out) == []

    book.put_new(
        [
            make_card("Later", "2026-11-30 14:00"),
            make_card("Fresh", "2026-11-23 14:00"),
            make_card("Late", "2026-11-20 14:00"),
        ]
    )
    due = run("today", "--exit-code")
    assert (due.status, due.err) == (10, "")
    assert [line.split(": ")[0].split()[-1] for line in due.lines] == ["Late", "Fresh"]
    assert run("today") == Outcome(0, due.out, "")
    assert run("today", "--json", "--exit-code").status == 10

    before = pendulum.datetime(2026, 11, 18, 9, tz="America/New_York")
    assert run("today", "--exit-code", now=before) == Outcome(0, "", "")


def test_today_tells_the_interviews_of_today_after_what_is_due(
    run: Run, book: Book, make_card: MakeCard
) -> None:
    book.put_new(
        [
            make_card("Evening", "2026-11-24 19:00", role="PM", people=()),
            make_card("Noon", "2026-11-24 12:00"),
            make_card("Over", "2026-11-24 07:00"),
            make_card("Tomorrow", "2026-11-25 09:00"),
            make_card("Closed", "2026-11-24 13:00", outcome="withdrew"),
        ]
    )
    due = run("today", "--exit-code")
    assert due.status == 10
    assert [line.split(": ")[0].split()[-1] for line in due.lines][:1] == ["Over"]
    assert due.lines[1:] == [
        "today 12:00  Noon: interview, Dana Lee",
        "today 19:00  Evening · PM: interview",
    ]
    told = {each["company"]: each["interview"] for each in json.loads(run("today", "--json").out)}
    assert told == {
        "Over": None,
        "Noon": "2026-11-24T12:00:00-05:00",
        "Evening": "2026-11-24T19:00:00-05:00",
    }
    assert "Wed 25 09:00  Tomorrow: interview, Dana Lee" in run("list").out
    early = pendulum.datetime(2026, 11, 24, 6, tz="America/New_York")
    asked = run("today", "--exit-code", now=early)
    assert (asked.status, len(asked.lines)) == (0, 3)


def test_an_interview_stays_an_own_line_beside_the_confirmation_that_is_owed(
    run: Run, book: Book, make_card: MakeCard
) -> None:
    card = make_card("Globex", "2026-11-13 14:00")
    start = pendulum.datetime(2026, 11, 24, 15, 30, tz="America/New_York")
    invited = answers.next_round(card, NOW, Round(at=start, format="video"), done=NOW)
    book.put(invited, None)
    lines = run("today").lines
    assert "Confirm the interview with the team at Globex" in lines[0]
    assert lines[1:] == ["today 15:30  Globex: interview, video"]
    assert len(json.loads(run("today", "--json").out)) == 1
    shown = run("show", "Globex").lines
    assert shown[1].startswith("Confirm the interview")
    assert shown[2] == "Interview today 15:30, video"


def test_show_tells_an_offer_and_what_to_ask_before_an_interview(
    run: Run, book: Book, make_card: MakeCard
) -> None:
    offer = Offer(what="3 days a week", answer_by=pendulum.date(2026, 12, 4))
    book.put(answers.offered(make_card("Globex"), NOW, offer), None)
    lines = run("show", "Globex").lines
    assert lines[1] == "Answer the offer of Globex by Fri 4 Dec"
    assert {"Offer: 3 days a week", "Answer by: Fri 4 Dec 2026"} < set(lines)
    assert run("list").lines[0].split("  ")[2] == "by Fri 4"
    book.put(make_card("Initech", "2026-11-26 10:00"), None)
    assert run("show", "Initech").lines[1:3] == [
        "Interview Thu 26 Nov 10:00, Dana Lee",
        "Ask when they will decide, and whom you may ask.",
    ]


def test_the_help_of_show_names_all_that_it_prints(
    run: Run, book: Book, make_card: MakeCard
) -> None:
    card = actions.advance(
        make_card("Globex", promise=Promise(words="by Friday", said=NOW.date())), NOW
    )
    book.put(answers.offered(card, NOW, Offer(what="3 days a week")), None)
    helped = run("show", "--help").out + run("list", "--help").out
    printed = json.loads(run("show", "globex", "--json").out)
    (interview,), step = printed["rounds"], printed["history"][0]
    for each in (printed, interview, interview["people"][0], interview["promise"], step):
        assert [name for name in each if not re.search(rf"\b{name}\b", helped)] == []


def test_the_candidates_zone_decides_what_day_it_is(
    run: Run, book: Book, make_card: MakeCard
) -> None:
    card = actions.advance(make_card("Globex", "2026-11-17 10:00"), NOW.subtract(days=6))
    book.put(card, None)  # its email opens on Tuesday the 24th
    monday_night = pendulum.datetime(2026, 11, 23, 23, 30, tz="America/New_York")
    assert run("today", now=monday_night).out == ""
    assert run("today", now=monday_night.in_timezone("Europe/Berlin")).lines != []
    book.put_mine(Me(zone="Europe/Berlin"))
    assert run("today", now=monday_night).lines != []


def test_where_names_the_file_in_use(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("where").out == f"{path} (not there yet)\n"
    assert not path.exists()
    run("add", "--company", "Globex", "--interviewed", "yesterday 14:00")
    assert run("where").out == f"{path}\n"

    other = tmp_path / "other.json"
    for arguments in (("--db", str(other), "where"), ("where", "--db", str(other))):
        assert run(*arguments).out == f"{other} (not there yet)\n"
    assert run("list", "--db", str(other)) == Outcome(0, "", "")
    monkeypatch.setenv("AFTERWORD_DB", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    found = run("where").out
    assert found.startswith(str(tmp_path))
    assert "afterword.json" in found


def test_where_and_the_header_show_no_control_characters(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "a\x1b[31m\n\u202eb.json"
    safe = f"{tmp_path}/a␛[31m␊⟨202E⟩b.json"
    assert run("where", "--db", str(hostile)).out == f"{safe} (not there yet)\n"
    run("--db", str(hostile), *ADD)
    assert run("where", "--db", str(hostile)).out == f"{safe}\n"
    assert short(hostile) == safe
    assert short(Path.home() / "a\x1b.json") == "~/a␛.json"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "--company", "Initech"), "--interviewed"),
        (("add", "--interviewed", "yesterday"), "--company"),
        (("add", "--company", " ", "--interviewed", "yesterday"), "company"),
        (("add", "--company", "Initech", "--interviewed", "blursday"), "blursday"),
        (("add", "--company", "Initech", "--interviewed", ""), "When was the interview"),
        ((*ADD, "--person", "Dana <dana@nowhere>"), "dana@nowhere"),
        ((*ADD, "--promised", "by the 45th of Movember"), "45th"),
        ((*ADD, "--colour", "red"), "--colour"),
        (("list", "--stage", "limbo"), "limbo"),
        (("list", "extra"), "extra"),
        (("frobnicate",), "frobnicate"),
        (("--read-only", *ADD), "Read-only, so nothing can be changed"),
        (("where", "--db"), "--db"),
        (("--db", "", "list"), "--db"),
        (("list", "--db", " "), "--db"),
        (("where", "--db", "~nobody-by-this-name/x"), "~nobody-by-this-name/x"),
        (("where", "--db", "x" * 300), "its name is too long"),
        (("list", "--db", "x" * 300), "its name is too long"),
        ((*ADD, "--db", "/dev/null/nowhere.json"), "/dev/null/nowhere.json"),
        ((*ADD, "--db", "/"), "not a plain file"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(
    run: Run, path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert run("add", "--company", "Globex", "--interviewed", "yesterday 14:00").status == 0
    before = path.read_bytes()
    refused = run(*arguments)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.count("\n") == 1
    assert refused.err.startswith("afterword: ")
    assert said in refused.err
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {path.name, f".{path.name}.saving"}


def test_a_line_is_a_line_whatever_is_stored(run: Run, path: Path) -> None:
    run("add", "--company", "Globex", "--interviewed", "yesterday 14:00", "--person", "Dana")
    tables = json.loads(path.read_bytes())
    card = tables["cards"]["1"]
    injected = "\x1b]0;PWNED\x07\x9b31m\u202e"
    card["company"] += injected
    card["role"] = f"Analyst{injected}"
    card["rounds"][0]["people"][0]["name"] += injected
    path.write_text(json.dumps(tables))
    for arguments in (["list"], ["list", "--json"], ["today"], ["today", "--json"]):
        shown = run(*arguments)
        assert "␛]0;PWNED␇⟨009B⟩31m⟨202E⟩" in shown.out
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown.out)
        assert "--json" in arguments or len(shown.lines) == 1


def installed(path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"AFTERWORD_DB": str(path), "TERM": "dumb"}
    return subprocess.run(
        command,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def test_the_installed_command_and_what_it_leaves_unloaded(path: Path) -> None:
    version = installed(path, str(PROGRAM), "--version")
    assert (version.returncode, version.stderr) == (0, "")
    assert version.stdout.startswith("afterword ")
    assert version.stdout.strip().count(".") == 2
    for flag in ("-h", "--help"):
        helped = installed(path, str(PROGRAM), flag)
        assert helped.returncode == 0
        assert all(name in helped.stdout for name in ("add", "list", "today", "where", "demo"))
    assert not path.exists()

    added = installed(
        path, str(PROGRAM), "add", "--company", "Globex", "--interviewed", "yesterday 14:00"
    )
    assert added.returncode == 0
    assert added.stderr.startswith("interview: ")
    listing = """
import sys
from tui.cli.main import main
try:
    main(["list"])
except SystemExit as left:
    assert not left.code
print(sorted(name for name in ("textual", "rich", "icalendar") if name in sys.modules))
"""
    listed = installed(path, sys.executable, "-c", listing)
    assert listed.returncode == 0, listed.stderr
    line, loaded = listed.stdout.splitlines()
    assert line.startswith(added.stdout.strip())
    assert loaded == "[]"


_TO_LOOK_AT = ("textual", "rich", "icalendar", "babel", "holidays")


@pytest.mark.parametrize(
    ("run", "unneeded"),
    [
        (
            "main(['--version'])",
            (*_TO_LOOK_AT, "msgspec", "pendulum", "platformdirs", "importlib.metadata"),
        ),
        ("main(['--help'])", (*_TO_LOOK_AT, "platformdirs", "store.words.scripts")),
        ("main(['today'])", (*_TO_LOOK_AT, "platformdirs", "rapidfuzz", "store.words.scripts")),
        (
            "import tui.cli.launch",  # all that the first picture takes
            (*(each for each in _TO_LOOK_AT if each != "rich"), "rich.console", "rapidfuzz"),
        ),
    ],
)
def test_what_it_does_not_need_it_does_not_load(
    path: Path, run: str, unneeded: tuple[str, ...]
) -> None:
    program = f"""
import sys
from tui.cli.main import main
try:
    {run}
except SystemExit as left:
    assert not left.code
print(sorted(set({unneeded!r}) & set(sys.modules)))
"""
    Book(path).put_new(sample_cards(NOW))
    done = installed(path, sys.executable, "-c", program)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


def test_control_c_while_it_starts_ends_it_without_a_word(path: Path) -> None:
    program = """
import os, signal, sys
from tui.cli.begin import main
class Interrupting:
    def find_spec(self, name, *_):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
main()
"""
    done = installed(path, sys.executable, "-c", program)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["where"], ["--help"]])
def test_a_reader_that_leaves_early_sees_no_complaint(path: Path, arguments: list[str]) -> None:
    book = Book(path)
    book.put_new([card for days in range(40) for card in sample_cards(NOW.subtract(days=days))])
    book.close()
    reader, writer = os.pipe()
    os.close(reader)
    environment = os.environ | {"AFTERWORD_DB": str(path)}
    with os.fdopen(writer, "wb") as gone:
        listed = subprocess.run(
            [PROGRAM, *arguments],
            env=environment,
            check=False,
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (listed.returncode, listed.stderr) == (0, "")


def test_an_empty_list_says_on_a_terminal_how_to_begin(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("list") == Outcome(0, "", "")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    listed = run("list")
    assert (listed.status, listed.out) == (0, "")
    assert listed.err == "afterword: No cards yet. `afterword add` makes the first.\n"
    assert run("list", "--json").err == ""
