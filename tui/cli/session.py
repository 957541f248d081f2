"""What every command needs: which file, and what time it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from store.file.places import ENVIRONMENT, chosen_file

if TYPE_CHECKING:
    from datetime import date

    from click.shell_completion import CompletionItem
    from pendulum import DateTime

    from store.clock import Clock
    from store.dates.order import DayOrder
    from store.file.book import Book
    from store.records import Card, State
    from store.rules.board import Entry
    from store.rules.lookout import Lookout
    from store.words.scripts.author import Author

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class OnCard:
    """The card that a command is about, as it stands in the open file at this moment."""

    session: Session
    book: Book
    now: DateTime
    card: Card

    @property
    def order(self) -> DayOrder | None:
        """In which order the person writes a date's numbers."""
        return self.book.rules.date_order(self.now)

    @property
    def entry(self) -> Entry:
        """The card with what it owes."""
        from store.rules import board

        return board.entry(self.card, self.book.rules, self.now)

    @property
    def author(self) -> Author:
        """Whose letters its scripts are."""
        from store.words.scripts.author import Author

        return Author(self.book.me, self.book.rules, self.book.templates)

    def keep(self, after: Card, *said: str) -> None:
        """Save the card as it is after the command, and say what was done.

        Raises as ``Book.put``.
        """
        self.book.put(after, self.card)
        for line in said:
            click.echo(line)
        self.session.mention_open_app(self.book)

    def record(self, after: Card) -> None:
        """Save the card as it is after a step was recorded, and say what that was.

        Raises as ``Book.put``.
        """
        from store.words import history as history_words

        self.keep(after, history_words.done(after, after.history[-1]))

    def told_when(self, typed: str, done: DateTime | None) -> None:
        """Say on stderr how the time of something was understood; None, for now, needs no word."""
        from store.dates.typed import read_moment
        from store.words import understood

        if done:
            read = read_moment(typed, self.now, order=self.order)
            click.echo(f"done: {understood.moment(read, self.now, zone_named=True)}", err=True)

    def again(self, typed: str) -> date | None:
        """The day from which to write again, as typed; None for nothing typed.

        Raises:
            FieldError: It cannot be read, or is not to come.
        """
        from store.forms.moments import read_write_again

        workdays = self.book.rules.workdays(self.card)
        return read_write_again(typed, self.now, self.order, workdays=workdays)

    def told_again(self, day: date | None) -> None:
        """Say on stderr from which day to write again, where one was chosen."""
        from store import say

        if day:
            click.echo(f"write again: {say.full_day(day)}", err=True)


@dataclass
class Session:
    """One run of the command line.

    ``mouse`` is None where nothing was said of it, ``clock`` for the machine's own.
    """

    file: str | None = None
    read_only: bool = False
    mouse: bool | None = None
    clock: Clock | None = None
    _has_told: bool = field(default=False, init=False, repr=False)
    _opened: tuple[Book, State] | None = field(default=None, init=False, repr=False)

    @property
    def path(self) -> Path:
        """The file in use."""
        return chosen_file(self.file)

    def book(
        self, *, read_only: bool = False, lookout: Lookout | None = None, tells: bool = True
    ) -> Book:
        """The open file, at whose cards ``lookout`` looks while they are read.

        Says on stderr, once, what in it cannot be used, unless it is not to tell.

        Raises:
            FileRefusedError: It cannot be opened.
        """
        from store.clock import system_clock
        from store.file.book import Book

        clock = self.clock or system_clock
        book = Book(
            self.path,
            read_only=read_only or self.read_only,
            clock=clock,
            onlooker=lookout.onlooker(clock) if lookout else None,
        )
        self._opened = book, book.state
        if tells and book.state.aside and not self._has_told:
            from store.words import aside as aside_words

            self._has_told = True
            what = aside_words.in_short(book.state.aside)
            click.echo(f"afterword: {what}: `afterword check` tells why.", err=True)
        return book

    @property
    def has_saved(self) -> bool:
        """Whether this run has changed what the open file holds."""
        return self._opened is not None and self._opened[0].state is not self._opened[1]

    def require_writing(self) -> None:
        """Pass only where the file may be changed, for what needs no open book.

        Raises:
            NotAllowedError: Somebody asked only to look, or it cannot be written.
        """
        from store.file.access import Access

        Access(self.path, read_only=self.read_only).require_writing()

    def moment(self) -> DateTime:
        """The present moment in the machine's zone."""
        from store.clock import system_clock

        return (self.clock or system_clock)()

    def now(self, book: Book) -> DateTime:
        """The present moment in the candidate's zone."""
        from store.clock import in_zone

        return in_zone(self.moment(), book.me.zone)

    def on_card(self, reference: str, *, read_only: bool = False) -> OnCard:
        """The card that is meant, in the open file.

        Raises:
            UnreadableError: No card, or more than one, fits.
            FileRefusedError: The file cannot be opened.
            NotAllowedError: The card is to be changed, and the file is read-only.
        """
        from store.search.reference import find

        book = self.book(read_only=read_only)
        if not read_only:
            book.require_writing()
        return OnCard(self, book, self.now(book), find(book.cards, reference))

    def mention_open_app(self, book: Book) -> None:
        """After a save: say on stderr that an open app will show it, and what else there is."""
        from store.file.lock import is_open

        for notice in book.take_notices():
            click.echo(f"afterword: {notice}", err=True)
        if holder := is_open(book.path):
            click.echo(
                f"afterword: Afterword is open on this file ({holder.described(self.now(book))}); "
                "it shows the change in a moment.",
                err=True,
            )


def _remember(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise click.BadParameter("it needs the name of a file.")
    context.ensure_object(Session).file = value


def card_argument(command: F) -> F:
    """Add the argument CARD, which names one card; ``told.CARD`` says how."""
    return click.argument("card", metavar="CARD", shell_complete=_cards)(command)


def _cards(context: click.Context, _argument: click.Parameter, typed: str) -> list[CompletionItem]:
    """The cards that what is typed may become, for the shell: a company of one word, or an id.

    A shell takes a name with blanks for several words, so such a card is offered by its id.
    """
    from click.shell_completion import CompletionItem

    from store.errors import AfterwordError
    from store.search.index import fold

    try:
        cards = context.ensure_object(Session).book(read_only=True, tells=False).cards
    except AfterwordError:
        return []
    wanted, names = fold(typed), [fold(card.company) for card in cards]
    fitting = [c for c in cards if c.id.startswith(wanted) or f" {wanted}" in f" {fold(c.company)}"]
    return [
        CompletionItem(
            card.company
            if card.company.isalnum() and names.count(fold(card.company)) == 1
            else card.id,
            help=f"{card.company} {card.role}".strip(),
        )
        for card in sorted(fitting, key=lambda each: fold(each.company))
    ]


def confirmed(question: str, *, yes: bool) -> None:
    """Pass only where the person says yes: by an option, or when asked on a terminal.

    Raises:
        NotAllowedError: There is nobody to ask.
        click.Abort: They said no.
    """
    from store.errors import NotAllowedError

    if yes:
        return
    if not sys.stdin.isatty():
        raise NotAllowedError(f"{question} Add --yes to confirm it.")
    click.confirm(question, abort=True, err=True)


def file_option(command: F) -> F:
    """Add ``--db FILE``, which means the same before and after a command's name."""
    return click.option(
        "--db",
        metavar="FILE",
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help=f"The file to use; else ${ENVIRONMENT}, else the one in your data folder.",
    )(command)
