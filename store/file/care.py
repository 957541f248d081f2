"""Looking after the file as a whole: its health, putting a copy back, saving what is left."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from pendulum import DateTime

from store import say
from store.errors import BusyError, FileRefusedError, NotAllowedError
from store.file import backups, replacing
from store.file.documents import as_text, joined
from store.file.format import CARDS, DRAFTS, FORMAT, ME, META, SETTINGS, new_meta, newer
from store.file.loading import load
from store.file.lock import is_open, saving
from store.file.migrations import REPEATABLE, migrated
from store.file.places import mode_at
from store.file.reading import DamagedError, parse, read
from store.file.salvage import Salvaged, salvage
from store.history.conflicts import conflicts
from store.records import State, new_id
from store.text import shown


class Report(Struct, frozen=True):
    """What a check found: one line each. ``is_good`` says that nothing needs to be done.

    ``templates`` has the changed templates by kind, for whoever knows what can be filled in.
    """

    is_good: bool
    lines: tuple[str, ...]
    templates: Mapping[str, str] = {}


def check(path: Path) -> Report:
    """What the file holds, or what is wrong with it and how it can be mended; changes nothing."""
    raw = read(path)
    if raw is None:
        return Report(is_good=True, lines=(f"{shown(path)} is not there yet. Nothing is wrong.",))
    try:
        state = state_in(raw, path)
    except FileRefusedError as error:
        more = _what_can_be_saved(raw) if isinstance(error, DamagedError) else ()
        return Report(is_good=False, lines=(str(error), *more))
    steps = sum(len(card.history) for card in state.cards.values())
    gone = sum(card.deleted is not None for card in state.cards.values())
    cards = say.count(len(state.cards) - gone, "card")
    history = f"{say.count(steps, 'step')} of history"
    is_whole = "can be read in part" if state.aside else "is whole"
    lines = [f"{shown(path)} {is_whole}: {cards}, {history}, {len(raw):,} bytes."]
    lines += _what_is_aside(state)
    lines += _remarks(raw, path, state)
    copies = backups.listing(path)
    lines.append(f"Backups beside it: {say.number(len(copies)) if copies else 'none'}.")
    lines += [f"A backup that cannot be used: {each.problem}" for each in copies if each.problem]
    doubled = _doubled_keys(raw)
    lines += [f"“{shown(key)}” stands twice in one place; {_counts(key)}." for key in doubled]
    is_good = not (doubled or state.aside)
    return Report(is_good=is_good, lines=tuple(lines), templates=state.templates)


def state_in(raw: bytes, path: Path) -> State:
    """The state in these bytes of a file.

    Raises:
        FileRefusedError: They are damaged, not ours, or of a newer format.
    """
    content = parse(raw, path)
    if content.format > FORMAT:
        raise FileRefusedError(newer(path, content.format))
    return load(content.tables, content.glance).state


def read_copy(path: Path) -> State:
    """The state in another copy of the file.

    Raises:
        FileRefusedError: It is not there, or not a whole file of ours.
    """
    raw = read(path)
    if raw is None:
        raise FileRefusedError(f"{shown(path)} is not there. Name a copy of an Afterword file.")
    return state_in(raw, path)


def back_up(path: Path, target: Path | None, now: DateTime) -> Path:
    """Write a checked copy of the file, and give its path.

    Args:
        path: The file.
        target: A new file, or a folder to put one into; None puts it beside the file.
        now: The moment that the copy is named by.

    Raises:
        FileRefusedError: The file is not there, or not whole: a copy would be of no use.
        NotAllowedError: There is something at the target already.
        SaveFailedError: The copy could not be written.
    """
    raw = read(path)
    if raw is None:
        raise FileRefusedError(f"{shown(path)} is not there yet, so there is nothing to back up.")
    state_in(raw, path)
    if target is None:
        return backups.keep_aside(path, raw, "copy", now)
    if stat.S_ISDIR(mode_at(target)):
        target = target / backups.kept_aside(path, "copy", now.format("YYYY-MM-DD-HHmmss")).name
    elif not target.suffix and not mode_at(target):
        raise NotAllowedError(
            f"There is no folder {shown(target)}. Make it first, or name a file that ends in .json."
        )
    if mode_at(target) or target.is_symlink():  # one that leads nowhere yet would be followed
        raise NotAllowedError(f"{shown(target)} is there already. Name a new file for the copy.")
    backups.write_checked(target, raw)
    return target


def restore(path: Path, source: Path, now: DateTime) -> Path | None:
    """Put a copy in place of the file; gives where the file that was there is kept, if any was.

    Raises:
        FileRefusedError: The copy is not there, or not a whole file of ours.
        BusyError: The app is open on the file.
        SaveFailedError: It could not be written. The file is as it was.
    """
    raw = read(source)
    if raw is None:
        raise FileRefusedError(
            f"{shown(source)} is not there. `afterword restore --list` shows the backups."
        )
    state_in(raw, source)
    return _exchange(path, raw, "replaced", now)


def save_what_is_left(path: Path, now: DateTime) -> tuple[Report, Path | None]:
    """Put what can be read of a damaged file in its place; the damaged one is kept beside it.

    Gives what was saved and lost, and where the damaged one is.

    Raises:
        FileRefusedError: The file is not there, not ours, of a newer format, or nothing in it can
            be read.
        NotAllowedError: It is whole.
        BusyError: The app is open on it.
        SaveFailedError: It could not be written. The file is as it was.
    """
    raw = read(path)
    if raw is None:
        raise FileRefusedError(f"{shown(path)} is not there. Nothing was changed.")
    with contextlib.suppress(DamagedError):
        if not state_in(raw, path).aside:
            raise NotAllowedError(f"{shown(path)} is whole, so there is nothing to save from it.")
    found = salvage(raw)
    if (number := _format_of(found)) > FORMAT:
        raise FileRefusedError(f"{newer(path, number)} Nothing was changed.")
    cards = len(found.tables.get(CARDS, {}))
    if not cards:
        raise FileRefusedError(
            f"No card in {shown(path)} can be read, so it was left as it is. {backups.advice(path)}"
        )
    meta = found.tables.get(META) or {"1": new_meta(new_id())}
    tables = {META: meta} | found.tables
    content = as_text({name: table for name, table in tables.items() if name != DRAFTS})
    if META not in found.tables:  # it may have been older
        content = migrated(content, REPEATABLE)
    kept = _exchange(path, joined(content), "damaged", now)
    lines = (f"Saved {say.count(cards, 'card')}.", *(f"Lost: {each}." for each in found.lost))
    return Report(is_good=not found.lost, lines=lines), kept


def _exchange(path: Path, content: bytes, word: str, now: DateTime) -> Path | None:
    """Put new content in place of the file; gives where the old one is kept, if there was one."""
    if holder := is_open(path):
        raise BusyError(
            f"{shown(path)} is open in Afterword ({holder.described(now)}). Leave it there first, "
            "then try again. Nothing was changed."
        )
    with saving(path):
        before = read(path)
        kept = None if before is None else backups.keep_aside(path, before, word, now)
        replacing.replace(path, content)
    return kept


def _format_of(found: Salvaged) -> int:
    """The format that the file's own mark names; the present one where the mark is lost."""
    return max((mark["format"] for mark in found.tables.get(META, {}).values()), default=FORMAT)


def _what_can_be_saved(raw: bytes) -> tuple[str, ...]:
    found = salvage(raw)
    if (number := _format_of(found)) > FORMAT:
        return (f"A newer Afterword wrote it (format {number}): let that one save what is left.",)
    cards = len(found.tables.get(CARDS, {}))
    if not cards:
        return ("No card in it can be read.",)
    what = "`afterword check --salvage` puts that in its place and keeps this file beside it."
    return (
        f"{say.count(cards, 'card').capitalize()} in it can be read: {what}",
        *(f"Lost would be: {each}." for each in found.lost),
    )


def _remarks(raw: bytes, path: Path, state: State) -> list[str]:
    remarks: list[str] = []
    number = parse(raw, path).format
    if number < FORMAT:
        remarks.append(f"It is of format {number}; the next save writes format {FORMAT}.")
    if why := replacing.unwritable(path):
        remarks.append(f"It cannot be written: {why}.")
    if replacing.shares_its_content(path):
        remarks.append("It has a second name (a hard link), which a save would leave behind.")
    disputed = [card.company for card in state.cards.values() if conflicts(card)]
    if disputed:
        remarks.append(f"Two copies disagree on {', '.join(sorted(disputed))}: see those cards.")
    return remarks


def _what_is_aside(state: State) -> list[str]:
    """What in the file cannot be used, why, and what can be done."""
    if not state.aside:
        return []
    lines = [f"{each.told}." for each in state.aside]
    lines.append(
        "That stays in the file as it is, and is in the way of nothing else. To have it back, put "
        "it right in the file with a text editor while Afterword is closed."
    )
    if any(each.table not in {ME, SETTINGS} for each in state.aside):
        lines.append(
            "Or leave it behind: `afterword check --salvage` puts what can be read in the place of "
            "this file, and keeps this one beside it."
        )
    return lines


def _counts(key: str) -> str:
    """What counts where this stands twice: documents have numbers, fields have names."""
    last = "the last one counts"
    return f"of two cards or scripts both are kept, else {last}" if key.isdecimal() else last


def _doubled_keys(raw: bytes) -> list[str]:
    import json

    doubled: list[str] = []

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        seen: dict[str, object] = {}
        for key, value in found:
            if key in seen:
                doubled.append(key)
            seen[key] = value
        return seen

    text = raw.removeprefix(b"\xef\xbb\xbf")
    json.loads(text, object_pairs_hook=pairs, parse_int=str)  # Python limits how long one may be
    return doubled[:5]
