"""Commands that take back what was done last, and do it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from store.file.book import Book
    from store.history.batches import Turned


@click.command()
@file_option
@click.pass_obj
def undo(session: Session) -> None:
    """Take back the last thing done to a card, or all of an import or merge, and say what it was.

    The history keeps it as undone. Details, settings and words for all cards are not undone.
    """
    book = session.book()
    _tell(session, book, "Undone", book.undo(session.now(book)), "There is nothing to undo.")


@click.command()
@file_option
@click.pass_obj
def redo(session: Session) -> None:
    """Do again what was undone last, unless something newer was done, and say what it was."""
    book = session.book()
    _tell(session, book, "Done again", book.redo(session.now(book)), "There is nothing to redo.")


def _tell(session: Session, book: Book, done: str, turned: Turned | None, nothing: str) -> None:
    """Say what was turned.

    Raises:
        NotAllowedError: It was nothing.
    """
    from store.errors import NotAllowedError
    from store.words import turned as turned_words

    if turned is None:
        raise NotAllowedError(nothing)
    click.echo(turned_words.told(done, turned, turned_words.place(turned)))
    session.mention_open_app(book)
