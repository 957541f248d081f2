"""What the letters say of the day that was promised."""

from datetime import date

import pendulum
import pytest
from msgspec.structs import replace

from store.history import answers
from store.records import Card, Me, Promise
from store.words.scripts.template import kinds
from tests.store.words.scripts.lived import promised
from tests.store.words.scripts.written import script_for

AFTER_A_DATE = ("follow-up-promised", "follow-up-news", "follow-up-again", "late-thanks")


def test_the_follow_up_recalls_the_date_they_named(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    text = script_for(replace(card, history=()), me, now, "follow-up-promised").text
    assert "You'd mentioned Friday, November 20, " in text
    assert "on Friday, November 13, about the data analyst position at Northwind." in text
    assert "I enjoyed talking about moving your reports from Excel" in text
    assert text.endswith("617-555-0142\npriya.raman@example.com\nhttps://priyaraman.example")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("we'll decide by the 20th", "decide by Friday, November 20, and"),
        ("we'll get back to you by Friday", "to be in touch by Friday, November 20, and"),
        ("we'll let you know by Friday", "to be in touch by Friday, November 20, and"),
        ("next steps by the 20th", "the next steps to be clear by Friday, November 20, and"),
        ("by the 20th", "You'd mentioned Friday, November 20, "),
        ("a decision in November", "decide in November, and"),
        ("sometime in November", "You'd mentioned November, "),
        ("next week", "You'd mentioned the week of November 16, "),
        ("in two weeks or so", "You'd mentioned a date around November 20, "),
    ],
)
def test_a_promise_keeps_its_own_sense_and_nearness(
    card: Card, me: Me, now: pendulum.DateTime, words: str, told: str
) -> None:
    asked = promised(replace(card, history=()), words)
    assert told in script_for(asked, me, now, "follow-up-promised").text


@pytest.mark.parametrize(
    "words", ["we'll get back to you by Friday", "we'll let you know by Friday", "by Friday"]
)
@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.startswith(AFTER_A_DATE)])
def test_nobody_is_held_to_a_decision_that_they_did_not_speak_of(
    card: Card, me: Me, now: pendulum.DateTime, words: str, kind: str
) -> None:
    asked = promised(replace(card, history=()), words)
    emailed = promised(card, words)
    for each in (asked, emailed):
        text = script_for(each, me, now, kind).text.casefold()
        said = [word for word in ("decide", "decision", "choose", "your choice") if word in text]
        assert said == []


def test_a_month_stays_a_month_in_every_letter(card: Card, me: Me, now: pendulum.DateTime) -> None:
    vague = Promise(words="some time in December", said=now.date(), day=date(2026, 12, 31))
    told = answers.new_date(card, now, vague)
    for kind in ("reply-more-time", "follow-up-news", "follow-up-promised", "late-thanks"):
        text = script_for(told, me, now, kind).text
        assert "December 31" not in text
        assert "in December" in text or kind != "reply-more-time"
    later = now.add(days=40)
    assert "is past" not in script_for(told, me, later, "follow-up-news").text


def test_thanks_for_news_repeat_the_day_they_named(
    card: Card, me: Me, now: pendulum.DateTime
) -> None:
    later = Promise(words="by the 10th", said=now.date(), day=date(2026, 12, 10))
    told = answers.new_date(card, now, later)
    first = script_for(told, me, now)
    assert first.kind == "reply-more-time"
    assert "I've made a note of Thursday, December 10, and" in first.text
    again = answers.new_date(told, now.add(days=5), replace(later, day=date(2026, 12, 18)))
    second = script_for(again, me, now.add(days=5), "reply-more-time")
    assert "by Friday, December 18" in second.text
    assert second.text.split("\n\n")[1:-1] != first.text.split("\n\n")[1:-1]
    without = script_for(answers.news(card, now), me, now, "reply-more-time")
    assert "take the time you need; I look forward to your news." in without.text
    assert without.gaps == ()
