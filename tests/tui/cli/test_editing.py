"""Every field of a card is an option of add and edit; what is said of people names them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.file.book import Book
from store.records import Card, Via
from store.records.fields import FIELDS
from tests.conftest import MakeCard
from tests.store.records.conftest import full_card
from tests.tui.cli.conftest import ADD, Run
from tui.cli.card_options import card_options

PANEL = ("--person", "Dana Lee <dana@example.com>", "--person", "Amit Rao")


def only(path: Path) -> Card:
    (card,) = Book(path).cards
    return card


def told_of(run: Run, card: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("show", card, "--json").out)
    return told


EVERYTHING = (
    *("--role", "PM", "--recruiter", "Rae Kim <rae@example.com>", "--recruiter-phone", "+1 555 1"),
    *("--promised", "by friday", "--person", "Dana Lee", "--email", "dana@example.com"),
    *("--phone", "+1 555 2", "--title", "Head", "--hook", "the new warehouse"),
    *("--address-as", "Dr. Lee", "--their-zone", "Oslo", "--zone", "Berlin", "--country", "NO"),
    *("--format", "video", "--where", "https://meet.example/1", "--lasts", "45 min", "--no-calls"),
    *("--thread", "Our talk", "--message-id", "<a@b>", "--language", "de"),
    *("--posting", "https://example.com/job", "--notes", "by train"),
)


@pytest.mark.parametrize("way", ["add", "edit"])
def test_every_field_can_be_given(run: Run, path: Path, way: str) -> None:
    if way == "add":
        assert run(*ADD, *EVERYTHING).status == 0
    else:
        run(*ADD)
        assert run("edit", "initech", *EVERYTHING).status == 0
    card = only(path)
    dana = card.round.people[0]
    assert (card.role, card.via, card.recruiter, card.recruiter_email, card.recruiter_phone) == (
        *("PM", Via.RECRUITER, "Rae Kim", "rae@example.com", "+1 555 1"),
    )
    assert (
        dana.name,
        dana.email,
        dana.phone,
        dana.title,
        dana.hook,
        dana.address_as,
        dana.zone,
    ) == (
        *("Dana Lee", "dana@example.com", "+1 555 2", "Head", "the new warehouse", "Dr. Lee"),
        "Europe/Oslo",
    )
    last = card.round
    assert (last.zone, last.format, last.place, last.minutes) == (
        *("Europe/Berlin", "video", "https://meet.example/1", 45),
    )
    assert (last.thread_subject, last.message_id) == ("Our talk", "<a@b>")
    assert (card.country, card.no_calls, card.language) == ("NO", True, "de")
    assert (card.posting, card.notes) == ("https://example.com/job", "by train")
    assert last.at.isoformat() == "2026-11-23T14:00:00+01:00"


def test_no_field_of_the_table_is_without_an_option() -> None:
    @card_options(adding=False)
    def command() -> None: ...

    options = command.__click_params__  # type: ignore[attr-defined]
    assert len(options) == len(FIELDS)
    assert len({name for each in options for name in each.opts}) > len(FIELDS)


def test_what_is_not_named_stays_and_an_empty_text_empties(run: Run, path: Path) -> None:
    Book(path).put_new([full_card()])
    before = only(path)
    edited = run("edit", "full", "--role", "", "--lasts", "1.5 h", "--calls")
    assert (edited.status, edited.err) == (0, "")
    after = only(path)
    assert (after.role, after.round.minutes, after.no_calls) == ("", 90, False)
    told = (before.company, before.notes, before.round.promise, before.round.people)
    assert (after.company, after.notes, after.round.promise, after.round.people) == told
    again = run("edit", "full", "--role", "")
    assert (again.status, again.out) == (0, "")
    assert "nothing was changed" in again.err
    assert len(only(path).history) == 1


def test_a_new_time_is_told_as_it_was_understood(run: Run, path: Path) -> None:
    run(*ADD, "--zone", "Berlin", "--promised", "by friday")
    moved = run("edit", "initech", "--interviewed", "fri 20 nov 11am PT", "--promised", "in a week")
    assert moved.err.splitlines() == [
        "interview: Fri 20 Nov 2026, 11:00 PST (America/Los_Angeles), 14:00 for you",
        "they said “in a week”: decision by Fri 27 Nov 2026",
    ]
    assert only(path).round.zone == "America/Los_Angeles"
    assert only(path).round.at.isoformat() == "2026-11-20T11:00:00-08:00"


def test_of_several_people_each_is_named(run: Run, path: Path) -> None:
    run(*ADD, *PANEL)
    said = ("--hook", "Amit: the night shift", "--title", "dana lee: Head of data", "--without")
    assert run("edit", "initech", *said[:4], "--phone", "Amit Rao: +1 555 2").status == 0
    dana, amit = only(path).round.people
    assert (dana.title, dana.hook, amit.hook, amit.phone) == (
        *("Head of data", "", "the night shift", "+1 555 2"),
    )
    assert run("edit", "initech", "--person", "Amit Rao <amit@example.com>").status == 0
    assert [each.email for each in only(path).round.people] == [
        "dana@example.com",
        "amit@example.com",
    ]
    assert run("edit", "initech", "--without", "dana", "--hook", "Re: the plan").status == 0
    (amit,) = only(path).round.people
    assert (amit.name, amit.hook) == ("Amit Rao", "Re: the plan")


def test_another_recruiter_has_another_address(run: Run, path: Path) -> None:
    run(*ADD, "--recruiter", "Rae Kim <rae@example.com>", "--recruiter-phone", "+1 555 1")
    run("edit", "initech", "--recruiter", "rae kim")
    assert (only(path).recruiter_email, only(path).recruiter_phone) == (
        "rae@example.com",
        "+1 555 1",
    )
    run("edit", "initech", "--recruiter", "Jo Doe")
    card = only(path)
    assert (card.via, card.recruiter, card.recruiter_email, card.recruiter_phone) == (
        *(Via.RECRUITER, "Jo Doe", "", ""),
    )
    run("edit", "initech", "--recruiter", "")
    assert (only(path).via, only(path).recruiter) == (Via.DIRECT, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say what to change"),
        (("--company", " "), "A name is needed"),
        (("--interviewed", "blursday"), "blursday"),
        (("--interviewed", ""), "When was the interview"),
        (("--hook", "the new warehouse"), 'Whose is "the new warehouse"?'),
        (("--hook", "Eve: the new warehouse"), "There: Dana Lee, Amit Rao."),
        (("--email", "Dana: nowhere"), "is not an email address"),
        (("--without", "eve"), '"eve" is nobody on this card'),
        (("--zone", "Nowhere"), "Nowhere"),
        (("--country", "Narnia"), "Narnia"),
        (("--language", "Klingon"), "No letters in"),
        (("--lasts", "a while"), "a while"),
        (("--contact", "carrier pigeon"), "'carrier pigeon' is not one of"),
        (("--recruiter-email", "rae"), "is not an email address"),
        (("--message-id", "x" * 3000), "longer than"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_changes_nothing(
    run: Run, path: Path, arguments: tuple[str, ...], said: str
) -> None:
    run(*ADD, *PANEL)
    before = path.read_bytes()
    refused = run("edit", "initech", *arguments)
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert said in refused.err
    assert path.read_bytes() == before


def test_show_tells_a_script_everything(run: Run, path: Path, make_card: MakeCard) -> None:
    Book(path).put_new([full_card(), make_card("Bare", id="bare222222", people=())])
    full, bare = told_of(run, "full"), told_of(run, "bare222222")
    assert full.keys() == bare.keys()
    assert full["rounds"][0].keys() == bare["rounds"][0].keys()
    (listed,) = (each for each in json.loads(run("list", "--json").out) if each["id"] == "full")
    assert {name: full[name] for name in listed} == listed
    assert full["rounds"][0]["people"][0]["hook"] == "hook of this person"
    assert full["rounds"][0]["promise"] == {
        "words": "by friday",
        "said": "2026-11-13",
        "day": "2026-11-20",
    }
    assert (bare["offer"], bare["notes"], bare["history"], bare["rounds"][0]["people"]) == (
        *(None, "", [], []),
    )
    for stored in ("contact", "wording", "snooze", "created", "recruiter_email", "no_calls"):
        assert stored in full
