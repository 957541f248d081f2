from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UnreadableError
from store.exchange.tables.cells import (
    guarded,
    list_cell,
    people_cell,
    read_foreign_people,
    read_people,
    unguarded,
)
from store.records import Person
from tests.store.exchange.strategies import odd_text, people

Told = list[tuple[str, str, str]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def told(met: tuple[Person, ...] | list[Person]) -> Told:
    return [(each.name, each.email, each.phone) for each in met]


def without_blank_ends(found: Told) -> Told:
    while found and found[-1] == ("", "", ""):
        found = found[:-1]
    return found


@given(st.lists(people, max_size=4))
def test_people_come_back_as_they_were(met: list[Person]):
    found = read_people(people_cell(met), {"phone": list_cell(met, "phone")})
    assert without_blank_ends(told(found)) == without_blank_ends(told(met))


def test_the_usual_cell_is_plain():
    met = [
        Person(name="Dana Lee", email="dana@example.com", phone="+1 555"),
        Person(name="Amit Rao"),
        Person(email="hr@example.com", phone="+49 30"),
    ]
    assert people_cell(met) == "Dana Lee <dana@example.com>; Amit Rao; hr@example.com"
    assert list_cell(met, "phone") == "+1 555; ; +49 30"


@pytest.mark.parametrize(
    "cell", ["Dana <dana@nowhere>", "Dana <d@e.com", "a > b", "x@", "a;" * 200]
)
def test_what_is_no_list_of_people_is_said(cell: str):
    with pytest.raises(UnreadableError):
        read_people(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Dana Lee", [("Dana Lee", "", "")]),
        ("Lee, Dana", [("Lee, Dana", "", "")]),
        ("Dana (dana@example.com)", [("Dana", "dana@example.com", "")]),
        ("Dana\nAmit", [("Dana", "", ""), ("Amit", "", "")]),
        ("d@x.org, a@x.org", [("", "d@x.org", ""), ("", "a@x.org", "")]),
        ("+1 (555) 010-0123", [("", "", "+1 (555) 010-0123")]),
        ('Robert "Bob" Lee', [('Robert "Bob" Lee', "", "")]),
        (" ; ", []),
    ],
)
def test_what_others_write_is_read(cell: str, expected: Told):
    assert told(read_foreign_people(cell)) == expected


@given(st.text() | odd_text)
def test_a_cell_never_begins_like_a_formula_and_comes_back(text: str):
    cell = guarded(text)
    assert not cell.startswith(FORMULA)
    assert not cell.lstrip().startswith(FORMULA)
    assert unguarded(cell) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1 555 010", "'+1 555 010"),
        ("  -2", "'  -2"),
        ("@here", "'@here"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_only_what_has_to_be_is_changed(text: str, cell: str):
    assert guarded(text) == cell
    assert unguarded(cell) == text
