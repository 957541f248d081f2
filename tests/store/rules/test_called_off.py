"""An interview that they called off: nothing speaks of it as if it took place, or will."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from store.exchange.ics import ics
from store.exchange.proof.found import contacts
from store.exchange.proof.period import Period
from store.history import actions, answers
from store.history.steps import undo
from store.records import Card, Me, Stage, What
from store.rules.board import entry
from store.rules.due import due
from store.rules.rules import Rules
from store.rules.stages import is_called_off
from store.statistics.counts import statistics
from store.words.cards import interview_ahead
from store.words.scripts.author import Author
from store.words.scripts.choose import script_for
from tests.conftest import NOW, MakeCard

RULES = Rules()


@pytest.fixture
def card(make_card: MakeCard) -> Card:
    """A card whose interview, on Wed 2 Dec, was called off today, with no more said."""
    talk = NOW.set(month=12, day=2, hour=14)
    ahead = make_card(talked=talk.to_datetime_string(), role="Analyst")
    return answers.news(answers.called_off(ahead, NOW), NOW, note="They cancelled it.")


def test_it_is_not_to_come(card: Card) -> None:
    assert is_called_off(card)
    assert interview_ahead(entry(card, RULES, NOW), NOW) == ""
    [interview, *_] = Calendar.from_ical(ics([entry(card, RULES, NOW)], [card], RULES, NOW)).walk(
        "VEVENT"
    )
    assert interview["status"] == "CANCELLED"


def test_the_wait_begins_with_their_news(card: Card) -> None:
    why = due(card, RULES, NOW).why
    assert f"after you last heard from them on {NOW.format('ddd D MMM')}" in why


def test_it_did_not_take_place(card: Card) -> None:
    later = card.round.at.add(days=30)
    assert contacts([card], Period(None, later.date()), RULES, later) == []
    assert statistics([card], RULES, later).interviews == 0


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "kind", ["call-answered", "call-gatekeeper", "voicemail", "moving-on", "follow-up-news"]
)
def test_no_letter_speaks_of_a_meeting(card: Card, kind: str, language: str) -> None:
    author = Author(Me(name="Sam", phone="+1 617 555 0100", language=language))
    later = card.round.at.add(days=14)
    text = script_for(entry(card, RULES, later), author, later, kind=kind).text
    for met in ("talked", "we met", "my interview on", "gesprochen", "kennengelernt haben"):
        assert met not in text
    if "December 2" in text or "2. Dezember" in text:
        assert re.search("called off|planned for|ausfallen|ausgefallen|abgesagt", text)


def test_it_stands_again_once_it_is_moved_or_the_answer_undone(card: Card) -> None:
    moved = replace(card.round, at=card.round.at.add(days=1))
    assert not is_called_off(actions.edit(card, replace(card, rounds=(moved,)), NOW.add(hours=1)))
    skipped = next(step for step in card.steps if step.what is What.SKIPPED_THANKS)
    assert not is_called_off(undo(card, skipped, NOW.add(hours=1)))
    back = actions.move_back(card, NOW.add(hours=1))
    assert back.stage is Stage.THANK_YOU
    assert not is_called_off(back)
