"""All keys by situation, and how following up goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen

from tui.fitting import fit, wrap
from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.frame import is_wide
from tui.widgets.page import Page

Rows = Sequence[tuple[str, str]]
"""Keys as people read them, and what they do."""
Part = tuple[str, Rows]
"""A title, and what stands under it."""
Setting = Callable[[int], Sequence[Content]]
"""Sets a text for a width."""

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
    DEFAULT_CSS = "HelpScreen { align: center middle; }"

    def __init__(self, tour: Rows, groups: Sequence[tuple[str, Rows]]) -> None:
        super().__init__()
        self._parts = [("A short tour", tour), *groups]

    def compose(self) -> ComposeResult:
        """The whole text in one scroll, in two columns where there is room for them."""
        close = (own_key(HelpScreen, "dismiss"), "close")
        first, second = _halves(self._parts)
        columns = [partial(_column, [_beginning], first), partial(_column, [], second)]
        wide = is_wide(self.app.size)
        keys = [("↑ ↓", "scroll"), close]
        yield Page("Help", keys, columns, beside=wide, widest=_widest(wide=wide))

    def on_resize(self, event: Resize) -> None:
        """Set it in one column or in two."""
        wide = is_wide(event.size)
        self.query_one(Page).show(beside=wide, widest=_widest(wide=wide))

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(Page).scroll_relative(y=lines, animate=False)


def _widest(*, wide: bool) -> int:
    return 180 if wide else 80


def _halves(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """The parts in two columns of about the same length; the first also has the beginning."""
    lengths = [_BEGINNING, *(_length(rows, _USUAL_WIDTH) for _, rows in parts)]
    half = sum(lengths) / 2
    split = min(range(len(parts) + 1), key=lambda count: abs(sum(lengths[: count + 1]) - half))
    return parts[:split], parts[split:]


def _column(heads: Sequence[Setting], parts: Sequence[Part], width: int) -> list[Content]:
    """A column: each thing in it with a line left free below."""
    lines: list[Content] = []
    settings: list[Setting] = [*heads, *(partial(_part, *part) for part in parts)]
    for setting in settings:
        lines += [*setting(width), Content("")]
    return lines


def _beginning(width: int) -> list[Content]:
    title = Content.styled("How following up goes", "bold $accent")
    return [title, *Content(_PATH).wrap(width), Content(""), *Content(_TRUE).wrap(width)]


def _part(title: str, rows: Rows, width: int) -> list[Content]:
    lines = [Content.styled(title, "bold $accent")]
    for keys, text in rows:
        lines += _row(keys, text, width - _KEYS_WIDTH)
    return lines


def _length(rows: Rows, width: int) -> int:
    """The lines of a part with its title, and one left free."""
    return 2 + sum(len(wrap(text, width - _KEYS_WIDTH)) for _, text in rows)


def _row(keys: str, text: str, width: int) -> Iterator[Content]:
    """The keys, and beside them what they do, in as many lines as that takes."""
    for number, line in enumerate(wrap(text, max(width, 10))):
        yield Content.assemble((fit("" if number else keys, _KEYS_WIDTH), "bold"), line)
