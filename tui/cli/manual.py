"""The manual page, made from the commands: ``python -m tui.cli.manual`` writes it anew."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import click

from tui.cli import told
from tui.cli.main import cli
from tui.version import __version__

PAGE = Path(__file__).with_name("afterword.1")
"""The page as it is installed."""

_AS_IT_IS = "\b"
"""How a docstring marks a block whose lines stay as they are."""

_TOP = rf""".TH AFTERWORD 1 "" "Afterword {__version__}" "User Commands"
.SH NAME
afterword \- what to say after the interview, and when
.SH SYNOPSIS
.B afterword
[\fIOPTIONS\fR] [\fICOMMAND\fR] [\fIARGS\fR]
.SH DESCRIPTION"""

_FILES = r""".SH ENVIRONMENT
.TP
.B AFTERWORD_DB
The file to use, where \fB\-\-db\fR names none.
.TP
.BR VISUAL ", " EDITOR
The editor that the app opens for your own words.
.TP
.B AFTERWORD_MAIL
The mail client that the app hands a draft to, as a command: \fB%s\fR is the draft's path, else it
comes last.
.TP
.B AFTERWORD_ASCII
With 1, borders and signs are plain ASCII; with \fBlines\fR only they are, and letters stay.
.TP
.B NO_COLOR
Where it is set, nothing is coloured; what matters has a sign and a word as well.
.SH FILES
One JSON file holds everything; \fBafterword where\fR prints its path.
Beside it lie its backups, one for each of the last days on which something was saved, and two
small helpers whose names begin with a dot.
Only you can read what Afterword writes.
.SH EXAMPLES
.TP
.B afterword demo
Look around in sample cards; nothing of yours is touched.
.TP
.B afterword add \-\-company Initech \-\-interviewed \(dqyesterday 14:00\(dq
Add an interview, and print the card's id.
.TP
.B afterword today
What is due, one line each, and nothing where nothing is: for a login or for cron.
.TP
.B afterword script initech \-\-eml \-\-ready | msmtp \-t
Send the letter that the card needs now, unless it is a draft or has gaps.
.TP
.B afterword merge OTHER\-COPY
Bring two copies of the file together that were both used.
.SH SEE ALSO
The app explains itself: \fB?\fR in it shows every key."""

_OUTPUT = (
    "What a command understood from typed words, and whatever else there is to know, goes to "
    "stderr. What a script wants goes to stdout, with --json as JSON in UTF-8: times are in ISO "
    "8601 with their offset, days as 2026-12-04, and what is not there is null or an empty text."
)
_NO_TERMINAL = (
    "No command needs a terminal. What the app would ask about first, --yes confirms; without it "
    "the command asks on a terminal, and is refused where there is none."
)


def page() -> str:
    """The whole page, as roff for man(1)."""
    context = click.Context(cli, info_name="afterword")
    names = cli.list_commands(context)
    commands = [(name, cli.get_command(context, name)) for name in names]
    parts = [
        _TOP,
        *_text(cli.help or ""),
        *_options(cli),
        ".SH CARDS",
        *_text(told.CARD),
        ".SH COMMANDS",
        *(line for name, each in commands if each for line in _command(name, each)),
        ".SH OUTPUT",
        *_text(f"{_OUTPUT}\n\n{_NO_TERMINAL}"),
        ".SH EXIT STATUS",
        *_statuses(names),
        _FILES,
    ]
    return "\n".join(parts) + "\n"


def _command(name: str, command: click.Command) -> Iterator[str]:
    arguments = (each for each in command.params if isinstance(each, click.Argument))
    given = " ".join(_argument(each) for each in arguments)
    yield f".SS afterword {_plain(name)}{_plain(given) and f' {_plain(given)}'}"
    yield from _text(inspect.cleandoc(command.help or ""))
    yield from _options(command)


def _argument(argument: click.Argument) -> str:
    return argument.metavar or argument.human_readable_name.upper()


def _options(command: click.Command) -> Iterator[str]:
    """The options of a command but for those that all have."""
    for each in command.params:
        if not isinstance(each, click.Option) or (each.name == "db" and command is not cli):
            continue
        yield ".TP"
        names = [*each.opts, *each.secondary_opts]
        yield f"{', '.join(_bold(name) for name in names)}{_value(each)}"
        yield from _wrapped(each.help or "")


def _value(option: click.Option) -> str:
    """What comes behind an option; nothing behind a flag."""
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        choices = (str(choice) for choice in option.type.choices)
        return f" [{_plain('|'.join(choices))}]"
    return f" \\fI{_plain(option.metavar or 'TEXT')}\\fR"


def _statuses(names: list[str]) -> Iterator[str]:
    found = dict(told.USUAL)
    for name in names:
        for status, meaning in told.OF_COMMANDS.get(name, {}).items():
            found[status] = f"{name}: {meaning}"
    for status, meaning in sorted(found.items()):
        yield f".TP\n.B {status}"
        yield from _wrapped(meaning)


def _text(text: str) -> Iterator[str]:
    """Paragraphs; a block that is marked so keeps its lines."""
    for number, block in enumerate(re.split(r"\n\s*\n", text.strip("\n"))):
        if number:
            yield ".PP"
        lines = block.splitlines()
        if lines[0].strip(" ") == _AS_IT_IS:
            yield ".nf"
            yield from map(_plain, lines[1:])
            yield ".fi"
        else:
            yield from _wrapped(" ".join(line.strip() for line in lines))


def _wrapped(text: str) -> Iterator[str]:
    """Text in lines of a length that is easy to compare, each sentence on a line of its own."""
    for sentence in re.split(r"(?<=[a-z)]{3}[.!?:]) +(?=[A-Z])", text):
        yield from map(_plain, wrap(sentence, 72, break_on_hyphens=False, break_long_words=False))


def _bold(name: str) -> str:
    return f"\\fB{_plain(name)}\\fR"


_SIGNS = {
    "\\": "\\e",
    "-": "\\-",
    "'": "\\(aq",
    "`": "\\(ga",
    "“": "\\(lq",
    "”": "\\(rq",
    "…": "...",
    "^": "\\(ha",
    "~": "\\(ti",
}


def _plain(text: str) -> str:
    """Text that roff shows as it is."""
    escaped = "".join(_SIGNS.get(sign, sign) for sign in text)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
