"""Keys as lines of all kinds bring them: all at once, cut, from other keyboards, or no keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from store.clock import local
from store.file.book import Book
from store.records import Card
from tests.terminal.conftest import AddCard
from tests.terminal.terminal import Terminal, now

A_PAUSE = 0.4  # seconds that one key's bytes come apart on a bad line


def steps(path: Path) -> list[str]:
    """What the only card's history has, besides that it was added."""
    with TinyDB(path) as database:
        (card,) = database.table("cards").all()
    return [step["what"] for step in card["history"]][1:]


def snoozed(path: Path) -> list[str | None]:
    with TinyDB(path) as database:
        return [card.get("snooze") for card in database.table("cards").all()]


def test_a_dialog_takes_the_keys_that_came_before_it_was_there(
    path: Path, add_card: AddCard
) -> None:
    add_card("Globex")
    add_card("Hooli")
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("s", "+3", "f2", "n")
        terminal.wait_for("snoozed")
        terminal.wait_for("▌Hooli")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert sorted(map(bool, snoozed(path))) == [False, True]


def test_in_one_burst_no_key_is_lost_or_lands_in_a_field_that_was_left(path: Path) -> None:
    with Terminal(path, rows=40) as terminal:
        terminal.wait_for("Press a to add")
        terminal.press("a")
        terminal.wait_for("Another person")
        terminal.press("Globex", "tab", "Cook", *["tab"] * 11, "enter", "Ann Roe", "tab", "tab")
        terminal.wait_for("Ann Roe")
        before, _, after = terminal.text.partition("Another person")
        assert "Ann Roe" in before
        assert "Ann Roe" not in after
        assert "Globex" in before
        assert "Cook" in before


def test_what_the_palette_opens_takes_the_keys_after_the_choice(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add")
        terminal.press("\x10", "add an", "enter", "Globex", "tab", "Cook")
        terminal.wait_for("Cook")
        assert "Globex" in terminal.text


def test_a_question_is_not_answered_by_the_keys_that_opened_it(path: Path, globex: Card) -> None:
    assert globex.company == "Globex"
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("enter", "y")
        terminal.wait_for("Yes (y)")
        terminal.settle()
        assert "Yes (y)" in terminal.text
        assert steps(path) == []
        terminal.press("y")
        terminal.wait_for("Waiting 1")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert steps(path) == ["thanked"]


def test_a_line_of_a_table_pasted_without_marks_answers_no_question(
    path: Path, add_card: AddCard
) -> None:
    add_card("Globex")
    saved = path.read_bytes()
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("D", "tab", "enter")
        terminal.wait_for("No, keep it")
        terminal.settle()
        assert "No, keep it" in terminal.text
        assert path.read_bytes() == saved
        terminal.press("n")
        terminal.wait_gone("No, keep it")


def test_an_arrow_with_alt_does_not_leave_a_form(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add")
        terminal.press("a")
        terminal.wait_for("Add an interview")
        terminal.send(b"Globex\x1b[1;3D\x1b[1;3C!")
        terminal.wait_for("Globex!")
        terminal.settle()
        assert "Press Esc again" not in terminal.text
        assert "Add an interview" in terminal.text


def test_a_time_typed_into_the_question_in_one_burst_is_when_it_was_done(
    path: Path, add_card: AddCard
) -> None:
    add_card("Hooli")
    with Terminal(path) as terminal:
        terminal.wait_for("▌Hooli")
        terminal.press("enter", "tab", "yesterday 16:30", "f2")
        terminal.wait_for("Waiting 1")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    (card,) = Book(path, read_only=True).cards
    done = local(card.steps[-1].done, now())
    assert f"{done:%F %H:%M}" == f"{now().subtract(days=1):%F} 16:30"


def test_escape_and_a_key_together_are_two_keys(path: Path, globex: Card) -> None:
    assert globex.company == "Globex"
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("enter")
        terminal.wait_for("Yes (y)")
        terminal.press("esc", "?")
        terminal.wait_for("How following up goes")
        assert "Yes (y)" not in terminal.text


@pytest.mark.parametrize("pasted", ["Dy, thanks\rDear Dana,\ry\ry\r", "Dear", "y\rDs\rDqy", "Dqy"])
def test_pasted_text_without_marks_does_nothing_on_the_board(
    path: Path, globex: Card, pasted: str
) -> None:
    assert globex.company == "Globex"
    saved = path.read_bytes()
    with Terminal(path) as terminal:
        terminal.wait_for("Thank Dana Lee today")  # the panel, which comes last
        terminal.settle()
        *shown, _ = terminal.screen
        terminal.press(pasted)
        terminal.wait_for("looked like pasted")
        terminal.settle()
        assert terminal.screen[:-1] == shown  # but for the line that says so
        terminal.press("enter")
        terminal.wait_for("Yes (y)")
        terminal.press("tab", "Dear Dana")  # in a field it is text
        terminal.settle()
    assert path.read_bytes() == saved


@pytest.mark.parametrize(
    ("begun", "rest"),
    [("\x1b[", "D"), ("\x1bO", "D"), ("\x1b[1;5", "D"), ("\x1b]11;rgb:D", "Dyq\x07")],
)
def test_a_key_that_comes_in_two_parts_is_not_two_keys(
    path: Path, globex: Card, begun: str, rest: str
) -> None:
    assert globex.company == "Globex"
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("?")
        terminal.wait_for("How following up goes")
        terminal.press("esc")
        terminal.wait_gone("How following up goes")
        terminal.press(begun)
        terminal.settle(quiet=A_PAUSE)
        terminal.press(rest)
        terminal.press("?")
        terminal.wait_for("How following up goes")
        assert "Delete" not in terminal.text.partition("How following up goes")[0]
        terminal.press("esc")
        terminal.wait_gone("How following up goes")
        terminal.settle()
        assert "▌Globex" in terminal.text


@pytest.mark.parametrize(
    ("locale", "yes"),
    [("ru_RU.UTF-8", "н"), ("el_GR.UTF-8", "υ"), ("ko_KR.UTF-8", "ㅛ"), ("C.UTF-8", "ｙ")],
)
def test_letters_of_other_keyboards_act_by_their_place(
    path: Path, globex: Card, locale: str, yes: str
) -> None:
    assert globex.company == "Globex"
    with Terminal(path, variables={"LANG": locale}) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("enter")
        terminal.wait_for("Yes (y)")
        terminal.press(yes)
        terminal.wait_for("Waiting 1")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert steps(path) == ["thanked"]


def test_of_letters_on_an_unknown_keyboard_it_is_said_once(path: Path, globex: Card) -> None:
    assert globex.company == "Globex"
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.press("ก")
        terminal.wait_for("That letter is no key here")
        terminal.press("enter")  # what opens takes away what was said
        terminal.wait_for("Yes (y)")
        terminal.press("n")
        terminal.wait_gone("Yes (y)")
        terminal.press("ข")
        terminal.press("?")
        terminal.wait_for("How following up goes")
        assert "That letter is no key here" not in terminal.text


def test_the_cursor_that_is_not_seen_rests_on_the_card_and_in_the_field(
    path: Path, add_card: AddCard
) -> None:
    add_card("Globex")
    add_card("Hooli")
    with Terminal(path) as terminal:
        terminal.wait_for("▌Globex")
        terminal.wait_for(lambda: terminal.at_cursor.startswith("▌Globex"))
        terminal.press("j")
        terminal.wait_for(lambda: terminal.at_cursor.startswith("▌Hooli"))
        terminal.press("e")
        terminal.wait_for("Edit Hooli")
        terminal.press("X")
        terminal.wait_for(lambda: terminal.before_cursor.endswith("HooliX"))


def test_where_lines_are_two_cells_wide_none_are_drawn(path: Path, add_card: AddCard) -> None:
    add_card("Zoë Ångström")
    with Terminal(path) as terminal:
        terminal.wait_for(lambda: b"\xe2\x94\x80\x1b[6n" in terminal.raw)
        terminal.send(b"\x1b[2;3R")
        terminal.wait_for("+ Thank-you 1 -")
        terminal.settle()
        assert "Zoë Ångström" in terminal.text
        assert not set("╭─│╰▌●·…") & set(terminal.text)
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_only_what_tells_keys_apart_is_asked_of_the_keyboard(path: Path) -> None:
    with Terminal(path) as terminal:
        terminal.wait_for("Press a to add")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert b"\x1b[>1u" in terminal.raw
        assert terminal.raw.count(b"\x1b[<u") == 1
        assert b"\x1b[?1003h" not in terminal.raw
        for mode in (b"1000", b"1002", b"1006", b"1004", b"2004", b"2048", b"1016"):
            assert terminal.raw.rindex(b"\x1b[?%bl" % mode) > 0
        assert terminal.is_as_before()


def test_answers_that_come_late_are_waited_for_when_leaving(path: Path) -> None:
    with Terminal(path, mute=True, held=True) as terminal:
        terminal.wait_for("Press a to add")
        asked = terminal.raw.count(b"\x1b[c")
        terminal.press("q")
        terminal.wait_for(lambda: b"\x1b[?1004l" in terminal.raw)
        terminal.send(b"\x1b[?62;22c" * asked)
        assert terminal.wait_unread() == 0
        terminal.settle()
        assert terminal.unread_input() == b""
