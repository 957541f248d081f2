"""No cell may be run by a spreadsheet, and each comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.tables.cells import guarded, unguarded
from tests.store.exchange.strategies import odd_text

FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
