"""A role is named in a letter as one would say it, however the advertisement words it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.words.scripts.languages.known import language

ENGLISH = language("en")
GERMAN = language("de")


@pytest.mark.parametrize(
    ("role", "named", "plain"),
    [
        ("data analyst", "the data analyst position", "data analyst"),
        ("Data Analyst", "the Data Analyst position", "Data Analyst"),
        ("Teaching position", "the Teaching position", "Teaching"),
        ("Lead role", "the Lead role", "Lead"),
        ("Summer Internship", "the Summer Internship", "Summer Internship"),
        ("Internship in Marketing", "the Internship in Marketing", "Internship in Marketing"),
        ("Job Coach", "the Job Coach position", "Job Coach"),
        ("the Head of X", "the Head of X position", "Head of X"),
        ("a Senior Dev", "the Senior Dev position", "Senior Dev"),
        ("An Editor", "the Editor position", "Editor"),
        ("A & R Manager", "the A & R Manager position", "A & R Manager"),
        ("A/V Technician", "the A/V Technician position", "A/V Technician"),
        ("A level tutor", "the A level tutor position", "A level tutor"),
        ("Position: Data Analyst", "the Data Analyst position", "Data Analyst"),
        ("Engineer, Sr.", "the Engineer, Sr. position", "Engineer, Sr."),
        ("Data Analyst.", "the Data Analyst position", "Data Analyst"),
        ("Software Engineer II", "the Software Engineer II position", "Software Engineer II"),
        ("Data\nAnalyst", "the Data Analyst position", "Data Analyst"),
        ("", "the position", ""),
        ("  ", "the position", ""),
        ("-", "the position", ""),
        ("the position", "the position", ""),
        ("Job", "the position", ""),
        ("REF 1234", "the position", ""),
    ],
)
def test_a_role_is_named_as_a_sentence_names_it(role: str, named: str, plain: str) -> None:
    assert ENGLISH.the_role(role) == named
    assert ENGLISH.plain_role(role) == plain


@pytest.mark.parametrize(
    "tail",
    [
        " (m/w/d)",
        " (M/W/D)",
        " (f/m/d)",
        " (m/f)",
        " [m/f/x]",
        " (gn)",
        " (all genders)",
        " m/w/d",
        " - REF 1234",
        " (REF-1234)",
        ", Ref. 99/B",
        " (m/w/d) - REF 1234",
        " | Job ID 12345",
        " #4411",
        " JR-12345",
        " (remote)",
        " (Remote, full-time)",
        " - Remote",
        " 80-100%",
        " -- REF 1234 --",
    ],
)
def test_what_only_the_advertisement_needs_is_not_said(tail: str) -> None:
    role = f"Interim CFO{tail}"
    assert ENGLISH.the_role(role) == "the Interim CFO position"
    assert GERMAN.plain_role(role) == "Interim CFO"


@pytest.mark.parametrize(
    "role", ["Remote Sensing Analyst", "R&D Engineer", "Cook 2", "Assistant (to the CEO)"]
)
def test_what_belongs_to_a_role_stays(role: str) -> None:
    assert ENGLISH.plain_role(role) == GERMAN.plain_role(role) == role


@pytest.mark.parametrize(
    ("role", "named"),
    [
        ("Data Analyst", "die Stelle als Data Analyst"),
        ("Stelle als Leiterin", "die Stelle als Leiterin"),
        ("als Köchin", "die Stelle als Köchin"),
        ("die Leitung Einkauf", "die Stelle als Leitung Einkauf"),
        ("the Head of X", "die Stelle als Head of X"),
        ("Teaching position", "die Stelle als Teaching"),
        ("Projektleiter:in (m/w/d) in Teilzeit", "die Stelle als Projektleiter:in"),
        ("Stelle", "die Stelle"),
        ("", "die Stelle"),
    ],
)
def test_a_role_in_german_follows_on_stelle_als(role: str, named: str) -> None:
    assert GERMAN.the_role(role) == named


@given(st.text(st.sampled_from("aA (m/w)ref-12,.|#: thejob") | st.characters(), max_size=60))
def test_whatever_was_typed_as_a_role_it_reads_as_one_line(role: str) -> None:
    for reader in (ENGLISH, GERMAN):
        named = reader.the_role(role)
        assert named == " ".join(named.split())
        assert named.startswith(("the ", "die Stelle"))
