"""Commands about the file as a whole: copies of it, its health, and bringing two together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.output import one_by_one
from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from store.records import State

_A_FILE = click.Path(path_type=Path)


@click.command()
@file_option
@click.argument("target", metavar="[FILE]", required=False, type=_A_FILE)
@click.pass_obj
def backup(session: Session, target: Path | None) -> None:
    """Write a checked copy of the file and print where it is.

    FILE is a new file, or a folder for one; without it, the copy lies beside the file.
    """
    from store.file.care import back_up
    from store.text import shown

    click.echo(shown(back_up(session.path, target, session.moment())))


@click.command()
@file_option
@click.argument("source", metavar="[FILE]", required=False, type=_A_FILE)
@click.option("--list", "as_list", is_flag=True, help="Show the daily backups; change nothing.")
@click.pass_obj
def restore(session: Session, source: Path | None, *, as_list: bool) -> None:
    """Put a copy in place of the file. What it replaces is kept beside it.

    FILE is a backup, or any other copy of the file.
    """
    from store import say
    from store.file import backups, care
    from store.text import shown

    if as_list:
        copies = backups.listing(session.path)
        for copy in copies:
            worth = copy.problem or say.count(copy.cards, "card")
            click.echo(f"{shown(copy.path)}  {worth}")
        if not copies:
            click.echo("There are no daily backups yet.", err=True)
        return
    if source is None:
        raise click.UsageError("Name the copy to restore; --list shows the backups.")
    session.require_writing()
    kept = care.restore(session.path, source, session.moment())
    click.echo(f"{shown(session.path)} is now the copy {shown(source)}.")
    if kept:
        click.echo(f"What was there before is kept in {shown(kept)}")


@click.command()
@file_option
@click.option("--salvage", is_flag=True, help="Keep what can be read of a damaged file.")
@click.pass_context
def check(context: click.Context, *, salvage: bool) -> None:
    """Say whether the file is whole, and how to mend it if not. Exit status 1: it is damaged."""
    from store.file import care
    from store.file.strays import strays
    from store.text import shown
    from store.words import aside

    session = context.ensure_object(Session)
    if salvage:
        session.require_writing()
        report, kept = care.save_what_is_left(session.path, session.moment())
        for line in report.lines:
            click.echo(line)
        if kept:
            click.echo(f"The damaged file is kept in {shown(kept)}")
        return
    report = care.check(session.path)
    beside = strays(session.path) if report.is_good else []
    for line in (*report.lines, *(stray.told for stray in beside)):
        click.echo(line)
    scripts = aside.unusable_templates(report.templates)
    for line in scripts:
        click.echo(line)
    if scripts or not report.is_good:
        context.exit(1)


@click.command()
@file_option
@click.argument("other", metavar="FILE", type=_A_FILE)
@click.option(
    "--driver", is_flag=True, help="For git's merge driver: put nothing else beside the file."
)
@click.pass_obj
def merge(session: Session, other: Path, *, driver: bool) -> None:
    """Bring another copy of the file into this one, with nothing lost on either side.

    FILE is a copy that lived apart, on another machine for example; it is only read. Do the same
    there with this file, and both hold the same. `afterword undo` takes all of it back.
    """
    from store.file.care import read_copy
    from store.words import history as history_words

    theirs = read_copy(other)
    if driver:
        _merge_alone(session, theirs)
        return
    book = session.book()
    before = book.state
    book.take_in(theirs, lambda ids: one_by_one(ids, "Merging"))
    click.echo(history_words.merged(before, book.state))
    for each in (each for each in theirs.aside if each not in before.aside):
        click.echo(f"afterword: Not merged: {each.told}.", err=True)
    session.mention_open_app(book)


def _merge_alone(session: Session, theirs: State) -> None:
    """Merge into the file with no lock and no backup, which git keeps anyway."""
    from store.clock import system_clock
    from store.errors import FileRefusedError
    from store.file.book import Book
    from store.file.care import read_copy
    from store.file.reading import read
    from tui.terminal.private import private_folder, write_new

    session.require_writing()
    ours = read_copy(session.path)  # a merge into nothing, or into something damaged, is refused
    if new := [each for each in theirs.aside if each not in ours.aside]:
        raise FileRefusedError(f"It cannot be merged as a whole. {new[0].told}.")
    with private_folder() as private:
        copy = private.path / "afterword.json"
        write_new(copy, read(session.path) or b"")
        Book(copy, clock=session.clock or system_clock).take_in(theirs)
        session.path.write_bytes(copy.read_bytes())
