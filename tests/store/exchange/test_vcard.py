from __future__ import annotations

import re

from hypothesis import given

from store.exchange.vcard import as_vcf, for_code, vcard, vcards
from store.records import Card, Person, Round, Via
from tests.conftest import NOW, MakeCard
from tests.store.words.deliver.hostile import ANYTHING

ROUND = Round(at=NOW)


def unfolded(file: bytes) -> list[str]:
    return file.decode().replace("\r\n ", "").split("\r\n")[:-1]


def people_of(*cards: Card) -> list[Person]:
    return [each.person for each in vcards(cards)]


def test_a_contact_has_all_that_is_known(make_card: MakeCard) -> None:
    dana = Person(
        id="dana",
        name="Dana Lee; PhD",
        title="Head of Data, EU",
        email="dana@globex.com",
        phone="+1 (555) 010-0123",
    )
    card = make_card(people=(dana,), id="abc")
    assert unfolded(as_vcf(vcards([card]))) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:;Dana Lee\\; PhD;;;",
        "FN:Dana Lee\\; PhD",
        "ORG:Globex",
        "TITLE:Head of Data\\, EU",
        "TEL;TYPE=WORK,VOICE:+1 (555) 010-0123",
        "EMAIL;TYPE=INTERNET:dana@globex.com",
        "UID:abc-dana@afterword",
        "END:VCARD",
    ]
    assert for_code(vcard(dana, card)) == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Dana Lee\\; PhD;;;\r\n"
        "FN:Dana Lee\\; PhD\r\nORG:Globex\r\n"
        "TEL;TYPE=WORK,VOICE:+1 (555) 010-0123\r\nEMAIL;TYPE=INTERNET:dana@globex.com\r\nEND:VCARD"
    )


def test_who_can_be_reached_is_there_once_with_what_each_card_knows(make_card: MakeCard) -> None:
    one = make_card(people=(Person(name="Dana Lee", email="Dana@globex.com"), Person(name="Bo")))
    two = make_card(people=(Person(email="dana@globex.com", phone="5550100"),))
    (dana,) = people_of(one, two)
    assert (dana.name, dana.phone) == ("Dana Lee", "5550100")


def test_one_name_at_two_companies_is_two_people(make_card: MakeCard) -> None:
    alex = Person(name="Alex", phone="5550100")
    cards = [make_card("Globex", people=(alex,)), make_card("Hooli", people=(alex,))]
    assert len(people_of(*cards)) == 2


def test_a_recruiter_is_not_of_the_company(make_card: MakeCard) -> None:
    card = make_card(via=Via.RECRUITER, recruiter="Rae Kim", recruiter_email="rae@agency.com")
    lines = unfolded(as_vcf(vcards([card])))
    assert "FN:Rae Kim" in lines
    assert not any(line.startswith("ORG") for line in lines)


def test_of_a_number_with_words_only_what_is_dialled(make_card: MakeCard) -> None:
    person = Person(name="Dana", phone="+44 (0)20 7946 0000 ext. 12, mornings")
    lines = unfolded(as_vcf(vcards([make_card(people=(person,))])))
    assert "TEL;TYPE=WORK,VOICE:+442079460000,12" in lines


@given(ANYTHING, ANYTHING, ANYTHING)
def test_nothing_typed_adds_a_line_and_none_is_too_long(name: str, title: str, phone: str) -> None:
    person = Person(name=name, title=title, phone=phone, email="dana@globex.com")
    file = as_vcf([vcard(person, Card(company=name, created=NOW, rounds=(ROUND,)))])
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    for line in unfolded(file):
        assert re.match(
            r"(BEGIN|VERSION|N|FN|ORG|TITLE|TEL;TYPE=WORK,VOICE|EMAIL;T\S+|UID|END):", line
        )
        assert "\n" not in line
