"""The command that takes in an invitation or a mail."""

from __future__ import annotations

import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.exchange.mail.taken import Taken
    from store.file.book import Book


@click.command()
@file_option
@click.argument("source", metavar="[FILE]", default="-")
@click.option("--json", "as_json", is_flag=True, help="Only show what was read, for scripts.")
@click.option("--yes", is_flag=True, help="Save it without asking, where nothing is in doubt.")
@click.pass_context
def take(context: click.Context, *, source: str, as_json: bool, yes: bool) -> None:
    """Take in an interview from an invitation (.ics), a mail (.eml, .mbox), or pasted text.

    The app opens on a form that is filled in, with where each value comes from; nothing is saved
    until you save it. What belongs to a card that is here opens as their answer, a next round or a
    new time. Without FILE, or with "-", it is read from standard input: from a mail program, pipe
    the message to `afterword take`.

    --json prints an array of objects: kind, meaning, card (its id, or null), what was read, as
    {"value", "source"}, and doubts. --yes saves a new card with company and time, a next round, a
    new time, or the new day that they named, and prints the card's id; anything else is refused.
    """
    from store.exchange.mail.reading import read_for

    if as_json and yes:
        raise click.UsageError("--json only shows, --yes saves: give one of them.")
    session = context.ensure_object(Session)
    content = _content(source)
    book = session.book(read_only=as_json)
    now = session.now(book)
    taken = read_for(book.me, content, book.rules, now)
    if as_json:
        _print(taken, book, now)
    elif yes:
        _save(taken, book, session, now)
    else:
        from tui.cli.launch import run_with

        context.exit(run_with(session, book, taken))


def _content(source: str) -> bytes:
    """What is in the file, or comes in: no more than is read of it, and one byte.

    Raises:
        UsageError: Nothing is named, and nothing comes in.
        OSError: The file cannot be read.
    """
    from store.exchange.mail.reading import MOST_BYTES
    from store.text import shown

    if source != "-":
        path, name = Path(source), shown(source)
        try:
            if stat.S_ISDIR(path.stat().st_mode):
                raise click.UsageError(f"{name} is a folder. Name the invitation or mail in it.")
        except (FileNotFoundError, NotADirectoryError):
            raise click.UsageError(f"There is no file {name}.") from None
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    if sys.stdin.isatty():
        raise click.UsageError(
            "Name a file, or pipe a mail into it. To paste text, press a in the app: it goes "
            "into the form."
        )
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _print(taken: Sequence[Taken], book: Book, now: DateTime) -> None:
    from store.exchange.mail.recognised import recognise
    from tui.cli.as_json import as_read, print_json

    print_json([as_read(each, recognise(each, book.cards, now), now) for each in taken])


def _save(taken: Sequence[Taken], book: Book, session: Session, now: DateTime) -> None:
    """Save all of it, or nothing; one card may have several of them."""
    from store.exchange.mail.saved import saved

    cards = {card.id: card for card in book.cards}
    before = dict(cards)
    said: list[tuple[str, str]] = []
    for each in taken:
        done = saved(each, cards.values(), book.rules, now)
        if done.after is not None:
            cards[done.after.id] = done.after
            said.append((done.after.id, done.said))
    changed = {key: card for key, card in cards.items() if card is not before.get(key)}
    if changed:
        book.put_all((card, before.get(key)) for key, card in changed.items())
    for card_id, what in said:
        click.echo(card_id)
        click.echo(f"afterword: {what}", err=True)
    session.mention_open_app(book)
