"""Commands that leave something out, or put it off: skip, snooze, and write again."""

from __future__ import annotations

import click

from store.errors import NotAllowedError
from tui.cli.session import OnCard, Session, card_argument, file_option


@click.command()
@file_option
@card_argument
@click.option("--reason", metavar="TEXT", required=True, help="Why; it stays in the history.")
@click.option("--no-calls", is_flag=True, help="Of a call: no calls for this card at all.")
@click.pass_obj
def skip(session: Session, *, card: str, reason: str, no_calls: bool) -> None:
    """Skip what a card owes, on record and with a reason. An offer and moving on cannot be."""
    from store.forms.notes import read_note
    from store.history import actions
    from store.rules.stages import Owes

    here = session.on_card(card)
    _require_owing(here)
    owed = here.entry.due.owes
    if no_calls and owed is not Owes.CALL:
        raise NotAllowedError(f"No call is owed. `afterword edit {card} --no-calls` says it.")
    reason = read_note(reason)
    after = actions.skip(here.card, here.now, reason, owed, no_calls=no_calls)
    here.record(after)


@click.command()
@file_option
@card_argument
@click.argument("when", metavar="[WHEN]...", nargs=-1)
@click.option("--off", is_flag=True, help="Take the snooze away.")
@click.pass_obj
def snooze(session: Session, *, card: str, when: tuple[str, ...], off: bool) -> None:
    """Snooze a card to a day: "monday", "+3", "in a week", "dec 4".

    The rule behind its due date stays as it is.
    """
    from store import say
    from store.forms.moments import read_snooze
    from store.history import actions

    typed = " ".join(when).strip()
    if off is bool(typed):
        raise click.UsageError("Say until when, or --off.")
    here = session.on_card(card)
    _require_owing(here)
    if off and here.card.snooze is None:
        raise NotAllowedError(f"{here.card.company} is not snoozed.")
    until = read_snooze(typed, here.now, here.order)
    after = actions.snooze(here.card, here.now, until)
    said = f"is snoozed to {say.day(until)}" if until else "is no longer snoozed"
    here.keep(after, f"{after.company} {said}.")
    if until:
        click.echo(f"until: {say.full_day(until)}", err=True)


@click.command("write-again")
@file_option
@card_argument
@click.argument("when", metavar="[WHEN]...", nargs=-1)
@click.option("--off", is_flag=True, help="Take the day away.")
@click.pass_obj
def write_again(session: Session, *, card: str, when: tuple[str, ...], off: bool) -> None:
    """Choose a day from which to write again to whom a card was let go with.

    "60" is in 60 days; "in 4 months", "jan 25". On that day the card comes back, owing a few words.
    """
    from store.history import writing_again

    typed = " ".join(when).strip()
    if off is bool(typed):
        raise click.UsageError("Say from when, or --off.")
    here = session.on_card(card)
    again = here.again(typed)
    after = writing_again.plan(here.card, here.now, again)
    if after is here.card:
        click.echo(f"{after.company} says that already; nothing was changed.", err=True)
        return
    here.record(after)
    here.told_again(again)


def _require_owing(here: OnCard) -> None:
    """Pass only a card that owes something. Raises NotAllowedError: it owes nothing, and why."""
    if here.entry.due.owes is None:
        raise NotAllowedError(f"{here.card.company}: {here.entry.due.why}")
