from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.errors import FieldError
from store.file.book import Book
from tests.tui.conftest import OpenDesk
from tui.actions import ALL
from tui.actions.keymap import keys_with, read_keys, typed_keys, usable


def test_no_two_actions_have_one_key():
    keys = [key for action in ALL for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))


def test_chosen_keys_read_back_as_they_were_typed():
    keys = read_keys("copy = y, skip=W,  next-due = f5; help = ctrl+t")
    assert keys == {"copy": "y", "skip": "W", "next-due": "f5", "help": "ctrl+t"}
    assert read_keys(typed_keys(keys)) == keys
    assert read_keys("  ") == {}
    assert keys_with(keys).all("copy") == ["y"]
    assert keys_with(keys).all("undo") == ["u"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("copy", "Write an action and a key"),
        ("copy =", "Write an action and a key"),
        ("copi = y", "Did you mean copy?"),
        ("copy = banana", "is no key"),
        ("copy = ctrl+q", "kept for leaving"),
        ("copy = u", "u is the key of “Undo” (undo)"),
        ("copy = y, undo = y", "y is the key of"),
    ],
)
def test_what_cannot_be_a_key_is_explained(typed: str, said: str):
    with pytest.raises(FieldError) as refused:
        read_keys(typed)
    assert said in str(refused.value)
    assert refused.value.field == "keys"


def test_two_actions_may_change_places():
    assert read_keys("copy = u, undo = c") == {"copy": "u", "undo": "c"}


def test_a_key_for_an_action_of_another_version_is_passed_over():
    assert usable({"copy": "y", "teleport": "t"}) == {"copy": "y"}


async def test_a_chosen_key_works_at_once_and_after_a_restart(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("M")
        field = desk.pilot.app.screen.query_one("#keys")
        field.focus()
        await desk.type("add=t")
        await desk.press("f2")
        await desk.press("a")
        assert "Add an interview" not in desk.shown
        await desk.press("t")
        assert "Add an interview" in desk.shown
        await desk.press("escape")
        await desk.until(lambda: " t Add " in desk.shown)
        await desk.until(lambda: desk.book.is_saved)
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("t")
        assert "Add an interview" in desk.shown


async def test_help_names_the_chosen_key(open_desk: OpenDesk, path):
    async with open_desk() as desk:
        await desk.until(lambda: desk.book.is_saved)
    book = Book(path)
    book.put_mine(book.me, replace(book.settings, keys={"advance": "z"}))
    async with open_desk(size=(80, 60)) as desk:
        await desk.press("question_mark")
        assert "z ⏎       Say it was done." in desk.shown
