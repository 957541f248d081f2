from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from store.file import replacing
from store.file.book import Book
from store.records import What
from store.search.reference import find
from tests.tui.cli.conftest import Run

INVITATION = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Google Inc//Google Calendar 70.9054//EN
METHOD:REQUEST
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20261208T160000
DTEND;TZID=Europe/Berlin:20261208T164500
DTSTAMP:20261124T090000Z
ORGANIZER;CN=Dana Lee:mailto:dana.lee@harbor-analytics.example
UID:one-two-three@google.com
ATTENDEE;CN=Kim Park:mailto:kim.park@harbor-analytics.example
SEQUENCE:0
SUMMARY:Interview: Senior Data Analyst at Harbor Analytics
LOCATION:https://meet.google.com/abc-defg-hij
END:VEVENT
END:VCALENDAR
"""
MAIL = """\
From: Dana Lee <dana.lee@harbor-analytics.example>
To: Sam Reyes <sam@mail.example>
Subject: Re: Interview: Senior Data Analyst
Date: Tue, 24 Nov 2026 08:00:00 +0100
Message-ID: <second@harbor-analytics.example>
In-Reply-To: <first@harbor-analytics.example>
Content-Type: text/plain; charset=utf-8

Hi Sam,

thank you for your time. We will decide by Friday, December 4.

Best,
Dana Lee
"""


def changed(*pairs: tuple[str, str]) -> str:
    text = INVITATION
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def invitation(tmp_path: Path) -> str:
    file = tmp_path / "invite.ics"
    file.write_text(INVITATION)
    return str(file)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch):
    def pipe(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return pipe


def test_json_shows_what_was_read_with_its_sources_and_saves_nothing(
    run: Run, invitation: str, path: Path
):
    shown = run("take", invitation, "--json")
    (told,) = json.loads(shown.out)
    assert (told["kind"], told["meaning"], told["card"]) == ("invitation", "new", None)
    assert told["company"]["value"] == "Harbor Analytics"
    assert told["start"] == {
        "value": "2026-12-08T16:00:00+01:00",
        "zone": "Europe/Berlin",
        "source": "from the invitation",
    }
    assert [person["name"] for person in told["people"]] == ["Dana Lee", "Kim Park"]
    assert (told["uid"], told["minutes"], told["promise"]) == ("one-two-three@google.com", 45, None)
    assert not path.exists()


def test_a_mail_may_come_through_a_pipe(run: Run, piped):
    piped(MAIL)
    (told,) = json.loads(run("take", "--json").out)
    assert told["kind"] == "message"
    assert told["message_id"] == "second@harbor-analytics.example"
    assert told["references"] == ["first@harbor-analytics.example"]


def test_yes_saves_a_new_card_once(run: Run, invitation: str, path: Path):
    saved = run("take", invitation, "--yes")
    card = find(Book(path).cards, "Harbor Analytics")
    assert (saved.status, saved.out) == (0, f"{card.id}\n")
    assert saved.err == "afterword: Harbor Analytics: a new card\n"
    assert (card.role, card.round.uid) == ("Senior Data Analyst", "one-two-three@google.com")
    again = run("take", invitation, "--yes")
    assert (again.status, again.out) == (0, saved.out)
    assert "has all of this already" in again.err
    assert Book(path).cards == [card]


def test_yes_saves_a_new_time_and_then_refuses_to_go_back(
    run: Run, invitation: str, path: Path, piped
):
    run("take", invitation, "--yes")
    piped(changed(("SEQUENCE:0", "SEQUENCE:1"), ("T16", "T17")))
    assert run("take", "--yes").err == "afterword: Harbor Analytics: new time\n"
    card = find(Book(path).cards, "Harbor Analytics")
    assert (card.round.at.isoformat(), card.round.sequence) == ("2026-12-08T17:00:00+01:00", 1)
    assert "something newer" in run("take", invitation, "--yes").err
    assert find(Book(path).cards, "Harbor Analytics") == card


def test_yes_saves_the_next_round(run: Run, piped, path: Path):
    piped(changed(("20261208", "20261117")))
    run("take", "--yes")
    piped(changed(("one-two-three", "four")))
    assert run("take", "--yes").err == "afterword: Harbor Analytics: next round\n"
    card = find(Book(path).cards, "Harbor Analytics")
    assert [str(each.at.date()) for each in card.rounds] == ["2026-11-17", "2026-12-08"]
    assert card.rounds[1].people[0].id == card.rounds[0].people[0].id


def test_yes_saves_the_new_day_that_a_mail_names(run: Run, piped, path: Path):
    piped(changed(("20261208", "20261117")))
    run("take", "--yes")
    piped(MAIL)
    (told,) = json.loads(run("take", "--json").out)
    card = find(Book(path).cards, "Harbor Analytics")
    assert (told["meaning"], told["card"]) == ("reply", card.id)
    piped(MAIL)
    assert run("take", "--yes").err == "afterword: Harbor Analytics: new date\n"
    card = find(Book(path).cards, "Harbor Analytics")
    assert str(card.round.promise.day) == "2026-12-04"
    assert card.steps[-1].what is What.NEW_DATE
    assert card.round.message_id == "second@harbor-analytics.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MAIL, "No time could be read in it."),
        (changed(("METHOD:REQUEST", "METHOD:CANCEL")), "cancels an interview that is not here"),
        ("", "nothing to read"),
    ],
    ids=["no time", "a cancellation of nothing", "empty"],
)
def test_yes_refuses_in_one_line_what_it_cannot_do(
    run: Run, piped, path: Path, text: str, said: str
):
    piped(text)
    refused = run("take", "--yes")
    assert (refused.status, refused.out) == (2, "")
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert not path.exists()


def test_a_cancellation_is_for_a_person_to_answer(run: Run, invitation: str, piped, path: Path):
    run("take", invitation, "--yes")
    before = path.read_bytes()
    piped(changed(("METHOD:REQUEST", "METHOD:CANCEL"), ("SEQUENCE:0", "SEQUENCE:1")))
    refused = run("take", "--yes")
    assert refused.status == 2
    assert "Harbor Analytics cancelled the interview, and what that means only you" in refused.err
    assert path.read_bytes() == before


def test_where_one_is_refused_none_is_saved(run: Run, piped, path: Path):
    event = INVITATION.partition("BEGIN:VEVENT")[2].partition("END:VCALENDAR")[0]
    second = event.replace("one-two-three", "four").replace(" at Harbor Analytics", "")
    second = second.replace("harbor-analytics.example", "gmail.com").replace("1208", "1210")
    piped(INVITATION.replace("END:VCALENDAR", f"BEGIN:VEVENT{second}END:VCALENDAR"))
    refused = run("take", "--yes")
    assert refused.status == 2
    assert "No company" in refused.err
    assert not path.exists()


def test_several_are_saved_at_once(
    run: Run, piped, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[Path] = []
    save = replacing.replace

    def counting(target: Path, content: bytes, **owner: Path | None) -> None:
        saved.append(target)
        save(target, content, **owner)

    monkeypatch.setattr(replacing, "replace", counting)
    event = INVITATION.partition("BEGIN:VEVENT")[2].partition("END:VCALENDAR")[0]
    second = event.replace("one-two-three", "four").replace("1208", "1210")
    second = second.replace("Harbor Analytics", "Globex").replace("harbor-analytics", "globex")
    piped(INVITATION.replace("END:VCALENDAR", f"BEGIN:VEVENT{second}END:VCALENDAR"))
    assert run("take", "--yes").status == 0
    assert len(Book(path).cards) == 2
    assert saved == [path]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("/dev/zero",), "larger than"),
        (("nowhere.ics",), "There is no file nowhere.ics."),
        (("/dev",), "is a folder"),
        (("nowhere.ics", "--json", "--yes"), "give one of them"),
    ],
)
def test_what_cannot_be_read_is_refused(run: Run, arguments: tuple[str, ...], said: str):
    refused = run("take", *arguments)
    assert refused.status == 2
    assert said in refused.err
    assert refused.err.count("\n") == 1


def test_nothing_to_read_from_says_how(run: Run, piped, monkeypatch: pytest.MonkeyPatch):
    piped("")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    said = run("take")
    assert said.status == 2
    assert "press a in the app" in said.err


def test_a_read_only_run_shows_but_does_not_save(run: Run, invitation: str, path: Path):
    assert json.loads(run("--read-only", "take", invitation, "--json").out)
    refused = run("--read-only", "take", invitation, "--yes")
    assert refused.status == 2
    assert "Read-only" in refused.err
    assert not path.exists()
