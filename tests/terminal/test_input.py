from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from store.text import LONGEST_TEXT
from tests.terminal.conftest import AddCard
from tests.terminal.terminal import Terminal, yesterday_at

HARM = "D\ry\r\x1b\x11\x1b[B\x03q\x1b[200~!y"
"""Keys that would delete a card, leave and quit, were they keys."""
MOUSE = b"\x1b[?1000h"


def companies(path: Path) -> list[str]:
    with TinyDB(path) as database:
        return [card["company"] for card in database.table("cards").all()]


def go_to_mouse(terminal: Terminal) -> None:
    """Open the settings, and go to the last of them."""
    terminal.press("M")
    terminal.wait_for("Your details")
    terminal.press(*["shift+tab"] * 3)


def fill_in_a_card(terminal: Terminal) -> None:
    """Open the form, and fill in all that a card needs but the company."""
    terminal.press("a")
    terminal.wait_for("Add an interview")
    terminal.press("tab", "tab", "tab", "yesterday 14:00", *["shift+tab"] * 3)
    terminal.wait_for(yesterday_at(14))


def test_bytes_that_are_no_text_hurt_nothing(path: Path, add_card: AddCard) -> None:
    add_card("Globex")
    saved = path.read_bytes()
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.send(b"\xff\xfe\xe9\xc3(\x80\xed\xa0\x80")
        terminal.press("?")
        terminal.wait_for("How following up goes")
        terminal.press("esc")
        terminal.wait_gone("How following up goes")
        assert path.read_bytes() == saved

        fill_in_a_card(terminal)
        terminal.send(b"Caf\xe9 \xf0\x9f")
        terminal.send("水".encode())
        terminal.wait_for("Caf� �水")
        terminal.press("f2")
        terminal.wait_for(" Thank-you 2 ")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert companies(path) == ["Globex", "Caf� �水"]


def test_nothing_pasted_is_ever_a_key(path: Path, add_card: AddCard) -> None:
    add_card("Globex")
    saved = path.read_bytes()
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        for _ in range(3):
            terminal.paste(HARM)
        terminal.press("?")  # it comes after the pastes, and the board is still there to hear it
        terminal.wait_for("How following up goes")
        terminal.paste(HARM)
        terminal.press("esc")
        terminal.wait_gone("How following up goes")
        assert "▌Globex" in terminal.text
        assert path.read_bytes() == saved

        fill_in_a_card(terminal)
        terminal.paste("Ini\x1b\x11te\x1b[Bch\nq\ny")
        terminal.wait_for("Ini␛␑te␛[Bch")
        terminal.press("tab")
        terminal.send(b"S\x1b[200~R\x1b[201~E\t")  # keys and paste in one go, in their order
        terminal.wait_for("SRE")
        assert "Add an interview" in terminal.text
        assert path.read_bytes() == saved
        terminal.press("f2")
        terminal.wait_for(" Thank-you 2 ")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert companies(path) == ["Globex", "Ini␛␑te␛[Bch q y"]


def test_a_paste_of_a_megabyte_is_cut_to_what_the_notes_hold(path: Path) -> None:
    text = "".join(f"{number:06d} said \x1bD\x11y\n" for number in range(65_000))
    assert len(text) > 1_000_000
    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add")
        fill_in_a_card(terminal)
        terminal.press("Globex", *["shift+tab"] * 3)
        terminal.paste(text)
        terminal.press("f2")  # waits its turn behind the paste
        terminal.wait_for(" Thank-you 1 ")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    with TinyDB(path) as database:
        (card,) = database.table("cards").all()
    shown = text.replace("\x1b", "␛").replace("\x11", "␑")
    assert card["notes"] == shown[:LONGEST_TEXT].strip()


def test_keys_work_again_after_a_paste_without_an_end(path: Path, add_card: AddCard) -> None:
    add_card("Globex")
    saved = path.read_bytes()
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("a")
        terminal.wait_for("Add an interview")
        terminal.send(b"\x1b[200~Hooli\x1b\x11\x1b[20")
        terminal.wait_for("Hooli␛␑")
        terminal.press("!")
        terminal.wait_for("Hooli␛␑!")
        terminal.press("esc")
        terminal.wait_for("Press Esc again")
        terminal.press("esc")
        terminal.wait_gone("Add an interview")

        terminal.send(b"\x1b[200~Dy")
        terminal.settle(quiet=1.2)
        terminal.press("?")
        terminal.wait_for("How following up goes")
        terminal.press("esc")
        terminal.wait_gone("How following up goes")
        assert "▌Globex" in terminal.text
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert path.read_bytes() == saved


def test_the_mouse_is_left_to_the_terminal_where_that_is_wanted(path: Path) -> None:
    with Terminal(path, "--no-mouse") as terminal:
        terminal.wait_for("Press a to add")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert MOUSE not in terminal.raw

    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add")
        assert MOUSE in terminal.raw
        go_to_mouse(terminal)
        shown = len(terminal.raw)
        terminal.press("2", "f2")
        terminal.wait_for(lambda: b"\x1b[?1000l" in terminal.raw[shown:])  # at once
        terminal.wait_gone("Your details")
        terminal.press("q")
        assert terminal.wait_exit() == 0

    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add")
        go_to_mouse(terminal)
        assert MOUSE not in terminal.raw
        terminal.press("1", "f2")
        terminal.wait_for(lambda: MOUSE in terminal.raw)


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        ([], {"TERM": "screen-256color"}),
        ([], {"STY": "1.pts-0.host"}),
        (["--no-mouse"], {}),
    ],
    ids=["screen by its name", "screen by its session", "as was asked for"],
)
def test_the_mouse_stays_off_until_it_is_the_mouse_that_is_changed_in_the_settings(
    path: Path, arguments: list[str], variables: dict[str, str]
) -> None:
    with Terminal(path, *arguments, variables=variables) as terminal:
        terminal.wait_for("Press a to add")
        terminal.press("M")
        terminal.wait_for("Your details")
        terminal.press("Sam", "f2")
        terminal.wait_gone("Your details")
        assert MOUSE not in terminal.raw
        go_to_mouse(terminal)
        terminal.press("2", "f2")
        terminal.wait_gone("Your details")
        assert MOUSE not in terminal.raw
        go_to_mouse(terminal)
        terminal.press("1", "f2")
        terminal.wait_for(lambda: MOUSE in terminal.raw)
        terminal.wait_gone("Your details")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_in_screen_the_mouse_can_be_asked_for(path: Path) -> None:
    with Terminal(path, "--mouse", term="screen") as terminal:
        terminal.wait_for("Press a to add")
        terminal.wait_for(lambda: MOUSE in terminal.raw)
