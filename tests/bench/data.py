"""The files that are measured: any number of cards, spread evenly over all stages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from pendulum import DateTime
from tinydb import TinyDB

from store.file.format import CARDS, ME, META, new_meta
from store.history import actions
from store.records import (
    Card,
    Channel,
    Me,
    Person,
    Promise,
    Result,
    Round,
    Stage,
    to_document,
)
from store.rules.stages import Owes, rung

COMPANIES = ("Northwind", "Larkspur", "Fernhill", "Quillon", "Osprey", "Globex", "Hooli", "Umbra")
"""The first words of the companies' names, one of which is on any board that has cards."""

_ME = Me(name="Sam Rivera", email="sam.rivera@example.com", phone="+1 555 010 0199")
_STAGES = tuple(Stage)
_DAYS_IN_STAGE = 12  # cards entered their stage up to so many days ago: some due, some not
_DAYS_BETWEEN = 6  # from one action to the next


def make_file(path: Path, count: int, now: DateTime) -> None:
    """Write a file of ``count`` cards, told as if they had happened in the weeks before ``now``.

    Stock TinyDB writes it, as the format promises that it can.
    """
    cards = (to_document(card) for card in make_cards(count, now))
    with TinyDB(path) as db:
        db.table(META).insert(new_meta("bench"))
        db.table(ME).insert(to_document(_ME))
        db.table(CARDS).insert_multiple(cards)


def make_cards(count: int, now: DateTime) -> list[Card]:
    """The same cards each time for the same ``count`` and ``now``."""
    return [_card(index, now) for index in range(count)]


def _card(index: int, now: DateTime) -> Card:
    lap, taken = divmod(index, len(_STAGES))
    since = lap % _DAYS_IN_STAGE
    talked = now.subtract(days=since + _DAYS_BETWEEN * taken, hours=3)
    if taken == 0 and lap % 4 == 1:
        talked = now.add(days=since, hours=3)
    added = min(talked.add(hours=1), now)
    card = actions.add(_new_card(index, talked, added), added)
    for step in range(1, taken + 1):
        card = _advanced(card, now.subtract(days=since + _DAYS_BETWEEN * (taken - step)))
    steps = tuple(replace(step, id=f"s{index:07}{n:02}") for n, step in enumerate(card.history))
    return replace(card, history=steps)


def _new_card(index: int, talked: DateTime, added: DateTime) -> Card:
    said = talked.date()
    round_ = Round(
        id=f"r{index:09}",
        at=_plain(talked),
        format="video",
        people=(
            Person(
                id=f"p{index:09}",
                name="Dana Lee",
                title="Head of data",
                email="dana.lee@example.com",
                phone="+1 555 010 0123",
                hook="the move to weekly reports",
            ),
        ),
        promise=Promise(words="by the end of next week", said=said, day=said.add(days=8)),
        thread_subject="Data analyst position",
    )
    return Card(
        id=f"c{index:09}",
        company=f"{COMPANIES[index % len(COMPANIES)]} {index}",
        role="Data analyst",
        posting=f"https://example.com/jobs/{index}",
        notes="Asked about the team's size and the on-call rota; both sounded fine.",
        created=_plain(added),
        rounds=(round_,),
    )


def _advanced(card: Card, when: DateTime) -> Card:
    owed = rung(card)
    called = owed is Owes.CALL
    return actions.advance(
        card,
        when,
        channel=Channel.PHONE if called else Channel.EMAIL,
        result=Result.LEFT_MESSAGE if called else None,
    )


def _plain(moment: DateTime) -> datetime:
    return datetime.fromisoformat(moment.isoformat())
