from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.terminal.conftest import AddCard
from tests.terminal.terminal import Terminal

TRUECOLOUR = {"COLORTERM": "truecolor"}
DARK, LIGHT = b"48;2;21;24;30", b"48;2;250;247;240"

_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


def colours(raw: bytes) -> set[str]:
    """The colours that were sent: "38;5", "48;2", "31", "97", "49" …"""
    return {code for sent in _SGR.findall(raw) for code in _colours_in(sent.decode().split(";"))}


def _colours_in(codes: list[str]) -> Iterator[str]:
    left = iter(codes)
    for code in left:
        if code in {"38", "48"}:
            kind = next(left)
            yield f"{code};{kind}"
            for _ in range(3 if kind == "2" else 1):
                next(left)
        elif code and (30 <= int(code) < 50 or 90 <= int(code) < 108):
            yield code


OWN = {str(code) for code in [*range(30, 38), 39, *range(40, 48), 49, *range(90, 98)]}


def look_everywhere(terminal: Terminal) -> None:
    """Look at the question, a form, the palette and a notice."""
    terminal.press("enter")
    terminal.wait_for("Not yet (n)")
    terminal.press("n")
    terminal.wait_gone("Not yet (n)")
    terminal.press("e")
    terminal.wait_for("F2 save")
    terminal.press("x", "tab", "tab", "esc", "esc")
    terminal.wait_gone("F2 save")
    terminal.press("\x10")
    terminal.wait_for("Search")
    terminal.press("theme")
    terminal.wait_for("own colours, light")
    terminal.press("esc")
    terminal.wait_gone("own colours, light")
    terminal.press("p")
    terminal.wait_for("There is no phone number")


@pytest.mark.parametrize(
    ("term", "variables", "allowed"),
    [
        ("xterm-256color", TRUECOLOUR, {"38;2", "48;2"}),
        ("xterm-kitty", {}, {"38;2", "48;2"}),
        ("foot", {}, {"38;2", "48;2"}),
        ("xterm-256color", {"TERM_PROGRAM": "WezTerm"}, {"38;2", "48;2"}),
        ("xterm-256color", {}, {"38;5", "48;5"}),
        ("screen-256color", TRUECOLOUR, {"38;5", "48;5"}),
        ("xterm-256color", {"STY": "42.pts-0.host"} | TRUECOLOUR, {"38;5", "48;5"}),
        ("screen", TRUECOLOUR, OWN),
        ("xterm-256color", {"NO_COLOR": ""}, {"38;5", "48;5"}),
        ("xterm", {}, OWN),
        ("linux", {}, OWN),
        ("xterm-256color", {"NO_COLOR": "1"} | TRUECOLOUR, set()),
        ("linux", {"NO_COLOR": "1", "LANG": "C"}, set()),
    ],
    ids=[
        *("truecolour", "kitty", "foot", "wezterm", "256", "screen-256", "sty", "screen"),
        *("empty", "16", "console", "none", "bare"),
    ],
)
def test_no_other_colours_are_sent_than_the_terminal_has(
    path: Path, add_card: AddCard, term: str, variables: dict[str, str], allowed: set[str]
) -> None:
    add_card("Globex", "--person", "Dana Lee", "--role", "Zoë’s cook")
    with Terminal(path, term=term, variables=variables) as terminal:
        terminal.wait_for("? Help")
        terminal.wait_for("Globex")
        if term == "xterm" or not allowed:
            look_everywhere(terminal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
        sent = colours(terminal.raw)
        assert sent <= allowed
        assert bool(sent) is bool(allowed)
        assert terminal.raw.isascii() is ("LANG" in variables)


def test_the_terminal_is_asked_whether_it_is_dark_and_believed(
    path: Path, add_card: AddCard
) -> None:
    add_card("Globex", "--person", "Dana Lee")
    with Terminal(path, term="xterm", mute=True) as terminal:
        terminal.wait_for("? Help")
        terminal.wait_for(lambda: b"\x1b]11;?" in terminal.raw)
        terminal.settle()
        assert colours(terminal.raw) <= {"94", "91", "35", "39", "49"}  # to be read on any
        before = len(terminal.raw)
        told = "11;rgb:0000/0000/0000", "10;rgb:ffff/ffff/ffff", "4;14;rgb:0000/ffff/ffff"
        terminal.send("".join(f"\x1b]{each}\x07" for each in told).encode() + b"\x1b[?62c" * 2)
        terminal.wait_for(lambda: "96" in colours(terminal.raw[before:]))
        terminal.press("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    ("term", "variables"),
    [("linux", {}), ("screen", {}), ("xterm", {"NO_COLOR": "1"}), ("xterm-256color", {})],
)
def test_no_terminal_is_asked_for_colours_in_vain(
    path: Path, term: str, variables: dict[str, str]
) -> None:
    with Terminal(path, term=term, variables=variables) as terminal:
        terminal.wait_for("Afterword")
        terminal.settle()
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert b";?" not in terminal.raw


def test_without_colours_everything_can_still_be_told_apart(path: Path, add_card: AddCard) -> None:
    add_card("Globex", "--person", "Dana Lee")
    add_card("Hooli")
    with Terminal(path, rows=40, variables={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for(lambda: "▌Globex" in terminal.marked)  # the cursor
        assert "Hooli" not in terminal.marked
        assert "Thank-you 2" in terminal.marked  # its column
        assert "Waiting" not in terminal.marked
        assert "Afterword" in terminal.marked  # the header
        terminal.press("j")
        terminal.wait_for(lambda: "▌Hooli" in terminal.marked)
        terminal.press("tab")
        terminal.wait_for(lambda: "Script │ Card" in terminal.marked)  # the panel
        terminal.wait_for(lambda: "[" in terminal.marked)  # its gaps
        terminal.press("esc")
        terminal.wait_for(lambda: "Script │ Card" not in terminal.marked)
        terminal.press("enter")
        terminal.wait_for(lambda: "Not yet (n)" in terminal.marked)  # a button
        assert "Yes (y)" not in terminal.marked
        terminal.press("n")
        terminal.wait_gone("Not yet (n)")
        terminal.press("\x10")
        terminal.wait_for("Search")
        terminal.press("theme")
        terminal.wait_for(lambda: "Theme: dark" in terminal.marked)  # what Enter would choose


@pytest.mark.parametrize(
    ("term", "variables", "leaning"),
    [
        ("xterm-256color", TRUECOLOUR, True),
        ("screen-256color", TRUECOLOUR, False),
        ("xterm", {"STY": "42.pts-0.host"}, False),
        ("screen", {"NO_COLOR": "1"}, False),
    ],
)
def test_screen_gets_no_italics_and_no_links(
    path: Path, term: str, variables: dict[str, str], leaning: bool
) -> None:
    with Terminal(path, columns=120, rows=40, term=term, variables=variables) as terminal:
        terminal.wait_for("Thanked.")  # what a column is for, in italics
        terminal.press("q")
        assert terminal.wait_exit() == 0
        italics = [codes for codes in _SGR.findall(terminal.raw) if b"3" in codes.split(b";")]
        assert bool(italics) is leaning
    with Terminal(path, "demo", rows=40, term=term, variables=variables) as terminal:
        terminal.wait_for("? Help")
        terminal.press("m")
        terminal.wait_for("save the draft")
        terminal.settle()
        assert (b"\x1b]8;" in terminal.raw) is leaning
        assert ("Write this mail" in terminal.text) is leaning


@pytest.mark.parametrize(
    ("term", "variables", "board"),
    [
        ("linux", {}, "┌ Thank-you 1 ─"),
        ("xterm", {"LANG": "C"}, "+ Thank-you 1 -"),
        ("xterm", {"LC_ALL": "de_DE.ISO-8859-1"}, "+ Thank-you 1 -"),
        ("xterm", {"AFTERWORD_ASCII": "1"}, "+ Thank-you 1 -"),
        ("xterm", {"AFTERWORD_ASCII": "lines"}, "+ Thank-you 1 -"),
        ("xterm", {"PYTHONIOENCODING": "ascii:strict"}, "╭ Thank-you 1 ─"),
    ],
    ids=["console", "C", "latin-1", "asked for", "lines", "python misled"],
)
def test_only_what_the_terminal_can_show_is_sent(
    path: Path, add_card: AddCard, term: str, variables: dict[str, str], board: str
) -> None:
    add_card("Zoë Ångström 水野 Ltd", "--role", "Cook")
    with Terminal(path, columns=140, term=term, variables=variables) as terminal:
        terminal.wait_for(board)
        letters = variables.get("AFTERWORD_ASCII") == "lines" or board[0] != "+"
        terminal.wait_for("Zoë Ångström 水野 Ltd" if letters else ">Zoe Angstrom ??")
        terminal.wait_for("⏎ Thank " if board[0] == "╭" else "Enter Thank ")
        text = terminal.raw.decode()
        assert text.isascii() is not letters
        if board[0] == "+":
            assert not re.search("[\u2010-\u22ff\u2500-\u259f●…]", text)
        if board[0] == "┌":
            assert not set("╭╮╰╯▌●≠…⏎“”") & set(text)
        terminal.press("q")
        assert terminal.wait_exit() == 0


def choose_theme(terminal: Terminal, name: str) -> None:
    terminal.press("\x10")
    terminal.wait_for("Search")
    terminal.paste(f"theme: {name}")  # looked for once, and not with each letter
    terminal.wait_for(f"Theme: {name}")
    terminal.wait_gone("Add an interview")
    terminal.press("enter")
    terminal.wait_gone("Theme:")


def test_the_chosen_colours_are_kept_in_the_file(path: Path, add_card: AddCard) -> None:
    add_card("Globex")
    with Terminal(path, variables=TRUECOLOUR) as terminal:
        terminal.wait_for("? Help")
        assert DARK in terminal.raw
        assert LIGHT not in terminal.raw
        choose_theme(terminal, "light")
        terminal.wait_for(lambda: LIGHT in terminal.raw)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    with TinyDB(path) as database:
        (settings,) = database.table("settings").all()
    assert settings["theme"] == "light"

    with Terminal(path, "--read-only", variables=TRUECOLOUR) as terminal:
        terminal.wait_for("? Help")
        terminal.settle()
        assert LIGHT in terminal.raw
        assert DARK not in terminal.raw
        saved = path.read_bytes()
        choose_theme(terminal, "dark")
        terminal.wait_for(lambda: DARK in terminal.raw)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert path.read_bytes() == saved

    path.write_bytes(saved.replace(b'"light"', b'"plaid"'))
    with Terminal(path, variables=TRUECOLOUR) as terminal:
        terminal.wait_for("? Help")
        assert DARK in terminal.raw
        assert LIGHT not in terminal.raw
