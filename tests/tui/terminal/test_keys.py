from __future__ import annotations

import pytest

from tui.terminal.keys import keys_of


def names(sequence: str, *, kitty: bool = False) -> list[str]:
    return [key.key for key in keys_of(f"\x1b{sequence}", kitty=kitty)]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("[1;3A", "alt+up"),
        ("[1;3D", "alt+left"),
        ("[1;4C", "alt+shift+right"),
        ("[1;7F", "alt+ctrl+end"),
        ("[3;3~", "alt+delete"),
        ("[6;3~", "alt+pagedown"),
    ],
)
def test_a_key_with_alt_is_no_escape(sequence: str, key: str) -> None:
    assert names(sequence) == [key]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [("[7^", "ctrl+home"), ("[8^", "ctrl+end"), ("Oa", "ctrl+up"), ("Ob", "ctrl+down")],
)
def test_keys_of_rxvt_with_ctrl_are_not_mistaken(sequence: str, key: str) -> None:
    assert names(sequence) == [key]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [("[91;5u", "escape"), ("[104;5u", "backspace"), ("[105;5u", "tab"), ("[109;69u", "enter")],
)
def test_ctrl_and_a_letter_are_the_keys_that_they_are_on_any_other_terminal(
    sequence: str, key: str
) -> None:
    assert names(sequence, kitty=True) == [key]


def test_a_sequence_without_a_number_is_no_key() -> None:
    assert names("[~") == []
