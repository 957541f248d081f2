"""The command that adds a dated note."""

from __future__ import annotations

import click

from tui.cli.session import Session, file_option


@click.command()
@file_option
@click.argument("card", metavar="CARD")
@click.argument("words", metavar="TEXT...", nargs=-1)
@click.option("--at", "when", metavar="WHEN", default="now", help='When: "yesterday 16:30".')
@click.pass_obj
def note(session: Session, *, card: str, words: tuple[str, ...], when: str) -> None:
    """Add a dated note to a card's history.

    CARD is an id, a unique beginning of one, or a unique company name.
    """
    from store.dates.typed import read_moment
    from store.forms.card import read_done
    from store.history import actions
    from store.search.reference import find
    from store.text import clean_line
    from store.words import understood

    book = session.book()
    now = session.now(book)
    found = find(book.cards, card)
    order = book.rules.date_order(now)
    done = read_done(when, now, order)
    text = clean_line(" ".join(words))
    book.put(actions.note(found, now, text, done), found)
    click.echo(f"Noted on {found.company}: {text}")
    if done:
        read = understood.moment(read_moment(when, now, order=order), now, zone_named=True)
        click.echo(f"done: {read}", err=True)
    session.mention_open_app(book)
