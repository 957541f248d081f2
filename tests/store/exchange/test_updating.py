"""A table that is imported again, with what happened since: told, asked about, and recorded."""

from __future__ import annotations

import pendulum
import pytest

from store.exchange import report
from store.exchange.arrival import Arrival
from store.exchange.matching import Brought, Choice, Duplicate, Fate, bring
from store.history import actions, answers
from store.history import steps as journal
from store.records import Card, Offer, Outcome, Stage, What
from store.rules import board
from store.rules.rules import Rules
from store.rules.stages import Owes
from tests.conftest import NOW
from tests.store.exchange.conftest import read_csv

HEAD = "Company,Role,Interview Date,Status\n"
BEFORE = f"{HEAD}Umbra,Chemist,2026-11-20 10:00,Interview Scheduled\n"
LATER = NOW.add(days=1)


def brought(here: dict[str, Card], text: str, choice: Choice, asked: list[Duplicate] | None = None):
    def choose(duplicate: Duplicate) -> Choice:
        if asked is not None:
            asked.append(duplicate)
        return choice

    found = read_csv(text)
    assert all(isinstance(each, Arrival) for each in found), found
    arrivals = [each for each in found if isinstance(each, Arrival)]
    result = bring(here, arrivals, choose, LATER)
    return {**here, **result.cards}, result


def fates(result: Brought) -> list[Fate]:
    return [each.fate for each in result.found]


@pytest.fixture
def here() -> dict[str, Card]:
    cards, _ = brought({}, BEFORE, Choice.SKIP)
    return cards


def only(cards: dict[str, Card]) -> Card:
    (card,) = cards.values()
    return card


@pytest.mark.parametrize(
    ("status", "said", "ended", "what"),
    [
        ("Rejected", "→ rejected", (Outcome.REJECTED, Stage.THANK_YOU), What.REJECTED),
        ("Hired", "→ accepted", (Outcome.ACCEPTED, Stage.THANK_YOU), What.ACCEPTED),
        ("Turned it down", "→ declined", (Outcome.DECLINED, Stage.THANK_YOU), What.DECLINED),
        ("Withdrawn", "→ withdrew", (Outcome.WITHDREW, Stage.THANK_YOU), What.WITHDREW),
        ("Ghosted", "→ Moved on", (None, Stage.MOVED_ON), What.MOVED_ON),
        ("Followed up", "→ Emailed", (None, Stage.EMAILED), What.EDITED),
    ],
)
def test_a_status_that_changed_is_asked_about_and_recorded(
    here: dict[str, Card], status: str, said: str, ended: tuple[Outcome | None, Stage], what: What
):
    text = BEFORE.replace("Interview Scheduled", status)
    asked: list[Duplicate] = []
    left, result = brought(here, text, Choice.SKIP, asked)
    assert (left, fates(result)) == (here, [Fate.SKIPPED])
    (duplicate,) = asked
    assert said in report.question(duplicate, LATER)
    assert said in "\n".join(report.rows(result, LATER))

    merged, _ = brought(here, text, Choice.MERGE)
    assert only(merged).outcome is None

    after, result = brought(here, text, Choice.UPDATE)
    card = only(after)
    assert (fates(result), (card.outcome, card.stage)) == ([Fate.UPDATED], ended)
    assert card.history[-1].what is what
    again, result = brought(after, text, Choice.UPDATE)
    assert (again, fates(result)) == (after, [Fate.SAME])

    undone = journal.undo(card, card.history[-1], LATER.add(minutes=1))
    assert (undone.outcome, undone.stage) == (None, Stage.THANK_YOU)


@pytest.mark.parametrize("when", ["2026-11-27 11:30", "2026-11-20 16:00"])
def test_an_interview_that_moved_is_asked_about_and_no_second_card(
    here: dict[str, Card], when: str
):
    text = BEFORE.replace("2026-11-20 10:00", when)
    asked: list[Duplicate] = []
    brought(here, text, Choice.SKIP, asked)
    assert "Fri 20 Nov 2026 10:00 → Fri 2" in " ".join(asked[0].changes)
    after, result = brought(here, text, Choice.UPDATE)
    card = only(after)
    assert fates(result) == [Fate.UPDATED]
    assert card.round.at == pendulum.parse(when, tz="America/New_York")
    assert card.history[-1].what is What.EDITED
    assert brought(after, text, Choice.UPDATE)[1].count(Fate.SAME) == 1
    assert len(brought(here, text, Choice.NEW)[0]) == 2


def test_a_day_without_an_hour_moves_no_interview(here: dict[str, Card]):
    _, result = brought(here, BEFORE.replace(" 10:00", ""), Choice.UPDATE)
    assert fates(result) == [Fate.SAME]


def test_two_rows_of_one_role_stay_two_cards_whichever_moved(here: dict[str, Card]):
    other = "Umbra,Chemist,2026-11-04 09:00,Interview Scheduled\n"
    both, _ = brought(here, BEFORE + other, Choice.SKIP)
    assert len(both) == 2
    asked: list[Duplicate] = []
    moved = BEFORE.replace("2026-11-20", "2026-11-25") + other
    after, result = brought(both, moved, Choice.UPDATE, asked)
    assert [each.here.id for each in asked] == list(here)
    assert fates(result) == [Fate.UPDATED, Fate.SAME]
    assert len(after) == 2


def test_a_row_that_lags_behind_the_card_is_not_asked_about(here: dict[str, Card]):
    card = actions.advance(only(here), LATER)
    assert brought({card.id: card}, BEFORE, Choice.UPDATE)[1].count(Fate.SAME) == 1
    closed = answers.close(card, LATER, What.REJECTED)
    assert brought({card.id: closed}, BEFORE, Choice.UPDATE)[1].count(Fate.SAME) == 1


def test_an_outcome_that_was_taken_back_here_is_not_told_again(here: dict[str, Card]):
    text = BEFORE.replace("Interview Scheduled", "Rejected")
    card = answers.reopen(only(brought(here, text, Choice.UPDATE)[0]), LATER.add(minutes=1))
    assert brought({card.id: card}, text, Choice.UPDATE)[1].count(Fate.SAME) == 1


def test_an_offer_after_a_rejection_is_news(here: dict[str, Card]):
    no, _ = brought(here, BEFORE.replace("Interview Scheduled", "Rejected"), Choice.UPDATE)
    yes, _ = brought(no, BEFORE.replace("Interview Scheduled", "Offer received"), Choice.UPDATE)
    assert (only(yes).outcome, only(yes).offer) == (None, Offer())
    assert [step.what for step in only(yes).history[-2:]] == [What.REOPENED, What.OFFER]


def test_an_offer_is_told_once_and_stays_open_until_its_answer_is_told(here: dict[str, Card]):
    text = BEFORE.replace("Interview Scheduled", "Offer received")
    asked: list[Duplicate] = []
    brought(here, text, Choice.SKIP, asked)
    assert "status: Thank-you → offer" in report.question(asked[0], LATER)
    offered, _ = brought(here, text, Choice.UPDATE)
    card = only(offered)
    assert (card.outcome, card.offer, card.history[-1].what) == (None, Offer(), What.OFFER)
    assert board.entry(card, Rules(), LATER).due.owes is Owes.ANSWER_OFFER
    again, result = brought(offered, text, Choice.UPDATE)
    assert (again, fates(result)) == (offered, [Fate.SAME])

    signed = BEFORE.replace("Interview Scheduled", "Signed")
    accepted = only(brought(offered, signed, Choice.UPDATE)[0])
    assert accepted.outcome is Outcome.ACCEPTED
    assert brought({card.id: accepted}, text, Choice.UPDATE)[1].count(Fate.SAME) == 1


def test_an_offer_that_came_to_nothing_is_not_told_again(here: dict[str, Card]):
    text = BEFORE.replace("Interview Scheduled", "Offer received")
    card = answers.rejected(only(brought(here, text, Choice.UPDATE)[0]), LATER.add(minutes=1))
    assert brought({card.id: card}, text, Choice.UPDATE)[1].count(Fate.SAME) == 1


def test_a_row_of_an_offer_is_a_new_card_that_owes_its_answer(here: dict[str, Card]):
    card = only(brought({}, BEFORE.replace("Interview Scheduled", "Offer"), Choice.SKIP)[0])
    assert board.entry(card, Rules(), LATER).due.owes is Owes.ANSWER_OFFER
    assert "· offer" in report.understood(Arrival(card=card), LATER)
