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
    """Take back what was done last, and say what it was.

    That is one thing done to a card, or all of an import or a merge. The history keeps it as
    undone. Details, settings and words for all cards are not undone.
    """
    book = session.book()
    _tell(session, book, "Undone", book.undo(session.now(book)), "There is nothing to undo.")


@click.command()
@file_option
@click.pass_obj
def redo(session: Session) -> None:
    """Do again what was undone last, and say what it was.

    Something newer that was done stands in its way.
    """
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
