"""Adding an interview from a shell: what was understood, and what was done before."""

from __future__ import annotations

from pathlib import Path

import pendulum
import pytest
from tinydb import TinyDB

from store.file.book import Book
from store.records import Me, Via
from tests.conftest import MakeCard
from tests.tui.cli.conftest import ADD, Run


def test_a_card_added_is_listed_and_owed(run: Run, path: Path) -> None:
    added = run(
        *("add", "--company", "  Initech \t Systems ", "--role", "Data analyst"),
        *("--interviewed", "yesterday 14:00", "--promised", "by Friday"),
        *("--person", "Dana Lee <dana@example.com>", "--person", "Amit Rao"),
        *("--phone", "+1 555 010 0123", "--note", "Bring the portfolio"),
    )
    assert added.status == 0
    assert added.err.splitlines() == [
        "interview: Mon 23 Nov 2026, 14:00 EST (America/New_York)",
        "they said “by Friday”: decision by Fri 27 Nov 2026",
    ]
    (card,) = Book(path).cards
    assert added.lines == [card.id]
    assert (card.company, card.role) == ("Initech Systems", "Data analyst")
    assert card.notes == "Bring the portfolio"
    assert card.round.at == pendulum.datetime(2026, 11, 23, 14, tz="America/New_York")
    assert [(met.name, met.email, met.phone) for met in card.round.people] == [
        ("Dana Lee", "dana@example.com", "+1 555 010 0123"),
        ("Amit Rao", "", ""),
    ]
    assert card.round.promise is not None
    assert card.round.promise.words == "by Friday"
    assert card.round.promise.day == pendulum.date(2026, 11, 27)
    with TinyDB(path) as database:
        assert [found["id"] for found in database.table("cards").all()] == [card.id]

    listed = run("list")
    assert (listed.status, listed.err) == (0, "")
    (line,) = listed.lines
    assert line.startswith(f"{card.id}  thank-you ")
    assert "Initech Systems · Data analyst" in line
    assert "Thank Dana Lee" in line
    (due,) = run("today").lines
    assert "Initech Systems · Data analyst: Thank Dana Lee today" in due
    assert "5 h left" in due


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("yesterday", "Mon 23 Nov 2026, 12:00 EST (America/New_York); no time given, so this is"),
        ("jul 3 2026 15:00", "Fri 3 Jul 2026, 15:00 EDT (America/New_York)"),
        ("mon 9am PT", "Mon 23 Nov 2026, 09:00 PST (America/Los_Angeles), 12:00 for you"),
        (
            "mon 23:00 PT",
            "Mon 23 Nov 2026, 23:00 PST (America/Los_Angeles), Tue 24 Nov, 02:00 for you",
        ),
    ],
)
def test_a_moment_is_told_as_understood(run: Run, typed: str, understood: str) -> None:
    added = run("add", "--company", "Initech", "--interviewed", typed)
    assert added.status == 0
    (line,) = added.err.splitlines()
    assert line.startswith(f"interview: {understood}")


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("end of next week", "they said “end of next week”: decision by Fri 4 Dec 2026"),
        ("they didn't say", "they said “they didn't say”: no date named"),
        ("asdf", "they said “asdf”: no date read from these words: counted as none named"),
        ("bis Freitag", "they said “bis Freitag”: decision by Fri 27 Nov 2026"),
        ("für lundi", "they said “für lundi”: no date read from these words: counted as none"),
    ],
)
def test_a_promise_is_told_as_understood(run: Run, words: str, understood: str) -> None:
    added = run(*ADD, "--promised", words)
    (line,) = added.err.splitlines()[1:]
    assert added.status == 0
    assert line.startswith(understood)


def test_a_zone_that_was_typed_stays_with_the_card(run: Run) -> None:
    card = run("add", "--company", "Initech", "--interviewed", "mon 9am PT").out.strip()
    lines = run("show", card).lines
    assert any("Mon 23 Nov 2026, 09:00 PST" in line for line in lines)
    assert any("12:00 EST" in line for line in lines)


def test_numbers_are_read_in_the_order_of_the_persons_zone(run: Run, path: Path) -> None:
    typed = ("add", "--company", "Initech", "--interviewed", "3/11/2026 10:00")
    assert "interview: Wed 11 Mar 2026, 10:00 EDT" in run(*typed).err
    Book(path).put_mine(Me(zone="Europe/London"))
    assert "interview: Tue 3 Nov 2026, 10:00 GMT" in run(*typed).err
    Book(path).put_mine(Me(zone="UTC"))
    before = path.read_bytes()
    refused = run(*typed)
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "3/11/2026" in refused.err
    assert path.read_bytes() == before


def test_words_without_a_date_are_told_so_on_the_card_too(run: Run) -> None:
    for words, told in (
        ("asdf", "no date read from these words"),
        ("they didn't say", "no date named"),
        ("by Friday", "Fri 27 Nov 2026"),
    ):
        card = run(*ADD, "--promised", words, "--again").out.strip()
        (line,) = (each for each in run("show", card).lines if each.startswith("They said"))
        assert line == f"They said “{words}”: {told}"


@pytest.mark.parametrize(
    ("said", "stage", "told"),
    [
        (["thanked"], "waiting", ["thanked, Tue 24 Nov 2026, 09:30 EST"]),
        (["nothing"], "thank-you", []),
        (["emailed yesterday 16:30"], "emailed", ["emailed, Mon 23 Nov 2026, 16:30 EST"]),
        (
            ["Emailed thu 15:00", "thanked nov 16 18:00"],
            "emailed",
            ["thanked, Mon 16 Nov 2026, 18:00 EST", "emailed, Thu 19 Nov 2026, 15:00 EST"],
        ),
        (["called fri 10am PT"], "called", ["called, Fri 20 Nov 2026, 10:00 PST"]),
    ],
)
def test_what_was_done_before_it_was_added_is_on_the_card(
    run: Run, path: Path, said: list[str], stage: str, told: list[str]
) -> None:
    options = [word for each in said for word in ("--done", each)]
    added = run("add", "--company", "Initech", "--interviewed", "nov 12 14:00", *options)
    assert added.status == 0
    (card,) = Book(path).cards
    assert card.stage == stage
    assert [step.what for step in card.steps[1:]] == [each.partition(",")[0] for each in told]
    lines = added.err.splitlines()[1:]
    assert len(lines) == len(told)
    for line, each in zip(lines, told, strict=True):
        assert line.startswith(f"done: {each}")
    assert added.lines == [card.id]


@pytest.mark.parametrize(
    ("interviewed", "said", "complaint"),
    [
        ("nov 12 14:00", ["mailed"], "“mailed” does not say what was done."),
        ("nov 12 14:00", [""], "does not say what was done."),
        ("nov 12 14:00", ["emailed gibberish"], "gibberish"),
        ("nov 12 14:00", ["emailed nov 11 10:00"], "is before the interview, Thu 12 Nov, 14:00."),
        ("nov 12 14:00", ["emailed tomorrow 10:00"], "is still to come"),
        ("nov 12 14:00", ["nothing yesterday"], "nothing that was done"),
        ("nov 12 14:00", ["emailed mon", "emailed thu"], "“emailed” is told twice."),
        ("tomorrow 10:00", ["thanked"], "is not over yet"),
        ("today 9:00", ["thanked"], "is not over yet"),
    ],
)
def test_what_cannot_have_been_done_adds_nothing(
    run: Run, path: Path, interviewed: str, said: list[str], complaint: str
) -> None:
    options = [word for each in said for word in ("--done", each)]
    refused = run("add", "--company", "Initech", "--interviewed", interviewed, *options)
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert complaint in refused.err
    assert not path.exists()


def test_a_recruiter_stands_in_between_and_is_none_of_those_met(run: Run, path: Path) -> None:
    added = run(*ADD, "--recruiter", "Rae Kim <rae@example.com>", "--person", "Dana Lee")
    assert added.status == 0
    (card,) = Book(path).cards
    assert (card.via, card.recruiter, card.recruiter_email) == (
        Via.RECRUITER,
        "Rae Kim",
        "rae@example.com",
    )
    assert [person.name for person in card.round.people] == ["Dana Lee"]
    assert card.between is not None
    refused = run(*ADD, "--again", "--recruiter", "rae@nowhere")
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "is not an email address" in refused.err


def test_an_interview_that_is_here_already_is_added_only_when_told(run: Run, path: Path) -> None:
    (first,) = run(*ADD, "--role", "Analyst").lines
    before = path.read_bytes()
    for role in ("analyst", ""):
        refused = run("add", "--company", "INITECH", "--role", role, "--interviewed", "mon 16:00")
        assert (refused.status, refused.out) == (2, "")
        (line,) = refused.err.splitlines()
        assert line.startswith("afterword: INITECH")
        assert f"Mon 23 Nov 2026 is here already: card {first}, in Thank-you." in line
        assert "--again" in line
    assert path.read_bytes() == before

    assert "already" not in run(*ADD, "--role", "Editor").err
    told = run(*ADD, "--role", "Analyst", "--again")
    assert (told.status, told.err.count("\n")) == (0, 1)
    assert len(Book(path).cards) == 3


def test_a_card_for_another_day_is_added_and_the_open_one_is_named(
    run: Run, book: Book, make_card: MakeCard
) -> None:
    book.put_new(
        [
            make_card("Initech", "2026-11-13 14:00", role="Analyst"),
            make_card("Initech", "2026-10-13 14:00", role="Analyst", outcome="rejected"),
            make_card("Initech", "2026-11-14 14:00", role="Editor"),
        ]
    )
    open_one = next(card for card in book.cards if card.round.at.day == 13 and not card.outcome)
    added = run(*ADD, "--role", "Analyst")
    assert added.status == 0
    (line,) = added.err.splitlines()[1:]
    assert line.startswith(
        "afterword: another card for Initech · Analyst, Fri 13 Nov 2026 is open: "
        f"{open_one.id}, in Thank-you."
    )
    assert len(run("list").lines) == 4
