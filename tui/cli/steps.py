"""The command that says what was done."""

from __future__ import annotations

import sys

import click

from store.records import Channel, Result
from tui.cli.session import Session, file_option

_RESULTS = {str(result).replace(" ", "-"): result for result in Result}


@click.command()
@file_option
@click.argument("card", metavar="CARD")
@click.option("--yes", is_flag=True, help="Confirm that it was really done.")
@click.option("--at", "when", metavar="WHEN", default="now", help='When: "yesterday 16:30".')
@click.option("--by", type=click.Choice([str(each) for each in Channel]), help="How.")
@click.option("--result", type=click.Choice(list(_RESULTS)), help="What came of a call.")
@click.option("--note", default="", help="Anything to remember.")
@click.pass_obj
def advance(
    session: Session,
    *,
    card: str,
    yes: bool,
    when: str,
    by: str | None,
    result: str | None,
    note: str,
) -> None:
    """Confirm that the action a card owes was taken, and move it on.

    CARD is an id, a unique beginning of one, or a unique company name.
    """
    from store.dates.typed import read_moment
    from store.errors import NotAllowedError
    from store.forms.card import read_done
    from store.history import actions
    from store.rules import board
    from store.search.reference import find
    from store.text import clean_line
    from store.words import cards as card_words
    from store.words import history as history_words
    from store.words import understood

    book = session.book()
    now = session.now(book)
    found = find(book.cards, card)
    entry = board.entry(found, book.rules, now)
    if entry.due.owes is None:
        raise NotAllowedError(f"{found.company}: {entry.due.why}")
    question = card_words.question(entry)
    if early := card_words.early(entry, book.rules, now):
        question = f"{early} {question}"
    if not yes:
        if not sys.stdin.isatty():
            raise NotAllowedError(f"{question} Add --yes to confirm it.")
        click.confirm(question, abort=True)
    order = book.rules.date_order(now)
    done = read_done(when, now, order)
    after = actions.advance(
        found,
        now,
        entry.due.owes,
        done=done,
        channel=Channel(by) if by else card_words.usual_channel(entry),
        result=_RESULTS[result] if result else None,
        note=clean_line(note),
    )
    book.put(after, found)
    click.echo(history_words.done(after, after.history[-1]))
    if done:
        read = understood.moment(read_moment(when, now, order=order), now, zone_named=True)
        click.echo(f"done: {read}", err=True)
    session.mention_open_app(book)
