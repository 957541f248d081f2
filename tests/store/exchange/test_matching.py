"""Cards that are here already: never doubled, never asked about in vain, never made poorer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pendulum
import pytest
from msgspec.structs import replace

from store.exchange.arrival import Arrival
from store.exchange.matching import Brought, Choice, Duplicate, Fate, bring
from store.exchange.tables.writer import as_table
from store.history import actions
from store.history import steps as journal
from store.records import Card, Person, Promise, Round, Settings, Stage, Via, What
from store.rules import board
from store.rules.rules import Rules
from tests.conftest import NOW
from tests.store.exchange.conftest import read_csv

HEAD = "Company,Role,Interview date,Contact,Phone,Link,Notes\n"
ROW = "Globex,PM,2026-11-13,Dana Lee,+1 555,https://x.example,called first\n"


def always(choice: Choice) -> Callable[[Duplicate], Choice]:
    return lambda _: choice


def never(duplicate: Duplicate) -> Choice:
    pytest.fail(f"asked about {duplicate}")


def arrivals(text: str) -> list[Arrival]:
    found = read_csv(text)
    assert all(isinstance(each, Arrival) for each in found), found
    return [each for each in found if isinstance(each, Arrival)]


def fates(brought: Brought) -> list[str]:
    return [str(each.fate) for each in brought.found]


def by_id(*cards: Card) -> dict[str, Card]:
    return {card.id: card for card in cards}


def brought_in(here: dict[str, Card], text: str, choice: Choice) -> tuple[dict[str, Card], Brought]:
    found = bring(here, arrivals(text), always(choice), NOW)
    return {**here, **found.cards}, found


def exported(card: Card) -> str:
    entries = [board.entry(card, Rules(Settings(), ""), NOW)]
    return as_table(entries, NOW).decode("utf-8-sig")


@pytest.fixture
def card(make_card) -> Card:
    people = (Person(id="dana", name="Dana Lee", title="CTO", hook="sailing"),)
    return actions.add(make_card("globex", role="pm", people=people, id="card1"), NOW)


@pytest.mark.parametrize("choice", Choice)
def test_the_same_file_twice_adds_nothing(choice: Choice):
    text = HEAD + ROW + ROW.replace("Dana Lee", "Amit") + "Initech,,2026-11-14,,,,\n"
    here, first = brought_in({}, text, choice)
    assert first.count(Fate.NEW) >= 2
    again, second = brought_in(here, text, choice)
    assert again == here
    assert second.count(Fate.NEW) == 0


def test_the_same_company_role_and_day_is_one_card_whatever_the_case(card: Card):
    for row, asked in (
        ("GLOBEX ,Pm,2026-11-13 14:00,,,,", False),
        ("Globex,,2026-11-13,,,,", False),
        ("Globex,PM,2026-11-13,,,,new words", True),
    ):
        found = bring(by_id(card), arrivals(f"{HEAD}{row}\n"), always(Choice.SKIP), NOW)
        assert (fates(found), found.cards) == (["skipped" if asked else "same"], {})
    for row in (
        "Globex,CTO,2026-11-13,,,,",
        "Globes,PM,2026-11-13,,,,",
    ):
        assert fates(bring(by_id(card), arrivals(f"{HEAD}{row}\n"), never, NOW)) == ["new"]


def test_merging_fills_in_and_takes_nothing_away(card: Card):
    here, _ = brought_in(by_id(card), HEAD + ROW, Choice.MERGE)
    (merged,) = here.values()
    (dana,) = merged.round.people
    assert (dana.id, dana.title, dana.hook, dana.phone) == ("dana", "CTO", "sailing", "+1 555")
    assert (merged.company, merged.role, merged.round.at) == ("globex", "pm", card.round.at)
    assert (merged.posting, merged.notes) == ("https://x.example", "called first")
    assert merged.history[-1].what is What.EDITED
    undone = journal.undo(merged, merged.history[-1], NOW.add(minutes=1))
    assert (undone.round, undone.notes) == (card.round, card.notes)

    own = actions.edit(merged, replace(merged, notes="mine"), NOW.add(minutes=2))
    here, _ = brought_in(by_id(own), HEAD + ROW, Choice.MERGE)
    assert here["card1"].notes == "mine\n\ncalled first"
    assert bring(here, arrivals(HEAD + ROW), never, NOW).cards == {}


def test_a_card_that_went_on_to_another_round_is_known_by_the_first(card: Card):
    later = Round(id="round2", at=NOW.add(days=3))
    on = replace(card, rounds=(*card.rounds, later))
    here, _ = brought_in(by_id(on), HEAD + ROW, Choice.MERGE)
    first, second = here["card1"].rounds
    assert (first.people[0].phone, second) == ("+1 555", later)


def test_an_edited_row_of_our_own_table_speaks_for_its_card(card: Card):
    promise = Promise(words="next week", said=pendulum.date(2026, 11, 16))
    card = replace(
        card,
        stage=Stage.EMAILED,
        via=Via.RECRUITER,
        no_calls=True,
        notes="old",
        posting="https://old.example",
        rounds=(replace(card.round, promise=promise),),
    )
    text = exported(card)
    assert fates(bring(by_id(card), arrivals(text), never, NOW)) == ["same"]
    for old, new in (
        ("globex,pm,emailed,", "Globex Inc,pm,called,offer"),
        ("14:00:00-05:00", "15:00:00-05:00"),
        ("Dana Lee", "Dana Lee <dana@example.com>; Amit"),
        ("recruiter,yes,https://old.example", "direct,no,"),
        (",old,", ",new,"),
    ):
        assert old in text
        text = text.replace(old, new)
    assert fates(bring(by_id(card), arrivals(text), always(Choice.SKIP), NOW)) == ["skipped"]
    here, _ = brought_in(by_id(card), text, Choice.MERGE)
    after = here["card1"]
    assert (after.company, after.notes, after.no_calls) == ("Globex Inc", "new", False)
    assert (after.via, after.posting) == (Via.DIRECT, "https://old.example")
    assert after.round.at == card.round.at.add(hours=1)
    assert after.round.promise == promise
    dana = after.round.people[0]
    assert (dana.id, dana.name, dana.email) == ("dana", "Dana Lee", "dana@example.com")
    assert [each.name for each in after.round.people] == ["Dana Lee", "Amit"]
    assert (after.stage, after.outcome) == (Stage.EMAILED, None)  # only a deed moves a card
    assert bring(here, arrivals(text), never, NOW).cards == {}


def whole(*cards: Card) -> Iterable[Arrival]:
    return [Arrival(card=card, is_whole=True) for card in cards]


def test_whole_cards_merge_by_their_steps(card: Card):
    here = actions.edit(card, replace(card, notes="here"), NOW.add(minutes=1))
    there = actions.advance(card, NOW.add(minutes=2))
    assert bring(by_id(here), whole(card), never, NOW).cards == {}  # an older copy says nothing new
    (merged,) = bring(by_id(here), whole(there), always(Choice.MERGE), NOW).cards.values()
    assert (merged.notes, merged.stage) == ("here", Stage.WAITING)
    assert bring(by_id(merged), whole(there), never, NOW).cards == {}


def test_a_whole_card_takes_the_place_of_what_a_table_told_of_it(card: Card):
    there = actions.advance(card, NOW.add(minutes=2))
    here, _ = brought_in({}, exported(card), Choice.SKIP)
    assert list(here) == ["card1"]
    (merged,) = bring(here, whole(there), always(Choice.MERGE), NOW.add(days=1)).cards.values()
    assert merged == there


def test_a_deleted_card_comes_back_only_when_asked_for(card: Card):
    gone = by_id(actions.delete(card, NOW.add(minutes=1)))
    for coming in (arrivals(exported(card)), whole(card)):
        for choice, live in ((Choice.SKIP, 0), (Choice.MERGE, 0), (Choice.NEW, 1)):
            found = bring(gone, coming, always(choice), NOW)
            after = {**gone, **found.cards}
            assert sum(each.deleted is None for each in after.values()) == live
            again = bring(after, coming, always(choice), NOW)
            assert again.count(Fate.NEW) == 0


def test_tombstones_come_along_and_are_no_duplicates(card: Card):
    gone = actions.delete(replace(card, id="card2"), NOW.add(minutes=1))
    found = bring(by_id(card), whole(gone), never, NOW)
    assert found.cards == {"card2": gone}


def test_two_cards_of_one_file_with_ids_stay_two(card: Card):
    twin = replace(card, id="card2", notes="the other one")
    rows = exported(card) + exported(twin).split("\r\n", 1)[1]
    assert fates(bring({}, arrivals(rows), never, NOW)) == ["new", "new"]
    assert fates(bring({}, whole(card, twin), never, NOW)) == ["new", "new"]


def test_a_recruiter_is_filled_in_but_never_mixed_with_another(card: Card):
    text = HEAD.replace("Contact,Phone", "Recruiter,Recruiter Phone") + ROW.replace(
        "Dana Lee", "Rae"
    )
    here, _ = brought_in(by_id(card), text, Choice.MERGE)
    filled = here["card1"]
    assert (filled.via, filled.recruiter, filled.recruiter_phone) == (
        Via.RECRUITER,
        "Rae",
        "+1 555",
    )
    own = replace(card, via=Via.RECRUITER, recruiter="Rob", recruiter_email="rob@a.example")
    here, _ = brought_in(by_id(own), text, Choice.MERGE)
    kept = here["card1"]
    assert (kept.recruiter, kept.recruiter_email, kept.recruiter_phone) == (
        "Rob",
        "rob@a.example",
        "",
    )
