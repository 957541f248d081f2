"""After an interview that they cancelled, no letter speaks of a meeting that never took place."""

import re

import pendulum
import pytest
from msgspec.structs import replace

from store.exchange.proof.found import contacts
from store.exchange.proof.period import Period
from store.history import actions, answers
from store.records import Card, Me, Person, Promise, Result, Round, Stage, What
from store.rules.board import entry
from store.rules.rules import Rules
from store.rules.stages import Owes, is_called_off, thanked
from tests.store.words.scripts.written import kinds_for, script_for

NOW = pendulum.datetime(2026, 11, 24, 9, tz="Europe/Berlin")
DANA = Person(name="Dana Lee", email="dana@northwind.example", phone="030 555 010")
PLANNED = Round(at=NOW.add(days=1), format="video", people=(DANA,))
MET = re.compile(
    r"\b(?:thank you (?:again )?for (?:the|our)|we (?:last )?(?:talked|met|spoke)|since (?:the|our)"
    r"|my interview|glad we met|enjoyed|miteinander gesprochen|kennengelernt haben|Dank für das"
    r"|unser Gespräch|das Gespräch am)\b",
    re.IGNORECASE,
)


def called_off(language: str = "", start: pendulum.DateTime = PLANNED.at) -> Card:
    """A card whose interview they cancelled the day before, with no new date."""
    interview = replace(PLANNED, at=start)
    card = Card(
        company="Northwind", role="Analyst", language=language, created=NOW, rounds=(interview,)
    )
    return answers.news(answers.called_off(actions.add(card, NOW), NOW), NOW, note="cancelled")


def owes(card: Card, now: pendulum.DateTime) -> Owes | None:
    return entry(card, Rules(), now).due.owes


def day(days: int) -> pendulum.DateTime:
    return NOW.add(days=days)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_letter_of_the_path_speaks_of_a_meeting(me: Me, language: str):
    card, seen = called_off(language), []
    for what, days in ((What.EMAILED, 8), (What.CALLED, 18), (None, 30)):
        now = day(days)
        for kind in kinds_for(card, now):
            text = script_for(card, me, now, kind).text
            if kind not in {"material-sent", "missed-call", "references", "withdraw"}:
                assert not MET.search(text), (kind, text)
                seen.append(kind)
        if what:
            card = actions.advance(card, now, result=Result.SPOKE)
    assert {"follow-up-called-off", "call-answered", "voicemail", "moving-on"} <= set(seen)


@pytest.mark.parametrize("days_ahead", [1, 20])
def test_the_email_asks_for_a_new_date_and_waits_from_their_news(me: Me, days_ahead: int):
    card = called_off(start=NOW.add(days=days_ahead))
    due = entry(card, Rules(), day(8)).due
    assert due.owes is Owes.EMAIL
    assert due.day == pendulum.date(2026, 12, 1)
    assert "after you last heard from them on" in due.reason[0]
    assert kinds_for(card, day(8))[0] == "follow-up-called-off"
    assert "Is there a new date in sight?" in script_for(card, me, day(8)).text


def test_with_a_new_time_thanks_are_owed_again_and_the_letters_are_the_usual_ones(me: Me):
    off = called_off()
    moved = replace(off, rounds=(replace(off.round, at=day(3)),))
    card = actions.edit(off, moved, NOW)
    assert not is_called_off(card)
    assert card.stage is Stage.THANK_YOU
    assert thanked(card) == {}
    assert owes(card, day(4)) is Owes.THANK
    assert kinds_for(card, day(4))[0] == "thank-you"


def test_a_next_round_is_an_interview_of_its_own(me: Me):
    card = answers.next_round(called_off(), NOW, Round(at=day(5), people=(DANA,)))
    assert not is_called_off(card)
    assert is_called_off(card, card.rounds[0])
    assert owes(card, day(6)) is Owes.THANK


def test_the_thanks_that_were_not_needed_for_another_reason_change_no_letter(me: Me):
    card = actions.add(Card(company="Northwind", created=NOW, rounds=(PLANNED,)), NOW)
    card = actions.skip(card, day(2), "no address", Owes.THANK)
    assert not is_called_off(card)
    assert kinds_for(card, day(20))[0] == "follow-up-open"


def test_a_promise_of_a_new_date_is_kept_to_also_before_the_day_that_was_planned():
    card = answers.called_off(
        actions.add(
            Card(company="N", created=NOW, rounds=(replace(PLANNED, at=day(20)),)),
            NOW,
        ),
        NOW,
    )
    promise = Promise(words="by Friday", said=NOW.date(), day=pendulum.date(2026, 11, 27))
    card = answers.new_date(card, NOW, promise)
    assert entry(card, Rules(), day(10)).due.day == pendulum.date(2026, 12, 1)


def test_the_proof_of_search_leaves_out_what_did_not_take_place():
    period = Period(None, day(30).date())
    assert contacts([called_off()], period, Rules(), day(30)) == []
    took_place = actions.add(Card(company="N", created=NOW, rounds=(PLANNED,)), NOW)
    assert len(contacts([took_place], period, Rules(), day(30))) == 1
