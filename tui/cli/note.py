"""The command that adds a dated note."""

from __future__ import annotations

import click

from tui.cli.session import Session, card_argument, file_option


@click.command()
@file_option
@card_argument
@click.argument("words", metavar="TEXT...", nargs=-1)
@click.option("--at", "when", metavar="WHEN", default="now", help='When: "yesterday 16:30".')
@click.pass_obj
def note(session: Session, *, card: str, words: tuple[str, ...], when: str) -> None:
    """Add a dated note to a card's history."""
    from store.forms.moments import read_done
    from store.forms.notes import read_note
    from store.history import actions

    here = session.on_card(card)
    done = read_done(when, here.now, here.order)
    text = read_note(" ".join(words))
    after = actions.note(here.card, here.now, text, done)
    here.keep(after, f"Noted on {after.company}: {text}")
    here.told_when(when, done)
