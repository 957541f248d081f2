"""The command ``afterword``: its entry point, and how its errors are said."""

from __future__ import annotations

import importlib
import io
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO

import click

from store.errors import AfterwordError, reason
from store.imports import import_later
from store.text import shown
from tui.cli import told, typed
from tui.cli.ending import leave_no_core, tidily
from tui.cli.session import Session, file_option
from tui.version import __version__


class Commands(click.Group):
    """The commands, each loaded when it is asked for: the app must not wait for all of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, as help shows them."""
        return sorted([*super().list_commands(ctx), *_WHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        command = super().get_command(ctx, cmd_name)
        if cmd_name in _WHERE:
            module, _, name = _WHERE[cmd_name].partition(":")
            command = getattr(importlib.import_module(f"tui.cli.{module}"), name)
        if command is not None:
            command.epilog = told.epilog(command)
            typed.expect_text(command)
        return command


_WHERE = {
    "add": "adding:add",
    "advance": "steps:advance",
    "answer": "answering:answer",
    "back": "closing:back",
    "backup": "file:backup",
    "check": "file:check",
    "debrief": "debriefing:debrief",
    "delete": "closing:delete",
    "edit": "editing:edit",
    "export": "exchange:export",
    "import": "exchange:import_cards",
    "list": "cards:list_cards",
    "merge": "file:merge",
    "note": "note:note",
    "redo": "turning:redo",
    "reopen": "closing:reopen",
    "report": "report:report",
    "restore": "file:restore",
    "reword": "rewording:reword",
    "script": "words:script",
    "set": "settings:set_value",
    "settle": "closing:settle",
    "show": "words:show",
    "skip": "putting_off:skip",
    "snooze": "putting_off:snooze",
    "stats": "stats:stats",
    "take": "take:take",
    "today": "cards:today",
    "undo": "turning:undo",
    "where": "cards:where",
    "write-again": "putting_off:write_again",
}


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@file_option
@click.option("--read-only", is_flag=True, help="Look only; change nothing.")
@click.option(
    "--mouse/--no-mouse",
    default=None,
    help="Listen to the mouse, or leave it to the terminal; else as in your settings, and in GNU "
    "screen left to it.",
)
@click.version_option(__version__, "--version", message="afterword %(version)s")
@click.pass_context
def cli(context: click.Context, *, read_only: bool, mouse: bool | None) -> None:
    """What to say after the interview, and when.

    Without a command, the app opens on your file.
    """
    session = context.ensure_object(Session)
    session.read_only, session.mouse = read_only, mouse
    if context.invoked_subcommand is None:
        from tui.cli.launch import run

        context.exit(run(session))


@cli.command()
@click.pass_context
def demo(context: click.Context) -> None:
    """Open the app on a temporary copy of a sample file. Nothing of yours is touched."""
    from tui.cli.launch import run_demo

    context.exit(run_demo(context.ensure_object(Session)))


def main(arguments: list[str] | None = None, session: Session | None = None) -> None:
    """Run the command line and exit. Whatever is wrong is one line on stderr, and status 2."""
    _open_what_is_closed()
    leave_no_core()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every terminal has every character
    import_later("dateutil", "parser")  # Pendulum's last resort for what it cannot read itself
    session = session or Session()
    try:
        with tidily():
            status = cli.main(arguments, obj=session, standalone_mode=False)
    except click.ClickException as error:
        _complain(error.format_message())
    except AfterwordError as error:
        _complain(str(error))
    except click.Abort:
        sys.exit(told.STOPPED)
    except OSError as error:
        _complain(f"{_what_failed(error, session)}: {reason(error)}.")
    except SystemExit:
        # Outside standalone mode click ends by itself when nobody reads any more, with status 1;
        # but a reader may leave when it has enough. (And when it has printed a shell completion.)
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def _open_what_is_closed() -> None:
    """Have standard input and output, also where whoever started this has closed them.

    Else Python has nothing in their place, and the first file that is opened would be taken for it.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, number)
            if nothing != number:
                os.close(nothing)
            stream = open(number, mode, closefd=False)  # noqa: SIM115 - it stays
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)  # where Textual looks for it


_LONGEST = 2_000
"""The most characters that are said of what is wrong."""


def _what_failed(error: OSError, session: Session) -> str:
    if error.filename:
        return f"{shown(error.filename)} cannot be used"
    if isinstance(error, FileNotFoundError):  # only asking for the working folder names no file
        return "The folder you are in cannot be used"
    if session.has_saved:  # nobody should do it again
        return "It is saved, but the output could not be written"
    return "The output could not be written"


def _complain(message: str) -> NoReturn:
    line = shown(" ".join(message.split()))
    if len(line) > _LONGEST:  # what was typed is in it; what to do stands at the end
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 4 :]}"
    with suppress(OSError):
        click.echo(f"afterword: {line}", err=True)
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    sys.exit(told.BAD_INPUT)


def _let_go(stream: TextIO | None) -> None:
    """Give up what a stream cannot write, for Python would try again and complain at the exit."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
