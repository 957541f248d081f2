from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.terminal.charset import Level, level, translate


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Level.UNICODE),
        ({"LANG": ""}, Level.UNICODE),
        ({"LANG": "de_DE.UTF-8"}, Level.UNICODE),
        ({"LANG": "en_GB.utf8"}, Level.UNICODE),
        ({"LANG": "C.UTF-8", "TERM": "xterm"}, Level.UNICODE),
        ({"LANG": "C"}, Level.ASCII),
        ({"LANG": "POSIX"}, Level.ASCII),
        ({"LANG": "de_DE"}, Level.ASCII),
        ({"LANG": "de_DE.ISO-8859-1"}, Level.ASCII),
        ({"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, Level.UNICODE),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, Level.ASCII),  # as Python leaves LANG=C
        ({"LC_CTYPE": "C.UTF-8"}, Level.UNICODE),
        ({"LC_ALL": "C", "LC_CTYPE": "en_GB.UTF-8", "LANG": "en_GB.UTF-8"}, Level.ASCII),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "C"}, Level.UNICODE),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "C"}, Level.ASCII),
        ({"LANG": "C.UTF-8", "TERM": "linux"}, Level.CONSOLE),
        ({"LANG": "C", "TERM": "linux"}, Level.ASCII),
        ({"LANG": "C.UTF-8", "AFTERWORD_ASCII": "1"}, Level.ASCII),
        ({"LANG": "C.UTF-8", "AFTERWORD_ASCII": ""}, Level.UNICODE),
        ({"LANG": "C.UTF-8", "AFTERWORD_ASCII": "lines"}, Level.LINES),
        ({"LANG": "C.UTF-8", "AFTERWORD_ASCII": "lines", "TERM": "linux"}, Level.LINES),
        ({"LANG": "C", "AFTERWORD_ASCII": "lines"}, Level.ASCII),
        ({"LANG": "C.UTF-8", "AFTERWORD_ASCII": "LINE"}, Level.ASCII),
    ],
)
def test_what_the_environment_says_of_the_terminal(environ: dict[str, str], expected: Level):
    assert level(environ) is expected


BOARD = "╭ Waiting 2 ─╮│▌≠ Zoë …│● today · →│✓ “x”│╰─ ↓1 ─╯ ⏎"


def test_nothing_is_changed_where_everything_is_shown():
    assert translate(BOARD, Level.UNICODE) == BOARD


def test_a_console_gets_square_corners_and_signs_that_its_font_has():
    shown = '┌ Waiting 2 ─┐│># Zoë ~│* today · →│+ "x"│└─ ↓1 ─┘ <'
    assert translate(BOARD, Level.CONSOLE) == shown


def test_ascii_keeps_words_readable_and_columns_aligned():
    shown = '+ Waiting 2 -+|># Zoe ~|* today . >|+ "x"|+- v1 -+ <'
    assert translate(BOARD, Level.ASCII) == shown
    assert translate("╔═╗║╚╝┏━┓┃├┼┤╱▀▄█", Level.ASCII) == "+-+|+++-+|++++###"
    assert translate("Łódź, Åse & Søn, straße", Level.ASCII) == "Lodz, Ase & Son, strase"
    assert translate("水野: ﬁ ½ ™ € Ａ", Level.ASCII) == "????: ? ? ? ? A "
    assert translate("👩‍🚀|1️⃣|é|e\u0301|\u00a0|🔎", Level.ASCII) == "??|1 |e|e| |> "


def test_ascii_lines_leave_letters_as_they_are():
    shown = '+ Waiting 2 -+|># Zoë ~|* today . >|✓ "x"|+- v1 -+ ⏎'
    assert translate(BOARD, Level.LINES) == shown
    assert translate("╔═╗║╚╝┏━┓┃├┼┤╱▀▄█▌▒•○★–’", Level.LINES) == "+-+|+++-+|++++###>:*o%-'"
    words = "Łódź, Søn, straße, Жук, Ελλάδα, 水野, 김, กำ, Ａ, á, e\u0301, 👩‍🚀, “½ €”"
    assert translate(words, Level.LINES) == words.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize("to", [Level.CONSOLE, Level.LINES, Level.ASCII])
def test_the_signs_of_the_board_are_told_apart_without_their_own_shapes(to: Level):
    shown = translate("!★●○", to)
    assert shown.isascii()
    assert len(set(shown)) == 4


def test_escape_sequences_stay_whole():
    sent = "\x1b[1;38;2;9;9;9mé\x1b[0m\x1b]8;id=1;https://example.com\x1b\\→\x1b]8;;\x1b\\"
    shown = "\x1b[1;38;2;9;9;9me\x1b[0m\x1b]8;id=1;https://example.com\x1b\\>\x1b]8;;\x1b\\"
    assert translate(sent, Level.ASCII) == shown


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_ascii_is_ascii_of_the_same_width(text: str):
    shown = translate(text, Level.ASCII)
    assert shown.isascii()
    assert shown.isprintable()
    assert cell_len(shown) == cell_len(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_ascii_lines_are_as_wide(text: str):
    assert cell_len(translate(text, Level.LINES)) == cell_len(text)


@given(st.text(max_size=20))
def test_no_text_at_all_is_too_much(text: str):
    assert translate(text, Level.ASCII).isascii()
    assert len(translate(text, Level.CONSOLE)) == len(text)
    assert "?" not in translate(text.replace("?", ""), Level.LINES)
