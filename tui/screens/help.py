"""All keys by situation, and how following up goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.fitting import fit, wrap
from tui.key_names import own_keys

Rows = Sequence[tuple[str, str]]
"""Keys as people read them, and what they do."""

_PATH = (
    "Thank them within a day. Wait out the date they named. Then one short email, in the same "
    "thread. Then one call, or a brief voicemail. Then move on, with your head high: most silence "
    "is not about you."
)
_KEYS_WIDTH, _TEXT_WIDTH = 10, 60
_TRUE = (
    "A card moves only when you say that the thing was really done. Copying a script moves nothing."
)


class HelpScreen(ModalScreen[None]):
    """The help. Any of the usual keys closes it.

    Args:
        tour: What one does first, in order.
        groups: All that the keys do, in groups with a title each.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("question_mark,f1", "dismiss", "Close", show=False, id="help"),
    ]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 100%; max-width: 80; height: auto; max-height: 100%; padding: 0 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background;
    }
    """

    def __init__(self, tour: Rows, groups: Sequence[tuple[str, Rows]]) -> None:
        super().__init__()
        self._parts = [("A short tour", tour), *groups]

    def compose(self) -> ComposeResult:
        """The whole text in one scroll."""
        with VerticalScroll() as box:
            box.border_title = "Help"
            box.border_subtitle = f"↑ ↓ scroll · {own_keys(HelpScreen, ('dismiss', 'close'))}"
            yield Static(self._text())

    def _text(self) -> Content:
        lines = [Content.styled("How following up goes", "bold $accent"), Content(_PATH)]
        lines += [Content(""), Content(_TRUE)]
        for title, rows in self._parts:
            lines += [Content(""), Content.styled(title, "bold $accent")]
            for keys, text in rows:
                lines += _row(keys, text)
        return Content("\n").join(lines)


def _row(keys: str, text: str) -> Iterator[Content]:
    """The keys, and beside them what they do, in as many lines as that takes."""
    for number, line in enumerate(wrap(text, _TEXT_WIDTH)):
        yield Content.assemble((fit("" if number else keys, _KEYS_WIDTH), "bold"), line)
