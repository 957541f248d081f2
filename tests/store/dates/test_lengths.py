from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import say
from store.dates.lengths import read_minutes
from store.errors import UnreadableError
from store.records.card import LONGEST_MINUTES


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("45", 45),
        ("45 min", 45),
        ("45m", 45),
        ("1h", 60),
        ("1 hour", 60),
        ("1.5 hours", 90),
        ("1,5 Stunden", 90),
        ("1 h 30 min", 90),
        ("1 hour and 30 minutes", 90),
        ("1h30", 90),
        ("1:30", 90),
        ("90 minutes", 90),
        ("24 h", LONGEST_MINUTES),
    ],
)
def test_a_length_is_read_as_it_is_written(text: str, minutes: int):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["long", "0", "-5", "25 h", "45 sec", "1:75", "half an hour", "h"])
def test_what_is_no_length_is_refused(text: str):
    with pytest.raises(UnreadableError):
        read_minutes(text)


@given(st.integers(0, LONGEST_MINUTES))
def test_a_length_reads_back_as_it_is_said(minutes: int):
    assert read_minutes(say.length(minutes)) == minutes
