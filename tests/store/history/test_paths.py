from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.history.fields import Path


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(["rounds", "wording", "", "a"])).map("/".join))
)
def test_the_text_of_a_path_is_the_same_after_it_was_taken_apart(text: str):
    assert str(Path.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("company", Path("company")),
        ("rounds/r1", Path.round("r1")),
        ("rounds/r1/promise", Path.round("r1", "promise")),
        ("wording/thanks/r1/dana", Path.own_words("thanks/r1/dana")),
        ("steps/s1", Path.step("s1")),
    ],
)
def test_a_path_is_written_as_the_file_holds_it(text: str, path: Path):
    assert str(path) == text
    assert Path.parse(text) == path
