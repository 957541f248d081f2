"""What the shell completes: the commands, their options, and the cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.file.book import Book
from tests.conftest import MakeCard
from tests.tui.cli.conftest import Run


@pytest.fixture
def complete(run: Run, monkeypatch: pytest.MonkeyPatch):
    def completed(*words: str) -> list[str]:
        monkeypatch.setenv("_AFTERWORD_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(["afterword", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        monkeypatch.setattr("sys.argv", ["afterword"])
        done = run()
        assert (done.status, done.err) == (0, "")
        return [line.partition(",")[2] for line in done.lines if line]

    return completed


def test_commands_answers_and_cards_complete(complete, path: Path, make_card: MakeCard) -> None:
    Book(path).put_new(
        [
            make_card("Initech", id="2222222222"),
            make_card("Harbor & Pine", id="3333333333"),
            make_card("Globex", id="4444444444"),
            make_card("Globex", role="PM", id="5555555555"),
        ]
    )
    assert {"snooze", "skip", "set", "settle", "show", "script", "stats"} == set(complete("s"))
    assert complete("show", "ini") == ["Initech"]
    assert complete("show", "pin") == ["3333333333"]  # a shell would take its name apart
    assert complete("edit", "glo") == ["4444444444", "5555555555"]
    assert complete("answer", "Initech", "ne") == ["new-date", "news", "next-round"]


def test_a_file_that_cannot_be_read_completes_nothing(complete, path: Path) -> None:
    path.write_text("not ours")
    assert complete("show", "ini") == []
