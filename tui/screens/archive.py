"""The archive: the cards that are closed, found by a few letters, and opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from pendulum import DateTime
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from store.records import Card
from store.rules.board import Entry
from store.search.index import Index
from store.search.query import elsewhere, find, parse
from store.words import cards as card_words
from store.words import history as history_words
from tui.key_names import Keys, own_key
from tui.screens.confirm import ConfirmScreen
from tui.widgets.find import FindLine

_EMPTY = "Nothing here yet. A card comes here when they make an offer or say no, or you withdraw."


class ArchiveScreen(ModalScreen[None]):
    """Lists closed cards, the latest first, and of those looked for the best match first.

    ``reopen`` and ``reply`` are called with a card; ``keys`` are those of the board's actions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close"),
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("slash", "find", "Find", id="find"),
        Binding("w", "words", "The words for it"),
        Binding("q", "dismiss", "Close", show=False),
        Binding("v", "dismiss", "Close", show=False, id="archive"),
    ]
    DEFAULT_CSS = """
    ArchiveScreen { align: center middle; }
    ArchiveScreen > Vertical {
        width: 100%; max-width: 100; height: 100%; max-height: 34; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-subtitle-color: $foreground 70%;
        background: $background;
    }
    ArchiveScreen FindLine { margin-bottom: 1; }
    ArchiveScreen OptionList { height: 1fr; border: none; padding: 0; background: $background; }
    ArchiveScreen OptionList:focus { border: none; }
    ArchiveScreen #none { height: 1fr; color: $foreground 75%; }
    """
    AUTO_FOCUS = "OptionList"

    def __init__(
        self,
        closed: Sequence[Entry],
        now: DateTime,
        reopen: Callable[[Card], None],
        reply: Callable[[Card], None],
        keys: Keys,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._entries = sorted(closed, key=_when_closed, reverse=True)
        self._index = Index()
        self._shown: list[Card] = []
        self._now = now
        self._reopen = reopen
        self._reply = reply

    def compose(self) -> ComposeResult:
        """What to find, the cards found, and a word when there are none."""
        with Vertical() as box:
            box.border_title = "Archive"
            find, again = self._keys.spell("{find} find"), own_key(OptionList, "select")
            words, close = (own_key(ArchiveScreen, each) for each in ("words", "leave"))
            box.border_subtitle = f"{find} · {words} words · {again} open again · {close} close"
            yield FindLine(placeholder="company, role, person, note, or is:offer")
            yield OptionList(markup=False)
            yield Static("", id="none", markup=False)

    def on_mount(self) -> None:
        """Show all of it."""
        self._list("")

    def action_find(self) -> None:
        """Go to the field; in it, the key is a letter like any other."""
        self.query_one(FindLine).focus_field()

    def action_words(self) -> None:
        """Show the words that fit the highlighted card."""
        index = self.query_one(OptionList).highlighted
        if index is not None and self._shown:
            self._reply(self._shown[index])

    def action_leave(self) -> None:
        """Clear what is looked for; where nothing is, close."""
        if self.query_one(FindLine).text:
            self.query_one(FindLine).field.value = ""
        else:
            self.dismiss()

    def on_find_line_typed(self) -> None:
        """Narrow the list with every letter."""
        self._list(self.query_one(FindLine).text)

    def on_find_line_kept(self) -> None:
        """Go from the field to what was found."""
        self.query_one(OptionList).focus()

    def on_find_line_cleared(self) -> None:
        """Go from the field to the whole list."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask before a card is opened again."""
        card = self._shown[event.option_index]

        def confirmed() -> None:
            self._reopen(card)
            self.dismiss()

        explanation = (
            f"{history_words.closed(card, self._now)} It comes back to the board as it was."
        )
        self.app.push_screen(
            ConfirmScreen(f"Open {card.company} again?", explanation, "Open it", confirmed)
        )

    def _list(self, wanted: str) -> None:
        query = parse(wanted)
        self._shown = [hit.entry.card for hit in find(self._entries, query, self._index)]
        problem = query.problem or elsewhere(query, archive=True)
        found = f"{len(self._shown)} of {len(self._entries)}" if query else ""
        self.query_one(FindLine).say(problem or found, wrong=bool(problem))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(card)) for card in self._shown])
        options.display = bool(self._shown)
        if self._shown:
            options.highlighted = 0
        none = self.query_one("#none", Static)
        none.display = not self._shown
        all_of_them = f"{own_key(ArchiveScreen, 'leave')} shows all of them."
        none.update(f"No closed card fits. {all_of_them}" if self._entries else _EMPTY)

    def _line(self, card: Card) -> Content:
        return Content.assemble(
            (card_words.title(card), "bold"),
            "\n",
            (f"  {history_words.closed(card, self._now)}", "$foreground 80%"),
        )


def _when_closed(entry: Entry) -> datetime:
    steps = entry.card.steps
    return steps[-1].recorded if steps else entry.card.created
