from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.errors import FieldError
from store.file.book import Book
from tests.tui.conftest import OpenDesk
from tui.actions import ALL
from tui.actions.keymap import keymap, keys_with, read_keys, typed_keys, usable


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
        ("copy = y, copy = z", "named twice"),
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


def test_a_key_for_an_action_that_was_called_otherwise_goes_on_working():
    assert usable({"waive": "W"}) == read_keys("waive = W") == {"skip": "W"}
    assert keymap({"waive": "W"}) == {"skip": "W"}
    assert typed_keys({"waive": "W"}) == "skip = W"
    assert usable({"waive": "W", "skip": "t"}) == {"skip": "t"}


def test_a_chosen_key_takes_the_place_of_letters_and_leaves_the_other_keys():
    assert keymap({"left": "y", "first": "z", "advance": "t"}) == {
        "left": "y,left",
        "first": "z,home",
        "advance": "t,enter",
    }
    assert keys_with({"up": "z"}).all("up") == ["z", "↑"]
    assert keys_with({}).all("up") == ["↑", "k"]


def test_a_key_that_writes_nothing_can_be_given_away():
    assert keymap(read_keys("advance = z, copy = enter")) == {"advance": "z", "copy": "enter"}
    with pytest.raises(FieldError, match="is the key of “Say it was done”"):
        read_keys("copy = enter")


@pytest.mark.parametrize("key", ["+", "-", "@", "_", "space", "delete", "ctrl+t", "f5", "é", "«"])
def test_every_key_is_typed_as_it_is_read(key: str):
    chosen = read_keys(f"copy = {key}, words = f9")
    assert read_keys(typed_keys(chosen)) == chosen


def test_a_sentence_names_the_key_of_an_action_and_leaves_other_braces():
    keys = keys_with({"undo": "z"})
    assert (
        keys.spell("{undo} brings {it} back, {advance} asks.") == "z brings {it} back, Enter asks."
    )


async def test_a_chosen_key_works_at_once_and_after_a_restart(open_desk: OpenDesk):
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("M")
        field = desk.pilot.app.screen.field("keys")
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


async def test_the_arrows_stay_beside_a_chosen_key(open_desk: OpenDesk, path):
    async with open_desk() as desk:
        await desk.until(lambda: desk.book.is_saved)
    book = Book(path)
    book.put_mine(book.me, replace(book.settings, keys={"down": "z", "waive": "W"}))
    async with open_desk() as desk:
        first = desk.selected
        await desk.press("down")
        second = desk.selected
        await desk.press("z")
        assert len({first, second, desk.selected}) == 3
        third = desk.selected
        await desk.press("j")
        assert desk.selected == third
        await desk.press("W")
        assert "Skip it" in desk.shown


async def test_keys_of_another_versions_actions_stay_in_the_file(open_desk: OpenDesk, path):
    async with open_desk() as desk:
        await desk.until(lambda: desk.book.is_saved)
    book = Book(path)
    book.put_mine(book.me, replace(book.settings, keys={"teleport": "t", "copy": "y"}))
    async with open_desk(size=(120, 40)) as desk:
        await desk.press("M")
        desk.pilot.app.screen.control("keys").focus()
        await desk.press("end")
        await desk.type(", undo = z")
        await desk.press("f2")
        assert desk.book.settings.keys == {"teleport": "t", "copy": "y", "undo": "z"}
