"""The command that changes what stands on a card."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.card_options import card_options, is_given, tell, typed_with
from tui.cli.session import Session, card_argument, file_option


@click.command()
@file_option
@card_argument
@card_options(adding=False)
@click.option(
    "--without", metavar="NAME", multiple=True, help="Take this person off; may be repeated."
)
@click.pass_obj
def edit(session: Session, /, *, card: str, **options: Any) -> None:
    """Change anything on a card.

    What no option names stays as it is, and "" empties a field.

    What is said of a person (--phone, --hook, --title …) begins with their name and a colon where
    there are several: --hook "Dana: the new warehouse". People and interview are those of the last
    round.
    """
    from store.forms.card import read_card, typed_card
    from store.history import actions
    from store.words import history as history_words

    if not is_given(options):
        raise click.UsageError("Say what to change; `afterword edit --help` names every option.")
    here = session.on_card(card)
    before, now, rules = here.card, here.now, here.book.rules
    typed = typed_with(typed_card(before, now), options, now, here.order, adding=False)
    after = actions.edit(before, read_card(typed, rules, now, before), now)
    if after is before:
        click.echo(f"{before.company} says that already; nothing was changed.", err=True)
        return
    here.keep(after, history_words.edited(after, after.history[-1]))
    tell(typed, before, after, rules, now)
