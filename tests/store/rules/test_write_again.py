"""A day from which to write again brings a card at rest back to the board, and never hurries."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from pendulum import DateTime

from store.history import actions, answers, writing_again
from store.records import Card, Offer, Stage, What
from store.rules.board import entry, overview
from store.rules.due import Urgency
from store.rules.lookout import Lookout
from store.rules.rules import Rules
from store.rules.stages import Owes
from store.words import cards as words
from tests.conftest import NOW, MakeCard

RULES = Rules()
MONDAY = date(2027, 1, 25)


def told_no(card: Card, day: date | None = MONDAY) -> Card:
    return answers.reply(answers.rejected(card, NOW, write_again=day), NOW, What.REJECTED)


def withdrawn(card: Card, day: date | None = MONDAY) -> Card:
    return answers.close(card, NOW, What.WITHDREW, write_again=day)


def let_go(card: Card, day: date | None = MONDAY) -> Card:
    card = replace(card, stage=Stage.CALLED)
    return actions.advance(card, NOW, Owes.MOVE_ON, write_again=day)


WAYS = (told_no, withdrawn, let_go)


def on(day: date) -> DateTime:
    return NOW.set(year=day.year, month=day.month, day=day.day)


def placed(card: Card, now: DateTime) -> Stage | None:
    columns = overview([card], RULES, now).columns
    return next((stage for stage, held in columns.items() if held), None)


@pytest.mark.parametrize("way", WAYS)
def test_the_card_comes_back_on_its_day_and_waits_without_ever_being_late(way, make_card: MakeCard):
    card = way(make_card())
    for now in (on(MONDAY), on(MONDAY).add(days=300)):
        seen = entry(card, RULES, now)
        assert (seen.due.owes, seen.due.day, seen.due.late_from) == (
            Owes.WRITE_AGAIN,
            MONDAY,
            None,
        )
        assert seen.urgency is Urgency.TODAY
        assert placed(card, now) is Stage.MOVED_ON
        assert words.due_word(seen, now) == "write again"
        assert words.headline(seen) == "Write to Dana Lee again, if you like"
    before = entry(card, RULES, on(MONDAY).subtract(days=1))
    assert (before.due.owes, before.urgency) == (Owes.WRITE_AGAIN, Urgency.UPCOMING)
    assert words.headline(before) == "At rest for now. Write to Dana Lee again from Mon 25 Jan"


@pytest.mark.parametrize(("way", "column"), [(told_no, None), (let_go, Stage.MOVED_ON)])
def test_until_then_it_is_where_it_was_let_go(way, column, make_card: MakeCard):
    assert placed(way(make_card()), NOW) is column
    assert placed(way(make_card(), None), on(MONDAY)) is column


@pytest.mark.parametrize(
    ("way", "how"),
    [
        (told_no, "They said no on Tue 24 Nov"),
        (withdrawn, "You withdrew on Tue 24 Nov"),
        (let_go, "You moved on on Tue 24 Nov"),
    ],
)
def test_it_says_how_it_ended_and_which_day_was_chosen(way, how, make_card: MakeCard):
    card = way(make_card(), date(2027, 1, 23))
    why = entry(card, RULES, NOW).due.why
    assert why == (
        f"{how}; you chose to write again from Sat 23 Jan; the next business day is Mon 25 Jan."
    )


def test_the_day_is_a_business_day_where_they_are(make_card: MakeCard):
    card = withdrawn(make_card(country="DE"), date(2027, 1, 1))
    assert entry(card, RULES, NOW).due.day == date(2027, 1, 4)


@pytest.mark.parametrize("way", WAYS)
def test_snoozed_it_goes_back_to_rest_until_then(way, make_card: MakeCard):
    now = on(MONDAY)
    card = actions.snooze(way(make_card()), now, date(2027, 2, 8))
    seen = entry(card, RULES, now)
    assert (seen.urgency, seen.due.day) == (Urgency.UPCOMING, date(2027, 2, 8))
    assert seen.due.why.endswith("You snoozed it to Mon 8 Feb.")
    assert placed(card, now) is (Stage.MOVED_ON if way is let_go else None)
    assert placed(card, on(date(2027, 2, 8))) is Stage.MOVED_ON


def test_an_open_board_sees_it_come_when_the_day_begins(make_card: MakeCard):
    cards = {card.id: card for card in (told_no(make_card()),)}
    lookout, night = Lookout(), on(MONDAY).set(hour=0, minute=0).subtract(seconds=1)
    assert lookout.look(cards, RULES, night).entries == []
    seen = lookout.look(cards, RULES, night.add(seconds=2))
    assert [each.due.owes for each in seen.owed_now] == [Owes.WRITE_AGAIN]
    assert (seen.overdue, seen.today) == (0, 1)
    [card] = cards.values()
    written = {card.id: writing_again.wrote(card, on(MONDAY))}
    assert lookout.look(written, RULES, night.add(seconds=3)).entries == []


def test_it_comes_after_what_is_pressing_and_before_letting_go(make_card: MakeCard):
    again, now = told_no(make_card("Again")), on(MONDAY)
    thanks = answers.rejected(make_card("No"), NOW)
    ready = replace(make_card("Ready"), stage=Stage.CALLED)
    offer = answers.offered(make_card("Offer"), NOW, Offer())
    seen = overview([ready, again, offer, thanks], RULES, now).owed_now
    assert [each.card.company for each in seen] == ["Offer", "No", "Again", "Ready"]
