"""Commands that put a card somewhere else: back a stage, out of the archive, off the board."""

from __future__ import annotations

import click

from tui.cli.session import Session, card_argument, confirmed, file_option

_yes_option = click.option("--yes", is_flag=True, help="Do it without asking.")


@click.command()
@file_option
@card_argument
@_yes_option
@click.pass_obj
def back(session: Session, *, card: str, yes: bool) -> None:
    """Move a card back a stage, for what was not done after all. The history keeps every step."""
    from store.history import actions
    from store.rules.stages import TITLES

    here = session.on_card(card)
    after = actions.move_back(here.card, here.now)
    confirmed(f"Move {after.company} back to {TITLES[after.stage]}?", yes=yes)
    here.keep(after, f"{after.company} is back in {TITLES[after.stage]}.")


@click.command()
@file_option
@card_argument
@_yes_option
@click.pass_obj
def delete(session: Session, *, card: str, yes: bool) -> None:
    """Delete a card with its history. `afterword undo` brings it back."""
    from store.history import actions
    from store.words.cards import title

    here = session.on_card(card)
    confirmed(f"Delete {title(here.card)}?", yes=yes)
    gone = actions.delete(here.card, here.now)
    here.keep(gone, f"{gone.company} is deleted. `afterword undo` brings it back.")


@click.command()
@file_option
@card_argument
@_yes_option
@click.pass_obj
def reopen(session: Session, *, card: str, yes: bool) -> None:
    """Open a closed card again.

    It comes back to the board as it was. `afterword list --find is:closed` shows the closed ones.
    """
    from store.history import answers
    from store.words import history as history_words

    here = session.on_card(card)
    after = answers.reopen(here.card, here.now)
    ended = history_words.closed(here.card, here.now)
    confirmed(f"{ended} Open {here.card.company} again?", yes=yes)
    here.keep(after, f"{after.company} is back on the board.")


@click.command()
@file_option
@card_argument
@click.pass_obj
def settle(session: Session, *, card: str) -> None:
    """Settle what two copies of the file disagreed on.

    The values as they stand are right. `afterword show` names what they disagree on. To take the
    other value, edit the card first.
    """
    from store.history.conflicts import settle as settled

    here = session.on_card(card)
    after = settled(here.card, here.now)
    here.keep(after, f"Settled. {after.company} stays as it is; the history keeps the rest.")
