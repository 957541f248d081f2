"""Cards that stay text until somebody looks at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from store.file.book import Book
from store.records import Cards, differing, with_all
from tests.conftest import MakeCard


@pytest.fixture
def read_again(path: Path, make_card: MakeCard) -> tuple[Cards, list[str]]:
    book = Book(path)
    book.put_new([make_card(name) for name in ("Globex", "Initech", "Hooli")])
    cards = Book(path).state.cards
    assert isinstance(cards, Cards)
    assert cards == book.state.cards
    return cards, list(cards)


def test_a_card_is_the_same_object_for_as_long_as_somebody_has_it(read_again):
    cards, (key, *_) = read_again
    held = cards[key]
    assert cards[key] is held
    assert with_all(cards, {})[key] is held


def test_only_what_was_changed_differs(read_again, make_card):
    cards, (one, two, three) = read_again
    changed, new = replace(cards[two], notes="changed"), make_card("Umbra")
    after = with_all(cards, {two: changed, new.id: new})
    assert set(differing(after, cards)) == {two, new.id}
    assert differing(cards, after) == [two]
    assert differing(after, after) == []
    assert list(after) == [one, two, three, new.id]
    assert (len(after), after[two].notes, cards[two].notes) == (4, "changed", "")


def test_the_same_file_read_twice_has_the_same_cards(read_again, path):
    cards, keys = read_again
    again = Book(path).state.cards
    assert differing(again, cards) == []
    book = Book(path)
    card = book.state.cards[keys[1]]
    book.put(replace(card, notes="changed"), card)
    assert differing(Book(path).state.cards, cards) == [keys[1]]
