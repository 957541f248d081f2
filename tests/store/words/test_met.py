from __future__ import annotations

import pendulum
import pytest

from store.history import actions, answers
from store.records import Card, Channel, Offer, Outcome, Result, Round, Stage, What
from store.rules.stages import Owes
from store.words import met

NOW = pendulum.datetime(2026, 11, 24, 9, 30, tz="America/New_York")
MARCH = pendulum.datetime(2026, 3, 3, 9, 30, tz="America/New_York")


def fresh(at: pendulum.DateTime = MARCH, role: str = "Data analyst", **fields: object) -> Card:
    return Card(company="Globex", role=role, created=at, rounds=(Round(at=at),), **fields)  # type: ignore[arg-type]


def mailed(card: Card, at: pendulum.DateTime = MARCH) -> Card:
    card = actions.advance(card, at.add(days=1), Owes.THANK, channel=Channel.EMAIL)
    return actions.advance(card, at.add(days=8), Owes.EMAIL, channel=Channel.EMAIL)


def moved_on(card: Card, at: pendulum.DateTime = MARCH) -> Card:
    return actions.advance(card, at.add(days=25), Owes.MOVE_ON)


TWICE = actions.advance(mailed(fresh()), MARCH.add(days=15), Owes.EMAIL_AGAIN)
OFFERED = answers.offered(fresh(), MARCH, Offer(what="four days a week"))


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (moved_on(TWICE), "You moved on from them in March, after two mails."),
        (moved_on(fresh()), "You moved on from them in March."),
        (
            moved_on(
                actions.advance(mailed(fresh()), MARCH.add(days=15), Owes.CALL, result=Result.SPOKE)
            ),
            "You moved on from them in March, after one mail and one call.",
        ),
        (fresh(stage=Stage.MOVED_ON), "You moved on from them."),
        (answers.rejected(fresh(), MARCH.add(months=2)), "They said no in May."),
        (fresh(outcome=Outcome.REJECTED), "They said no."),
        (answers.rejected(fresh(), MARCH.subtract(years=1)), "They said no in March 2025."),
        (answers.rejected(fresh(), NOW.subtract(days=14)), "They said no on Tue 10 Nov."),
        (answers.close(fresh(), MARCH, What.WITHDREW), "You withdrew in March."),
        (fresh(outcome=Outcome.ACCEPTED), "You accepted their offer."),
        (mailed(fresh()), "You are waiting to hear from them (Data analyst)."),
        (mailed(fresh(role="")), "You are waiting to hear from them."),
        (fresh(), "You met them in March (Data analyst)."),
        (fresh(NOW.add(days=9)), "Your interview with them is on Thu 3 Dec (Data analyst)."),
        (OFFERED, "They made you an offer, which is open (Data analyst)."),
    ],
)
def test_a_company_met_before_says_how_it_went(card: Card, said: str) -> None:
    assert met.before([card], NOW) == said


def test_of_several_the_last_is_told_and_an_open_one_before_it() -> None:
    no = answers.rejected(fresh(), MARCH.add(months=2))
    left = moved_on(fresh())
    assert met.before([left, no], NOW) == met.before([no, left], NOW) == "They said no in May."
    assert met.before([no, mailed(fresh()), left], NOW).startswith("You are waiting")


def test_nothing_is_said_of_a_company_that_is_new() -> None:
    assert met.before([], NOW) == ""
