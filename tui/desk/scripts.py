"""Which script is chosen for the selected card, and its words as the panel shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from pendulum import DateTime

from store.clock import Clock
from store.file.book import Book
from store.history.actions import has_own_words
from store.records import Card, What
from store.rules.board import Entry
from store.words.scripts.author import Author
from store.words.scripts.checks import Check
from store.words.scripts.choose import kinds_for
from store.words.scripts.current import advice, subject_sent, words_for
from store.words.scripts.fill import Script
from store.words.scripts.placeholders import KNOWN
from store.words.scripts.template import parse


class Words(Struct, frozen=True):
    """A script with its place among those that fit, and what the checks say of it.

    ``place`` counts from 1; ``own`` says that the card, or a template, has the person's own words.
    """

    script: Script
    place: int
    offered: int
    own: bool
    advice: Sequence[Check]


class Scripts:
    """The scripts for the selected card; one may be chosen instead of the one that fits best.

    ``details_asked`` says that the candidate was asked, in this run, for the details they end with.

    Args:
        book: The open file.
        now: Gives the present moment.
        selected: Gives the selected card; raises NotAllowedError where there is none.
        changed: Called when another script, or other words of it, are to be shown.
    """

    def __init__(
        self, book: Book, now: Clock, selected: Callable[[], Entry], changed: Callable[[], None]
    ) -> None:
        self.details_asked = False
        self._book = book
        self._now = now
        self._selected = selected
        self._changed = changed
        self._chosen_for, self._chosen = "", ""

    def current(self, entry: Entry | None = None) -> Script:
        """The chosen script of a card, by default of the selected one.

        Raises:
            NotAllowedError: There is no card.
        """
        entry = entry or self._selected()
        return words_for(entry, self.author, self._now(), self._kind(entry.card))

    def subject_sent(self, entry: Entry, now: DateTime, answer: What | None) -> str:
        """The subject of the email that is confirmed as sent: that of the script shown for it."""
        shown = self._kind(entry.card)
        return subject_sent(entry, self.author, now, shown=shown, answer=answer)

    def turn(self, step: int, entry: Entry | None = None) -> None:
        """Choose the next of the scripts that fit a card, or the one before, as in :meth:`current`.

        Raises:
            NotAllowedError: There is no card.
        """
        entry = entry or self._selected()
        card, kinds = entry.card, self.offered(entry)
        kind = self._kind(card)
        here = kinds.index(kind) if kind in kinds else 0
        self._chosen_for, self._chosen = card.id, kinds[(here + step) % len(kinds)]
        self._changed()

    def choose_none(self) -> None:
        """From now on show the script that fits best, as after something was done."""
        self._chosen_for = ""

    @property
    def author(self) -> Author:
        """The candidate as the author of the letters."""
        book = self._book
        return Author(book.me, book.rules, book.templates)

    def offered(self, entry: Entry) -> tuple[str, ...]:
        """The kinds of scripts that fit a card, the one to use first in front."""
        return kinds_for(entry, self._book.rules, self._now())

    def words(self, entry: Entry, now: DateTime) -> Words:
        """The words for a card as the panel shows them."""
        book, author, card = self._book, self.author, entry.card
        kinds = kinds_for(entry, author.rules, now)
        script = words_for(entry, author, now, self._kind(card) or kinds[0])
        return Words(
            script=script,
            place=kinds.index(script.kind) + 1 if script.kind in kinds else 1,
            offered=len(kinds),
            own=script.kind in book.templates or has_own_words(card, script.kind),
            advice=advice(script, entry, author, now),
        )

    def lack_my_details(self) -> bool:
        """Whether the chosen script has gaps that the candidate's own details would fill.

        Raises:
            NotAllowedError: There is no card.
        """
        return any(KNOWN[gap].is_mine for gap in self.current().gaps)

    def keep_template(self, kind: str, text: str | None) -> None:
        """Keep a template for all cards; None brings back the built-in one.

        Raises as Book.put_template, and UnreadableError for a template that cannot be read.
        """
        if text is not None:
            parse(kind, text)
        self._book.put_template(kind, text)
        self._changed()

    def _kind(self, card: Card) -> str | None:
        return self._chosen if self._chosen_for == card.id else None
