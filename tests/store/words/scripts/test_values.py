from datetime import date, datetime, timedelta, timezone

import pendulum
import pytest
from msgspec.structs import replace

from store.records import Card, Me, Offer, Person, Promise, Round, Stage, Step, What
from store.rules.stages import recipient
from store.words.scripts.author import Author
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.values import values


def found_in(
    card: Card, me: Me, now: pendulum.DateTime, person: Person | None = None
) -> dict[str, str]:
    return values(card, Author(me), now, person)


def with_round(card: Card, **fields: object) -> Card:
    return replace(card, rounds=(replace(card.round, **fields),))


def test_every_known_placeholder_has_a_value(card: Card, me: Me, now: pendulum.DateTime) -> None:
    assert found_in(card, me, now) == {
        "me": "Priya Raman",
        "my email": "priya.raman@example.com",
        "my phone": "617-555-0142",
        "my link": "https://priyaraman.example",
        "contact": "Dana",
        "contact full name": "Dana Lee",
        "role": "data analyst",
        "company": "Northwind",
        "greeting": "Hello Dana,",
        "greeting short": "Hi Dana,",
        "spoken greeting": "Hello Dana,",
        "closing": "Kind regards,",
        "the role": "the data analyst position",
        "the talk": "our conversation",
        "talking with me": "talking with me",
        "interview date": "Friday, November 13",
        "when we talked": "on Friday, November 13",
        "promised date": "Friday, November 20",
        "promised when": "by Friday, November 20",
        "promised time": "Friday, November 20",
        "to add": "",
        "hook": "",  # it was told with the email
        "thread subject": "Your interview with Northwind",
        "emailed date": "Tuesday, November 24",
        "new date": "",
        "new when": "",
        "news date": "",
        "slot": "",
        "zone": "",
        "format": "",
        "interviewers": "Dr. Sam Okafor",
        "offer": "",
        "answer date": "",
        "agreed time": "",
        "best time": "",
        "items": "",
        "other times": "",
        "title": "",
        "pay": "",
        "start date": "",
        "my news": "",
        "referee": "",
        "point": "",
        "deadline": "",
        "their deadline": "",
    }
    assert list(found_in(card, me, now)) == list(KNOWN)


def test_what_is_not_known_is_empty(card: Card, now: pendulum.DateTime) -> None:
    bare = replace(
        card,
        role="",
        history=(),
        rounds=(Round(at=card.round.at),),
    )
    found = found_in(bare, Me(), now)
    assert {name for name, value in found.items() if value} == {
        *("greeting", "greeting short", "spoken greeting", "closing"),
        *("the role", "the talk", "talking with me", "company"),
        *("interview date", "when we talked"),
    }
    assert (found["greeting"], found["spoken greeting"]) == ("Hello,", "Hello,")
    assert (found["the role"], found["role"]) == ("the position", "")


def test_the_person_asked_for_is_addressed(card: Card, me: Me, now: pendulum.DateTime) -> None:
    found = found_in(card, me, now, card.round.people[1])
    assert found["contact"] == "Dr. Okafor"
    assert found["greeting"] == "Hello Dr. Okafor,"
    assert found["spoken greeting"] == "Hello Doctor Okafor,"
    silent = found_in(replace(card, history=()), me, now, card.round.people[1])
    assert silent["hook"] == "how you plan a quarter"


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
    assert found_in(with_round(card, zone=zone), me, now)["interview date"] == date


def test_the_day_of_the_email_is_the_interviewers_too(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    late = replace(card.history[0], done=datetime(2026, 11, 24, 23, 0, tzinfo=now.tzinfo))
    abroad = replace(with_round(card, zone="Asia/Tokyo"), history=(late,))
    assert found_in(abroad, me, now)["emailed date"] == "Wednesday, November 25"


def test_a_day_far_off_has_its_year(card: Card, me: Me, now: pendulum.DateTime) -> None:
    assert found_in(card, me, now.add(days=260))["interview date"] == "Friday, November 13"
    assert found_in(card, me, now.add(days=300))["interview date"] == "Friday, November 13, 2026"
    assert found_in(card, me, now.subtract(years=1))["promised date"] == "Friday, November 20, 2026"


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
    assert found_in(card, me, at)["when we talked"] == told


def test_today_is_the_interviewers_today(card: Card, me: Me) -> None:
    at = pendulum.datetime(2026, 11, 13, 23, tz="America/New_York")
    tokyo = with_round(
        card,
        zone="Asia/Tokyo",
        at=datetime(2026, 11, 14, 9, tzinfo=timezone(timedelta(hours=9))),
    )
    assert found_in(tokyo, me, at)["when we talked"] == "today"


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
    found = found_in(replace(card, history=history), me, now)
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
    silent = replace(card, history=())
    assert found_in(silent, me, now, Person(name="Dana", hook=typed))["hook"] == read


@pytest.mark.parametrize("typed", ["Interview", "Re: Interview", " RE:re:  Re: Interview "])
def test_a_thread_subject_is_without_its_re(
    card: Card, me: Me, now: pendulum.DateTime, typed: str
) -> None:
    assert (
        found_in(with_round(card, thread_subject=typed), me, now)["thread subject"] == "Interview"
    )


def answered(card: Card, what: What, **fields: object) -> Card:
    step = Step(
        round="one",
        what=what,
        done=card.created,
        recorded=card.created,
        stage_before=Stage.WAITING,
        stage_after=Stage.WAITING,
    )
    return replace(with_round(card, **fields), history=(step,))


def test_a_new_date_is_the_one_they_put_off_to(card: Card, me: Me, now: pendulum.DateTime) -> None:
    later = Promise(words="by the 10th", said=now.date(), day=date(2026, 12, 10))
    told = answered(card, What.NEW_DATE, promise=later)
    assert found_in(told, me, now)["new date"] == "Thursday, December 10"
    assert found_in(told, me, now.replace(day=11))["new date"] == ""  # the day is past
    vague = answered(card, What.NEW_DATE, promise=replace(later, day=None))
    assert found_in(vague, me, now)["new date"] == ""
    assert found_in(answered(card, What.NEWS, promise=later), me, now)["new date"] == ""
    assert found_in(with_round(card, promise=later), me, now)["new date"] == ""


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America/New_York", "Tuesday, December 8, at 2:30 p.m. EST"),
        ("America/Chicago", "Tuesday, December 8, at 1:30 p.m. CST"),
        ("Asia/Dubai", "Tuesday, December 8, at 11:30 p.m. UTC+4"),
        ("Asia/Kathmandu", "Wednesday, December 9, at 1:15 a.m. UTC+5:45"),
        ("America/Sao_Paulo", "Tuesday, December 8, at 4:30 p.m. UTC-3"),
    ],
)
def test_an_interview_to_come_is_told_in_their_zone_with_its_name(
    card: Card, me: Me, now: pendulum.DateTime, zone: str, told: str
) -> None:
    at = pendulum.datetime(2026, 12, 8, 14, 30, tz="America/New_York")
    found = found_in(with_round(card, at=at, zone=zone, format="video\ncall"), me, now)
    assert f"{found['slot']} {found['zone']}" == told
    assert found["format"] == "video call"
    assert found_in(with_round(card, at=at, zone=zone), me, at)["slot"] == ""
    unknown = found_in(with_round(card, at=at), me, now)
    assert (unknown["slot"], unknown["zone"]) == ("Tuesday, December 8, at 2:30 p.m.", "")


def test_the_zone_is_the_one_of_the_day_of_the_interview(card: Card, me: Me) -> None:
    autumn = pendulum.datetime(2026, 10, 30, 9, tz="America/New_York")
    at = pendulum.datetime(2026, 11, 3, 9, tz="America/New_York")
    here = with_round(card, zone="America/New_York")
    assert found_in(with_round(here, at=at), me, autumn)["zone"] == "EST"
    assert found_in(here, me, autumn.subtract(days=1))["zone"] == "EST"
    assert found_in(with_round(here, at=autumn), me, autumn)["zone"] == "EDT"
    assert found_in(with_round(here, at=autumn), me, at)["zone"] == "EST"


def test_a_day_for_the_answer_that_is_past_is_told_no_more(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    offered = replace(card, offer=Offer(what="60k", answer_by=now.date()))
    assert found_in(offered, me, now)["answer date"] == "Wednesday, December 2"
    assert found_in(offered, me, now.add(days=1))["answer date"] == ""


def test_an_email_and_its_thanks_are_told_to_whom_they_were_sent(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    dana, sam = card.round.people
    to_sam = replace(card, history=(replace(card.history[0], person="sam"),))
    assert recipient(to_sam) == sam
    told, other = found_in(to_sam, me, now, sam), found_in(to_sam, me, now, dana)
    assert (told["emailed date"], other["emailed date"]) == ("Tuesday, November 24", "")
    assert (told["hook"], other["hook"]) == ("", "moving your reports from Excel")
