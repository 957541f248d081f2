from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from tests.terminal.conftest import AddCard
from tests.terminal.terminal import Terminal, yesterday_at


def stored_card(path: Path) -> dict[str, Any]:
    with TinyDB(path) as database:
        (card,) = database.table("cards").all()
        return dict(card)


def what_is_done(card: dict[str, Any]) -> list[str]:
    return [step["what"] for step in card["history"] if "undone" not in step]


def kept(terminal: Terminal, path: Path, *done: str) -> dict[str, Any]:
    """The card once the disk has these steps of it, which it gets after the screen."""
    terminal.wait_for(lambda: path.exists() and what_is_done(stored_card(path)) == [*done])
    return stored_card(path)


def test_add_advance_quit_come_back_and_undo(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add your first interview")
        assert not path.exists()
        terminal.press("a")
        terminal.wait_for("Add an interview")
        terminal.press(
            "Globex", "enter", "Data analyst", "enter", "enter", "yesterday 14:00", "enter"
        )
        terminal.press("they didn't say", "enter", "enter", "Dana Lee", "enter", "dana@example.com")
        terminal.wait_for("no date named")
        terminal.wait_for(yesterday_at(14))  # the interview as it was understood, with its zone
        terminal.press("f2")
        terminal.wait_for(" Thank-you 1 ")
        assert kept(terminal, path, "added")["stage"] == "thank-you"

        terminal.press("enter")
        terminal.wait_for("Did you send the thank-you to Dana Lee?")
        terminal.press("y")
        terminal.wait_for(" Waiting 1 ")
        terminal.wait_for(" Thank-you 0 ")
        card = kept(terminal, path, "added", "thanked")
        assert card["stage"] == "waiting"
        assert card["history"][-1]["person"] == card["rounds"][0]["people"][0]["id"]

        assert terminal.is_raw()
        shown = len(terminal.raw)
        terminal.press("q")
        assert terminal.wait_exit() == 0
        farewell = terminal.raw[shown:]
        assert b"\x1b[?1049l" in farewell  # the alternate screen is left
        assert b"\x1b[?25h" in farewell  # the cursor is back
        assert not terminal.is_raw()
    saved = path.read_bytes()

    with Terminal(path) as terminal:
        terminal.wait_for(" Waiting 1 ")
        assert path.read_bytes() == saved
        terminal.press("u")
        terminal.wait_for(" Thank-you 1 ")
        terminal.wait_for("Undone: Thanked Dana Lee")
        card = kept(terminal, path, "added")
        assert card.get("stage", "thank-you") == "thank-you"
        assert [step["what"] for step in card["history"]] == ["added", "thanked"]

        terminal.press("U")
        terminal.wait_for(" Waiting 1 ")
        assert kept(terminal, path, "added", "thanked")["stage"] == "waiting"


def test_the_safe_answers_change_nothing(path: Path, add_card: AddCard) -> None:
    add_card("Globex", "--person", "Dana Lee")
    saved = path.read_bytes()
    with Terminal(path) as terminal:
        terminal.wait_for("? Help")
        for answer in ("enter", "n", "esc"):
            terminal.press("enter")
            terminal.wait_for("Did you send the thank-you to Dana Lee?")
            terminal.press(answer)
            terminal.wait_gone("Did you send")
        terminal.press("enter", "enter")  # in one go, faster than anyone can read
        terminal.settle()
        assert "Did you send" not in terminal.text
        assert " Thank-you 1 " in terminal.text
        assert path.read_bytes() == saved

        terminal.press("enter")  # the same key does lead to a yes
        terminal.wait_for("Did you send the thank-you to Dana Lee?")
        terminal.press("y")
        terminal.wait_for(" Waiting 1 ")
        terminal.wait_for(lambda: path.read_bytes() != saved)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_the_whole_path(path: Path, add_card: AddCard, columns: int, rows: int) -> None:
    add_card("Globex", "--role", "PM", "--person", "Dana Lee", "--phone", "+1 555 010 0123")
    with Terminal(path, columns=columns, rows=rows) as terminal:
        terminal.wait_for("? Help")
        terminal.press("enter")
        terminal.wait_for("Did you send the thank-you to Dana Lee?")
        terminal.settle()
        assert "Globex · PM" in terminal.text
        assert "This would be" not in terminal.text
        terminal.press("y")
        terminal.wait_for(" Waiting 1 ")

        terminal.press("enter")
        terminal.wait_for("Did you send the follow-up email to Dana Lee?")
        terminal.wait_for("This would be")  # nobody can have answered yet
        terminal.wait_for("early")
        terminal.press("y")
        terminal.wait_for(" Emailed 1 ")
        kept(terminal, path, "added", "thanked", "emailed")
        saved = path.read_bytes()

        terminal.press("enter")
        terminal.wait_for("Did you call Dana Lee?")
        terminal.press("y")
        terminal.wait_for("What came of the call?")
        assert path.read_bytes() == saved
        terminal.press("2")
        terminal.wait_for("[2 left a message]")
        assert path.read_bytes() == saved
        terminal.press("y")
        terminal.wait_for(" Called 1 ")
        card = kept(terminal, path, "added", "thanked", "emailed", "called")
        assert card["history"][-1]["result"] == "left a message"

        terminal.press("enter")
        terminal.wait_for("Are you ready to move on from Globex?")
        terminal.press("y")
        terminal.wait_for(" Moved on 1 ")
        kept(terminal, path, "added", "thanked", "emailed", "called", "moved on")
        saved = path.read_bytes()
        terminal.settle()
        terminal.press("enter")
        terminal.settle()
        assert "(y)" not in terminal.text  # nothing is owed, so nothing is asked
        assert path.read_bytes() == saved

    card = stored_card(path)
    assert card["stage"] == "moved-on"
    assert [(step["stage_before"], step["stage_after"]) for step in card["history"][1:]] == [
        ("thank-you", "waiting"),
        ("waiting", "emailed"),
        ("emailed", "called"),
        ("called", "moved-on"),
    ]
    assert what_is_done(card) == ["added", "thanked", "emailed", "called", "moved on"]


def test_a_small_window_is_usable_and_a_tiny_one_recovers(path: Path, add_card: AddCard) -> None:
    add_card("Globex", "--role", "PM", "--person", "Dana Lee")
    with Terminal(path, columns=40, rows=15) as terminal:
        terminal.wait_for("▌Globex")
        terminal.wait_for("Thank Dana Lee")
        for tab in ("Thanks 1", "Wait 0", "Email", "Call", "Moved"):
            terminal.wait_for(tab)
        for columns, rows in [(30, 10), (39, 24), (80, 14)]:
            terminal.resize(columns, rows)
            terminal.wait_for("Too small here.")
            terminal.wait_for("Afterword needs 40 by 15.")
            terminal.wait_gone("Globex")
            terminal.resize(80, 24)
            terminal.wait_for("╭ Thank-you 1 ")
            terminal.wait_for("▌Globex")
            terminal.wait_gone("Too small")
        terminal.resize(40, 15)
        terminal.wait_for("Thanks 1")
        terminal.wait_for("▌Globex")

        terminal.press("enter")
        terminal.wait_for("Did you send the thank-you")
        terminal.press("y")
        terminal.wait_for("Wait 1")
        assert kept(terminal, path, "added", "thanked")["stage"] == "waiting"
        terminal.press("q")
        assert terminal.wait_exit() == 0
