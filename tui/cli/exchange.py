"""Commands that take cards out of the program and bring cards in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.output import check_target, one_by_one, put
from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.dates.order import DayOrder
    from store.errors import NotAllowedError
    from store.exchange.importing import Answer
    from store.exchange.matching import Choice, Duplicate
    from store.file.book import Book
    from store.records import State
    from store.rules.board import Entry

_A_FILE = click.Path(path_type=Path)
_ANSWERS = {"s": "skip", "m": "merge", "u": "update", "n": "new"}


@click.command()
@file_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "csv", "ics", "vcf"]),
    required=True,
    help="json: everything. csv: a row a card. ics: interviews and due dates. vcf: the people.",
)
@click.option("--output", "-o", metavar="FILE", type=_A_FILE, help="A file; else stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there. (ics always does.)")
@click.pass_obj
def export(session: Session, *, kind: str, output: Path | None, force: bool) -> None:
    """Write your cards for another program, or all of your file.

    json is a whole copy of the file, which `afterword import` reads back. csv is a table for
    spreadsheets, told by each card's last round; it can be imported again, but has no history. ics
    is a calendar of the interviews to come and of what is due: import it again to update, not to
    double. vcf has everybody with an address or a number, for the address book of your phone or
    mail program.
    """
    if output is not None:
        check_target(output, session.path, may_replace=force or kind == "ics")
    put(_content(session, kind), output)


@click.command("import")
@file_option
@click.argument("source", metavar="FILE", type=_A_FILE)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "csv"]),
    help="What FILE is; else it is found out.",
)
@click.option("--dry-run", is_flag=True, help="Show how it is read and what would happen; no more.")
@click.option("--yes", is_flag=True, help="Do not ask; skip duplicates, if not told otherwise.")
@click.option(
    "--on-duplicate",
    type=click.Choice(["ask", "skip", "merge", "update", "new"]),
    help="What to do with a card that is here already and differs.",
)
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be read.")
@click.option(
    "--map",
    "pairs",
    metavar='"HEADING=FIELD"',
    multiple=True,
    help='What a column is: "Their heading=role"; may be repeated.',
)
@click.option("--day-first", is_flag=True, help="Read dates as day first: 3/11 is 3 November.")
@click.option("--month-first", is_flag=True, help="Read dates as month first: 3/11 is 11 March.")
@click.pass_obj
def import_cards(
    session: Session,
    *,
    source: Path,
    kind: str | None,
    dry_run: bool,
    yes: bool,
    on_duplicate: str | None,
    skip_bad: bool,
    pairs: tuple[str, ...],
    day_first: bool,
    month_first: bool,
) -> None:
    """Bring cards in: an export or copy of Afterword's, or any table in CSV.

    The columns of another program's table are guessed by their names; --dry-run shows how. A card
    is here already if it has the same id, or the same company, role and interview day. "merge"
    fills in what such a card lacks (or, from Afterword's own csv, takes over what was edited in
    the row), "update" also records a status that changed and an interview that moved, "new" adds a
    second one. All of it is saved at once, or nothing, and `afterword undo` takes all of it back.
    """
    from store.exchange import importing, report
    from store.exchange.matching import bring
    from store.exchange.source import Form

    columns, order = _mapped(pairs), _order(day_first=day_first, month_first=month_first)
    book = session.book(read_only=dry_run)
    if not dry_run:
        book.require_writing()
    now = session.now(book)
    incoming = importing.opened(
        source,
        Form(kind) if kind else None,
        now,
        columns=columns,
        order=order,
        usual_order=book.rules.date_order(now),
    )
    if incoming.state is not None and (columns or order):
        raise _is_no_table(source)
    if dry_run or _on_terminal():
        _print(incoming.mapping)
    rows = one_by_one(incoming.rows, "Reading")
    arrivals, refused, left_out = incoming.read(rows)
    fails = bool(refused) and not skip_bad
    may_ask = _on_terminal() and not dry_run and not fails  # where it fails, nothing comes of it
    decide = importing.Decision(
        _always(on_duplicate, yes=yes), (lambda each: _ask(each, now)) if may_ask else None
    )
    brought = bring(book.state.cards, arrivals, decide, now)
    _print(report.bad_rows(refused))
    after, total = importing.together(
        book.state, brought, incoming.state, len(refused), len(left_out)
    )
    if dry_run:
        _print(report.rows(brought, now))
        _print(report.left_out(left_out))
        click.echo(f"{total} Nothing was changed: this was a look ahead.")
    if fails:
        raise _cannot_read(len(refused))
    if dry_run:
        return
    if decide.undecided:
        raise _would_ask(decide.undecided)
    is_new = after != book.state
    told = (*report.left_out(left_out), *(report.remarks(arrivals) if is_new else ()))
    ask = is_new and not yes and _on_terminal()
    _keep(book, after, told, f"{total} Keep this?" if ask else "")
    click.echo(total)
    session.mention_open_app(book)


def _keep(book: Book, after: State, told: Sequence[str], question: str) -> None:
    """Save what was brought, and say what to look at: before the question, if there is one."""
    if question:
        _print(told, err=True)
        click.confirm(question, abort=True, err=True)
    if after != book.state:
        book.put_state(after, book.state)
    if not question:
        _print(told, err=True)


def _mapped(pairs: Iterable[str]) -> dict[str, str]:
    """The field by its heading, from "Their heading=role"; a heading may have an "=" of its own."""
    mapped: dict[str, str] = {}
    for pair in pairs:
        heading, _, field = (part.strip() for part in pair.rpartition("="))
        if not heading or not field:
            raise click.UsageError(f'--map takes "Their heading=role", and not "{pair}".')
        if mapped.setdefault(heading, field) != field:
            raise click.UsageError(f'--map names "{heading}" twice.')
    return mapped


def _order(*, day_first: bool, month_first: bool) -> DayOrder | None:
    from store.dates.order import DayOrder

    if day_first and month_first:
        raise click.UsageError("Choose one of --day-first and --month-first.")
    if day_first:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if month_first else None


def _print(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


def _always(told: str | None, *, yes: bool) -> Choice | None:
    """The choice for every duplicate, None where each is asked about."""
    from store.exchange.matching import Choice

    if told is None:
        return Choice.SKIP if yes else None
    return None if told == "ask" else Choice(told)


def _ask(duplicate: Duplicate, now: DateTime) -> Answer:
    from store.exchange import report
    from store.exchange.importing import Answer
    from store.exchange.matching import Choice

    click.echo(report.question(duplicate, now), err=True)
    answer: str = click.prompt(
        "Skip it, merge it, update it, or add it as new? A capital letter means all the rest",
        type=click.Choice([*_ANSWERS, *(letter.upper() for letter in _ANSWERS)]),
        default="s",
        err=True,
    )
    return Answer(Choice(_ANSWERS[answer.lower()]), for_all=answer.isupper())


def _is_no_table(source: Path) -> NotAllowedError:
    from store.errors import NotAllowedError
    from store.text import shown

    return NotAllowedError(
        f"{shown(source)} is Afterword's own json, where nothing is guessed: leave out --map, "
        "--day-first and --month-first."
    )


def _cannot_read(amount: int) -> NotAllowedError:
    from store.errors import NotAllowedError

    return NotAllowedError(
        f"{_amount(amount, 'row')} cannot be read, so nothing was imported. Mend "
        f"{'it' if amount == 1 else 'them'}, or add --skip-bad to import only the others."
    )


def _would_ask(amount: int) -> NotAllowedError:
    from store.errors import NotAllowedError

    return NotAllowedError(
        f"{_amount(amount, 'card')} would be asked about, being here already, so nothing was "
        "imported. Say --on-duplicate skip, merge, update or new."
    )


def _content(session: Session, kind: str) -> bytes:
    if kind == "json":
        from store.exchange.json_file import as_json
        from store.file.reading import read

        return as_json(read(session.path), session.path)
    book = session.book(read_only=True)
    now = session.now(book)
    if kind == "ics":
        from store.exchange.ics import ics

        return ics(_most_urgent_first(book, now), book.cards, book.rules, now)
    if kind == "vcf":
        from store.exchange.vcard import as_vcf, vcards

        return as_vcf(vcards(sorted(book.cards, key=lambda card: card.company.casefold())))
    from store.exchange.tables.writer import as_table

    return as_table(_most_urgent_first(book, now), now)


def _most_urgent_first(book: Book, now: DateTime) -> list[Entry]:
    """Every card, also the closed ones: a day to write to them again may be to come."""
    from store.rules import board

    entries = (board.entry(card, book.rules, now) for card in book.cards)
    return sorted(entries, key=board.urgency_order)


def _on_terminal() -> bool:
    return sys.stdin.isatty()


def _amount(amount: int, noun: str) -> str:
    from store import say

    return say.count(amount, noun).capitalize()
