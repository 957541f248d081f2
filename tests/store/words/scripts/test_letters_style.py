"""How letters read: their language, their greeting, their roles and days."""

import pendulum
import pytest
from msgspec.structs import replace

from store.history import answers
from store.records import Card, Me, Round, Via
from tests.store.words.scripts.lived import unthanked
from tests.store.words.scripts.written import script_for


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("take-home task", "thank-you-task", "Thank you for the task for the data analyst"),
        ("coding test", "thank-you-task", "Thank you for inviting me to the test for the data"),
        ("phone screen", "thank-you-panel", "It was a pleasure"),
        ("phone screen", "thank-you", "Thank you for calling me about the data analyst position"),
        ("site visit", "thank-you", "Thank you for showing me around and talking with me about"),
        ("video", "thank-you", "Thank you for talking with me about the data analyst position"),
        ("coding test", "follow-up-open", "Thank you for the test on Friday, November 13, about"),
        ("phone", "follow-up-promised", "Thank you for our phone call on Friday, November 13,"),
        ("site visit", "follow-up-open", "Thank you for the visit on Friday, November 13, about"),
        ("phone", "voicemail", "and our phone call on Friday, November 13."),
    ],
)
def test_a_letter_says_what_kind_of_interview_it_was(  # noqa: PLR0917
    card: Card, me: Me, now: pendulum.DateTime, text: str, kind: str, told: str
) -> None:
    fresh = unthanked(card)
    held = replace(fresh, rounds=(replace(fresh.round, format=text),))
    assert told in script_for(held, me, now, kind).text


@pytest.mark.parametrize(
    ("role", "told", "subject"),
    [
        ("data analyst", "the data analyst position", "The data analyst position: a short"),
        ("Teaching position", "the Teaching position", "The Teaching position: a short question"),
        ("the Head of Sales", "the Head of Sales position", "The Head of Sales position: a"),
        ("Analyst (m/w/d) - REF 1234", "the Analyst position", "The Analyst position: a short"),
        ("", "the position", "The position: a short question"),
        ("a" * 60, f"the {'a' * 60} position", "A short question"),
    ],
)
def test_a_role_reads_right_in_a_sentence_and_in_a_subject(  # noqa: PLR0917
    card: Card, me: Me, now: pendulum.DateTime, role: str, told: str, subject: str
) -> None:
    named = replace(unthanked(card), role=role)
    script = script_for(named, me, now, "follow-up-again")
    assert told in script.text
    assert "position position" not in script.text
    assert script.subject_text.startswith(subject)
    assert script.gaps == ()


def test_a_card_has_a_language_of_its_own_over_that_of_all_letters(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    fresh = unthanked(card)
    german = replace(me, language="de")
    assert script_for(fresh, me, now, "thank-you").text.startswith("Hello Dana,")
    assert script_for(fresh, german, now, "thank-you").text.startswith("Guten Tag Dana Lee,")
    english = replace(fresh, language="en")
    assert script_for(english, german, now, "thank-you").text.startswith("Hello Dana,")
    own = replace(fresh, language="de")
    assert "Freitag, dem 13. November" in script_for(own, me, now, "thank-you").text


@pytest.mark.parametrize(
    ("letters", "country", "day", "time"),
    [
        ("", "US", "on Friday, November 13", "Tuesday, December 8, at 2:30 p.m."),
        ("", "", "on Friday, November 13", "Tuesday, December 8, at 2:30 p.m."),
        ("", "GB", "on Friday 13 November", "Tuesday 8 December at 2:30pm"),
        ("", "IE", "on Friday 13 November", "Tuesday 8 December at 2:30pm"),
        ("american", "GB", "on Friday, November 13", "Tuesday, December 8, at 2:30 p.m."),
        ("british", "US", "on Friday 13 November", "Tuesday 8 December at 2:30pm"),
    ],
)
def test_days_are_written_as_the_country_does(  # noqa: PLR0917
    card: Card,
    me: Me,
    now: pendulum.DateTime,
    letters: str,
    country: str,
    day: str,
    time: str,
) -> None:
    mine = replace(me, letters=letters, country=country)
    assert day in script_for(unthanked(card), mine, now, "follow-up-open").text
    at = pendulum.datetime(2026, 12, 8, 14, 30, tz="America/New_York")
    to_come = answers.next_round(card, now, Round(id="two", at=at, people=card.round.people))
    assert time in script_for(to_come, mine, now).text


def test_people_are_greeted_as_they_are_addressed_and_as_one_chose(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    dana = replace(card.round.people[0], name="LEE, DANA", address_as="")
    fresh = unthanked(card)

    def first_line(**fields: str) -> str:
        person = replace(dana, **fields)
        held = replace(fresh, rounds=(replace(fresh.round, people=(person,)),))
        mine = replace(me, greeting="Dear", closing="Best wishes")
        text = script_for(held, mine, now, "thank-you").text
        assert "\n\nBest wishes,\nPriya Raman\n" in text
        return text.partition("\n")[0]

    assert first_line() == "Dear Dana,"
    assert first_line(address_as="Ms. Lee") == "Dear Ms. Lee,"
    assert first_line(name="The hiring team") == "Hello,"
    assert first_line(name="HR", address_as="Dana") == "Dear Dana,"


def test_a_recruiter_is_asked_to_pass_the_thanks_on_by_name(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    through = replace(unthanked(card), via=Via.RECRUITER, recruiter="Rita Moss")
    text = script_for(through, me, now, "thank-you-recruiter").text
    assert text.startswith("Hello Rita,")
    assert "Please pass on my thanks to Dana Lee and Dr. Sam Okafor." in text
    assert "talking about moving your reports from Excel" in text
    unnamed = replace(through, rounds=(replace(card.round, people=()),))
    text = script_for(unnamed, me, now, "thank-you-recruiter").text
    assert "Please pass on my thanks to everyone who talked with me." in text


def test_a_recruiter_among_those_met_is_not_asked_to_thank_themselves(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    through = replace(unthanked(card), via=Via.RECRUITER)
    text = script_for(through, me, now, "thank-you-recruiter").text
    assert "Please pass on my thanks to Dr. Sam Okafor." in text
