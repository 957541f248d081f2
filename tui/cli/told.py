"""What the help of every command says at its end: how a card is named, and the exit status."""

from __future__ import annotations

from collections.abc import Mapping

import click

CARD = (
    "CARD is an id, the beginning of one, or any part of its company, role or people that fits one "
    "card alone; capitals and accents do not matter."
)
DONE, BAD_INPUT = 0, 2
DUE = 10
"""The exit status of ``today --exit-code`` when anything is due."""
NOT_READY = 3
"""The exit status of ``script --ready`` while the words are a draft, or have gaps."""
DAMAGED = 1
"""The exit status of ``check`` for a file that is damaged."""

STOPPED = 130
"""The exit status where the person says no to a question, or stops the command."""

USUAL: Mapping[int, str] = {
    DONE: "done",
    BAD_INPUT: "bad input: one line on stderr says what was wrong; nothing is changed",
    STOPPED: "you said no to a question, or stopped it; nothing is changed",
}
OF_COMMANDS: Mapping[str, Mapping[int, str]] = {
    "check": {DAMAGED: "the file is damaged"},
    "script": {NOT_READY: "with --ready: it is a draft, or has gaps"},
    "today": {DUE: "with --exit-code: something is due"},
}
"""The exit statuses that single commands have besides."""


def takes_card(command: click.Command) -> bool:
    """Whether a command is about one card."""
    return any(each.human_readable_name == "CARD" for each in command.params)


def statuses(name: str) -> dict[int, str]:
    """Every exit status of a command with what it means, in their order."""
    return dict(sorted({**USUAL, **OF_COMMANDS.get(name, {})}.items()))


def epilog(command: click.Command) -> str:
    """The end of a command's help."""
    lines = [f"  {status:<3} {meaning}" for status, meaning in statuses(command.name or "").items()]
    block = "\n".join(["\b", "Exit status:", *lines])
    return f"{CARD}\n\n{block}" if takes_card(command) else block
