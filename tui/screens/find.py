"""What a screen with a board does while something is looked for on it."""

from __future__ import annotations

from pendulum import DateTime
from textual.actions import SkipAction
from textual.timer import Timer

from store.file.book import Book
from store.rules.lookout import Lookout
from tui.desk.finding import Finding
from tui.key_names import Keys
from tui.lean.textual_private.drawing import LayeredScreen
from tui.widgets.board import Board
from tui.widgets.find import FindLine

_BETWEEN = 0.02  # seconds from one lot of cards that is made ready to be searched to the next


class FindScreen(LayeredScreen[None]):
    """A screen whose board is narrowed, with every letter typed, to the cards that match."""

    def __init__(self, book: Book, lookout: Lookout | None = None) -> None:
        super().__init__()
        self.book = book
        self.keys = Keys({})
        self.finding = Finding(book, self.spell, lookout)
        self._came_from = ""
        self._reading: Timer | None = None

    @property
    def board(self) -> Board:
        """The columns with the cursor."""
        return self.query_one("#board", Board)

    @property
    def focused_board(self) -> Board:
        """The board while it has the focus.

        Raises:
            SkipAction: The focus is elsewhere, so the key means something else.
        """
        if self.focused is not self.board:
            raise SkipAction
        return self.board

    @property
    def find_line(self) -> FindLine:
        """The line that says what is looked for."""
        return self.query_one(FindLine)

    def now(self) -> DateTime:
        """The present moment in the candidate's zone."""
        raise NotImplementedError

    def draw(self, now: DateTime, card_id: str | None = None) -> None:
        """Show the cards as they were looked at, with the cursor on a card if one is named."""
        raise NotImplementedError

    def hint(self) -> None:
        """Show what the keys do now."""
        raise NotImplementedError

    def spell(self, text: str) -> str:
        """A sentence with the key of each action in place of its id in braces."""
        return self.keys.spell(text)

    def selected_id(self) -> str:
        """The id of the selected card; "" where there is none."""
        return self.board.selected.card.id if self.board.selected else ""

    def find(self) -> None:
        """Open the line, with what is looked for already, and take letters."""
        self._came_from = self.selected_id()
        self.find_line.add_class("-open")
        self.find_line.focus_field()
        self.finding.begin()
        self._reading = self._reading or self.set_interval(_BETWEEN, self._read_some)
        self._reading.resume()
        self.hint()

    def show_all(self) -> None:
        """Show the whole board again, with the cursor on the card where it is.

        Raises:
            SkipAction: The focus is elsewhere, so the key means something else.
        """
        if self.focused is not self.board:
            raise SkipAction
        if self.finding.is_narrowed:
            self.find_line.field.value = ""
            self._look_for("")
            self.hint()

    def on_find_line_typed(self) -> None:
        """Narrow the board with every letter; the cursor goes to the best match.

        With nothing to look for any more it goes back to where it came from.
        """
        if self.find_line.text != self.finding.text:
            self._look_for(self.find_line.text)
            best = self.finding.best if self.finding.is_narrowed else self._came_from
            if best:
                self.board.select(best)

    def on_find_line_kept(self) -> None:
        """Go on with what was found."""
        self.set_focus(self.board)

    def on_find_line_cleared(self) -> None:
        """Show everything again, with the cursor where it was before."""
        self._look_for("")
        self.board.select(self._came_from)
        self.set_focus(self.board)

    def on_find_line_left(self) -> None:
        """Close the line, whatever was gone to instead."""
        if not self.find_line.is_typing:
            self.find_line.remove_class("-open")
            self.hint()

    def _look_for(self, text: str) -> None:
        self.finding.look_for(text)
        self.draw(self.now())

    def _read_some(self) -> None:
        if not self.finding.read_some() and self._reading:
            self._reading.pause()
