"""The person's own mail client, which the environment names, and a draft handed to it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from store.errors import AfterwordError
from tui.terminal.lent import ended, lent
from tui.terminal.private import write_new

_NAMED_IN = "AFTERWORD_MAIL"
"""The environment variable with the command. It is nowhere else: a file that is brought in, or
merged, must never bring a command that is run."""

_DRAFT = "%s"
_FILE = "letter.eml"  # others may see it among the running programs: it names nobody
_BEARING = "trap : INT QUIT\n"  # Ctrl+C in the client must not end the shell around it
_NOT_THERE = 127  # the status with which a shell says so


class MailClient(Struct, frozen=True):
    """A command, as a shell reads it, that opens a draft or sends it.

    ``%s`` in it stands for the path of the draft; without one the path comes last.
    """

    command: str

    @property
    def name(self) -> str:
        """The program, as one calls it: "neomutt"."""
        try:
            words = shlex.split(self.command)
        except ValueError:
            words = self.command.split()
        program = next((word for word in words if "=" not in word), self.command)
        return Path(program).name or program

    def with_draft(self, path: Path) -> str:
        """The command with the path of the draft in it, so quoted that no part of it is read."""
        quoted = shlex.quote(str(path))
        if _DRAFT in self.command:
            return self.command.replace(_DRAFT, quoted)
        return f"{self.command} {quoted}"


def find_client(environ: Mapping[str, str]) -> MailClient | None:
    """The client that ``$AFTERWORD_MAIL`` names; None where it names none."""
    command = environ.get(_NAMED_IN, "").strip()
    return MailClient(command) if command else None


def hand_over(client: MailClient, draft: bytes) -> AfterwordError | None:
    """Let the client have the terminal and a private file with the draft; None if it ended well.

    The file is gone afterwards. The error is given and not raised: one raised there would leave
    the app suspended for good.
    """
    try:
        with lent() as loan:
            path = loan.folder / _FILE
            write_new(path, draft)
            status = loan.run(["/bin/sh", "-c", f"{_BEARING}{client.with_draft(path)}"])
    except OSError as error:
        return AfterwordError(f"{client.name} was not started: {error.strerror or error}.")
    if status == _NOT_THERE and shutil.which(client.name) is None:
        return AfterwordError(f"“{client.name}” is not there; {_NAMED_IN} names it.")
    if status:
        return AfterwordError(f"{client.name} {ended(status)}.")
    return None
