"""Cards of every kind, as the program can make them, for round trips."""

from __future__ import annotations

from datetime import timedelta

import pendulum
from hypothesis import strategies as st
from msgspec.structs import replace

from store.errors import NotAllowedError
from store.history import actions, answers
from store.history import steps as journal
from store.records import (
    Card,
    Offer,
    Outcome,
    Person,
    Promise,
    Result,
    Round,
    Stage,
    Via,
    What,
)
from store.text import clean, clean_line
from tests.conftest import NOW

ODD = "'=+-@\t\r\n;,\"\\<>|\u00e9\u202e\x1b\x9b＝ \u00a0"
"""Signs that a table, a spreadsheet or a terminal takes for something else."""

odd_text = st.one_of(
    st.text(alphabet=st.sampled_from(ODD + "abc 1"), max_size=12), st.text(max_size=12)
)
lines = odd_text.map(clean_line)
names = lines.filter(bool)
notes = odd_text.map(lambda text: clean(text).strip())
emails = st.sampled_from(
    ["", "dana@example.com", "+a@b.co", '"x"@y.org', "d'arc@é.fr", "a\\b@c.de"]
)
days = st.dates(min_value=pendulum.date(1971, 1, 1), max_value=pendulum.date(2099, 12, 1))
zones = st.sampled_from(["", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"])
moments = st.datetimes(
    min_value=pendulum.naive(1971, 1, 1), max_value=pendulum.naive(2099, 12, 1)
).map(lambda at: pendulum.instance(at, tz="UTC"))
people = st.builds(
    Person, name=lines, email=emails, phone=lines, title=lines, hook=lines, zone=zones
)
promises = st.none() | st.builds(Promise, words=names, said=days, day=st.none() | days)
rounds = st.builds(
    Round,
    at=moments,
    zone=zones,
    format=lines,
    people=st.lists(people, max_size=3).map(tuple),
    promise=promises,
    thread_subject=lines,
    message_id=lines,
)
offers = st.none() | st.builds(Offer, what=lines, answer_by=st.none() | days)
plain_cards = st.builds(
    Card,
    company=names,
    role=lines,
    via=st.sampled_from(Via),
    recruiter=lines,
    recruiter_email=emails,
    recruiter_phone=lines,
    posting=lines,
    country=st.sampled_from(["", "US", "DE"]),
    no_calls=st.booleans(),
    notes=notes,
    stage=st.sampled_from(Stage),
    offer=offers,
    outcome=st.none() | st.sampled_from(Outcome),
    created=st.just(NOW),
    rounds=st.lists(rounds, min_size=1, max_size=3, unique_by=lambda each: each.id).map(tuple),
)


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """A card with a history: added, advanced, edited, closed, undone, or deleted."""
    card = actions.add(draw(plain_cards), NOW)
    now = NOW
    for deed in draw(
        st.lists(
            st.sampled_from(["go", "edit", "offer", "answer", "close", "undo", "delete"]),
            max_size=4,
        )
    ):
        now += timedelta(minutes=1)
        try:
            if deed == "go":
                card = actions.advance(card, now, result=Result.SPOKE)
            elif deed == "edit":
                card = actions.edit(card, replace(card, notes=draw(notes)), now)
            elif deed == "offer":
                card = answers.offered(card, now, draw(offers) or Offer())
            elif deed == "answer":
                how = draw(st.sampled_from([What.ACCEPTED, What.DECLINED, What.NEGOTIATED]))
                card = answers.answer_offer(card, now, how)
            elif deed == "close":
                card = answers.close(card, now, draw(st.sampled_from([What.OFFER, What.REJECTED])))
            elif deed == "undo" and len(card.steps) > 1:
                card = journal.undo(card, card.steps[-1], now)
            elif deed == "delete":
                card = actions.delete(card, now)
        except NotAllowedError:
            continue
    return card
