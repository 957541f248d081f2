from __future__ import annotations

import pytest

from store.errors import UnreadableError
from store.search.reference import find


def test_a_card_is_found_by_id_beginning_or_company(make_card):
    cards = [make_card("Globex", id="abcdef2345"), make_card("Initech", id="abzzzz2345")]
    assert find(cards, "abcdef2345").company == "Globex"
    assert find(cards, " ABZ ").company == "Initech"
    assert find(cards, "globex").id == "abcdef2345"
    for wrong, said in (("ab", "fits 2 cards"), ("nope", "No card fits"), ("", "No card fits")):
        with pytest.raises(UnreadableError, match=said):
            find(cards, wrong)
