"""The command that lists the contacts with companies, as proof of the search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.output import check_target, put
from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from store.exchange.proof.listing import Proof


@click.command()
@file_option
@click.option(
    "--from",
    "start",
    metavar="DAY",
    default="",
    help='The first day: "1 nov", "last month", "2026-11". Else as far back as there is.',
)
@click.option(
    "--to", "end", metavar="DAY", default="", help="The last day, part of it too. Else today."
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "csv", "html"]),
    default="text",
    show_default=True,
    help="text: 80 columns. csv: for a spreadsheet. html: a page to print.",
)
@click.option(
    "--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="A file; else stdout."
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.pass_obj
def report(
    session: Session, *, start: str, end: str, kind: str, output: Path | None, force: bool
) -> None:
    """List your contacts with companies, for an employment office or a counsellor.

    Each interview that took place, and each letter and call that you confirmed, has its date, way,
    person, position, company, and what came of it, as far as it is known today. What was undone or
    skipped is left out, and so are applications without an interview: they are not kept here.

    A month or a year stands for its first day after --from and for its last after --to. The list is
    in the language of your letters (English or German), its days are as your country writes them.
    """
    from store import say
    from store.exchange.proof.listing import proof
    from store.exchange.proof.period import read_period

    if output is not None:
        check_target(output, session.path, may_replace=force)
    book = session.book(read_only=True)
    now = session.now(book)
    period = read_period(start, end, now, book.rules.date_order(now))
    put(_written(proof(book.cards, book.me, book.rules, period, now), kind), output)
    since = say.full_day(period.first) if period.first else "the first contact"
    click.echo(f"period: {since} to {say.full_day(period.last)}", err=True)
    if not book.me.name:
        click.echo(
            "Your name is not known yet: `afterword set name`, or M in the app, keeps it.", err=True
        )


def _written(found: Proof, kind: str) -> bytes:
    if kind == "csv":
        from store.exchange.proof.table import as_table

        return as_table(found)
    if kind == "html":
        from store.exchange.proof.page import as_page

        return as_page(found)
    from store.exchange.proof.lines import as_text

    return as_text(found).encode(errors="replace")
