"""What they answered, what one leaves out or puts off, and what is undone, from a shell."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pendulum
import pytest

from store.file.book import Book
from store.records import Card, Channel, Offer, Outcome, Result, Stage, What
from store.sample import sample_cards
from store.search.reference import find
from tests.conftest import NOW
from tests.tui.cli.conftest import ADD, Run

CALL, WAITS, THANKS = "globex energy", "initech systems", "harbor"  # what each of them owes


@pytest.fixture(autouse=True)
def board(path: Path) -> None:
    Book(path).put_new(sample_cards(NOW))


def card(path: Path, name: str = CALL) -> Card:
    return find(Book(path).cards, name)


def test_a_new_date_is_read_from_the_day_they_told_it(run: Run, path: Path) -> None:
    told = run(
        *("answer", CALL, "new-date", "--promised", "by friday"),
        *("--at", "fri 20 nov 16:00", "--by", "email", "--note", "still busy"),
    )
    assert told.status == 0
    assert told.out == "They named a new date. Globex Energy is now in Waiting.\n"
    assert told.err.splitlines() == [
        "done: Fri 20 Nov 2026, 16:00 EST (America/New_York)",
        "they said “by friday”: decision by Fri 27 Nov 2026",
    ]
    step = card(path).steps[-1]
    assert (step.what, step.channel, step.note) == (What.NEW_DATE, Channel.EMAIL, "still busy")
    promise = card(path).round.promise
    assert promise is not None
    assert promise.said == date(2026, 11, 20)


def test_what_was_heard_in_a_call_is_recorded_with_the_call(run: Run, path: Path) -> None:
    run("answer", CALL, "new-date", "--promised", "by december 4", "--called")
    call, told = card(path).steps[-2:]
    assert (call.what, call.result, told.what) == (What.CALLED, Result.SPOKE, What.NEW_DATE)
    assert "Email" in run("list", "--find", "globex energy").out  # and no reply is owed


def test_news_by_phone_owe_no_reply(run: Run, path: Path) -> None:
    assert run("answer", CALL, "news", "--by", "phone").status == 0
    assert "Thank" not in run("list", "--find", CALL).out
    assert run("answer", CALL, "news").status == 0
    assert "for the news" in run("list", "--find", CALL).out


def test_a_next_round_an_offer_a_no_and_a_withdrawal(run: Run, path: Path) -> None:
    asked = run("answer", CALL, "next-round", "--interviewed", "next tuesday 10:00")
    assert asked.err == "interview: Tue 1 Dec 2026, 10:00 EST (America/New_York)\n"
    assert (len(card(path).rounds), card(path).stage) == (2, Stage.THANK_YOU)
    offered = run("answer", CALL, "offer", "--offer", "34 hours", "--answer-by", "fri 4 dec")
    assert offered.err == "answer by: Fri 4 Dec 2026\n"
    assert card(path).offer == Offer(what="34 hours", answer_by=date(2026, 12, 4))
    assert run("answer", CALL, "offer", "--offer", "34 hours, more").status == 0
    assert card(path).offer == Offer(what="34 hours, more", answer_by=date(2026, 12, 4))
    assert run("answer", CALL, "rejected", "--note", "another one").status == 0
    assert (card(path).outcome, card(path).offer) == (None, None)
    assert run("answer", WAITS, "withdrew").out.endswith("Initech Systems is in the archive now.\n")
    assert card(path, WAITS).outcome is Outcome.WITHDREW


def test_skipping_says_why_and_can_rule_out_calls(run: Run, path: Path) -> None:
    assert run("skip", THANKS, "--reason", " thanked at  the door").status == 0
    step = card(path, THANKS).steps[-1]
    assert (step.what, step.note) == (What.SKIPPED_THANKS, "thanked at the door")
    skipped = run("skip", CALL, "--reason", "no number", "--no-calls")
    assert skipped.out == "Skipped the call. Noted on Globex Energy.\n"
    assert card(path).no_calls
    assert "once more" in run("show", CALL).out


def test_a_snooze_is_told_and_taken_away(run: Run, path: Path) -> None:
    snoozed = run("snooze", CALL, "in", "a", "week")
    assert snoozed.out == "Globex Energy is snoozed to Tue 1 Dec.\n"
    assert snoozed.err == "until: Tue 1 Dec 2026\n"
    assert card(path).snooze == date(2026, 12, 1)
    assert run("snooze", CALL, "--off").out == "Globex Energy is no longer snoozed.\n"
    assert card(path).snooze is None


def test_a_debrief_notes_it_and_says_what_was_understood(run: Run, path: Path) -> None:
    noted = run(
        *("debrief", THANKS, "--hook", "the garden", "--asked", "why us", "--to-add", "Excel"),
        *("--promised", "a call by december 4", "--whom", "Ruth, by email"),
    )
    assert noted.out == "Noted how it went at Harbor & Pine.\n"
    assert "decision by Fri 4 Dec 2026" in noted.err
    found = card(path, THANKS)
    assert found.round.people[0].hook == "the garden"
    assert found.steps[-1].note == "They asked: why us; To add: Excel; Whom to ask: Ruth, by email"
    assert found.steps[-1].what is What.DEBRIEFED


def test_one_of_a_panel_is_thanked_when_named(run: Run, path: Path) -> None:
    run(*ADD, "--role", "Cook", "--person", "Dana Lee", "--person", "Amit Rao")
    asked = run("advance", "cook", "--to", "amit")
    assert "to Amit Rao? Add --yes" in asked.err
    assert run("advance", "cook", "--to", "amit", "--yes").out.startswith("Thanked Amit Rao")
    assert card(path, "cook").stage is Stage.THANK_YOU
    gone = run("advance", "cook", "--to", "amit", "--yes")
    assert (gone.status, gone.out) == (2, "")
    assert "There: Dana Lee." in gone.err


def test_a_day_to_write_again_is_chosen_when_a_card_is_let_go(run: Run, path: Path) -> None:
    told = run("answer", WAITS, "withdrew", "--write-again", "60")
    assert told.err == "write again: Mon 25 Jan 2027\n"
    assert card(path, WAITS).write_again == date(2027, 1, 25)
    assert run("write-again", "redwood", "in 3 months").status == 0
    assert card(path, "redwood").write_again == date(2027, 2, 24)
    back = run("today", now=NOW.add(days=93))
    assert any("Redwood Savings" in line for line in back.lines)
    assert run("write-again", "redwood", "--off").status == 0
    again = run("write-again", "redwood", "--off")
    assert (again.status, again.out) == (0, "")
    assert "nothing was changed" in again.err


def test_undo_says_what_it_undid_and_where_the_card_is(run: Run, path: Path) -> None:
    later = NOW.add(hours=1)
    run("answer", WAITS, "withdrew", now=later)
    assert run("undo").out == "Undone: You withdrew (Initech Systems), which is in Waiting\n"
    assert run("redo").out == (
        "Done again: You withdrew (Initech Systems), which is in the archive\n"
    )
    run(*ADD, "--role", "Cook", now=later.add(hours=1))
    assert run("undo").out == "Undone: Added the card (Initech), which is gone now\n"


def test_all_of_an_import_is_undone_in_one_go(run: Run, path: Path) -> None:
    table = path.parent / "cards.csv"
    table.write_text("company,role,interview date\nAcme,Driver,2026-11-13\nBrill,Cook,2026-11-16\n")
    assert run("import", str(table), "--yes").status == 0
    assert run("undo").out == "Undone: the import of 2 cards.\n"
    assert len(Book(path).cards) == 20
    assert run("redo").out == "Done again: the import of 2 cards.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("answer", CALL), "Missing argument"),
        (("answer", CALL, "maybe"), "'maybe' is not one of"),
        (("answer", CALL, "new-date"), "Add --promised"),
        (("answer", CALL, "new-date", "--promised", "soon"), "No day in that"),
        (("answer", CALL, "next-round"), "Add --interviewed"),
        (("answer", CALL, "next-round", "--interviewed", "blursday"), "blursday"),
        (("answer", CALL, "rejected", "--promised", "monday"), "--promised goes with new-date"),
        (("answer", CALL, "offer", "--by", "email"), "--by goes with new-date or news"),
        (("answer", CALL, "offer", "--answer-by", "yesterday"), "is past"),
        (("answer", CALL, "news", "--at", "tomorrow 9am"), "still to come"),
        (("answer", "redwood", "news"), "Redwood Savings is closed"),
        (("answer", "nobody", "news"), 'No card fits "nobody"'),
        (("skip", CALL), "Missing option '--reason'"),
        (("skip", CALL, "--reason", " "), "Say why"),
        (("skip", THANKS, "--reason", "none", "--no-calls"), "No call is owed"),
        (("skip", "saltmarsh", "--reason", "none"), "An offer is answered, not skipped"),
        (("skip", "umbra", "--reason", "none"), "Umbra Pharma: "),
        (("snooze", CALL), "Say until when, or --off"),
        (("snooze", CALL, "monday", "--off"), "Say until when, or --off"),
        (("snooze", CALL, "yesterday"), "is not to come"),
        (("snooze", CALL, "--off"), "is not snoozed"),
        (("snooze", "saltmarsh", "monday"), "An offer cannot be snoozed"),
        (("debrief", CALL), "Nothing is written down yet"),
        (("debrief", "bluefin", "--hook", "x"), "Note how it went after it"),
        (("answer", CALL, "news", "--write-again", "60"), "goes with rejected or withdrew"),
        (("advance", CALL, "--yes", "--write-again", "60"), "--write-again goes with moving on"),
        (("write-again", CALL, "60"), "is still open"),
        (("write-again", "redwood"), "Say from when, or --off"),
        (("write-again", "redwood", "yesterday"), "is not to come"),
        (("redo",), "There is nothing to redo"),
        (("back", CALL), "Move Globex Energy back to Waiting? Add --yes"),
        (("back", THANKS, "--yes"), "first column already"),
        (("delete", CALL), "Delete Globex Energy · Project manager? Add --yes"),
        (("delete", "o", "--yes"), "fits"),
        (("reopen", "redwood"), "Open Redwood Savings again? Add --yes"),
        (("reopen", CALL, "--yes"), "is not closed"),
        (("settle", CALL), "Nothing on this card is in dispute"),
        (("advance", "umbra", "--yes", "--to", "x"), "Nothing is owed"),
        (("advance", "saltmarsh", "--yes", "--answer", "accepted", "--to", "x"), "--to goes with"),
        (("list", "--find", "stage:limbo"), "stage: thank-you, waiting"),
    ],
)
def test_what_does_not_fit_is_one_line_and_changes_nothing(
    run: Run, path: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = path.read_bytes()
    refused = run(*arguments)
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert said in refused.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("answer", CALL, "news"),
        ("edit", CALL, "--role", "x"),
        ("snooze", CALL, "monday"),
        ("skip", CALL, "--reason", "x"),
        ("debrief", CALL, "--asked", "x"),
        ("delete", CALL, "--yes"),
        ("back", CALL, "--yes"),
        ("reopen", "redwood", "--yes"),
        ("undo",),
        ("redo",),
        ("set", "name", "Sam"),
        ("reword", CALL, "--reset", "--yes"),
    ],
)
def test_a_file_open_read_only_is_changed_by_none(
    run: Run, path: Path, arguments: tuple[str, ...]
) -> None:
    before = path.read_bytes()
    refused = run("--read-only", *arguments)
    assert (refused.status, refused.out) == (2, "")
    assert "Read-only" in refused.err
    assert path.read_bytes() == before


def test_cards_are_found_as_on_the_screen(run: Run) -> None:
    assert [line.split()[0] for line in run("list", "--find", "is:rejected").lines] != []
    found = run("list", "--find", "globx enrgy")  # forgiven
    assert "Globex Energy" in found.out
    assert run("list", "--find", "zzzz").out == ""


def test_an_interview_that_they_cancelled_is_no_longer_to_come(run: Run) -> None:
    run("add", "--company", "Nimbus", "--interviewed", "next monday 10:00")
    assert run("answer", "nimbus", "rejected", "--cancelled").status == 2
    assert run("answer", "nimbus", "news", "--cancelled", "--by", "phone").status == 0
    assert json.loads(run("list", "--find", "nimbus", "--json").out)[0]["interview"] is None
    assert "Nimbus" not in run("today", now=NOW.next(pendulum.MONDAY).at(8)).out
    assert "10:00 EST, cancelled\n" in run("show", "nimbus").out
    again = run("answer", "nimbus", "news", "--cancelled")
    assert (again.status, "no interview to come" in again.err) == (2, True)


def test_a_note_of_ones_own_is_not_quoted_as_their_words(run: Run) -> None:
    run("add", "--company", "Nimbus", "--interviewed", "next monday 10:00")
    note = ("--note", "They decide slowly, call Ruth.")
    assert run("answer", "nimbus", "news", "--cancelled", *note).status == 0
    told = run("show", "nimbus").lines
    assert "They said “" not in "\n".join(told)
    assert "They said no date yet, on Tue 24 Nov 2026" in told
