"""The words for a card that is closed: a reply to an offer, to a no, or a goodbye."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words.scripts.fill import Script
from tui.key_names import Keys, own_keys
from tui.widgets.panel import gaps_of_closed, pieces


class ReplyScreen(ModalScreen[None]):
    """Shows the scripts that fit, one at a time, anew whenever it comes back into view.

    ``does`` has what the keys of some of the board's actions do with the one shown, by the id of
    the action; ``keys`` are those of the board's actions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("greater_than_sign", "turn(1)", "Next", show=False, id="next-script"),
        Binding("less_than_sign", "turn(-1)", "Previous", show=False, id="previous-script"),
        Binding("right,l", "turn(1)", "Next", show=False),
        Binding("left,h", "turn(-1)", "Previous", show=False),
        Binding("c", "do('copy')", "Copy", id="copy"),
        Binding("m", "do('mail')", "Mail", id="mail"),
        Binding("f", "do('plain')", "Plain text", id="plain"),
        Binding("E", "do('edit-words')", "Edit", id="edit-words"),
        Binding("R", "do('reset-words')", "Reset", id="reset-words"),
        Binding("M", "do('me')", "Your details", id="me"),
        Binding("escape,q,enter", "dismiss", "Close"),
    ]
    DEFAULT_CSS = """
    ReplyScreen { align: center middle; }
    ReplyScreen > VerticalScroll {
        width: 100%; max-width: 84; height: auto; max-height: 100%; padding: 1 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background;
    }
    """

    def __init__(
        self,
        scripts: Callable[[], Sequence[Script]],
        does: Mapping[str, Callable[[Script], None]],
        keys: Keys,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._find = scripts
        self._scripts = scripts()
        self._index = 0
        self._does = does

    def compose(self) -> ComposeResult:
        """The script in one scroll."""
        with VerticalScroll() as box:
            close = own_keys(ReplyScreen, ("dismiss", "close"))
            do = self._keys.spell("{edit-words} edit · {copy} copy · {mail} mail")
            box.border_subtitle = f"{do} · {close}"
            yield Static("", markup=False)

    def on_screen_resume(self) -> None:
        """Show the one that fits best, and later the same one as its words are by then."""
        self._scripts = self._find()
        self._index = min(self._index, len(self._scripts) - 1)
        self._draw()

    def action_turn(self, step: int) -> None:
        """Show the next script, or the one before."""
        self._index = (self._index + step) % len(self._scripts)
        self._draw()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_do(self, action_id: str) -> None:
        """Do with the script that is shown what an action of the board does."""
        self._does[action_id](self._scripts[self._index])

    def _draw(self) -> None:
        script = self._scripts[self._index]
        box = self.query_one(VerticalScroll)
        turn = self._keys.spell("{previous-script} {next-script} for others")
        of = f" · {self._index + 1} of {len(self._scripts)}, {turn}"
        box.border_title = Content(f"{script.title}{of if len(self._scripts) > 1 else ''}")
        lines = [Content.styled(script.purpose, "$foreground 70%"), Content("")]
        if script.subject:
            lines += [Content.styled("Subject: ", "$foreground 70%") + pieces(script.subject)]
            lines.append(Content(""))
        lines.append(pieces(script.body))
        if script.gaps:
            gaps = gaps_of_closed(script, self._keys)
            lines += [Content(""), Content.styled(gaps, "$warning")]
        self.query_one(Static).update(Content("\n").join(lines))
