from __future__ import annotations

import pytest

from store.text import clean, clean_line, typing_line

PERSIAN = "شرکت می\u200cخواهم"
HINDI = "क्\u200dष"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"


@pytest.mark.parametrize("blank", ["\u00a0", "\u2007", "\u202f", "\u3000", "\t"])
def test_any_blank_is_a_space_in_a_line(blank: str):
    assert clean_line(f"{blank}Dana{blank}{blank}Lee{blank}") == "Dana Lee"
    assert set(typing_line(f"Dana{blank}")) == set("Dana ")


def test_a_line_that_is_being_typed_loses_no_blank():
    assert typing_line("Dana \u3000\nLee\r\n ") == "Dana   Lee  "


def test_notes_keep_their_blanks():
    assert clean("\u3000水野\n 10\u202f%") == "\u3000水野\n 10\u202f%"


@pytest.mark.parametrize("text", [PERSIAN, HINDI, FAMILY])
def test_joiners_are_part_of_how_a_name_is_spelt(text: str):
    assert clean(text) == clean_line(text) == typing_line(text) == text


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u200e", "\u2066", "\u061c", "\ufeff"])
def test_what_turns_text_round_or_hides_in_it_becomes_visible(sign: str):
    assert clean_line(f"a{sign}b") == f"a⟨{ord(sign):04X}⟩b"
