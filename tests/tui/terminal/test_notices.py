from __future__ import annotations

import pytest

from tui.terminal.notices import names, notification

OSC_9 = "\x1b]9;Afterword: 2 due\x1b\\"
OSC_777 = "\x1b]777;notify;Afterword;2 due\x1b\\"


@pytest.mark.parametrize(
    ("environ", "sent"),
    [
        ({"TERM": "xterm-kitty"}, OSC_9),
        ({"TERM": "xterm-ghostty"}, OSC_9),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, OSC_9),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, OSC_9),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, OSC_9),
        ({"TERM": "foot-extra"}, OSC_777),
        ({"TERM": "rxvt-unicode-256color"}, OSC_777),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WarpTerminal"}, OSC_777),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, ""),
        ({"TERM": "xterm", "TERM_PROGRAM": "WezTerm", "XTERM_VERSION": "XTerm(388)"}, ""),
        ({}, ""),
    ],
)
def test_a_terminal_gets_the_form_that_it_is_known_to_take(environ: dict[str, str], sent: str):
    assert notification("Afterword", "2 due", names(environ)) == sent


def test_what_tmux_is_told_of_the_terminal_around_it_counts():
    assert notification("Afterword", "2 due", ["iTerm2 3.5.0", "xterm-256color"]) == OSC_9
    assert notification("Afterword", "2 due", ["", "xterm-256color"]) == ""
