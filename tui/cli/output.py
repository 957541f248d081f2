"""Where a command writes a file that it makes, and where it must not; how far a long one is."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from store.file.places import mode_at

T = TypeVar("T")

_LONG = 1_000  # items from which a bar shows how far it is


def one_by_one(items: Sequence[T], label: str) -> Iterator[T]:
    """The items, with a bar on stderr where there are many and somebody looks on."""
    if len(items) < _LONG or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


def put(content: bytes, output: Path | None) -> None:
    """Write the content to a file, whole or not at all, or to stdout.

    Raises:
        SaveFailedError: The file could not be written.
    """
    if output is None:
        click.echo(content, nl=False)
    elif (mode := mode_at(output)) and not stat.S_ISREG(mode):  # a device or a pipe
        output.write_bytes(content)
    else:
        from store.file.replacing import replace

        replace(output, content)


def check_target(output: Path, file: Path, *, may_replace: bool) -> None:
    """Pass only where the output may be written.

    Raises:
        NotAllowedError: It is the file in use, a folder, in no folder, there already, or somebody
            else's, in a folder where everybody may put things.
    """
    from store.errors import NotAllowedError
    from store.text import shown

    if _is_planted(output):
        raise NotAllowedError(f"{shown(output)} is somebody else's. Name another one.")
    mode = mode_at(output)
    if stat.S_ISDIR(mode):
        raise NotAllowedError(f"{shown(output)} is a folder. Name a file in it.")
    if not stat.S_ISDIR(mode_at(output.parent)):
        raise NotAllowedError(f"{shown(output)} cannot be written: its folder is not there.")
    if os.path.realpath(output) == os.path.realpath(file) or _are_one(output, file):
        raise NotAllowedError(f"{shown(output)} is the file in use. Name another one.")
    if stat.S_ISREG(mode) and not may_replace:
        raise NotAllowedError(f"{shown(output)} is there already. Add --force to replace it.")


def _is_planted(output: Path) -> bool:
    """Whether somebody else put it there, a link or a pipe perhaps, for others to write into.

    It is the rule by which Linux, where it is set up so, follows no links in such folders.
    """
    try:
        found, folder = output.lstat(), output.parent.stat()
    except (OSError, ValueError):  # nothing is there, or what comes next says why it cannot be used
        return False
    is_open = folder.st_mode & stat.S_ISVTX and folder.st_mode & stat.S_IWOTH
    return bool(is_open) and found.st_uid not in {os.geteuid(), folder.st_uid}


def _are_one(one: Path, other: Path) -> bool:
    return bool(mode_at(one) and mode_at(other)) and one.samefile(other)
