from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.replies import INK, PAPER, colour_told, questions


@pytest.mark.parametrize(
    ("osc", "number", "colour"),
    [
        ("11;rgb:ffff/ffff/ffff", PAPER, (255, 255, 255)),
        ("10;rgb:0000/8080/ffff", INK, (0, 128, 255)),
        ("4;1;rgb:cdcd/0000/0000", 1, (205, 0, 0)),
        ("4;14;rgb:FF/80/0", 14, (255, 128, 0)),
        ("11;rgb:f/8/0", PAPER, (255, 136, 0)),
        ("11;rgba:1e1e/1e1e/2e2e/cccc", PAPER, (30, 30, 46)),
        ("11;#fdf6e3", PAPER, (253, 246, 227)),
    ],
)
def test_what_terminals_answer_is_read(osc: str, number: int, colour: tuple[int, int, int]):
    told = colour_told(osc)
    assert told
    assert (told.number, told.colour) == (number, colour)


@pytest.mark.parametrize(
    "osc",
    [
        *("", "11", "11;?", "11;rgb:", "11;rgb:ff/ff", "11;rgb:fffff/0/0", "4;rgb:0/0/0"),
        *("12;rgb:0/0/0", "4;1;rgb:0/0/0;2;rgb:0/0/0", "52;c;QQ==", "11;white", "11;rgb:g/0/0"),
        "11;rgb:ff/ff/ff\n",
    ],
)
def test_anything_else_tells_nothing(osc: str):
    assert colour_told(osc) is None


@given(st.text(st.characters(max_codepoint=0x7F), max_size=30))
def test_no_answer_is_too_much(osc: str):
    told = colour_told(osc)
    assert told is None or all(0 <= part <= 255 for part in told.colour)


def test_each_colour_is_asked_for_by_itself():
    assert questions([PAPER, INK, 4, 12]) == (
        "\x1b]11;?\x1b\\\x1b]10;?\x1b\\\x1b]4;4;?\x1b\\\x1b]4;12;?\x1b\\"
    )
