"""The words for a card that is closed: a reply to an offer, to a no, or a goodbye."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words.scripts.fill import Script
from tui.key_names import Keys, own_keys
from tui.widgets.panel import pieces


class ReplyScreen(ModalScreen[None]):
    """Shows the scripts that fit, one at a time. ``copy`` and ``mail`` are given the one shown.

    ``keys`` are those of the board's actions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("greater_than_sign", "turn(1)", "Next", show=False, id="next-script"),
        Binding("less_than_sign", "turn(-1)", "Previous", show=False, id="previous-script"),
        Binding("right,l", "turn(1)", "Next", show=False),
        Binding("left,h", "turn(-1)", "Previous", show=False),
        Binding("c", "copy", "Copy", id="copy"),
        Binding("m", "mail", "Mail", id="mail"),
        Binding("escape,q,enter", "dismiss", "Close"),
    ]
    DEFAULT_CSS = """
    ReplyScreen { align: center middle; }
    ReplyScreen > VerticalScroll {
        width: 100%; max-width: 84; height: auto; max-height: 100%; padding: 1 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 60%;
        background: $background;
    }
    """

    def __init__(
        self,
        scripts: Sequence[Script],
        copy: Callable[[Script], None],
        mail: Callable[[Script], None],
        keys: Keys,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._scripts = scripts
        self._index = 0
        self._copy = copy
        self._mail = mail

    def compose(self) -> ComposeResult:
        """The script in one scroll."""
        with VerticalScroll() as box:
            close = own_keys(ReplyScreen, ("dismiss", "close"))
            box.border_subtitle = f"{self._keys.spell('{copy} copy · {mail} mail')} · {close}"
            yield Static("", markup=False)

    def on_mount(self) -> None:
        """Show the one that fits best."""
        self._draw()

    def action_turn(self, step: int) -> None:
        """Show the next script, or the one before."""
        self._index = (self._index + step) % len(self._scripts)
        self._draw()

    def action_copy(self) -> None:
        """Send the script to the clipboard."""
        self._copy(self._scripts[self._index])

    def action_mail(self) -> None:
        """Make a mail of the script."""
        self._mail(self._scripts[self._index])

    def _draw(self) -> None:
        script = self._scripts[self._index]
        box = self.query_one(VerticalScroll)
        turn = self._keys.spell("{previous-script} {next-script} for others")
        of = f" · {self._index + 1} of {len(self._scripts)}, {turn}"
        box.border_title = Content(f"{script.title}{of if len(self._scripts) > 1 else ''}")
        lines = [Content.styled(script.purpose, "$foreground 65%"), Content("")]
        if script.subject:
            lines += [Content.styled("Subject: ", "$foreground 65%") + pieces(script.subject)]
            lines.append(Content(""))
        self.query_one(Static).update(Content("\n").join([*lines, pieces(script.body)]))
        box.scroll_home(animate=False)
