from __future__ import annotations

import pytest

from store.errors import UnreadableError
from store.records import Person
from store.search.reference import find, find_person
from tests.conftest import MakeCard


def test_a_card_is_found_by_id_beginning_or_company(make_card):
    cards = [make_card("Globex", id="abcdef2345"), make_card("Initech", id="abzzzz2345")]
    assert find(cards, "abcdef2345").company == "Globex"
    assert find(cards, " ABZ ").company == "Initech"
    assert find(cards, "globex").id == "abcdef2345"
    for wrong, said in (("ab", "fits 2 cards"), ("nope", "No card fits"), ("", "No card fits")):
        with pytest.raises(UnreadableError, match=said):
            find(cards, wrong)


@pytest.mark.parametrize(
    ("typed", "company"),
    [
        ("ENERGY", "Globex Energy"),
        ("globex", "Globex"),  # the whole name comes before a part of another
        ("sre", "Initech"),
        ("muller", "Initech"),
        ("ada@", "Initech"),
        ("rae k", "Hooli"),
        ("globex energy pm", "Globex Energy"),
        ("Globex Energy · PM", "Globex Energy"),
    ],
)
def test_a_card_is_found_by_a_part_of_what_it_is_known_by(
    make_card: MakeCard, typed: str, company: str
) -> None:
    ada = Person(name="Ada Müller", email="ada@initech.example")
    cards = [
        make_card("Globex", role="Analyst", id="2222222222"),
        make_card("Globex Energy", role="PM", id="3333333333"),
        make_card("Initech", role="SRE", people=(ada,), id="4444444444"),
        make_card("Hooli", recruiter="Rae Kim", id="5555555555"),
    ]
    assert find(cards, typed).company == company


def test_what_fits_several_cards_names_them(make_card: MakeCard) -> None:
    cards = [make_card("Globex", role=role, id=f"{role}22222") for role in ("pm", "sre")]
    with pytest.raises(UnreadableError) as refused:
        find(cards, "glob")
    assert "fits 2 cards: pm22222 (Globex · pm), sre22222 (Globex · sre)." in str(refused.value)
    beginning = [make_card("Quillon", id="2222222222"), make_card("Initech", id="qui2222222")]
    with pytest.raises(UnreadableError, match="fits 2 cards"):
        find(beginning, "qui")  # the beginning of an id, and of a name: neither is guessed


def test_a_person_of_a_card_is_found_by_a_part_of_the_name() -> None:
    dana, dan = Person(name="Dana Lee"), Person(name="Dan", email="dan@example.com")
    assert find_person([dana, dan], "lee") is dana
    assert find_person([dana, dan], "dan") is dan
    for wrong, said in (("da", "fits 2 people"), ("eve", "There: Dana Lee, Dan"), ("", "nobody")):
        with pytest.raises(UnreadableError, match=said):
            find_person([dana, dan], wrong)
