"""The files that are measured: any number of cards, spread evenly over all stages."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import lcm
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
_LAPS_TO_COME = 4  # in one of so many laps around the stages the first interview is still to come
_PATTERN = len(_STAGES) * lcm(_DAYS_IN_STAGE, _LAPS_TO_COME)  # cards until all comes again


def make_file(path: Path, count: int, now: DateTime, steps: int = 0) -> None:
    """Write a file of ``count`` cards, told as if they had happened in the weeks before ``now``.

    Stock TinyDB writes it, as the format promises that it can. Each card has ``steps`` notes in its
    history beyond what it has been through.
    """
    write_file(path, make_cards(count, now, steps))


def write_file(path: Path, cards: Iterable[Card]) -> None:
    """Write a file of these cards, by stock TinyDB."""
    with TinyDB(path) as db:
        db.table(META).insert(new_meta("bench"))
        db.table(ME).insert(to_document(_ME))
        db.table(CARDS).insert_multiple(map(to_document, cards))


def make_cards(count: int, now: DateTime, steps: int = 0) -> list[Card]:
    """The same cards each time for the same ``count``, ``now`` and ``steps``.

    But for its name and its ids a card is told by its place in the pattern, which repeats.
    """
    pattern = [_card(index, now, steps) for index in range(min(count, _PATTERN))]
    return [_named(pattern[index % _PATTERN], index) for index in range(count)]


def edited(cards: Sequence[Card], now: DateTime) -> list[Card]:
    """The cards as a copy has them where every tenth was edited."""
    return [
        actions.edit(card, replace(card, notes=f"Edited: {card.notes}"), now)
        if n % 10 == 0
        else card
        for n, card in enumerate(cards)
    ]


def write_table(path: Path, rows: int, now: DateTime) -> None:
    """Write a table of CSV with so many interviews, as people keep them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("Company", "Role", "Date", "Contact", "Email", "Notes"))
        for row in range(rows):
            day = now.subtract(days=row % 60).date().isoformat()
            company = f"{COMPANIES[row % len(COMPANIES)]} {row}"
            address = f"dana.lee{row}@example.com"
            table.writerow(
                (company, "Data analyst", day, "Dana Lee", address, "Both sounded fine.")
            )


def _named(card: Card, index: int) -> Card:
    """The card under the name and with the ids of another place."""
    (round_,) = card.rounds
    (person,) = round_.people
    return replace(
        card,
        id=f"c{index:09}",
        company=f"{COMPANIES[index % len(COMPANIES)]} {index}",
        posting=f"https://example.com/jobs/{index}",
        rounds=(replace(round_, id=f"r{index:09}", people=(replace(person, id=f"p{index:09}"),)),),
        history=tuple(
            replace(
                step,
                id=f"s{index:07}{n:02}",
                round=f"r{index:09}",
                person=step.person and f"p{index:09}",
            )
            for n, step in enumerate(card.history)
        ),
    )


def _card(index: int, now: DateTime, steps: int) -> Card:
    lap, taken = divmod(index, len(_STAGES))
    since = lap % _DAYS_IN_STAGE
    talked = now.subtract(days=since + _DAYS_BETWEEN * taken, hours=3)
    if taken == 0 and lap % _LAPS_TO_COME == 1:
        talked = now.add(days=since, hours=3)
    added = min(talked.add(hours=1), now)
    card = actions.add(_new_card(index, talked, added), added)
    for step in range(1, taken + 1):
        card = _advanced(card, now.subtract(days=since + _DAYS_BETWEEN * (taken - step)))
    if steps:
        card = actions.note(card, now, "They are still busy with the move to the new office.")
        card = replace(card, history=card.history + card.history[-1:] * (steps - 1))
    return card


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
