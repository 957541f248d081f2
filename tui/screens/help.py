"""All keys by situation, and how following up goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import ALL, BY_ID, Group
from tui.actions.keymap import key_names
from tui.fitting import fit, wrap

_PATH = (
    "Thank them within a day. Wait out the date they named. Then one short email, in the same "
    "thread. Then one call, or a brief voicemail. Then move on, with your head high: most silence "
    "is not about you."
)
_TOUR = (
    ("add", "adds an interview: the company, when it was, what they said about deciding."),
    ("copy", "copies the words beside the card; paste them into your mail and send it."),
    ("advance", "then asks whether you sent it. Only your yes moves the card."),
    ("next-due", "brings up what is due, most urgent first. Do this once a day."),
    ("answered", "records what they answered, whenever they do. The clock stops."),
    ("undo", "takes back what you did to a card, also tomorrow."),
)
_KEYS_WIDTH, _TEXT_WIDTH = 10, 60
_TRUE = (
    "A card moves only when you say that the thing was really done. Copying a script moves nothing."
)


class HelpScreen(ModalScreen[None]):
    """The help. Any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close")
    ]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 100%; max-width: 80; height: auto; max-height: 100%; padding: 0 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 60%;
        background: $background;
    }
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The whole text in one scroll."""
        with VerticalScroll() as box:
            box.border_title = "Help"
            box.border_subtitle = "↑ ↓ scroll · Esc close"
            yield Static(self._text())

    def _text(self) -> Content:
        lines = [Content.styled("How following up goes", "bold $accent"), Content(_PATH)]
        lines += [Content(""), Content(_TRUE)]
        lines += [Content(""), Content.styled("A short tour", "bold $accent")]
        for name, text in _TOUR:
            lines += _row(key_names(BY_ID[name], self._keys)[0], text)
        for group in Group:
            lines += [Content(""), Content.styled(group, "bold $accent")]
            for action in ALL:
                if action.group is group:
                    names = " ".join(key_names(action, self._keys))
                    lines += _row(names, f"{action.title}. {action.help}")
        return Content("\n").join(lines)


def _row(keys: str, text: str) -> Iterator[Content]:
    """The keys, and beside them what they do, in as many lines as that takes."""
    for number, line in enumerate(wrap(text, _TEXT_WIDTH)):
        yield Content.assemble((fit("" if number else keys, _KEYS_WIDTH), "bold"), line)
