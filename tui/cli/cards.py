"""Commands about all cards: list them, what is due today, where they are kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from store.records import Stage
from tui.cli import told
from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pendulum import DateTime

    from store.rules.board import Entry, Overview


@click.command("list")
@file_option
@click.option("--stage", type=click.Choice([str(stage) for stage in Stage]), help="Only these.")
@click.option("--find", "wanted", metavar="WORDS", default="", help="Only what fits, best first.")
@click.option("--json", "as_json", is_flag=True, help="An array of objects, for scripts.")
@click.pass_obj
def list_cards(session: Session, *, stage: str | None, wanted: str, as_json: bool) -> None:
    """All cards, the most urgent first; closed ones last.

    --find looks in companies, roles, people and notes, and forgives a wrong letter. It also takes
    stage:waiting, due:overdue, via:recruiter, is:open, is:closed, is:rejected and the like.

    \b
    --json prints an array of objects:
      id, company, role
      stage        thank-you, waiting, emailed, called, moved-on
      outcome      offer, accepted, declined, rejected, withdrew, or null
      interview    when it is, if it is to come (ISO 8601), else null
      due          the day or time on which the action opens, or null
      late_from    from when it is late, or null
      urgency      overdue, today, upcoming, none
      owes         thank, email, email-again, call, move-on, reply,
                   answer-offer, write-again, or null
      why          the due date explained, in a sentence
    """  # noqa: D301 - click's own mark for lines that stay as they are
    from store.rules import board

    book = session.book(read_only=True)
    now = session.now(book)
    entries = sorted(
        (board.entry(card, book.rules, now) for card in book.cards if stage in {None, card.stage}),
        key=board.urgency_order,
    )
    if wanted:
        entries = _fitting(entries, wanted)
    if as_json:
        _print_json(entries, now)
        return
    if not book.cards and sys.stdout.isatty():  # a script is told nothing
        click.echo("afterword: No cards yet. `afterword add` makes the first.", err=True)
    for entry in entries:
        state = entry.card.outcome or entry.card.stage
        click.echo(f"{entry.card.id}  {state:<9}  {_line(entry, now)}")


@click.command()
@file_option
@click.option("--json", "as_json", is_flag=True, help="An array of objects, for scripts.")
@click.option("--exit-code", is_flag=True, help=f"Exit with {told.DUE} if anything is due.")
@click.pass_context
def today(context: click.Context, *, as_json: bool, exit_code: bool) -> None:
    """What is due, and the interviews of today, one line each; nothing at all when nothing is.

    --json prints an array of objects as `afterword list --json` does, `why` among them.
    """
    from store.rules.lookout import Lookout
    from store.words import cards as card_words

    session = context.ensure_object(Session)
    lookout = Lookout()
    book = session.book(read_only=True, lookout=lookout)
    now = session.now(book)
    seen = lookout.look(book.state.cards, book.rules, now)
    owed, ahead = seen.owed_now, _interviews_of_today(seen, now)
    if as_json:
        due = {entry.id for entry in owed}
        _print_json([*owed, *(each for each in ahead if each.id not in due)], now)
    else:
        lines = [_line(entry.at_hand, now) for entry in owed]
        lines += [card_words.interview_line(entry.at_hand, now) for entry in ahead]
        if lines:
            click.echo("\n".join(lines))  # at once: thousands of writes take their time
    if owed and exit_code:
        context.exit(told.DUE)


def _interviews_of_today(seen: Overview, now: DateTime) -> list[Entry]:
    """The cards whose interview is still to come today, the first one first."""
    from store.clock import as_stored, local_day
    from store.rules.board import urgency_order
    from store.words.cards import is_ahead

    moment = as_stored(now)
    coming = (entry for entry in seen.all if entry.begins is None or entry.begins > moment)
    ahead = (entry for entry in sorted(coming, key=urgency_order) if is_ahead(entry, now))
    today = [entry for entry in ahead if local_day(entry.card.round.at, now) == now.date()]
    return sorted(today, key=lambda entry: entry.card.round.at)


@click.command()
@file_option
@click.pass_obj
def where(session: Session) -> None:
    """The path of the file in use; on stderr, copies beside it that a sync tool left."""
    from store.file.places import mode_at
    from store.file.strays import strays
    from store.text import shown

    path = session.path.absolute()
    click.echo(f"{shown(path)}{'' if mode_at(path) else ' (not there yet)'}")
    for stray in strays(path):
        click.echo(stray.told, err=True)


def _line(entry: Entry, now: DateTime) -> str:
    from store.rules.stages import Owes
    from store.words import cards as card_words

    if entry.due.owes is Owes.THANK and card_words.is_ahead(entry, now):
        return card_words.interview_line(entry, now)
    name = card_words.title(entry.card)
    if entry.due.owes is None:
        return name
    return f"{card_words.due_word(entry, now):<11}  {name}: {card_words.headline(entry)}"


def _fitting(entries: list[Entry], wanted: str) -> list[Entry]:
    """The cards that fit what is looked for, the best match first.

    Raises:
        UnreadableError: A filter in it is not understood.
    """
    from store.errors import UnreadableError
    from store.search.index import Index
    from store.search.query import find, parse

    query = parse(wanted)
    if query.problem:
        raise UnreadableError(query.problem)
    return [hit.entry for hit in find(entries, query, Index())] if query else entries


def _print_json(entries: Iterable[Entry], now: DateTime) -> None:
    from tui.cli.as_json import in_brief, print_json

    print_json([in_brief(entry.at_hand, now) for entry in entries])
