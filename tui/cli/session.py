"""What every command needs: which file, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from store.file.places import ENVIRONMENT, chosen_file

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.clock import Clock
    from store.file.book import Book

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Session:
    """One run of the command line.

    ``mouse`` is None where nothing was said of it, ``clock`` for the machine's own.
    """

    file: str | None = None
    read_only: bool = False
    mouse: bool | None = None
    clock: Clock | None = None

    @property
    def path(self) -> Path:
        """The file in use."""
        return chosen_file(self.file)

    def book(self, *, read_only: bool = False) -> Book:
        """The open file; raises FileRefusedError where it cannot be opened."""
        from store.clock import system_clock
        from store.file.book import Book

        clock = self.clock or system_clock
        return Book(self.path, read_only=read_only or self.read_only, clock=clock)

    def moment(self) -> DateTime:
        """The present moment in the machine's zone."""
        from store.clock import system_clock

        return (self.clock or system_clock)()

    def now(self, book: Book) -> DateTime:
        """The present moment in the candidate's zone."""
        from store.clock import in_zone

        return in_zone(self.moment(), book.me.zone)

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
