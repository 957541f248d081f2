"""The words at full height: for the selected card of the board, or for a card that is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Static

from store.errors import NotAllowedError
from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen

_MINUTE = 60.0


class Page(Struct, frozen=True):
    """What is to be shown now.

    ``about`` tells one text from another, which begins at its top; ``hints`` are keys with a word
    each, the most wanted first.
    """

    about: tuple[str, str]
    name: str
    text: Content
    hints: Sequence[tuple[str, str]]


class WordsScreen(ModalScreen[None], LayeredScreen[None]):
    """Shows one script with all there is to say of it, anew whenever something was done.

    A class made of this one has a key for each action that works here.

    Args:
        look: Gives what is to be shown; raises NotAllowedError when there is no card any more.
        do: Carries out an action by its id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "do('next-script')", "Next script", show=False),
        Binding("left,h", "do('previous-script')", "Previous script", show=False),
        Binding("j", "scroll_by(1)", "Down", show=False, id="down"),
        Binding("k", "scroll_by(-1)", "Up", show=False, id="up"),
        Binding("escape,q,enter", "leave", "Back"),
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("space", "leave", "Back", show=False, id="words"),
        Binding("tab", "leave", "Back", show=False, priority=True, id="panel"),
    ]
    DEFAULT_CSS = """
    WordsScreen { align: center middle; }
    WordsScreen > VerticalScroll {
        width: 100%; max-width: 84; height: 100%; padding: 0 2;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background;
    }
    WordsScreen Static { height: auto; }
    """

    def __init__(self, look: Callable[[], Page], do: Callable[[str], None]) -> None:
        super().__init__()
        self._look = look
        self._do = do
        self._about = ("", "")
        self._hints: Sequence[tuple[str, str]] = ()

    def compose(self) -> ComposeResult:
        """All of it in one scroll."""
        with VerticalScroll():
            yield Static("", markup=False)

    @property
    def box(self) -> Region:
        """Where the words are on the screen."""
        return self._scroll.region

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def on_mount(self) -> None:
        """Keep the due words true as time goes by."""
        self.set_interval(_MINUTE, self._draw)

    def on_screen_resume(self) -> None:
        """Show the words as they are by now."""
        self._draw()

    def on_resize(self) -> None:
        """Show as many keys as there is room for now."""
        self.call_after_refresh(self._hint)

    def action_do(self, action_id: str) -> None:
        """Carry out an action, and show what came of it."""
        self._do(action_id)
        self._draw()

    def action_scroll_by(self, lines: int) -> None:
        """Scroll the words."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss()

    def _draw(self) -> None:
        if not self.is_current:
            return  # it is drawn when it comes back into view
        try:
            page = self._look()
        except NotAllowedError:
            self.dismiss()
            return
        self._scroll.border_title = Content(page.name)
        text = self.query_one(Static)
        if page.text != text.content:
            text.update(page.text)
        if page.about != self._about:
            self._about = page.about
            self._scroll.scroll_home(animate=False)
        self._hints = page.hints
        self._hint()

    def _hint(self) -> None:
        """Name the keys in the lower border, as many as fit, and always the one that goes back."""
        back = f"{own_key(WordsScreen, 'leave')} back"
        line, room = "", self._scroll.size.width - cell_len(back) - 3
        for key, word in self._hints:
            longer = f"{line}{key} {word} · "
            if not word or cell_len(longer) > room:
                continue
            line = longer
        self._scroll.border_subtitle = Content(f"{line}{back}")
