"""A QR code for the phone: the number to dial, the mail or the message to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words.deliver.qr import qr_lines
from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.frame import Frame, keys_line

_FRAME = 4  # cells of a frame's two sides, with what is left free inside

BLACK_ON_WHITE = Style(color="#000000", bgcolor="#ffffff")
"""The only way that every phone reads a code, whatever the theme."""


def code(data: str, width: int, height: int) -> Text | None:
    """The code in this many cells at most; None when it does not fit."""
    lines = qr_lines(data, width, height)
    return Text("\n".join(lines), BLACK_ON_WHITE, no_wrap=True) if lines else None


class QrScreen(ModalScreen[None], LayeredScreen[None]):
    """Shows one code at a time; left and right turn from the number to the mail.

    A code is a name with its links, the fullest first: shown is the first that fits the window.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "Previous", show=False),
        Binding("right,l,space,tab", "turn(1)", "Next", show=False),
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("x", "dismiss", "Close", show=False, id="qr"),
    ]
    DEFAULT_CSS = """
    QrScreen {
        align: center middle;
        & Frame { width: auto; max-width: 100%; align-horizontal: center; }
        & #code { width: auto; max-width: 100%; height: auto; }
        & Frame.-bare { border: none; padding: 0; }
        & #what { width: auto; max-width: 100%; height: 1; display: none; }
        & Frame.-bare #what { display: block; }
    }
    """

    def __init__(self, codes: Sequence[tuple[str, Sequence[str]]]) -> None:
        super().__init__()
        self._codes = codes
        self._index = 0

    def compose(self) -> ComposeResult:
        """The code in a frame; where only the code itself has room, a line that says what it is."""
        with Frame("", ()):
            yield Static("", id="what", markup=False)
            yield Static("", id="code", markup=False)

    def on_resize(self) -> None:
        """Fit the code to the window."""
        self._draw()

    def action_turn(self, step: int) -> None:
        """Show the next code, or the one before."""
        self._index = (self._index + step) % len(self._codes)
        self._draw()

    def _draw(self) -> None:
        what, links = self._codes[self._index]
        width, height = self.size
        fitting = ((link, code(link, width, height - 1)) for link in links)
        link, drawn = next((each for each in fitting if each[1]), ("", None))
        bare = drawn is not None and code(link, width - _FRAME, height - 2) is None
        back, on, close = (own_key(QrScreen, each) for each in ("turn(-1)", "turn(1)", "dismiss"))
        turn = [(f"{back} {on}", "another")] if len(self._codes) > 1 else []
        keys = [*turn, (close, "close")]
        frame = self.query_one(Frame)
        frame.set_class(bare, "-bare")
        frame.border_title = Content(what)
        frame.styles.min_width = 0 if bare else min(width, cell_len(what) + _FRAME + 2)
        frame.name_keys(keys)
        self.query_one("#what", Static).update(Content(f"{what} · {keys_line(keys, width)}"))
        self.query_one("#code", Static).update(
            drawn or Content("This window is too small for the code. Make it larger.")
        )
