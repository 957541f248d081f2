from __future__ import annotations

from collections.abc import Callable
from email import message_from_string, policy
from pathlib import Path
from typing import NamedTuple

import pytest

from store.file.book import Book
from store.records import Me
from store.sample import SAMPLE_ME, sample_cards
from store.words.scripts.template import kinds
from tests.conftest import NOW
from tui.cli.main import main
from tui.cli.session import Session


class Printed(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Printed]


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERWORD_DB", str(path))
    book = Book(path)
    book.put_mine(SAMPLE_ME)
    book.put_new(sample_cards(NOW))
    book.close()

    def ran(*arguments: str) -> Printed:
        with pytest.raises(SystemExit) as left:
            main(["script", *arguments], Session(clock=lambda: NOW))
        out, err = capsys.readouterr()
        return Printed(int(left.value.code or 0), out, err)

    return ran


def test_words_before_their_day_are_told_as_a_draft_and_are_not_ready(run: Run) -> None:
    told = run("Initech Systems")
    assert told.out.startswith("Subject: ")
    assert (told.status, told.err) == (0, "afterword: draft, for after Tue 1 Dec\n")
    ready = run("Initech Systems", "--ready")
    assert (ready.status, ready.out, ready.err) == (3, told.out, told.err)
    before = run("Bluefin Logistics", "--kind", "thank-you", "--ready")
    assert "afterword: draft, for after the interview\n" in before.err
    assert before.status == 3


@pytest.mark.parametrize("card", ["Quillon Press", "Copperline Transit"])
def test_words_that_can_go_out_are_ready(run: Run, card: str) -> None:
    told = run(card, "--ready")
    assert (told.status, told.err) == (0, "")
    assert told.out


def test_words_that_fit_at_any_time_are_no_draft(run: Run) -> None:
    assert run("Initech Systems", "--kind", "withdraw").err == ""
    assert run("Initech Systems", "--kind", "withdraw", "--ready").status == 0


def test_words_with_gaps_are_not_ready(run: Run, path: Path) -> None:
    book = Book(path)
    book.put_mine(Me())
    book.close()
    told = run("Quillon Press", "--ready")
    assert told.status == 3
    assert told.err.startswith("afterword: this still needs your name (`afterword set`)")
    assert run("Quillon Press").status == 0


def test_the_help_names_every_kind_and_an_unknown_one_is_refused(run: Run) -> None:
    shown = run("--help")
    assert shown.status == 0
    assert set(kinds()) <= set(shown.out.replace(",", " ").split())
    unknown = run("Initech Systems", "--kind", "poem")
    assert (unknown.status, unknown.out) == (2, "")
    assert unknown.err.startswith('afterword: There is no script "poem".')
    assert unknown.err.count("\n") == 1


def test_a_message_is_printed_without_a_subject(run: Run) -> None:
    told = run("Harbor & Pine", "--kind", "thank-you-linkedin")
    assert told.status == 0
    assert told.out.startswith("Hi Ruth")
    assert len(told.out) <= 301


def test_words_as_a_mail_are_ready_for_what_sends_them(run: Run) -> None:
    told = run("Quillon Press", "--eml")
    mail = message_from_string(told.out, policy=policy.default)
    plain = run("Quillon Press").out
    assert (told.status, told.err) == (0, "")
    assert str(mail["To"]) == "Iris Fontaine <iris.fontaine@example.com>"
    assert mail["From"].addresses[0].addr_spec == SAMPLE_ME.email
    assert mail["X-Unsent"] is None
    assert plain == f"Subject: {mail['Subject']}\n\n{mail.get_content()}"


def test_a_mail_that_is_not_ready_is_not_sent(run: Run) -> None:
    told = run("Initech Systems", "--eml", "--ready")
    assert (told.status, told.out) == (3, "")
    assert told.err == "afterword: draft, for after Tue 1 Dec\n"
    assert run("Initech Systems", "--eml").out.startswith("Content-Type")


def test_words_to_speak_are_no_mail(run: Run) -> None:
    told = run("Quillon Press", "--eml", "--kind", "voicemail")
    assert (told.status, told.out) == (2, "")
    assert told.err == "afterword: “Voicemail” is no mail. --kind names another script.\n"


def test_a_mail_without_an_address_says_so(run: Run, path: Path) -> None:
    told = run("Quillon Press", "--eml", "--kind", "references")
    assert told.err.startswith("afterword: there is no address to send this to.\n")
    assert "\nTo:" not in told.out
