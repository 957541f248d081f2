from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store.file.book import Book
from store.history import answers
from store.records import What
from store.sample import sample_cards
from tests.conftest import NOW, MakeCard
from tui.cli.main import main
from tui.cli.session import Session

Run = Callable[..., str]


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main(["stats", *arguments], Session(clock=lambda: NOW))
        out, err = capsys.readouterr()
        assert (left.value.code or 0, err) == (0, "")
        return out

    return run


def test_the_words_are_printed_as_plain_text(run: Run, book: Book) -> None:
    book.put_new(sample_cards(NOW)[:17])
    assert run() == (
        "What came of your interviews\n"
        "  A no                       1 of 16\n"
        "  You moved on from silence  2 of 16\n"
        "  No answer yet              13 of 16\n"
        "  Most silence is not about you.\n"
        "\n"
        "When they first answered\n"
        "  1 of 1 after the email.\n"
        "\n"
        "The day they had named\n"
        "  No answer yet where they had named a day.\n"
        "  Five such days have gone by in silence so far.\n"
        "\n"
        "How far it went\n"
        "  Interviewed 16, thanked 13, emailed 8, called 4, answered 1.\n"
        "\n"
        "The last 12 weeks\n"
        "  16 interviews, 25 follow-ups, one answer.\n"
        "\n"
        "This week\n"
        "  1 of 1 follow-up was in good time.\n"
    )


def test_json_has_exactly_the_promised_keys(run: Run, book: Book, make_card: MakeCard) -> None:
    book.put_new([answers.close(make_card(), NOW, What.OFFER)])
    found = json.loads(run("--json"))
    assert {
        name: set(value) if isinstance(value, dict) else value
        for name, value in found.items()
        if name != "weeks"
    } == {
        "interviews": 1,
        "answers": {
            *("offer", "next_round", "rejected", "news_only", "withdrew", "moved_on", "none_yet")
        },
        "answered_after": {"nothing", "thank_you", "email", "call"},
        "past_promise": {"cases", "median", "least", "most", "silent"},
        "funnel": {"interviewed", "thanked", "emailed", "called", "answered"},
        "this_week": {"follow_ups", "early", "on_time", "late"},
    }
    assert len(found["weeks"]) == 12
    assert found["weeks"][-1] == {
        "starts": "2026-11-23",
        "interviews": 0,
        "follow_ups": 0,
        "answers": 1,
    }
    assert found["answers"]["offer"] == 1
    assert found["past_promise"]["median"] is None


def test_a_file_that_is_not_there_yet_has_nothing_to_count(run: Run, path: Path) -> None:
    assert run().startswith("Nothing to count yet.")
    assert json.loads(run("--json"))["interviews"] == 0
    assert not path.exists()


def test_nothing_of_the_screen_is_loaded() -> None:
    program = (
        "import sys; from tui.cli.main import main\n"
        "try: main(['stats', '--db', '/nowhere/at/all.json'])\n"
        "except SystemExit: pass\n"
        "print({'textual', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("set()\n")
