"""Broken content used by every command: no traceback, only the statuses told, nothing lost."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import orjson

from tests.conftest import NOW
from tests.content.mutations import broken, valid
from tui.cli.main import main
from tui.cli.session import Session

LOOKS = (
    ("list",), ("list", "--json"), ("today",), ("today", "--json", "--exit-code"),
    ("show", "CARD"), ("show", "CARD", "--json"), ("show", "CARD", "--vcard"), ("script", "CARD"),
    ("script", "CARD", "--ready"), ("script", "CARD", "--eml"),
    ("script", "CARD", "--kind", "thank-you"),
    ("stats",), ("stats", "--json"), ("check",), ("where",), ("set",), ("set", "--json"),
    ("export", "--format", "json"), ("export", "--format", "csv"), ("export", "--format", "ics"),
    ("export", "--format", "vcf"), ("report", "--from", "jan 1", "--to", "today"),
    ("import", "--dry-run", "OTHER"), ("--read-only", "undo"),
)  # fmt: skip
"""Commands that change nothing. CARD is one of the cards, OTHER another file."""

CHANGES = (
    ("advance", "CARD", "--yes"), ("note", "CARD", "a word"), ("snooze", "CARD", "+3"),
    ("snooze", "CARD", "--off"), ("skip", "CARD", "--reason", "asked not to"),
    ("answer", "CARD", "news"), ("answer", "CARD", "offer", "--offer", "much"),
    ("answer", "CARD", "new-date", "--promised", "next friday"), ("answer", "CARD", "rejected"),
    ("edit", "CARD", "--role", "Tester"), ("edit", "CARD", "--interviewed", "yesterday 10:00"),
    ("back", "CARD", "--yes"), ("delete", "CARD", "--yes"), ("reopen", "CARD"), ("settle", "CARD"),
    ("debrief", "CARD", "--asked", "why"), ("write-again", "CARD", "60"), ("undo",), ("redo",),
    ("add", "--company", "Acme", "--interviewed", "yesterday 14:00"), ("set", "grace-days", "3"),
    ("set", "name", "Kim"), ("merge", "OTHER"), ("import", "OTHER"), ("backup",),
    ("take", "--yes", "OTHER"), ("reword", "CARD", "--reset"),
)  # fmt: skip
"""Commands that may change the file."""

STATUSES = {0, 1, 2, 3, 10, 130}
_TELL_WHY = {2}


class Ran(NamedTuple):
    """What came of a command: its status, what it wrote, and a traceback where there was one."""

    status: int | None
    out: str
    err: str
    fault: str


def run(path: Path, *arguments: str) -> Ran:
    """Run a command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    fault, status, stdin = "", None, sys.stdin
    sys.stdin = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main(["--db", str(path), *arguments], Session(clock=lambda: NOW))
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 0
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        frames = traceback.extract_tb(error.__traceback__)
        ours = [each for each in frames if re.search(r"/(store|tui)/", each.filename)]
        where = " < ".join(f"{Path(f.filename).name}:{f.name}" for f in reversed(ours[-3:]))
        fault = f"{type(error).__name__}: {str(error)[:100]} in {where}"
    finally:
        sys.stdin = stdin
    return Ran(status, _written(out), _written(err), fault)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def campaign(runs: int, seed: int) -> Iterator[list[str]]:
    """For each run what of the claim does not hold; nothing, as a rule."""
    where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    for number in range(runs):
        with tempfile.TemporaryDirectory(dir=where) as folder:
            random = Random(f"{seed} {number}")  # noqa: S311 - it is to be the same each time
            yield list(_used(Path(folder), random, f"seed {seed}, {number}"))


def _used(folder: Path, random: Random, name: str) -> Iterator[str]:
    """Use one broken file: as the file itself, or as the other one that comes in."""
    mutated = broken(random)
    path, other = folder / "afterword.json", folder / "other.json"
    comes_in = random.random() < 0.3
    path.write_bytes(valid() if comes_in else mutated.content)
    other.write_bytes(mutated.content if comes_in or random.random() < 0.3 else valid())
    changes = random.sample(CHANGES, 5)
    if comes_in:
        changes = [random.choice((("merge", "OTHER"), ("import", "OTHER"))), *changes[:2]]
    for words in (*random.sample(LOOKS, 7), *changes, ("check",), ("list",)):
        before = path.read_bytes()
        reference = _reference(before, random)
        command = [{"CARD": reference, "OTHER": str(other)}.get(word, word) for word in words]
        ran = run(path, *command)
        for problem in _problems(words, before, path.read_bytes(), ran):
            yield f"{' '.join(words)}: {problem} [{name}: {mutated.told}]"


def _reference(content: bytes, random: Random) -> str:
    try:
        cards = list(orjson.loads(content)["cards"].values())
        return str(random.choice(cards)["id"])[:200].lstrip("-") or "globex"
    except (ValueError, LookupError, TypeError, AttributeError):
        return "globex"


def _problems(words: tuple[str, ...], before: bytes, after: bytes, ran: Ran) -> Iterator[str]:
    if ran.fault:
        yield ran.fault
    elif ran.status not in STATUSES:
        yield f"status {ran.status}"
    if ran.status in _TELL_WHY and not ran.err.strip():
        yield "no reason told"
    if ran.status in _TELL_WHY and len(ran.err.strip().splitlines()) > 4:
        yield f"{len(ran.err.splitlines())} lines tell the reason"
    if "Traceback" in ran.out + ran.err:
        yield "a traceback"
    if before != after:
        if words in LOOKS:
            yield "it changed the file"
        elif ran.status == 2 and words[0] not in ("import", "merge"):
            yield "refused, and the file has changed"
        yield from lost(before, after)


def lost(
    before: bytes, after: bytes, tables: tuple[str, ...] = ("scripts", "drafts")
) -> Iterator[str]:
    """The documents, and the steps of cards, that a save has lost.

    The app takes up what was half typed: then it may go.
    """
    if before == after:
        return
    try:
        old, new = (json.loads(each, parse_int=str) for each in (before, after))
    except ValueError:
        yield "a file that is not JSON was written, or written over"
        return
    every = new.get("cards", {})
    known = [card["id"] for card in old.get("cards", {}).values() if _has_id(card)]
    for number, card in old.get("cards", {}).items():
        is_there = card in every.values() or list(old["cards"].values()).count(card) > 1
        if not is_there and (what := _is_not(card, every.get(number), known)):
            yield f"card {number} {what}"
    for table in tables:
        for number, document in old.get(table, {}).items():
            there = new.get(table, {})
            if number not in there and document not in there.values():
                yield f"{table} {number} is gone: {str(document)[:60]}"


def _is_not(card: Any, there: Any, known: list[str]) -> str:
    """What became of a card that is not as before, in the place where it was; "" where it stayed.

    Of two with one id, one gets another; and so does one that had none.
    """
    if not isinstance(card, dict) or not _has_id(there):
        return "is gone"
    if _has_id(card) and there["id"] != card["id"] and known.count(card["id"]) < 2:
        return "is another one now"
    lost_steps = len(_steps(card)) - len(_steps(there))
    return f"has lost {lost_steps} steps" if lost_steps > 0 else ""


def _has_id(card: Any) -> bool:
    return isinstance(card, dict) and isinstance(card.get("id"), str)


def _steps(card: dict[str, Any]) -> list[Any]:
    history = card.get("history", [])
    return history if isinstance(history, list) else []
