"""The command ``afterword``: its entry point, and how its errors are said."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version

import click

from store.errors import AfterwordError
from tui.cli import cards
from tui.cli.session import Session, file_option

BAD_INPUT = 2
"""The exit status when something was wrong with what the person gave."""


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@file_option
@click.option("--read-only", is_flag=True, help="Look only; change nothing.")
@click.version_option(version("afterword"), "--version", message="afterword %(version)s")
@click.pass_context
def cli(context: click.Context, *, read_only: bool) -> None:
    """What to say after the interview, and when.

    Without a command, the app opens on your file.
    """
    session = context.ensure_object(Session)
    session.read_only = read_only
    if context.invoked_subcommand is None:
        from tui.cli.launch import run

        context.exit(run(session))


@cli.command()
@click.pass_context
def demo(context: click.Context) -> None:
    """Open the app on a temporary copy of a sample file. Nothing of yours is touched."""
    from tui.cli.launch import run_demo

    context.exit(run_demo(context.ensure_object(Session)))


cli.add_command(cards.add)
cli.add_command(cards.list_cards)
cli.add_command(cards.today)
cli.add_command(cards.where)


def main(arguments: list[str] | None = None, session: Session | None = None) -> None:
    """Run the command line and exit. Whatever is wrong is one line on stderr, and status 2."""
    try:
        status = cli.main(arguments, obj=session or Session(), standalone_mode=False)
    except click.ClickException as error:
        _complain(error.format_message())
    except AfterwordError as error:
        _complain(str(error))
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads any more
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def _complain(message: str) -> None:
    click.echo(f"afterword: {' '.join(message.split())}", err=True)
    sys.exit(BAD_INPUT)
