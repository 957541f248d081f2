from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from store.file.book import Book
from store.history import actions
from store.records import Channel, Person, Result, Stage
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW, MakeCard
from tui.cli.main import main
from tui.cli.session import Session

Run = Callable[..., int]


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))

    def ran(*arguments: str, later: int = 0) -> int:
        with pytest.raises(SystemExit) as left:
            main([*arguments], Session(clock=lambda: NOW.add(days=later)))
        return int(left.value.code or 0)

    return ran


def test_advance_confirms_from_a_shell_and_says_what_it_did(run: Run, path: Path, capsys):
    Book(path).put_new(sample_cards(NOW))
    done = ("--yes", "--at", "yesterday 16:30", "--by", "linkedin", "--note", "short")
    assert run("advance", "harbor & pine", *done) == 0
    assert capsys.readouterr().out == "Thanked Ruth Adler. Harbor & Pine is now in Waiting.\n"
    card = find(Book(path).cards, "Harbor & Pine")
    step = card.steps[-1]
    assert (card.stage, step.channel, step.note) == (Stage.WAITING, Channel.LINKEDIN, "short")
    assert step.done.isoformat() == "2026-11-23T16:30:00-05:00"


def test_a_call_is_confirmed_with_its_result(run: Run, path: Path, capsys):
    Book(path).put_new(sample_cards(NOW))
    assert run("advance", "Globex Energy", "--yes", "--result", "left-a-message") == 0
    card = find(Book(path).cards, "Globex Energy")
    assert (card.stage, card.steps[-1].result) == (Stage.CALLED, Result.LEFT_MESSAGE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Harbor & Pine",), "Did you send the thank-you to Ruth Adler? Add --yes"),
        (("Initech Systems",), "five business days early"),
        (("Globex Energy", "--yes"), "what came of the call"),
        (("Globex Energy", "--yes", "--result", "shouted"), "'shouted' is not one of"),
        (("Umbra Pharma", "--yes"), "Nothing is owed"),
        (("Redwood Savings", "--yes"), "Closed: rejected"),
        (("Harbor & Pine", "--yes", "--at", "tomorrow 9am"), "still to come"),
        (("Harbor & Pine", "--yes", "--at", "blursday"), "blursday"),
        (("Harbor & Pine", "--yes", "--at", "2026-01-01"), "before the interview"),
        (("Nobody", "--yes"), 'No card fits "Nobody"'),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_confirmed_is_one_line_and_changes_nothing(
    run: Run, path: Path, capsys, arguments, said
):
    Book(path).put_new(sample_cards(NOW))
    before = path.read_bytes()
    assert run("advance", *arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert path.read_bytes() == before


def events(content: bytes) -> dict[str, dict]:
    calendar = Calendar.from_ical(content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_has_an_event_with_an_alarm_for_each_card_that_owes_something(
    run: Run, path: Path, tmp_path: Path
):
    Book(path).put_new(sample_cards(NOW))
    output = tmp_path / "out.ics"
    assert run("export", "--format", "ics", "-o", str(output)) == 0
    found = events(output.read_bytes())
    assert len(found) == 14  # all but two moved on and one closed
    by_name = {str(event["summary"]): event for event in found.values()}
    email = by_name["Email Dr. Amit Rao: Initech Systems (Site reliability engineer)"]
    assert email["dtstart"].to_ical() == b"20261201"
    assert "two business days' grace" in str(email["description"])
    assert all(len(event.walk("VALARM")) == 1 for event in found.values())
    thanks = by_name["Thank Dana Lee: Northwind Health (Data analyst)"]
    assert thanks["dtend"].to_ical() == b"20261124T183000Z"


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
    assert run("export", "--format", "ics", "-o", str(output)) == 0
    (event,) = events(output.read_bytes()).values()
    assert len(event.walk("VALARM")) == 1
    lines = output.read_bytes().split(b"\r\n")
    assert sum(line.startswith(b"BEGIN:") for line in lines) == 3
    assert not any(byte < 32 for line in lines for byte in line)


def test_today_is_for_login_scripts(run: Run, path: Path, capsys):
    assert run("today", "--exit-code") == 0
    assert capsys.readouterr().out == ""
    Book(path).put_new(sample_cards(NOW))
    assert run("today", "--exit-code") == 10
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert lines[0].startswith("4 d late     Harbor & Pine · Office manager: Thank Ruth Adler")
