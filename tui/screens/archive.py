"""The archive: the cards that are closed, found by a few letters, and opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from msgspec import Struct
from pendulum import DateTime
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from store import say
from store.records import Card
from store.rules.board import Entry
from store.search.index import Index
from store.search.query import elsewhere, find, parse
from store.words import cards as card_words
from store.words import history as history_words
from tui.fitting import fit
from tui.key_names import Keys, own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.screens.confirm import ConfirmScreen
from tui.widgets.card_list import CardList
from tui.widgets.find import FindLine
from tui.widgets.frame import WIDE, Frame, KeyWords, is_wide
from tui.widgets.story import story

_REST = 0.12  # seconds without a key before the story follows the cursor
_ENDING, _DAY, _MAILS, _AGAIN = 25, 15, 12, 21  # cells of the columns of a row
_ROOM_FOR_COLUMNS = 96

_EMPTY = "Nothing here yet. A card comes here when they make an offer or say no, or you withdraw."


class Does(Struct, frozen=True):
    """What can be done with a closed card: each is called with it.

    ``write_again`` asks from which day to write again, and hands on the card as it is after.
    """

    reopen: Callable[[Card], None]
    reply: Callable[[Card], None]
    write_again: Callable[[Card, Callable[[Entry], None]], None]


class ArchiveScreen(ModalScreen[None], LayeredScreen[None]):
    """Lists closed cards, the latest first, and of those looked for the best match first.

    What happened with the selected one stands beside the list, in a narrow window in its place.
    ``does`` is what can be done with a card; ``keys`` are those of the board's actions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close"),
        # With the ids of the board's actions they have the keys that were chosen for those.
        Binding("slash", "find", "Find", id="find"),
        Binding("space", "story", "What happened"),
        Binding("w", "words", "The words for it"),
        Binding("i", "write_again", "Write again one day", id="write-again"),
        Binding("q", "dismiss", "Close", show=False),
        Binding("v", "dismiss", "Close", show=False, id="archive"),
    ]
    DEFAULT_CSS = """
    ArchiveScreen {
        align: center middle;
        & Frame { max-width: 180; height: 100%; max-height: 44; }
        & FindLine { margin-bottom: 1; }
        & #closed { height: 1fr; }
        & #found { width: 1fr; height: 1fr; }
        & #none { height: 1fr; color: $foreground 75%; }
        & #story { width: 1fr; height: 1fr; display: none; }
        & #story > Static { height: auto; }
        &.-short FindLine { margin-bottom: 0; }
        &.-wide #story {
            display: block; max-width: 72; margin-left: 1; padding-left: 1;
            border-left: solid $border-blurred;
        }
        &.-wide #story:focus { border-left: solid $accent; }
        &.-narrow.-telling #story { display: block; }
        &.-narrow.-telling FindLine, &.-narrow.-telling #found { display: none; }
    }
    """
    AUTO_FOCUS = "CardList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self,
        closed: Sequence[Entry],
        now: DateTime,
        does: Does,
        keys: Keys,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._entries = sorted(closed, key=_when_closed, reverse=True)
        self._index = Index()
        self._shown: list[Card] = []
        self._now = now
        self._does = does
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """What to find, the cards found, a word when there are none, and one card's story."""
        self.set_class(is_wide(self.app.size), "-wide")  # or else it is laid out twice
        with Frame("Archive", self._named()):
            yield FindLine(placeholder="company, role, person, note, or is:offer")
            with Horizontal(id="closed"):
                with Vertical(id="found"):
                    yield CardList()
                    yield Static("", id="none", markup=False)
                with VerticalScroll(id="story"):
                    yield Static("", markup=False)

    def _named(self) -> KeyWords:
        """The keys that the lower border names."""
        words, story, close = (own_key(ArchiveScreen, each) for each in ("words", "story", "leave"))
        again = (own_key(CardList, "choose"), "reopen")
        if self.has_class("-telling"):
            return [("↑ ↓", "scroll"), (words, "words"), (close, "back")]
        return [
            again,
            (story, "story"),
            (words, "words"),
            (self._keys.spell("{write-again}"), "write again"),
            (self._keys.spell("{find}"), "find"),
            (close, "close"),
        ]

    def on_mount(self) -> None:
        """Show all of it."""
        self._list("")

    def action_find(self) -> None:
        """Go to the field; in it, the key is a letter like any other."""
        self.query_one(FindLine).focus_field()

    def action_story(self) -> None:
        """Go to the story of the selected card, or back to the list."""
        if self._selected is not None:
            self._go(telling=not self.has_class("-telling"))

    def action_words(self) -> None:
        """Show the words that fit the selected card."""
        if self._selected is not None:
            self._does.reply(self._selected)

    def action_write_again(self) -> None:
        """Ask from which day to write to them again."""
        if self._selected is not None:
            self._does.write_again(self._selected, self._changed)

    def _changed(self, entry: Entry) -> None:
        """Show a card as it is now, where it stood."""
        self._entries = [entry if each.card.id == entry.card.id else each for each in self._entries]
        self._shown = [entry.card if each.id == entry.card.id else each for each in self._shown]
        self._set_rows(self._cards.selected)
        self._tell()

    def action_leave(self) -> None:
        """Go back from the story; clear what is looked for; where nothing is, close."""
        if self.has_class("-telling"):
            self._go(telling=False)
        elif self.query_one(FindLine).text:
            self.query_one(FindLine).field.value = ""
        else:
            self.dismiss()

    def on_find_line_typed(self) -> None:
        """Narrow the list with every letter."""
        self._list(self.query_one(FindLine).text)

    def on_find_line_kept(self) -> None:
        """Go from the field to what was found."""
        self._cards.focus()

    def on_find_line_cleared(self) -> None:
        """Go from the field to the whole list."""
        self._cards.focus()

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        """Ask before a card is opened again."""
        card = self._shown[event.index]

        def confirmed() -> None:
            self._does.reopen(card)
            self.dismiss()

        explanation = (
            f"{history_words.closed(card, self._now)} It comes back to the board as it was."
        )
        self.app.push_screen(
            ConfirmScreen(f"Open {card.company} again?", explanation, "Open it", confirmed)
        )

    def on_card_list_moved(self) -> None:
        """Tell the story of the selected card once the cursor rests."""
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self._tell)

    @property
    def _cards(self) -> CardList:
        return self.query_one(CardList)

    @property
    def _selected(self) -> Card | None:
        index = self._cards.selected
        return None if index is None or not self._shown else self._shown[index]

    def _go(self, *, telling: bool) -> None:
        self.set_class(telling, "-telling")
        self._tell()
        self.query_one("#story" if telling else CardList).focus()
        self.query_one(Frame).name_keys(self._named())

    def _tell(self) -> None:
        """Draw the story of the selected card, where it is seen."""
        box, card = self.query_one("#story", VerticalScroll), self._selected
        if not box.display:
            return
        told = story(card, self._now) if card else Content("")
        if told != box.query_one(Static).content:
            box.query_one(Static).update(told)
            box.scroll_home(animate=False)

    def _set_rows(self, at: int | None = 0) -> None:
        """Set the rows anew, in columns where there is room for them."""
        rows = [*self._shown]
        self._cards.show(lambda room: [self._row(card, room) for card in rows], len(rows), at)

    def _list(self, wanted: str) -> None:
        query = parse(wanted)
        self._shown = [hit.entry.card for hit in find(self._entries, query, self._index)]
        problem = query.problem or elsewhere(query, archive=True)
        found = f"{len(self._shown)} of {len(self._entries)}" if query else ""
        self.query_one(FindLine).say(problem or found, wrong=bool(problem))
        self._cards.display = bool(self._shown)
        self._set_rows()
        self._tell()
        none = self.query_one("#none", Static)
        none.display = not self._shown
        all_of_them = f"{own_key(ArchiveScreen, 'leave')} shows all of them."
        none.update(f"No closed card fits. {all_of_them}" if self._entries else _EMPTY)

    def _row(self, card: Card, room: int) -> Content:
        words, day = history_words.ending(card, self._now)
        mails = history_words.mails_sent(card)
        title = card_words.title(card)
        if room < _ROOM_FOR_COLUMNS:
            ended = f"{words}, {day}" if day else words
            told = " · ".join(filter(None, (ended, mails, _again(card))))
            return Content.assemble((title, "bold"), "\n", (told, "$foreground 80%"))
        columns = f" {fit(words, _ENDING)} {fit(day, _DAY)} {fit(mails, _MAILS)}"
        if any(each.write_again for each in self._shown):
            columns += f" {fit(_again(card), _AGAIN)}"
        name = fit(title, room - len(columns))
        return Content.assemble((name, "bold"), (columns, "$foreground 80%"))


def _again(card: Card) -> str:
    """From when to write to them again: "again 25 Jan 2027"; "" where no day was chosen."""
    return f"again {say.full_day(card.write_again)}" if card.write_again else ""


def _when_closed(entry: Entry) -> datetime:
    steps = entry.card.steps
    return steps[-1].recorded if steps else entry.card.created
