"""What is typed after a command, as text: also where the shell's encoding is not the terminal's."""

from __future__ import annotations

import os
import re
from typing import Any

import click

_NO_TEXT = re.compile("[\ud800-\udfff]")  # how Python passes on bytes that it could not read


class Text(click.types.StringParamType):
    """Words in UTF-8, whatever the locale says; bytes that are none are refused, not changed."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words.

        Raises:
            BadParameter: They are no text.
        """
        words = str(value)
        if not _NO_TEXT.search(words):
            return words
        try:
            return os.fsencode(words).decode()
        except UnicodeError:
            self.fail(f'"{words}" is no text in UTF-8. Type it again.', param, ctx)


def expect_text(command: click.Command) -> None:
    """Let a command take only text where it takes words; the name of a file may be any bytes."""
    for each in command.params:
        is_file = "FILE" in (each.metavar or "")
        if isinstance(each.type, type(click.STRING)) and not is_file:
            each.type = Text()
