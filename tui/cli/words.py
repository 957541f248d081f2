"""Commands about one card and its words."""

from __future__ import annotations

import click

from tui.cli.session import Session, file_option


@click.command()
@file_option
@click.argument("card", metavar="CARD")
@click.option("--kind", metavar="KIND", help="Another script than the one the card owes now.")
@click.pass_obj
def script(session: Session, *, card: str, kind: str | None) -> None:
    """The script for a card on stdout, ready to pipe; what it still needs goes to stderr.

    CARD is an id, a unique beginning of one, or a unique company name.
    """
    from store.words.scripts.current import words_for
    from store.words.scripts.edited import as_text
    from store.words.scripts.placeholders import KNOWN

    book = session.book(read_only=True)
    words = words_for(book.find(card), book.me, session.now(book), book.templates, kind)
    click.echo(as_text(words))
    if words.gaps:
        needs = ", ".join(KNOWN[gap].needs() for gap in words.gaps)
        click.echo(f"afterword: this still needs {needs}.", err=True)


@click.command()
@file_option
@click.argument("card", metavar="CARD")
@click.pass_obj
def show(session: Session, *, card: str) -> None:
    """One card: what to do and why, its people, and its history.

    CARD is an id, a unique beginning of one, or a unique company name.
    """
    from store import say
    from store.clock import in_zone, local
    from store.rules import board
    from store.words import cards as card_words
    from store.words import history as history_words

    book = session.book(read_only=True)
    now = session.now(book)
    found = book.find(card)
    entry = board.entry(found, book.rules, now)
    click.echo(f"{found.company} · {found.role}" if found.role else found.company)
    click.echo(f"{card_words.headline(entry)}\n{entry.due.why}")
    for number, interview in enumerate(found.rounds, start=1):
        at = in_zone(local(interview.at, now), interview.zone)
        click.echo(f"\nRound {number}: {say.full_moment(at)}")
        if promise := interview.promise:
            day = say.full_day(promise.day) if promise.day else "no date named"
            click.echo(f"They said “{promise.words}”: {day}")
        for person in interview.people:
            details = filter(None, (person.name, person.title, person.email, person.phone))
            click.echo(f"With {', '.join(details)}")
    if found.notes:
        click.echo(f"\n{found.notes}")
    click.echo()
    for step in found.history:
        undone = " (undone)" if step.undone else ""
        note = f" · {step.note}" if step.note else ""
        click.echo(f"{history_words.line_of(step, found, now)}{note}{undone}")
