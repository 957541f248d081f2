from datetime import datetime, timedelta, timezone

import pendulum
import pytest
from msgspec.structs import replace

from store.records import Card, Interview, Me, Person, Step
from store.scripts.placeholders import KNOWN, values


def with_round(card: Card, **fields: object) -> Card:
    return replace(card, rounds=(replace(card.round, **fields),))


def test_every_known_placeholder_has_a_value(card: Card, me: Me, now: pendulum.DateTime) -> None:
    assert values(card, me, now) == {
        "me": "Priya Raman",
        "my email": "priya.raman@example.com",
        "my phone": "617-555-0142",
        "my link": "https://priyaraman.example",
        "contact": "Dana",
        "contact full name": "Dana Lee",
        "role": "data analyst",
        "company": "Northwind",
        "interview date": "Friday, November 13",
        "when we talked": "on Friday, November 13",
        "promised date": "Friday, November 20",
        "hook": "moving your reports from Excel",
        "thread subject": "Your interview with Northwind",
        "emailed date": "Tuesday, November 24",
    }
    assert list(values(card, me, now)) == list(KNOWN)


def test_what_is_not_known_is_empty(card: Card, now: pendulum.DateTime) -> None:
    bare = replace(
        card,
        role="",
        history=(),
        rounds=(Interview(at=card.round.at),),
    )
    found = values(bare, Me(), now)
    assert {name for name, value in found.items() if value} == {
        "company",
        "interview date",
        "when we talked",
    }


def test_the_person_asked_for_is_addressed(card: Card, me: Me, now: pendulum.DateTime) -> None:
    found = values(card, me, now, card.round.people[1])
    assert found["contact"] == "Dr. Okafor"
    assert found["hook"] == "how you plan a quarter"


@pytest.mark.parametrize(
    ("zone", "date"),
    [
        ("", "Friday, November 13"),
        ("Asia/Tokyo", "Saturday, November 14"),
        ("No/Where", "Friday, November 13"),
    ],
)
def test_days_are_the_interviewers(
    card: Card, me: Me, now: pendulum.DateTime, zone: str, date: str
) -> None:
    assert values(with_round(card, zone=zone), me, now)["interview date"] == date


def test_the_day_of_the_email_is_the_interviewers_too(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    late = replace(card.history[0], done=datetime(2026, 11, 24, 23, 0, tzinfo=now.tzinfo))
    abroad = replace(with_round(card, zone="Asia/Tokyo"), history=(late,))
    assert values(abroad, me, now)["emailed date"] == "Wednesday, November 25"


def test_a_day_far_off_has_its_year(card: Card, me: Me, now: pendulum.DateTime) -> None:
    assert values(card, me, now.add(days=260))["interview date"] == "Friday, November 13"
    assert values(card, me, now.add(days=300))["interview date"] == "Friday, November 13, 2026"
    assert values(card, me, now.subtract(years=1))["promised date"] == "Friday, November 20, 2026"


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        (12, 23, "on Friday, November 13"),
        (13, 0, "today"),
        (13, 23, "today"),
        (14, 8, "yesterday"),
        (15, 8, "on Friday, November 13"),
    ],
)
def test_the_talk_was_today_or_yesterday_or_on_a_day(
    card: Card, me: Me, day: int, hour: int, told: str
) -> None:
    at = pendulum.datetime(2026, 11, day, hour, tz="America/New_York")
    assert values(card, me, at)["when we talked"] == told


def test_today_is_the_interviewers_today(card: Card, me: Me) -> None:
    at = pendulum.datetime(2026, 11, 13, 23, tz="America/New_York")
    tokyo = with_round(
        card,
        zone="Asia/Tokyo",
        at=datetime(2026, 11, 14, 9, tzinfo=timezone(timedelta(hours=9))),
    )
    assert values(tokyo, me, at)["when we talked"] == "today"


def emailed(card: Card, day: int, **fields: object) -> Step:
    done = datetime(2026, 11, day, 12, tzinfo=card.round.at.tzinfo)
    return replace(card.history[0], id=f"mail{day}", done=done, **fields)


def test_the_last_email_of_this_round_that_was_not_undone_counts(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    history = (
        emailed(card, 24),
        emailed(card, 25),
        emailed(card, 26, undone=now),
        emailed(card, 27, round="another"),
    )
    found = values(replace(card, history=history), me, now)
    assert found["emailed date"] == "Wednesday, November 25"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("The move to Kafka.", "the move to Kafka"),
        ("Kafka", "Kafka"),
        ("How you hire\nand whom ", "how you hire and whom"),
        ("A/B tests;", "A/B tests"),
        ("I", "I"),
        (" . ", ""),
    ],
)
def test_a_hook_reads_right_inside_a_sentence(
    card: Card, me: Me, now: pendulum.DateTime, typed: str, read: str
) -> None:
    assert values(card, me, now, Person(name="Dana", hook=typed))["hook"] == read


@pytest.mark.parametrize("typed", ["Interview", "Re: Interview", " RE:re:  Re: Interview "])
def test_a_thread_subject_is_without_its_re(
    card: Card, me: Me, now: pendulum.DateTime, typed: str
) -> None:
    assert values(with_round(card, thread_subject=typed), me, now)["thread subject"] == "Interview"


def test_each_placeholder_says_what_it_needs() -> None:
    assert KNOWN["hook"].needs == "what you talked about (edit the card: e)"
    assert KNOWN["my phone"].needs == "your phone number (M)"
    assert all(placeholder.meaning and placeholder.needs for placeholder in KNOWN.values())
    assert all(name == placeholder.name for name, placeholder in KNOWN.items())
