"""The pens that a form is drawn with: all of its looks are in this one table.

They are no component classes: Textual would look each of them up anew for every form that opens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.style import Style as RichStyle
from textual.app import App
from textual.color import Color
from textual.style import Style

_PAPER = "$foreground on $background"
_FIELD = "on $surface"
_HERE = "on $primary 30%"
"""The paper of what is typed into or chosen from, and that of the one with the focus."""

_LOOKS: Mapping[str, str] = {
    "plain": "",
    "label": "$foreground 75%",
    "echo": "$success",
    "wrong": "$error",
    "source": "$foreground 65%",
    "note": "$foreground 75%",
    "section": "bold $accent",
    "question": "bold",
    "warning": "$warning",
    "draft": "bold $warning",
    "link": "underline $accent",
    "problem": "$error",
    "bar": "$border-blurred",
    "field": "",
    "choices": "",
    "placeholder": "$text-disabled",
    "number": "$foreground 75%",
    "value": "$foreground 85%",
    "chosen": "bold $accent",
}
_IN_A_FIELD = {"field", "choices", "placeholder", "number", "value", "chosen"}
_BUTTONS: Mapping[str, str] = {
    "default": "$button-foreground on $surface",
    "primary": "$button-color-foreground on $primary",
    "success": "$button-color-foreground on $success",
    "error": "$button-color-foreground on $error",
}
"""By their variant; their words, of which the pen is called "default words", are bold besides."""

_BUTTONS_OF_THE_TERMINAL: Mapping[str, str] = {
    "default": "",
    "primary": "$primary",
    "success": "$success",
    "error": "$error",
}
"""With the terminal's own colours, what stands out does so by more than its background."""

Pens = Callable[[str, bool], RichStyle]
"""The style of a pen, and of the same pen where the focus is."""


def pens(app: App[object]) -> Pens:
    """The pens as the app's theme has them."""
    known: dict[tuple[str, bool], RichStyle] = _KNOWN.setdefault(app.theme, {})

    def pen(name: str, here: bool) -> RichStyle:
        if (name, here) not in known:
            looks = _looks(name, here=here, is_of_terminal=app.current_theme.ansi)
            known[name, here] = _mixed(looks, app.theme_variables)
        return known[name, here]

    return pen


_KNOWN: dict[str, dict[tuple[str, bool], RichStyle]] = {}


def _looks(name: str, *, here: bool, is_of_terminal: bool) -> list[str]:
    """What is laid over the paper, one after the other."""
    variant = name.partition(" ")[0]
    if variant in _BUTTONS:
        return _button(variant, name != variant, here=here, is_of_terminal=is_of_terminal)
    look = _LOOKS[name]
    if name in _IN_A_FIELD:
        if is_of_terminal:
            marks = "underline" if here and name != "choices" else ""
            return [marks, "dim" if name == "placeholder" else look]
        return [_HERE if here else _FIELD, look]
    marks = "bold underline" if name == "label" and here and is_of_terminal else ""
    return [look, marks]


def _mixed(looks: Sequence[str], colours: Mapping[str, str]) -> RichStyle:
    style = Style.parse(_PAPER)
    for look in filter(None, looks):
        ink, _, paper = look.partition(" on ")
        if colours.get(ink.removeprefix("$"), "").startswith("auto"):
            if paper:
                style += Style.parse(f"on {paper}")
            style += _readable(style, colours[ink.removeprefix("$")])
        else:
            style += Style.parse(look)
    return style.rich_style


def _readable(on: Style, auto: str) -> Style:
    """An ink that is read on whatever paper, as "auto 70%" says how strong."""
    share = auto.removeprefix("auto").strip().removesuffix("%")
    paper = on.background or Color(0, 0, 0)
    return Style(foreground=paper.get_contrast_text(float(share or 100) / 100))


def _button(variant: str, is_words: bool, *, here: bool, is_of_terminal: bool) -> list[str]:
    if is_of_terminal:
        words = "bold reverse" if here else "bold underline"
        return [_BUTTONS_OF_THE_TERMINAL[variant], words if is_words else ""]
    tint = "on $foreground 5%" if here else ""
    return [_BUTTONS[variant], tint, ("bold reverse" if here else "bold") if is_words else ""]
