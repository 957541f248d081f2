"""Copies of the file beside it: one a day, each checked before an older one goes.

They are whole Afterword files with plain names (``afterword.backup-2026-11-24.json``), so a person
can find and use one without this program. What a restore or a salvage replaces is kept in the
same way, under another word than "backup", and never removed by the program.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.errors import FileRefusedError, SaveFailedError, reason
from store.file import replacing
from store.file.format import FORMAT, newer
from store.file.loading import load
from store.file.places import chosen_file, mode_at
from store.file.reading import DamagedError, holds, parse, read
from store.text import shown

_DAILY = "backup"
_ANY_DAY, _A_DAY = "0000-00-00", r"\d{4}-\d\d-\d\d"


class Backup(Struct, frozen=True):
    """One copy: its path, the day in its name, and how many cards it holds.

    ``problem`` says why it cannot be used; "" where it can. ``aside`` counts what in it cannot be
    read.
    """

    path: Path
    day: str
    cards: int = 0
    problem: str = ""
    aside: int = 0


def kept_aside(path: Path, word: str, label: str) -> Path:
    """The name for a copy beside the file: ``afterword.<word>-<label>.json``.

    For a name so long that nothing can be added to it, a short one stands in.
    """
    real = Path(os.path.realpath(path))
    name = f"{real.stem}.{word}-{label}{real.suffix}"
    if len(os.fsencode(name)) <= 255:
        return real.with_name(name)
    return replacing.beside(real, f"{word}-{label}.json")


def keep_aside(path: Path, raw: bytes, word: str, now: DateTime) -> Path:
    """Keep these bytes in a new file beside the real one, and give its path.

    Raises:
        SaveFailedError: They could not be written.
    """
    label, number = now.format("YYYY-MM-DD-HHmmss"), 1
    try:
        target = kept_aside(path, word, label)
        while mode_at(target):
            number += 1
            target = kept_aside(path, word, f"{label}-{number}")
    except OSError as error:
        raise SaveFailedError(
            f"No copy of {shown(path)} could be kept: {reason(error)}. Nothing was changed; put "
            "that right and try again."
        ) from error
    write_checked(target, raw, beside_of=path)
    return target


def write_checked(target: Path, raw: bytes, *, beside_of: Path | None = None) -> None:
    """Write a copy durably, and read it again to be sure; ``beside_of`` as in ``replace``.

    Raises:
        SaveFailedError: It could not be written, or does not read as it was written.
    """
    replacing.replace(target, raw, beside_of=beside_of)
    if not holds(target, [raw]):
        raise SaveFailedError(f"{shown(target)} does not read as it was written. Check that disk.")


def daily(path: Path, raw: bytes, today: date, keep: int) -> None:
    """Before the first save of a day: keep the bytes on the disk, then let the oldest copies go.

    A copy goes only when the new one was read again and found whole.

    Raises:
        SaveFailedError: The copy could not be made. No older one has gone.
    """
    target = kept_aside(path, _DAILY, today.isoformat())
    if not is_due(path, today, keep):
        return
    write_checked(target, raw, beside_of=path)
    for old in sorted(_dailies(path), reverse=True)[keep:]:
        with contextlib.suppress(OSError):  # in a shared folder it may be somebody else's
            old.unlink()


def is_due(path: Path, today: date, keep: int) -> bool:
    """Whether :func:`daily` would keep a copy; raises as that."""
    return keep > 0 and not _is_there(kept_aside(path, _DAILY, today.isoformat()))


def listing(path: Path) -> list[Backup]:
    """The daily copies beside the file and what each is worth, the newest first."""
    return [_weighed(each) for each in sorted(_dailies(path), reverse=True)]


def newest_good(path: Path) -> Backup | None:
    """The newest copy that is whole; where there is none, the newest that can be read in part."""
    part: Backup | None = None
    for each in sorted(_dailies(path), reverse=True):
        weighed = _weighed(each)
        if not weighed.problem and not weighed.aside:
            return weighed
        part = part or (None if weighed.problem else weighed)
    return part


def with_advice(error: FileRefusedError, path: Path) -> FileRefusedError:
    """The refusal of a damaged file, with the newest good copy and the command to restore it."""
    return type(error)(f"{error} {advice(path)}") if isinstance(error, DamagedError) else error


def advice(path: Path) -> str:
    """What can be done about a damaged file, in one line with the exact command."""
    found = newest_good(path)
    named = "" if path == chosen_file(None) else f" --db {shlex.quote(str(path))}"
    if found is None:
        return (
            "There is no backup beside it. To see what can be saved of it: "
            f"{shown(f'afterword{named} check')}"
        )
    command = shown(f"afterword{named} restore {shlex.quote(str(found.path))}")
    cards = say.count(found.cards, "card")
    return f"The newest good backup is of {found.day} ({cards}). To restore it: {command}"


def _is_there(path: Path) -> bool:
    try:
        return bool(mode_at(path))
    except OSError as error:
        raise SaveFailedError(
            f"{shown(path)} was not made: {reason(error)}. Nothing was lost on disk; put that "
            "right and try again."
        ) from None


def _dailies(path: Path) -> Iterator[Path]:
    real = Path(os.path.realpath(path))
    start, _, end = kept_aside(path, _DAILY, _ANY_DAY).name.rpartition(_ANY_DAY)
    pattern = re.compile(f"{re.escape(start)}{_A_DAY}{re.escape(end)}")
    try:
        with os.scandir(real.parent) as entries:
            names = [entry.name for entry in entries if entry.is_file()]
    except OSError:
        return
    yield from (real.with_name(name) for name in names if pattern.fullmatch(name))


def _weighed(path: Path) -> Backup:
    found = re.findall(_A_DAY, path.name)
    day = found[-1] if found else ""
    try:
        content = parse(read(path) or b"", path)
        if content.format > FORMAT:
            return Backup(path, day, problem=newer(path, content.format))
        state = load(content.tables, content.glance).state
    except FileRefusedError as error:
        return Backup(path, day, problem=str(error))
    cards = sum(card.deleted is None for card in state.cards.values())
    return Backup(path, day, cards=cards, aside=len(state.aside))
