from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from store.file.book import Book
from store.history import answers
from store.records import Channel, Offer, Outcome, Result, Stage
from store.sample import SAMPLE_ME, sample_cards
from store.search.reference import find
from tests.conftest import NOW
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
    printed = capsys.readouterr()
    assert printed.out == "Thanked Ruth Adler. Harbor & Pine is now in Waiting.\n"
    assert printed.err == "done: Mon 23 Nov 2026, 16:30 EST (America/New_York)\n"
    card = find(Book(path).cards, "Harbor & Pine")
    step = card.steps[-1]
    assert (card.stage, step.channel, step.note) == (Stage.WAITING, Channel.LINKEDIN, "short")
    assert step.done.isoformat() == "2026-11-23T16:30:00-05:00"


def test_a_day_alone_is_told_with_the_time_that_is_assumed(run: Run, path: Path, capsys):
    Book(path).put_new(sample_cards(NOW))
    assert run("advance", "harbor & pine", "--yes", "--at", "yesterday") == 0
    assert capsys.readouterr().err == (
        "done: Mon 23 Nov 2026, 12:00 EST (America/New_York); no time given, so this is assumed\n"
    )


def test_a_call_is_confirmed_with_its_result(run: Run, path: Path, capsys):
    Book(path).put_new(sample_cards(NOW))
    assert run("advance", "Globex Energy", "--yes", "--result", "left-a-message") == 0
    assert capsys.readouterr().err == ""  # "now" needs no telling
    card = find(Book(path).cards, "Globex Energy")
    assert (card.stage, card.steps[-1].result) == (Stage.CALLED, Result.LEFT_MESSAGE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Harbor & Pine",), "Did you send the thank-you to Ruth Adler? Add --yes"),
        (("Initech Systems",), "five business days early"),
        (("Globex Energy", "--yes"), "what came of the call"),
        (("Globex Energy", "--yes", "--result", "shouted"), "'shouted' is not one of"),
        (
            ("Globex Energy", "--yes"),
            "what came of the call: add --result with one of: spoke, left-a-message",
        ),
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


def _with_offer(path: Path, offer: Offer) -> None:
    book = Book(path)
    book.put_new(sample_cards(NOW))
    before = find(book.cards, "Globex Energy")
    book.put(answers.offered(before, NOW, offer), before)


@pytest.mark.parametrize(
    ("arguments", "outcome", "said"),
    [
        ("accepted", Outcome.ACCEPTED, "You accepted the offer. Globex Energy is in the archive"),
        ("declined", Outcome.DECLINED, "You declined the offer. Globex Energy is in the archive"),
        ("negotiated", None, "You talked about the terms. Noted on Globex Energy."),
    ],
)
def test_an_offer_is_answered_from_a_shell(
    run: Run, path: Path, capsys, *, arguments, outcome, said
):
    _with_offer(path, Offer(answer_by=date(2026, 11, 27)))
    assert run("advance", "Globex Energy", "--yes", "--answer", arguments, "--note", "why") == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(said)
    assert printed.err == ""
    card = find(Book(path).cards, "Globex Energy")
    assert (card.outcome, card.offer) == (outcome, Offer(answer_by=date(2026, 11, 27)))
    assert card.steps[-1].note == "why"


@pytest.mark.parametrize("answer", ["more-time", "negotiated"])
def test_a_new_day_for_an_offer_is_told_as_it_was_understood(
    run: Run, path: Path, capsys, answer: str
):
    _with_offer(path, Offer(answer_by=date(2026, 11, 27)))
    arguments = ("--yes", "--answer", answer, "--until", "fri 4 dec")
    assert run("advance", "Globex Energy", *arguments) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith(": answer by Fri 4 Dec. Noted on Globex Energy.\n")
    assert printed.err == "answer by: Fri 4 Dec 2026\n"
    card = find(Book(path).cards, "Globex Energy")
    assert (card.outcome, card.offer) == (None, Offer(answer_by=date(2026, 12, 4)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Globex Energy", "--yes"), "accepted, declined, more-time, negotiated"),
        (("Globex Energy", "--answer", "accepted"), "Add --yes"),
        (("Globex Energy", "--yes", "--answer", "more-time"), "Add --until"),
        (("Globex Energy", "--yes", "--answer", "maybe"), "'maybe' is not one of"),
        (("Globex Energy", "--yes", "--answer", "declined", "--until", "dec 4"), "--until goes"),
        (
            ("Globex Energy", "--yes", "--answer", "more-time", "--until", "yesterday"),
            "is past",
        ),
        (
            ("Globex Energy", "--yes", "--answer", "more-time", "--until", "blursday"),
            "blursday",
        ),
        (("Harbor & Pine", "--yes", "--answer", "accepted"), "There is no offer of Harbor & Pine"),
        (("Harbor & Pine", "--yes", "--until", "dec 4"), "There is no offer of Harbor & Pine"),
    ],
)
def test_an_answer_to_an_offer_that_does_not_fit_is_one_line_and_changes_nothing(
    run: Run, path: Path, capsys, arguments, said
):
    _with_offer(path, Offer(answer_by=date(2026, 11, 27)))
    before = path.read_bytes()
    assert run("advance", *arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert path.read_bytes() == before


def test_a_reply_is_confirmed_from_a_shell(run: Run, path: Path, capsys):
    book = Book(path)
    book.put_new(sample_cards(NOW))
    before = find(book.cards, "Globex Energy")
    book.put(answers.rejected(before, NOW), before)
    assert run("advance", "Globex Energy") == 2
    asked = capsys.readouterr().err
    assert "Did you thank Nina Solberg for letting you know? Add --yes" in asked
    assert run("advance", "Globex Energy", "--yes") == 0
    assert capsys.readouterr().out == (
        "Replied to Nina Solberg. Globex Energy is in the archive now.\n"
    )
    assert find(Book(path).cards, "Globex Energy").outcome is Outcome.REJECTED


def test_after_an_offer_is_accepted_the_shell_withdraws_from_the_others(
    run: Run, path: Path, capsys
):
    _with_offer(path, Offer())
    assert run("advance", "Globex Energy", "--yes", "--answer", "accepted") == 0
    assert run("advance", "Quillon Press") == 2
    assert "that you withdraw? Add --yes" in capsys.readouterr().err
    assert run("advance", "Quillon Press", "--yes") == 0
    assert capsys.readouterr().out == "You withdrew. Quillon Press is in the archive now.\n"


def test_today_is_for_login_scripts(run: Run, path: Path, capsys):
    assert run("today", "--exit-code") == 0
    assert capsys.readouterr().out == ""
    Book(path).put_new(sample_cards(NOW))
    assert run("today", "--exit-code") == 10
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("by Mon 30    Saltmarsh Museum · Exhibit planner: Answer the offer")
    assert lines[1].startswith("4 d late     Harbor & Pine · Office manager: Thank Ruth Adler")


def test_an_email_confirmed_keeps_its_subject_and_another_channel_has_none(run: Run, path: Path):
    Book(path).put_mine(SAMPLE_ME)
    Book(path).put_new(sample_cards(NOW))
    assert run("advance", "harbor & pine", "--yes") == 0
    subject = find(Book(path).cards, "Harbor & Pine").steps[-1].subject
    assert subject == "Thank you for the Office manager interview"
    assert run("advance", "northwind health", "--yes", "--by", "linkedin") == 0
    assert find(Book(path).cards, "Northwind Health").steps[-1].subject == ""
    assert run("advance", "Globex Energy", "--yes", "--result", "spoke") == 0
    assert find(Book(path).cards, "Globex Energy").steps[-1].subject == ""
