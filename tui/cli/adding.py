"""The command that adds an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.cli.card_options import card_options, typed_with
from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.file.book import Book
    from store.records import Card


@click.command()
@file_option
@card_options(adding=True)
@click.option(
    "--done",
    multiple=True,
    metavar="WHAT",
    help='Done since: "thanked", "emailed yesterday 16:30", "called mon"; may be repeated.',
)
@click.option("--again", is_flag=True, help="Add a second card for the same interview.")
@click.pass_obj
def add(session: Session, /, *, done: tuple[str, ...], again: bool, **options: Any) -> None:
    """Add an interview, past or to come, and print the card's id.

    Of one that is over, --done says what was done already: thanked, emailed or called, and when.
    How the dates were understood is said on stderr. An interview that is here already, by company,
    role and day, is refused; --again adds it all the same.

    What is said of a person (--phone, --hook, --title …) begins with their name and a colon where
    several were met; a number without a name is that of the first.
    """
    from msgspec.structs import replace

    from store.forms.card import TypedCard, read_card
    from store.forms.done import read_all_done, read_typed_done, with_done
    from store.history import actions
    from store.rules.stages import TITLES
    from store.words import understood
    from tui.cli.card_options import tell

    book = session.book()
    book.require_writing()
    now = session.now(book)
    order = book.rules.date_order(now)
    typed = typed_with(TypedCard(), options, now, order, adding=True)
    typed = replace(typed, done=tuple(map(read_typed_done, done)))
    card = actions.add(read_card(typed, book.rules, now), now)
    was_done = read_all_done(typed.done, card.round.at, book.rules, now)
    card = with_done(card, was_done, now)
    others = [] if again else _others(book, card, now)
    book.put(card, None)
    click.echo(card.id)
    tell(typed, None, card, book.rules, now)
    for each in was_done:
        click.echo(f"done: {each.what}, {understood.done(each.at, now)}", err=True)
    for other in others:
        click.echo(
            f"afterword: another card for {_name(other, now)} is open: {other.id}, in "
            f"{TITLES[other.stage]}. Where this is its next round, record their answer there.",
            err=True,
        )
    session.mention_open_app(book)


def _others(book: Book, card: Card, now: DateTime) -> list[Card]:
    """The open cards of the same company and role, met on another day.

    Raises:
        NotAllowedError: One has an interview on this card's day, so it is this card.
    """
    from store.errors import NotAllowedError
    from store.rules.stages import TITLES
    from store.search.alike import alike, same_interview

    if other := same_interview(book.cards, card, now):
        state = other.outcome or TITLES[other.stage]
        raise NotAllowedError(
            f"{_name(card, now)} is here already: card {other.id}, in {state}. Nothing was "
            "added; --again adds a second card."
        )
    return [other for other in alike(book.cards, card) if other.outcome is None]


def _name(card: Card, now: DateTime) -> str:
    """A card with the day of its last round: "Globex · PM, Fri 13 Nov 2026"."""
    from store import say
    from store.clock import local_day
    from store.words import cards as card_words

    return f"{card_words.title(card)}, {say.full_day(local_day(card.round.at, now))}"
