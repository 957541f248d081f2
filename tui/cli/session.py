"""What every command needs: which file, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from store.places import ENVIRONMENT, chosen_file

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.book import Book
    from store.clock import Clock

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Session:
    """One run of the command line. ``clock`` is None for the machine's own."""

    file: str | None = None
    read_only: bool = False
    clock: Clock | None = None

    @property
    def path(self) -> Path:
        """The file in use."""
        return chosen_file(self.file)

    def book(self, *, read_only: bool = False) -> Book:
        """The open file; raises FileRefusedError where it cannot be opened."""
        from store.book import Book

        return Book(self.path, read_only=read_only or self.read_only)

    def now(self, book: Book) -> DateTime:
        """The present moment in the candidate's zone."""
        from store.clock import in_zone, system_clock

        return in_zone((self.clock or system_clock)(), book.me.zone)


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
