from __future__ import annotations

import random

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.history import answers
from store.records import Card, Person, Round, What
from store.search.known import Known, KnownPerson

NOW = pendulum.datetime(2026, 11, 24, 9, 30, tz="America/New_York")


def card(company: str, *people: Person, days: int = 10, **fields: object) -> Card:
    at = NOW.subtract(days=days)
    return Card(company=company, created=at, rounds=(Round(at=at, people=people),), **fields)  # type: ignore[arg-type]


def known(*cards: Card) -> Known:
    return Known(lambda: cards)


def names(found: list[KnownPerson]) -> list[str]:
    return [each.name for each in found]


def dana(**fields: str) -> Person:
    return Person(name="Dana Lee", **fields)


def test_a_company_is_found_by_the_beginning_of_any_word_the_last_one_first() -> None:
    cards = known(
        card("Globex Energy", days=30),
        card("Initech"),
        card("New Globe", days=5),
        card("GLOBEX energy", days=3),
    )
    assert [each.name for each in cards.companies("glo")] == ["GLOBEX energy", "New Globe"]
    assert [each.name for each in cards.companies("energy")] == ["GLOBEX energy"]
    assert [each.name for each in cards.companies("lobex")] == []
    assert [each.name for each in cards.companies(" ")] == []
    found = cards.company("globex  energy")
    assert found is not None
    assert (found.name, len(found.cards)) == ("GLOBEX energy", 2)
    assert cards.company("Globex") is None
    assert cards.company("") is None


@pytest.mark.parametrize("typed", ["José", "jose", "JOSE G", "garcia", "perez", "García-P"])
def test_capitals_accents_and_hyphens_do_not_matter(typed: str) -> None:
    cards = known(card("Initech", Person(name="José García-Pérez")))
    assert names(cards.people(typed)) == ["José García-Pérez"]


def test_of_somebody_met_twice_the_newest_that_is_known_counts() -> None:
    cards = known(
        card("Globex", dana(email="old@globex.example", phone="1", title="Analyst"), days=40),
        card("Globex", dana(email="dana@globex.example", title="Head of data"), days=4),
    )
    assert cards.people("lee") == [
        KnownPerson("Dana Lee", "dana@globex.example", "1", "Head of data", ("Globex",))
    ]


def test_two_people_of_one_name_stay_two_and_the_one_at_the_company_comes_first() -> None:
    cards = known(
        card("Globex", dana(email="dana@globex.example"), days=4),
        card("Hooli", dana(email="lee@hooli.example"), days=40),
    )
    assert [each.companies for each in cards.people("dana")] == [("Globex",), ("Hooli",)]
    assert [each.companies for each in cards.people("dana", "hooli")] == [("Hooli",), ("Globex",)]
    assert len(cards.namesakes(cards.people("dana")[0])) == 2


def test_one_address_is_one_person_wherever_they_went() -> None:
    cards = known(
        card("Globex", dana(email="Dana@example.com"), days=4),
        card("Hooli", dana(email="dana@example.com", phone="2"), days=40),
    )
    (found,) = cards.people("dana")
    assert (found.phone, found.companies) == ("2", ("Globex", "Hooli"))


def test_closed_cards_count_deleted_ones_do_not() -> None:
    closed = answers.close(card("Globex", dana()), NOW, What.WITHDREW)
    gone = replace(card("Hooli", Person(name="Ann Cole")), deleted=NOW)
    cards = known(closed, gone)
    assert names(cards.people("dana")) == ["Dana Lee"]
    assert cards.people("ann") == []
    assert cards.companies("hooli") == []


def test_recruiters_are_known_apart_from_those_met() -> None:
    first = card("Globex", days=40, recruiter="Rae Kim", recruiter_email="rae@old.example")
    last = card("Hooli", days=4, recruiter="Rae Kim", recruiter_phone="3")
    cards = known(first, last)
    assert cards.recruiters("kim") == [KnownPerson("Rae Kim", "rae@old.example", "3")]
    assert cards.people("kim") == []


def test_people_of_earlier_rounds_count() -> None:
    at = NOW.subtract(days=9)
    one = Round(at=at, people=(dana(),))
    two = Round(at=NOW, people=(Person(name="Ann Cole"),))
    cards = known(Card(company="Globex", created=at, rounds=(one, two)))
    assert names(cards.people("dana")) == ["Dana Lee"]


def test_nothing_is_worked_out_before_it_is_asked_for() -> None:
    asked = []

    def cards() -> list[Card]:
        asked.append(1)
        return [card("Globex", dana())]

    seen = Known(cards)
    assert seen.company("") is None
    assert seen.people(" ") == seen.companies("") == seen.recruiters("-") == []
    assert not asked
    seen.people("d")
    seen.companies("g")
    seen.recruiters("r")
    assert len(asked) == 1


word = st.sampled_from(["Dana", "Lee", "José", "Åsa", "O'Neil", "李", "", " ", "-"])
name = st.lists(word, max_size=3).map(" ".join)
person = st.builds(
    lambda name, email: Person(name=name, email=email),
    name,
    st.sampled_from(["", "a@b.c", "d@e.f"]),
)
some_cards = st.lists(
    st.builds(
        lambda company, people, days: card(company, *people, days=days),
        name,
        st.lists(person, max_size=3),
        st.integers(0, 5),
    ),
    max_size=6,
)


@given(some_cards, name, st.randoms())
def test_the_order_of_the_cards_does_not_matter(
    cards: list[Card], typed: str, chance: random.Random
) -> None:
    shuffled = list(cards)
    chance.shuffle(shuffled)
    one, other = known(*cards), known(*shuffled)
    assert one.people(typed) == other.people(typed)
    assert one.companies(typed) == other.companies(typed)


@given(some_cards)
def test_everybody_with_a_name_is_found_by_it(cards: list[Card]) -> None:
    every = known(*cards)
    for each in (person for one in cards for person in one.round.people):
        if each.name.replace("-", "").strip():
            assert every.people(each.name)
            assert every.people(each.name.upper()) == every.people(each.name)
