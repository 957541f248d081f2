"""The names of keys are Textual's own, for every character there is."""

import sys

from textual.keys import _character_to_key, key_to_character

from tui.lean.key_signs import character_of, key_of


def test_the_keys_are_called_as_textual_calls_them():
    characters = [chr(number) for number in range(sys.maxunicode + 1)]
    assert [each for each in characters if key_of(each) != _character_to_key(each)] == []


def test_a_keys_character_is_found_back_as_textual_finds_it():
    keys = {key_of(chr(number)) for number in range(sys.maxunicode + 1)}
    keys |= {"enter", "tab", "space", "pageup", "f5", "nothing", ""}
    assert [each for each in keys if character_of(each) != key_to_character(each)] == []
