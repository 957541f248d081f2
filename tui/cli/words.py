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
    from store.rules import board
    from store.search.reference import find
    from store.words.scripts.author import Author
    from store.words.scripts.current import words_for
    from store.words.scripts.edited import as_text
    from store.words.scripts.placeholders import KNOWN

    book = session.book(read_only=True)
    now = session.now(book)
    entry = board.entry(find(book.cards, card), book.rules, now)
    author = Author(book.me, book.rules, book.templates)
    words = words_for(entry, author, now, kind)
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
    from store.records.fields import Kind
    from store.rules import board
    from store.search.reference import find
    from store.words import cards as card_words
    from store.words import facts
    from store.words import history as history_words

    book = session.book(read_only=True)
    now = session.now(book)
    found = find(book.cards, card)
    entry = board.entry(found, book.rules, now)
    click.echo(card_words.title(found))
    click.echo(f"{card_words.headline(entry)}\n{entry.due.why}")
    for number, interview in enumerate(found.rounds, start=1):
        click.echo()
        for each in facts.of_round(interview, now):
            label = f"Round {number}" if each.label == "When" else each.label
            colon = "" if each.field.kind is Kind.PROMISE else ":"
            click.echo(f"{label}{colon} {each.text}")
        for person in interview.people:
            click.echo(f"With {facts.with_whom(person)}")
            for each in facts.of_person(person):
                click.echo(f"  {each.label} {each.text}")
    told = list(facts.of_card(found))
    click.echo()
    for each in told:
        if each.field.kind is not Kind.TEXT:
            click.echo(f"{each.label}: {each.text}")
    for each in told:
        if each.field.kind is Kind.TEXT:
            click.echo(f"\n{each.text}")
    click.echo()
    for step in found.history:
        undone = " (undone)" if step.undone else ""
        note = f" · {step.note}" if step.note else ""
        click.echo(f"{history_words.line_of(step, found, now)}{note}{undone}")
