"""Finding on the board: it narrows in place while one types, and stays so until ``Esc``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pendulum import DateTime
from textual.actions import SkipAction
from textual.timer import Timer

from store.clock import Clock
from store.file.book import Book
from store.records import Card
from store.rules.board import Overview
from store.search.index import Index
from store.search.query import Narrowed, Query, elsewhere, narrow, parse
from tui.screens.desk import Desk
from tui.widgets.board import Board
from tui.widgets.find import FindLine
from tui.widgets.header import Header

_HELPING, _BETWEEN = 200, 0.02  # cards made ready to be searched at a time, and seconds till more


class FindingDesk(Desk):
    """A desk whose board can be narrowed to what is looked for.

    The board shows what fits, also of the cards that come or change; the header's sums speak of the
    whole board. ``_overview`` is all of it, ``_shown`` what is left of it.
    """

    DEFAULT_CSS = """
    FindingDesk {
        layers: default above;
        & > FindLine { display: none; layer: above; dock: bottom; margin-bottom: 1; }
        & > FindLine.-open { display: block; }
        &.-tiny-width > FindLine, &.-tiny-height > FindLine { display: none; }
    }
    """

    def __init__(self, book: Book, clock: Clock) -> None:
        super().__init__(book, clock)
        self._overview = self._shown = Overview()
        self._query = Query()
        self._index = Index()
        self._narrowed: Narrowed | None = None
        self._came_from = ""
        self._unread: Iterator[Card] = iter(())
        self._reading: Timer | None = None

    @property
    def find_line(self) -> FindLine:
        """The line that says what is looked for."""
        return self.query_one(FindLine)

    @property
    def is_narrowed(self) -> bool:
        """Whether the board shows only what is looked for."""
        return self._narrowed is not None

    @property
    def is_typing(self) -> bool:
        """Whether keys are letters of what is looked for."""
        return self.find_line.is_typing

    def find(self) -> None:
        """Open the line, with what is looked for already, and take letters."""
        self._came_from = self.selected_id()
        self.find_line.add_class("-open")
        self.find_line.focus_field()
        board = self._overview.columns.values()
        self._unread = iter([entry.card for held in board for entry in held])
        self._reading = self._reading or self.set_interval(_BETWEEN, self._read_some)
        self._reading.resume()
        self._follow()

    def show_all(self) -> None:
        """Show the whole board again, with the cursor on the card where it is.

        Raises:
            SkipAction: The focus is elsewhere, so the key means something else.
        """
        if self.focused is not self.query_one(Board):
            raise SkipAction
        if self.is_narrowed:
            self.find_line.field.value = ""
            self._look_for("")
            self._follow()

    def left_of(self, overview: Overview) -> Overview:
        """What fits of these cards."""
        return narrow(overview, self._query, self._index).overview if self._query else overview

    def show_overview(self, overview: Overview, now: DateTime, card_id: str | None = None) -> None:
        """Show what fits of these cards, with the cursor on a card if one is named."""
        self._overview = overview
        narrowed = narrow(overview, self._query, self._index) if self._query else None
        self._narrowed = narrowed
        self._shown = narrowed.overview if narrowed else overview
        totals = {stage: len(held) for stage, held in overview.columns.items()}
        found = f"{narrowed.found} of {narrowed.of}" if narrowed else ""
        sought = f"/ {self._query.text.strip()}" if narrowed else ""
        self.query_one(Header).show(overview, now, self.file_state, (sought, found))
        self.query_one(Board).show(self._shown, now, card_id, totals if narrowed else None)
        problem = self._query.problem
        if not problem and (there := elsewhere(self._query, archive=False)):
            problem = f"{there} {self.keys.spell('{archive} opens it.')}"
        self.find_line.say(problem or found, wrong=bool(problem))

    def hints_of_finding(self) -> list[tuple[str, str]]:
        """What the keys do for finding now, while it is under way."""
        if self.is_typing:
            return [("⏎", "Keep"), ("Esc", "Show all"), ("stage: due: via:", "narrow it further")]
        return [("Esc", "Show all")] if self.is_narrowed else []

    def on_find_line_typed(self) -> None:
        """Narrow the board with every letter; the cursor goes to the best match.

        With nothing to look for any more it goes back to where it came from.
        """
        if self.find_line.text != self._query.text:
            self._look_for(self.find_line.text)
            best = self._narrowed.best if self._narrowed else self._came_from
            if best:
                self.query_one(Board).select(best)

    def on_find_line_kept(self) -> None:
        """Go on with what was found."""
        self.set_focus(self.query_one(Board))

    def on_find_line_cleared(self) -> None:
        """Show everything again, with the cursor where it was before."""
        self._look_for("")
        self.query_one(Board).select(self._came_from)
        self.set_focus(self.query_one(Board))

    def on_find_line_left(self) -> None:
        """Close the line, whatever was gone to instead."""
        if not self.is_typing:
            self.find_line.remove_class("-open")
            self._follow()

    def _follow(self) -> None:
        """Let what depends on the cursor follow it."""

    def _look_for(self, text: str) -> None:
        self._query = parse(text)
        self.show_overview(self._overview, self.now())

    def _read_some(self) -> None:
        """Make ready a few more of the cards, so that no letter has to wait for all of them."""
        if not self._index.prepare(islice(self._unread, _HELPING)) and self._reading:
            self._reading.pause()
