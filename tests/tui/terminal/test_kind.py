from __future__ import annotations

import pytest

from tui.terminal.kind import in_screen, in_tmux, known_truecolour, settle_colours

XTERM = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("environ", "screen", "tmux"),
    [
        ({}, False, False),
        (XTERM, False, False),
        ({"TERM": "screen"}, True, False),  # over SSH nothing else is left of it
        ({"TERM": "screen.xterm-256color"}, True, False),
        (XTERM | {"STY": "4242.pts-0.host"}, True, False),
        ({"TERM": "screen-256color", "TMUX": "/run/tmux/default,1,0"}, False, True),
        ({"TERM": "tmux-256color"}, False, True),
        (
            {"TERM": "screen", "STY": "4242.pts-0.host", "TMUX": "/run/tmux/default,1,0"},
            True,
            True,
        ),
    ],
)
def test_what_stands_in_between(environ: dict[str, str], screen: bool, tmux: bool):
    assert in_screen(environ) is screen
    assert in_tmux(environ) is tmux


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "foot"},
        {"TERM": "foot-extra"},
        {"TERM": "alacritty"},
        {"TERM": "wezterm"},
        {"TERM": "xterm-ghostty"},
        {"TERM": "xterm-kitty"},
        {"TERM": "xterm-direct"},
        XTERM | {"TERM_PROGRAM": "WezTerm"},
        XTERM | {"TERM_PROGRAM": "ghostty"},
        XTERM | {"ALACRITTY_WINDOW_ID": "94"},
        XTERM | {"KITTY_WINDOW_ID": "1"},
    ],
    ids=str,
)
def test_terminals_that_are_known_have_every_colour(environ: dict[str, str]):
    assert known_truecolour(environ)
    settle_colours(environ)
    assert environ["COLORTERM"] == "truecolor"


@pytest.mark.parametrize(
    "environ",
    [
        {},
        XTERM,
        {"TERM": "xterm"},
        {"TERM": "footling"},
        {"TERM": "xterm", "KITTY_WINDOW_ID": "1"},  # an xterm that was started from kitty
        XTERM | {"KITTY_WINDOW_ID": "1", "XTERM_VERSION": "XTerm(390)"},
        XTERM | {"TERM_PROGRAM": "Apple_Terminal"},
        {"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"},
        {"TERM": "screen-256color", "TMUX": "/run/tmux/default,1,0", "TERM_PROGRAM": "WezTerm"},
        XTERM | {"STY": "4242.pts-0.host", "KITTY_WINDOW_ID": "1"},
    ],
    ids=str,
)
def test_others_may_not(environ: dict[str, str]):
    assert not known_truecolour(environ)
    settle_colours(environ)
    assert "COLORTERM" not in environ


def test_what_a_terminal_says_itself_stays_except_in_screen():
    foot = {"TERM": "foot", "COLORTERM": "24bit"}
    settle_colours(foot)
    assert foot["COLORTERM"] == "24bit"
    tmux = {"TERM": "tmux-256color", "COLORTERM": "truecolor"}
    settle_colours(tmux)
    assert tmux["COLORTERM"] == "truecolor"
    screen = {"TERM": "screen", "COLORTERM": "truecolor"}
    settle_colours(screen)
    assert "COLORTERM" not in screen


def test_an_empty_no_color_counts_for_nothing():
    environ = {"NO_COLOR": ""}
    settle_colours(environ)
    assert not environ
    settle_colours(asked := {"NO_COLOR": "1"})
    assert asked == {"NO_COLOR": "1"}
