"""What is looked for on the board, and what of the board is left to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from pendulum import DateTime

from store.file.book import Book
from store.records import Source, Stage
from store.rules.board import Overview
from store.rules.lookout import Lookout
from store.search.index import Index
from store.search.query import Narrowed, Query, elsewhere, narrow, parse
from store.words import cards as card_words

_FIRST = "There is no card here yet. Press {add} to add an interview."
_CLEAR = "The board is clear. {archive} shows the cards that are closed; {add} adds an interview."
_NOTHING_FITS = "No card here fits what you look for. {show-all} shows all of them."
_NOT_AMONG = "Nothing is due among these. {show-all} shows all cards."
_AT_A_TIME = 200  # cards made ready to be searched in one go


class Finding:
    """The cards of the board, narrowed to what is looked for.

    ``overview`` is all of the board, of which the header's sums speak; ``shown`` is what fits, also
    of the cards that come or change meanwhile.

    Args:
        book: The open file.
        spell: Puts the keys into a sentence that names actions.
        lookout: Sees how the cards stand, and may have looked before.
    """

    def __init__(
        self, book: Book, spell: Callable[[str], str], lookout: Lookout | None = None
    ) -> None:
        self.overview = self.shown = Overview()
        self._book = book
        self._spell = spell
        self._lookout = lookout or Lookout()
        self._query = Query()
        self._index = Index()
        self._narrowed: Narrowed | None = None
        self._unread: Iterator[Source] = iter(())

    @property
    def is_narrowed(self) -> bool:
        """Whether only what is looked for is shown."""
        return self._narrowed is not None

    @property
    def text(self) -> str:
        """What is looked for, as it was typed."""
        return self._query.text

    @property
    def sought(self) -> tuple[str, str]:
        """What is looked for and how much of that there is: "/ dana", "2 of 9"; else nothing."""
        return (f"/ {self.text.strip()}", self._found) if self.is_narrowed else ("", "")

    @property
    def note(self) -> str:
        """How much was found: "2 of 9"; or what was not understood, or is to be found elsewhere."""
        return self.problem or self._found

    @property
    def problem(self) -> str:
        """What was not understood, or is to be found elsewhere."""
        there = elsewhere(self._query, archive=False)
        there = there and f"{there} {self._spell('{archive} opens it.')}"
        return self._query.problem or there

    @property
    def best(self) -> str:
        """The id of the card that fits best; "" where none does, or nothing is looked for."""
        return (self._narrowed and self._narrowed.best) or ""

    @property
    def totals(self) -> Mapping[Stage, int] | None:
        """How many cards the columns have in all; None where all of them are shown."""
        if not self.is_narrowed:
            return None
        return {stage: len(held) for stage, held in self.overview.columns.items()}

    @property
    def nothing_due(self) -> str:
        """What to say while nothing of what is shown is due."""
        if self.is_narrowed and self.overview.owed_now:
            return self._spell(_NOT_AMONG)
        return card_words.nothing_due(self.overview.next_up)

    @property
    def no_card(self) -> str:
        """What to say where an action needs a card and there is none."""
        return self._spell(_NOTHING_FITS if self.is_narrowed else _FIRST)

    @property
    def instead(self) -> str:
        """What to show in place of a card where nothing fits or all are closed; "" elsewhere."""
        if self.is_narrowed:
            return self._spell(_NOTHING_FITS)
        has_closed = not self.has_cards and bool(self._book.cards)
        return self._spell(_CLEAR) if has_closed else ""

    @property
    def has_cards(self) -> bool:
        """Whether there is any card on the board, shown or not."""
        return any(self.overview.columns.values())

    def look(self, now: DateTime) -> None:
        """See how the book stands now."""
        self.overview = self._lookout.look(self._book.state.cards, self._book.rules, now)
        self._narrow()

    def look_for(self, text: str) -> None:
        """Look for something; for nothing with an empty text."""
        self._query = parse(text)
        self._narrow()

    def begin(self) -> None:
        """Make ready to be searched, bit by bit, the cards that are on the board now."""
        columns = self.overview.columns.values()
        self._unread = iter([each.source for held in columns for each in held])

    def read_some(self) -> bool:
        """Make ready a few more, so that no letter has to wait for all; False when all are."""
        return bool(self._index.prepare(islice(self._unread, _AT_A_TIME)))

    @property
    def _found(self) -> str:
        return f"{self._narrowed.found} of {self._narrowed.of}" if self._narrowed else ""

    def _narrow(self) -> None:
        query = self._query
        self._narrowed = narrow(self.overview, query, self._index) if query else None
        self.shown = self._narrowed.overview if self._narrowed else self.overview
