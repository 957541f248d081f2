from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.file.book import Book
from store.records import What
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW
from tui.cli.main import main
from tui.cli.session import Session

Run = Callable[..., int]


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))
    Book(path).put_new(sample_cards(NOW))

    def ran(*arguments: str) -> int:
        with pytest.raises(SystemExit) as left:
            main([*arguments], Session(clock=lambda: NOW))
        return int(left.value.code or 0)

    return ran


def test_a_note_is_dated_and_one_line_says_so(run: Run, path: Path, capsys):
    before = find(Book(path).cards, "Globex Energy")
    assert run("note", "globex energy", "Nina", "is  away", "this week") == 0
    printed = capsys.readouterr()
    assert printed.out == "Noted on Globex Energy: Nina is away this week\n"
    assert printed.err == ""
    card = find(Book(path).cards, "Globex Energy")
    step = card.steps[-1]
    assert (step.what, step.note, step.done) == (What.NOTED, "Nina is away this week", NOW)
    assert card.stage is before.stage
    run("show", "globex energy")
    assert "Tue 24 Nov, 09:30  Note · Nina is away this week" in capsys.readouterr().out


def test_a_note_may_be_of_an_earlier_time(run: Run, path: Path, capsys):
    assert run("note", "Globex Energy", "met Nina", "--at", "yesterday 16:30") == 0
    assert capsys.readouterr().err == "done: Mon 23 Nov 2026, 16:30 EST (America/New_York)\n"
    step = find(Book(path).cards, "Globex Energy").steps[-1]
    assert step.done.isoformat() == "2026-11-23T16:30:00-05:00"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Globex Energy",), "nothing in the note"),
        (("Globex Energy", " \t "), "nothing in the note"),
        (("Nobody", "a line"), 'No card fits "Nobody"'),
        (("Globex Energy", "a line", "--at", "tomorrow 9am"), "still to come"),
        (("Globex Energy", "a line", "--at", "blursday"), "blursday"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_noted_is_one_line_and_changes_nothing(
    run: Run, path: Path, capsys, arguments: tuple[str, ...], said: str
):
    before = path.read_bytes()
    assert run("note", *arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert path.read_bytes() == before
