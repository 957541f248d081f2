"""All keys by situation, and how following up goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.fitting import fit, wrap
from tui.key_names import own_key
from tui.lean.textual_private import LayeredScreen
from tui.widgets.frame import WIDE, Drawn, Frame, is_wide

Rows = Sequence[tuple[str, str]]
"""Keys as people read them, and what they do."""
Part = tuple[str, Rows]
"""A title, and what stands under it."""

_PATH = (
    "Thank them within a day. Wait out the date they named. Then one short email, in the same "
    "thread. Then one call, or a brief voicemail. Then move on, with your head high: most silence "
    "is not about you."
)
_KEYS_WIDTH = 10
_USUAL_WIDTH = 70  # cells of a column
_BEGINNING = 9  # lines of what comes before the keys, about
_TRUE = (
    "A card moves only when you say that the thing was really done. Copying a script moves nothing."
)


class HelpScreen(ModalScreen[None], LayeredScreen[None]):
    """The help. Any of the usual keys closes it.

    Args:
        tour: What one does first, in order.
        groups: All that the keys do, in groups with a title each.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("question_mark,f1", "dismiss", "Close", show=False, id="help"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & Frame { max-width: 80; }
        & VerticalScroll, & #columns, & #columns > Vertical { height: auto; }
        & VerticalScroll { max-height: 100%; }
        & Static, & Drawn { height: auto; margin-bottom: 1; }
        &.-wide Frame { max-width: 180; }
        &.-wide #columns { layout: horizontal; }
        &.-wide #columns > Vertical { width: 1fr; }
        &.-wide #columns > #beside { margin-left: 3; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, tour: Rows, groups: Sequence[tuple[str, Rows]]) -> None:
        super().__init__()
        self._parts = [("A short tour", tour), *groups]

    def compose(self) -> ComposeResult:
        """The whole text in one scroll, in two columns where there is room for them."""
        self.set_class(is_wide(self.app.size), "-wide")  # or else it is laid out twice
        close = (own_key(HelpScreen, "dismiss"), "close")
        first, second = _halves(self._parts)
        with Frame("Help", [("↑ ↓", "scroll"), close]), VerticalScroll(), Container(id="columns"):
            with Vertical():
                yield Static(_beginning())
                yield from (Drawn(partial(_part, *part)) for part in first)
            with Vertical(id="beside"):
                yield from (Drawn(partial(_part, *part)) for part in second)

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _halves(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """The parts in two columns of about the same length; the first also has the beginning."""
    lengths = [_BEGINNING, *(_part(*part, _USUAL_WIDTH).plain.count("\n") + 2 for part in parts)]
    half = sum(lengths) / 2
    split = min(range(len(parts) + 1), key=lambda count: abs(sum(lengths[: count + 1]) - half))
    return parts[:split], parts[split:]


def _beginning() -> Content:
    title = Content.styled("How following up goes", "bold $accent")
    return Content("\n").join([title, Content(_PATH), Content(""), Content(_TRUE)])


def _part(title: str, rows: Rows, width: int) -> Content:
    lines = [Content.styled(title, "bold $accent")]
    for keys, text in rows:
        lines += _row(keys, text, width - _KEYS_WIDTH)
    return Content("\n").join(lines)


def _row(keys: str, text: str, width: int) -> Iterator[Content]:
    """The keys, and beside them what they do, in as many lines as that takes."""
    for number, line in enumerate(wrap(text, max(width, 10))):
        yield Content.assemble((fit("" if number else keys, _KEYS_WIDTH), "bold"), line)
