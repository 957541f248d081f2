from __future__ import annotations

import pendulum
import pytest
from msgspec.structs import replace

from store.history import actions, answers
from store.records import Card, Me, Promise, Stage, What
from store.rules.board import Entry, entry
from store.rules.rules import Rules
from store.words.scripts.author import Author
from store.words.scripts.current import advice, subject_sent, why_usual, words_for
from store.words.scripts.edited import to_edit
from store.words.scripts.template import source

TALKED = pendulum.datetime(2026, 11, 13, 14, tz="America/New_York")


@pytest.fixture
def panel(card: Card) -> Card:
    return replace(card, stage=Stage.THANK_YOU, history=())


@pytest.fixture
def author(me: Me) -> Author:
    return Author(me)


def seen(card: Card, now: pendulum.DateTime) -> Entry:
    return entry(card, Rules(), now)


def alike(card: Card, author: Author, now: pendulum.DateTime, kind: str | None = None) -> bool:
    words = words_for(seen(card, now), author, now, kind)
    found = advice(words, seen(card, now), author, now)
    return "alike" in {check.kind for check in found}


def test_the_words_are_the_cards_own_where_it_has_some(panel: Card, author: Author) -> None:
    soon = TALKED.add(hours=3)
    mine = "Hello Dana,\n\nthank you, [my link]."
    own = actions.reword(panel, "thank-you-panel", mine, soon)
    assert words_for(seen(own, soon), author, soon).text == mine
    assert words_for(seen(panel, soon), author, soon).text != mine
    sam_next = actions.advance(own, soon)
    assert words_for(seen(sam_next, soon), author, soon).text.startswith("Hello Dr. Okafor,")


def test_a_note_that_repeats_another_of_the_panel_is_told(panel: Card, author: Author) -> None:
    soon = TALKED.add(hours=3)
    assert not alike(panel, author, soon)
    assert alike(panel, author, soon, "thank-you-panel-2")


def test_before_the_interview_only_notes_of_thanks_are_compared(
    panel: Card, author: Author
) -> None:
    before = TALKED.subtract(hours=3)
    assert words_for(seen(panel, before), author, before).kind == "before-the-interview"
    assert not alike(panel, author, before)
    assert not alike(panel, author, before, "next-round-confirm")
    assert not alike(panel, author, before, "thank-you-panel")
    assert alike(panel, author, before, "thank-you-panel-2")


def test_the_reply_that_is_owed_is_what_the_words_are_for(
    card: Card, author: Author, now: pendulum.DateTime
) -> None:
    refused = answers.rejected(card, now)
    assert words_for(seen(refused, now), author, now).kind == "rejection-thanks"
    told = answers.reply(refused, now, What.REJECTED)
    assert words_for(seen(told, now), author, now).kind == "rejection-thanks"


def test_the_cards_own_words_tell_the_day_as_it_is_by_now(
    card: Card, author: Author, now: pendulum.DateTime
) -> None:
    waiting = replace(card, stage=Stage.WAITING, history=())
    words = words_for(seen(waiting, now), author, now, "follow-up-promised")
    assert "Friday, November 20" in words.text
    own = actions.reword(waiting, words.kind, f"{to_edit(words)}\n\nBye, [your link].", now)
    moved = answers.new_date(
        own, now, Promise(words="by dec 11", said=now.date(), day=pendulum.date(2026, 12, 11))
    )
    again = words_for(seen(moved, now), author, now, "follow-up-promised")
    assert "Friday, December 11" in again.text
    assert "November 20" not in again.text
    assert again.text.endswith("Bye, https://priyaraman.example.")


def test_a_template_that_cannot_be_read_gives_way_to_the_usual_one(
    panel: Card, author: Author
) -> None:
    soon = TALKED.add(hours=3)
    usual = words_for(seen(panel, soon), author, soon, "thank-you")
    broken = replace(author, templates={"thank-you": source("thank-you") + "[boss]"})
    words = words_for(seen(panel, soon), broken, soon, "thank-you")
    assert words == usual
    found = advice(words, seen(panel, soon), broken, soon)
    assert found[0].text.startswith("These are the usual words; your own cannot be read. ")
    assert "[boss]" in found[0].text
    assert not why_usual(usual, seen(panel, soon), author)


@pytest.mark.parametrize(
    ("cards", "mine", "written_in"), [("xx", "", "en"), ("xx", "de", "de"), ("", "xx", "en")]
)
def test_a_language_that_there_is_not_gives_way_to_one_that_there_is(
    panel: Card, me: Me, cards: str, mine: str, written_in: str
) -> None:
    soon = TALKED.add(hours=3)
    author = Author(replace(me, language=mine))
    odd = replace(panel, language=cards)
    words = words_for(seen(odd, soon), author, soon)
    right = replace(panel, language=written_in)
    assert words.text == words_for(seen(right, soon), author, soon).text
    assert 'There are no letters in "xx".' in advice(words, seen(odd, soon), author, soon)[0].text
    assert not why_usual(words, seen(right, soon), author)


def test_a_letter_to_a_reference_is_not_taken_for_the_one_sent_to_the_company(
    panel: Card, author: Author
) -> None:
    soon = TALKED.add(hours=3)
    sent = subject_sent(seen(panel, soon), author, soon, shown="references")
    assert sent == subject_sent(seen(panel, soon), author, soon)
    assert "reference" not in sent
