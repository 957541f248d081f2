from __future__ import annotations

import pytest

from tui.terminal.plain import pages


def rows(page: str, columns: int) -> int:
    """The rows that a page of narrow characters takes on a terminal that folds long lines."""
    return sum(max(1, -(-len(line) // columns)) for line in page.split("\n"))


def test_a_text_that_fits_is_one_page_just_as_it_is():
    text = "Subject: Hello\n\nHello Dana,\n\nthank you.\n"
    assert pages(text, 40, 15) == [text]


@pytest.mark.parametrize(("columns", "height"), [(80, 24), (40, 15), (23, 7), (1, 1)])
def test_every_page_fits_and_together_they_are_the_whole_text(columns: int, height: int):
    lines = [f"{number} {'word ' * (number % 30)}" for number in range(60)]
    cut = pages("\n".join(lines), columns, height)
    assert "".join(cut).replace("\n", "") == "".join(lines)
    assert all(rows(page, columns) <= max(height - 3, 1) for page in cut)


def test_a_long_line_stays_one_line_so_that_it_is_selected_as_one():
    assert pages("x" * 200, 40, 15) == ["x" * 200]


def test_wide_characters_take_two_cells():
    assert pages("水" * 60, 40, 6) == ["水" * 60]
    assert pages(f"a\n{'水' * 60}", 40, 6) == ["a", "水" * 60]
