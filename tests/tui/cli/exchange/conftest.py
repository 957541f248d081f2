"""A folder in which a person or a script exports and imports."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from store.file.book import Book
from store.history import actions
from store.records import Me, Settings
from store.sample import sample_cards
from tests.conftest import NOW
from tests.tui.cli.conftest import Outcome, Run
from tui.cli.main import main
from tui.cli.session import Session


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
