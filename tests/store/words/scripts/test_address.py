import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.words.scripts.address import first_name


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        ("Dana Lee", "Dana"),
        ("Dana", "Dana"),
        ("  Dana   Lee ", "Dana"),
        ("Dr. Lee", "Dr. Lee"),
        ("Dr. Dana Lee", "Dr. Lee"),
        ("Prof. Dr. Anna Schmidt", "Prof. Schmidt"),
        ("Ms Lee", "Ms Lee"),
        ("Dr. Ana de la Cruz", "Dr. de la Cruz"),
        ("Ludwig van Beethoven", "Ludwig"),
        ("Dana Lee, PhD", "Dana"),
        ("Dr. Dana Lee Jr.", "Dr. Lee"),
        ("Lee, Dana", "Dana"),
        ("de la Cruz, Ana", "Ana"),
        ("Lee, Dr. Dana", "Dr. Lee"),
        ("Dana Lee, Head of Data", "Dana"),
        ("Dana, Head of Data", "Dana"),
        ("Dana (HR)", "Dana"),
        ("J. Robert Oppenheimer", "Robert"),
        ("J. R. Lee", "J. R. Lee"),
        ("J.R. Lee", "J.R. Lee"),
        ("Anne-Marie O'Neill", "Anne-Marie"),
        ("Dr. Ma", "Dr. Ma"),
        ("Dana Judge", "Dana"),
        ("李娜", "李娜"),
        ("", ""),
        ("Dr.", ""),
        (",", ""),
        ("dana@example.com", ""),
    ],
)
def test_a_person_is_addressed_as_a_person_would(name: str, addressed: str) -> None:
    assert first_name(name) == addressed


@given(st.text(st.sampled_from("Dd. ,@-é")) | st.text(st.characters(exclude_characters="(),")))
def test_whatever_was_typed_the_address_is_made_of_its_words(name: str) -> None:
    assert set(first_name(name).split()) <= set(name.replace(",", " ").split())
