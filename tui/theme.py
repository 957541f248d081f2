"""The colours: evening ink and paper, with amber for today and coral for what is late.

A terminal with sixteen colours, or none, gets one of three built on its own: text in its default
colour or in one that is read well on its background, and marks in reverse. Which it is goes by that
background; where nobody knows it, only colours are used that are read on any. What cannot be read
in the terminal's own palette is drawn in its default colour after all.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="afterword-dark",
    primary="#6f9bd1",
    secondary="#8a9bb5",
    accent="#e3b778",
    foreground="#e6e1d6",
    background="#15181e",
    surface="#20242d",
    panel="#242933",
    success="#9fc78f",
    warning="#e9b44c",
    error="#f1877c",
    dark=True,
    variables={"border-blurred": "#6c6c6d", "text-disabled": "auto 70%"},
)

LIGHT = Theme(
    name="afterword-light",
    primary="#386aa3",
    secondary="#5b6b82",
    accent="#6d4608",
    foreground="#22262d",
    background="#faf7f0",
    surface="#efeadf",
    panel="#e6e0d2",
    success="#28601f",
    warning="#734900",
    error="#a8211a",
    dark=False,
    variables={"border-blurred": "#7e7f7c", "text-disabled": "auto 70%"},
)


def _marked_by(background: str) -> dict[str, str]:
    """What Textual marks with a background, in a colour on which the default one is read well."""
    marks = ("block-cursor", "block-cursor-blurred", "input-selection", "screen-selection")
    plain = ("ansi-background", "ansi-foreground", "border", "border-blurred")
    return {
        **dict.fromkeys(plain, "ansi_default"),
        **{f"{mark}-background": background for mark in marks},
        **{f"{mark}-foreground": "ansi_default" for mark in marks},
    }


def _of_the_terminal(name: str, *, dark: bool, marks: str, **inks: str) -> Theme:
    """A theme of the terminal's own colours: everything is its default one but these inks."""
    plain = dict.fromkeys(("foreground", "background", "surface", "panel"), "ansi_default")
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        variables=_marked_by(marks),
        **(plain | inks),  # type: ignore[arg-type]
    )


TERMINAL_DARK = _of_the_terminal(
    "afterword-terminal-dark",
    dark=True,
    marks="ansi_blue",
    primary="ansi_bright_blue",
    secondary="ansi_cyan",
    accent="ansi_bright_cyan",
    success="ansi_bright_green",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
)

TERMINAL_LIGHT = _of_the_terminal(
    "afterword-terminal-light",
    dark=False,
    marks="ansi_cyan",
    primary="ansi_blue",
    secondary="ansi_blue",
    accent="ansi_blue",
    success="ansi_blue",
    warning="ansi_magenta",
    error="ansi_red",
)

TERMINAL = _of_the_terminal(
    "afterword-terminal",
    dark=True,
    marks="ansi_blue",
    primary="ansi_bright_blue",
    secondary="ansi_default",
    accent="ansi_bright_blue",
    success="ansi_default",
    warning="ansi_magenta",
    error="ansi_bright_red",
)
"""For a terminal of which it is not known whether it is dark or light; nobody chooses that."""

THEMES: Mapping[str, Theme] = {
    "dark": DARK,
    "light": LIGHT,
    "terminal-dark": TERMINAL_DARK,
    "terminal-light": TERMINAL_LIGHT,
}
"""The themes by the name that the settings keep."""

TITLES: Mapping[str, str] = {
    "dark": "dark",
    "light": "light",
    "terminal-dark": "the terminal's own colours, dark",
    "terminal-light": "the terminal's own colours, light",
}
"""The themes as people choose them."""


def fitting(name: str, *, few_colours: bool, dark: bool | None = None) -> Theme:
    """The theme for a name in the settings, "" and unknown ones being dark.

    On a terminal with few colours or none, whose background stays what it is, it is the one of the
    terminal's own for ``dark``: whether that background is, None where nobody knows. Only to have
    chosen one of those counts for more.
    """
    theme = THEMES.get(name, DARK)
    if theme.ansi or not few_colours:
        return theme
    if dark is None:
        return TERMINAL
    return TERMINAL_DARK if dark else TERMINAL_LIGHT


def inks() -> set[int]:
    """The numbers of the terminal's colours that some theme uses."""
    used = (
        Color.parse(colour).ansi
        for theme in (TERMINAL, TERMINAL_DARK, TERMINAL_LIGHT)
        for colour in (
            *(theme.primary, theme.secondary, theme.accent),
            *(theme.success, theme.warning, theme.error),
            *theme.variables.values(),
        )
        if colour
    )
    return {number for number in used if number is not None and number >= 0}
